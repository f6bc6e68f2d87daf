"""XLSX: the four tables as sheets, with real dates, filters and links. No cell can become a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from vndocx.errors import PackageMissing
from vndocx.export.item import Item
from vndocx.export.tables import TABLES, Link, Value

__all__ = ["write_xlsx"]

MOST_ROWS = 1_048_575  # of a sheet, without its head
LONGEST = 32_767  # characters of a cell
WIDTHS = {"Nhiệm vụ": 60, "Trích yếu": 60, "Nguyên văn": 50, "Tệp": 36, "Lưu ý": 40}


def write_xlsx(items: Iterable[Item], target: Path) -> int:
    """All tables of the items in one workbook; returns the number of papers.

    Raises PackageMissing without XlsxWriter; a table too long for a sheet goes on in a second one.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise PackageMissing("XlsxWriter is not installed", "Install it with: pip install 'vndocx[export]'") from error
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": False,
    }
    count = 0
    with xlsxwriter.Workbook(str(target), options) as book:
        book.set_properties({"created": date(2000, 1, 1)})  # the same records give the same bytes
        styles = {
            "head": book.add_format({"bold": True, "bg_color": "#DDE6F0", "text_wrap": True, "valign": "top"}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "date": book.add_format({"num_format": "dd/mm/yyyy", "align": "left", "valign": "top"}),
            "link": book.add_format({"font_color": "#1155CC", "underline": 1, "valign": "top"}),
        }
        sheets = {name: _Sheet(book, name, styles) for name in TABLES}
        for item in items:
            count += 1
            for sheet in sheets.values():
                for row in sheet.table.rows(item):
                    sheet.add(row)
        for sheet in sheets.values():
            sheet.close()
    return count


class _Sheet:
    """A table being written, over as many sheets as it takes."""

    def __init__(self, book: Any, name: str, styles: dict[str, Any]) -> None:
        self.book, self.table, self.styles, self.parts = book, TABLES[name], styles, 0
        self._open()

    def _open(self) -> None:
        self.parts += 1
        title = self.table.title if self.parts == 1 else f"{self.table.title} {self.parts}"
        self.sheet, self.rows = self.book.add_worksheet(title), 0
        for column, head in enumerate(self.table.heads):
            self.sheet.write_string(0, column, head, self.styles["head"])
            self.sheet.set_column(column, column, WIDTHS.get(head, 20))
        self.sheet.freeze_panes(1, 0)

    def close(self) -> None:
        """Put the filter round what was written."""
        self.sheet.autofilter(0, 0, max(self.rows, 1), len(self.table.heads) - 1)

    def add(self, row: tuple[Value, ...]) -> None:
        """Write one row."""
        if self.rows == MOST_ROWS:
            self.close()
            self._open()
        self.rows += 1
        for column, value in enumerate(row):
            self._write(column, value)

    def _write(self, column: int, value: Value) -> None:
        at, styles = (self.rows, column), self.styles
        if value is None:
            return
        if isinstance(value, Link):
            # XlsxWriter takes "file:///" for a Windows path and drops the root of any other; a scheme has no case.
            address = re.sub(r"^file:///(?![A-Za-z]:)", "FILE:///", value.address)
            if self.sheet.write_url(*at, address, styles["link"], value.text) != 0:  # too long an address
                self.sheet.write_string(*at, value.text, styles["text"])
        elif isinstance(value, str):
            self.sheet.write_string(*at, value[:LONGEST], styles["text"])
        elif isinstance(value, date):
            self.sheet.write_datetime(*at, value, styles["date"])
        else:
            self.sheet.write_number(*at, value)
