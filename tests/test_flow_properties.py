"""What holds of every layout: spans cut their words, paragraphs do not overlap, no word of the print is lost."""

from __future__ import annotations

import time

from drawing import scan_of, words_at
from hypothesis import given, settings
from hypothesis import strategies as st

from vndocx.geometry import Box
from vndocx.layout.flow import flow
from vndocx.model.layout import Layout
from vndocx.model.scan import Cell, Grid, Line, Origin, Page, Scan, Word

WORDS = st.sampled_from(
    [
        "Ban",
        "Thường",
        "vụ",
        "Tỉnh",
        "ủy",
        "KẾ",
        "HOẠCH",
        "Nơi",
        "nhận:",
        "-",
        "+",
        "1.",
        "a)",
        "I-",
        "Điều",
        "5.",
        "ngày",
        "12/4/2024",
        "57-",
        "NQ/TW",
        "QĐ-",
        "UBND,",
        "của",
        "và;",
        "Số",
        "CỘNG",
        "HÒA",
        "XÃ",
        "HỘI",
        "T/M",
        "BÍ",
        "THƯ",
        "(khóa",
        "XIII)",
        "Kính",
        "gửi:",
        "PHỤ",
        "LỤC",
        "./.",
        "…",
        "2025",
        "khoản",
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)


@st.composite
def pages(draw: st.DrawFn) -> Scan:
    made = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        placed = draw(st.booleans())
        lines = []
        for index, text in enumerate(draw(st.lists(TEXTS, max_size=12))):
            x, y = draw(st.integers(60, 330)), 60 + 18 * index + draw(st.integers(-6, 6))
            words = words_at(x, y, text) if placed else tuple(map(Word, text.split()))
            lines.append(Line(words, draw(st.integers(0, index // 3))))
        grids = []
        for _ in range(draw(st.integers(0, 1))):
            cells = tuple(Cell(row, column, (Line((Word(draw(WORDS)),)),)) for row in range(2) for column in range(3))
            grids.append(Grid(cells, draw(st.integers(0, len(lines))), Box(60, 300, 500, 400) if placed else None))
        origin = Origin.TEXT_LAYER if placed else Origin.PLAIN
        made.append(Page(number, 595.0, 842.0, origin, tuple(lines), tuple(grids)))
    return scan_of(tuple(made))


def check(layout: Layout) -> None:
    assert all(word.span.end <= after.span.start for word, after in zip(layout.words, layout.words[1:], strict=False))
    assert layout.text == "\n".join(paragraph.span.cut(layout.text) for paragraph in layout.paragraphs)
    for paragraph in layout.paragraphs:
        assert "\n" not in paragraph.span.cut(layout.text)
        assert paragraph.lines[0].start == paragraph.span.start
        assert paragraph.lines[-1].end == paragraph.span.end
    for table in layout.tables:
        for row in (*table.rows, *([table.header] if table.header else [])):
            assert all(cell.text == cell.span.cut(layout.text) for cell in row)


@given(pages())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_layout_holds_together(scan: Scan) -> None:
    layout = flow(scan)
    check(layout)
    given_words = sorted(
        word.text
        for page in scan.pages
        for line in (*page.lines, *(line for grid in page.grids for cell in grid.cells for line in cell.lines))
        for word in line.words
    )
    found = sorted(word.span.cut(layout.text) for word in layout.words)
    lost = list(given_words)
    for word in found:
        lost.remove(word)
    assert all(not any(map(str.isalpha, word)) for word in lost), f"lost {lost}"


def test_time_grows_with_the_paper_and_not_faster() -> None:
    def paper(lines: int) -> Scan:
        per_page = 40
        return scan_of(
            tuple(
                Page(
                    number + 1,
                    595.0,
                    842.0,
                    Origin.TEXT_LAYER,
                    tuple(
                        Line(words_at(87, 60 + 17 * index, "Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy thực hiện"), index)
                        for index in range(per_page)
                    ),
                )
                for number in range(lines // per_page)
            )
        )

    def seconds(scan: Scan) -> float:
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            flow(scan)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(paper(1600)) < 8 * seconds(paper(400))


def test_running_head_stands_once_and_a_forms_head_stays() -> None:
    def page(number: int, top: str) -> Page:
        lines = (Line(words_at(200, 30, top), 0), Line(words_at(87, 200, f"Nội dung của trang thứ {number}."), 1))
        return Page(number, 595.0, 842.0, Origin.TEXT_LAYER, lines)

    report = flow(scan_of(tuple(page(number, "Báo cáo năm 2024") for number in range(1, 5))))
    assert report.text.count("Báo cáo năm 2024") == 1
    forms = flow(scan_of(tuple(page(number, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") for number in range(1, 5))))
    assert forms.text.count("CỘNG HÒA") == 4
