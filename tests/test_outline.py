"""The outline: each case of ``cases/outlines.txt`` is a paper with the level of each paragraph at its left."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from drawing import plain_scan

from vndocx.layout import lay_out
from vndocx.layout.labels import Kind, read_label
from vndocx.layout.outline import TITLE_LENGTH
from vndocx.model.layout import Layout, Section
from vndocx.text import fold, nfc

FILE = Path(__file__).parent / "cases" / "outlines.txt"
CASES = [
    (found["name"], found["lines"].strip("\n").split("\n"))
    for found in re.finditer(
        r"^=== (?P<name>\S+)\n(?P<lines>.*?)(?=^===|\Z)", FILE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
]


def laid_out(lines: list[str]) -> tuple[Layout, list[tuple[str, str]]]:
    """The layout of a case, each line a paragraph, and its lines as level and words."""
    marked = [(level, nfc(text)) for level, text in (line.split("| ", 1) for line in lines)]
    return lay_out(plain_scan("\n\n".join(text for _, text in marked))), marked


@pytest.mark.parametrize("lines", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_levels(lines: list[str]) -> None:
    layout, marked = laid_out(lines)
    starts = {section.heading.start: section.level for section in layout.sections()}
    found = []
    at = 0
    for _, text in marked:
        at = layout.text.index(text, at)
        depth = len(layout.section_path(at))
        found.append(f"{starts[at]}| {text}" if at in starts else f".{depth}| {text}")
        at += len(text)
    assert found == [f"{level}| {text}" for level, text in marked]


@pytest.mark.parametrize("lines", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_sections_nest_and_hold_their_words(lines: list[str]) -> None:
    layout, _ = laid_out(lines)
    ids = [section.id for section in layout.sections()]
    assert len(set(ids)) == len(ids)

    def check(sections: tuple[Section, ...], level: int) -> None:
        last = 0
        for section in sections:
            assert section.level == level
            assert last <= section.span.start
            last = section.span.end
            assert section.heading in section.span
            heading = section.heading.cut(layout.text)
            assert heading.startswith(section.label)
            assert len(section.title) <= 2 * TITLE_LENGTH
            assert "".join(section.title.split()) in "".join(heading.split())
            assert all(child.span in section.span for child in section.children)
            check(section.children, level + 1)

    check(layout.outline, 1)


def test_every_case_was_found() -> None:
    assert len(CASES) == FILE.read_text(encoding="utf-8").count("\n=== ")


def titles(text: str) -> list[tuple[str, str]]:
    return [(section.label, section.title) for section in lay_out(plain_scan(nfc(text))).sections()]


def test_title_of_a_heading_is_all_of_it() -> None:
    assert titles("III- TỔ CHỨC THỰC HIỆN\n\n2- Ban Tuyên giáo Huyện ủy") == [
        ("III-", "TỔ CHỨC THỰC HIỆN"),
        ("2-", "Ban Tuyên giáo Huyện ủy"),
    ]


def test_title_of_a_long_item_is_its_first_clause() -> None:
    long = "chủ trì, cùng các phòng và trạm y tế tham mưu Ban Thường vụ Huyện ủy mở đợt hiến máu tình nguyện; " * 2
    assert titles(f"1- Ban Tổ chức Huyện ủy: {long}") == [("1-", "Ban Tổ chức Huyện ủy")]
    ((label, title),) = titles(f"- Ban Tổ chức Huyện ủy {long}")
    assert label == "-"
    assert len(title) <= TITLE_LENGTH
    assert f"Ban Tổ chức Huyện ủy {long}".startswith(title + " ") or title.endswith("nguyện")


def test_annex_and_chapter_take_the_title_below_them() -> None:
    text = "Chương II\n\nTRÁCH NHIỆM CỦA CÁC BÊN\n\nĐiều 4. Sở Nội vụ\n\nPHỤ LỤC I\n\nDANH MỤC NHIỆM VỤ\n\n1. Nhiệm vụ chung"
    assert titles(text) == [
        ("Chương II", "TRÁCH NHIỆM CỦA CÁC BÊN"),
        ("Điều 4.", "Sở Nội vụ"),
        ("", "PHỤ LỤC I DANH MỤC NHIỆM VỤ"),
        ("1.", "Nhiệm vụ chung"),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("I- MỤC ĐÍCH", Kind.ROMAN, 1),
        ("IV. TỔ CHỨC", Kind.ROMAN, 4),
        ("lI- NỘI DUNG", Kind.ROMAN, 2),
        ("12- Kinh phí", Kind.NUMBER, 12),
        ("1.3. Thành phần", Kind.NUMBER_2, 3),
        ("2.1.4. Chỉ tiêu", Kind.NUMBER_3, 4),
        ("đ) Kinh phí", Kind.LETTER, 5),
        ("(3) Sở Y tế", Kind.BRACKET, 3),
        ("3) Sở Y tế", Kind.BRACKET, 3),
        ("(ii) Bản sao", Kind.SMALL_ROMAN, 2),
        ("Điều 5. Hiệu lực", Kind.DIEU, 5),
        ("Chương III", Kind.CHUONG, 3),
        ("Mục 2. Nhiệm vụ", Kind.MUC, 2),
        ("Phần thứ hai", Kind.PHAN, 2),
        ("- Tổ chức", Kind.DASH, 0),
        ("+ Tổ chức", Kind.PLUS, 0),
        ("* Tổ chức", Kind.STAR, 0),
        ("Bước 2: Triển khai", Kind.BUOC, 2),
    ],
)
def test_marks(text: str, kind: Kind, value: int) -> None:
    label = read_label(nfc(text), fold(nfc(text)))
    assert label is not None
    assert (label.kind, label.value) == (kind, value)


@pytest.mark.parametrize(
    "text",
    ["Phấn đấu đạt 100%", "2.315.608 hội viên", "19/10/2022 là ngày họp", "Điều kiện thi hành", "V/v họp giao ban",
     "điều 5 của Luật này", "Mục đích của hội nghị", "2024 là năm bản lề", "A Lưới là huyện miền núi", "Chương trình số 05", "94-KL/TW ngày 16/5/2022", "71/VBHN-BTP", "12/QĐ-UBND"],
)  # fmt: skip
def test_what_is_no_mark(text: str) -> None:
    assert read_label(nfc(text), fold(nfc(text))) is None


def test_signature_and_recipients_stand_in_no_section() -> None:
    text = (
        "I- TỔ CHỨC THỰC HIỆN\n\n1- Văn phòng theo dõi.\n\nNơi nhận:\n- Như trên,\n- Lưu VT.\n\n"
        "T/M BAN THƯỜNG VỤ\nBÍ THƯ\nLê Văn Hưng"
    )
    layout = lay_out(plain_scan(nfc(text)))
    assert layout.section_path(layout.text.index("theo dõi"))
    assert layout.section_path(layout.text.index("Như trên")) == ()
    assert layout.section_path(layout.text.index("Lê Văn Hưng")) == ()
