"""Picture files → Scan: each page recognised; a page that cannot be decoded is left out with a notice."""

from __future__ import annotations

from dataclasses import replace

from vndocx.adapters.pictures import PictureFile
from vndocx.errors import BlankDocument, DamagedFile, ImageTooSmall, TooLarge
from vndocx.model.scan import Notice, Origin, Page, Scan
from vndocx.reading.files import OpenedFile
from vndocx.settings import Settings

__all__ = ["read_pictures", "unread_page"]

_LEAST_SIDE_PX = 32  # no line of print is readable in less
_A4 = (595.3, 841.9)


def read_pictures(opened: OpenedFile, settings: Settings) -> Scan:
    """The pages of a picture file; raises InputError when none can be read."""
    from vndocx.reading.recognition import recognise

    with PictureFile(opened.path, settings.max_pixels) as file:
        name = opened.source.name
        if file.pages > settings.max_pages:
            raise TooLarge(f"{name} has {file.pages} pages; the limit is {settings.max_pages}")
        if file.pages == 1 and min(file.size) < _LEAST_SIDE_PX:
            raise ImageTooSmall(f"{name} has {file.size[0]} x {file.size[1]} pixels: too few to hold print")
        pages: list[Page] = []
        notices: list[Notice] = []
        damage: DamagedFile | None = None
        for number in range(1, file.pages + 1):
            try:
                picture, dpi = file.page(number)
            except (DamagedFile, TooLarge) as error:
                if file.pages == 1:
                    raise
                damage = error if isinstance(error, DamagedFile) else damage
                pages.append(unread_page(number))
                notices.append(Notice("page_unreadable", error.message, number))
                continue
            page, found = recognise(picture, dpi, number, settings)
            pages.append(page)
            notices += found
    if len([notice for notice in notices if notice.code == "page_unreadable"]) == len(pages):
        raise DamagedFile(f"no page of {name} can be read") from damage
    if not any(page.lines or page.grids for page in pages):
        raise BlankDocument(f"{name}: no print was found on any of its {len(pages)} pages")
    return Scan(replace(opened.source, pages=len(pages)), tuple(pages), (*opened.notices, *notices))


def unread_page(number: int, width: float = _A4[0], height: float = _A4[1]) -> Page:
    """The place of a page that could not be read."""
    return Page(number, width, height, Origin.OCR)
