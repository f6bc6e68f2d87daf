"""The pages of a file as a person looks at them: upright, as they were read, in colour."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from vndocx.adapters.image import Picture
from vndocx.adapters.pdf import PdfFile
from vndocx.adapters.pictures import PictureFile, jpeg
from vndocx.model.scan import Origin
from vndocx.reading.cleanup import clean
from vndocx.reading.files import open_file
from vndocx.settings import Settings

__all__ = ["page_view"]

_LONGEST_PX = 1400
_DPI = 150.0


def page_view(path: Path, number: int, origin: Origin, settings: Settings) -> bytes:
    """Page ``number`` as a JPEG, turned and straightened as it was when it was read, so that boxes fit it.

    Raises InputError when the file or page cannot be opened, ValueError for a page of a file without pages.
    """
    opened = open_file(path, settings)
    picture, dpi = _picture_of(opened.source.media_type)(path, number, settings)
    if origin is Origin.OCR:
        picture = clean(picture, dpi).colour()
    return jpeg(picture, _LONGEST_PX)


def _picture_of(media_type: str) -> Callable[[Path, int, Settings], tuple[Picture, float | None]]:
    if media_type == "application/pdf":
        return _from_pdf
    if media_type.startswith("image/"):
        return _from_pictures
    raise ValueError(f"{media_type} has no pages to look at")


def _from_pdf(path: Path, number: int, _: Settings) -> tuple[Picture, float | None]:
    with PdfFile(path) as file:
        return file.picture(number, _DPI), _DPI


def _from_pictures(path: Path, number: int, settings: Settings) -> tuple[Picture, float | None]:
    with PictureFile(path, settings.max_pixels) as file:
        return file.page(number)
