"""What stands on a page without being its words: page numbers, rules, ornaments."""

from __future__ import annotations

import re

from vndocx.layout.printed import Printed, Region

__all__ = ["without_furniture"]

_ORNAMENT = re.compile(
    r"[\s\-–—_=*~.·•|+#:]{2,}|[|_=~*·]|[—–]{1,}"
)  # ------ , *** , | : the lines below head and title
_PAGE_NUMBER = re.compile(r"[-–—\s]*(\d{1,3})[-–—\s]*|trang\s+(\d{1,3})(?:\s*/\s*\d{1,3})?")

# Fewer letters than this between two figures, and they are no page numbers but cells or items.
_LEAST_PAGE = 700


def without_furniture(lines: list[Printed]) -> list[Printed]:
    """The lines of plain text that hold words: no ornaments, no page numbers."""
    numbers = _page_numbers(lines)
    return [line for index, line in enumerate(lines) if index not in numbers and not _ORNAMENT.fullmatch(line.text)]


def _page_numbers(lines: list[Printed]) -> set[int]:
    """The places of lone figures that count up from page to page."""
    found: list[int] = []
    expected: int | None = None
    letters = 0
    for index, line in enumerate(lines):
        letters += len(line.text)
        match = _PAGE_NUMBER.fullmatch(line.folded)
        if match is None or line.region is Region.TABLE:
            continue
        number = int(match[1] or match[2])
        if letters >= _LEAST_PAGE and (number == expected or (expected is None and number in (1, 2))):
            found.append(index)
            expected = number + 1
            letters = 0
    return set(found)
