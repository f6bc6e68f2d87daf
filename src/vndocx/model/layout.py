"""Layout: the one text of the paper and the parts of it, each a span."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from vndocx.geometry import Box, PageBox
from vndocx.model.scan import Mark, Notice, Origin, Reading, Style
from vndocx.text import Span

__all__ = [
    "Field",
    "Layout",
    "Letterhead",
    "PageLayout",
    "Paragraph",
    "PlacedWord",
    "Section",
    "Signature",
    "Table",
    "TableCell",
    "Zone",
]


class Zone(StrEnum):
    """Which part of the paper a paragraph belongs to."""

    HEAD = "head"  # issuer, motto, number, place and date
    TITLE = "title"  # type name and trích yếu
    ADDRESSEES = "addressees"  # Kính gửi
    BODY = "body"
    TABLE = "table"
    RECIPIENTS = "recipients"  # Nơi nhận
    SIGNATURE = "signature"
    BACKDROP = "backdrop"  # wording for a conference backdrop (market, ma-két): looks like a head
    COPY = "copy"  # a copy block (sao y, sao lục) behind the original
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word of the one text with its place."""

    span: Span
    page: int
    box: Box | None
    confidence: float
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: in the text one line without a line break in it, whatever the print did.

    ``lines`` are the printed lines in it. ``table`` is the id of its table in zone TABLE.
    """

    span: Span
    zone: Zone
    page: int
    lines: tuple[Span, ...]
    style: Style = Style()
    table: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the outline. ``heading`` is the span of label and title, ``span`` of all of it.

    ``label`` as printed ("I-", "1.1-", "a)", "-", "Điều 3."), "" where a heading has none.
    """

    id: str
    label: str
    title: str
    level: int
    heading: Span
    span: Span
    children: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """This section and all below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell's words in the text; an empty cell has an empty span. A merged cell stands in each place it covers."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled or marked-up table; parts over several pages are one table, repeated heads dropped."""

    id: str
    page: int
    box: Box | None
    header: tuple[TableCell, ...]
    rows: tuple[tuple[TableCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the head: its value in normal form and the words that prove it (None where worked out)."""

    value: str
    span: Span | None
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed. ``authority`` is T/M, K/T, T/L, Q. or TM., KT., TL., TUQ. as printed; ``body`` what is signed for."""

    authority: str | None
    body: str | None
    title: str | None
    name: Field | None


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the head and the end of the paper say of it; None where they say nothing.

    ``type`` holds the code ("KH") as value, ``type_name`` its name ("Kế hoạch").
    """

    type: Field | None = None
    type_name: str | None = None
    number: Field | None = None
    issuer: Field | None = None
    issuer_block: tuple[Field, ...] = ()
    issued: Field | None = None
    place: Field | None = None
    subject: Field | None = None
    secrecy: Field | None = None
    urgency: Field | None = None
    state: Field = Field("original", None, "no mark of a copy or draft", 0.9)
    signatures: tuple[Signature, ...] = ()
    recipients: tuple[Field, ...] = ()
    addressees: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A page and the span of the text that stands on it."""

    number: int
    width: float
    height: float
    origin: Origin
    rotation: int
    skew: float
    confidence: float | None
    span: Span
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The one text and its parts.

    ``text`` is NFC, in reading order, one paragraph a line; ``words`` are sorted and cover every
    printed word; ``paragraphs`` are sorted and do not overlap; ``outline`` holds the top sections.
    """

    text: str
    words: tuple[PlacedWord, ...]
    paragraphs: tuple[Paragraph, ...]
    pages: tuple[PageLayout, ...]
    letterhead: Letterhead = Letterhead()
    outline: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    notices: tuple[Notice, ...] = ()

    def words_in(self, span: Span) -> tuple[PlacedWord, ...]:
        """The words that the span touches."""
        first = bisect_right(self.words, span.start, key=lambda word: word.span.end)
        last = bisect_left(self.words, span.end, key=lambda word: word.span.start)
        return self.words[first:last]

    def boxes(self, span: Span) -> tuple[PageBox, ...]:
        """One box a printed line and page that the span stands on; empty for plain text."""
        found: list[PageBox] = []
        for word in self.words_in(span):
            if word.box is None:
                continue
            if found and found[-1].page == word.page and _same_line(found[-1].box, word.box):
                found[-1] = PageBox(word.page, found[-1].box.union(word.box))
            else:
                found.append(PageBox(word.page, word.box))
        return tuple(PageBox(one.page, one.box.rounded()) for one in found)

    def page_at(self, offset: int) -> int:
        """The number of the page on which the character at ``offset`` stands."""
        words = self.words_in(Span(offset, offset + 1))
        if words:
            return words[0].page
        before = [page.number for page in self.pages if page.span.start <= offset]
        return before[-1] if before else 1

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """The paragraph around ``offset``, None between two of them."""
        index = bisect_right(self.paragraphs, offset, key=lambda paragraph: paragraph.span.start) - 1
        if index >= 0 and offset <= self.paragraphs[index].span.end:
            return self.paragraphs[index]
        return None

    def sections(self) -> Iterator[Section]:
        """Every section of the outline, in the order of the text."""
        for section in self.outline:
            yield from section.walk()

    def section_path(self, offset: int) -> tuple[Section, ...]:
        """The sections around ``offset``, outermost first."""
        path: list[Section] = []
        level: tuple[Section, ...] = self.outline
        while True:
            inside = next((s for s in level if s.span.start <= offset < s.span.end), None)
            if inside is None:
                return tuple(path)
            path.append(inside)
            level = inside.children

    def confidence(self, span: Span) -> float:
        """How surely the words of the span were read: the least sure one counts, 1.0 for plain text."""
        return min((word.confidence for word in self.words_in(span)), default=1.0)


def _same_line(line: Box, word: Box) -> bool:
    """Whether a word goes on the line on its left: they overlap by half in height and it does not step back."""
    shared = min(line.y1, word.y1) - max(line.y0, word.y0)
    return shared > 0.5 * min(line.height, word.height) and word.x0 >= line.x0
