"""What was written by hand into a printed form: not read as another number, and said to be there."""

from __future__ import annotations

import re
from dataclasses import replace

from vndocx.model.scan import Line, Word
from vndocx.text import fold

__all__ = ["without_handwriting"]

# Số: …/QĐ-BXD and Hà Nội, ngày … tháng … năm, where a clerk may have written the figures in.
_NUMBER_LINE = re.compile(r"\W*so\b\W*.{0,12}[-/]\s?[a-z]")
_DATE_LINE = re.compile(r".{0,40}\bngay\b.{0,14}\bthang\b")
_FIGURES = re.compile(r"[\dOoIl|.,]+(?=[-/]|$)")
# Below this a figure in the head is as likely wrong as right: better unread than another number.
_LEAST_SURE = 0.5
# Lines all of whose words are surer to be wrong than right are strokes of a pen or dirt.
_JUNK = 0.3


def without_handwriting(lines: tuple[Line, ...], height: float) -> tuple[tuple[Line, ...], bool]:
    """The lines without what is surely no print, and whether figures of the head had to be left out."""
    made: list[Line] = []
    written = False
    for line in lines:
        letters = sum(len(word.text) for word in line.words)
        sure = sum(word.confidence * len(word.text) for word in line.words) / max(1, letters)
        bare = not any(letter.isalnum() for letter in line.text)
        if sure < _JUNK or (bare and sure < 0.85 and line.text not in ("*", "-", "o0o")):
            continue
        box, text = line.box, fold(line.text)
        if box is not None and box.y0 < 0.4 * height and (_NUMBER_LINE.match(text) or _DATE_LINE.match(text)):
            words = tuple(word for one in line.words if (word := _figure_unread(one)) is not None)
            written |= words != line.words
            line = replace(line, words=words)
        if line.words:
            made.append(line)
    return tuple(made), written


def _figure_unread(word: Word) -> Word | None:
    """The word without doubtful figures at its start; None when nothing else is in it."""
    if word.confidence >= _LEAST_SURE or not any(letter.isdigit() for letter in word.text) or _agreed(word):
        return word
    rest = _FIGURES.sub("", word.text, count=1)
    return replace(word, text=rest) if any(letter.isalpha() for letter in rest) else None


def _agreed(word: Word) -> bool:
    """Whether two readers, one of them sure, saw the same letters and differ in blanks alone."""
    same = len({"".join(reading.text.split()) for reading in word.readings}) == 1 < len(word.readings)
    return same and max(reading.confidence for reading in word.readings) >= _LEAST_SURE
