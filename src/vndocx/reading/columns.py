"""Words of a typed line: parted where tabs or wide gaps set columns, together where a gap is a blank to fill in."""

from __future__ import annotations

import re

from vndocx.model.scan import Word
from vndocx.reading.markdown import list_mark

__all__ = ["columns", "is_blank_to_fill"]

_GAP = re.compile(r"\S(?P<gap>[ \u00a0]{3,}|[ \u00a0]*\t[\s\u00a0]*)(?=\S)")

# "Số:      /QĐ-UBND", "ngày      tháng     năm 2026": the gap is for a pen.
_BEFORE_BLANK = re.compile(r"(?:^|[\s,])(?:[Ss]ố\s*:?|[Nn]gày|tháng|năm)\s*\d{0,5}\s*$")
_AFTER_BLANK = re.compile(r"\s*(?:[-/]\s?[A-ZĐ]|tháng\b|năm\b)")
_WIDEST_BLANK = 30


def columns(line: str) -> tuple[tuple[Word, ...], ...]:
    """The words of each column of the line; a list mark keeps its text, a blank to fill in stays within a column."""
    parts: list[str] = []
    start = len(line) - len(line.lstrip())
    for gap in _GAP.finditer(line):
        left = line[start : gap.start() + 1]
        filled = len(gap["gap"]) <= _WIDEST_BLANK and is_blank_to_fill(left, line[gap.end() : gap.end() + 40])
        if filled or (len(left) < 40 and list_mark(left.strip())):
            continue
        parts.append(left)
        start = gap.end()
    parts.append(line[start:])
    made = (tuple(Word(word) for word in part.split()) for part in parts)
    return tuple(words for words in made if words)


def is_blank_to_fill(left: str, right: str) -> bool:
    """Whether the gap between two parts of a line is left for a number or day to be written in."""
    return bool(_AFTER_BLANK.match(right[:40])) or bool(_BEFORE_BLANK.search(left[-40:]))
