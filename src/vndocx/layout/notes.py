"""Footnotes: where one begins, and which lines of plain text that keeps its pages are notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from vndocx.layout.printed import Printed, Region, label, wants_figure

__all__ = ["begins_note", "with_footnotes"]

_NOTE = re.compile(r"(\d{1,2})\s+[A-ZĐ“(]|([¹²³⁴⁵⁶⁷⁸⁹]+)\s*\S")
_RAISED = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")
# Notes fill no more than this many lines at the foot of a page.
_MOST_LINES = 16


# ¹ or 1 or (1) or *; an engine reads a raised 1 as one of the signs at the end.
_MARK = re.compile(r"[(\[]?\d{1,2}[)\]]?\s+[^\W\d]|[(\[]\d{1,2}[)\]]|[¹²³⁴⁵⁶⁷⁸⁹*!'’°]+\s*[^\W\d]")


def begins_note(line: Printed, before: Printed | None) -> bool:
    """Whether a line among notes begins one, and does not only go on with the figure of a date or an article."""
    if _MARK.match(line.text) is None:
        return False
    return before is None or not (wants_figure(before) or line.text.lstrip("0123456789 ")[:1].islower())


def with_footnotes(lines: list[Printed]) -> Iterator[Printed]:
    """The lines, those of footnotes marked; in a text of one page none can be told."""
    pages = [list(page) for _, page in groupby(lines, key=lambda line: line.page)]
    for page in pages:
        first = _first_note(page) if len(pages) > 1 else len(page)
        yield from page[:first]
        for line in page[first:]:
            yield replace(line, region=Region.FOOTNOTE)


def _first_note(page: list[Printed]) -> int:
    """The index of the first note's line: numbers count up from it to the last note of the page."""
    first = len(page)
    following: int | None = None
    for index in range(len(page) - 1, max(0, len(page) - _MOST_LINES), -1):
        line, before = page[index], page[index - 1]
        if line.region is not Region.BODY:
            break
        found = _NOTE.match(line.text)
        if found is None or label(line) or wants_figure(before):
            continue
        number = int(found[1] or found[2].translate(_RAISED))
        if following is not None and number != following - 1:
            break
        first, following = index, number
    return first
