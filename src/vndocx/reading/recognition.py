"""A page picture → Page: cleaned, read, its words placed in points."""

from __future__ import annotations

from vndocx.adapters.image import Picture
from vndocx.geometry import Box
from vndocx.model.scan import Line, Notice, Origin, Page, Word
from vndocx.reading.cleanup import clean
from vndocx.reading.marks import marks_of, without_marks
from vndocx.reading.readers import Ocr, reader_for
from vndocx.reading.seals import coloured_marks, without_pen
from vndocx.settings import Settings

__all__ = ["recognise"]


def recognise(
    image: Picture, dpi: float | None, number: int, settings: Settings, *, ocr: Ocr | None = None
) -> tuple[Page, tuple[Notice, ...]]:
    """Page ``number`` as read from its RGB or grey picture, and what a person should know of it.

    ``dpi`` None or nonsense: worked out from the picture's size. Raises OcrFailed, ToolMissing, LanguageDataMissing.
    """
    page = clean(image, dpi)
    reader = ocr or reader_for(settings)
    coloured = coloured_marks(page.colour, page.dpi)
    grey = without_pen(page.grey, page.colour, coloured, page.dpi)
    points = 72.0 / page.dpi
    height, width = (side * points for side in page.grey.shape)
    lines = tuple(_placed(line, points, width, height) for line in reader.read(grey, page.dpi))
    marks = marks_of(lines, coloured, page)
    lines = without_marks(lines, marks)
    confidences = [word.confidence for line in lines for word in line.words]
    mean = sum(confidences) / len(confidences) if confidences else None
    read = Page(
        number, width, height, Origin.OCR, lines, marks=marks, rotation=page.rotation, skew=page.skew, confidence=mean
    )
    notices: tuple[Notice, ...] = ()
    if not lines:
        notices = (Notice("page_blank", f"Trang {number}: không thấy chữ in.", number),)
    return read, notices


def _placed(line: Line, points: float, width: float, height: float) -> Line:
    """The line with its boxes in points, inside the page."""

    def box(pixels: Box | None) -> Box | None:
        return None if pixels is None else pixels.scaled(points).clipped(width, height)

    words = tuple(Word(word.text, box(word.box), word.confidence, word.readings) for word in line.words)
    return Line(words, line.block)
