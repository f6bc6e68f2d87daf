"""Picture files → Scan: each page recognised; a page that cannot be decoded is left out with a notice."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vndocx.adapters.pictures import PictureFile
from vndocx.errors import ImageTooSmall, TooLarge
from vndocx.model.scan import Scan
from vndocx.reading.files import OpenedFile
from vndocx.reading.pages import unread_page, unreadable, whole
from vndocx.reading.panels import cleared
from vndocx.reading.parallel import ReadPage, in_turn_or_parallel, readable
from vndocx.settings import Settings

__all__ = ["read_pictures"]

_LEAST_SIDE_PX = 32  # no line of print is readable in less


@dataclass(frozen=True, slots=True)
class _Frame:
    """A page of a picture file to recognise."""

    path: Path
    number: int
    settings: Settings


def read_pictures(opened: OpenedFile, settings: Settings, workers: int) -> Scan:
    """The pages of a picture file; raises InputError when none can be read."""
    name = opened.source.name
    with PictureFile(opened.path, settings.max_pixels) as file:
        if file.pages > settings.max_pages:
            raise TooLarge(f"{name} has {file.pages} pages; the limit is {settings.max_pages}")
        if file.pages == 1 and min(file.size) < _LEAST_SIDE_PX:
            raise ImageTooSmall(f"{name} has {file.size[0]} x {file.size[1]} pixels: too few to hold print")
        count = file.pages
    frames = [_Frame(opened.path, number, settings) for number in range(1, count + 1)]
    read = list(in_turn_or_parallel(_recognised, frames, workers))
    return whole(opened, [page for page, _ in read], [notice for _, found in read for notice in found])


def _recognised(frame: _Frame) -> ReadPage:
    from vndocx.reading.recognition import recognise

    def read() -> ReadPage:
        with PictureFile(frame.path, frame.settings.max_pixels) as file:
            picture, dpi = file.page(frame.number)
        return cleared(recognise(picture, dpi, frame.number, frame.settings))

    instead = unread_page(frame.number)
    try:
        return readable(read, instead)
    except TooLarge as error:
        return instead, (unreadable(frame.number, error),)
