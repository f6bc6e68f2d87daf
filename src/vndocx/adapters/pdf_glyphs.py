"""The characters drawn on a PDF page, through the functions of pdfium handed in as ``raw``."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from vndocx.adapters.pdf_view import View

__all__ = ["Glyph", "glyphs_of", "turn_of"]

_INVISIBLE = 3  # text render mode: neither fill nor stroke, as OCR programs write under a picture


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


def turn_of(glyphs: Sequence[Glyph]) -> int:
    """How far the page is to be turned clockwise so that most of its words stand upright: 0, 90, 180 or 270."""
    angles = Counter(glyph.angle for glyph in glyphs if not glyph.text.isspace())
    if not angles:
        return 0
    angle, count = angles.most_common(1)[0]
    return (360 - angle) % 360 if angle in (90, 180, 270) and count * 2 > angles.total() else 0


class _Setting(NamedTuple):
    """What all characters of one text object share; ``wide`` is the size along the line."""

    size: float
    wide: float
    font: str
    font_address: int
    angle: int
    hidden: bool


def glyphs_of(raw: Any, page: Any, view: View) -> Iterator[Glyph]:
    """The characters in drawing order; blanks that pdfium infers between words are given too, without width."""
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


def _setting(raw: Any, handle: Any, index: int, owner: Any, view: View) -> _Setting:
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
