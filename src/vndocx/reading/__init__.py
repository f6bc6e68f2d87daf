"""Reading: a file → Scan. What the file is, how its words are got, page by page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from vndocx.model.scan import Origin, Scan
from vndocx.reading.files import Kind, OpenedFile, open_file
from vndocx.reading.language import checked
from vndocx.settings import Settings

__all__ = ["reader"]


def reader(settings: Settings, workers: int = 1) -> Callable[[Path], Scan]:
    """A function that reads one file; it raises InputError when the file cannot be used.

    With more ``workers`` than one, scanned pages of one file are recognised in as many processes.
    """

    def read(path: Path) -> Scan:
        scan = checked(_read(open_file(path, settings), settings, workers))
        if not any(page.origin is Origin.OCR and page.lines for page in scan.pages):
            return scan
        from vndocx.reading.engines import engine_of

        return replace(scan, ocr=engine_of(settings))

    return read


def _read(opened: OpenedFile, settings: Settings, workers: int) -> Scan:
    if opened.kind is Kind.TEXT:
        from vndocx.reading.plain import read_plain

        return read_plain(opened)
    if opened.kind is Kind.PDF:
        from vndocx.reading.portable import read_pdf

        return read_pdf(opened, settings, workers)
    if opened.kind is Kind.DOCX:
        from vndocx.reading.word import read_word

        return read_word(opened)
    from vndocx.reading.pictures import read_pictures

    return read_pictures(opened, settings, workers)
