"""A page picture → Page: cleaned, read, its words placed in points."""

from __future__ import annotations

from dataclasses import replace

from vndocx.adapters.image import Picture
from vndocx.geometry import Box
from vndocx.model.scan import Grid, Line, Notice, Origin, Page, Word
from vndocx.reading.calibration import calibrated
from vndocx.reading.cleanup import Cleaned, Step, clean, print_on
from vndocx.reading.covered import second_look
from vndocx.reading.handwriting import without_handwriting
from vndocx.reading.marks import marks_of, without_marks
from vndocx.reading.readers import Ocr, reader_for
from vndocx.reading.rows import cut_at_columns
from vndocx.reading.ruling import Frame, frames_of, grids_of, without_rules
from vndocx.reading.seals import coloured_marks, with_red_print, without_pen
from vndocx.settings import Mode, Settings

__all__ = ["recognise"]

_POINTS = 72.0
# Fewer letters than this share right on a page: a person should read it.
_LEAST_SURE = 0.9


def recognise(
    image: Picture,
    dpi: float | None,
    number: int,
    settings: Settings,
    *,
    ocr: Ocr | None = None,
    without: frozenset[Step] = frozenset(),
) -> tuple[Page, tuple[Notice, ...]]:
    """Page ``number`` as read from its RGB or grey picture, and what a person should know of it.

    ``dpi`` None or nonsense: worked out from the picture's size. ``without``: steps to leave out, for measuring.
    Raises OcrFailed, ToolMissing, LanguageDataMissing and PackageMissing.
    """
    page = clean(image, dpi, without)
    height, width = (side / page.dpi * _POINTS for side in page.grey.shape)
    empty = Page(number, width, height, Origin.OCR, rotation=page.rotation, skew=page.skew)
    ink = print_on(page.grey)
    if ink == 0.0:
        return empty, (Notice("page_blank", f"Trang {number} trắng: không thấy chữ in.", number),)
    if ink > 0.5:
        return empty, (Notice("page_black", f"Trang {number} đen kín, không đọc được; cần quét lại.", number),)
    coloured = coloured_marks(page)
    frames = () if Step.RULES in without else frames_of(page.grey, page.dpi)
    grey = without_rules(page.grey, frames, page.dpi)
    if Step.PEN not in without:
        grey = without_pen(grey, page, coloured)
    if Step.RED not in without:
        grey = with_red_print(grey, page, coloured)
    reader = ocr or reader_for(settings)
    cells = tuple(cell.box for frame in frames for cell in frame.cells if cell.box is not None)

    def read(picture: Picture, dpi: float, cells: tuple[Box, ...] = ()) -> tuple[Line, ...]:
        return calibrated(reader.read(picture, dpi, cells), reader.name)

    found = read(grey, page.dpi, cells)
    if Step.SEALS not in without and settings.mode is not Mode.FAST:
        found = second_look(found, grey, page, coloured.seals, read)
    lines = _in_points(found, page, width, height)
    marks = () if Step.MARKS in without else marks_of(lines, coloured, page)
    lines, grids = grids_of(without_marks(lines, marks), _frames_in_points(frames, page))
    if Step.COLUMNS not in without:
        lines = cut_at_columns(lines, width, height)
    lines, written = without_handwriting(lines, height, page.grey, page.dpi / _POINTS)
    sure = _confidence(lines, grids)
    full = replace(empty, lines=lines, grids=grids, marks=marks, confidence=sure)
    return full, _notices(full, ink, written=written)


def _in_points(lines: tuple[Line, ...], page: Cleaned, width: float, height: float) -> tuple[Line, ...]:
    """The lines with their boxes in points, inside the page."""

    def placed(word: Word) -> Word:
        if word.box is None:
            return word
        return replace(word, box=word.box.scaled(_POINTS / page.dpi).clipped(width, height))

    return tuple(replace(line, words=tuple(map(placed, line.words))) for line in lines)


def _frames_in_points(frames: tuple[Frame, ...], page: Cleaned) -> tuple[Frame, ...]:
    def scaled(box: Box) -> Box:
        return box.scaled(_POINTS / page.dpi)

    return tuple(
        Frame(
            scaled(frame.box),
            tuple(replace(cell, box=scaled(cell.box)) for cell in frame.cells if cell.box is not None),
        )
        for frame in frames
    )


def _confidence(lines: tuple[Line, ...], grids: tuple[Grid, ...]) -> float | None:
    """The mean over the letters of the page; None without any."""
    every = (*lines, *(line for grid in grids for cell in grid.cells for line in cell.lines))
    words = [word for line in every for word in line.words]
    letters = sum(len(word.text) for word in words)
    return round(sum(word.confidence * len(word.text) for word in words) / letters, 3) if letters else None


def _notices(page: Page, ink: float, *, written: bool) -> tuple[Notice, ...]:
    number = page.number
    if page.confidence is None:
        if ink < 0.002:
            return (Notice("page_blank", f"Trang {number} trắng: không thấy chữ in.", number),)
        return (Notice("page_unread", f"Trang {number} có nét mực nhưng không đọc được chữ in nào.", number),)
    notices: list[Notice] = []
    if written:
        message = f"Trang {number}: số hoặc ngày ở đầu văn bản dường như viết tay, không đọc được chắc chắn."
        notices.append(Notice("handwriting_suspected", message, number))
    if page.confidence < _LEAST_SURE:
        message = f"Trang {number} đọc kém chắc chắn ({page.confidence:.0%}): cần người đọc lại."
        notices.append(Notice("low_confidence_page", message, number))
    return tuple(notices)
