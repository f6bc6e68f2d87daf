"""Pages put together into the scan of a paper, and what is said when none of them could be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vndocx.errors import BlankDocument, DamagedFile, OcrFailed, TooLarge
from vndocx.model.scan import Notice, Origin, Page, Scan
from vndocx.reading.files import OpenedFile

__all__ = ["A4", "unread_page", "unreadable", "whole"]

A4 = (595.3, 841.9)  # points
# Of a page with nothing printed on it; other notices tell of something that is there and could not be read.
_NOTHING_THERE = frozenset({"page_blank", "page_black", "text_layer_rejected"})
_CAUSES = {
    DamagedFile.code: "dữ liệu của trang bị hỏng",
    OcrFailed.code: "bộ nhận dạng chữ gặp lỗi",
    TooLarge.code: "ảnh của trang quá lớn",
}


def unread_page(number: int, width: float = A4[0], height: float = A4[1]) -> Page:
    """The place of a page that was not read."""
    return Page(number, width, height, Origin.OCR)


def unreadable(number: int, fault: DamagedFile | OcrFailed | TooLarge) -> Notice:
    """The notice of a page that could not be read: why, and the words of the fault."""
    return Notice("page_unreadable", f"Trang {number} không đọc được: {_CAUSES[fault.code]} ({fault.message}).", number)


def whole(opened: OpenedFile, pages: Sequence[Page], notices: Sequence[Notice]) -> Scan:
    """The scan of all pages; raises DamagedFile where none could be read, BlankDocument where all are blank."""
    name = opened.source.name
    unread = {notice.page: notice for notice in notices if notice.code == "page_unreadable"}
    if len(unread) == len(pages):
        raise DamagedFile(f"no page of {name} can be read: {next(iter(unread.values())).message}")
    if not any(page.lines or page.grids for page in pages) and all(notice.code in _NOTHING_THERE for notice in notices):
        raise BlankDocument(f"{name}: no print was found on any of its {len(pages)} pages")
    return Scan(replace(opened.source, pages=len(pages)), tuple(pages), (*opened.notices, *notices))
