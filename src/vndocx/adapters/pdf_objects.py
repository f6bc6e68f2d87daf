"""The pictures and shapes drawn on a PDF page, through the functions of pdfium handed in as ``raw``."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

from vndocx.adapters.pdf_view import View
from vndocx.geometry import Box

__all__ = ["THICKEST_RULE", "PdfPicture", "has_broken_picture", "objects_of"]

THICKEST_RULE = 3.0  # points
_DEEPEST_FORM = 6
_MOST_OF_A_BLANK = 2000  # bytes that a picture of one colour packs to, besides one for a thousand pixels


class PdfPicture(NamedTuple):
    """A picture on a page: its box, its pixels, whether its data end before they should, and whether it covers text.

    ``over_text``: opaque and drawn after most of the page's text.
    """

    box: Box
    width_px: int
    height_px: int
    cut_short: bool
    over_text: bool


def objects_of(raw: Any, page: Any, view: View) -> tuple[tuple[PdfPicture, ...], int, bool]:
    """The pictures of a page, how many shapes it has, and whether these rule lines enough for a table."""
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
            thin = min(place.width, place.height) < THICKEST_RULE
            if not thin and not _is_stroked(raw, item):
                continue  # a shade behind text
            if place.width > 15:
                level.update((round(place.y0 / 3), round(place.y1 / 3)))
            if place.height > 8:
                upright.update((round(place.x0 / 3), round(place.x1 / 3)))
    placed = tuple(picture._replace(over_text=picture.over_text and before * 2 > texts) for picture, before in pictures)
    return placed, shapes, len(level) >= 3 and len(upright) >= 3


def has_broken_picture(raw: Any, page: Any) -> bool:
    """Whether a picture of the page, from which no print came, holds data that could not be decoded.

    A blank page packs to next to nothing: much data and one colour are a picture that was lost in decoding.
    """
    for item, _ in _walk(raw, page):
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_IMAGE:
            continue
        wide, high = ctypes.c_uint(), ctypes.c_uint()
        raw.FPDFImageObj_GetImagePixelSize(item, wide, high)
        bitmap = raw.FPDFImageObj_GetBitmap(item)
        if not bitmap or _unpacks_short(raw, item, page):
            return True
        stride = raw.FPDFBitmap_GetStride(bitmap)
        size = stride * raw.FPDFBitmap_GetHeight(bitmap)
        pixels = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), size)
        raw.FPDFBitmap_Destroy(bitmap)
        packed = raw.FPDFImageObj_GetImageDataRaw(item, None, 0)
        row = pixels[:stride]
        plain = pixels.count(row) * stride >= 0.98 * size or pixels.count(pixels[0]) > 0.98 * size
        if plain and packed > _MOST_OF_A_BLANK + wide.value * high.value / 1000:
            return True
    return False


def _unpacks_short(raw: Any, item: Any, page: Any) -> bool:
    """Whether plainly packed pixels are fewer than the picture has."""
    name = ctypes.create_string_buffer(32)
    raw.FPDFImageObj_GetImageFilter(item, 0, name, len(name))
    if raw.FPDFImageObj_GetImageFilterCount(item) != 1 or name.value != b"FlateDecode":
        return False
    facts = raw.FPDF_IMAGEOBJ_METADATA()
    if not raw.FPDFImageObj_GetImageMetadata(item, page, facts):
        return False
    unpacked = raw.FPDFImageObj_GetImageDataDecoded(item, None, 0)
    return bool(unpacked < facts.height * (facts.width * facts.bits_per_pixel // 8))


def _is_stroked(raw: Any, path: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(path, fill, stroke)) and bool(stroke.value)


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
