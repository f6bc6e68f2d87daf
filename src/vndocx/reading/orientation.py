"""Which way is up, and how crooked: from the rows of print alone, without reading a letter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vndocx.adapters.image import Picture, row_sharpness, shrunk, straightened, turned

__all__ = ["Attitude", "attitude"]

_MOST_SKEW = 8.0
_LEAST_SKEW = 0.12
# The longest side of the pictures on which angles are tried.
_COARSE, _FINE = 400, 800
# About 100 dots per inch: tone marks can be told from letters.
_MARKS = 1170.0
# Strips of the page in which lines are told apart when marks are looked for.
_STRIPS = 6


@dataclass(frozen=True, slots=True)
class Attitude:
    """How a picture lies: quarter turns clockwise, then degrees counter-clockwise, that set its print upright."""

    quarters: int = 0
    skew: float = 0.0


def attitude(grey: Picture) -> Attitude:
    """How the print lies in a picture of a page with an even background; upright when there is none."""
    small = shrunk(grey, min(1.0, _MARKS / max(grey.shape)))
    fine = _ink(small, _FINE)
    if np.count_nonzero(fine) < 0.001 * fine.size:
        return Attitude()
    coarse = shrunk(fine, _COARSE / _FINE)
    upright, angle = _sharpest(coarse)
    sideways, turned_angle = _sharpest(turned(coarse, 1))
    # Rows of print change far more sharply from row to row than from column to column: 4 to 12 times on real pages.
    quarters = 1 if sideways > 1.2 * upright else 0
    if quarters:
        fine, angle = turned(fine, 1), turned_angle
    for step, reach in ((0.3, 2), (0.1, 2)):
        near = [angle + step * k for k in range(-reach, reach + 1)]
        angle = max(near, key=lambda degrees: row_sharpness(fine, degrees))
    skew = 0.0 if not _LEAST_SKEW <= abs(angle) <= _MOST_SKEW else round(angle, 2)
    if _marks_below(_ink_level(small, quarters, skew)):
        quarters += 2
    return Attitude(quarters, skew)


def _ink(grey: Picture, longest: int) -> Picture:
    ink: Picture = 255 - shrunk(grey, min(1.0, longest / max(grey.shape)))
    ink[ink < 50] = 0
    return ink


def _ink_level(small: Picture, quarters: int, skew: float) -> Picture:
    """The ink with its lines level, without the margins."""
    small = turned(small, quarters)
    ink: Picture = 255 - (straightened(small, skew) if skew else small)
    ink[ink < 60] = 0
    rows, columns = (int(0.03 * side) for side in ink.shape)
    return ink[rows : ink.shape[0] - rows, columns : ink.shape[1] - columns]


def _sharpest(ink: Picture) -> tuple[float, float]:
    """The best sharpness of rows over all angles, and its angle."""
    angles = [float(angle) for angle in np.arange(-_MOST_SKEW, _MOST_SKEW + 0.1, 0.8)]
    return max((row_sharpness(ink, angle), angle) for angle in angles)


def _marks_below(level: Picture) -> bool:
    """Whether more ink clings below the lines than above them: Vietnamese has its tone marks above, so the page
    stands on its head. Upright pages have 1.3 to 3 times as much ink above.

    Lines are told apart in strips of the page: the recipients' list and the signature stand side by side, and
    across the whole page the one fills the gaps between the lines of the other.
    """
    found = [_clinging(strip) for strip in np.array_split(level, _STRIPS, axis=1)]
    lines, above, below = (sum(column) for column in zip(*found, strict=True))
    return bool(lines >= 4 and below > 1.2 * above)


def _clinging(strip: Picture) -> tuple[int, float, float]:
    """How many lines a strip has, how much ink clings above them and how much below."""
    rows = strip.sum(axis=1, dtype=np.int64).astype(float)
    if not rows.any():
        return 0, 0.0, 0.0
    smooth = np.convolve(rows, np.ones(3) / 3, "same")
    core = np.concatenate(([False], smooth > 0.35 * np.percentile(smooth[smooth > 0], 90), [False]))
    steps = np.diff(core.astype(int))
    starts, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    heights = ends - starts
    lines = (heights >= 4) & (heights < 40)
    if not lines.any():
        return 0, 0.0, 0.0
    reach = max(2, int(np.median(heights[lines])) // 2)
    above = sum(rows[max(0, start - reach) : start].sum() for start in starts[lines])
    below = sum(rows[end : end + reach].sum() for end in ends[lines])
    return int(lines.sum()), float(above), float(below)
