"""The second reader where it is installed; where it is not, what it says."""

from __future__ import annotations

from importlib.util import find_spec

import pytest
from printed import DPI, body_page

from vndocx.adapters.trueocr import SecondReader
from vndocx.errors import PackageMissing
from vndocx.geometry import Box
from vndocx.reading.recognition import recognise
from vndocx.settings import Mode, Settings

THERE = find_spec("trueocr") is not None
PAGE = body_page(height=700, top=150)


@pytest.mark.parametrize("mode", [Mode.FAST, Mode.BEST])
def test_a_page_is_read_or_the_package_missed(mode: Mode) -> None:
    if not THERE:
        with pytest.raises(PackageMissing, match="second reader"):
            recognise(PAGE, DPI, 1, Settings(mode=mode))
        return
    page, notices = recognise(PAGE, DPI, 1, Settings(mode=mode))
    text = "\n".join(line.text for line in page.lines)
    assert "số 94-KL/TW ngày 16/5/2022" in text
    assert "30/9/2022" in text
    assert len(page.lines) == 4
    assert notices == ()
    words = [word for line in page.lines for word in line.words]
    assert all(word.box is not None and 0 <= word.confidence <= 1 for word in words)
    assert all(len(word.readings) in (0, 2 if mode is Mode.BEST else 1) for word in words)
    if mode is Mode.BEST:
        assert "thành ủy xây dựng kế hoạch" in text


def test_lines_end_at_the_cells_of_tables() -> None:
    cells = (Box(0, 0, 600, 700), Box(600, 0, 1240, 700))
    if not THERE:
        with pytest.raises(PackageMissing):
            SecondReader().find_lines(PAGE[..., 0], cells)
        return
    boxes = SecondReader().find_lines(PAGE[..., 0], cells)
    assert len(boxes) == 8
    assert all(box.x1 <= 600 or box.x0 >= 600 for box in boxes)
    words = SecondReader().read_lines(PAGE[..., 0], boxes)
    for box, row in zip(boxes, words, strict=True):
        assert all(box.x0 - 1 <= word.box.x0 and word.box.x1 <= box.x1 + 1 for word in row if word.box is not None)
