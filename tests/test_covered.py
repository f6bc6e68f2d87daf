"""Lines under a red seal are read a second time."""

from __future__ import annotations

import numpy as np
import pytest

from vndocx.adapters.image import Picture, healed
from vndocx.geometry import Box
from vndocx.model.scan import Line, Word
from vndocx.reading.cleanup import Cleaned
from vndocx.reading.covered import second_look

DPI = 100.0
SEAL = Box(2.0, 2.0, 3.4, 3.4)
# The part read again begins a margin left of and above the seal; its second view stands a margin below the first.
LEFT, TOP, STEP = 180, 180, 140 + 3 * 20

Reading = tuple[str, float]


def page() -> Cleaned:
    colour = np.full((600, 600, 3), 255, np.uint8)
    return Cleaned(np.full((600, 600), 255, np.uint8), colour, DPI)


def line(x: float, y: float, *words: Reading) -> Line:
    """A line of words, each in a place of its own 40 pixels wide."""
    return Line(
        tuple(Word(text, Box(x + 50 * k, y, x + 50 * k + 40, y + 15), sure) for k, (text, sure) in enumerate(words))
    )


def looked(first: tuple[Line, ...], bleached: tuple[Reading, ...], whole: tuple[Reading, ...]) -> list[str]:
    """The texts after a second look that reads those two lines at (220, 330) of the page."""

    def read(picture: Picture, dpi: float) -> tuple[Line, ...]:
        assert dpi == DPI
        at = 220 - LEFT, 330 - TOP
        views = ((0, bleached), (STEP, whole))
        return tuple(line(at[0], at[1] + down, *words) for down, words in views if words)

    colours = page()
    return [one.text for one in second_look(first, colours.grey, colours, (SEAL,), read)]


@pytest.mark.parametrize(
    ("before", "bleached", "whole", "after"),
    [
        # Each word as most readings have it, or the surest one.
        ((("Trân", 0.6), ("Hưu", 0.5)), (("Trần", 0.8), ("Hữu", 0.9)), (("Trần", 0.7), ("Hưu", 0.4)), "Trần Hữu"),
        # A word that the ring hid is back where one look agrees with the rest.
        ((("Hà", 0.9),), (("Đỗ", 0.9), ("Hà", 0.9)), (), "Đỗ Hà"),
        # A look that nothing else confirms is not taken.
        ((("Vũ", 0.4), ("An", 0.4)), (("8", 0.9), ("Z", 0.9)), (("Q", 0.9),), "Vũ An"),
    ],
)
def test_the_best_of_three_readings_is_taken(
    before: tuple[Reading, ...], bleached: tuple[Reading, ...], whole: tuple[Reading, ...], after: str
) -> None:
    x = 270 if len(before) == 1 else 220
    assert looked((line(x, 330, *before),), bleached, whole) == [after]


def test_a_line_that_was_overlooked_needs_both_looks() -> None:
    other = line(20, 500, ("Nơi", 0.9), ("nhận:", 0.9))
    name = (("Vũ", 0.8), ("An", 0.8))
    assert looked((other,), name, name) == ["Vũ An", "Nơi nhận:"]
    assert looked((other,), name, ()) == ["Nơi nhận:"]


def test_lines_that_no_seal_crosses_stay_as_they_are() -> None:
    first = (line(20, 100, ("Điều", 0.3), ("1.", 0.3)), line(20, 500, ("Nơi", 0.9)))
    assert looked(first, (), ()) == ["Điều 1.", "Nơi"]


def test_strokes_are_drawn_on_under_what_covers_them() -> None:
    grey = np.full((60, 60), 255, np.uint8)
    grey[:, 28:32] = 0
    over = np.zeros((60, 60), bool)
    over[28:33] = True
    grey[over] = 230
    made = healed(grey, over, np.zeros((60, 60), bool))
    assert made[30, 30] < 90
    assert made[30, 10] > 200


def test_a_seals_own_name_in_its_middle_is_no_line() -> None:
    own = line(240, 260, ("SỞ", 0.3), ("Y", 0.3))
    assert looked((own,), (), ()) == ["SỞ Y"]


def test_a_line_beside_the_seal_is_not_read_twice() -> None:
    first = line(120, 330, ("Lưu", 0.9))  # ends left of the seal

    def read(picture: Picture, dpi: float) -> tuple[Line, ...]:
        again = line(120 - LEFT, 330 - TOP, ("Lưu", 0.9), ("VT.", 0.9))
        return again, line(120 - LEFT, 330 - TOP + STEP, ("Lưu", 0.9), ("VT.", 0.9))

    colours = page()
    found = second_look((first, line(20, 500, ("Nơi", 0.9))), colours.grey, colours, (SEAL,), read)
    assert [one.text for one in found] == ["Lưu", "Nơi"]


def test_a_column_beside_the_seal_is_not_read_into_the_line_under_it() -> None:
    column, name = line(60, 330, ("Lưu", 0.9)), line(220, 330, ("Vũ", 0.6), ("An", 0.6))

    def read(picture: Picture, dpi: float) -> tuple[Line, ...]:
        words = (("Lưu", 0.9), ("x", 0.1), ("x", 0.1), ("Vũ", 0.9), ("An", 0.9))
        return line(70 - LEFT, 330 - TOP, *words), line(70 - LEFT, 330 - TOP + STEP, *words)

    colours = page()
    found = second_look((column, name), colours.grey, colours, (SEAL,), read)
    assert found[0].text == "Lưu"
    assert sum("Lưu" in one.text for one in found) == 1
