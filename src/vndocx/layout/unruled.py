"""Tables without rules: rows of the body that keep the same gap free, as a list of names and posts does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from vndocx.geometry import Box
from vndocx.layout.fragments import Fragment
from vndocx.model.scan import Cell, Grid, Line

__all__ = ["unruled"]

Row = Sequence[Fragment]
Gap = tuple[float, float]

# In line heights: what a gap must keep free, and how far below each other two rows of a table stand at most.
_RIVER = 1.4
_FARTHEST = 4.0
_FEWEST_ROWS = 3

_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2})*|[ivxlc]{1,5}|[a-z])\s?[.)/-]?(?:\s|$)|[-+•]\s")


def unruled(table: Sequence[Row], height: float) -> Iterator[tuple[int, int, Grid]]:
    """The tables among consecutive rows of the body: first row, row after the last one, grid."""
    at = 0
    while at < len(table):
        stop, gaps = _run(table, at, height)
        rows = table[at:stop]
        if sum(len(row) > 1 for row in rows) >= max(_FEWEST_ROWS, len(rows) // 2) and _filled(rows, gaps):
            yield at, stop, _grid(rows, gaps, height)
            at = stop
        else:
            at += 1


def _run(table: Sequence[Row], start: int, height: float) -> tuple[int, list[Gap]]:
    """How far down from ``start`` some gap of the row stays free, and the gaps that do."""
    gaps = [(left.box.x1, right.box.x0) for left, right in pairwise(table[start])]
    stop = start + 1
    while gaps and stop < len(table):
        row = table[stop]
        if row[0].box.y0 - table[stop - 1][0].box.y1 > _FARTHEST * height:
            break
        narrowed = [free for gap in gaps if (free := _kept_free(gap, row, height)) is not None]
        if not narrowed:
            break
        gaps = narrowed
        stop += 1
    while stop > start + 1 and len(table[stop - 1]) == 1 and _stands_off(table[stop - 2], table[stop - 1], height):
        stop -= 1
    return stop, gaps


def _kept_free(gap: Gap, row: Row, height: float) -> Gap | None:
    left, right = gap
    for fragment in row:
        x0, x1 = fragment.box.x0, fragment.box.x1
        if x1 <= left or x0 >= right:
            continue
        if x0 < left and x1 > right:
            return None
        if (x0 + x1) / 2 < (left + right) / 2:
            left = max(left, x1)
        else:
            right = min(right, x0)
    return (left, right) if right - left > _RIVER * height else None


def _stands_off(above: Row, row: Row, height: float) -> bool:
    """Whether a row with one piece below the table is text of its own: set apart, or left of the first column."""
    return row[0].box.y0 - above[0].box.y1 > 1.2 * height or row[0].box.x0 < above[0].box.x0 - height


def _column(fragment: Fragment, gaps: list[Gap]) -> int:
    return sum(fragment.box.middle[0] > (left + right) / 2 for left, right in gaps)


def _filled(rows: Sequence[Row], gaps: list[Gap]) -> bool:
    """Whether every column has something in two rows at least."""
    counts = [0] * (len(gaps) + 1)
    for row in rows:
        for column in {_column(fragment, gaps) for fragment in row}:
            counts[column] += 1
    return min(counts) >= 2


def _grid(rows: Sequence[Row], gaps: list[Gap], height: float) -> Grid:
    lines: dict[tuple[int, int], list[Line]] = {}
    number = -1
    above: Row | None = None
    for row in rows:
        if above is None or _begins_row(above, row, gaps, height):
            number += 1
        for column in range(len(gaps) + 1):
            words = tuple(word for one in row if _column(one, gaps) == column for word in one.words)
            if words:
                lines.setdefault((number, column), []).append(Line(words, style=row[0].line.style))
        above = row
    cells = tuple(Cell(at, column, tuple(found)) for (at, column), found in sorted(lines.items()))
    return Grid(cells, 0, Box.around(fragment.box for row in rows for fragment in row))


def _begins_row(above: Row, row: Row, gaps: list[Gap], height: float) -> bool:
    """Whether a row of print begins a row of the table: numbered, set apart, or with something in each column that
    does not go on from above."""
    if _column(row[0], gaps) > 0:
        return False
    if _NUMBER.match(row[0].folded) or row[0].box.y0 - above[0].box.y1 > 0.9 * height:
        return True
    full = {_column(fragment, gaps) for fragment in row} == set(range(len(gaps) + 1))
    return full and not any(fragment.text[:1].islower() for fragment in row)
