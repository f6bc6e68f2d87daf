"""Lines that a reader ran together over two columns are cut where the columns part."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from statistics import median

from vndocx.geometry import Box
from vndocx.model.scan import Line, Word
from vndocx.text import fold

__all__ = ["cut_at_columns"]

# The right column of the head: the state's motto in two lines, the Party's name in one.
_MOTTO = re.compile(r"cong hoa xa|dang cong san viet|doc lap\W{1,4}tu do")
# Its last line: Hà Nội, ngày … tháng
_DATELINE = re.compile(r"(?<!\S)[^\W\d_][^\d,;]{1,28}, ngay\b")
# A blank to be filled in is no gap between columns.
_BLANK = re.compile(r"(?:so|ngay|thang|nam)\W*")
_RIGHT = 1000


def cut_at_columns(lines: tuple[Line, ...], width: float, height: float) -> tuple[Line, ...]:
    """The lines, those over two columns as two; the right part of a cut line gets a block of its own."""
    made: list[Line] = []
    column: Box | None = None
    for line in lines:
        words = line.words
        if len(words) < 2 or any(word.box is None for word in words):
            made.append(line)
            continue
        at = _motto(words, width, height) or _dateline(words, column) or _gap(words)
        top = words[0].box
        if at is not None and at < len(words) and _MOTTO.match(fold(" ".join(word.text for word in words[at:]))):
            column = words[at].box
        elif column is None and top is not None and _MOTTO.match(fold(line.text)) and top.y0 < 0.3 * height:
            column = top
        if at is None:
            made.append(line)
            continue
        made.append(replace(line, words=words[:at]))
        made += cut_at_columns((replace(line, words=words[at:], block=line.block + _RIGHT),), width, height)
    return tuple(made)


def _motto(words: tuple[Word, ...], width: float, height: float) -> int | None:
    """Where the motto begins behind words of the left column."""
    box = words[0].box
    if box is None or box.y0 > 0.3 * height or box.x0 > 0.5 * width:
        return None
    folded = [fold(word.text) for word in words]
    for index in range(1, len(words)):
        rest = " ".join(folded[index:])
        if not _MOTTO.match(rest):
            continue
        start = words[index].box
        if start is None or start.x0 < 0.3 * width:
            continue
        capitals = words[index].text.isupper() or rest.startswith("doc")
        if capitals and (box.y0 < 0.16 * height or _space(words, index) > 1.5 * _usual(words, index)):
            return index
    return None


def _dateline(words: tuple[Word, ...], column: Box | None) -> int | None:
    """Where the place and date begin behind the number, under the motto that began at ``column``."""
    box = words[0].box
    if column is None or box is None or not column.y0 < box.y0 < column.y1 + 110 or box.x0 > column.x0 - 40:
        return None
    for index in range(1, len(words)):
        start = words[index].box
        if start is None or start.x0 < column.x0 - 30:
            continue
        if _space(words, index) > 0.8 * start.height and _DATELINE.match(fold(" ".join(w.text for w in words[index:]))):
            return index
    return None


def _gap(words: tuple[Word, ...]) -> int | None:
    """Where a gap far wider than the others of the line parts two columns."""
    spaces = [_space(words, index) for index in range(1, len(words))]
    widest = max(range(len(spaces)), key=spaces.__getitem__)
    high = median(word.box.height for word in words if word.box is not None)
    least = max(1.8 * high, 3.0 * _usual(words, widest + 1)) if len(words) > 2 else 2.5 * high
    if spaces[widest] < least or _BLANK.fullmatch(fold(words[widest].text)):
        return None
    return widest + 1


def _space(words: tuple[Word, ...], index: int) -> float:
    """The space before a word."""
    one, other = words[index - 1].box, words[index].box
    return other.x0 - one.x1 if one is not None and other is not None else 0.0


def _usual(words: tuple[Word, ...], without: int) -> float:
    """The usual space between the words of the line, one space left out."""
    spaces = [_space(words, index) for index, _ in enumerate(pairwise(words), 1) if index != without]
    return median(spaces) if spaces else 0.0
