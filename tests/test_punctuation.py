"""Which mark ends a word."""

from __future__ import annotations

import pytest
from test_context import NAMES, line, seen

from vndocx.reading.neighbours import neighbours
from vndocx.reading.punctuation import remarked


def ended(prose: str, digits: str, other: str = "", odds: float = 0.3) -> str:
    own = line(prose, seen(digits, other, odds))
    words = tuple(one.word for one in own.words)
    [made] = remarked([own], [words], NAMES, neighbours())
    return " ".join(word.text for word in made)


@pytest.mark.parametrize(
    ("prose", "digits", "other", "right"),
    [
        ("các cơ quan. đơn vị", "các cơ quan. đơn vị", "các cơ quan, đơn vị", "các cơ quan, đơn vị"),
        ("các sở. ban, ngành", "các sở. ban, ngành", "các sở, ban, ngành", "các sở, ban, ngành"),
    ],
)
def test_a_full_stop_in_a_list_is_the_comma_that_was_likely_too(
    prose: str, digits: str, other: str, right: str
) -> None:
    assert ended(prose, digits, other) == right


@pytest.mark.parametrize(
    "text",
    [
        "Văn phòng Tỉnh ủy; các ban đảng",
        "theo quy định của pháp luật.",
        "1. Quán triệt",
    ],
)
def test_marks_that_both_readers_saw_stay(text: str) -> None:
    assert ended(text, text) == text


@pytest.mark.parametrize(
    ("prose", "digits", "right"),
    [
        ("-Tỉnh ủy giao", "Tỉnh ủy giao", "Tỉnh ủy giao"),  # a speck that one reader took for a dash
        ("-Tỉnh ủy giao", "-Tỉnh ủy giao", "-Tỉnh ủy giao"),
        (". các cơ quan", ". các cơ quan", "các cơ quan"),
        ("Văn phòng Tỉnh ủy .", "Văn phòng Tỉnh ủy .", "Văn phòng Tỉnh ủy"),
        ("- Lưu Văn phòng", "- Lưu Văn phòng", "- Lưu Văn phòng"),
        ("Kính gửi : các cơ quan", "Kính gửi : các cơ quan", "Kính gửi : các cơ quan"),
    ],
)
def test_specks_are_no_marks(prose: str, digits: str, right: str) -> None:
    assert ended(prose, digits) == right
