"""Grids → the lines of their cells in the one text, and tables whose cells are spans of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby

from vndocx.geometry import Box
from vndocx.layout.cues import MOTTO, SIGNS_FOR, is_numbered_head, is_recipients_label
from vndocx.layout.printed import Printed, Region
from vndocx.model.layout import Table, TableCell
from vndocx.model.scan import Cell, Grid, Page
from vndocx.text import Span, fold

__all__ = ["Place", "Sheet", "begin", "cell_lines", "columns_of", "go_on", "is_layout", "table", "torn_rows_mended"]

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table in the making: its cells by the rows of the whole table, the first ``heads`` rows its header."""

    id: str
    page: int
    box: Box | None
    cells: tuple[Cell, ...]
    heads: int

    @property
    def rows(self) -> int:
        return max((cell.row + cell.row_span for cell in self.cells), default=0)

    @property
    def columns(self) -> int:
        return max((cell.column + cell.column_span for cell in self.cells), default=0)


def begin(grid: Grid, page: int, number: int) -> Sheet:
    """The table that begins with the grid."""
    return Sheet(f"t{number}", page, grid.box, _trimmed(grid.cells), _heads(grid.cells))


def go_on(sheet: Sheet, grid: Grid) -> Sheet | None:
    """The table with the grid's cells added behind its own, a repeated header dropped; None where the grid is another
    table. Cells that only go on with a row torn by the page's end have that row's number."""
    cells = _trimmed(grid.cells)
    if max((cell.column + cell.column_span for cell in cells), default=0) != sheet.columns:
        return None
    if sheet.box is not None and grid.box is not None and abs(sheet.box.width / grid.box.width - 1) > 0.08:
        return None
    skip = 0
    if sheet.heads and _alike(_texts(cells, sheet.heads), _texts(sheet.cells, sheet.heads)):
        skip = sheet.heads
    elif _heads(cells):
        return None
    torn = _goes_on_with_row(sheet, [cell for cell in cells if cell.row == skip])
    shift = sheet.rows - skip - (1 if torn else 0)
    return replace(
        sheet, cells=(*sheet.cells, *(replace(one, row=one.row + shift) for one in cells if one.row >= skip))
    )


def _alike(one: list[str], other: list[str]) -> bool:
    """Whether two headers are the same, an engine's slips allowed for."""
    return len(one) == len(other) and SequenceMatcher(None, "|".join(one), "|".join(other)).ratio() > 0.85


def _goes_on_with_row(sheet: Sheet, first: list[Cell]) -> bool:
    """Whether the first cells on a page are the rest of the last row on the page before: no number of their own, and
    words only where the cell above broke off or that begin in mid-sentence."""
    above = {cell.column: cell for cell in sheet.cells if cell.row + cell.row_span == sheet.rows and _text(cell)}
    filled = [cell for cell in first if _text(cell)]
    if not filled or 0 not in above or min(cell.column for cell in filled) == 0 or sheet.rows <= sheet.heads:
        return False
    for cell in filled:
        upper = above.get(cell.column)
        if upper is None or cell.column_span != upper.column_span:
            return False
        low = cell.lines[0].text[:1].islower()
        if not low and upper.lines[-1].text.endswith((".", ";")):
            return False
    return any(cell.lines[0].text[:1].islower() for cell in filled)


def cell_lines(sheet: Sheet, start: int, page: int) -> Iterator[Printed]:
    """The lines of the cells from index ``start`` on, row by row; all stand on ``page``."""
    for cell in sorted(sheet.cells[start:], key=lambda cell: (cell.row, cell.column)):
        for line in cell.lines:
            if line.words:
                yield replace(Printed.of(line, page, Region.TABLE), cell=(sheet.id, cell.row, cell.column))


def torn_rows_mended(lines: list[Printed]) -> Iterator[Printed]:
    """The lines, those of each table cell by cell, so that a cell torn by a page's end is whole; the footnotes of a
    page on which a table goes on come behind the last row that begins there."""
    run: list[Printed] = []
    notes: list[Printed] = []
    for line in lines:
        if run and line.region is Region.FOOTNOTE:
            notes.append(line)
            continue
        if run and (line.cell is None or run[0].cell is None or line.cell[0] != run[0].cell[0]):
            yield from _by_cell(run, notes)
            run, notes = [], []
        if line.cell is not None:
            run.append(line)
        else:
            yield line
    yield from _by_cell(run, notes)


def _by_cell(run: list[Printed], notes: list[Printed]) -> Iterator[Printed]:
    """The lines of a table in the order of its cells, the notes in between."""
    waiting = list(notes)
    ordered = sorted(run, key=_cell)
    for _, row in groupby(ordered, key=lambda line: _cell(line)[0]):
        lines = list(row)
        page = min(line.page for line in lines)
        yield from (note for note in waiting if note.page < page)
        waiting = [note for note in waiting if note.page >= page]
        yield from lines
    yield from waiting


def _cell(line: Printed) -> tuple[int, int]:
    return line.cell[1:] if line.cell is not None else (0, 0)


def table(sheet: Sheet, spans: Mapping[Place, Span], text: str) -> Table:
    """The table whose cells stand in the text at ``spans``; a merged cell stands in each place it covers."""
    grid: dict[Place, TableCell] = {}
    at = min((span.start for span in spans.values()), default=0)
    for cell in sorted(sheet.cells, key=lambda cell: (cell.row, cell.column)):
        span = spans.get((cell.row, cell.column), Span(at, at))
        at = span.end
        made = TableCell(span.cut(text), span)
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                grid.setdefault((row, column), made)
    empty = TableCell("", Span(at, at))
    every = [tuple(grid.get((row, column), empty) for column in range(sheet.columns)) for row in range(sheet.rows)]
    header = tuple(_head_cell(sheet, every, column) for column in range(sheet.columns if sheet.heads else 0))
    rows = tuple(row for row in every[sheet.heads :] if any(cell.text for cell in row))
    return Table(sheet.id, sheet.page, sheet.box, header, rows)


