"""To whom a paper goes: the list under "Nơi nhận" and the addressees behind "Kính gửi"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from vndocx.layout.pieces import Piece
from vndocx.layout.signature import authority_at, name_in, position_at
from vndocx.model.layout import Field, Zone
from vndocx.text import Span, squeeze

__all__ = ["RecipientList", "find_addressees", "find_recipients", "split_columns"]


@dataclass(frozen=True, slots=True)
class RecipientList:
    """The recipients and the lines they stand on."""

    fields: tuple[Field, ...]
    lines: tuple[Piece, ...]


_LABEL = re.compile(r"\W*noi\s?(?:nhan|gui)\b\s?[:;.]?\s*")
_MISREAD_LABEL = re.compile(r"\W*\w{0,4}i\s?nh\w{1,2}n\s?[:;.]?\W*")  # "4Wơi nhận:", "ới nhận:"
_ITEM = re.compile(r"\s*[-–—•*+~_=«]+\s*")
_LAST = re.compile(r"(?:[-–—•*+]\s*)?(?:l[uư]u)\b")


def split_columns(piece: Piece) -> tuple[Piece, ...]:
    """A line that holds a recipient and a piece of the signature beside it, as the two; any other line as itself."""
    label = _LABEL.match(piece.folded)
    if label is not None and label.end() < len(piece.text):
        rest = piece.part(label.end())
        if authority_at(rest) is not None or position_at(rest) or name_in(rest) is not None:
            return piece.part(0, label.end()), rest
        return (piece,)
    if not _ITEM.match(piece.folded):
        return (piece,)
    for match in re.finditer(r"[;,.)]\s+(?=[^\W\d_])", piece.text):
        rest = piece.part(match.end())
        if (
            authority_at(rest) is not None
            or position_at(rest)
            or (name_in(rest) is not None and match.group()[0] in ";.")
        ):
            return piece.part(0, match.end()), rest
    return (piece,)


def find_recipients(text: str, lines: Sequence[Piece], first: int) -> list[RecipientList]:
    """Every list of recipients from line ``first`` on."""
    found: list[RecipientList] = []
    at = first
    while at < len(lines):
        match = _label(lines, at)
        if match is None:
            at += 1
            continue
        rest = lines[at].part(match)
        items: list[list[Piece]] = [[rest]] if rest.text.strip(" :") else []
        if items and len(rest.text) > 150:
            at += 1
            continue
        stop, skipped = at + 1, 0
        while stop < len(lines) and stop - at < 90 and _LABEL.match(lines[stop].folded) is None:
            piece = lines[stop]
            listed = _ITEM.match(piece.text) is not None
            if not listed and _signs(piece):
                if not _more_items(lines, stop):
                    break
                skipped += 1  # the signature stands beside the list
            elif listed or not items:
                if items and items[-1][0].folded.startswith("luu") and _ends_list(items[-1]) and skipped == 0:
                    break
                items.append([piece])
            elif _ends_list(items[-1]) or _BEHIND.match(piece.folded):
                break
            elif (
                items[-1][-1].text.endswith((";", ",")) and piece.text[:1].isupper() and _dashes_lost(items[-1], piece)
            ):
                items.append([piece])
            else:
                items[-1].append(piece)
            stop += 1
        fields = tuple(field for item in items if (field := _field(text, item, "list under Nơi nhận")) is not None)
        if fields:
            found.append(RecipientList(fields, (lines[at], *(piece for item in items for piece in item))))
        at = stop
    return found


def _dashes_lost(item: Sequence[Piece], piece: Piece) -> bool:
    """Whether items of the list begin without a dash: none has one, or the reader lost it."""
    return piece.zone is Zone.RECIPIENTS or _ITEM.match(item[0].text) is None


def _label(lines: Sequence[Piece], at: int) -> int | None:
    """Where the label of a list of recipients ends in its line; 0 where the reader lost the label and the order of
    reading tells that a list begins."""
    piece = lines[at]
    match = _LABEL.match(piece.folded)
    if match is not None:
        return match.end() if piece.text.strip(" *-_")[:1] in "Nn" else None
    listed = _ITEM.match(piece.text) is not None
    followed = at + 1 < len(lines) and _ITEM.match(lines[at + 1].text) is not None
    if followed and not listed and _MISREAD_LABEL.fullmatch(piece.folded):
        return len(piece.text)
    if piece.zone is not Zone.RECIPIENTS or (at and lines[at - 1].zone is Zone.RECIPIENTS):
        return None
    return 0 if listed else len(piece.text) if followed else None


_BEHIND = re.compile(r"(?:phu luc|dieu \d|chuong|mau so|danh muc|cong hoa xa hoi)\b")


def _signs(piece: Piece) -> bool:
    """Whether a line belongs to a signature."""
    return authority_at(piece) is not None or position_at(piece) or name_in(piece) is not None


def _more_items(lines: Sequence[Piece], at: int) -> bool:
    """Whether the list goes on behind lines of the signature: an item without a heading or long text before it."""
    for piece in lines[at + 1 : at + 8]:
        if _LABEL.match(piece.folded) or _BEHIND.match(piece.folded):
            return False
        if _ITEM.match(piece.text):
            return len(piece.text) < 120 and piece.text.endswith((";", ",", ".", ")"))
    return False


def _ends_list(item: Sequence[Piece]) -> bool:
    """Whether an item is the last one: "Lưu …", or one with a full stop."""
    last = item[-1].text
    if _LAST.match(item[0].folded):
        return not last.endswith((",", "-", "và", ":"))
    return last.endswith((".", "./"))


def _field(text: str, item: Sequence[Piece], rule: str) -> Field | None:
    mark = _ITEM.match(item[0].text)
    start = item[0].span.start + (mark.end() if mark is not None else 0)
    span = Span(start, item[-1].span.end).strip(text, " \n\t.,;:*-/~_=")
    if span.end - span.start < 2:
        return None
    apart = any(after.span.start - before.span.end > 3 for before, after in itertools.pairwise(item))
    if apart:  # lines of another column stand between them in the text
        value = squeeze(" ".join(piece.text for piece in item))
        return Field(
            value.lstrip("-–—•*+ ").rstrip(" .,;:"), Span(start, item[0].span.end).strip(text, " .,;:"), rule, 0.8
        )
    return Field(squeeze(span.cut(text)), span, rule, 0.95)


_TO = re.compile(r"(?:kinh (?:gui|trinh)|(?<=\s)dien)\s?[:.]?\s*")
_WIRE = re.compile(r".{0,80}\bdien\s?:\s*$")


def find_addressees(text: str, lines: Sequence[Piece], first: int) -> RecipientList | None:
    """The addressees behind "Kính gửi:" (in a công điện behind "… điện:"), looked for near line ``first``."""
    for at in range(max(0, first - 1), min(len(lines), first + 12)):
        piece = lines[at]
        match = _TO.match(piece.folded) or (_WIRE.match(piece.folded) if len(piece.text) < 90 else None)
        if match is None:
            continue
        rest = piece.part(match.end())
        items: list[list[Piece]] = [[rest]] if rest.text else []
        stop = at + 1
        while stop < len(lines) and stop - at < 60 and _goes_to(lines[stop], lines[stop - 1], items):
            if _ITEM.match(lines[stop].text) is not None or not items:
                items.append([lines[stop]])
            else:
                items[-1].append(lines[stop])
            stop += 1
        fields = tuple(field for item in items if (field := _field(text, item, "list behind Kính gửi")) is not None)
        return RecipientList(fields, tuple(lines[at:stop])) if fields else None
    return None


def _goes_to(piece: Piece, before: Piece, items: Sequence[Sequence[Piece]]) -> bool:
    """Whether a line below "Kính gửi" still names addressees."""
    if not items:
        return len(piece.text) < 200
    closed = before.text.endswith((".", "./", ";"))
    if _ITEM.match(piece.text) is not None:
        listed = _ITEM.match(items[-1][0].text) is not None
        return (listed and not before.text.endswith((".", "./"))) or before.text.endswith((":", ";", ","))
    if piece.paragraph == before.paragraph:
        return not closed
    ends_item = _ITEM.match(items[-1][0].text) is not None and piece.text.endswith((";", ",", "."))
    goes_on = piece.text[:1].islower() or before.text.endswith(",") or ends_item
    return not closed and goes_on and len(piece.text) < 100
