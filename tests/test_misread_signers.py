"""Signers whose name or post was misread under a seal."""

from __future__ import annotations

import pytest
from drawing import plain_scan, scan_of, words_at

from vndocx.layout import lay_out
from vndocx.layout.misread import misread_name, right_name
from vndocx.model.layout import Signature
from vndocx.model.scan import Line, Origin, Page

HEAD = "BỘ Y TẾ\n\nSố: 12/QĐ-BYT\n\nQUYẾT ĐỊNH\nVề việc giao chỉ tiêu\n\nĐiều 1. Giao chỉ tiêu cho các đơn vị.\n\n"


def signature(lines: str) -> Signature:
    (found,) = lay_out(plain_scan(HEAD + "Nơi nhận:\n- Như Điều 1;\n\n" + lines)).letterhead.signatures
    return found


@pytest.mark.parametrize(
    ("printed", "right"),
    [
        ("Lề Quốc Bá", "Lê Quốc Bá"),
        ("LêQuốc Bá", "Lê Quốc Bá"),
        ("Nguyên Văn Tám", "Nguyễn Văn Tám"),
        ("Hoang Thị Bảy", "Hoàng Thị Bảy"),
        ("TRÀN VĂN TÁM", "TRẦN VĂN TÁM"),
        ("Hồ Văn Tám", "Hồ Văn Tám"),
        ("Bà Tiến Hai", "Bà Tiến Hai"),
    ],
)
def test_a_surname_can_be_but_one(printed: str, right: str) -> None:
    assert right_name(printed) == right


@pytest.mark.parametrize("printed", ["Ban Tổ Chức", "Hồ Văn Tám", "Đô thị Xanh", "Lê", "Lề", "noang Hữu Lẫm"])
def test_what_is_no_misread_name(printed: str) -> None:
    assert not misread_name(printed)


@pytest.mark.parametrize(
    ("lines", "authority", "title"),
    [
        ("KT. BỘ TRƯỞNG\nTHÚ TRƯỞNG", "KT.", "Thứ trưởng"),
        ("KT, CỤC TRƯỞNG\nPHÔCỤC TRƯỞNG", "KT.", "Phó Cục trưởng"),
        ("KT. CHỦ TỊCH\nLPÓ CHỦ TỊCH", "KT.", "Phó Chủ tịch"),
        ("KT. GIÁM ĐỐC\nPHÓ TỔNG GIÁM ĐỐC", "KT.", "Phó Tổng Giám đốc"),
        ("TM ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "TM.", "Chủ tịch"),
        ("TL: BỘ TRƯỞNG\nVỤ TRƯỞNG", "TL.", "Vụ trưởng"),
    ],
)
def test_the_deputy_of_the_one_signed_for(lines: str, authority: str, title: str) -> None:
    found = signature(f"{lines}\n\nLề Quốc Bá")
    assert (found.authority, found.title) == (authority, title)
    assert found.name is not None
    assert found.name.value == "Lê Quốc Bá"


def test_a_national_heading_with_one_small_letter_is_the_right_column() -> None:
    rows = [
        (90.0, 54.0, "BỘ XÂY DỰNG"),
        (277.0, 54.0, "CỘNG HÒA Xã HỘI CHỦ NGHĨA VIỆT NAM"),
        (326.0, 74.0, "Độc lập - Tự do - Hạnh phúc"),
        (108.0, 100.0, "Số: 28/QĐ-BXD"),
        (310.0, 103.0, "Hà Nội, ngày 14 tháng 10 năm 2025"),
        (250.0, 140.0, "QUYẾT ĐỊNH"),
    ]
    lines = tuple(Line(words_at(x, y, text, 12.0), block) for block, (x, y, text) in enumerate(rows))
    text = lay_out(scan_of((Page(1, 595.0, 842.0, Origin.OCR, lines),))).text
    assert text.splitlines()[:3] == ["BỘ XÂY DỰNG", "Số: 28/QĐ-BXD", "CỘNG HÒA Xã HỘI CHỦ NGHĨA VIỆT NAM"]


@pytest.mark.parametrize(("sure", "title"), [(0.99, "Vụ trưởng"), (0.6, None)])
def test_a_short_word_off_its_line_is_dirt_only_where_it_was_hardly_read(sure: float, title: str | None) -> None:
    rows = [
        words_at(86, 400, "Điều 1. Giao chỉ tiêu cho các đơn vị trong năm nay như sau đây./."),
        words_at(87, 470, "Nơi nhận:"),
        words_at(357, 470, "TL. BỘ TRƯỞNG"),
        words_at(87, 485, "- Như Điều 1;"),
        (*words_at(372, 485, "VỤ", confidence=sure), *words_at(412, 485, "TRƯỞNG")),
        words_at(379, 577, "Lê Quốc Bá"),
    ]
    lines = tuple(Line(words, block) for block, words in enumerate(rows))
    layout = lay_out(scan_of((Page(1, 595.0, 842.0, Origin.OCR, lines),)))
    assert layout.letterhead.signatures[0].title == title
