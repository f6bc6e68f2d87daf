"""PDF files through pypdfium2 (glyphs, pictures, rendering) and pdfplumber (ruled tables)."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

import numpy

from vndocx.errors import DamagedFile, EncryptedFile, NoPages
from vndocx.geometry import Box

__all__ = ["Glyph", "PdfFile", "PdfPage", "PdfPicture", "RuledTable"]

Picture = numpy.ndarray[Any, numpy.dtype[numpy.uint8]]

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_INVISIBLE = 3  # text render mode: neither fill nor stroke, as OCR programs write under a picture
_DEEPEST_FORM = 6
_THICKEST_RULE = 3.0  # points


class Glyph(NamedTuple):
    """A drawn character. ``x0, x1`` span its advance, ``base`` is its base line; all as the page is read, in points.

    ``angle`` is the direction of writing in degrees clockwise, 0 for upright text. ``hidden``: not drawn.
    ``mapped`` is False where the file does not say which character it is.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    font: str
    angle: int
    hidden: bool
    mapped: bool


class PdfPicture(NamedTuple):
    """A picture on a page: its box, its pixels, whether its data end before they should, and whether it covers text.

    ``over_text``: opaque and drawn after most of the page's text.
    """

    box: Box
    width_px: int
    height_px: int
    cut_short: bool
    over_text: bool


class RuledTable(NamedTuple):
    """A table of ruled lines: the box around it and the boxes of its cells."""

    box: Box
    cells: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class PdfPage:
    """What stands on a page; ``ruled``: there are lines enough for a table; ``shapes`` counts drawn paths."""

    number: int
    width: float
    height: float
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
        try:
            self._document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
                raise EncryptedFile(f"{path.name} is locked with a password") from error
            if _is_without_pages(path):
                raise NoPages(f"{path.name} is a PDF without pages") from error
            raise DamagedFile(f"{path.name} cannot be opened as PDF: its structure is broken") from error
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
            self._plumber.close()
        self._document.close()

    def page(self, number: int) -> PdfPage:
        """Page ``number`` as read upright; raises DamagedFile when it cannot be loaded."""
        page = self._load(number)
        try:
            view = _View.of(page)
            pictures, shapes, ruled = _objects(page, view)
            return PdfPage(number, view.width, view.height, tuple(_glyphs(page, view)), pictures, shapes, ruled)
        finally:
            page.close()

    def picture(self, number: int, dpi: float) -> Picture:
        """Page ``number`` drawn at ``dpi``, RGB, annotations included."""
        page = self._load(number)
        try:
            bitmap = page.render(scale=dpi / 72.0, rev_byteorder=True, prefer_bgrx=False)
            drawn = numpy.array(bitmap.to_numpy(), copy=True)
            bitmap.close()
        finally:
            page.close()
        if drawn.ndim == 2 or drawn.shape[2] == 1:
            return numpy.repeat(drawn.reshape(drawn.shape[0], drawn.shape[1], 1), 3, axis=2)
        return numpy.ascontiguousarray(drawn[:, :, :3])

    def tables(self, number: int) -> tuple[RuledTable, ...]:
        """The ruled tables of page ``number`` from top to bottom, boxes as the page is read."""
        import pdfplumber

        if self._plumber is None:
            self._plumber = pdfplumber.open(self._path)
        page = self._plumber.pages[number - 1]
        left, top = page.bbox[0], page.bbox[1]
        try:
            found = page.filter(_may_be_rule).find_tables(
                {"vertical_strategy": "lines", "horizontal_strategy": "lines"}
            )
            tables = [
                RuledTable(_shifted(table.bbox, left, top), tuple(_shifted(cell, left, top) for cell in table.cells))
                for table in found
            ]
        finally:
            page.close()
        return tuple(sorted(tables, key=lambda table: (table.box.y0, table.box.x0)))

    def _load(self, number: int) -> Any:
        import pypdfium2
        import pypdfium2.raw as raw

        try:
            page = self._document[number - 1]
        except pypdfium2.PdfiumError as error:
            raise DamagedFile(f"page {number} of {self._path.name} cannot be loaded") from error
        # Digital signing writes number, date and signature as annotations: make them part of the page.
        if raw.FPDFPage_GetAnnotCount(page) > 0 and raw.FPDFPage_Flatten(page, 0) == raw.FLATTEN_SUCCESS:
            page.close()
            page = self._document[number - 1]
        return page


