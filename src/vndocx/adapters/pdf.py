"""PDF files through pypdfium2 (glyphs, pictures, rendering) and pdfplumber (ruled tables)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

import numpy

from vndocx.adapters.image import Picture
from vndocx.adapters.pdf_glyphs import Glyph, glyphs_of, turn_of
from vndocx.adapters.pdf_objects import THICKEST_RULE, PdfPicture, has_broken_picture, objects_of
from vndocx.adapters.pdf_view import View
from vndocx.errors import DamagedFile, EncryptedFile, InputError, NoPages
from vndocx.geometry import Box

__all__ = ["Glyph", "PdfFile", "PdfPage", "PdfPicture", "RuledTable"]

_BY_RULES = {"vertical_strategy": "lines", "horizontal_strategy": "lines"}
# What pdfplumber raises on torn pages besides its own errors.
_TORN = (ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, RecursionError)


class RuledTable(NamedTuple):
    """A table of ruled lines: the box around it and the boxes of its cells."""

    box: Box
    cells: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class PdfPage:
    """What stands on a page. ``turned``: how far it was turned clockwise, beyond what the file says, to be read.

    ``ruled``: there are lines enough for a table; ``shapes`` counts drawn paths.
    """

    number: int
    width: float
    height: float
    turned: int
    glyphs: tuple[Glyph, ...]
    pictures: tuple[PdfPicture, ...]
    shapes: int
    ruled: bool


class PdfFile:
    """An open PDF. Use as a context manager; pages are numbered from 1. Not for several threads."""

    def __init__(self, path: Path) -> None:
        """Open the file; raises EncryptedFile, DamagedFile or NoPages."""
        import pypdfium2

        self._path = path
        self._plumber: Any = None
        self._media: dict[int, tuple[float, float, float, float]] = {}
        try:
            self._document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as error:
            raise _why_not(path) from error
        self.pages: int = len(self._document)
        if self.pages == 0:
            self._document.close()
            raise NoPages(f"{path.name} is a PDF without pages")
        # Without this the number and date that a digital signature stamps into the head are not drawn.
        self._document.init_forms()

    def __enter__(self) -> PdfFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._plumber is not None:
            self._plumber.stream.close()  # its own close() looks at every page again, torn ones too
        self._document.close()

    def page(self, number: int) -> PdfPage:
        """Page ``number`` as read upright; raises DamagedFile when it cannot be loaded."""
        import pypdfium2
        import pypdfium2.raw as raw

        page = self._load(number)
        try:
            view = View.of(page)
            glyphs = tuple(glyphs_of(raw, page, view))
            turned = turn_of(glyphs)
            if turned:
                view = view._replace(rotation=(view.rotation + turned) % 360)
                glyphs = tuple(glyphs_of(raw, page, view))
            pictures, shapes, ruled = objects_of(raw, page, view)
            return PdfPage(number, view.width, view.height, turned, glyphs, pictures, shapes, ruled)
        except pypdfium2.PdfiumError as error:
            raise DamagedFile(f"page {number} of {self._path.name} cannot be read") from error
        finally:
            page.close()

    def picture(self, number: int, dpi: float) -> Picture:
        """Page ``number`` drawn at ``dpi``, RGB, annotations included; raises DamagedFile when it cannot be."""
        import pypdfium2

        page = self._load(number)
        try:
            bitmap = page.render(scale=dpi / 72.0, rev_byteorder=True, prefer_bgrx=False)
            drawn = numpy.array(bitmap.to_numpy(), copy=True)
            bitmap.close()
        except pypdfium2.PdfiumError as error:
            raise DamagedFile(f"page {number} of {self._path.name} cannot be drawn") from error
        finally:
            page.close()
        if drawn.ndim == 2 or drawn.shape[2] == 1:
            return numpy.repeat(drawn.reshape(drawn.shape[0], drawn.shape[1], 1), 3, axis=2)
        return numpy.ascontiguousarray(drawn[:, :, :3])

    def is_broken(self, number: int) -> bool:
        """Whether page ``number``, on which no print was found, has a picture that could not be decoded."""
        import pypdfium2.raw as raw

        page = self._load(number)
        try:
            return has_broken_picture(raw, page)
        finally:
            page.close()

    def tables(self, number: int, turned: int = 0) -> tuple[RuledTable, ...]:
        """The ruled tables of page ``number`` from top to bottom, the page turned as ``PdfPage.turned`` says.

        Raises DamagedFile where pdfplumber, stricter than pdfium, cannot read the page.
        """
        import pdfplumber
        from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

        page = self._load(number)
        view = View.of(page)
        left, bottom, right, top = self._media[number]
        theirs = View(left, bottom, right, top, view.rotation)
        page.close()
        ours = view._replace(rotation=(view.rotation + turned) % 360)
        try:
            if self._plumber is None:
                self._plumber = pdfplumber.open(self._path)
            sheet = self._plumber.pages[number - 1]
            corner = (sheet.bbox[0], sheet.bbox[1])
            found = sheet.filter(_may_be_rule).find_tables(_BY_RULES)
        except (PdfminerException, MalformedPDFException, *_TORN) as error:
            raise DamagedFile(f"the ruled lines of page {number} cannot be read") from error
        tables = [
            RuledTable(
                _moved(table.bbox, corner, theirs, ours),
                tuple(_moved(cell, corner, theirs, ours) for cell in table.cells),
            )
            for table in found
        ]
        sheet.close()
        return tuple(sorted(tables, key=lambda table: (table.box.y0, table.box.x0)))

    def _load(self, number: int) -> Any:
        import pypdfium2
        import pypdfium2.raw as raw

        try:
            page = self._document[number - 1]
        except pypdfium2.PdfiumError as error:
            raise DamagedFile(f"page {number} of {self._path.name} cannot be loaded") from error
        self._media.setdefault(number, page.get_mediabox())  # flattening cuts it down to what is shown
        # Digital signing writes number, date and signature as annotations: make them part of the page.
        if raw.FPDFPage_GetAnnotCount(page) > 0 and raw.FPDFPage_Flatten(page, 0) == raw.FLATTEN_SUCCESS:
            page.close()
            page = self._document[number - 1]
        return page


def _why_not(path: Path) -> InputError:
    """Why a PDF cannot be opened, by its bytes: pdfium's own answer may be that of the file before."""
    content = path.read_bytes()
    if re.search(rb"/Encrypt\b", content):
        return EncryptedFile(f"{path.name} is locked with a password")
    if re.search(rb"/Type\s*/Pages\b", content) and not re.search(rb"/Type\s*/Page\b|/ObjStm", content):
        return NoPages(f"{path.name} is a PDF without pages")
    return DamagedFile(f"{path.name} cannot be opened as PDF: its structure is broken")


def _moved(box: tuple[float, float, float, float], corner: tuple[float, float], theirs: View, ours: View) -> Box:
    """A box of pdfplumber, whose page begins at ``corner`` and shows the whole media box, as the page is read."""
    x, y = corner
    return ours.box(*theirs.origin(box[0] - x, box[1] - y), *theirs.origin(box[2] - x, box[3] - y))


def _may_be_rule(item: dict[str, Any]) -> bool:
    """Whether an object of pdfplumber can be a rule: lines, outlines and thin bars, not the shade behind text."""
    if item["object_type"] not in ("rect", "curve"):
        return True
    return bool(item["stroke"]) or min(item["width"], item["height"]) < THICKEST_RULE
