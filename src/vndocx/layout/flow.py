"""Reading order: lines of pages → one text of paragraphs."""

from __future__ import annotations

from vndocx.model.layout import Layout, PageLayout, Paragraph, PlacedWord, Zone
from vndocx.model.scan import Scan
from vndocx.text import Span

__all__ = ["flow"]


def flow(scan: Scan) -> Layout:
    """The text of a scan, one block a paragraph."""
    pieces: list[str] = []
    words: list[PlacedWord] = []
    paragraphs: list[Paragraph] = []
    pages: list[PageLayout] = []
    at = 0
    for page in scan.pages:
        page_start = at
        blocks: dict[int, list[Span]] = {}
        previous = None
        for line in page.lines:
            if previous is not None:
                pieces.append("\n" if line.block != previous else " ")
                at += 1
            start = at
            for index, word in enumerate(line.words):
                if index:
                    pieces.append(" ")
                    at += 1
                words.append(PlacedWord(Span(at, at + len(word.text)), page.number, word.box, word.confidence))
                pieces.append(word.text)
                at += len(word.text)
            blocks.setdefault(line.block, []).append(Span(start, at))
            previous = line.block
        for spans in blocks.values():
            paragraphs.append(Paragraph(Span(spans[0].start, spans[-1].end), Zone.BODY, page.number, tuple(spans)))
        if page is not scan.pages[-1]:
            pieces.append("\n")
            at += 1
        pages.append(
            PageLayout(
                page.number,
                page.width,
                page.height,
                page.origin,
                page.rotation,
                page.skew,
                page.confidence,
                Span(page_start, at),
                page.marks,
            )
        )
    return Layout("".join(pieces), tuple(words), tuple(paragraphs), tuple(pages))
