"""The counts of evaluation: letters, words, facts, lines as a bag."""

from __future__ import annotations

from collections import Counter

import pytest

from vndocx.evaluation.accuracy import Accuracy, compare, distance, facts


@pytest.mark.parametrize(
    ("one", "other", "errors"),
    [("", "", 0), ("abc", "", 3), ("", "ab", 2), ("quyền hạn", "quyên hạn", 1), ("kitten", "sitting", 3)],
)
def test_distance(one: str, other: str, errors: int) -> None:
    assert distance(one, other) == errors


def test_facts_are_numbers_and_full_dates() -> None:
    found = facts("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 và Kết luận số 94-KL/TW ngày 16/5/2022")
    assert found == Counter({"30/2020/NĐ-CP": 1, "94-KL/TW": 1, "16/5/2022": 1, "ngày05tháng3năm2020": 1})


def test_order_costs_only_the_order_bound_count() -> None:
    truth = "TỈNH ỦY BẮC HÀ\nĐẢNG CỘNG SẢN VIỆT NAM\nSố 12-KH/TU"
    lines = ["ĐẢNG CỘNG SẢN VIỆT NAM", "Số 12-KH/TU", "TỈNH ỦY BẮC HÀ"]
    found = compare(" ".join(lines), lines, truth)
    assert found.free_errors == 0
    assert found.letter_errors > 10
    assert (found.facts_right, found.facts, found.facts_added) == (1, 1, 0)


def test_missing_and_added_lines_count_in_both() -> None:
    truth = "Điều 1. Phê duyệt kế hoạch\nĐiều 2. Có hiệu lực từ ngày ký"
    lines = ["Điều 1. Phê duyệt kế hoạch", "CÔNG VĂN ĐẾN"]
    found = compare("\n".join(lines), lines, truth)
    assert found.free_errors >= len("CÔNG VĂN ĐẾN")
    assert compare("", [], truth).free_errors >= len("Điều1.Phêduyệtkếhoạch")


def test_sums() -> None:
    two = Accuracy(letters=10, letter_errors=1) + Accuracy(letters=30, letter_errors=1)
    assert two.cer == pytest.approx(0.05)
