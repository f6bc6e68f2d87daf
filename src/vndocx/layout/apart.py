"""What stands in a paper and speaks for another: wording for a conference backdrop, a block that attests a copy."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vndocx.layout.pieces import Piece, alternatives, capitals
from vndocx.model.layout import Layout
from vndocx.text import Span

__all__ = ["backdrops", "copy_block"]

_BACKDROP_END = re.compile(
    r"(?:[-+*]\s|[ivx]{1,4}\s?[-.]|\d{1,2}(?:\.\d{1,2})*\s?[-.)/]|[a-d]\s?\)|noi nhan|tren day la|t/m|k/t|tm\.|kt\.)"
)


def backdrops(layout: Layout, folded: str) -> set[int]:
    """The paragraphs that word a conference backdrop: they look like a head, and are none."""
    cue = re.compile(alternatives("backdrop") + r"\b")
    found: set[int] = set()
    for index, paragraph in enumerate(layout.paragraphs):
        printed = paragraph.span.cut(folded)
        if len(printed) > 160 or cue.search(printed) is None:
            continue
        if capitals(paragraph.span.cut(layout.text)):
            continue
        after = index + 1
        while after < len(layout.paragraphs) and after - index < 16:
            span = layout.paragraphs[after].span
            if _BACKDROP_END.match(span.cut(folded)) or not _is_lettering(span, layout.text, folded):
                break
            after += 1
        if after > index + 1:
            found |= set(range(index, after))
    return found


def _is_lettering(span: Span, text: str, folded: str) -> bool:
    """Whether a paragraph is lettering: capitals, a star, or a place and date."""
    printed = span.cut(text)
    if not any(map(str.isalpha, printed)) or sum(map(str.isupper, printed)) * 2 > sum(map(str.isalpha, printed)):
        return True
    return (
        len(printed) < 120 and re.search(r"\bngay\b.{0,14}\bthang\b|\b(?:den|tu) ngay\b", span.cut(folded)) is not None
    )


_COPY = re.compile(r"\W*(?:ban sao|sao y(?: ban chinh)?|sao luc|trich sao)\b\W*")
_COPY_NUMBER = re.compile(r"\W*so\s?[:.]?\s?\d{1,5}\s?(?:-\s?bs|/\s?(?:sy|sl|trs|bs))\b")


def copy_block(lines: Sequence[Piece]) -> int:
    """The line with which the copy block behind the original begins; the number of lines where there is none."""
    for at, piece in enumerate(lines):
        if at < 8 or at < len(lines) - 60:
            continue
        by_number = _COPY_NUMBER.match(piece.folded) is not None
        if not by_number and not (_COPY.fullmatch(piece.folded) and capitals(piece.text)):
            continue
        start = at
        while start > 0 and at - start < 8 and _copy_head(lines[start - 1]):
            start -= 1
        return start
    return len(lines)


def _copy_head(piece: Piece) -> bool:
    head = re.match(r"(?:cong hoa xa hoi|doc lap|dang cong san|so\b|\W*$)|.*\bngay\b.*\bthang\b.*\bnam\b", piece.folded)
    return head is not None or (
        capitals(piece.text) and re.match(alternatives("organ") + r"\b", piece.folded) is not None
    )
