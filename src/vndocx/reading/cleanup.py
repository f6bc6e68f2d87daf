"""Clean-up of a page picture before it is read: the sheet alone, even paper, upright, level lines of print."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from vndocx.adapters.image import (
    Picture,
    border_blots,
    darkest_channel_free_of_red,
    enlarged,
    flattened,
    luminance,
    quadrilateral,
    shrunk,
    straightened,
    stretched,
    turned,
    warped,
)
from vndocx.reading.orientation import attitude

__all__ = ["Cleaned", "Step", "clean", "print_on", "resolution"]

_A4_HEIGHT_INCH = 11.69
# Below these resolutions grey and black-and-white print is enlarged before it is read: letters of one bit lose by it
# sooner. Above the last one a page is made smaller.
_LEAST_DPI, _LEAST_BILEVEL_DPI, _MOST_DPI = 175.0, 145.0, 320.0

# Print whose black is lighter than the first is faded; what is lighter than the second is the grain of the paper.
_FAINTEST_BLACK, _FAINTEST_PRINT = 90, 205


class Step(StrEnum):
    """A step between picture and lines that can be left out, to measure what it is worth."""

    SHEET = "sheet"  # a photographed sheet pulled straight
    RED = "red channel"  # red ink made as bright as paper
    FLATTEN = "flattening"
    EDGES = "copier edges"
    TURN = "turning upright"
    LEVEL = "levelling"
    ENLARGE = "enlarging"
    PEN = "pen strokes"
    RULES = "table rules"
    MARKS = "seals and stamps"
    COLUMNS = "cutting at columns"
    SEALS = "second look under seals"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A page ready to be read. ``grey`` is white paper with dark print, upright and level, ``scanned`` the same page
    as it was scanned, upright. ``rotation`` and ``skew`` are the degrees that it was turned (clockwise,
    counter-clockwise)."""

    grey: Picture
    scanned: Picture
    dpi: float
    rotation: int = 0
    skew: float = 0.0

    def colour(self, dpi: float | None = None) -> Picture:
        """The page as it was scanned, level, at its own resolution or a lower one."""
        picture = self.scanned if dpi is None or dpi >= self.dpi else shrunk(self.scanned, dpi / self.dpi)
        return straightened(picture, self.skew) if self.skew else picture


def clean(image: Picture, dpi: float | None, without: frozenset[Step] = frozenset()) -> Cleaned:
    """The page in the picture, ready to be read; ``dpi`` None or nonsense is worked out from the picture's size."""
    sheet = image if Step.SHEET in without else _sheet(image)
    dots = resolution(sheet, dpi if sheet is image else None)
    if dots > _MOST_DPI:
        sheet, dots = shrunk(sheet, 300.0 / dots), 300.0
    grey = luminance(sheet) if Step.RED in without else darkest_channel_free_of_red(sheet)
    if Step.FLATTEN not in without:
        grey = _darkened(flattened(grey, dots))
    if Step.EDGES not in without:
        grey = _without_edges(grey, dots)
    if dots < (_LEAST_BILEVEL_DPI if _bilevel(sheet) else _LEAST_DPI) and Step.ENLARGE not in without:
        grey, sheet, dots = enlarged(grey, 200.0 / dots), enlarged(sheet, 200.0 / dots), 200.0
    lies = attitude(grey)
    quarters = 0 if Step.TURN in without else lies.quarters
    skew = 0.0 if Step.LEVEL in without else lies.skew
    if quarters:
        grey, sheet = turned(grey, quarters), turned(sheet, quarters)
    if skew:
        grey = straightened(grey, skew)
    return Cleaned(grey, sheet, dots, 90 * quarters % 360, skew)


def resolution(image: Picture, dpi: float | None) -> float:
    """Dots per inch of a page picture: ``dpi`` where it makes sense, else worked out as if the page were A4."""
    longest = int(max(image.shape[:2]))
    if dpi is not None and 50 <= dpi <= 1300 and 3.0 <= longest / dpi <= 50.0:
        return dpi
    return max(50.0, longest / _A4_HEIGHT_INCH)


def print_on(grey: Picture) -> float:
    """The share of dark pixels of a cleaned page; 0.0 when there are too few for a single word."""
    small = shrunk(grey, min(1.0, 1170.0 / max(grey.shape)))
    share = float(np.mean(small < 128))
    return share if share > 0.00005 else 0.0


def _bilevel(image: Picture) -> bool:
    """Whether the page was scanned in black and white: few of its inked pixels are of a grey in between."""
    part = image[::2, ::2] if image.ndim == 2 else image[::2, ::2, 0]
    inked = int(np.count_nonzero(part < 225))
    between = int(np.count_nonzero((part > 40) & (part < 200)))
    return between < 0.45 * max(1, inked)


def _darkened(grey: Picture) -> Picture:
    """The page with faded print made black; a page without print as it is."""
    black = int(np.percentile(grey[::4, ::4], 0.5))
    return stretched(grey, black) if _FAINTEST_BLACK < black < _FAINTEST_PRINT else grey


def _without_edges(grey: Picture, dpi: float) -> Picture:
    """The page without the black edges that a copier leaves where the sheet ended."""
    small = shrunk(grey, min(1.0, 50.0 / dpi))
    blots = border_blots(small < 110, least=max(20, small.size // 2000))
    if not blots.any() or blots.mean() > 0.4:
        return grey
    rows = np.minimum(np.arange(grey.shape[0]) * small.shape[0] // grey.shape[0], small.shape[0] - 1)
    columns = np.minimum(np.arange(grey.shape[1]) * small.shape[1] // grey.shape[1], small.shape[1] - 1)
    grown = blots.copy()
    grown[1:] |= blots[:-1]
    grown[:-1] |= blots[1:]
    grown[:, 1:] |= blots[:, :-1]
    grown[:, :-1] |= blots[:, 1:]
    made = grey.copy()
    made[grown[np.ix_(rows, columns)]] = 255
    return made


def _sheet(image: Picture) -> Picture:
    """The sheet of paper in a photograph, pulled straight; the picture itself where no sheet lies on a darker table."""
    factor = min(1.0, 600.0 / max(image.shape[:2]))
    small = shrunk(image if image.ndim == 2 else np.ascontiguousarray(image[..., 1]), factor)
    border = np.concatenate((small[:4].ravel(), small[-4:].ravel(), small[:, :4].ravel(), small[:, -4:].ravel()))
    paper = float(np.percentile(small[::3, ::3], 90))
    # A scan has paper at most of its border, a photograph has the table.
    if np.mean(border > 0.75 * paper) > 0.5:
        return image
    corners = quadrilateral(small > (0.5 * (float(np.median(border)) + paper)))
    if corners is None:
        return image
    top, right, bottom, left = (float(np.linalg.norm(corners[k] - corners[(k + 1) % 4])) for k in range(4))
    width, height = (top + bottom) / 2, (left + right) / 2
    area = width * height / small.size
    upright = 0.6 < width / max(1.0, height) < 1.7
    even = min(top, bottom) > 0.7 * max(top, bottom) and min(left, right) > 0.7 * max(left, right)
    if not (0.3 < area < 0.98 and upright and even):
        return image
    return warped(image, corners / np.float32(factor), round(width / factor), round(height / factor))
