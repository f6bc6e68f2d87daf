"""Units: the paragraphs that can give tasks, each cut into sentences and those into pieces between semicolons."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from vndocx.extraction.assignments.chains import Page
from vndocx.extraction.assignments.verbs import verbs
from vndocx.model.language import Language
from vndocx.model.layout import Layout, Paragraph, Section, Zone
from vndocx.text import Span

__all__ = ["Unit", "pieces", "units"]

_ZONES = {Zone.BODY}
_LIST = 80  # words back in which a verb shows that a list of subjects is over
_LONGEST_QUOTATION = 60  # paragraphs
_OPENING, _CLOSING = frozenset('("“«['), frozenset(')"”»]')


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph behind its label: words ``start`` to ``end``, and the sections around it, outermost first.

    ``own`` is the section that begins with this very paragraph.
    """

    paragraph: Paragraph
    start: int
    end: int
    path: tuple[Section, ...]
    own: Section | None

    @property
    def above(self) -> tuple[Section, ...]:
        """The sections that this paragraph does not begin."""
        return self.path[:-1] if self.own is not None else self.path


def units(layout: Layout, page: Page) -> Iterator[Unit]:
    """The paragraphs of the body in order."""
    starts = [span.start for span in page.words.spans]
    quoted = _quoted(layout)
    for paragraph in layout.paragraphs:
        if paragraph.zone not in _ZONES or paragraph.span.start >= paragraph.span.end or paragraph.span in quoted:
            why = "in a quotation" if paragraph.span in quoted else "not in the body of the paper"
            page.trace("dropped", "task in prose", paragraph.span, why)
            continue
        path = layout.section_path(paragraph.span.start)
        own = path[-1] if path and path[-1].span.start == paragraph.span.start else None
        behind = paragraph.span.start
        if own is not None and own.label:
            behind += len(own.label)
        start = bisect_left(starts, behind)
        end = bisect_left(starts, paragraph.span.end)
        while start < end and not page.words.is_word(start) and page.words.mark(start) not in _OPENING:
            start += 1
        if start < end:
            yield Unit(paragraph, start, end, path, own)


def _quoted(layout: Layout) -> set[Span]:
    """The spans of paragraphs inside a quotation of several: the words of another paper, or of one to be changed."""
    found: set[Span] = set()
    held: list[Span] = []
    for paragraph in layout.paragraphs:
        text = paragraph.span.cut(layout.text)
        opened, closed = text.count("“"), text.count("”")
        if held:
            held.append(paragraph.span)
            if closed > opened:
                found.update(held)
                held = []
            elif len(held) > _LONGEST_QUOTATION or opened > closed:
                held = []  # the closing mark was lost: better too much than too little
        elif opened > closed and text.lstrip("-+* ")[0] == "“":
            held = [paragraph.span]
        elif opened == closed == 1 and text.startswith("“") and text.rstrip(" .;,").endswith("”"):
            found.add(paragraph.span)
    return found


def pieces(page: Page, language: Language, unit: Unit) -> Iterator[tuple[int, int, bool]]:
    """The pieces of a unit between full stops and semicolons, as words; whether a sentence begins with the piece."""
    words = page.words
    starts = [span.start for span in words.spans[unit.start : unit.end]]
    at = unit.start
    stops: list[tuple[int, bool]] = []
    span = Span(words.spans[unit.start].start, words.spans[unit.end - 1].end)
    first = bisect_left(language.sentences, span.start, key=lambda sentence: sentence.span.end)
    for sentence in language.sentences[first:]:
        if sentence.span.start >= span.end:
            break
        stops.append((unit.start + bisect_left(starts, sentence.span.end), True))
    fresh = True
    for stop, _ in stops:
        depth = 0
        for index in range(at, stop):
            mark = words.mark(index)
            if mark in _OPENING and not (mark == '"' and depth):
                depth += 1
            elif mark in _CLOSING and depth:
                depth -= 1
            elif mark == ";" and depth == 0 and not _joins_names(page, at, index):
                yield at, index, fresh
                at, fresh = index + 1, False
        if stop > at:
            yield at, stop, fresh
        at, fresh = stop, True


def _joins_names(page: Page, start: int, index: int) -> bool:
    """Whether the semicolon at ``index`` joins two subjects whose verb is still to come."""
    if index + 1 not in page.names or not (page.name_ends_at(index) or page.name_ends_at(index - 1)):
        return False
    book, words = verbs(), page.words
    if _with_partners(page, start, index):
        return True
    at = max(start, index - _LIST)
    while at < index:
        if at in page.names:
            at = page.names[at][0]
            continue
        if words.is_word(at) and book.verb(words, at) and not book.order.match(words, at):
            return False
        at += 1
    return True


def _with_partners(page: Page, start: int, index: int) -> bool:
    """Whether the list of names before ``index`` is one of partners whose act is still to come: "Chủ trì, phối hợp với
    Sở Y tế; UBND các xã tổ chức …"."""
    words = page.words
    for at in range(max(start, index - _LIST), index - 2):
        if words.marked[at : at + 2] != ("phối", "hợp"):
            continue
        first = at + 2 + (words.mark(at + 2) in {"với", "cùng"})
        chain = page.chain(first, index)
        if chain is not None and page.after_brackets(chain.end, index) == index:
            return True
    return False
