"""Lines of head and end that a narrow column broke, put together again; the fixed words of a head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from vndocx.layout.dateline import is_date_line
from vndocx.layout.pieces import Piece, alternatives, capitals, organ_at
from vndocx.layout.signature import name_in
from vndocx.layout.subject import ADDRESS
from vndocx.layout.titles import is_type_name, printed_type
from vndocx.text import Span, fold, squeeze

__all__ = ["head_mark", "motto", "motto_at", "rejoined"]


@cache
def motto() -> re.Pattern[str]:
    """The national and Party headings, folded."""
    return re.compile(alternatives("motto").replace(r"\-", r"[-–—\s.]*"))


def motto_at(piece: Piece) -> bool:
    """Whether the national or the Party heading stands in the line; a body speaks of the state in small letters."""
    match = motto().search(piece.folded)
    return match is not None and (capitals(piece.text[slice(*match.span())]) or match.start() == 0)


@cache
def head_mark(name: str) -> re.Pattern[str]:
    """A line that is nothing but one of the marks of a list of the lexicon: secrecy, urgency."""
    return re.compile(rf"\W*(?P<mark>{alternatives(name)})(?:\s+hen gio.*)?\W*")


def rejoined(text: str, folded: str, lines: Sequence[Piece]) -> list[Piece]:
    """The lines with what a narrow column broke put together: "NGHỊ / QUYẾT", "Kính / gửi", "Hà / Nội, ngày …"."""
    made: list[Piece] = []
    for piece in lines:
        last = len(made) > 1 and made[-2].paragraph == made[-1].paragraph != piece.paragraph  # of its paragraph
        if made and not last and piece.span.start - made[-1].span.end < 3 and _broken(made[-1], piece):
            span = Span(made[-1].span.start, piece.span.end)
            made[-1] = Piece(span, span.cut(text), span.cut(folded), made[-1].paragraph)
        else:
            made.append(piece)
    return _title_last(made)


def _is_name(before: Piece, piece: Piece) -> bool:
    """Whether a surname and the line below it are a person's name."""
    text = f"{before.text} {piece.text}"
    whole = Piece(Span(0, len(text)), text, fold(text), before.paragraph)
    return name_in(whole) is not None


def _title_last(lines: list[Piece]) -> list[Piece]:
    """The lines with a type name that was read before the right column of the head behind it."""
    at = next((index for index, piece in enumerate(lines[:12]) if printed_type(piece) is not None), None)
    if at is None or motto().search(squeeze(" ".join(piece.folded for piece in lines[:at]))):
        return lines
    right = [piece for piece in lines[at + 1 : at + 6] if motto_at(piece) or is_date_line(piece)]
    if not right or not any(motto_at(piece) for piece in lines[at + 1 : at + 4]):
        return lines
    after = lines.index(right[-1]) + 1
    return [*lines[:at], *lines[at + 1 : after], lines[at], *lines[after:]]


def _broken(before: Piece, piece: Piece) -> bool:
    """Whether two lines are one that a narrow column broke."""
    if len(before.text) > 60 or (len(before.text) > 30 and not capitals(before.text)):
        return False
    first, second = before.text.split(), piece.text.split()
    joined = squeeze(f"{before.folded} {piece.folded}")
    if len(first) == 1 and ADDRESS.match(joined) is not None:
        return True
    named = before.text[0].isupper() and len(first) < 5 and before.text.replace(" ", "").isalpha()
    if named and not capitals(before.text) and second[0][0].isupper() and is_date_line(piece):
        return True
    if before.text.endswith(",") and len(first) < 5 and before.text[0].isupper() and piece.folded.startswith("ngay"):
        return True
    if before.text.istitle() and len(first) == 1 and len(second) < 5 and _is_name(before, piece):
        return True
    if not capitals(before.text) or not capitals(piece.text) or len(second) > 12 or before.text[-1] in ".;:,":
        return False
    if any(map(str.isdigit, before.text + piece.text)) or motto().search(before.folded):
        return False
    if is_type_name(joined) and not is_type_name(before.folded):
        return True
    lone = (len(first) == 1 and before.text.isalpha()) or (len(second) == 1 and piece.text.isalpha())
    return (
        lone
        and not any(
            is_type_name(one.folded)
            or head_mark("secrecy").fullmatch(one.folded)
            or head_mark("urgency").fullmatch(one.folded)
            for one in (before, piece)
        )
        and not (len(second) == 1 and organ_at(piece))
    )
