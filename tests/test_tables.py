"""Grids become tables: header, merged cells, pages, and grids that are no tables at all."""

from __future__ import annotations

from dataclasses import replace

from drawing import scan_of

from vndocx.layout.flow import flow
from vndocx.layout.printed import Printed, Region
from vndocx.layout.tables import torn_rows_mended
from vndocx.model.layout import Layout, Zone
from vndocx.model.scan import Cell, Grid, Line, Origin, Page, Word


def cell(row: int, column: int, text: str, high: int = 1, wide: int = 1) -> Cell:
    lines = tuple(Line(tuple(map(Word, part.split()))) for part in text.split("\n") if part)
    return Cell(row, column, lines, high, wide)


def laid(*grids: Grid, lines: tuple[Line, ...] = ()) -> Layout:
    pages = tuple(
        Page(number, 595.0, 842.0, Origin.PLAIN, lines if number == 1 else (), (grid,))
        for number, grid in enumerate(grids, 1)
    )
    return flow(scan_of(pages))


def texts(layout: Layout) -> list[list[str]]:
    return [[one.text for one in row] for row in layout.tables[0].rows]


HEAD = (cell(0, 0, "STT"), cell(0, 1, "Nội dung công việc"), cell(0, 2, "Cơ quan chủ trì"))


def test_cells_are_spans_of_the_text() -> None:
    layout = laid(Grid((*HEAD, cell(1, 0, "1"), cell(1, 1, "Lập dự toán"), cell(1, 2, "")), 0))
    table = layout.tables[0]
    assert [one.text for one in table.header] == ["STT", "Nội dung công việc", "Cơ quan chủ trì"]
    assert texts(layout) == [["1", "Lập dự toán", ""]]
    assert all(one.span.cut(layout.text) == one.text for one in (*table.header, *table.rows[0]))
    assert {paragraph.zone for paragraph in layout.paragraphs} == {Zone.TABLE}
    assert {paragraph.table for paragraph in layout.paragraphs} == {table.id}


def test_merged_cell_stands_in_each_place_it_covers() -> None:
    layout = laid(
        Grid(
            (
                *HEAD,
                *(cell(1, 0, "1"), cell(1, 1, "Tập huấn"), cell(1, 2, "Phòng Nội vụ", high=2)),
                *(cell(2, 0, "2"), cell(2, 1, "Kiểm tra"), cell(3, 0, "B. VIỆC KHÁC", wide=3)),
            ),
            0,
        )
    )
    rows = layout.tables[0].rows
    assert texts(layout)[1] == ["2", "Kiểm tra", "Phòng Nội vụ"]
    assert rows[0][2].span == rows[1][2].span
    assert texts(layout)[2] == ["B. VIỆC KHÁC"] * 3
    assert layout.text.count("Phòng Nội vụ") == 1


def test_header_of_two_rows_and_a_row_that_counts_the_columns() -> None:
    layout = laid(
        Grid(
            (
                *(cell(0, 0, "TT", high=2), cell(0, 1, "Nhiệm vụ", high=2), cell(0, 2, "Thời gian", wide=2)),
                *(cell(1, 2, "Bắt đầu"), cell(1, 3, "Kết thúc")),
                *(cell(2, number, f"({number + 1})") for number in range(4)),
                *(cell(3, 0, "1"), cell(3, 1, "Sơ kết"), cell(3, 2, "6/2025"), cell(3, 3, "7/2025")),
            ),
            0,
        )
    )
    assert [one.text for one in layout.tables[0].header] == ["TT", "Nhiệm vụ", "Bắt đầu", "Kết thúc"]
    assert texts(layout) == [["1", "Sơ kết", "6/2025", "7/2025"]]


def test_table_over_two_pages_with_a_head_misread_the_second_time() -> None:
    again = (cell(0, 0, "STT"), cell(0, 1, "Nội dung cõng việc"), cell(0, 2, "Cơ quan chủ trì"))
    layout = laid(
        Grid((*HEAD, cell(1, 0, "1"), cell(1, 1, "Khảo sát"), cell(1, 2, "Sở Y tế")), 0),
        Grid((*again, cell(1, 0, "2"), cell(1, 1, "Báo cáo"), cell(1, 2, "Sở Y tế")), 0),
    )
    assert len(layout.tables) == 1
    assert texts(layout) == [["1", "Khảo sát", "Sở Y tế"], ["2", "Báo cáo", "Sở Y tế"]]
    assert "cõng" not in layout.text


def test_grid_around_the_head_is_no_table() -> None:
    grid = Grid(
        (
            *(cell(0, 0, "HUYỆN ỦY AN PHÚ\nBAN TỔ CHỨC"), cell(0, 1, "ĐẢNG CỘNG SẢN VIỆT NAM")),
            *(cell(1, 0, "Số 9-TB/BTCHU"), cell(1, 1, "An Phú, ngày 03 tháng 4 năm 2024")),
        ),
        0,
    )
    layout = laid(grid)
    assert not layout.tables
    assert layout.text.split("\n") == [
        "HUYỆN ỦY AN PHÚ",
        "BAN TỔ CHỨC",
        "Số 9-TB/BTCHU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "An Phú, ngày 03 tháng 4 năm 2024",
    ]
    assert {paragraph.zone for paragraph in layout.paragraphs} == {Zone.HEAD}


def test_grid_around_the_end_is_no_table() -> None:
    layout = laid(Grid((cell(0, 0, "Nơi nhận:\n- Như trên;"), cell(0, 1, "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC")), 0))
    assert not layout.tables
    assert [paragraph.zone for paragraph in layout.paragraphs] == [Zone.RECIPIENTS] * 2 + [Zone.SIGNATURE] * 2


def test_table_stands_where_it_stood_between_the_lines() -> None:
    lines = tuple(Line((Word("Trước."),), 0) if number == 0 else Line((Word("Sau."),), 1) for number in range(2))
    layout = laid(Grid((*HEAD, cell(1, 0, "1"), cell(1, 1, "Việc"), cell(1, 2, "Phòng")), 1), lines=lines)
    assert layout.text.startswith("Trước.\nSTT\n")
    assert layout.text.endswith("\nPhòng\nSau.")


def test_footnotes_between_the_pages_of_a_table_stand_behind_the_row_that_the_page_tears() -> None:
    def printed(text: str, page: int, place: tuple[int, int] | None) -> Printed:
        line = Printed.of(Line(tuple(map(Word, text.split()))), page, Region.TABLE if place else Region.FOOTNOTE)
        return replace(line, cell=("t1", *place) if place else None)

    lines = [
        printed("1", 1, (1, 0)),
        printed("Lập dự toán", 1, (1, 1)),
        printed("2", 1, (2, 0)),
        printed("Mở lớp tập huấn", 1, (2, 1)),
        printed("Sở Tư", 1, (2, 2)),
        printed("1 Theo kế hoạch năm.", 1, None),
        printed("cho cán bộ xã", 2, (2, 1)),
        printed("pháp", 2, (2, 2)),
        printed("3", 2, (3, 0)),
    ]
    assert [line.text for line in torn_rows_mended(lines)] == [
        "1", "Lập dự toán", "2", "Mở lớp tập huấn", "cho cán bộ xã", "Sở Tư", "pháp", "1 Theo kế hoạch năm.", "3",
    ]  # fmt: skip
