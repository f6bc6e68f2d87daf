"""Born-digital and scanned PDF pages: words where they stand, tables, turned pages, text layers that lie."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy
import pdfplumber
import pypdfium2
import pytest
import reportlab.rl_config
from papers import BODY, canvas, font, paper, write
from pdfplumber.utils.exceptions import PdfminerException
from PIL import Image
from test_reading_encodings import encoded

import vndocx.reading.recognition
from vndocx import errors
from vndocx.geometry import Box
from vndocx.model.scan import Grid, Line, Notice, Origin, Page, Scan, Word
from vndocx.reading import reader
from vndocx.reading.encodings import Encoding
from vndocx.reading.panels import cleared
from vndocx.reading.parallel import ReadPage
from vndocx.settings import Settings


def read(path: Path) -> Scan:
    return reader(Settings())(path)


def texts(page: Page) -> list[str]:
    return [line.text for line in page.lines]


@pytest.fixture
def ocr(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, tuple[int, ...], float | None]]:
    """Recognition that gives one line, and the pictures it was asked to read."""
    seen: list[tuple[int, tuple[int, ...], float | None]] = []

    def fake(
        image: numpy.ndarray, dpi: float | None, number: int, settings: Settings
    ) -> tuple[Page, tuple[Notice, ...]]:
        seen.append((number, image.shape, dpi))
        if int(image.min()) > 250:
            return Page(number, 595.3, 841.9, Origin.OCR), (Notice("page_blank", "blank", number),)
        words = tuple(Word(word, Box(10, 10, 20, 20), 0.9) for word in ["Đọc", "bằng", "máy", "quét", "ảnh"])
        return Page(number, 595.3, 841.9, Origin.OCR, (Line(words),)), ()

    monkeypatch.setattr(vndocx.reading.recognition, "recognise", fake)
    return seen


def test_words_and_places_of_a_born_digital_page(tmp_path: Path) -> None:
    (page,) = read(paper(tmp_path / "a.pdf")).pages
    assert texts(page) == list(BODY)
    assert page.origin is Origin.TEXT_LAYER
    assert (round(page.width), round(page.height)) == (595, 842)
    first = page.lines[0]
    assert first.box is not None
    assert first.box.x0 == pytest.approx(85, abs=1)
    assert first.box.y0 < 841.9 - 760 < first.box.y1
    assert first.style.size == 13.0
    for line in page.lines:
        for word in line.words:
            assert word.box is not None
            assert word.box == word.box.clipped(page.width, page.height)


def test_two_columns_of_a_head_stay_apart(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    write(made, ("TỈNH ỦY AN THỊNH", "Số 118-KH/TU"), x=70)
    write(made, ("ĐẢNG CỘNG SẢN VIỆT NAM", "An Thịnh, ngày 5 tháng 3 năm 2024"), x=300)
    made.save()
    (page,) = read(tmp_path / "a.pdf").pages
    assert sorted(texts(page)) == sorted(
        ["TỈNH ỦY AN THỊNH", "Số 118-KH/TU", "ĐẢNG CỘNG SẢN VIỆT NAM", "An Thịnh, ngày 5 tháng 3 năm 2024"]
    )


def test_words_set_without_blanks_between_are_parted_and_letters_set_wide_are_not(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    x = 85.0
    for word in ["Sổ", "tay", "đảng", "viên"]:
        made.drawString(x, 760, word)
        x += made.stringWidth(word, font(), 13) + 2.6
    wide = made.beginText(85, 700)
    wide.setCharSpace(2.5)
    wide.textOut("KẾ HOẠCH")
    made.drawText(wide)
    made.save()
    assert texts(read(tmp_path / "a.pdf").pages[0]) == ["Sổ tay đảng viên", "KẾ HOẠCH"]


def test_a_number_broken_at_its_hyphen_keeps_it(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    write(made, ("theo Nghị định số 30/2020/NĐ-", "CP của Chính phủ về công tác văn thư"))
    made.save()
    assert texts(read(tmp_path / "a.pdf").pages[0])[0].endswith("30/2020/NĐ-")


def test_a_footnote_mark_does_not_run_into_the_number(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    made.drawString(85, 760, "Nghị định số 30/2020/NĐ-CP")
    x = 85 + made.stringWidth("Nghị định số 30/2020/NĐ-CP", font(), 13)
    made.setFont(font(), 8)
    made.drawString(x, 765, "1")
    made.setFont(font(), 13)
    made.drawString(x + 4.2, 760, ", Luật Đất đai")
    made.save()
    (line,) = read(tmp_path / "a.pdf").pages[0].lines
    assert line.text == "Nghị định số 30/2020/NĐ-CP ¹, Luật Đất đai"


def test_small_type_beside_large_is_not_raised(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    write(made, ("CHỦ TỊCH",), x=380, y=300)
    made.setFont(font(), 10)
    write(made, ("- Như Điều 3;",), x=85, y=303)
    made.save()
    assert sorted(texts(read(tmp_path / "a.pdf").pages[0])) == ["- Như Điều 3;", "CHỦ TỊCH"]


TASKS = (
    ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"),
    ("1", "Xây dựng đề án", "Ban Tổ chức", "Quý I"),
    ("2", "Sơ kết", "", "Quý II"),
)


def table(path: Path, rotation: int = 0) -> Path:
    """A task table, its third column merged over the last two rows, between two lines of text."""
    made = canvas(path)
    if rotation == 90:
        made.setPageSize((841.9, 595.3))
        made.rotate(90)
        made.translate(0, -841.9)
    write(made, ("PHỤ LỤC NHIỆM VỤ NĂM 2024",), y=700)
    across, down = (85, 115, 255, 385, 485), (680, 650, 620, 590)
    for row, cells in enumerate(TASKS):
        for column, text in enumerate(cells):
            made.drawString(across[column] + 4, down[row] - 20, text)
    for x in across:
        made.line(x, down[0], x, down[-1])
    for y in down:
        if y == 620:
            made.line(across[0], y, across[2], y)
            made.line(across[3], y, across[4], y)
        else:
            made.line(across[0], y, across[-1], y)
    write(made, ("Trên đây là nhiệm vụ của các cơ quan, đơn vị trong tỉnh.",), y=560)
    made.save()
    return path


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_ruled_table_with_a_merged_cell(tmp_path: Path, turn: int) -> None:
    path = table(tmp_path / "a.pdf")
    if turn:
        document = pypdfium2.PdfDocument(path)
        document[0].set_rotation(turn)
        document.save(str(tmp_path / "turned.pdf"))
        document.close()
        path = tmp_path / "turned.pdf"
    (page,) = read(path).pages
    assert texts(page) == ["PHỤ LỤC NHIỆM VỤ NĂM 2024", "Trên đây là nhiệm vụ của các cơ quan, đơn vị trong tỉnh."]
    (grid,) = page.grids
    assert grid.before == 1
    assert page.rotation == (360 - turn) % 360
    cells = {(cell.row, cell.column): cell for cell in grid.cells}
    assert [" ".join(line.text for line in cells[1, column].lines) for column in range(4)] == list(TASKS[1])
    assert (cells[1, 2].row_span, cells[1, 2].column_span) == (2, 1)
    assert (2, 2) not in cells
    assert cells[2, 3].box is not None
    assert [round(side) for side in cells[2, 3].box] == [385, 222, 485, 252]


def test_a_page_cut_by_a_crop_box_keeps_true_places(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument(table(tmp_path / "a.pdf"))
    document[0].set_mediabox(-100, -50, 595, 842)
    document[0].set_cropbox(-20, -10, 595, 830)
    document.save(str(tmp_path / "cut.pdf"))
    document.close()
    (page,) = read(tmp_path / "cut.pdf").pages
    assert (page.width, page.height) == (615, 840)
    (grid,) = page.grids
    cell = next(cell for cell in grid.cells if (cell.row, cell.column) == (2, 3))
    assert cell.box is not None
    assert [round(side) for side in cell.box] == [405, 210, 505, 240]
    assert cell.lines[0].text == "Quý II"


def test_a_table_whose_rules_cannot_be_read_is_read_as_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise PdfminerException("no such colour space")

    monkeypatch.setattr(pdfplumber.page.Page, "find_tables", fail)
    scan = read(table(tmp_path / "a.pdf"))
    assert scan.pages[0].grids == ()
    assert "Xây dựng đề án" in " ".join(texts(scan.pages[0]))
    assert [(notice.code, notice.page) for notice in scan.notices] == [("table_not_read", 1)]


def test_shades_behind_words_are_no_table(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    for row in range(4):
        for column in range(5):
            made.setFillGray(1.0)
            made.rect(85 + 80 * column, 745 - 20 * row, 80, 18, stroke=0, fill=1)
    made.setFillGray(0.0)
    write(made)
    made.save()
    (page,) = read(tmp_path / "a.pdf").pages
    assert page.grids == ()
    assert texts(page) == list(BODY)


def test_the_panel_of_an_electronic_signature_is_not_text(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    write(made)
    made.setFont(font(), 9)
    write(
        made,
        (
            "Người ký: Văn phòng Tỉnh ủy",
            "Email: vanphong@example.vn",
            "Cơ quan: Tỉnh ủy An Thịnh, tỉnh An",
            "Thịnh",
            "Thời gian ký: 08.04.2024 09:12:33 +07:00",
        ),
        x=400,
        y=560,
        pitch=11,
    )
    made.save()
    (page,) = read(tmp_path / "a.pdf").pages
    assert texts(page) == list(BODY)
    (mark,) = page.marks
    assert mark.kind == "signature"
    assert mark.box.x0 == pytest.approx(400, abs=1)


def test_a_recognised_panel_is_taken_out_and_grids_keep_their_place() -> None:
    def line(text: str, y: float) -> Line:
        return Line(
            tuple(Word(word, Box(300 + 30 * n, y, 325 + 30 * n, y + 10)) for n, word in enumerate(text.split()))
        )

    lines = (line("Ký bởi: Văn phòng", 20), line("Thời gian ký: 08/04/2024", 31), line("KẾ HOẠCH", 100))
    page = Page(1, 595, 842, Origin.OCR, lines, (Grid((), 2), Grid((), 3), Grid((), 0)))
    made, notices = cleared((page, ()))
    assert texts(made) == ["KẾ HOẠCH"]
    assert [grid.before for grid in made.grids] == [0, 1, 0]
    assert [mark.kind for mark in made.marks] == ["signature"]
    assert notices == ()
    plain = (Page(1, 595, 842, Origin.OCR, lines[2:]), ())
    assert cleared(plain) is plain


def test_a_seal_set_as_a_picture_is_marked(tmp_path: Path) -> None:
    ring = numpy.full((400, 400, 3), 255, dtype=numpy.uint8)
    y, x = numpy.mgrid[-1:1:400j, -1:1:400j]
    radius = numpy.hypot(x, y)
    ring[((radius > 0.9) & (radius < 0.98)) | ((radius > 0.6) & (radius < 0.66)) | (radius < 0.2)] = (205, 30, 35)
    ring[(radius > 0.7) & (radius < 0.84) & (numpy.sin(numpy.arctan2(y, x) * 24) > 0)] = (205, 30, 35)
    Image.fromarray(ring).save(tmp_path / "seal.png")
    Image.new("RGB", (300, 300), (240, 240, 240)).save(tmp_path / "logo.png")
    made = canvas(tmp_path / "a.pdf")
    write(made)
    made.drawImage(str(tmp_path / "seal.png"), 330, 300, 102, 102, mask=[254, 255, 254, 255, 254, 255])
    made.drawImage(str(tmp_path / "logo.png"), 85, 300, 80, 80)
    made.save()
    (page,) = read(tmp_path / "a.pdf").pages
    assert texts(page) == list(BODY)
    (mark,) = page.marks
    assert mark.kind == "seal"
    assert list(mark.box) == pytest.approx([330, 440, 432, 542], abs=5)


def test_number_and_date_stamped_in_as_annotations(tmp_path: Path) -> None:
    """Electronic signing programs write number and day into the blanks as stamps over the page."""
    made = canvas(tmp_path / "a.pdf")
    write(made, ("Số:           /KH-UBND",))
    write(made, y=700)
    made.save()
    path = tmp_path / "stamped.pdf"
    path.write_bytes(stamped((tmp_path / "a.pdf").read_bytes(), "193", x=108, y=758))
    assert texts(read(path).pages[0])[0] in ("Số: 193 /KH-UBND", "Số: 193/KH-UBND")


def test_a_month_put_right_by_a_stamp(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    write(made, ("An Thịnh, ngày 5 tháng 4 năm 2024", *BODY))
    month = 85 + made.stringWidth("An Thịnh, ngày 5 tháng ", font(), 13)
    made.drawString(month - 1, 763, "6")
    made.save()
    assert texts(read(tmp_path / "a.pdf").pages[0])[0] == "An Thịnh, ngày 5 tháng 6 năm 2024"


def stamped(content: bytes, text: str, x: int, y: int) -> bytes:
    """The PDF with a stamp annotation added by an incremental update."""
    count = int(re.findall(rb"/Size (\d+)", content)[-1])
    page_number = int(re.search(rb"(\d+) 0 obj\s*<<(?:(?!endobj)[\s\S])*?/Type /Page\b", content)[1])  # type: ignore[index]
    page = re.search(rb"\n%d 0 obj\s*<<([\s\S]*?)>>\s*endobj" % page_number, content)[1]  # type: ignore[index]
    root = re.findall(rb"/Root (\d+ 0 R)", content)[-1]
    stream = b"BT /F 13 Tf 0 4 Td (%s) Tj ET" % text.encode()
    objects = {
        count: b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
        count + 1: b"<< /Type /XObject /Subtype /Form /BBox [0 0 40 20] /Resources << /Font << /F %d 0 R >> >> "
        b"/Length %d >>\nstream\n%s\nendstream" % (count, len(stream), stream),
        count + 2: b"<< /Type /Annot /Subtype /Stamp /F 132 /Rect [%d %d %d %d] /AP << /N %d 0 R >> >>"
        % (x, y - 2, x + 40, y + 18, count + 1),
        page_number: b"<<%s /Annots [%d 0 R] >>" % (page, count + 2),
    }
    out = content
    table = b"xref\n"
    for number, body in objects.items():
        table += b"%d 1\n%010d 00000 n \n" % (number, len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    before = int(re.findall(rb"startxref\s+(\d+)", content)[-1])
    trailer = b"trailer\n<< /Size %d /Root %s /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        count + 3,
        root,
        before,
        len(out),
    )
    return out + table + trailer


@pytest.mark.parametrize("encoding", [Encoding.TCVN3, Encoding.VNI])
def test_a_text_layer_in_an_old_encoding_is_decoded(tmp_path: Path, encoding: Encoding) -> None:
    made = canvas(tmp_path / "a.pdf")
    made.setFont("Times-Roman", 11)
    write(made, tuple(encoded(line, encoding) for line in BODY), x=40)
    made.setFont("Helvetica", 11)
    write(made, ("The annex is kept at www.example.vn",), y=600)
    made.save()
    (page,) = read(tmp_path / "a.pdf").pages
    assert page.origin is Origin.LEGACY_TEXT_LAYER
    assert [text.lower() for text in texts(page)] == [*map(str.lower, BODY), "the annex is kept at www.example.vn"]


def test_a_single_word_in_another_cut_of_an_old_font(tmp_path: Path) -> None:
    """Bold words are set in a font of their own, too few to tell its encoding by themselves."""
    made = canvas(tmp_path / "a.pdf")
    made.setFont("Times-Roman", 11)
    write(made, tuple(encoded(line, Encoding.TCVN3) for line in BODY), x=40)
    made.setFont("Times-Bold", 11)
    write(made, (encoded("Luật Đề án", Encoding.TCVN3), encoded("Điều 3.", Encoding.TCVN3)), x=40, y=600)
    made.save()
    assert texts(read(tmp_path / "a.pdf").pages[0])[-2:] == ["Luật Đề án", "Điều 3."]


def test_hidden_words_on_a_drawn_page_are_not_read(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    write(made)
    hidden = made.beginText(85, 500)
    hidden.setTextRenderMode(3)
    hidden.textOut("chữ không in ra giấy")
    made.drawText(hidden)
    made.save()
    assert texts(read(tmp_path / "a.pdf").pages[0]) == list(BODY)


def heading_without_mapping(path: Path) -> Path:
    """A body that is well mapped under a heading that is not."""
    made = canvas(path)
    write(made)
    made.setFont("Times-Bold", 12)
    made.drawString(85, 800, "7KXF KLHQ 1JKL TX\\HW VR FXD %DQ 7KXRQJ YX 7LQK X\\ YH FRQJ WDF FDQ ER")
    made.save()
    return path


def without_mapping(path: Path) -> Path:
    """A paper whose font does not say which characters its glyphs are."""
    made = paper(path, pageCompression=0)
    content = re.sub(rb"/ToUnicode \d+ 0 R", lambda found: b" " * len(found[0]), made.read_bytes())
    path.write_bytes(content)
    return path


def mapped_wrongly(path: Path) -> Path:
    made = canvas(path)
    made.setFont("Times-Roman", 12)
    for line in range(12):
        made.drawString(85, 760 - 20 * line, "7KXF KLHQ 1JKL TX\\HW VR FXD %DQ 7KXRQJ YX 7LQK X\\ YH FRQJ WDF")
    made.save()
    return path


def hidden_layer(path: Path) -> Path:
    """A scan with text under its picture, as OCR programs write it."""
    picture(path.with_suffix(".png"))
    made = canvas(path)
    text = made.beginText(85, 760)
    text.setTextRenderMode(3)
    for line in BODY * 3:
        text.textLine(line)
    made.drawText(text)
    made.drawImage(str(path.with_suffix(".png")), 0, 0, 595.3, 841.9)
    made.save()
    return path


def covered(path: Path) -> Path:
    """Text drawn plainly, then a picture laid over it."""
    picture(path.with_suffix(".png"))
    made = canvas(path)
    write(made, BODY * 3)
    made.drawImage(str(path.with_suffix(".png")), 0, 0, 595.3, 841.9)
    made.save()
    return path


def stamped_scan(path: Path) -> Path:
    """A scan with only number and day written upon it."""
    picture(path.with_suffix(".png"))
    made = canvas(path)
    made.drawImage(str(path.with_suffix(".png")), 0, 0, 595.3, 841.9)
    made.setFont(font(), 13)
    write(made, ("Số 193", "ngày 5 tháng 3"))
    made.save()
    return path


def picture(path: Path, width: int = 827, height: int = 1169) -> Path:
    noise = numpy.random.default_rng(5).integers(0, 255, (height, width), dtype=numpy.uint8)
    Image.fromarray(noise).save(path)
    return path


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (without_mapping, "không cho biết"),
        (mapped_wrongly, "bảng ký tự"),
        (heading_without_mapping, "bảng ký tự"),
        (hidden_layer, "bị ẩn"),
        (covered, "bị ẩn"),
        (stamped_scan, "vài chữ đặt chồng lên"),
    ],
)
def test_a_text_layer_that_lies_is_read_by_ocr(
    tmp_path: Path, ocr: list[tuple[int, tuple[int, ...], float | None]], make: Callable[[Path], Path], why: str
) -> None:
    scan = read(make(tmp_path / "a.pdf"))
    (page,) = scan.pages
    assert page.origin is Origin.OCR
    assert len(ocr) == 1
    (notice,) = scan.notices
    assert (notice.code, notice.page) == ("text_layer_rejected", 1)
    assert why in notice.message
    assert scan.ocr is not None
    assert scan.ocr.languages == ("vie",)


def test_a_background_picture_does_not_make_a_scan(tmp_path: Path) -> None:
    picture(tmp_path / "paper.png")
    made = canvas(tmp_path / "a.pdf")
    made.drawImage(str(tmp_path / "paper.png"), 0, 0, 595.3, 841.9)
    made.setFont(font(), 13)
    write(made, BODY * 2)
    made.save()
    assert read(tmp_path / "a.pdf").pages[0].origin is Origin.TEXT_LAYER


@pytest.mark.parametrize(("width", "asked"), [(400, 200), (600, 300), (200, 200), (1200, 400)])
def test_a_scan_is_drawn_at_its_own_resolution(
    tmp_path: Path, ocr: list[tuple[int, tuple[int, ...], float | None]], width: int, asked: float
) -> None:
    """Coarse pictures are enlarged, very fine ones brought down. The page is two inches wide."""
    Image.new("1", (width, width), 0).save(tmp_path / "a.png")
    made = canvas(tmp_path / "a.pdf")
    made.setPageSize((144, 144))
    made.drawImage(str(tmp_path / "a.png"), 0, 0, 144, 144)
    made.save()
    read(tmp_path / "a.pdf")
    ((_, shape, dpi),) = ocr
    assert dpi == pytest.approx(asked, rel=0.01)
    assert shape == (2 * asked, 2 * asked, 3)


def test_mixed_pages_are_decided_page_by_page(
    tmp_path: Path, ocr: list[tuple[int, tuple[int, ...], float | None]]
) -> None:
    picture(tmp_path / "scan.png")
    made = canvas(tmp_path / "a.pdf")
    write(made)
    made.showPage()
    made.drawImage(str(tmp_path / "scan.png"), 0, 0, 595.3, 841.9)
    made.showPage()
    made.showPage()
    made.save()
    scan = read(tmp_path / "a.pdf")
    assert [page.origin for page in scan.pages] == [Origin.TEXT_LAYER, Origin.OCR, Origin.OCR]
    assert [number for number, _, _ in ocr] == [2]
    assert [(notice.code, notice.page) for notice in scan.notices] == [("page_blank", 3)]
    assert scan.source.pages == 3


def test_a_blank_paper_is_an_error(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    made.showPage()
    made.save()
    with pytest.raises(errors.BlankDocument):
        read(tmp_path / "a.pdf")


def test_a_page_that_ocr_gives_up_on_leaves_a_notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*_: object) -> None:
        raise errors.OcrFailed("tesseract took longer than 120 s")

    monkeypatch.setattr(vndocx.reading.recognition, "recognise", hang)
    picture(tmp_path / "scan.png")
    made = canvas(tmp_path / "a.pdf")
    write(made)
    made.showPage()
    made.drawImage(str(tmp_path / "scan.png"), 0, 0, 595.3, 841.9)
    made.save()
    scan = read(tmp_path / "a.pdf")
    assert [(notice.code, notice.page) for notice in scan.notices] == [("page_unreadable", 2)]
    with pytest.raises(errors.DamagedFile, match="longer than 120 s"):
        read(hidden_layer(tmp_path / "b.pdf"))


def test_a_picture_that_ends_too_soon_is_told(
    tmp_path: Path, ocr: list[tuple[int, tuple[int, ...], float | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reportlab.rl_config, "useA85", 0)  # scanners write the JPEG as it is
    noise = numpy.random.default_rng(5).integers(0, 255, (1169, 827), dtype=numpy.uint8)
    Image.fromarray(noise).save(tmp_path / "scan.jpg", quality=60)
    made = canvas(tmp_path / "a.pdf")
    made.drawImage(str(tmp_path / "scan.jpg"), 0, 0, 595.3, 841.9)
    made.save()
    content = (tmp_path / "a.pdf").read_bytes()
    start = content.index(b"stream", content.index(b"/DCTDecode")) + 8
    end = content.index(b"endstream", start)
    torn = content[: (start + end) // 2] + b"0" * (end - (start + end) // 2) + content[end:]
    (tmp_path / "torn.pdf").write_bytes(torn)
    assert read(tmp_path / "a.pdf").notices == ()
    scan = read(tmp_path / "torn.pdf")
    assert [notice.code for notice in scan.notices] == ["page_image_damaged"]


def image_pdf(path: Path, form: str, data: bytes, bits: int = 8) -> Path:
    """A PDF whose page is one grey picture of 600 by 800 pixels, its data as given."""
    content = b"q 595 0 0 842 0 0 cm /I Do Q"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /XObject << /I 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /XObject /Subtype /Image /Width 600 /Height 800 /ColorSpace /DeviceGray /BitsPerComponent %d "
        b"/Filter /%s /Length %d >>\nstream\n%s\nendstream" % (bits, form.encode(), len(data), data),
    )
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    path.write_bytes(out + b"xref\n0 6\n0000000000 65535 f \n" + table + end)
    return path


RUBBISH = numpy.random.default_rng(9).integers(0, 255, 6000, dtype=numpy.uint8).tobytes()


@pytest.mark.parametrize(
    ("form", "data", "bits"),
    [
        ("DCTDecode", RUBBISH, 8),
        ("JPXDecode", RUBBISH, 8),
        ("JBIG2Decode", RUBBISH, 1),
        ("FlateDecode", zlib.compress(b"\xff" * 9000)[:-6], 8),
    ],
)
def test_a_picture_that_cannot_be_decoded_is_no_blank_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, data: bytes, bits: int
) -> None:
    def blank(image: numpy.ndarray, dpi: float | None, number: int, settings: Settings) -> ReadPage:
        return Page(number, 595, 842, Origin.OCR), (Notice("page_blank", "blank", number),)

    monkeypatch.setattr(vndocx.reading.recognition, "recognise", blank)
    with pytest.raises(errors.DamagedFile, match="cannot be decoded"):
        read(image_pdf(tmp_path / "a.pdf", form, data, bits))
    with pytest.raises(errors.BlankDocument):
        read(image_pdf(tmp_path / "b.pdf", "FlateDecode", zlib.compress(b"\xff" * 480_000)))


def test_lines_printed_over_each_other_are_not_mixed(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    write(made, ("Số: 193/KH-UBND", "KẾ HOẠCH"))
    write(made, ("Dự thảo lần 2", "KẾ HOẠCH"), x=85.4, y=760.3)
    made.save()
    found = texts(read(tmp_path / "a.pdf").pages[0])
    assert sorted(found) == ["Dự thảo lần 2", "KẾ HOẠCH", "Số: 193/KH-UBND"]


def test_slanted_words_are_left_out_and_told(tmp_path: Path) -> None:
    made = canvas(tmp_path / "a.pdf")
    write(made)
    made.translate(200, 300)
    made.rotate(45)
    made.drawString(0, 0, "BẢN DỰ THẢO")
    made.save()
    scan = read(tmp_path / "a.pdf")
    assert texts(scan.pages[0]) == list(BODY)
    assert [notice.code for notice in scan.notices] == ["slanted_text_left_out"]


def test_the_same_file_gives_the_same_scan(tmp_path: Path) -> None:
    path = table(tmp_path / "a.pdf")
    assert read(path) == read(path)
