"""CSV: one of the tables, or the state archives' document fields. No cell can become a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from datetime import date
from typing import IO

from vndocx.export.item import Item
from vndocx.export.tables import TABLES, Link, Value

__all__ = ["write_csv", "write_document_fields"]

# A spreadsheet takes a cell that begins with one of these for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: Value) -> str:
    """A value as text; a text that a spreadsheet would run gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, Link):
        value = value.text
    if isinstance(value, str):
        return "'" + value if value.startswith(_FORMULA) else value
    return value.isoformat() if isinstance(value, date) else str(value)


def write_csv(items: Iterable[Item], table: str, out: IO[str]) -> int:
    """The rows of one of the tables ("papers", "references", "assignments", "deadlines"); returns their number."""
    chosen, count = TABLES[table], 0
    writer = csv.writer(out)
    writer.writerow(chosen.heads)
    for item in items:
        for row in chosen.rows(item):
            writer.writerow(map(cell, row))
            count += 1
    return count


# Field names of the document table, Thông tư 02/2019/TT-BNV, phụ lục. Fields that a paper does not tell stay empty.
_FIELDS = tuple(
    re.findall(
        r"\w+",
        """DocCode FileCode Identifier OrganId FileCatalog FileNotation DocOrdinal TypeName CodeNumber CodeNotation
        IssuedDate OrganName Subject Language PageAmount Description InforSign Keyword Mode ConfidenceLevel Autograph
        Format""",
    )
)


def write_document_fields(items: Iterable[Item], out: IO[str]) -> int:
    """One row a paper in the fields of Thông tư 02/2019/TT-BNV; number and symbol are two fields there."""
    writer, count = csv.DictWriter(out, _FIELDS, restval=""), 0
    writer.writeheader()
    for item in items:
        paper, count = item.record.document, count + 1
        number, notation = _split(paper.number)
        row: dict[str, Value] = {
            "DocCode": item.record.id,
            "DocOrdinal": count,
            "TypeName": paper.type.name if paper.type else None,
            "CodeNumber": number,
            "CodeNotation": notation,
            "IssuedDate": paper.issued,
            "OrganName": paper.issuer,
            "Subject": paper.subject,
            "Language": "Tiếng Việt",
            "PageAmount": item.record.source.pages,
            "Description": item.path,
            "ConfidenceLevel": {"original": "Bản chính", "copy": "Bản sao", "draft": "Bản thảo"}[paper.state],
        }
        writer.writerow({key: cell(value) for key, value in row.items()})
    return count


def _split(number: str | None) -> tuple[str | None, str | None]:
    """ "94-KL/TW" → "94", "KL/TW"; "12/QĐ-UBND" → "12", "QĐ-UBND"."""
    if number is None:
        return None, None
    digits = len(number) - len(number.lstrip("0123456789"))
    return number[:digits], number[digits:].lstrip("-/ ")
