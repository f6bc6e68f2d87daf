"""Paragraphs of plain text: each case of ``cases/paragraphs.txt`` is a text and its paragraphs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from drawing import plain_scan

from vndocx.layout.flow import flow

CASES = [
    (found["name"], found["text"], found["paragraphs"].strip("\n").split("\n"))
    for found in re.finditer(
        r"^=== (?P<name>\S+)\n(?P<text>.*?)\n--->\n(?P<paragraphs>.*?)(?=\n===|\Z)",
        (Path(__file__).parent / "cases" / "paragraphs.txt").read_text(encoding="utf-8"),
        re.MULTILINE | re.DOTALL,
    )
]


@pytest.mark.parametrize(("text", "paragraphs"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_paragraphs(text: str, paragraphs: list[str]) -> None:
    layout = flow(plain_scan(text))
    assert [paragraph.span.cut(layout.text) for paragraph in layout.paragraphs] == paragraphs


def test_every_case_was_found() -> None:
    assert len(CASES) == (Path(__file__).parent / "cases" / "paragraphs.txt").read_text(encoding="utf-8").count(
        "\n=== "
    )


def test_what_goes_on_behind_footnotes_stays_on_its_page() -> None:
    body = (
        "Ban Tuyên giáo rà soát mọi thiết chế văn hóa ở cơ sở theo Nghị quyết 14 ¹, trong đó có nhà văn hóa thôn,",
        "thư viện xã và sân thể thao; kết quả được báo cáo với Thường trực Huyện ủy đầu mỗi quý, nhất là những nơi chưa",
    )
    note = "1 Nghị quyết số 14-NQ/HU ngày 05/02/2031 của Huyện ủy Sơn Bình."
    rest = "có người trông coi hoặc đã hư hỏng nặng."
    layout = flow(plain_scan("\n".join((*body, note)), f"{rest}\n2. Văn phòng Huyện ủy theo dõi."))
    assert layout.text.split("\n") == [" ".join(body), note, rest, "2. Văn phòng Huyện ủy theo dõi."]
    first, second = layout.pages
    assert (first.span.cut(layout.text)[-10:], second.span.cut(layout.text)[:8]) == (note[-10:], rest[:8])
    bridged = flow(plain_scan("\n".join(body), f"{rest}\n2. Văn phòng Huyện ủy theo dõi."))
    assert bridged.text.split("\n") == [" ".join((*body, rest)), "2. Văn phòng Huyện ủy theo dõi."]
