"""What a red seal covers, read a second time: with its ink bleached, and with the strokes that it cuts drawn on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from vndocx.adapters.image import Picture, healed
from vndocx.geometry import Box
from vndocx.model.scan import Line, Word
from vndocx.reading.cleanup import Cleaned
from vndocx.reading.marks import in_middle

__all__ = ["second_look"]

_TINTED, _RED = 25, 60  # steps of red above the other channels: any red at all, ink that hides what is under it
_LIGHT = 115  # what is red and darker than this on the red channel has print under it
_MARGIN = 0.2  # inches of paper kept around what is read again
# Of the lines that a seal crosses none was read otherwise at a second look where all words were as sure.
_SURE = 0.93
# Each other reading that has the same word at the same place is worth so much confidence.
_AGREED = 0.2

Words = tuple[Word, ...]


@dataclass(slots=True)
class _Row:
    """The place of a line, the lines read there at first, and the words that each reading has there."""

    box: Box
    lines: list[Line]
    readings: list[Words]

    def support(self, word: Word) -> int:
        """How many other readings have the word at its place."""
        return sum(any(one.text == word.text and _meet(one, word) for one in words) for words in self.readings) - 1

    def worth(self, word: Word) -> float:
        """Above 0 for a word that is rather right than wrong, the more so the longer it is."""
        letters = sum(map(str.isalnum, word.text))
        return letters * (word.confidence - 0.5 + _AGREED * self.support(word))

    def best(self) -> Words | None:
        """The words to take instead of those read at first; None to leave these."""
        best = max(self.readings, key=lambda words: sum(map(self.worth, words)))
        agreed = [self.support(word) > 0 for word in best]
        # Alone, one look is as likely to have read the seal; where nothing was read before both must say the same.
        if not any(agreed) or not (self.lines or all(agreed)):
            return None
        alike = [words for words in self.readings if len(words) == len(best)]
        return tuple(max(column, key=self.worth) for column in zip(*alike, strict=True))


def second_look(
    lines: tuple[Line, ...],
    grey: Picture,
    page: Cleaned,
    seals: tuple[Box, ...],
    read: Callable[[Picture, float], tuple[Line, ...]],
) -> tuple[Line, ...]:
    """The lines (in pixels) with those that one of the ``seals`` (in inches) crosses as they are best read.

    ``grey`` is the page as it was read, ``read`` the reader with its confidences calibrated.
    """
    for seal in seals:
        lines = _under_one(lines, grey, page, seal.scaled(page.dpi), read)
    return lines


def _under_one(
    lines: tuple[Line, ...],
    grey: Picture,
    page: Cleaned,
    seal: Box,
    read: Callable[[Picture, float], tuple[Line, ...]],
) -> tuple[Line, ...]:
    crossed = [line for line in lines if _crosses(line, seal) and not in_middle(seal, line.box)]
    if _clear(crossed, seal):
        return lines
    looks = _looks(grey, page, Box.around([seal, *(line.box for line in crossed if line.box is not None)]), read)
    found = [[line for line in look if _crosses(line, seal) and not in_middle(seal, line.box)] for look in looks]
    rows: list[_Row] = []
    for line in crossed:
        row = _row_at(rows, line)
        row.box = row.box.union(line.box or row.box)
        row.lines.append(line)
    for line in (line for look in found for line in look):
        _row_at(rows, line)
    made = list(lines)
    for row in rows:
        row.readings = [_words(row, look) for look in (row.lines, *found)]
        words, others = row.best() or (), _others(row, lines)
        apart = tuple(word for word in words if not any(_meet(word, other) for other in others))
        if not apart or (not row.lines and len(apart) < len(words)):
            continue
        below = (k for k, line in enumerate(made) if line.box is not None and line.box.y0 > row.box.y0)
        at = made.index(row.lines[0]) if row.lines else next(below, len(made))
        block = row.lines[0].block if row.lines else max((line.block for line in made), default=0) + 1
        rest = [line for line in made[at:] if not any(line is one for one in row.lines)]
        made[at:] = [Line(apart, block), *rest]
    return tuple(made)


def _clear(crossed: Sequence[Line], seal: Box) -> bool:
    """Whether all lines that a seal crosses are surely read, down to one in its lower half: where the name stands."""
    sure = all(word.confidence >= _SURE for line in crossed for word in line.words)
    return sure and any(line.box is not None and line.box.middle[1] > seal.middle[1] for line in crossed)


def _looks(
    grey: Picture, page: Cleaned, around: Box, read: Callable[[Picture, float], tuple[Line, ...]]
) -> tuple[tuple[Line, ...], ...]:
    """What is read in a part of the page in each of two ways; both stand one below the other in one picture."""
    edge = round(_MARGIN * page.dpi)
    x0, y0 = max(0, int(around.x0) - edge), max(0, int(around.y0) - edge)
    part = grey[y0 : int(around.y1) + edge, x0 : int(around.x1) + edge]
    colour = page.colour()[y0 : y0 + part.shape[0], x0 : x0 + part.shape[1]].astype(np.int16)
    red = colour[..., 0] - np.maximum(colour[..., 1], colour[..., 2])
    bleached = part.copy()
    bleached[(red > _TINTED) & (part > _LIGHT)] = 255
    whole = healed(part, (red > _RED) & (part > _LIGHT), (part < _LIGHT) & (red < _RED))
    step = part.shape[0] + edge
    both = np.full((2 * step, part.shape[1]), 255, np.uint8)
    both[: part.shape[0]], both[step : step + part.shape[0]] = bleached, whole
    looks: tuple[list[Line], list[Line]] = ([], [])
    for line in read(both, page.dpi):
        if line.box is not None:
            second = line.box.middle[1] >= step
            looks[second].append(_moved(line, x0, y0 - step * second))
    return tuple(map(tuple, looks))


def _moved(line: Line, x: float, y: float) -> Line:
    def moved(box: Box | None) -> Box | None:
        return box and Box(box.x0 + x, box.y0 + y, box.x1 + x, box.y1 + y)

    return replace(line, words=tuple(replace(word, box=moved(word.box)) for word in line.words))


def _crosses(line: Line, seal: Box) -> bool:
    return line.box is not None and line.box.intersection(seal) > 0.02 * line.box.area


def _row_at(rows: list[_Row], line: Line) -> _Row:
    """The row in which a line stands; a new one where there is none yet."""
    box = line.box or Box(0.0, 0.0, 0.0, 0.0)
    row = next((row for row in rows if _in_row(row.box, box)), None)
    if row is None:
        row = _Row(box, [], [])
        rows.append(row)
    return row


def _others(row: _Row, lines: Sequence[Line]) -> Words:
    """The words of other lines, read at first, at the height of the row: those of a column beside the seal."""
    there = (line for line in lines if line.box is not None and not any(line is one for one in row.lines))
    return tuple(word for line in there if line.box and _level(row.box, line.box) for word in line.words)


def _level(row: Box, box: Box) -> bool:
    """Whether the two are at one height."""
    return min(row.y1, box.y1) - max(row.y0, box.y0) > 0.5 * min(row.height, box.height)


def _in_row(row: Box, box: Box) -> bool:
    """Whether the box stands in the row, beside what is there or upon it."""
    return _level(row, box) and min(row.x1, box.x1) - max(row.x0, box.x0) > -min(row.height, box.height)


def _words(row: _Row, lines: Sequence[Line]) -> Words:
    """The words of those of the lines that stand in the row; of two on one another the longer or surer one."""
    kept: list[Word] = []
    whole = (line for line in lines if line.box is not None and _in_row(row.box, line.box))
    standing = (word for line in whole for word in line.words if word.box is None or _level(row.box, word.box))
    for word in sorted(standing, key=lambda word: len(word.text) * word.confidence, reverse=True):
        if not any(_meet(word, other) for other in kept):
            kept.append(word)
    return tuple(sorted(kept, key=lambda word: word.box.x0 if word.box is not None else 0.0))


def _meet(one: Word, other: Word) -> bool:
    """Whether two words stand at one place."""
    if one.box is None or other.box is None:
        return False
    shared = min(one.box.x1, other.box.x1) - max(one.box.x0, other.box.x0)
    return shared > 0.4 * min(one.box.width, other.box.width)
