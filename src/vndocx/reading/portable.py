"""PDF → Scan, decided page by page: its own text where that can be trusted, recognition of its picture elsewhere."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from pathlib import Path

from vndocx.adapters.pdf import PdfFile, PdfPage, RuledTable
from vndocx.errors import DamagedFile, TooLarge
from vndocx.model.scan import Notice, Page, Scan
from vndocx.reading.digital import digital_page
from vndocx.reading.files import OpenedFile
from vndocx.reading.pages import unread_page, unreadable, whole
from vndocx.reading.panels import cleared
from vndocx.reading.parallel import ReadPage, in_turn_or_parallel, readable
from vndocx.reading.seal_pictures import seal_marks
from vndocx.reading.textlayer import Trust, judge
from vndocx.settings import Settings

__all__ = ["read_pdf"]

_COARSEST_DPI, _FINEST_DPI = 150.0, 400.0
_ENLARGED_DPI = 200.0  # coarser pictures are enlarged to this
_DRAWN_DPI = 300.0  # text drawn as shapes, or set in a font without a mapping
_MOST_PIXELS_DRAWN = 36_000_000
_LEAST_SIDE = 18.0  # points: no line of print fits in less


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a page is to be read: its page where its text was taken, else the resolution at which to draw it."""

    number: int
    notices: tuple[Notice, ...]
    page: Page
    dpi: float | None = None


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A page to draw and recognise."""

    path: Path
    number: int
    dpi: float
    settings: Settings
    instead: Page


def read_pdf(opened: OpenedFile, settings: Settings, workers: int) -> Scan:
    """The pages of a PDF; raises InputError when none can be read."""
    name = opened.source.name
    with PdfFile(opened.path) as file:
        if file.pages > settings.max_pages:
            raise TooLarge(f"{name} has {file.pages} pages; the limit is {settings.max_pages}")
        plans = [_plan(file, number) for number in range(1, file.pages + 1)]
    drawings = [
        _Drawing(opened.path, plan.number, plan.dpi, settings, plan.page) for plan in plans if plan.dpi is not None
    ]
    recognised = in_turn_or_parallel(_recognised, drawings, workers)
    pages: list[Page] = []
    notices: list[Notice] = []
    for plan in plans:
        page, found = (plan.page, ()) if plan.dpi is None else next(recognised)
        pages.append(page)
        notices += (*plan.notices, *found)
    return whole(opened, pages, notices)


def _plan(file: PdfFile, number: int) -> _Plan:
    try:
        found = file.page(number)
    except DamagedFile as error:
        return _Plan(number, (unreadable(number, error),), unread_page(number))
    judgement = judge(found)
    if judgement.trust is Trust.TEXT:
        tables, unread = _tables(file, found)
        page, notices = digital_page(found, tables, judgement)
        page = replace(page, marks=(*page.marks, *seal_marks(file, found)))
        return _Plan(number, (*judgement.notices, *unread, *notices), page)
    blank = unread_page(number, found.width, found.height)
    if judgement.trust is Trust.EMPTY:
        return _Plan(number, (Notice("page_blank", f"Trang {number} trắng: không thấy chữ in.", number),), blank)
    if min(found.width, found.height) < _LEAST_SIDE:
        return _Plan(
            number, (Notice("page_unreadable", f"Trang {number} quá nhỏ, không thể có chữ in.", number),), blank
        )
    return _Plan(number, (*judgement.notices, *_damage(found)), blank, _resolution(found))


def _tables(file: PdfFile, page: PdfPage) -> tuple[tuple[RuledTable, ...], tuple[Notice, ...]]:
    """The ruled tables of a page; none and a notice where its rules cannot be read: its words are lines then."""
    if not page.ruled:
        return (), ()
    try:
        return file.tables(page.number, page.turned), ()
    except DamagedFile as error:
        message = f"Trang {page.number}: không nhận ra được bảng, chữ trong bảng được ghi theo dòng ({error.message})."
        return (), (Notice("table_not_read", message, page.number),)


def _recognised(drawing: _Drawing) -> ReadPage:
    from vndocx.reading.recognition import recognise

    def read() -> ReadPage:
        with PdfFile(drawing.path) as file:
            picture = file.picture(drawing.number, drawing.dpi)
        page, notices = cleared(recognise(picture, drawing.dpi, drawing.number, drawing.settings))
        if not page.lines and not page.grids:
            with PdfFile(drawing.path) as file:
                if file.is_broken(drawing.number):
                    raise DamagedFile(f"the picture of page {drawing.number} cannot be decoded")
        return page, notices

    return readable(read, drawing.instead)


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
        message = f"Ảnh của trang {page.number} bị cụt: phần dưới của trang có thể đã mất, cần quét lại."
        return (Notice("page_image_damaged", message, page.number),)
    return ()
