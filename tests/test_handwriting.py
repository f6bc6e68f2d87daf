"""Figures of the head that may be written by hand."""

from __future__ import annotations

import pytest

from vndocx.geometry import Box
from vndocx.model.scan import Line, Reading, Word
from vndocx.reading.handwriting import without_handwriting


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
    (line,), written = without_handwriting((number_line(*readings),), 842.0)
    assert line.text == text
    assert written == ("193" not in text)
