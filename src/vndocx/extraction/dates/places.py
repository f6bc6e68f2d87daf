"""Where dates stand: the text in its three readings, and its paragraphs and cells."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vndocx.extraction.dates.cues import cue
from vndocx.extraction.dates.spans import inside
from vndocx.lexicon.phrases import settle
from vndocx.model.layout import Layout, Zone
from vndocx.text import Span, fold, squeeze

__all__ = ["Copy", "Place", "clause_of", "copy_of", "places"]

# What may stand behind "Thời gian" in the head of a column.
_DUE_REST = re.compile(
    r"[\s/,;.*\d-]*(?:\(?(?:du kien|thuc hien|hoan thanh|trinh|ban hanh|bao cao|gui|xong|nhiem vu|cong viec|trien khai"
    r"|thoi han|thoi gian|tien do|va|hoac|phai|can|yeu cau|giao|thang|quy|nam|ngay)\b[\s/,;.:)-]*)*"
)
_CLAUSE_REACH = 800  # no clause is longer on either side of a date
_LABEL_ONLY = re.compile(r"[\s(*-]*(?:(?:dieu|muc|phan|khoan|buoc)\s)?\w{1,4}(?:\.\d{1,2}){0,3}")  # "1." ends no clause
# A full stop behind "TP", "ThS" and the like ends no sentence.
_BREAK = re.compile(r"[.;](?=\s|$)(?<!\b(?:tp|tx|tt|ts)[.;])(?<!\bths[.;])(?<!\b[pq][.;])|\n")


@dataclass(frozen=True, slots=True)
class Copy:
    """The text as printed, folded, and in lower case with its marks; all of one length."""

    text: str
    folded: str
    marked: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression stands. ``unit``: its paragraph or cell; ``clause`` the part of it between ";" and full
    stops; ``due_column``: the cell stands under a head such as "Thời gian hoàn thành", ``plain_column``: only under
    "Thời gian", which may be the hours of a programme."""

    unit: Span
    clause: Span
    zone: Zone
    cell: bool = False
    due_column: bool = False
    plain_column: bool = False


def copy_of(text: str) -> Copy:
    """The three readings of a text."""
    marked = settle(text)
    if len(marked) != len(text):  # a letter whose small form is two
        marked = "".join(small if len(small := settle(letter)) == 1 else letter for letter in text)
    return Copy(text, fold(text), marked)


def clause_of(copy: Copy, place: Place, span: Span) -> Place:
    """The place narrowed to the clause around the span: between full stops and ";"."""
    start = max(place.unit.start, span.start - _CLAUSE_REACH)
    for match in _BREAK.finditer(copy.folded, start, span.start):
        if _LABEL_ONLY.fullmatch(copy.folded, start, match.start()) is None:
            start = match.end()
    stop = min(place.unit.end, span.end + _CLAUSE_REACH)
    after = _BREAK.search(copy.folded, span.end, stop)
    return replace(place, clause=Span(start, after.start() if after is not None else stop))


def places(layout: Layout) -> Iterator[Place]:
    """Every paragraph and cell, in the order of the text."""
    cells = sorted(set(_cells(layout)))
    seen: set[Span] = set()
    for paragraph in layout.paragraphs:
        here = paragraph.span
        if paragraph.table is None:
            yield Place(here, here, paragraph.zone)
            continue
        first = bisect_left(cells, here.start, key=lambda cell: cell[0].end)
        last = bisect_right(cells, here.end, key=lambda cell: cell[0].start)
        near = cells[first:last]
        held = [one for one in near if inside(one[0], here)]
        if not held:
            around = [one for one in near if inside(here, one[0])]
            due, plain = any(one[1] for one in around), any(one[2] for one in around)
            yield Place(here, here, paragraph.zone, True, due, plain)
        for span, due, plain in held:
            if span not in seen:
                seen.add(span)
                yield Place(span, span, paragraph.zone, True, due, plain)


def _cells(layout: Layout) -> Iterator[tuple[Span, bool, bool]]:
    """The cells of all tables, each with whether its column holds terms and whether it is only called a time."""
    for table in layout.tables:
        heads = [squeeze(cell.text) for cell in table.header]
        due = [_is_due(copy_of(head)) for head in heads]
        plain = [fold(head) == "thoi gian" for head in heads]
        yield from ((cell.span, False, False) for cell in table.header if cell.span.end > cell.span.start)
        for row in table.rows:
            for index, cell in enumerate(row):
                if cell.span.end > cell.span.start:
                    known = index < len(due)
                    yield cell.span, known and due[index], known and plain[index]


def _is_due(head: Copy) -> bool:
    """Whether the head of a column is one of terms: "Thời hạn (dự kiến)", and not "Thời hạn kiểm định"."""
    match = cue("columns").match(head.folded, head.marked, 0)
    return match is not None and _DUE_REST.fullmatch(head.folded, match.end()) is not None
