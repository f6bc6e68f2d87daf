"""Figures of the head that may be written by hand."""

from __future__ import annotations

import numpy as np
import pytest

from vndocx.geometry import Box
from vndocx.model.scan import Line, Reading, Word
from vndocx.reading.handwriting import without_handwriting

WIDE = 8.0  # of a letter
BLANK = np.full((400, 600), 255, np.uint8)


def number_line(*readings: Reading) -> Line:
    """ "Số: 193 /QĐ-BYT" whose figures the reader doubts."""
    figures = Word("193", Box(100, 90, 120, 102), 0.25, readings)
    return Line((Word("Số:", Box(80, 90, 96, 102), 1.0), figures, Word("/QĐ-BYT", Box(124, 90, 170, 102), 0.99)))


@pytest.mark.parametrize(
    ("readings", "text"),
    [
        ((), "Số: /QĐ-BYT"),
        ((Reading("a", "193", 0.9), Reading("b", "195", 0.9)), "Số: /QĐ-BYT"),
        ((Reading("a", "193 /QĐ-BYT", 0.4), Reading("b", "193/QĐ-BYT", 0.9)), "Số: 193 /QĐ-BYT"),
        ((Reading("a", "193 /QĐ-BYT", 0.3), Reading("b", "193/QĐ-BYT", 0.4)), "Số: /QĐ-BYT"),
    ],
)
def test_doubtful_figures_stay_only_where_both_readers_saw_them(readings: tuple[Reading, ...], text: str) -> None:
    (line,), written = without_handwriting((number_line(*readings),), 842.0, BLANK, 1.0)
    assert line.text == text
    assert written == ("193" not in text)


def inked(text: str, *heights: int) -> tuple[Line, np.ndarray]:
    """A line of sure words, and its page: every letter a block 9 high, the figures as high as ``heights`` say."""
    page, words, tall = BLANK.copy(), [], list(heights)
    x = 40.0
    for part in text.split():
        words.append(Word(part, Box(x, 88, x + WIDE * len(part), 102), 0.97))
        for letter in part:
            height = tall.pop(0) if letter.isdigit() and tall else 9 if letter.isalnum() else 2
            page[100 - height : 100, int(x) + 1 : int(x) + 6] = 0
            x += WIDE
        x += WIDE
    return Line(tuple(words)), page


@pytest.mark.parametrize(
    ("text", "heights", "left"),
    [
        ("Số: 193-KH/TU", (9, 9, 9), "Số: 193-KH/TU"),
        ("Số: 193 -KH/TU", (10, 10, 10), "Số: 193 -KH/TU"),  # typed in, a size larger
        ("Số: 193-KH/TU", (9, 6, 9), "Số: 193-KH/TU"),  # a worn 9
        ("Số: 193-KH/TU", (14, 13, 14), "Số: -KH/TU"),
        ("Số: 193 -KH/TU", (11, 9, 10), "Số: -KH/TU"),
        ("Số: 1 93-KH/TU", (9, 14, 14), "Số: -KH/TU"),  # one by hand, all by hand
        ("Số:193-KH/TU", (14, 13, 14), "Số:-KH/TU"),
        ("số 338-KH/TU ngày 15/8/2031 của Ban", (9, 9, 9), "số 338-KH/TU ngày 15/8/2031 của Ban"),
        ("Sông Hậu, ngày 12 tháng 3 năm 2031", (9, 9, 9), "Sông Hậu, ngày 12 tháng 3 năm 2031"),
        ("Sông Hậu, ngày 12 tháng 3 năm 2031", (14, 15, 9, 9, 9, 9, 9), "Sông Hậu, ngày tháng 3 năm 2031"),
        ("Sông Hậu, ngày 12 tháng 3 năm 2031", (14, 15, 11, 9, 9, 9, 9), "Sông Hậu, ngày tháng năm 2031"),
        ("Sông Hậu, ngày … tháng 3 năm 2031", (9,), "Sông Hậu, ngày … tháng 3 năm 2031"),
        ("Sông Hậu, ngày ~ tháng 3 năm 2031", (9,), "Sông Hậu, ngày tháng 3 năm 2031"),
    ],
)
def test_figures_that_are_not_of_one_height_with_the_print_are_unread(
    text: str, heights: tuple[int, ...], left: str
) -> None:
    line, page = inked(text, *heights)
    (kept,), written = without_handwriting((line,), 842.0, page, 1.0)
    assert kept.text == left
    assert written == (left != text)
