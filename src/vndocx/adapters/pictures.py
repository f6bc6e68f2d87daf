"""Picture files (PNG, JPEG, TIFF, WebP) through Pillow: their pages one by one as RGB arrays."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy

from vndocx.adapters.image import Picture
from vndocx.errors import DamagedFile, TooLarge

__all__ = ["PictureFile", "jpeg"]

# What Pillow raises on torn data.
_TORN = (OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError, IndexError, struct.error, ZeroDivisionError)


class PictureFile:
    """An open picture file. Use as a context manager; pages are numbered from 1."""

    def __init__(self, path: Path, max_pixels: int) -> None:
        """Open the file without decoding it; raises DamagedFile or, where a page is over ``max_pixels``, TooLarge."""
        from PIL import Image, UnidentifiedImageError

        self._path = path
        self._max_pixels = max_pixels
        try:
            with _own_limit(Image):
                self._image: Any = Image.open(path, formats=("PNG", "JPEG", "TIFF", "WEBP"))
        except UnidentifiedImageError as error:
            raise DamagedFile(f"{path.name} cannot be opened as a picture: its head is broken") from error
        except _TORN as error:
            raise DamagedFile(f"{path.name} cannot be opened as a picture: {error}") from error
        try:
            self._check_size()
            self.pages: int = getattr(self._image, "n_frames", 1) if self._image.format == "TIFF" else 1
        except _TORN as error:
            self._image.close()
            raise DamagedFile(f"{path.name} cannot be opened as a picture: {error}") from error
        except TooLarge:
            self._image.close()
            raise

    def __enter__(self) -> PictureFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._image.close()

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels of the page last opened."""
        return int(self._image.width), int(self._image.height)

    def page(self, number: int) -> tuple[Picture, float | None]:
        """Page ``number`` as RGB, upright by its EXIF mark, and its dots per inch where the file says so.

        Raises DamagedFile when its data are torn or cut short, TooLarge when it is over the limit.
        """
        from PIL import Image, ImageOps

        try:
            with _own_limit(Image):
                if self.pages > 1:
                    self._image.seek(number - 1)
                self._check_size()
                self._image.load()
                upright = ImageOps.exif_transpose(self._image)
                return numpy.asarray(_rgb(Image, upright)), _dpi(self._image)
        except _TORN as error:
            raise DamagedFile(f"page {number} of {self._path.name} is torn or cut short: {error}") from error

    def _check_size(self) -> None:
        width, height = self.size
        if width * height > self._max_pixels:
            raise TooLarge(
                f"{self._path.name} has a page of {width:,} x {height:,} pixels; the limit is {self._max_pixels:,}"
            )


@contextmanager
def _own_limit(image: Any) -> Iterator[None]:
    """Pillow's own limit on pixels lifted while ``max_pixels`` of the settings is the one that counts."""
    before = image.MAX_IMAGE_PIXELS
    image.MAX_IMAGE_PIXELS = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        image.MAX_IMAGE_PIXELS = before


def _rgb(image: Any, picture: Any) -> Any:
    """The picture in RGB on white paper, 16 bits brought down to 8."""
    if picture.mode.startswith(("I", "F")):
        levels = numpy.asarray(picture, dtype=numpy.float32)
        low, high = float(levels.min()), float(levels.max())
        scaled = (levels - low) * (255.0 / (high - low)) if high > low else numpy.full_like(levels, 255.0)
        picture = image.fromarray(scaled.astype(numpy.uint8))
    if "transparency" in picture.info or picture.mode in ("RGBA", "LA", "PA"):
        picture = picture.convert("RGBA")
        paper = image.new("RGBA", picture.size, "white")
        paper.alpha_composite(picture)
        picture = paper
    return picture.convert("RGB")


def _dpi(picture: Any) -> float | None:
    given = picture.info.get("dpi")
    try:
        value = float(given[1])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return None
    # 72 and 96 are what programs write that do not know; nobody scans so coarsely.
    return value if 100 <= value <= 2400 else None


def jpeg(picture: Picture, longest_px: int, quality: int = 70) -> bytes:
    """The picture as a JPEG file, made smaller where a side is longer than ``longest_px``."""
    from PIL import Image

    drawn = Image.fromarray(picture)
    drawn.thumbnail((longest_px, longest_px))
    with io.BytesIO() as out:
        drawn.save(out, "JPEG", quality=quality)
        return out.getvalue()
