"""A ruled table and the glyphs in it → Grid with rows, columns and merged cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vndocx.adapters.pdf import Glyph, RuledTable
from vndocx.geometry import Box
from vndocx.model.scan import Cell, Grid
from vndocx.reading.glyphs import lines_of
from vndocx.reading.layouts import is_layout

__all__ = ["grid_of"]

_ONE_EDGE = 4.0  # points: rules nearer than this are one


def grid_of(
    table: RuledTable, glyphs: Sequence[Glyph], decode: Callable[[str, str], str]
) -> tuple[Grid | None, list[Glyph]]:
    """The table as a grid and the glyphs outside it; None and all glyphs for a frame that is no table.

    A table has at least two rows and two columns, and does more than to set two blocks side by side.
    """
    across = _edges([side for cell in table.cells for side in (cell.x0, cell.x1)])
    down = _edges([side for cell in table.cells for side in (cell.y0, cell.y1)])
    if len(across) < 3 or len(down) < 3:
        return None, list(glyphs)
    inside: list[list[Glyph]] = [[] for _ in table.cells]
    outside: list[Glyph] = []
    boxes = list(enumerate(table.cells))
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.base - 0.3 * glyph.size
        if not (table.box.x0 <= x <= table.box.x1 and table.box.y0 <= y <= table.box.y1):
            outside.append(glyph)
            continue
        home = next((index for index, box in boxes if box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1), None)
        (outside if home is None else inside[home]).append(glyph)
    cells: list[Cell] = []
    for box, own in zip(table.cells, inside, strict=True):
        column, row = _nearest(across, box.x0), _nearest(down, box.y0)
        wide, high = _nearest(across, box.x1) - column, _nearest(down, box.y1) - row
        if wide > 0 and high > 0:
            cells.append(Cell(row, column, lines_of(own, decode), high, wide, Box(*box)))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    rows: dict[int, list[list[str]]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append([line.text for line in cell.lines])
    if not cells or is_layout(list(rows.values()), ruled=True):
        return None, list(glyphs)
    return Grid(tuple(cells), 0, table.box), outside


def _edges(values: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _ONE_EDGE:
            edges.append(value)
    return edges


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))
