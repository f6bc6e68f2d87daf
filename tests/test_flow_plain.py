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
