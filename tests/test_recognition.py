"""A page picture → Page, with Tesseract itself and with readers that fail."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import numpy as np
import pytesseract
import pytest
from PIL import Image, ImageDraw
from printed import BODY, DPI, blank, body_page, line, write

from vndocx.adapters.image import Picture, turned
from vndocx.adapters.tesseract import Tesseract
from vndocx.errors import LanguageDataMissing, OcrFailed, PackageMissing, ToolMissing
from vndocx.geometry import Box
from vndocx.model.scan import Line, MarkKind, Origin, Page, Word
from vndocx.reading.readers import Repaired, SecondAlone, TwoReaders, reader_for
from vndocx.reading.recognition import recognise
from vndocx.settings import Mode, Settings

SETTINGS = Settings()


class Fake:
    """A reader that says what it was told to say."""

    name = "fake"

    def __init__(self, *lines: Line) -> None:
        self.lines = lines
        self.cells: tuple[Box, ...] = ()

    def read(self, grey: Picture, dpi: float, cells: tuple[Box, ...] = ()) -> tuple[Line, ...]:
        self.cells = cells
        return self.lines


def text(page: Page) -> str:
    return "\n".join(line.text for line in page.lines)


@pytest.fixture(scope="module")
def read() -> Page:
    page, notices = recognise(turned(body_page(height=900), 1), DPI, 3, SETTINGS)
    assert notices == ()
    return page


def test_a_turned_page_is_read_by_tesseract(read: Page) -> None:
    found = text(read)
    assert "94-KL/TW" in found
    assert "16/5/2022" in found
    assert "đổi mới cách làm hội chợ hàng thủ công" in found
    assert read.number == 3
    assert read.origin is Origin.OCR
    assert read.rotation == 270


def test_boxes_are_points_on_the_upright_page(read: Page) -> None:
    assert (read.width, read.height) == pytest.approx((1240 * 72 / DPI, 900 * 72 / DPI), abs=0.4)
    first = read.lines[0].box
    assert first is not None
    assert first.x0 == pytest.approx(150 * 72 / DPI, abs=4)
    assert first.y0 == pytest.approx(305 * 72 / DPI, abs=6)
    for one in read.lines:
        for word in one.words:
            assert word.box is not None
            assert type(word.box.x0) is float
            assert 0 <= word.box.x0 < word.box.x1 <= read.width
            assert 0 <= word.box.y0 < word.box.y1 <= read.height


def test_confidences_lie_between_nothing_and_certainty(read: Page) -> None:
    assert read.confidence is not None
    assert read.confidence > 0.9
    assert all(0 <= word.confidence <= 1 for one in read.lines for word in one.words)


def test_a_blank_page_is_a_notice() -> None:
    page, notices = recognise(blank(400, 600), DPI, 7, SETTINGS, ocr=Fake())
    assert page.lines == ()
    assert page.confidence is None
    assert [(notice.code, notice.page) for notice in notices] == [("page_blank", 7)]


def test_a_black_page_is_a_notice() -> None:
    page, notices = recognise(np.zeros((600, 400, 3), np.uint8), DPI, 1, SETTINGS, ocr=Fake())
    assert page.lines == ()
    assert [notice.code for notice in notices] in (["page_black"], ["page_blank"])


def test_scrawl_alone_is_a_notice() -> None:
    picture = Image.fromarray(blank(600, 800))
    ImageDraw.Draw(picture).line([(50, 400), (200, 300), (250, 500), (420, 350), (540, 460)], fill=(0, 0, 0), width=9)
    page, notices = recognise(np.asarray(picture), DPI, 1, SETTINGS, ocr=Fake(line("~z", confidence=0.1)))
    assert page.lines == ()
    assert [notice.code for notice in notices] == ["page_unread"]


def test_a_page_read_badly_is_a_notice() -> None:
    junk = Fake(*(line("Qnyet dlnh sô mât", y0=100 + 30 * k, confidence=0.6) for k in range(5)))
    _, notices = recognise(body_page(), DPI, 2, SETTINGS, ocr=junk)
    assert [(notice.code, notice.page) for notice in notices] == [("low_confidence_page", 2)]


@pytest.mark.parametrize("shape", [(1, 1, 3), (3, 900, 3), (900, 2, 3), (64, 64), (40, 40, 3)])
def test_tiny_pictures_do_no_harm(shape: tuple[int, ...]) -> None:
    speckled = np.random.default_rng(1).integers(0, 255, shape).astype(np.uint8)
    page, _ = recognise(speckled, None, 1, SETTINGS, ocr=Fake())
    assert page.lines == ()


def test_a_page_of_20000_pixels_is_made_smaller_first() -> None:
    huge = np.full((20_000, 1_000), 255, np.uint8)
    huge[9_000:9_100, 100:900] = 0
    page, _ = recognise(huge, 1711.0, 1, SETTINGS, ocr=Fake(line("Điều 1")))
    assert page.height == pytest.approx(20_000 / 1711 * 72, rel=0.01)


def test_figures_written_by_hand_are_left_unread() -> None:
    head = (
        line("Số 18 -KH/TU", y0=80, confidence=0.95),
        line("Bắc Hà, ngày 7 tháng 5 năm 2024", x0=300, y0=80),
    )
    unsure = tuple(
        Line(tuple(Word(w.text, w.box, 0.3 if w.text in ("18", "7") else w.confidence) for w in one.words))
        for one in head
    )
    page, notices = recognise(body_page(), DPI, 1, SETTINGS, ocr=Fake(*unsure, line("Điều 18 nêu trên", y0=300)))
    assert text(page).splitlines() == ["Số -KH/TU", "Bắc Hà, ngày tháng 5 năm 2024", "Điều 18 nêu trên"]
    assert [notice.code for notice in notices] == ["handwriting_suspected"]
    page, notices = recognise(body_page(), DPI, 1, SETTINGS, ocr=Fake(*head))
    assert text(page).splitlines()[0] == "Số 18 -KH/TU"
    assert notices == ()


def test_a_table_becomes_a_grid_with_merged_cells() -> None:
    page = blank(1240, 900)
    picture = Image.fromarray(page)
    draw = ImageDraw.Draw(picture)
    for y in (200, 300, 400, 500):
        draw.line([(150, y), (1090, y)], fill=(0, 0, 0), width=3)
    for x, top in ((150, 200), (250, 200), (700, 200), (900, 300), (1090, 200)):
        draw.line([(x, top), (x, 500)], fill=(0, 0, 0), width=3)
    page = np.array(picture)
    for x, y, words in (
        (165, 235, "TT"), (270, 235, "Nhiệm vụ"), (720, 235, "Phân công"),
        (165, 335, "1"), (270, 335, "Xây dựng kế hoạch"), (720, 335, "Sở Y tế"), (910, 335, "30/9/2022"),
        (165, 435, "2"), (270, 435, "Kiểm tra, giám sát"), (720, 435, "Sở Tài chính"), (910, 435, "Quý IV"),
    ):  # fmt: skip
        write(page, x, y, words, 28)
    write(page, 150, 560, "Ban Thường vụ Tỉnh ủy yêu cầu các cơ quan thực hiện.")
    found, _ = recognise(page, DPI, 1, SETTINGS)
    (grid,) = found.grids
    cells = {(cell.row, cell.column): (cell.row_span, cell.column_span) for cell in grid.cells}
    assert cells[0, 2] == (1, 2)
    assert set(cells) == {(0, 0), (0, 1), (0, 2), *((row, column) for row in (1, 2) for column in range(4))}
    words = {(cell.row, cell.column): " ".join(one.text for one in cell.lines) for cell in grid.cells}
    assert words[1, 1] == "Xây dựng kế hoạch"
    assert words[1, 3] == "30/9/2022"
    assert words[2, 2] == "Sở Tài chính"
    assert text(found) == "Ban Thường vụ Tỉnh ủy yêu cầu các cơ quan thực hiện."
    assert grid.before == 0


def test_the_reader_is_told_where_cells_end() -> None:
    picture = Image.fromarray(blank(1240, 900))
    draw = ImageDraw.Draw(picture)
    for y in (200, 400, 600):
        draw.line([(150, y), (1090, y)], fill=(0, 0, 0), width=3)
    for x in (150, 600, 1090):
        draw.line([(x, 200), (x, 600)], fill=(0, 0, 0), width=3)
    fake = Fake()
    recognise(np.asarray(picture), DPI, 1, SETTINGS, ocr=fake)
    assert len(fake.cells) == 4


def test_seal_and_stamp_are_marks_and_not_text() -> None:
    page = blank()
    for row, words in enumerate(BODY):
        write(page, 150, 500 + 48 * row, words)
    write(page, 760, 820, "BÍ THƯ", 32)
    write(page, 700, 1060, "Nguyễn Văn An", 32)
    picture = Image.fromarray(page)
    draw = ImageDraw.Draw(picture)
    red = (225, 60, 70)
    for inset in (0, 26):
        draw.ellipse([600 + inset, 830 + inset, 810 - inset, 1040 - inset], outline=red, width=4)
    draw.polygon([(705, 890), (740, 980), (660, 925), (750, 925), (670, 980)], fill=red)
    draw.rectangle([130, 260, 420, 400], outline=red, width=3)
    page = np.array(picture)
    write(page, 190, 270, "CÔNG VĂN ĐẾN", 24, red)
    write(page, 145, 310, "Số: 412", 24, (40, 60, 170))
    write(page, 145, 350, "Ngày: 07/5/2024", 24, (40, 60, 170))
    found, _ = recognise(page, DPI, 1, SETTINGS)
    kinds = {mark.kind: mark.box for mark in found.marks}
    assert set(kinds) == {MarkKind.SEAL, MarkKind.INCOMING_STAMP}
    assert kinds[MarkKind.SEAL].x0 == pytest.approx(600 * 72 / DPI, abs=4)
    assert kinds[MarkKind.INCOMING_STAMP].y1 == pytest.approx(400 * 72 / DPI, abs=4)
    assert "ĐẾN" not in text(found)
    assert "412" not in text(found)
    assert "Nguyễn Văn An" in text(found)


def test_no_seal_is_invented(read: Page) -> None:
    assert read.marks == ()


def test_columns_of_the_head_are_cut_apart() -> None:
    head = line("TỈNH ỦY BẮC HÀ ĐẢNG CỘNG SẢN VIỆT NAM", x0=130, y0=60, step=110)
    page, _ = recognise(body_page(), DPI, 1, SETTINGS, ocr=Fake(head))
    assert text(page).splitlines() == ["TỈNH ỦY BẮC HÀ", "ĐẢNG CỘNG SẢN VIỆT NAM"]


def program(path: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", str(path))


def test_tesseract_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "tesseract", "exec sleep 30", monkeypatch)
    with pytest.raises(OcrFailed, match="longer than"):
        Tesseract(timeout_s=0.5).read(np.full((50, 50), 255, np.uint8), 200)


def test_tesseract_that_fails_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "tesseract", "echo 'out of memory' >&2; exit 9", monkeypatch)
    with pytest.raises(OcrFailed, match="code 9"):
        Tesseract().read(np.full((50, 50), 255, np.uint8), 200)


def test_tesseract_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", "no-such-program")
    with pytest.raises(ToolMissing):
        Tesseract().read(np.full((50, 50), 255, np.uint8), 200)


def test_language_data_missing_is_told() -> None:
    with pytest.raises(LanguageDataMissing):
        Tesseract(("xyz",)).read(np.full((50, 50), 255, np.uint8), 200)


def test_pages_on_their_way_to_tesseract_are_for_this_account_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    masks: list[int] = []

    def image_to_data(*_: object, **__: object) -> str:
        masks.append(os.umask(0o022))
        os.umask(masks[-1])
        return ""

    before = os.umask(0o022)
    try:
        monkeypatch.setattr(pytesseract, "image_to_data", image_to_data)
        Tesseract().read(np.full((50, 50), 255, np.uint8), 200)
        assert masks == [0o077]
        assert os.umask(0o022) == 0o022
    finally:
        os.umask(before)


def test_lines_read_one_by_one_keep_their_places() -> None:
    grey = body_page()[..., 0]
    boxes = tuple(Box(148, 302 + 48 * row, 1100, 336 + 48 * row) for row in range(2))
    first, second = Tesseract().read_lines(grey, boxes, DPI)
    assert " ".join(word.text for word in first).startswith("Căn cứ Kết luận số 94-KL/TW")
    assert second[0].text == "đổi"
    assert second[0].box is not None
    assert second[0].box.x0 == pytest.approx(150, abs=6)
    assert 340 < second[0].box.y0 < second[0].box.y1 < 395


def test_the_second_reader_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from vndocx.adapters import trueocr as adapter

    adapter._models.cache_clear()
    monkeypatch.setitem(sys.modules, "trueocr", None)
    for mode in (Mode.FAST, Mode.BEST):
        with pytest.raises(PackageMissing) as caught:
            recognise(body_page(), DPI, 1, Settings(mode=mode))
        assert "pip install" in caught.value.hint


def test_each_mode_has_its_reader() -> None:
    assert reader_for(Settings(mode=Mode.FAST)) == Repaired(SecondAlone())
    assert reader_for(Settings(mode=Mode.STANDARD)) == Repaired(Tesseract())
    assert reader_for(Settings(mode=Mode.BEST)) == TwoReaders(Tesseract())


def test_a_repaired_word_keeps_what_was_read() -> None:
    (one,) = Repaired(Fake(line("2585/QĐÐ-BGDĐT"))).read(blank()[..., 0], DPI)
    assert one.words[0].text == "2585/QĐ-BGDĐT"
    assert [(reading.reader, reading.text) for reading in one.words[0].readings] == [("fake", "2585/QĐÐ-BGDĐT")]