def _is_without_pages(path: Path) -> bool:
    """Whether a PDF that cannot be opened is whole but for its pages: pdfium refuses an empty page tree."""
    content = path.read_bytes()
    return bool(re.search(rb"/Type\s*/Pages\b", content)) and not re.search(rb"/Type\s*/Page\b|/ObjStm", content)


def _shifted(box: tuple[float, float, float, float], left: float, top: float) -> Box:
    return Box(box[0] - left, box[1] - top, box[2] - left, box[3] - top)


class _View(NamedTuple):
    """From the page's own axes to points from the top left as read."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @staticmethod
    def of(page: Any) -> _View:
        media = page.get_mediabox()
        crop = page.get_cropbox(fallback_ok=True)
        inside = (
            max(media[0], crop[0]),
            max(media[1], crop[1]),
            min(media[2], crop[2]),
            min(media[3], crop[3]),
        )
        if inside[0] >= inside[2] or inside[1] >= inside[3]:
            inside = media
        return _View(*inside, page.get_rotation() % 360)

    @property
    def width(self) -> float:
        return self.right - self.left if self.rotation in (0, 180) else self.top - self.bottom

    @property
    def height(self) -> float:
        return self.top - self.bottom if self.rotation in (0, 180) else self.right - self.left

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        (a, b), (c, d) = self.point(x0, y0), self.point(x1, y1)
        return Box(min(a, c), min(b, d), max(a, c), max(b, d))


class _Setting(NamedTuple):
    """What all characters of one text object share; ``wide`` is the size along the line."""

    size: float
    wide: float
    font: str
    font_address: int
    angle: int
    hidden: bool


def _glyphs(page: Any, view: _View) -> Iterator[Glyph]:
    import pypdfium2.raw as raw

    text = page.get_textpage()
    handle = text.raw
    settings: dict[int, _Setting] = {}
    advances: dict[tuple[int, int], float] = {}
    last: Glyph | None = None
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    try:
        for index in range(raw.FPDFText_CountChars(handle)):
            code = raw.FPDFText_GetUnicode(handle, index)
            if raw.FPDFText_IsGenerated(handle, index) == 1:
                if code == 0x20 and last is not None:
                    # Not drawn: pdfium takes the words for two, going by the width of the letters without overhang.
                    yield last._replace(text=" ", x1=last.x0)
                continue
            owner = raw.FPDFText_GetTextObject(handle, index)
            address = ctypes.cast(owner, ctypes.c_void_p).value or 0
            setting = settings.get(address)
            if setting is None:
                setting = settings[address] = _setting(raw, handle, index, owner, view)
            raw.FPDFText_GetCharOrigin(handle, index, x, y)
            across, base = view.point(x.value, y.value)
            key = (setting.font_address, code)
            advance = advances.get(key)
            if advance is None:
                advance = advances[key] = _advance(raw, setting, code)
            if setting.angle == 0 and advance > 0:
                x0, x1 = across, across + advance * setting.wide
            elif raw.FPDFText_GetLooseCharBox(handle, index, box):
                place = view.box(box.left, box.bottom, box.right, box.top)
                x0, x1 = place.x0, place.x1
            else:
                continue
            mapped = code != 0 and not raw.FPDFText_HasUnicodeMapError(handle, index)
            # pdfium writes U+0002 or U+FFFE for a hyphen at the end of a line.
            character = "-" if code in (2, 0xFFFE) else chr(code) if 0 < code < 0x110000 else "\ufffd"
            last = Glyph(character, x0, x1, base, setting.size, setting.font, setting.angle, setting.hidden, mapped)
            yield last
    finally:
        text.close()


def _setting(raw: Any, handle: Any, index: int, owner: Any, view: _View) -> _Setting:
    buffer = ctypes.create_string_buffer(256)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(handle, index, buffer, len(buffer), flags)
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(handle, index, matrix)
    points = raw.FPDFText_GetFontSize(handle, index)
    # The direction of writing, not FPDFText_GetCharAngle: that takes slanted italics for turned text.
    angle = (view.rotation - round(math.degrees(math.atan2(matrix.b, matrix.a)))) % 360
    if angle in (1, 2, 358, 359):
        angle = 0
    hidden = bool(owner) and raw.FPDFTextObj_GetTextRenderMode(owner) == _INVISIBLE
    font = raw.FPDFTextObj_GetFont(owner) if owner else None
    return _Setting(
        points * math.hypot(matrix.c, matrix.d),
        points * math.hypot(matrix.a, matrix.b),
        buffer.value.decode("utf-8", "replace"),
        (ctypes.cast(font, ctypes.c_void_p).value or 0) if font else 0,
        angle,
        hidden,
    )


def _advance(raw: Any, setting: _Setting, code: int) -> float:
    """How far the character moves the pen, in ems; 0 where the font does not say."""
    if not setting.font_address:
        return 0.0
    width = ctypes.c_float()
    font = ctypes.cast(setting.font_address, raw.FPDF_FONT)
    return float(width.value) if raw.FPDFFont_GetGlyphWidth(font, code, 1.0, width) else 0.0


def _objects(page: Any, view: _View) -> tuple[tuple[PdfPicture, ...], int, bool]:
    import pypdfium2.raw as raw

    pictures: list[tuple[PdfPicture, int]] = []
    texts = 0
    shapes = 0
    level: set[int] = set()
    upright: set[int] = set()
    box = [ctypes.c_float() for _ in range(4)]
    for item, matrix in _walk(raw, page):
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            texts += 1
            continue
        if not raw.FPDFPageObj_GetBounds(item, *box):
            continue
        place = view.box(*_through(matrix, *(side.value for side in box)))
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            pictures.append((_picture(raw, item, place), texts))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            shapes += 1
            thin = min(place.width, place.height) < _THICKEST_RULE
            if not thin and not _is_stroked(raw, item):
                continue  # a shade behind text
            if place.width > 15:
                level.update((round(place.y0 / 3), round(place.y1 / 3)))
            if place.height > 8:
                upright.update((round(place.x0 / 3), round(place.x1 / 3)))
    placed = tuple(picture._replace(over_text=picture.over_text and before * 2 > texts) for picture, before in pictures)
    return placed, shapes, len(level) >= 3 and len(upright) >= 3


def _is_stroked(raw: Any, path: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(path, fill, stroke)) and bool(stroke.value)


def _may_be_rule(item: dict[str, Any]) -> bool:
    """Whether an object of pdfplumber can be a rule: lines, outlines and thin bars, not the shade behind text."""
    if item["object_type"] not in ("rect", "curve"):
        return True
    return bool(item["stroke"]) or min(item["width"], item["height"]) < _THICKEST_RULE


_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _walk(raw: Any, page: Any) -> Iterator[tuple[Any, _Matrix]]:
    """Every object that is drawn, forms opened, with the matrix from its own axes to the page's."""

    def inside(form: Any, matrix: _Matrix, depth: int) -> Iterator[tuple[Any, _Matrix]]:
        for index in range(raw.FPDFFormObj_CountObjects(form)):
            yield from opened(raw.FPDFFormObj_GetObject(form, index), matrix, depth)

    def opened(item: Any, matrix: _Matrix, depth: int) -> Iterator[tuple[Any, _Matrix]]:
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_FORM:
            yield item, matrix
        elif depth < _DEEPEST_FORM:
            own = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(item, own)
            yield from inside(item, _times((own.a, own.b, own.c, own.d, own.e, own.f), matrix), depth + 1)

    for index in range(raw.FPDFPage_CountObjects(page)):
        yield from opened(raw.FPDFPage_GetObject(page, index), _SAME, 0)


def _times(m: _Matrix, n: _Matrix) -> _Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _through(m: _Matrix, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
    if m == _SAME:
        return x0, y0, x1, y1
    corners = [(x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]) for x in (x0, x1) for y in (y0, y1)]
    across, up = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return min(across), min(up), max(across), max(up)


def _picture(raw: Any, item: Any, place: Box) -> PdfPicture:
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFImageObj_GetImagePixelSize(item, wide, high)
    opaque = not raw.FPDFPageObj_HasTransparency(item)
    return PdfPicture(place, wide.value, high.value, _cut_short(raw, item), opaque)


def _cut_short(raw: Any, item: Any) -> bool:
    """Whether a JPEG's data end without their end mark."""
    name = ctypes.create_string_buffer(32)
    if raw.FPDFImageObj_GetImageFilterCount(item) != 1:
        return False
    raw.FPDFImageObj_GetImageFilter(item, 0, name, len(name))
    if name.value != b"DCTDecode":
        return False
    length = raw.FPDFImageObj_GetImageDataRaw(item, None, 0)
    if not length:
        return True
    content = ctypes.create_string_buffer(length)
    raw.FPDFImageObj_GetImageDataRaw(item, content, length)
    return b"\xff\xd9" not in content.raw[-64:]
