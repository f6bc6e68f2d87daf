"""Ruled tables in page pictures: where the rules run, which cells they enclose, which words stand in them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from vndocx.adapters.image import Picture, blobs, closed, ruled, shrunk
from vndocx.geometry import Box
from vndocx.model.scan import Cell, Grid, Line

__all__ = ["Frame", "frames_of", "grids_of", "without_rules"]

_DPI = 100.0
# A rule is longer than any letter is high: in inches, across and down.
_ACROSS, _DOWN = 0.45, 0.26
# Smaller boxes are stamps, not tables.
_LEAST_WIDTH, _LEAST_HEIGHT = 2.4, 0.45

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Frame:
    """The rules of one table; boxes in pixels of the page picture. ``cells`` are empty of lines."""

    box: Box
    cells: tuple[Cell, ...]


def frames_of(grey: Picture, dpi: float) -> tuple[Frame, ...]:
    """The ruled tables of an upright, level page, top to bottom."""
    factor = min(1.0, _DPI / dpi)
    small = shrunk(grey, factor)
    dots = dpi * factor
    level, upright = ruled(small < 190, round(_ACROSS * dots), round(_DOWN * dots))
    if not level.any() or not upright.any():
        return ()
    found = []
    for blob in blobs(closed(level | upright, 5), least=round(2 * dots)):
        wide, high = (blob.x1 - blob.x0) / dots, (blob.y1 - blob.y0) / dots
        if wide < _LEAST_WIDTH or high < _LEAST_HEIGHT:
            continue
        part = slice(blob.y0, blob.y1), slice(blob.x0, blob.x1)
        cells = _cells(level[part], upright[part])
        if len(cells) < 2:
            continue
        moved = tuple(
            replace(cell, box=Box(*(v + (blob.x0, blob.y0)[k % 2] for k, v in enumerate(cell.box))).scaled(1 / factor))
            for cell in cells
            if cell.box is not None
        )
        found.append(Frame(Box(blob.x0, blob.y0, blob.x1, blob.y1).scaled(1 / factor), moved))
    return tuple(sorted(found, key=lambda frame: frame.box.y0))


def _cells(level: Mask, upright: Mask) -> list[Cell]:
    """The cells between the rules of one table; a missing rule makes one cell of two."""
    xs, ys = _places(upright.sum(axis=0), _DOWN * _DPI), _places(level.sum(axis=1), _ACROSS * _DPI)
    if len(xs) < 3 or len(ys) < 2:
        return []
    owner = {(row, column): (row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)}
    for row, column in list(owner):
        left = owner.get((row, column - 1))
        if left is not None and not _drawn(upright[ys[row] : ys[row + 1], _band(xs[column])]):
            _join(owner, owner[row, column], left)
        above = owner.get((row - 1, column))
        if above is not None and not _drawn(level[_band(ys[row]), xs[column] : xs[column + 1]].T):
            _join(owner, owner[row, column], above)
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place, group in owner.items():
        groups.setdefault(group, []).append(place)
    made = []
    for places in groups.values():
        rows, columns = [row for row, _ in places], [column for _, column in places]
        top, bottom, first, last = min(rows), max(rows) + 1, min(columns), max(columns) + 1
        box = Box(xs[first], ys[top], xs[last], ys[bottom])
        made.append(Cell(top, first, (), bottom - top, last - first, box))
    return sorted(made, key=lambda cell: (cell.row, cell.column))


def _places(ink: NDArray[np.int64], least: float) -> list[int]:
    """The middles of the runs of columns (or rows) that hold a rule."""
    held = np.concatenate(([False], ink >= least, [False]))
    steps = np.diff(held.astype(int))
    middles = [(a + b) // 2 for a, b in zip(np.flatnonzero(steps == 1), np.flatnonzero(steps == -1), strict=True)]
    kept: list[int] = []
    for middle in middles:
        if not kept or middle - kept[-1] > 8:
            kept.append(int(middle))
    return kept


def _band(middle: int) -> slice:
    return slice(max(0, middle - 3), middle + 4)


def _drawn(border: Mask) -> bool:
    """Whether a rule runs along most of the border between two cells; the border runs down the mask."""
    return bool(np.any(border, axis=1).mean() > 0.5) if len(border) else True


def _join(owner: dict[tuple[int, int], tuple[int, int]], one: tuple[int, int], other: tuple[int, int]) -> None:
    for place, group in owner.items():
        if group == one:
            owner[place] = other


def without_rules(grey: Picture, frames: tuple[Frame, ...], dpi: float) -> Picture:
    """The page with the rules of its tables painted white, so that they are not read as letters."""
    if not frames:
        return grey
    made = grey.copy()
    for frame in frames:
        x0, y0, x1, y1 = (max(0, round(value)) for value in frame.box)
        part = made[y0 : y1 + 4, x0 : x1 + 4]
        level, upright = ruled(part < 190, round(_ACROSS * dpi), round(_DOWN * dpi))
        part[level | upright] = 255
    return made


def grids_of(lines: tuple[Line, ...], frames: tuple[Frame, ...]) -> tuple[tuple[Line, ...], tuple[Grid, ...]]:
    """The lines outside the tables, and the tables with the words that stand in their cells; boxes as in the lines."""
    rest: list[Line] = []
    inside: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        outside = []
        parts: dict[tuple[int, int], list[int]] = {}
        for index, word in enumerate(line.words):
            place = next(
                (
                    (f, c)
                    for f, frame in enumerate(frames)
                    if word.box is not None and frame.box.contains_middle(word.box)
                    for c, cell in enumerate(frame.cells)
                    if cell.box is not None and cell.box.contains_middle(word.box)
                ),
                None,
            )
            if place is None:
                outside.append(word)
            else:
                parts.setdefault(place, []).append(index)
        for place, indexes in parts.items():
            inside.setdefault(place, []).append(replace(line, words=tuple(line.words[index] for index in indexes)))
        if outside:
            rest.append(replace(line, words=tuple(outside)))
    grids = []
    for f, frame in enumerate(frames):
        cells = tuple(replace(cell, lines=tuple(inside.get((f, c), ()))) for c, cell in enumerate(frame.cells))
        if not any(cell.lines for cell in cells):
            continue
        before = next(
            (k for k, line in enumerate(rest) if line.box is not None and line.box.y0 > frame.box.y1 - 6), len(rest)
        )
        grids.append(Grid(cells, before, frame.box))
    return tuple(rest), tuple(grids)
