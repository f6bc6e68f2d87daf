"""A born-digital page → Page: lines, ruled tables as grids, panels of electronic signatures left out."""

from __future__ import annotations

from vndocx.adapters.pdf import Glyph, PdfPage, RuledTable
from vndocx.model.scan import Grid, Mark, Notice, Origin, Page
from vndocx.reading.glyphs import lines_of
from vndocx.reading.panels import without_panels
from vndocx.reading.ruled import grid_of
from vndocx.reading.textlayer import Judgement

__all__ = ["digital_page"]


def digital_page(
    found: PdfPage, tables: tuple[RuledTable, ...], judgement: Judgement
) -> tuple[Page, tuple[Notice, ...]]:
    """The page from its own text, and a notice for words that stand slanted on it."""
    upright = [glyph for glyph in found.glyphs if glyph.angle == 0 and not glyph.hidden and _on_page(glyph, found)]
    grids: list[Grid] = []
    for table in tables:
        grid, rest = grid_of(table, upright, judgement.decode)
        if grid is not None:
            grids.append(grid)
            upright = rest
    lines, panels = without_panels(lines_of(upright, judgement.decode))
    placed: list[Grid] = []
    for grid in grids:
        top = grid.box.y0 if grid.box is not None else 0.0
        below = (index for index, line in enumerate(lines) if line.box is not None and line.box.middle[1] > top)
        placed.append(Grid(grid.cells, next(below, len(lines)), grid.box))
    origin = Origin.LEGACY_TEXT_LAYER if judgement.encodings else Origin.TEXT_LAYER
    marks = tuple(Mark(kind, box) for kind, box in panels)
    page = Page(found.number, found.width, found.height, origin, lines, tuple(placed), marks, rotation=found.turned)
    return page, _slanted(found)


def _on_page(glyph: Glyph, page: PdfPage) -> bool:
    return glyph.x0 >= -1 and glyph.x1 <= page.width + 1 and 0 <= glyph.base <= page.height + 1


def _slanted(page: PdfPage) -> tuple[Notice, ...]:
    letters = [
        glyph.text for glyph in page.glyphs if glyph.angle != 0 and not glyph.hidden and not glyph.text.isspace()
    ]
    if not letters:
        return ()
    message = f"Trang {page.number}: đã bỏ qua chữ in xoay hoặc chéo: {''.join(letters[:60])}"
    return (Notice("slanted_text_left_out", message, page.number),)
