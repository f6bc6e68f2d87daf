"""Boxes on a page, in PDF points from the top left of the page as a person reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Box", "PageBox"]


class Box(NamedTuple):
    """A rectangle in points (1/72 inch), x to the right and y downwards.

    A named tuple so that it is written to JSON as ``[x0, y0, x1, y1]``.
    """

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def area(self) -> float:
        return max(0.0, self.width) * max(0.0, self.height)

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def union(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))

    def intersection(self, other: Box) -> float:
        """The area that the two share, in square points."""
        wide = min(self.x1, other.x1) - max(self.x0, other.x0)
        high = min(self.y1, other.y1) - max(self.y0, other.y0)
        return wide * high if wide > 0 and high > 0 else 0.0

    def contains_middle(self, other: Box) -> bool:
        """Whether the middle of ``other`` lies in this box."""
        x, y = other.middle
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    def scaled(self, factor: float) -> Box:
        """The box with every coordinate multiplied, as from pixels to points."""
        return Box(*(value * factor for value in self))

    def clipped(self, width: float, height: float) -> Box:
        """The part of the box that lies on a page of that size."""
        x0, x1 = (min(max(x, 0.0), width) for x in (self.x0, self.x1))
        y0, y1 = (min(max(y, 0.0), height) for y in (self.y0, self.y1))
        return Box(x0, y0, x1, y1)

    def rounded(self) -> Box:
        """The box to a tenth of a point, as it is written to a record."""
        return Box(*(round(value, 1) for value in self))

    @staticmethod
    def around(boxes: Iterable[Box]) -> Box:
        """The smallest box around all; raises ValueError when there is none."""
        every = list(boxes)
        if not every:
            raise ValueError("no box to go round")
        return Box(
            min(b.x0 for b in every), min(b.y0 for b in every), max(b.x1 for b in every), max(b.y1 for b in every)
        )


@dataclass(frozen=True, slots=True)
class PageBox:
    """A box and the 1-based page it lies on."""

    page: int
    box: Box
