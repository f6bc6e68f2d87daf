"""Exports, each read back by a reader that others use."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree

import icalendar
import networkx
import openpyxl
import pytest
import recurring_ical_events

from vndocx import Record, dump, load, standard
from vndocx.export.calendar import write_calendar
from vndocx.export.delimited import cell, write_csv, write_document_fields
from vndocx.export.graph import gaps, graph_of, write_dot, write_graphml
from vndocx.export.item import Item, deadline_key, fact_key
from vndocx.export.linked import akoma_ntoso, web_annotations
from vndocx.export.tables import TABLES
from vndocx.export.xlsx import write_xlsx

PLAN = """TỈNH ỦY LAM GIANG
*
Số 12-KH/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Lam Thành, ngày 08 tháng 01 năm 2024

KẾ HOẠCH
về phát triển văn hóa đọc

Thực hiện Chỉ thị số 40-CT/TW ngày 02/3/2023 của Ban Bí thư về văn hóa đọc, Ban Thường vụ Tỉnh ủy xây dựng kế hoạch như sau:

1- Ban Dân vận Tỉnh ủy chủ trì, phối hợp với Sở Thông tin và Truyền thông tổ chức ngày hội đọc sách trước ngày 21/4/2024.

2- Văn phòng Tỉnh ủy theo dõi, báo cáo kết quả về Thường trực Tỉnh ủy trước ngày 15/12 hằng năm.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Kiều Văn Mão
"""


@pytest.fixture(scope="module")
def item(tmp_path_factory: pytest.TempPathFactory) -> Item:
    path = tmp_path_factory.mktemp("papers") / "a b" / "kế hoạch.txt"
    path.parent.mkdir()
    path.write_text(PLAN, encoding="utf-8")
    return Item(standard()(path), "a b/kế hoạch.txt", str(path.parent.parent))


def renumbered(item: Item, number: str, issued: str, name: str) -> Item:
    given = json.loads(dump(item.record))
    given["id"] = name.ljust(64, "0")
    given["document"]["number"], given["document"]["issued"] = number, issued
    return Item(load(Record, json.dumps(given)), name)


def opened(path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(path.read_bytes()))


def test_every_row_is_as_long_as_its_head(item: Item) -> None:
    for table in TABLES.values():
        rows = list(table.rows(item))
        assert rows, table.name
        assert {len(row) for row in rows} == {len(table.heads)}


def test_csv_holds_the_assignments(item: Item) -> None:
    out = io.StringIO(newline="")
    count = write_csv([item], "assignments", out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert len(rows) == count == len(item.record.assignments)
    lead = next(row for row in rows if row["Vai trò"] == "Chủ trì")
    assert lead["Chủ trì, thực hiện"] == "Ban Dân vận Tỉnh ủy"
    assert lead["Phối hợp"] == "Sở Thông tin và Truyền thông"
    assert lead["Hạn cuối"] == "2024-04-20"


@pytest.mark.parametrize("words", ["=1+1", "+84", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_csv_cell_cannot_become_a_formula(words: str) -> None:
    assert cell(words) == "'" + words


def test_xlsx_has_dates_links_and_no_formula(item: Item, tmp_path: Path) -> None:
    write_xlsx([item], tmp_path / "a.xlsx")
    book = opened(tmp_path / "a.xlsx")
    assert book.sheetnames == [table.title for table in TABLES.values()]
    sheet = book["Thời hạn"]
    heads = [one.value for one in sheet[1]]
    due = [row[heads.index("Hạn cuối")] for row in sheet.iter_rows(min_row=2)]
    assert datetime(2024, 4, 20) in [one.value for one in due]
    links = [row[heads.index("Mở tệp")].hyperlink for row in sheet.iter_rows(min_row=2)]
    address = item.link(1)
    assert address is not None
    assert {f"{link.target}#{link.location}" for link in links} == {address.replace("file:", "FILE:")}
    assert all(one.data_type != "f" for each in book for row in each.iter_rows() for one in row)


def test_xlsx_keeps_a_formula_as_text(item: Item, tmp_path: Path) -> None:
    hostile = renumbered(item, "=HYPERLINK(1)", "2024-01-08", "hostile")
    write_xlsx([hostile], tmp_path / "a.xlsx")
    sheet = opened(tmp_path / "a.xlsx")["Văn bản"]
    found = [one for row in sheet.iter_rows(min_row=2) for one in row if one.value == "=HYPERLINK(1)"]
    assert [one.data_type for one in found] == ["s"]


@pytest.mark.parametrize("entries", ["todo", "event"])
def test_calendar_keeps_its_uids(item: Item, entries: str) -> None:
    first, inside, _ = write_calendar([item], entries)  # type: ignore[arg-type]
    again, _, _ = write_calendar([item], entries)  # type: ignore[arg-type]
    assert first == again
    calendar = icalendar.Calendar.from_ical(first)
    found = calendar.walk("VTODO" if entries == "todo" else "VEVENT")
    assert len(found) == inside == 2
    assert len({one["UID"] for one in found}) == 2
    assert all(one.walk("VALARM") for one in found)


def test_calendar_expands_a_yearly_term_to_the_last_day_in_time(item: Item) -> None:
    content, _, _ = write_calendar([item], "event")
    calendar = icalendar.Calendar.from_ical(content)
    days = [one["DTSTART"].dt for one in recurring_ical_events.of(calendar).between((2024, 1, 1), (2026, 12, 31))]
    assert sorted(days) == [date(2024, 4, 20), date(2024, 12, 14), date(2025, 12, 14), date(2026, 12, 14)]


def test_a_yearly_term_of_a_paper_without_a_date_is_left_out(item: Item) -> None:
    given = json.loads(dump(item.record))
    given["document"]["issued"] = None
    _, inside, outside = write_calendar([Item(load(Record, json.dumps(given)), "x")])
    assert (inside, outside) == (1, 1)


def test_graph_knows_what_is_held_and_what_is_not(item: Item) -> None:
    graph = networkx.read_graphml(io.BytesIO(write_graphml(graph_of([item]))))
    held = {data["label"]: data["held"] for _, data in graph.nodes(data=True)}
    assert held == {"12-KH/TU": True, "40-CT/TW": False}
    assert [data["relation"] for *_, data in graph.edges(data=True)] == ["implements"]


def test_graph_joins_a_citation_with_the_paper_in_the_archive(item: Item) -> None:
    cited = renumbered(item, "40-CT/TW", "2023-03-02", "cited")
    nodes = graph_of([item, cited]).nodes.values()
    assert sorted((node.number, node.held) for node in nodes) == [("12-KH/TU", True), ("40-CT/TW", True)]


def test_graph_shows_conflicting_dates(item: Item) -> None:
    cited = renumbered(item, "40-CT/TW", "2023-03-12", "cited")
    (node,) = [node for node in graph_of([item, cited]).nodes.values() if node.number == "40-CT/TW"]
    assert node.dates == {"2023-03-02", "2023-03-12"}


def test_graph_keeps_papers_of_two_terms_apart(item: Item) -> None:
    older = renumbered(item, "40-CT/TW", "2014-11-22", "older")
    assert len([node for node in graph_of([item, older]).nodes.values() if node.number == "40-CT/TW"]) == 2


def test_gaps_in_a_series(item: Item) -> None:
    papers = [renumbered(item, f"{n}-KH/TU", "2024-02-01", f"paper{n}") for n in (3, 4, 8, 10)]
    assert gaps(graph_of(papers)) == {"KH/TU 2024": ["5-7", "9"]}


def test_dot_quotes_what_it_prints(item: Item) -> None:
    hostile = renumbered(item, '9"];evil[label="', "2024-01-08", "hostile")
    assert '\\"];evil' in write_dot(graph_of([hostile]))


def test_web_annotations_quote_the_text(item: Item) -> None:
    page = web_annotations([item])
    for annotation in page["items"]:
        position, quote, *_ = annotation["target"]["selector"]
        assert item.record.text[position["start"] : position["end"]] == quote["exact"]
    assert len({annotation["id"] for annotation in page["items"]}) == len(page["items"])


def test_akoma_ntoso_has_the_whole_text_and_the_references(item: Item) -> None:
    root = ElementTree.fromstring(akoma_ntoso(item))
    name = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
    paragraphs = ["".join(p.itertext()) for p in root.iter(f"{name}p")]
    assert "\n".join(paragraphs) == "\n".join(line for line in item.record.text.split("\n") if line.strip())
    assert "/akn/vn/doc/ct/2023-03-02/40-ct_tw" in [ref.get("href") for ref in root.iter(f"{name}ref")]


def test_document_fields_of_the_state_archives(item: Item) -> None:
    out = io.StringIO(newline="")
    write_document_fields([item], out)
    (row,) = csv.DictReader(io.StringIO(out.getvalue(), newline=""))
    assert (row["CodeNumber"], row["CodeNotation"], row["TypeName"]) == ("12", "KH/TU", "Kế hoạch")
    assert row["IssuedDate"] == "2024-01-08"


def test_keys_do_not_depend_on_the_name_of_the_file(item: Item) -> None:
    given = json.loads(dump(item.record))
    given["source"]["name"] = "renamed.txt"
    moved = load(Record, json.dumps(given))
    task = item.record.assignments[0].action.evidence
    assert fact_key(moved, "assignment", task) == fact_key(item.record, "assignment", task)


def test_two_deadlines_of_one_phrase_have_keys_of_their_own(item: Item) -> None:
    term = item.record.deadlines[0]
    twin = replace(term, id="twin", rrule="FREQ=YEARLY")
    record = replace(item.record, deadlines=(term, twin))
    assert deadline_key(record, term) == fact_key(record, "deadline", term.evidence)
    assert deadline_key(record, twin) != deadline_key(record, term)
