"""Words set right by those around them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from printed import words

from vndocx.adapters.trueocr import Seen
from vndocx.adapters.wordlist import word_list
from vndocx.geometry import Box
from vndocx.reading.context import ReadLine, set_right
from vndocx.reading.fusion import decide
from vndocx.reading.neighbours import Neighbours, neighbours, tokens
from vndocx.reading.variants import clear, variants
from vndocx.training.neighbours import main, table, unlike

NAMES = ("tesseract", "trueocr")


def seen(text: str, other: str = "", odds: float = 0.15, sure: float = 0.98) -> Seen:
    """A line read letter by letter, a step without a letter after each; where ``other`` differs, that was likely too."""
    alphabet = sorted({*text, *other})
    letters = np.zeros((2 * len(text), 3), np.int64)
    likely = np.zeros((2 * len(text), 3), np.float32)
    nothing = np.full(2 * len(text), 0.9999, np.float32)
    for step, (letter, else_letter) in enumerate(zip(text, other or text, strict=True)):
        found = [(letter, sure)] if letter == else_letter else [(letter, sure - odds), (else_letter, odds)]
        for rank, (one, chance) in enumerate(found):
            letters[2 * step, rank], likely[2 * step, rank] = alphabet.index(one) + 1, chance
        nothing[2 * step] = 0.01
    windows, at = [], 0
    for word in text.split():
        windows.append((2 * at, 2 * (at + len(word))))
        at += len(word) + 1
    return Seen(words(text, confidence=0.95), tuple(windows), letters, likely, nothing, alphabet)


def line(prose: str, digits: Seen, y: float = 100) -> ReadLine:
    ours = words(prose, confidence=0.9)
    return ReadLine(Box(100, y, 700, y + 12), decide(ours, digits.words, NAMES, word_list()), ours, digits)


def righted(*lines: ReadLine) -> list[str]:
    return [" ".join(word.text for word in row) for row in set_right(lines, NAMES, word_list(), neighbours())]


def test_a_word_may_be_what_was_likely_at_each_step() -> None:
    found = variants(seen("thấm", "thẩm"), 0)
    assert found["thấm"] > found["thẩm"] > 0.1
    assert not clear(seen("thấm", "thẩm"), 0)
    assert clear(seen("thấm", sure=0.9999), 0)


def test_a_letter_written_twice_needs_a_step_between() -> None:
    assert "xoong" in variants(seen("xoong"), 0)


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("cơ quan có thấm quyền", "cơ quan có thẩm quyền"),  # both readers took the one tone for the other
        ("ủy ban nhân dần tỉnh", "ủy ban nhân dân tỉnh"),
        ("xây dựng và triến khai kế hoạch", "xây dựng và triển khai kế hoạch"),
        ("BAN TỐ CHỨC TỈNH ỦY", "BAN TỔ CHỨC TỈNH ỦY"),
    ],
)
def test_neighbours_tell_which_tone_it_was(read: str, right: str) -> None:
    assert righted(line(read, seen(read, right))) == [right]


def test_what_no_reader_saw_is_not_put_in() -> None:
    assert righted(line("cơ quan có thấm quyền", seen("cơ quan có thấm quyền"))) == ["cơ quan có thấm quyền"]


@pytest.mark.parametrize(
    ("read", "other"),
    [
        ("điểm d khoản này", "điểm đ khoản này"),  # every letter of a point makes sense
        ("khóa XI của Đảng", "khóa XV của Đảng"),  # and so does every numeral
        ("thành lập Tổ tư vấn", "thành lập Tố tư vấn"),
    ],
)
def test_what_may_be_meant_stays_as_it_was_read(read: str, other: str) -> None:
    assert righted(line(read, seen(read, other))) == [read]


def test_a_changed_word_keeps_case_and_marks_and_both_readings() -> None:
    [made] = set_right(
        [
            line(
                "cơ quan có Thấm quyền, nhiệm vụ",
                seen("cơ quan có Thấm quyền, nhiệm vụ", "cơ quan có Thẩm quyền, nhiệm vụ"),
            )
        ],
        NAMES,
        word_list(),
        neighbours(),
    )
    assert [word.text for word in made] == ["cơ", "quan", "có", "Thẩm", "quyền,", "nhiệm", "vụ"]
    assert [(reading.reader, reading.text) for reading in made[3].readings] == [(name, "Thấm") for name in NAMES]
    assert 0.5 < made[3].confidence <= 1.0
    assert made[4].readings == ()


def test_the_line_above_counts() -> None:
    above = line("tham mưu cho Thường trực Ủy ban nhân dân", seen("tham mưu cho Thường trực Ủy ban nhân dân"), 100)
    read, right = "tính ban hành", "tỉnh ban hành"
    assert righted(above, line(read, seen(read, right), 118))[1] == right


def test_tokens_are_spelt_one_way_and_figures_are_alike() -> None:
    assert tokens("Hoà bình, số 12/KH-UBND (2024)") == tokens("hòa BÌNH, số 7/QĐ (1999)")
    assert tokens("a; b:") == ("a", ";", "b", ":")


def test_the_table_is_made_from_papers(tmp_path: Path) -> None:
    for number, place in enumerate(("xã", "huyện", "tỉnh", "phường")):
        text = f"Đề nghị các cơ quan của {place} thực hiện nghiêm túc kế hoạch này và thực hiện báo cáo."
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    assert main([str(tmp_path), "-o", str(tmp_path / "one.npz")]) == 0
    with np.load(tmp_path / "one.npz") as stored:
        parts = {name: stored[name] for name in stored.files}
    names = bytes(parts.pop("tokens")).decode().split("\n")
    own = Neighbours({name: number for number, name in enumerate(names)}, **parts)
    assert own.fits(own.of("thực"), "hiện", ()) > own.fits(own.of("thực"), "nghị", ()) > own.fits((), "lạ", ())
    assert main([str(tmp_path / "one.npz"), "-o", str(tmp_path / "two.npz")]) == 1


def test_papers_to_be_measured_on_are_left_out() -> None:
    paper = " ".join(f"từ{'abcdeghiklmn'[k % 12]}{'xyz'[k % 3]}{'uvu'[k // 20]}" for k in range(60))
    assert list(unlike([paper, "một hai ba bốn"], [paper + " thêm"])) == ["một hai ba bốn"]
    assert set(table(["một hai ba. " * 9])) >= {"tokens", "alone", "pairs", "thirds"}
