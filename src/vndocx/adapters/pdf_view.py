"""The axes of a PDF page and the axes of its reader."""

from __future__ import annotations

from typing import Any, NamedTuple

from vndocx.geometry import Box

__all__ = ["View"]


class View(NamedTuple):
    """From the page's own axes to points from the top left as read."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @staticmethod
    def of(page: Any) -> View:
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
        return View(*inside, page.get_rotation() % 360)

    @property
    def width(self) -> float:
        return self.right - self.left if self.rotation in (0, 180) else self.top - self.bottom

    @property
    def height(self) -> float:
        return self.top - self.bottom if self.rotation in (0, 180) else self.right - self.left

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point on the page's own axes, in points from the top left as read."""
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def origin(self, x: float, y: float) -> tuple[float, float]:
        """The point on the page's own axes that ``point`` puts at ``x``, ``y``."""
        if self.rotation == 90:
            return y + self.left, x + self.bottom
        if self.rotation == 180:
            return self.right - x, y + self.bottom
        if self.rotation == 270:
            return self.right - y, self.top - x
        return x + self.left, self.top - y

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        (a, b), (c, d) = self.point(x0, y0), self.point(x1, y1)
        return Box(min(a, c), min(b, d), max(a, c), max(b, d))
