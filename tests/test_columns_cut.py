"""Lines that a reader ran together over two columns are cut, others are not."""

from __future__ import annotations

import pytest

from vndocx.geometry import Box
from vndocx.model.scan import Line, Word
from vndocx.reading.rows import cut_at_columns

WIDTH, HEIGHT = 595.0, 842.0


def drawn(text: str, x: float, y: float, letter: float = 6.0) -> Line:
    """A line 12 points high; each blank of the text is ``letter`` points wide."""
    words: list[Word] = []
    at = 0
    for part in text.split(" "):
        if part:
            words.append(Word(part, Box(x + letter * at, y, x + letter * (at + len(part)), y + 12)))
        at += len(part) + 1
    return Line(tuple(words))


def cut(*lines: Line) -> list[str]:
    return [line.text for line in cut_at_columns(lines, WIDTH, HEIGHT)]


def test_motto_one_blank_behind_the_issuer() -> None:
    head = drawn("SỞ TÀI CHÍNH TỈNH BẮC HÀ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 60, 60)
    assert cut(head) == ["SỞ TÀI CHÍNH TỈNH BẮC HÀ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


def test_date_under_the_motto_is_cut_from_the_number() -> None:
    head = drawn("SỞ TÀI CHÍNH TỈNH BẮC HÀ  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 40, 60)
    date = drawn("Số: 118/KH-STC                Bắc Hà, ngày 7 tháng 5 năm 2024", 60, 100)
    assert cut(head, date)[2:] == ["Số: 118/KH-STC", "Bắc Hà, ngày 7 tháng 5 năm 2024"]


def test_cut_lines_start_a_block_of_their_own() -> None:
    made = cut_at_columns((drawn("TỈNH ỦY BẮC HÀ         ĐẢNG CỘNG SẢN VIỆT NAM", 80, 60),), WIDTH, HEIGHT)
    assert len({line.block for line in made}) == 2


def test_recipients_and_signature_are_cut() -> None:
    both = drawn("- Văn phòng Chính phủ;               THỨ TRƯỞNG", 70, 600)
    assert cut(both) == ["- Văn phòng Chính phủ;", "THỨ TRƯỞNG"]


@pytest.mark.parametrize(
    "text",
    [
        "nhân dân tỉnh, Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam",
        "THI HÀNH ĐIỀU LỆ ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số:        /KH-UBND",
        "hiện   tại   Quy   chuẩn   quốc   gia,   Thông   tư   số",
        "Độc lập - Tự do - Hạnh phúc",
        "Bắc Hà, ngày        tháng 5 năm 2024",
    ],
)
def test_other_lines_stay_whole(text: str) -> None:
    assert len(cut(drawn(text, 100, 250))) == 1
