"""PDF → Scan, decided page by page: its own text where that can be trusted, recognition of its picture elsewhere."""

from __future__ import annotations

import math
from dataclasses import replace

from vndocx.adapters.pdf import PdfFile, PdfPage
from vndocx.errors import BlankDocument, DamagedFile, TooLarge
from vndocx.model.scan import Notice, Page, Scan
from vndocx.reading.digital import digital_page
from vndocx.reading.files import OpenedFile
from vndocx.reading.pictures import unread_page
from vndocx.reading.textlayer import Trust, judge
from vndocx.settings import Settings

__all__ = ["read_pdf"]

_COARSEST_DPI, _FINEST_DPI = 150.0, 400.0
_ENLARGED_DPI = 200.0  # coarser pictures are enlarged to this
_DRAWN_DPI = 300.0  # text drawn as shapes, or set in a font without a mapping
_MOST_PIXELS_DRAWN = 36_000_000
_LEAST_SIDE = 18.0  # points: no line of print fits in less


def read_pdf(opened: OpenedFile, settings: Settings) -> Scan:
    """The pages of a PDF; raises InputError when none can be read."""
    name = opened.source.name
    with PdfFile(opened.path) as file:
        if file.pages > settings.max_pages:
            raise TooLarge(f"{name} has {file.pages} pages; the limit is {settings.max_pages}")
        pages: list[Page] = []
        notices: list[Notice] = list(opened.notices)
        for number in range(1, file.pages + 1):
            page, found = _read_page(file, number, settings)
            pages.append(page)
            notices += found
        source = replace(opened.source, pages=file.pages)
    unread = {notice.page for notice in notices if notice.code == "page_unreadable"}
    if len(unread) == len(pages):
        raise DamagedFile(f"no page of {name} can be read")
    if not any(page.lines or page.grids for page in pages):
        raise BlankDocument(f"{name}: no print was found on any of its {len(pages)} pages")
    return Scan(source, tuple(pages), tuple(notices))


def _read_page(file: PdfFile, number: int, settings: Settings) -> tuple[Page, tuple[Notice, ...]]:
    try:
        found = file.page(number)
    except DamagedFile as error:
        return unread_page(number), (Notice("page_unreadable", error.message, number),)
    judgement = judge(found)
    if judgement.trust is Trust.TEXT:
        tables = file.tables(number) if found.ruled else ()
        page, notices = digital_page(found, tables, judgement)
        return page, (*judgement.notices, *notices)
    if judgement.trust is Trust.EMPTY:
        blank = unread_page(number, found.width, found.height)
        return blank, (Notice("page_blank", f"page {number} is blank", number),)
    if min(found.width, found.height) < _LEAST_SIDE:
        note = Notice("page_unreadable", f"page {number} is too small to hold print", number)
        return unread_page(number), (note,)
    from vndocx.reading.recognition import recognise

    dpi = _resolution(found)
    page, notices = recognise(file.picture(number, dpi), dpi, number, settings)
    return page, (*judgement.notices, *_damage(found), *notices)


def _resolution(page: PdfPage) -> float:
    """The dots per inch at which to draw the page: those of its largest picture, within bounds."""
    largest = max(page.pictures, key=lambda picture: picture.box.area, default=None)
    dpi = _DRAWN_DPI
    if largest is not None and largest.box.area > 0.4 * page.width * page.height:
        across = largest.width_px * largest.height_px / max(largest.box.area, 1.0)
        dpi = math.sqrt(across) * 72.0
        if dpi < _COARSEST_DPI - 5:
            dpi = _ENLARGED_DPI
    dpi = min(dpi, _FINEST_DPI)
    return min(dpi, 72.0 * math.sqrt(_MOST_PIXELS_DRAWN / (page.width * page.height)))


def _damage(page: PdfPage) -> tuple[Notice, ...]:
    if any(picture.cut_short and picture.box.area > 0.2 * page.width * page.height for picture in page.pictures):
        message = f"the picture of page {page.number} ends before it should: its lower part may be lost"
        return (Notice("page_image_damaged", message, page.number),)
    return ()
