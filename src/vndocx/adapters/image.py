"""OpenCV: the pictures of pages as arrays, and the few operations on them that reading needs.

A picture is a uint8 array: (H, W) grey with 255 = paper, or (H, W, 3) RGB. Lengths are pixels.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Blob",
    "Picture",
    "blobs",
    "blurred",
    "border_blots",
    "circles",
    "closed",
    "darkest_channel_free_of_red",
    "enlarged",
    "flattened",
    "healed",
    "luminance",
    "quadrilateral",
    "row_sharpness",
    "ruled",
    "shrunk",
    "straightened",
    "stretched",
    "tilted_boxes",
    "turned",
    "warped",
]

Picture = NDArray[np.uint8]


def _cv2() -> Any:
    """OpenCV with its own threads off: pages are spread over processes, not over threads."""
    import cv2

    cv2.setNumThreads(1)
    return cv2


def darkest_channel_free_of_red(image: Picture) -> Picture:
    """The red channel of an RGB picture, in which red ink is as bright as paper; a grey picture as it is."""
    if image.ndim == 2:
        return image
    return np.ascontiguousarray(image[..., 0])


def luminance(image: Picture) -> Picture:
    """The picture as grey as it looks to the eye."""
    if image.ndim == 2:
        return image
    cv2 = _cv2()
    made: Picture = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    return made


def shrunk(image: Picture, factor: float) -> Picture:
    """The picture ``factor`` times as large (factor < 1), each pixel the mean of those it stands for."""
    cv2 = _cv2()
    height, width = image.shape[:2]
    size = max(1, round(width * factor)), max(1, round(height * factor))
    # Exact halves are many times as fast as other steps.
    while factor <= 0.5 and min(image.shape[:2]) > 64:
        rows, columns = image.shape[0] // 2, image.shape[1] // 2
        image = cv2.resize(image[: 2 * rows, : 2 * columns], (columns, rows), interpolation=cv2.INTER_AREA)
        factor *= 2
    made: Picture = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    return made


def enlarged(grey: Picture, factor: float) -> Picture:
    """The picture ``factor`` times as large (factor > 1), smooth between pixels."""
    cv2 = _cv2()
    made: Picture = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    return made


def flattened(grey: Picture, dpi: float) -> Picture:
    """The picture divided by its background: shadows, tints and yellowed paper become white."""
    cv2 = _cv2()
    small = shrunk(grey, min(1.0, 50.0 / dpi))
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), 15)
    full = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    made: Picture = cv2.divide(grey, full, scale=255.0)
    return made


def stretched(grey: Picture, black: int) -> Picture:
    """The picture with ``black`` as black, paper as it is, and what lies between in proportion."""
    steps = 255 - (255 - np.arange(256)) * (255.0 / (255 - black))
    made: Picture = _cv2().LUT(grey, np.clip(steps, 0, 255).astype(np.uint8))
    return made


def turned(image: Picture, quarters: int) -> Picture:
    """The picture turned clockwise by so many quarter turns."""
    return image if quarters % 4 == 0 else np.ascontiguousarray(np.rot90(image, -quarters))


def straightened(image: Picture, degrees: float) -> Picture:
    """The picture turned about its middle by ``degrees`` (counter-clockwise), same size, paper at the corners."""
    cv2 = _cv2()
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    made: Picture = cv2.warpAffine(
        image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=(255,) * 3
    )
    return made


def row_sharpness(ink: Picture, degrees: float) -> float:
    """How sharply ink changes from row to row when the picture is turned by ``degrees``."""
    cv2 = _cv2()
    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    level = cv2.warpAffine(ink, matrix, (width, height))
    steps = np.diff(cv2.reduce(level, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S)[:, 0]).astype(np.float64)
    return float((steps * steps).sum())


def blurred(grey: Picture, radius: float) -> Picture:
    """The picture softened by a bell curve of that standard deviation."""
    made: Picture = _cv2().GaussianBlur(grey, (0, 0), radius)
    return made


def border_blots(dark: NDArray[np.bool_], least: int) -> NDArray[np.bool_]:
    """Of the dark spots, those that touch the border and have ``least`` pixels or more."""
    cv2 = _cv2()
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark.astype(np.uint8), connectivity=8)
    touching = np.unique(np.concatenate((labels[0], labels[-1], labels[:, 0], labels[:, -1])))
    kept = np.zeros(count, bool)
    kept[touching] = stats[touching, cv2.CC_STAT_AREA] >= least
    kept[0] = False
    made: NDArray[np.bool_] = kept[labels]
    return made


def quadrilateral(bright: NDArray[np.bool_]) -> NDArray[np.float32] | None:
    """The corners (top left, top right, bottom right, bottom left) of the largest bright spot when it has four."""
    cv2 = _cv2()
    kernel = np.ones((9, 9), np.uint8)
    closed = cv2.morphologyEx(bright.astype(np.uint8), cv2.MORPH_CLOSE, kernel, borderType=cv2.BORDER_REPLICATE)
    contours, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    hull = cv2.convexHull(max(contours, key=cv2.contourArea))
    around = cv2.arcLength(hull, True)
    for share in (0.01, 0.02, 0.03, 0.05):
        corners = cv2.approxPolyDP(hull, share * around, True)[:, 0, :].astype(np.float32)
        if len(corners) == 4:
            total, difference = corners.sum(axis=1), corners[:, 0] - corners[:, 1]
            order = [total.argmin(), difference.argmax(), total.argmax(), difference.argmin()]
            return corners[order] if len(set(map(int, order))) == 4 else None
    return None


def warped(image: Picture, corners: NDArray[np.float32], width: int, height: int) -> Picture:
    """The part of the picture between four corners, pulled to an upright rectangle of that size."""
    cv2 = _cv2()
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    made: Picture = cv2.warpPerspective(image, matrix, (width, height), flags=cv2.INTER_LINEAR)
    return made


class Blob(NamedTuple):
    """A connected spot: its box, its pixels, and those of the tightest hull around it."""

    x0: int
    y0: int
    x1: int
    y1: int
    area: int
    hull: float


def closed(mask: NDArray[np.bool_], reach: int) -> NDArray[np.bool_]:
    """The mask with gaps of up to ``reach`` pixels filled."""
    cv2 = _cv2()
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    made: NDArray[np.bool_] = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_CLOSE, kernel) > 0
    return made


def blobs(mask: NDArray[np.bool_], least: int) -> tuple[Blob, ...]:
    """The connected spots of ``least`` pixels or more, largest first."""
    cv2 = _cv2()
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    made = []
    for index in range(1, count):
        x, y, width, height, area = (int(value) for value in stats[index])
        if area < least:
            continue
        part = (labels[y : y + height, x : x + width] == index).astype(np.uint8)
        points = cv2.findNonZero(part)
        made.append(Blob(x, y, x + width, y + height, area, float(cv2.contourArea(cv2.convexHull(points)))))
    return tuple(sorted(made, key=lambda blob: -blob.area))


def circles(grey: Picture, least: float, most: float) -> tuple[tuple[float, float, float], ...]:
    """Circles that may stand in the picture, strongest first: x, y, radius."""
    cv2 = _cv2()
    found = cv2.HoughCircles(
        grey,
        cv2.HOUGH_GRADIENT,
        dp=1.5,
        minDist=least,
        param1=120,
        param2=28,
        minRadius=int(least),
        maxRadius=int(most),
    )
    return () if found is None else tuple((float(x), float(y), float(r)) for x, y, r in found.reshape(-1, 3)[:8])


def healed(grey: Picture, over: NDArray[np.bool_], sure: NDArray[np.bool_]) -> Picture:
    """The picture with what lies ``over`` it, and its rim, filled from around; ``sure`` pixels of the rim stay."""
    cv2 = _cv2()
    holes = cv2.dilate(over.astype(np.uint8), np.ones((3, 3), np.uint8))
    holes[sure] = 0
    made: Picture = cv2.inpaint(grey, holes, 3, cv2.INPAINT_TELEA)
    return made


def ruled(dark: NDArray[np.bool_], across: int, down: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """The straight dark runs of at least ``across`` pixels level and ``down`` pixels upright, as two masks."""
    cv2 = _cv2()
    ink = dark.astype(np.uint8)
    made = []
    for wide, high in ((across, 1), (1, down)):
        # One pixel of slack across the run lets a rule that leans by a pixel count as straight.
        slack = cv2.dilate(ink, np.ones((3, 1) if high == 1 else (1, 3), np.uint8))
        made.append(cv2.morphologyEx(slack, cv2.MORPH_OPEN, np.ones((high, wide), np.uint8)) > 0)
    return made[0], made[1]


def tilted_boxes(mask: NDArray[np.bool_], least: int) -> tuple[NDArray[np.float32], ...]:
    """The four corners of the tightest rectangle, tilted as it may be, around each spot of ``least`` pixels or more."""
    cv2 = _cv2()
    contours, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    boxes = (cv2.boxPoints(cv2.minAreaRect(contour)) for contour in contours if len(contour) >= 4)
    return tuple(box.astype(np.float32) for box in boxes if cv2.contourArea(box) >= least)
