"""Text and Markdown: marks out, list marks kept, tables told from layouts, columns parted."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from vndocx import errors
from vndocx.model.scan import Page
from vndocx.reading import reader
from vndocx.reading.markdown import is_rule, list_mark, unmarked
from vndocx.settings import Settings


def read(path: Path, text: str) -> Page:
    file = path / "paper.md"
    file.write_text(text, encoding="utf-8")
    return reader(Settings())(file).pages[0]


def rows(page: Page, index: int = 0) -> list[list[str]]:
    made: dict[int, list[str]] = {}
    for cell in page.grids[index].cells:
        made.setdefault(cell.row, []).append(" ".join(line.text for line in cell.lines))
    return list(made.values())


@pytest.mark.parametrize(
    ("raw", "printed"),
    [
        ("**KẾ HOẠCH**", "KẾ HOẠCH"),
        ("*Hà Nội, ngày 5 tháng 3*", "Hà Nội, ngày 5 tháng 3"),
        ("**1.** Nâng cao *nhận thức*", "1. Nâng cao nhận thức"),
        ("***Nơi nhận:***", "Nơi nhận:"),
        ("## Kế hoạch số 5 ##", "Kế hoạch số 5"),
        ("*", "*"),
        ("\\*", "*"),
        ("* Ban Tổ chức", "* Ban Tổ chức"),
        ("*   a) Tại tỉnh:", "*   a) Tại tỉnh:"),
        ("\\- Như trên;", "- Như trên;"),
        ("**1\\. Tăng cường**", "1. Tăng cường"),
        ("- Lưu VPTU.", "- Lưu VPTU."),
        ("+ Sở Nội vụ", "+ Sở Nội vụ"),
        ("Biểu số 2 (*) kèm theo", "Biểu số 2 (*) kèm theo"),
        ("diện tích 5*3 m", "diện tích 5*3 m"),
        ("Phần một<br>Phần hai", "Phần một Phần hai"),
        ("<b>QUYẾT ĐỊNH</b>", "QUYẾT ĐỊNH"),
        ("<Cơ quan, đơn vị> gửi về", "<Cơ quan, đơn vị> gửi về"),
        ("Bộ NN&amp;MT&nbsp;và", "Bộ NN&MT\u00a0và"),
        ("Bộ NN&MT; Bộ KH&CN", "Bộ NN&MT; Bộ KH&CN"),
        ("theo [Nghị quyết 27](https://example.vn/27)", "theo Nghị quyết 27"),
        ("![con dấu](seal.png)", ""),
        ("-------", ""),
        ("\\---------------", ""),
        ("** **", ""),
        ("**          **", ""),
        ("* * *", ""),
        ("__________", ""),
    ],
)
def test_marks_are_taken_out(raw: str, printed: str) -> None:
    assert unmarked(raw) == printed


@pytest.mark.parametrize("word", ["-", "+", "*", "1.", "a)", "đ)", "IV-", "2.1.", "(3)", "•", "12)"])
def test_list_marks(word: str) -> None:
    assert list_mark(word)
    assert not is_rule(word)


@pytest.mark.parametrize("word", ["Số", "TỈNH", "2024", "57-NQ/TW", ""])
def test_no_list_marks(word: str) -> None:
    assert not list_mark(word)


def test_blocks_and_headings(tmp_path: Path) -> None:
    page = read(
        tmp_path,
        "# Kế hoạch\nThực hiện nghị quyết\ncủa Tỉnh ủy\n\n---\n\nI- MỤC ĐÍCH\n### 1. Yêu cầu\nNâng cao nhận thức\n",
    )
    assert [(line.block, line.heading, line.text) for line in page.lines] == [
        (0, 1, "Kế hoạch"),
        (1, None, "Thực hiện nghị quyết"),
        (1, None, "của Tỉnh ủy"),
        (2, None, "I- MỤC ĐÍCH"),
        (3, 3, "1. Yêu cầu"),
        (4, None, "Nâng cao nhận thức"),
    ]
    assert all(word.box is None and word.confidence == 1.0 for line in page.lines for word in line.words)


def test_columns_of_typed_text(tmp_path: Path) -> None:
    page = read(
        tmp_path,
        "TỈNH ỦY AN THỊNH          ĐẢNG CỘNG SẢN VIỆT NAM\n"
        "Số:        -KH/TU\t\tAn Thịnh, ngày      tháng 3 năm 2024\n"
        "   -    Các huyện ủy, thành ủy\n"
        "1.\t  Mục đích\n",
    )
    assert [line.text for line in page.lines] == [
        "TỈNH ỦY AN THỊNH",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số: -KH/TU",
        "An Thịnh, ngày tháng 3 năm 2024",
        "- Các huyện ủy, thành ủy",
        "1. Mục đích",
    ]


def test_a_markdown_table(tmp_path: Path) -> None:
    page = read(
        tmp_path,
        "Phân công như sau:\n\n| TT | Nhiệm vụ | Thời hạn |\n|----|:--------:|---|\n| **1** | Sơ kết<br>năm | Quý II |\n"
        "| 2 | Tổng kết | |\n\nTrên đây là phân công.\n",
    )
    assert page.grids[0].before == 1
    assert rows(page) == [["TT", "Nhiệm vụ", "Thời hạn"], ["1", "Sơ kết năm", "Quý II"], ["2", "Tổng kết", ""]]
    assert [line.text for line in page.lines] == ["Phân công như sau:", "Trên đây là phân công."]


def test_a_table_without_outer_pipes(tmp_path: Path) -> None:
    page = read(tmp_path, "TT | Nhiệm vụ | Chủ trì\n1 | Sơ kết công tác | Sở Nội vụ\n2 | Tổng kết | Ban Tổ chức\n")
    assert rows(page) == [
        ["TT", "Nhiệm vụ", "Chủ trì"],
        ["1", "Sơ kết công tác", "Sở Nội vụ"],
        ["2", "Tổng kết", "Ban Tổ chức"],
    ]


def test_a_head_drawn_with_pipes_is_no_table(tmp_path: Path) -> None:
    page = read(
        tmp_path,
        "|\n**TỈNH ỦY AN THỊNH**\n*\n|\n**ĐẢNG CỘNG SẢN VIỆT NAM**\n-----\n|\n|\nSố 118-KH/TU\n|\n"
        "*An Thịnh, ngày 5\ntháng 3 năm 2024*\n|\n\n\n**KẾ HOẠCH**\n",
    )
    assert page.grids == ()
    assert [line.text for line in page.lines] == [
        "TỈNH ỦY AN THỊNH",
        "*",
        "Số 118-KH/TU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "An Thịnh, ngày 5",
        "tháng 3 năm 2024",
        "KẾ HOẠCH",
    ]
    assert len({line.block for line in page.lines}) == 5


def test_a_head_in_one_line_of_pipes(tmp_path: Path) -> None:
    page = read(
        tmp_path,
        "UBND TỈNH AN THỊNH |  | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/KH-UBND |  | An Thịnh, ngày 5 tháng 3\n",
    )
    assert page.grids == ()
    assert [line.text for line in page.lines][:2] == ["UBND TỈNH AN THỊNH", "Số: 12/KH-UBND"]


LONE = (
    "|\n**TT**\n|\n**Nhiệm vụ**\n|\n**Thời hạn**\n|\n|\n**I**\n|\n**Công tác cán bộ**\n|\n|\n1\n|\nXây dựng\nđề án\n|\n"
    "Quý I\n|\n|\n2\n|\nSơ kết\n|\n|\n|\n3\n|\nTổng kết\n|\nQuý IV\n|\n\nTrên đây là nhiệm vụ.\n"
)


def test_a_table_of_lone_pipes(tmp_path: Path) -> None:
    page = read(tmp_path, LONE)
    assert rows(page) == [
        ["TT", "Nhiệm vụ", "Thời hạn"],
        ["I", "Công tác cán bộ"],
        ["1", "Xây dựng đề án", "Quý I"],
        ["2", "Sơ kết", ""],
        ["3", "Tổng kết", "Quý IV"],
    ]
    heading = next(cell for cell in page.grids[0].cells if (cell.row, cell.column) == (1, 1))
    assert heading.column_span == 2
    assert [line.text for line in page.lines] == ["Trên đây là nhiệm vụ."]


def test_a_table_printed_in_characters_is_joined_to_rows(tmp_path: Path) -> None:
    page = read(
        tmp_path,
        "|TT |Nhiệm vụ            |Thời hạn    |\n"
        "|1  |Xây dựng đề án sắp  |Quý I       |\n"
        "|   |xếp tổ chức         |            |\n"
        "|2  |Tổng kết            |Quý IV      |\n",
    )
    assert rows(page) == [
        ["TT", "Nhiệm vụ", "Thời hạn"],
        ["1", "Xây dựng đề án sắp xếp tổ chức", "Quý I"],
        ["2", "Tổng kết", "Quý IV"],
    ]


def test_pages_of_a_text_file(tmp_path: Path) -> None:
    file = tmp_path / "paper.txt"
    file.write_text("Trang một của kế hoạch\f Trang hai của kế hoạch\f\n", encoding="utf-8")
    scan = reader(Settings())(file)
    assert [page.number for page in scan.pages] == [1, 2]
    assert scan.source.pages == 2


def test_short_and_bare_papers_are_not_refused(tmp_path: Path) -> None:
    assert read(tmp_path, "Kính gửi: Sở Nội vụ").lines
    assert read(tmp_path, "TM. UBND").lines
    file = tmp_path / "bare.txt"
    file.write_text("Thuc hien Nghi quyet cua Tinh uy, cac huyen uy bao cao ket qua truoc ngay 25 thang 6 nam 1984.")
    assert [notice.code for notice in reader(Settings())(file).notices] == ["text_without_marks"]


PIECES = some.sampled_from(
    [
        "|",
        "\n",
        "|\n",
        "**",
        "*",
        "# ",
        "Kế hoạch",
        "Sở Nội vụ",
        "-",
        "---",
        " ",
        "   ",
        "\t",
        "\\",
        "<br>",
        "1.",
        "`",
        "&amp;",
        "\f",
    ]
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(PIECES, max_size=60))
def test_any_markdown_is_read_and_loses_no_word(tmp_path: Path, pieces: list[str]) -> None:
    file = tmp_path / "any.md"
    text = "".join(pieces)
    file.write_text(text, encoding="utf-8", newline="")
    try:
        scan = reader(Settings())(file)
    except (errors.BlankDocument, errors.EmptyFile):
        assert "Sở" not in text
        return
    words = [
        word.text
        for page in scan.pages
        for lines in (page.lines, *(cell.lines for grid in page.grids for cell in grid.cells))
        for line in lines
        for word in line.words
    ]
    assert " ".join(words).count("Sở") == text.count("Sở")
    for page in scan.pages:
        for grid in page.grids:
            assert 0 <= grid.before <= len(page.lines)


def test_hostile_text_is_read_in_seconds(tmp_path: Path) -> None:
    begun = time.process_time()
    for hostile in (
        "|\n" * 5_000,
        "| a " * 5_000,
        "*" * 15_000,
        "[" * 5_000,
        "<" * 5_000,
        "&" * 5_000,
        "số:   " * 5_000,
    ):
        try:
            read(tmp_path, hostile + "\nKế hoạch của Sở Nội vụ")
        except errors.InputError:
            continue
    assert time.process_time() - begun < 20
