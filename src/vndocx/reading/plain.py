"""Plain text and Markdown → Scan: bytes to characters, lines to words, pipe tables to grids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from vndocx.errors import BlankDocument
from vndocx.model.scan import Cell, Grid, Line, Origin, Page, Scan
from vndocx.reading.characters import clean
from vndocx.reading.columns import columns
from vndocx.reading.files import OpenedFile
from vndocx.reading.layouts import is_layout
from vndocx.reading.markdown import heading_level, unmarked
from vndocx.reading.pages import A4
from vndocx.reading.pipes import TableBlock, find_tables
from vndocx.reading.textfile import decode_text

__all__ = ["read_plain"]

_PART = re.compile(r"(?:[IVXLC]{1,6}|[A-ZĐ])[.)]?")  # the label of a part of a table
_LONE_PIPE = re.compile(r"^\s*\|\s*|\s*\|\s*$")  # left over from a layout drawn with pipes


def read_plain(opened: OpenedFile) -> Scan:
    """The text as pages without places (a form feed ends one); raises UnsupportedType or BlankDocument."""
    source = opened.source
    text, notices = decode_text(source.name, opened.path.read_bytes())
    pages = text.split("\f")
    while len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    read = tuple(_page(number, clean(page)) for number, page in enumerate(pages, 1))
    if not any(page.lines or page.grids for page in read):
        raise BlankDocument(f"{source.name} holds no text")
    return Scan(replace(source, pages=len(read)), read, (*opened.notices, *notices))


def _page(number: int, text: str) -> Page:
    raw = re.split(r"\r\n|[\n\r\v\x85\u2028\u2029]", text)
    tables = {table.first: table for table in find_tables(raw)}
    writer = _Writer()
    index = 0
    while index < len(raw):
        table = tables.get(index)
        if table is None:
            writer.line(raw[index])
            index += 1
        else:
            writer.table(table)
            index = table.end
    return Page(number, *A4, Origin.PLAIN, tuple(writer.lines), tuple(writer.grids))


class _Writer:
    """Lines and grids of a page in the making."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.grids: list[Grid] = []
        self.block = 0

    def line(self, raw: str) -> None:
        """Add a line; a blank line or rule ends the block, a heading stands in a block of its own."""
        if heading_level(raw) is not None:
            self.end_block()
        found = _lines(raw, self.block)
        self.lines += found
        if not found or found[0].heading is not None:
            self.end_block()

    def end_block(self) -> None:
        if self.lines and self.lines[-1].block == self.block:
            self.block += 1

    def table(self, table: TableBlock) -> None:
        """Add a table as a grid, or a layout as its lines, the left column first."""
        self.end_block()
        if not is_layout(table.rows, ruled=True):
            self.grids.append(Grid(tuple(_cells(table)), len(self.lines)))
            return
        for column in range(table.columns):
            for row in table.rows:
                for raw in row[column] if column < len(row) else ():
                    self.line(raw)
                self.end_block()


def _cells(table: TableBlock) -> Iterator[Cell]:
    """The cells; a heading within the table ("I", "Công tác cán bộ") fills the columns that are left."""
    wide = table.columns
    for number, row in enumerate(table.rows):
        for column, raw in enumerate(row):
            lines = tuple(line for text in raw for line in _lines(text, 0))
            label = "".join(row[0]).strip("*_ \t")
            fills = column == len(row) - 1 and (len(row) == 1 or (len(row) == 2 and bool(_PART.fullmatch(label))))
            yield Cell(number, column, lines, column_span=wide - column if fills else 1)


def _lines(raw: str, block: int) -> tuple[Line, ...]:
    """One line of the file as lines: several where wide gaps part columns, none where it is blank."""
    level = heading_level(raw)
    body = unmarked(_LONE_PIPE.sub("", raw) if "|" in raw else raw)
    if not body.strip():
        return ()
    return tuple(Line(words, block, heading=level) for words in columns(body))
