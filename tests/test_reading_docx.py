"""DOCX as printed: labels, tables, layouts, footnotes, text boxes; what is deleted or hidden is left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from vndocx.adapters.docx_numbering import Numbering
from vndocx.model.scan import Line, Origin, Page
from vndocx.reading import reader
from vndocx.settings import Settings


def read(document: Any, path: Path) -> Page:
    document.save(str(path / "paper.docx"))
    scan = reader(Settings())(path / "paper.docx")
    (page,) = scan.pages
    assert page.origin is Origin.PLAIN
    return page


def texts(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines]


def test_head_set_in_a_table_without_lines_is_read_column_by_column(tmp_path: Path) -> None:
    document = docx.Document()
    head = document.add_table(2, 2)
    head.cell(0, 0).text = "TỈNH ỦY AN THỊNH\n*"
    head.cell(0, 1).text = "ĐẢNG CỘNG SẢN VIỆT NAM"
    head.cell(1, 0).text = "Số 118-KH/TU"
    head.cell(1, 1).text = "An Thịnh, ngày 5 tháng 3 năm 2024"
    document.add_paragraph("KẾ HOẠCH")
    page = read(document, tmp_path)
    assert page.grids == ()
    assert texts(page.lines) == [
        "TỈNH ỦY AN THỊNH",
        "*",
        "Số 118-KH/TU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "An Thịnh, ngày 5 tháng 3 năm 2024",
        "KẾ HOẠCH",
    ]
    blocks = [line.block for line in page.lines]
    assert blocks[0] == blocks[1]
    assert len(set(blocks)) == 5


def test_task_table_with_merged_cells_stands_in_its_place(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("PHỤ LỤC NHIỆM VỤ")
    table = document.add_table(4, 3, style="Table Grid")
    for column, text in enumerate(("Nhiệm vụ", "Chủ trì", "Thời hạn")):
        table.cell(0, column).text = text
    table.cell(1, 0).merge(table.cell(1, 2)).text = "I. Công tác cán bộ"
    table.cell(2, 0).text = "Xây dựng đề án"
    table.cell(2, 1).merge(table.cell(3, 1)).text = "Ban Tổ chức"
    table.cell(2, 2).text = "Quý I"
    table.cell(3, 0).text = "Sơ kết"
    table.cell(3, 2).text = "Quý II"
    document.add_paragraph("Trên đây là nhiệm vụ của các cơ quan.")
    page = read(document, tmp_path)
    (grid,) = page.grids
    assert grid.before == 1
    found = {
        (cell.row, cell.column, cell.row_span, cell.column_span): " ".join(texts(cell.lines)) for cell in grid.cells
    }
    assert found == {
        (0, 0, 1, 1): "Nhiệm vụ",
        (0, 1, 1, 1): "Chủ trì",
        (0, 2, 1, 1): "Thời hạn",
        (1, 0, 1, 3): "I. Công tác cán bộ",
        (2, 0, 1, 1): "Xây dựng đề án",
        (2, 1, 2, 1): "Ban Tổ chức",
        (2, 2, 1, 1): "Quý I",
        (3, 0, 1, 1): "Sơ kết",
        (3, 2, 1, 1): "Quý II",
    }


def numbered(document: Any, levels: list[tuple[str, str, str]]) -> Any:
    """A paragraph maker for a list whose levels have a format, a pattern and a first number."""
    root = document.part.numbering_part.element
    xml = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for depth, (form, pattern, start) in enumerate(levels)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{xml}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))

    def add(text: str, depth: int = 0) -> None:
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="91"/></w:numPr>')
        )

    return add


def test_automatic_numbers_are_read_as_printed(tmp_path: Path) -> None:
    document = docx.Document()
    add = numbered(
        document,
        [("upperRoman", "%1-", "1"), ("decimal", "%2.", "1"), ("decimal", "%2.%3.", "1"), ("lowerLetter", "%4)", "1")],
    )
    for text, depth in (
        ("Mục đích", 0),
        ("Yêu cầu chung", 1),
        ("Yêu cầu riêng", 1),
        ("Về thời gian", 2),
        ("Về địa điểm", 2),
        ("đúng hạn", 3),
        ("đúng nơi", 3),
        ("Tổ chức thực hiện", 0),
        ("Phân công", 1),
    ):
        add(text, depth)
    assert texts(read(document, tmp_path).lines) == [
        "I- Mục đích",
        "1. Yêu cầu chung",
        "2. Yêu cầu riêng",
        "2.1. Về thời gian",
        "2.2. Về địa điểm",
        "a) đúng hạn",
        "b) đúng nơi",
        "II- Tổ chức thực hiện",
        "1. Phân công",
    ]


@pytest.mark.parametrize(
    ("form", "start", "label"),
    [
        ("upperLetter", "2", "B."),
        ("decimalZero", "7", "07."),
        ("lowerRoman", "4", "iv."),
        ("none", "1", "."),
        ("bullet", "1", "%1."),
    ],
)
def test_formats_of_numbers(tmp_path: Path, form: str, start: str, label: str) -> None:
    document = docx.Document()
    numbered(document, [(form, "%1.", start)])("Báo cáo kết quả thực hiện")
    assert texts(read(document, tmp_path).lines) == [f"{label} Báo cáo kết quả thực hiện"]


def test_bullets_of_symbol_fonts(tmp_path: Path) -> None:
    document = docx.Document()
    numbered(document, [("bullet", "\uf02d", "1")])("Ban Tổ chức Tỉnh ủy chủ trì")
    assert texts(read(document, tmp_path).lines) == ["- Ban Tổ chức Tỉnh ủy chủ trì"]


def test_headings_and_styles(tmp_path: Path) -> None:
    document = docx.Document()
    title = document.add_paragraph()
    title.add_run("KẾ HOẠCH").bold = True
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_heading("I- MỤC ĐÍCH", 2)
    document.add_paragraph("Nâng cao nhận thức của đảng viên").runs[0].italic = True
    first, heading, body = read(document, tmp_path).lines
    assert (first.style.bold, first.style.centred, first.heading) == (True, True, None)
    assert heading.heading == 2
    assert (body.style.italic, body.style.bold, body.style.centred) == (True, False, False)


def test_what_is_not_printed_is_left_out(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Giao Ban Tổ chức ")
    for xml in (
        "<w:del {} w:id='1' w:author='a'><w:r><w:delText>và Ban Dân vận </w:delText></w:r></w:del>",
        "<w:ins {} w:id='2' w:author='a'><w:r><w:t>chủ trì</w:t></w:r></w:ins>",
        "<w:r {}><w:rPr><w:vanish/></w:rPr><w:t> (bí mật)</w:t></w:r>",
        "<w:r {}><w:instrText> PAGE </w:instrText></w:r>",
    ):
        paragraph._p.append(parse_xml(xml.format(nsdecls("w"))))
    document.sections[0].header.paragraphs[0].text = "Tiêu đề đầu trang"
    document.sections[0].footer.paragraphs[0].text = "Trang 1"
    assert texts(read(document, tmp_path).lines) == ["Giao Ban Tổ chức chủ trì"]


def test_characters_of_word(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for inner in ("<w:t>Số 27</w:t>", "<w:noBreakHyphen/>", "<w:t>NQ/TU</w:t>", "<w:br/>", "<w:t>diện tích 12 m</w:t>"):
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inner}</w:r>"))
    paragraph.add_run("2").font.superscript = True
    run = paragraph.add_run(" tỉnh ủy")
    run.font.all_caps = True
    assert texts(read(document, tmp_path).lines) == ["Số 27-NQ/TU", "diện tích 12 m² TỈNH ỦY"]


def test_tabs_and_wide_blanks_part_columns_but_not_blanks_to_fill(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("TỈNH ỦY AN THỊNH\tĐẢNG CỘNG SẢN VIỆT NAM")
    document.add_paragraph("Số         -KH/TU\t\tAn Thịnh, ngày      tháng 3 năm 2024")
    document.add_paragraph("1.\tMục đích, yêu cầu")
    assert texts(read(document, tmp_path).lines) == [
        "TỈNH ỦY AN THỊNH",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số -KH/TU",
        "An Thịnh, ngày tháng 3 năm 2024",
        "1. Mục đích, yêu cầu",
    ]


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Kính gửi: Sở Nội vụ")
    names = " ".join(
        f'xmlns:{prefix}="{uri}"'
        for prefix, uri in (
            ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
            ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
            ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
            ("v", "urn:schemas-microsoft-com:vml"),
        )
    )
    box = "<w:txbxContent><w:p><w:r><w:t>HỎA TỐC</w:t></w:r></w:p></w:txbxContent>"
    paragraph._p.append(
        parse_xml(
            f"<w:r {names}><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>{box}"
            f"</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
            "</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    assert texts(read(document, tmp_path).lines) == ["Kính gửi: Sở Nội vụ", "HỎA TỐC"]


def test_footnotes_stand_at_the_end_with_their_mark(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Thực hiện Nghị quyết số 27-NQ/TU")
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
    document.add_paragraph("Yêu cầu các cấp ủy báo cáo.")
    note = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>'
        "<w:r><w:t>Ngày 15/3/2024 của Tỉnh ủy.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, note.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    assert texts(read(document, tmp_path).lines) == [
        "Thực hiện Nghị quyết số 27-NQ/TU¹",
        "Yêu cầu các cấp ủy báo cáo.",
        "¹ Ngày 15/3/2024 của Tỉnh ủy.",
    ]


def test_recipients_and_signature_side_by_side(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Trên đây là Kế hoạch của Ban Thường vụ.")
    end = document.add_table(1, 2)
    end.cell(0, 0).text = "Nơi nhận:\n- Các huyện ủy,\n- Lưu VPTU."
    end.cell(0, 1).text = "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nLê Văn Mẫu"
    assert texts(read(document, tmp_path).lines)[1:] == [
        "Nơi nhận:",
        "- Các huyện ủy,",
        "- Lưu VPTU.",
        "T/M BAN THƯỜNG VỤ",
        "PHÓ BÍ THƯ",
        "Lê Văn Mẫu",
    ]


def test_tables_within_tables_and_content_controls(tmp_path: Path) -> None:
    document = docx.Document()
    outer = document.add_table(2, 2, style="Table Grid")
    for cell, text in zip(outer._cells, ("Nội dung", "Thời hạn", "Sơ kết", ""), strict=True):
        cell.text = text
    outer.cell(1, 1).add_table(1, 1).cell(0, 0).text = "trước ngày 25/6/2024"
    control = parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Phần cuối của kế hoạch</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    document.element.body.insert(len(document.element.body) - 1, control)
    page = read(document, tmp_path)
    (grid,) = page.grids
    assert texts(grid.cells[-1].lines) == ["trước ngày 25/6/2024"]
    assert texts(page.lines) == ["Phần cuối của kế hoạch"]


def test_old_encodings_in_word_files(tmp_path: Path) -> None:
    document = docx.Document()
    run = document.add_paragraph().add_run("NghÞ quyÕt cña TØnh ñy")
    run.font.name = ".VnTime"
    run._r.rPr.rFonts.set(qn("w:hAnsi"), ".VnTime")
    assert texts(read(document, tmp_path).lines) == ["Nghị quyết của Tỉnh ủy"]


def test_absurd_figures_in_a_word_file_are_held_to_what_word_allows(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(2, 3, style="Table Grid")
    for cell in table._cells:
        cell.text = "Nội dung"
    properties = table.cell(1, 0)._tc.get_or_add_tcPr()
    properties.append(parse_xml(f'<w:gridSpan {nsdecls("w")} w:val="900000000"/>'))
    (grid,) = read(document, tmp_path).grids
    assert max(cell.column + cell.column_span for cell in grid.cells) < 100


def test_absurd_list_numbers_make_short_labels() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="900000000"/><w:numFmt w:val="lowerLetter"/>'
        f'<w:lvlText w:val="%{depth + 1})"/></w:lvl>'
        for depth in (0, 50_000_000)
    )
    numbering = Numbering.of(
        parse_xml(
            f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
        )
    )
    assert 1 < len(numbering.label("1", 0)) < 2000
    assert numbering.label("1", 50_000_000) == ""
