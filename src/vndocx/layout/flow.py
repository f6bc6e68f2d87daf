"""Reading order: lines and grids of pages → one text of paragraphs, and its tables."""

from __future__ import annotations

from dataclasses import replace

from vndocx.layout.columns import read_columns
from vndocx.layout.fragments import fragments, line_height
from vndocx.layout.furniture import on_paper, running, without_furniture
from vndocx.layout.joining import join
from vndocx.layout.notes import with_footnotes
from vndocx.layout.printed import Printed, Region
from vndocx.layout.regions import regions
from vndocx.layout.setting import Edges, set_lines
from vndocx.layout.tables import Place, Sheet, begin, cell_lines, columns_of, go_on, is_layout, table, torn_rows_mended
from vndocx.layout.weave import weave
from vndocx.model.layout import Layout, Table
from vndocx.model.scan import Grid, Page, Scan
from vndocx.text import Span

__all__ = ["flow"]


def flow(scan: Scan) -> Layout:
    """The one text of a scan in reading order, its words, printed lines and paragraphs, and its tables."""
    again = running(scan.pages)
    lines: list[Printed] = []
    plain: list[Printed] = []
    sheets: list[Sheet] = []
    ending = False
    edges: Edges | None = None
    width = 0.0
    for page in scan.pages:
        if not _has_places(page):
            unset = [Printed.of(line, page.number) for line in page.lines]
            with_grids = _with_grids(page, unset, [grid.before for grid in page.grids], sheets, plain)
            plain += [part for line in with_grids for part in line.parted()]
            continue
        lines += regions(list(with_footnotes(without_furniture(plain))))
        plain = []
        height = line_height(page)
        read = read_columns(page, on_paper(fragments(page, height), page, again), height, ending=ending)
        ending = read.ending
        page = replace(page, grids=(*page.grids, *read.grids))
        placed, edges = set_lines(read.lines, height, edges if page.width == width else None)
        width = page.width
        lines += _with_grids(page, placed, [_place_of(grid, placed) for grid in page.grids], sheets, lines)
    lines += regions(list(with_footnotes(without_furniture(plain))))
    paragraphs = join(torn_rows_mended(lines))
    layout = weave(scan, paragraphs)
    return replace(layout, tables=_tables(sheets, paragraphs, layout))


def _has_places(page: Page) -> bool:
    return any(line.box is not None for line in page.lines) or any(grid.box is not None for grid in page.grids)


def _place_of(grid: Grid, lines: list[Printed]) -> int:
    """The index of the first line below the grid's top, outside the head."""
    if grid.box is None:
        return min(grid.before, len(lines))
    for index, line in enumerate(lines):
        head = line.region in (Region.HEAD_LEFT, Region.HEAD_RIGHT)
        if not head and line.box is not None and line.box.middle[1] > grid.box.y0:
            return index
    return len(lines)


def _with_grids(
    page: Page, lines: list[Printed], places: list[int], sheets: list[Sheet], above: list[Printed]
) -> list[Printed]:
    """The lines with those of the page's grids at their places; new tables are added to ``sheets``, and the table that
    the lines ``above`` end with goes on in a grid at the top of the page."""
    made: list[Printed] = []
    done = 0
    for place, grid in sorted(zip(places, page.grids, strict=True), key=lambda pair: pair[0]):
        made += lines[done:place]
        done = place
        if is_layout(grid):
            made += columns_of(grid, page)
            continue
        longer = go_on(sheets[-1], grid) if not made and _ends_with_table(above, page.number) else None
        start = len(sheets[-1].cells) if longer is not None else 0
        if longer is not None:
            sheets[-1] = longer
        else:
            sheets.append(begin(grid, page.number, len(sheets) + 1))
        made += cell_lines(sheets[-1], start, page.number)
    return made + lines[done:]


def _ends_with_table(above: list[Printed], page: int) -> bool:
    last = next((line for line in reversed(above) if line.region is not Region.FOOTNOTE), None)
    return last is not None and last.cell is not None and last.page == page - 1


def _tables(sheets: list[Sheet], paragraphs: list[list[Printed]], layout: Layout) -> tuple[Table, ...]:
    spans: dict[str, dict[Place, Span]] = {sheet.id: {} for sheet in sheets}
    for lines, paragraph in zip(paragraphs, layout.paragraphs, strict=True):
        if lines[0].cell is not None:
            id_, row, column = lines[0].cell
            spans[id_][row, column] = paragraph.span
    return tuple(table(sheet, spans[sheet.id], layout.text) for sheet in sheets)
