"""DOCX → Scan: paragraphs as lines, ruled tables as grids, tables that only set blocks side by side as lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vndocx.adapters.docx import WordParagraph, WordTable, read_docx
from vndocx.errors import BlankDocument
from vndocx.model.scan import Cell, Grid, Line, Origin, Page, Scan, Style
from vndocx.reading.characters import clean
from vndocx.reading.columns import columns
from vndocx.reading.encodings import decoded, detect
from vndocx.reading.files import OpenedFile
from vndocx.reading.layouts import is_layout
from vndocx.reading.markdown import is_rule
from vndocx.reading.pages import A4

__all__ = ["read_word"]


def read_word(opened: OpenedFile) -> Scan:
    """The file as one page without places; raises DamagedFile, TooLarge or BlankDocument."""
    lines: list[Line] = []
    grids: list[Grid] = []
    block = 0
    for item in read_docx(opened.path):
        if isinstance(item, WordTable):
            if _sets_side_by_side(item):
                for cell in sorted(item.cells, key=lambda cell: (cell.column, cell.row)):
                    for paragraph in cell.paragraphs:
                        lines += _lines(paragraph, block)
                        block += 1
            else:
                grids.append(Grid(tuple(_cells(item)), len(lines)))
        else:
            lines += _lines(item, block)
        block += 1
    if not lines and not grids:
        raise BlankDocument(f"{opened.source.name} holds no text")
    page = Page(1, *A4, Origin.PLAIN, tuple(lines), tuple(grids))
    return Scan(opened.source, (page,), opened.notices)


def _lines(paragraph: WordParagraph, block: int) -> list[Line]:
    style = Style(paragraph.size, paragraph.bold, paragraph.italic, paragraph.centred)
    text = clean(paragraph.text)
    encoding = detect([paragraph.text])
    if encoding is not None:
        text = clean(decoded(paragraph.text, encoding))
    return [
        Line(words, block, style, paragraph.heading)
        for raw in text.split("\n")
        if not is_rule(raw)
        for words in columns(raw)
    ]


def _cells(table: WordTable) -> Iterable[Cell]:
    for cell in table.cells:
        lines = tuple(line for number, one in enumerate(cell.paragraphs) for line in _lines(one, number))
        yield Cell(cell.row, cell.column, lines, cell.row_span, cell.column_span)


def _sets_side_by_side(table: WordTable) -> bool:
    rows: dict[int, list[Sequence[str]]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append([one.text for one in cell.paragraphs if one.text.strip()])
    return is_layout(list(rows.values()), ruled=table.ruled)
