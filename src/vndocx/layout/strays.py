"""Lines before the head of a paper that are none of it: a fax line, a file's source note, a retyper's title."""

from __future__ import annotations

from collections.abc import Sequence

from vndocx.layout.heading import Head, find_head
from vndocx.layout.mending import motto
from vndocx.layout.pieces import Piece, capitals, organ_at
from vndocx.layout.subject import ADDRESS, OPENING

__all__ = ["head_behind_strays"]

REACH = 8  # lines that may stand before the head
_LENGTH = 900  # and so many characters


def head_behind_strays(text: str, folded: str, lines: Sequence[Piece]) -> tuple[Head, int]:
    """The head of the paper and how many lines stand before it; 0 where the head begins the paper, or none follows.

    Lines are strays only where reading from the first one finds no mark of a head and reading from behind them finds
    a sure head, or, behind lines that are no sentence, a title.
    """
    first = find_head(text, folded, lines)
    if first.number is not None or first.date is not None or _has_motto(first, folded):
        return first, 0
    sentences = False
    for at in range(1, min(len(lines), REACH + 1)):
        if lines[at].span.start - lines[0].span.start > _LENGTH or ADDRESS.match(lines[at - 1].folded):
            break
        sentences = sentences or _sentence(lines[at - 1])
        head = find_head(text, folded, lines[at:])
        marks = (head.number is not None) + (head.date is not None) + (head.type_row is not None)
        if marks and _has_motto(head, folded):
            return head, at
        if first.type_row is None and marks and not sentences and head.type_row is not None:
            return head, at
        if first.type_row is None and marks > 1 and capitals(lines[at].text) and organ_at(lines[at]):
            return head, at
    return first, 0


def _sentence(piece: Piece) -> bool:
    return piece.text.endswith((".", ";", ":", ",")) or OPENING.match(piece.folded) is not None


def _has_motto(head: Head, folded: str) -> bool:
    """Whether the national or the Party heading stands among the lines of the head."""
    lines = head.lines
    return bool(lines) and motto().search(folded[lines[0].span.start : lines[-1].span.end]) is not None
