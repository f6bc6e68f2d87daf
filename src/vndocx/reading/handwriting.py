"""What was written by hand into a printed form: not read as another number, and said to be there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import median

from vndocx.adapters.image import Picture, blobs
from vndocx.geometry import Box
from vndocx.model.scan import Line, Word
from vndocx.text import fold

__all__ = ["without_handwriting"]

# Số: …/QĐ-BXD and Hà Nội, ngày … tháng … năm, where a clerk may have written the figures in.
_NUMBER_LINE = re.compile(r"\W*so\b\W*.{0,12}[-/]\s?[a-z]")
_DATE_LINE = re.compile(r".{0,40}\bngay\b.{0,14}\bthang\b")
_FIGURES = re.compile(r"[\dOoIl|.,][\w.,|]*?(?=$|năm|tháng|[-/])")
_LETTERS = re.compile(r"[^\W\d_].*$")
# Below this a figure in the head is as likely wrong as right: better unread than another number.
_LEAST_SURE = 0.5
# Letters where the day or the month stands are taken for figures only above this.
_SURE = 0.9
# Ink is darker than this; so many letters of a line are needed to tell how high its print is.
_DARK, _LEAST_LETTERS = 140, 3
# Of 171 printed heads, fresh, worn and photographed, the middle figure is at most 1.19 times as high as the capitals,
# and where the tallest is more than 1.1 times as high the figures differ by less than a tenth.
_TALL, _RATHER_TALL, _UNEVEN = 1.3, 1.12, 0.12
# Lines all of whose words are surer to be wrong than right are strokes of a pen or dirt.
_JUNK = 0.3


def without_handwriting(
    lines: tuple[Line, ...], height: float, grey: Picture, scale: float
) -> tuple[tuple[Line, ...], bool]:
    """The lines without what is surely no print, and whether figures of the head had to be left out.

    ``height`` is the page's in the unit of the boxes; times ``scale`` they are pixels of ``grey``, the page as read.
    """
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
            words = tuple(_printed(line, _ink(line, box, grey, scale)))
            written |= words != line.words
            line = replace(line, words=words)
        if line.words:
            made.append(line)
    return tuple(made), written


@dataclass(frozen=True, slots=True)
class _Ink:
    """The spots of ink across the middle of a line, in the unit of its boxes, and how high its capitals stand."""

    spots: tuple[Box, ...]
    capitals: float | None

    def of(self, word: Word, start: int, end: int) -> list[float]:
        """The heights of the spots that the characters from ``start`` to ``end`` of the word are."""
        if word.box is None:
            return []
        left, right = (word.box.x0 + place / len(word.text) * word.box.width for place in (start, end))
        return [spot.height for spot in self.spots if left <= spot.middle[0] < right]


def _ink(line: Line, box: Box, grey: Picture, scale: float) -> _Ink:
    place = box.scaled(scale)
    x0, y0 = max(0, int(place.x0)), max(0, int(place.y0 - place.height / 2))
    part = grey[y0 : int(place.y1 + place.height / 2), x0 : int(place.x1)]
    marks = blobs(part < _DARK, max(3, int(place.height / 4))) if part.size else ()
    spots = (Box(x0 + mark.x0, y0 + mark.y0, x0 + mark.x1, y0 + mark.y1).scaled(1 / scale) for mark in marks)
    ink = _Ink(tuple(spot for spot in spots if spot.y0 < box.middle[1] < spot.y1), None)
    # The letters of a number's code are capitals; in a date few are, but others are as high.
    code = _letters(ink, line.words[_number(line)][-1:]) if _NUMBER_LINE.match(fold(line.text)) else []
    every = sorted(_letters(ink, line.words))
    code = [height for height in code if height > 0.6 * max(code)]  # the others are specks
    if len(code) >= _LEAST_LETTERS:
        return replace(ink, capitals=median(code))
    return replace(ink, capitals=every[-2]) if len(every) >= _LEAST_LETTERS else ink


def _letters(ink: _Ink, words: tuple[Word, ...]) -> list[float]:
    """The heights of the letters in the words, those of a number behind its figures."""
    found = ((word, letters) for word in words if (letters := _LETTERS.search(word.text)) is not None)
    return [height for word, letters in found for height in ink.of(word, *letters.span())]


def _printed(line: Line, ink: _Ink) -> Iterator[Word]:
    """The words of the line without figures that are doubtful or not printed.

    Who wrote one figure of a number wrote all; who wrote the day wrote a month too that is a little taller than print.
    """
    number = _NUMBER_LINE.match(fold(line.text)) is not None
    together = range(len(line.words))[_number(line)] if number else _day_and_month(line)
    parts = [
        _figures(word, ink if index in together else None, alone=not number and index in together)
        for index, word in enumerate(line.words)
    ]
    unread = any(parts[index][1] for index in together)
    for index, (word, (figures, by_hand)) in enumerate(zip(line.words, parts, strict=True)):
        if figures is None:
            yield word
            continue
        if unread and index in together:
            by_hand |= number or _tall(ink.of(word, *figures), ink, _RATHER_TALL)
        rest = word.text[: figures[0]] + word.text[figures[1] :]
        if not by_hand:
            yield word
        elif any(letter.isalpha() for letter in rest):
            yield replace(word, text=rest)


def _number(line: Line) -> slice:
    """The words from "Số:" up to the one with the first stroke of the number."""
    stroke = next((index for index, word in enumerate(line.words) if re.search(r"\w*[-/]", word.text)), 0)
    return slice(0, stroke + 1)


def _day_and_month(line: Line) -> list[int]:
    """The words behind "ngày" up to "tháng", and behind that up to "năm"."""
    made: list[int] = []
    inside = False
    for index, word in enumerate(line.words):
        folded = fold(word.text)
        if inside and folded not in ("ngay", "thang", "nam"):
            made.append(index)
        inside = folded.endswith(("ngay", "thang")) or (inside and not folded.endswith("nam"))
    return made


def _figures(word: Word, ink: _Ink | None, *, alone: bool) -> tuple[tuple[int, int] | None, bool]:
    """Where in the word its figures stand, None where it has none, and whether they are doubtful or not printed.

    ``ink`` None: what is printed there anyway. ``alone``: only figures can stand there.
    """
    if not any(letter.isdigit() for letter in word.text):
        dotted = not word.text.strip(".…_")
        stray = alone and len(word.text) < 3 and not dotted and (word.confidence < _SURE or not word.text.isalnum())
        return ((0, len(word.text)), True) if stray else (None, False)
    figures = _FIGURES.search(word.text)
    if figures is None:
        return None, False
    by_hand = ink is not None and _by_hand(ink.of(word, *figures.span()), ink)
    return figures.span(), by_hand or _doubtful(word)


def _by_hand(heights: list[float], ink: _Ink) -> bool:
    """Whether figures are too tall for print, or tall and of several heights: those of a typeface are of one."""
    if _tall(heights, ink, _TALL):
        return True
    uneven = bool(heights) and max(heights) - min(heights) > _UNEVEN * median(heights)
    return uneven and _tall([max(heights)], ink, _RATHER_TALL)


def _tall(heights: list[float], ink: _Ink, times: float) -> bool:
    """Whether the middle one is more than so many times as high as the capitals."""
    return bool(heights) and ink.capitals is not None and median(heights) > times * ink.capitals


def _doubtful(word: Word) -> bool:
    """Whether the word is as likely wrong as right; not where two readers, one of them sure, saw the same letters and
    differ in blanks alone."""
    same = len({"".join(reading.text.split()) for reading in word.readings}) == 1 < len(word.readings)
    agreed = same and max(reading.confidence for reading in word.readings) >= _LEAST_SURE
    return word.confidence < _LEAST_SURE and not agreed
