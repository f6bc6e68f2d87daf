"""Paragraphs of printed lines → the one text with its spans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from vndocx.layout.printed import Printed, Region
from vndocx.model.layout import Layout, PageLayout, Paragraph, PlacedWord, Zone
from vndocx.model.scan import Scan, Style
from vndocx.text import Span

__all__ = ["weave"]

ZONES: Mapping[Region, Zone] = {
    Region.HEAD_LEFT: Zone.HEAD,
    Region.HEAD_RIGHT: Zone.HEAD,
    Region.BODY: Zone.BODY,
    Region.RECIPIENTS: Zone.RECIPIENTS,
    Region.SIGNATURE: Zone.SIGNATURE,
    Region.FOOTNOTE: Zone.FOOTNOTE,
    Region.TABLE: Zone.TABLE,
}

_BROKEN = re.compile(r"[(“\"]?(?:[\w.&]*[/-])*[\w.&]*[\dA-ZĐÐ][-–/]|\S*\w/")  # 57- , QĐ- , 17/2019/TT- , Kinh tế/
_REST = re.compile(r"\d|[A-ZĐÐ][A-ZĐÐa-z]*(?:[A-ZĐÐ]|[/.,;:)”\"-]|$)")  # NQ/TW , UBND; , 2025
_TAIL = re.compile(r"[-–/][A-ZĐÐ]{2,}[\w/-]*[.,;:)]*")  # /QĐ-UBND below "12"

# No code is longer; what is, is no code.
_LONGEST = 60


def glued(last: str, following: str) -> bool:
    """Whether the two words at a line's end are one code or number: "57-" and "NQ/TW", "QĐ-" and "UBND"."""
    if len(last) > _LONGEST or len(following) > _LONGEST:
        return False
    if _TAIL.fullmatch(following) and last[-1:].isalnum() and (last[-1].isdigit() or last[-1].isupper()):
        return True
    if len(last) < 2 or not _BROKEN.fullmatch(last):
        return False
    return last.endswith("/") or _REST.match(following) is not None


def weave(scan: Scan, paragraphs: Iterable[list[Printed]]) -> Layout:
    """The layout of the paragraphs: text, words, printed lines and pages; no head, outline or tables yet."""
    pieces: list[str] = []
    words: list[PlacedWord] = []
    made: list[Paragraph] = []
    at = 0
    for lines in paragraphs:
        if pieces:
            pieces.append("\n")
            at += 1
        start = at
        spans: list[Span] = []
        for index, line in enumerate(lines):
            if index and not (
                len(lines[index - 1].words) > 1 and glued(lines[index - 1].words[-1].text, line.words[0].text)
            ):
                pieces.append(" ")
                at += 1
            line_start = at
            for place, word in enumerate(line.words):
                if place:
                    pieces.append(" ")
                    at += 1
                span = Span(at, at + len(word.text))
                words.append(PlacedWord(span, line.page, word.box, word.confidence, word.readings))
                pieces.append(word.text)
                at = span.end
            spans.append(Span(line_start, at))
        first = lines[0]
        made.append(
            Paragraph(
                Span(start, at),
                ZONES[first.region],
                first.page,
                tuple(spans),
                _style(lines),
                first.cell[0] if first.cell else None,
            )
        )
    return Layout("".join(pieces), tuple(words), tuple(made), _pages(scan, words), notices=())


def _style(lines: list[Printed]) -> Style:
    """What holds for all the lines; None where they differ."""
    first = lines[0].style
    if all(line.style is first or line.style == first for line in lines):
        return first
    sizes = {line.style.size for line in lines}
    return Style(
        size=sizes.pop() if len(sizes) == 1 else None,
        bold=_common([line.style.bold for line in lines]),
        italic=_common([line.style.italic for line in lines]),
        centred=_common([line.style.centred for line in lines]),
    )


def _common(values: list[bool | None]) -> bool | None:
    return values[0] if values and all(value is values[0] for value in values) else None


def _pages(scan: Scan, words: list[PlacedWord]) -> tuple[PageLayout, ...]:
    """Each page with the span of its words; a page without words has an empty span where its words would stand."""
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    for word in words:
        starts.setdefault(word.page, word.span.start)
        ends[word.page] = word.span.end
    pages: list[PageLayout] = []
    last = 0
    for page in scan.pages:
        span = Span(starts[page.number], ends[page.number]) if page.number in starts else Span(last, last)
        last = span.end
        pages.append(
            PageLayout(
                page.number,
                page.width,
                page.height,
                page.origin,
                page.rotation,
                page.skew,
                page.confidence,
                span,
                page.marks,
            )
        )
    return tuple(pages)
