"""Two readings of one line → one."""

from __future__ import annotations

import pytest
from printed import words

from vndocx.adapters.wordlist import word_list
from vndocx.model.scan import Word
from vndocx.reading.codes import is_code, looks_coded, repaired
from vndocx.reading.fusion import fuse

NAMES = ("tesseract", "trueocr")


def fused(prose: str, digits: str, sure: tuple[float, float] = (0.9, 0.97)) -> tuple[Word, ...]:
    return fuse(words(prose, confidence=sure[0]), words(digits, confidence=sure[1]), NAMES, word_list())


@pytest.mark.parametrize(
    ("prose", "digits", "right"),
    [
        ("số 94-KIL/TW ngày", "số 94-KL/TW ngày", "số 94-KL/TW ngày"),  # the code that is well formed
        ("số 94-KL/TW ngày", "số 94-KLTW ngày", "số 94-KL/TW ngày"),  # a slash is lost, never put in
        ("QUYÉT ĐỊNH", "QUYẾT ĐỊNH", "QUYẾT ĐỊNH"),  # a syllable that exists
        ("nhiệm vụ, quyên hạn và", "nhiệm vụ, quyền hạn và", "nhiệm vụ, quyền hạn và"),  # a word that exists
        ("sinh hoạt chi bộ", "sinh hoat chi bo", "sinh hoạt chi bộ"),  # prose from the prose reader
        ("tháng I0 năm 2025", "tháng 10 năm 2025", "tháng 10 năm 2025"),
        ("cơ quan. đơn vị", "cơ quan, đơn vị", "cơ quan, đơn vị"),  # no full stop in mid-sentence
        ("trong quý II/2024 và", "trong quý 1l/2024 và", "trong quý II/2024 và"),  # Roman numerals after their word
        ("Quý I/2024", "Quý 1/2024", "Quý I/2024"),
        ("(khóa XIII) của", "(khóa XII) của", "(khóa XIII) của"),  # strokes run together
        ("(khóa XII) của", "(khóa XIII) của", "(khóa XIII) của"),
        ("1. Quán triệt", "1, Quán triệt", "1. Quán triệt"),  # item numbers end in a full stop
    ],
)
def test_the_likelier_reading_is_taken(prose: str, digits: str, right: str) -> None:
    assert " ".join(word.text for word in fused(prose, digits)) == right


def test_agreeing_words_have_no_readings_and_differing_words_keep_both() -> None:
    same, other = fused("nhiệm vụ", "nhiệm vu")
    assert same.readings == ()
    assert [(reading.reader, reading.text) for reading in other.readings] == [("tesseract", "vụ"), ("trueocr", "vu")]
    assert 0 < other.confidence < 1


def test_boxes_come_with_the_words_chosen() -> None:
    chosen = fused("ngày 15 tháng", "ngày 16 tháng", (0.5, 0.99))
    assert [word.text for word in chosen] == ["ngày", "16", "tháng"]
    assert all(word.box is not None for word in chosen)
    assert [word.box.x0 for word in chosen if word.box] == sorted(word.box.x0 for word in chosen if word.box)


@pytest.mark.parametrize(("prose", "digits"), [("", ""), ("", "Điều 3"), ("Điều 3", ""), ("° ~", ""), ("", "~")])
def test_one_reader_alone(prose: str, digits: str) -> None:
    text = " ".join(word.text for word in fused(prose, digits))
    assert text == ("Điều 3" if "Điều 3" in (prose, digits) else "")


@pytest.mark.parametrize(
    ("raw", "right"),
    [
        ("2585/QĐÐ-BGDĐT", "2585/QĐ-BGDĐT"),
        ("2827/QD-BGDĐT", "2827/QĐ-BGDĐT"),
        ("37/2025/ND-CP", "37/2025/NĐ-CP"),
        ("37/2025/NĐĐ-CP", "37/2025/NĐ-CP"),
        ("1O5/2025/NĐ-CP", "105/2025/NĐ-CP"),
        ("1234/QĐ-BGDDT", "1234/QĐ-BGDĐT"),
        ("12/NQ-HDND", "12/NQ-HĐND"),
        ("5/QĐ-UBNĐ", "5/QĐ-UBND"),
        ("3/TB-DĐX", "3/TB-DĐX"),
        ("l6/5/2022", "16/5/2022"),
        ("HĐND", "HĐND"),
        ("UBND-KT", "UBND-KT"),
        ("QĐND", "QĐND"),
        ("đi/về", "đi/về"),
        ("O", "O"),
        ("và/hoặc", "và/hoặc"),
        ("1/10", "1/10"),
        ("Điều", "Điều"),
    ],
)
def test_only_codes_and_dates_are_set_right(raw: str, right: str) -> None:
    assert repaired(Word(raw)).text == right


@pytest.mark.parametrize(
    "text", ["94-KL/TW", "33/2025/NĐ-CP", "55/2024/QH15", "16/5/2022", "12", "XIII", "1009/QĐ-BGDĐT"]
)
def test_codes(text: str) -> None:
    assert is_code(text)
    assert looks_coded(text)


@pytest.mark.parametrize("text", ["Điều", "20§1/QĐ-BGDĐT", "công", "94-KIL:TW"])
def test_not_codes(text: str) -> None:
    assert not is_code(text)


def test_a_code_that_both_misread_alike_is_repaired_and_keeps_what_they_read() -> None:
    one = fused("Quyết định 1234/QĐ-BGDDT", "Quyết định 1234/QĐ-BGDDT")[-1]
    assert one.text == "1234/QĐ-BGDĐT"
    assert [reading.text for reading in one.readings] == ["1234/QĐ-BGDDT"] * 2


def test_a_number_after_its_word_is_taken_whole() -> None:
    assert [word.text for word in fused("Số: (234 /KH-SCT", "Số:1234/KH-SCT", (0.5, 0.99))] == ["Số:1234/KH-SCT"]
