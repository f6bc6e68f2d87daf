"""Scan: what stands on the pages, before anybody asks what it means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vndocx.geometry import Box

__all__ = [
    "Cell",
    "Grid",
    "Line",
    "Mark",
    "MarkKind",
    "Notice",
    "OcrEngine",
    "Origin",
    "Page",
    "Reading",
    "Scan",
    "Source",
    "Style",
    "Word",
]


class Origin(StrEnum):
    """How the words of a page were got."""

    OCR = "ocr"
    TEXT_LAYER = "text_layer"
    LEGACY_TEXT_LAYER = "legacy_text_layer"  # decoded from TCVN3, VNI, VISCII or VPS
    PLAIN = "plain"  # text without pages or places: TXT, Markdown, DOCX


class MarkKind(StrEnum):
    """What stands on a page without being its text."""

    SEAL = "seal"
    SIGNATURE = "signature"
    INCOMING_STAMP = "incoming_stamp"
    STAMP = "stamp"


@dataclass(frozen=True, slots=True)
class Source:
    """The file itself. ``name`` is the bare file name; ``pages`` counts what the file holds."""

    name: str
    sha256: str
    bytes: int
    media_type: str
    pages: int


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should know: what could not be read, or contradicts itself."""

    code: str
    message: str
    page: int | None = None
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader made of a word, kept where two readers differ."""

    reader: str
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands on the page, in NFC. ``box`` is None for text without places."""

    text: str
    box: Box | None = None
    confidence: float = 1.0
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Style:
    """How a line is set; None where the source does not say. ``size`` in points."""

    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    centred: bool | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one printed line, left to right.

    ``block`` is the reader's own grouping: lines of one block follow each other; where the source is
    plain text, a blank line or a new DOCX paragraph starts a new block. A hint, not a promise.
    ``heading`` is the level of a Markdown or DOCX heading style (1 the highest), None for other lines.
    """

    words: tuple[Word, ...]
    block: int = 0
    style: Style = Style()
    heading: int | None = None

    @property
    def box(self) -> Box | None:
        """The box around the words; None for text without places."""
        boxes = [word.box for word in self.words if word.box is not None]
        return Box.around(boxes) if boxes else None

    @property
    def text(self) -> str:
        """The words with one blank between them."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid and the lines in it; 0-based ``row`` and ``column`` of its top left corner."""

    row: int
    column: int
    lines: tuple[Line, ...]
    row_span: int = 1
    column_span: int = 1
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as ruled or marked up. ``before`` is the index of the page line that follows it."""

    cells: tuple[Cell, ...]
    before: int
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A seal, a stamp or a signature and where it is."""

    kind: MarkKind
    box: Box
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Page:
    """A page after clean-up, upright: sizes and boxes are points from its top left.

    ``lines`` stand in the order in which the reader gave them; ``layout`` finds the reading order.
    ``rotation`` is how far the page was turned clockwise to stand upright (0, 90, 180, 270);
    ``skew`` the angle in degrees taken out. ``confidence`` is None where nothing was recognised.
    """

    number: int
    width: float
    height: float
    origin: Origin
    lines: tuple[Line, ...] = ()
    grids: tuple[Grid, ...] = ()
    marks: tuple[Mark, ...] = ()
    rotation: int = 0
    skew: float = 0.0
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class OcrEngine:
    """The engine that read the pages."""

    engine: str
    version: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scan:
    """A paper as read: its source, its pages in order, and what could not be read."""

    source: Source
    pages: tuple[Page, ...]
    notices: tuple[Notice, ...] = ()
    ocr: OcrEngine | None = None
