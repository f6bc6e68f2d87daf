"""Seals, stamps and pen strokes on a page: where they are, from colour and shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vndocx.adapters.image import Picture, blobs, blurred, circles, closed, ruled, shrunk, tilted_boxes
from vndocx.geometry import Box
from vndocx.reading.cleanup import Cleaned

__all__ = ["Coloured", "coloured_marks", "grey_frames", "grey_seal", "with_red_print", "without_pen"]

_DPI = 50.0
_MM = _DPI / 25.4
# The weakest tint that counts as ink, in steps of a channel above paper. Washed-out seals have 24 to 40, their thin
# strokes half of that where a dot is as wide as two of them.
_TINT, _FAINT_RED = 16, 11
# A circle fills .785 of its box, a stamp's frame nearly all of it.
_ROUND = (0.70, 0.86)
_FRAMED = 0.86
# Of the points on each side of a stamp's frame so many are dark; a block of lines reaches .7.
_SIDE = 0.85
# Seals of offices are 30 to 42 mm across (07/2010/TT-BCA), a fifth more or less on copies and photographs.
_RADII = (12.5 * _MM, 25 * _MM)
# On a seal's ring so many more points are dark than outside it; where nobody signs, circles in print reach .53 too.
_RING = 0.55


@dataclass(frozen=True, slots=True)
class Coloured:
    """The coloured marks of a page in inches from its top left: seals, framed stamps, other red print, pen strokes."""

    seals: tuple[Box, ...] = ()
    frames: tuple[Box, ...] = ()
    words: tuple[Box, ...] = ()
    strokes: tuple[Box, ...] = ()


def coloured_marks(page: Cleaned) -> Coloured:
    """What stands on the page in red or blue; nothing on a grey picture."""
    if page.scanned.ndim == 2:
        return Coloured()
    small = page.colour(_DPI).astype(np.int16)
    red, green, blue = small[..., 0], small[..., 1], small[..., 2]
    seals: list[Box] = []
    frames: list[Box] = []
    words: list[Box] = []
    for blob in blobs(closed(_tinted(red - np.maximum(green, blue), _FAINT_RED), 7), least=40):
        wide, high = (blob.x1 - blob.x0) / _MM, (blob.y1 - blob.y0) / _MM
        filled = blob.hull / ((blob.x1 - blob.x0) * (blob.y1 - blob.y0))
        box = Box(blob.x0, blob.y0, blob.x1, blob.y1).scaled(1 / _DPI)
        if 18 <= wide <= 60 and 18 <= high <= 60 and 0.75 < wide / high < 1.33 and _ROUND[0] < filled < _ROUND[1]:
            seals.append(box)
        elif filled > _FRAMED and 20 <= wide <= 80 and 16 < high <= 50 and wide > 1.2 * high:
            frames.append(box)
        elif 8 <= wide <= 90 and 3 <= high <= 60 and box.y0 < 0.5 * small.shape[0] / _DPI:
            words.append(box)
    strokes = []
    for blob in blobs(closed(_tinted(blue - red), 5), least=25):
        wide, high = (blob.x1 - blob.x0) / _MM, (blob.y1 - blob.y0) / _MM
        if 10 <= wide <= 90 and 6 <= high <= 60:
            strokes.append(Box(blob.x0, blob.y0, blob.x1, blob.y1).scaled(1 / _DPI))
    inside = tuple(box for box in words if not any(other.contains_middle(box) for other in (*seals, *frames)))
    outside = tuple(box for box in strokes if not any(frame.contains_middle(box) for frame in frames))
    return Coloured(tuple(seals), tuple(frames), inside, outside)


def _tinted(tint: NDArray[np.int16], least: int = _TINT) -> NDArray[np.bool_]:
    made: NDArray[np.bool_] = tint - np.int16(np.median(tint[::3, ::3])) > least
    return made


def without_pen(grey: Picture, page: Cleaned, marks: Coloured) -> Picture:
    """The grey page without the blue ink in pen strokes and stamps, so that print under them can be read."""
    if not marks.strokes and not marks.frames:
        return grey
    made, colour, dpi = grey.copy(), page.colour(), page.dpi
    for box in (*marks.strokes, *marks.frames):
        x0, y0, x1, y1 = (max(0, round(value * dpi)) for value in box)
        part = colour[y0:y1, x0:x1].astype(np.int16)
        ink = closed(_tinted(part[..., 2] - part[..., 0]), 3)
        made[y0:y1, x0:x1][ink] = 255
    return made


def with_red_print(grey: Picture, page: Cleaned, marks: Coloured) -> Picture:
    """The grey page with the red print of its upper half dark again (MẬT, HỎA TỐC, DỰ THẢO), unframed."""
    if not marks.words:
        return grey
    made, colour, dpi = grey.copy(), page.colour(), page.dpi
    for box in marks.words:
        x0, y0, x1, y1 = (max(0, round(value * dpi)) for value in box)
        green = colour[y0:y1, x0:x1, 1].astype(np.float32)
        paper = max(1.0, float(np.percentile(green, 80)))
        red: Picture = np.clip(green * (255.0 / paper), 0, 255).astype(np.uint8)
        level, upright = ruled(red < 215, round(0.18 * dpi), round(0.18 * dpi))
        red[level | upright] = 255
        made[y0:y1, x0:x1] = np.minimum(made[y0:y1, x0:x1], red)
    return made


def grey_seal(grey: Picture, dpi: float, region: Box) -> Box | None:
    """The seal in a part of a page without colour, in inches: a ring of dark points, clear paper around it."""
    x0, y0, x1, y1 = (max(0, round(value * dpi)) for value in region)
    part = grey[y0:y1, x0:x1]
    if min(part.shape) < 0.6 * dpi:
        return None
    small = shrunk(part, _DPI / dpi)
    dark = (small < 215).astype(np.float32)
    rings = (_ring(dark, x, y) for x, y, _ in circles(blurred(small, 1.0), *_RADII))
    edge = max((ring for ring in rings if ring is not None), key=lambda ring: ring.width, default=None)
    if edge is None:
        return None
    return Box(edge.x0 + region.x0, edge.y0 + region.y0, edge.x1 + region.x0, edge.y1 + region.y0)


def grey_frames(grey: Picture, dpi: float) -> tuple[Box, ...]:
    """The framed stamps in the upper half of a page without colour, in inches: small rectangles of four rules."""
    small = shrunk(grey, _DPI / dpi)
    dark = small[: int(0.55 * small.shape[0])] < 225
    found: list[Box] = []
    for reach in (1, 3):
        for corners in tilted_boxes(closed(dark, reach), least=200):
            sides = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1) / _MM
            wide, high = float(max(sides[0], sides[1])), float(min(sides[0], sides[1]))
            if not (22 < wide < 85 and 13 < high < 50 and wide > 1.15 * high):
                continue
            box = Box(*(float(v) for v in (*corners.min(axis=0), *corners.max(axis=0)))).scaled(1 / _DPI)
            level = box.width > box.height and box.height < (high + 0.2 * wide) / 25.4
            if level and min(_drawn(dark, corners)) > _SIDE and not any(box.intersection(other) for other in found):
                found.append(box)
    return tuple(found)


def _drawn(dark: NDArray[np.bool_], corners: NDArray[np.float32]) -> list[float]:
    """For each side of a rectangle, the share of it that is drawn, at the best of a few distances inwards."""
    middle = corners.mean(axis=0)
    shares = []
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        inwards = middle - (start + end) / 2
        inwards = inwards / max(1e-6, float(np.linalg.norm(inwards)))
        along = start + (end - start) * np.linspace(0.02, 0.98, max(8, int(np.linalg.norm(end - start))))[:, None]
        rows = []
        for inset in np.arange(-1.0, 3.1, 0.5):
            points = np.rint(along + inwards * inset).astype(int)
            y, x = np.clip(points[:, 1], 0, dark.shape[0] - 1), np.clip(points[:, 0], 0, dark.shape[1] - 1)
            rows.append(dark[y, x])
        lines = np.array(rows)
        shares.append(float((lines[:-1] | lines[1:]).mean(axis=1).max()))
    return shares


def _ring(dark: NDArray[np.float32], x: float, y: float) -> Box | None:
    """The outermost dark ring about a point with clear paper around it; a seal has rings within rings."""
    angles = np.arange(72) * (2 * np.pi / 72)
    shifts = np.arange(-2, 3)
    dx, dy, radius = (axis.ravel()[:, None] for axis in np.meshgrid(shifts, shifts, np.arange(*_RADII)))

    def at(reach: Any, outside: float) -> Any:
        columns = np.rint(x + dx + reach * np.cos(angles)).astype(int)
        rows = np.rint(y + dy + reach * np.sin(angles)).astype(int)
        inside = (columns >= 0) & (columns < dark.shape[1]) & (rows >= 0) & (rows < dark.shape[0])
        return np.where(inside, dark[np.where(inside, rows, 0), np.where(inside, columns, 0)], outside)

    on = np.maximum(at(radius, 0.0), at(radius + 0.7, 0.0)).mean(axis=1)
    off = np.minimum(at(radius + 3.5, 1.0), at(radius + 5.0, 1.0)).mean(axis=1)
    clear = np.flatnonzero(on - off > _RING)
    if not len(clear):
        return None
    edge = radius[clear, 0].max()
    best = int(max(clear[radius[clear, 0] >= edge - 1.5], key=lambda index: float(on[index] - off[index])))
    middle_x, middle_y, size = x + int(dx[best, 0]), y + int(dy[best, 0]), float(radius[best, 0])
    return Box(middle_x - size, middle_y - size, middle_x + size, middle_y + size).scaled(1 / _DPI)
