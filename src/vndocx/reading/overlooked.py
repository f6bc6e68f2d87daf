"""Lines of print that a reader's own search for lines passed over, as it does beside seals."""

from __future__ import annotations

from vndocx.adapters.image import Picture, blobs, closed, shrunk
from vndocx.geometry import Box

__all__ = ["completed"]

_DPI = 100.0
# What can be a word or a line of print, in inches.
_HEIGHT = (0.08, 0.26)
_LEAST_WIDTH = 0.25
# The share of a word's box that is ink; strokes of a pen leave more of it out.
_INKED = (0.15, 0.9)


def completed(grey: Picture, dpi: float, found: tuple[Box, ...]) -> tuple[Box, ...]:
    """The boxes found, in pixels, and the dark spots shaped like words that none of them covers: as part of the line
    whose row they stand in, else as lines of their own."""
    factor = min(1.0, _DPI / dpi)
    dark = shrunk(grey, factor) < 140
    for box in found:
        x0, y0, x1, y1 = (round(value * factor) for value in box)
        dark[max(0, y0 - 2) : y1 + 2, max(0, x0 - 2) : x1 + 2] = False
    spots: list[Box] = []
    for blob in blobs(closed(dark, 9), least=60)[:24]:
        high = (blob.y1 - blob.y0) / (dpi * factor)
        filled = blob.area / ((blob.x1 - blob.x0) * (blob.y1 - blob.y0))
        inked = float(dark[blob.y0 : blob.y1, blob.x0 : blob.x1].mean())
        if _HEIGHT[0] <= high <= _HEIGHT[1] and filled > 0.35 and _INKED[0] < inked < _INKED[1]:
            spots.append(Box(blob.x0, blob.y0, blob.x1, blob.y1).scaled(1 / factor))
    lines = list(found)
    for spot in _grouped(spots):
        row = next((index for index, line in enumerate(lines) if _beside(spot, line)), None)
        if row is not None:
            lines[row] = lines[row].union(spot)
        elif spot.width >= max(_LEAST_WIDTH * dpi, 1.2 * spot.height):
            lines.append(spot)
    return tuple(sorted(lines, key=lambda box: (box.y0, box.x0)))


def _grouped(spots: list[Box]) -> list[Box]:
    """The spots, those of one row that stand side by side as one."""
    groups: list[Box] = []
    for spot in sorted(spots, key=lambda box: box.x0):
        row = next((index for index, group in enumerate(groups) if _beside(spot, group)), None)
        if row is None:
            groups.append(spot)
        else:
            groups[row] = groups[row].union(spot)
    return groups


def _beside(spot: Box, line: Box) -> bool:
    """Whether a spot goes on the line: it stands in its row, one blank away at most, and is about as high."""
    shared = min(spot.y1, line.y1) - max(spot.y0, line.y0)
    gap = max(spot.x0 - line.x1, line.x0 - spot.x1)
    return shared > 0.6 * min(spot.height, line.height) and gap < 0.7 * line.height and spot.height < 1.6 * line.height
