"""Clean-up of a page picture before it is read: even paper, straight lines."""

from __future__ import annotations

import numpy as np

from vndocx.adapters.image import Picture, row_sharpness, shrunk

__all__ = ["resolution", "skew"]

_A4_HEIGHT_INCH = 11.69
_MOST_SKEW = 8.0
_LEAST_SKEW = 0.12


def resolution(image: Picture, dpi: float | None) -> float:
    """Dots per inch of a page picture: ``dpi`` where it makes sense, else worked out as if the page were A4."""
    longest = int(max(image.shape[:2]))
    if dpi is not None and 50 <= dpi <= 1300 and 3.0 <= longest / dpi <= 50.0:
        return dpi
    return max(50.0, longest / _A4_HEIGHT_INCH)


def skew(grey: Picture) -> float:
    """Degrees (counter-clockwise) that level the lines of print; 0.0 when they are level or there are none."""
    factor = min(1.0, 800.0 / max(grey.shape))
    fine: Picture = 255 - shrunk(grey, factor)
    fine[fine < 50] = 0
    if np.count_nonzero(fine) < 0.001 * fine.size:
        return 0.0
    coarse = shrunk(fine, 0.5)
    scores = {angle: row_sharpness(coarse, angle) for angle in np.arange(-_MOST_SKEW, _MOST_SKEW + 0.1, 0.8)}
    best = max(scores, key=scores.__getitem__)
    for step in (0.3, 0.1):
        near = [best + step * k for k in range(-3, 4)]
        best = max(near, key=lambda angle: row_sharpness(fine, float(angle)))
    return 0.0 if abs(best) < _LEAST_SKEW or abs(best) > _MOST_SKEW else round(float(best), 2)