# --- header


def _head_cell(sheet: Sheet, every: list[tuple[TableCell, ...]], column: int) -> TableCell:
    """The cell that names the column: below a merged one the lower, else that of the first row."""
    top = every[0][column]
    merged = any(
        cell.row == 0 and cell.column_span > 1 and cell.column <= column < cell.column + cell.column_span
        for cell in sheet.cells
    )
    below = every[1][column] if sheet.heads > 1 else top
    return below if merged and _names(below.text) else top


_HEADER = re.compile(
    r"""
      s?tt\b | so\ (?:tt|thu\ tu|luong|ky\ hieu|van\ ban)        # STT, Số ký hiệu
    | noi\ dung | nhiem\ vu | cong\ viec | hoat\ dong | san\ pham | ket\ qua | muc\ (?:tieu|do|chi) | chi\ tieu
    | co\ quan | don\ vi | chu\ tri | phoi\ hop | nguoi\b | trach\ nhiem | phan\ cong | lanh\ dao | thanh\ phan
    | thoi\ (?:gian|han|diem) | tien\ do | ngay\b | nam\b
    | ho\ (?:va\ )?ten | chuc\ (?:vu|danh) | dia\ (?:chi|diem|ban|phuong) | ten\b | linh\ vuc | ma\b | loai\b
    | ghi\ chu | can\ cu | kinh\ phi | nguon\ von | tong\b | dien\ tich | tai\ lieu | hinh\ thuc | doi\ tuong
    """,
    re.VERBOSE,
)
# The row below the header that numbers the columns: (1) (2) (3), 1 2 3, A B 1 2.
_COUNTER = re.compile(r"\(?(?:\d{1,2}|[a-z])\)?(?:\s?=.*)?")


def _heads(cells: Iterable[Cell]) -> int:
    """How many rows at the top name the columns."""
    given = list(cells)
    rows = max((cell.row + cell.row_span for cell in given), default=0)
    first = [cell for cell in given if cell.row == 0 and _text(cell)]
    if rows < 2 or len(first) < 2 or any(len(_text(cell)) > 90 for cell in first):
        return 0
    named = sum(_HEADER.match(_text(cell)) is not None for cell in first)
    bold = all(line.style.bold for cell in first for line in cell.lines)
    if named < 2 and not (named and len(first) <= 3) and not bold:
        return 0
    heads = 1
    if any(cell.row_span < 2 and cell.column_span > 1 for cell in first):
        second = [cell for cell in given if cell.row == 1 and _text(cell)]
        if second and all(len(_text(cell)) <= 60 for cell in second) and rows > 2:
            heads = 2
    counters = [cell for cell in given if cell.row == heads and _text(cell)]
    if heads + 1 < rows and len(counters) > 1 and all(_COUNTER.fullmatch(_text(cell)) for cell in counters):
        heads += 1
    return heads


def _names(text: str) -> bool:
    """Whether a header cell names a column, and does not only number it."""
    return bool(text) and _COUNTER.fullmatch(fold(text)) is None


def _text(cell: Cell) -> str:
    return fold(" ".join(line.text for line in cell.lines)).strip()


def _texts(cells: Iterable[Cell], rows: int) -> list[str]:
    return [_text(cell) for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)) if cell.row < rows]


def _trimmed(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """The cells without columns that are empty from top to bottom at the right edge."""
    given = list(cells)
    used = max((cell.column + 1 for cell in given if cell.lines), default=0)
    return tuple(
        replace(cell, column_span=max(1, min(cell.column_span, used - cell.column)))
        for cell in given
        if cell.column < used
    )


# --- layout tables


def is_layout(grid: Grid) -> bool:
    """Whether the grid only sets two blocks side by side: the head, or recipients and signature."""
    filled = [cell for cell in grid.cells if any(line.words for line in cell.lines)]
    if len({cell.column for cell in filled}) > 2 or len({cell.row for cell in filled}) > 6:
        return False
    lines = [Printed.of(line, 0) for cell in filled for line in cell.lines if line.words]
    signs = any(SIGNS_FOR.match(line.folded) and line.capitals for line in lines)
    return (
        any(MOTTO.match(line.folded) or is_recipients_label(line) for line in lines)
        or signs
        or _numbers_and_dates(lines)
    )


def _numbers_and_dates(lines: list[Printed]) -> bool:
    return any(map(is_numbered_head, lines)) and any(re.search(r"\bngay\b.*\bnam\b", line.folded) for line in lines)


def columns_of(grid: Grid, page: Page) -> Iterator[Printed]:
    """The lines of a layout table column by column, each with its block of the paper."""
    lines = [line for cell in grid.cells for line in cell.lines if line.words]
    head = not any(is_recipients_label(Printed.of(line, 0)) or SIGNS_FOR.match(fold(line.text)) for line in lines)
    regions = (Region.HEAD_LEFT, Region.HEAD_RIGHT) if head else (Region.RECIPIENTS, Region.SIGNATURE)
    left = min((cell.column for cell in grid.cells if cell.lines), default=0)
    for right in (False, True):
        for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
            if (cell.column > left) == right:
                for line in cell.lines:
                    if line.words:
                        yield Printed.of(line, page.number, regions[right])
