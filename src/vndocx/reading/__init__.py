"""Reading: a file → Scan. What the file is, how its words are got, page by page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from vndocx.model.scan import Scan
from vndocx.reading.files import Kind, OpenedFile, open_file
from vndocx.reading.language import checked
from vndocx.settings import Settings

__all__ = ["reader"]


def reader(settings: Settings) -> Callable[[Path], Scan]:
    """A function that reads one file; it raises InputError when the file cannot be used."""

    def read(path: Path) -> Scan:
        opened = open_file(path, settings)
        return checked(_read(opened, settings))

    return read


def _read(opened: OpenedFile, settings: Settings) -> Scan:
    if opened.kind is Kind.TEXT:
        from vndocx.reading.plain import read_plain

        return read_plain(opened)
    if opened.kind is Kind.PDF:
        from vndocx.reading.portable import read_pdf

        return read_pdf(opened, settings)
    if opened.kind is Kind.DOCX:
        from vndocx.reading.word import read_word

        return read_word(opened)
    from vndocx.reading.pictures import read_pictures

    return read_pictures(opened, settings)
