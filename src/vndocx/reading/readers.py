"""Who reads the page: one reader for each mode, all behind one protocol."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Protocol

from vndocx.adapters.image import Picture
from vndocx.adapters.tesseract import Tesseract
from vndocx.adapters.trueocr import SecondReader
from vndocx.adapters.wordlist import word_list
from vndocx.geometry import Box
from vndocx.model.scan import Line, Reading, Word
from vndocx.reading.codes import repaired
from vndocx.reading.context import ReadLine, set_right
from vndocx.reading.fusion import Decided, decide
from vndocx.reading.neighbours import neighbours
from vndocx.reading.overlooked import completed
from vndocx.reading.punctuation import remarked
from vndocx.settings import Mode, Settings

__all__ = ["Ocr", "SecondAlone", "TwoReaders", "reader_for"]


# What becomes of the dash before an item: signs that open no line of an official paper.
_DASHES_ASTRAY = frozenset("~ˆ°¬˗")


class Ocr(Protocol):
    """A reader of page pictures."""

    @property
    def name(self) -> str:
        """The reader's name in ``Reading.reader``."""

    def read(self, grey: Picture, dpi: float, cells: tuple[Box, ...] = ()) -> tuple[Line, ...]:
        """The lines in the reader's order, boxes in pixels, confidences 0..1 as the reader gives them.

        ``cells`` are the cells of tables: a reader that finds lines first ends them there.
        """


@dataclass(frozen=True, slots=True)
class TwoReaders:
    """The second reader finds the lines, both read each, ``decide`` chooses, and neighbours set words right."""

    first: Tesseract
    second: SecondReader = field(default_factory=SecondReader)
    name: str = "both"

    def read(self, grey: Picture, dpi: float, cells: tuple[Box, ...] = ()) -> tuple[Line, ...]:
        """The lines from top to bottom; words on which the two differ keep both readings."""
        boxes = completed(grey, dpi, self.second.find_lines(grey, cells))
        theirs = self.second.look(grey, boxes)
        ours = self.first.read_lines(grey, boxes, dpi)
        known = word_list()
        names = (self.first.name, self.second.name)
        lines = [
            ReadLine(box, decide(prose, digits.words, names, known), prose, digits)
            for box, prose, digits in zip(boxes, ours, theirs, strict=True)
        ]
        right = remarked(lines, set_right(lines, names, known, neighbours()), names, neighbours())
        return tuple(Line(words, block) for block, words in enumerate(right) if words)


@dataclass(frozen=True, slots=True)
class SecondAlone:
    """The second reader, what it doubts set right by the words around."""

    second: SecondReader = field(default_factory=SecondReader)

    @property
    def name(self) -> str:
        return self.second.name

    def read(self, grey: Picture, dpi: float, cells: tuple[Box, ...] = ()) -> tuple[Line, ...]:
        """The lines from top to bottom; words that were set right keep the reading."""
        boxes = self.second.find_lines(grey, cells)
        lines = [
            ReadLine(box, tuple(Decided(word, None, number) for number, word in enumerate(seen.words)), (), seen)
            for box, seen in zip(boxes, self.second.look(grey, boxes), strict=True)
        ]
        right = set_right(lines, (self.name, self.name), word_list(), neighbours())
        return tuple(Line(words, block) for block, words in enumerate(right) if words)


@dataclass(frozen=True, slots=True)
class Repaired:
    """A reader alone, what it makes of codes and dates set right; the raw reading is kept."""

    reader: Ocr

    @property
    def name(self) -> str:
        return self.reader.name

    def read(self, grey: Picture, dpi: float, cells: tuple[Box, ...] = ()) -> tuple[Line, ...]:
        """The reader's lines."""
        lines = self.reader.read(grey, dpi, cells)
        return tuple(replace(line, words=self._right(line.words)) for line in lines)

    def _right(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        made = list(map(repaired, words))
        if len(made) > 1 and made[0].text in _DASHES_ASTRAY:
            made[0] = replace(made[0], text="-")
        return tuple(
            one
            if one.text == raw.text
            else replace(one, readings=(Reading(self.name, raw.text, round(raw.confidence, 3)),))
            for one, raw in zip(made, words, strict=True)
        )


def reader_for(settings: Settings) -> Ocr:
    """The reader of the mode; a package or program that it needs is missed when it first reads."""
    tesseract = Tesseract(settings.languages, settings.ocr_timeout_s)
    if settings.mode is Mode.BEST:
        return TwoReaders(tesseract)
    return Repaired(SecondAlone() if settings.mode is Mode.FAST else tesseract)
