"""Assignments: cases of Vietnamese lines, tables, who gets the report, and what holds of every task."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vndocx.extraction.assignments import find_tasks
from vndocx.extraction.assignments.labels import label_lines
from vndocx.extraction.expression import Task
from vndocx.language import annotate
from vndocx.layout import lay_out
from vndocx.model.findings import Evidence, Mention, Reference
from vndocx.model.layout import Layout
from vndocx.model.scan import Cell, Grid, Line, Origin, Page, Scan, Source, Word
from vndocx.text import Span

CASES = (Path(__file__).parent / "cases" / "assignments.txt").read_text(encoding="utf-8")


# What stands before the body, so that the lines of a case are not taken for the head of the paper.
OPENING = ("KẾ HOẠCH", "công tác năm 2026", "Năm 2026 có ý nghĩa quan trọng đối với toàn tỉnh.")


def paper(*paragraphs: str, grids: tuple[Grid, ...] = ()) -> Layout:
    lines = tuple(
        Line(tuple(Word(word) for word in paragraph.split()), block)
        for block, paragraph in enumerate((*OPENING, *paragraphs))
    )
    page = Page(1, 595.0, 842.0, Origin.PLAIN, lines, grids)
    return lay_out(Scan(Source("paper.txt", "0" * 64, 0, "text/plain", 1), (page,)))


def tasks(*paragraphs: str) -> tuple[Task, ...]:
    layout = paper(*paragraphs)
    return find_tasks(layout, annotate(layout), ())


def grid(rows: list[list[str]]) -> Grid:
    cells = tuple(
        Cell(row, column, (Line(tuple(Word(word) for word in text.split())),) if text else ())
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return Grid(cells, before=4)


def shown(task: Task) -> str:
    one = task.assignment
    parties = (" + ".join(party.name for party in group) for group in (one.assignees, one.partners))
    return " | ".join([one.role, *parties, one.action.text]).replace(" |  | ", " | | ")


def cases() -> list[tuple[str, list[str], list[str]]]:
    made = []
    for block in CASES.split("\n== ")[1:]:
        name, *lines = [line for line in block.splitlines() if line]
        made.append(
            (
                name,
                [line for line in lines if not line.startswith("=> ")],
                [line[3:] for line in lines if line.startswith("=> ")],
            )
        )
    return made


@pytest.mark.parametrize(("paragraphs", "expected"), [case[1:] for case in cases()], ids=[case[0] for case in cases()])
def test_cases(paragraphs: list[str], expected: list[str]) -> None:
    assert [shown(task) for task in tasks(*paragraphs)] == expected


def test_recipients_channel_and_modality() -> None:
    (task,) = tasks(
        "Đề nghị Sở Y tế báo cáo kết quả về Thường trực Thành ủy (qua Ban Tổ chức Thành ủy) trước ngày 08/9/2026."
    )
    one = task.assignment
    assert one.modality == "request"
    assert [party.name for party in one.recipients] == ["Thường trực Thành ủy"]
    assert [party.name for party in one.channel] == ["Ban Tổ chức Thành ủy"]
    assert one.action.text == "báo cáo kết quả"


def test_the_clause_holds_the_term_that_the_action_leaves_out() -> None:
    layout = paper("Sở Nội vụ tổng hợp báo cáo gửi Thường trực Hội đồng trước ngày 17/5/2026.")
    (task,) = find_tasks(layout, annotate(layout), ())
    assert task.assignment.action.text == "tổng hợp báo cáo"
    assert "trước ngày 17/5/2026" in task.clause.cut(layout.text)
    assert task.clause in task.scope


def test_members_of_a_list_are_written_out() -> None:
    (task,) = tasks("Các huyện ủy, thành ủy và Văn phòng Tỉnh ủy xây dựng kế hoạch kiểm tra.")
    (party,) = task.assignment.assignees
    assert party.name == "Các huyện ủy, thành ủy và Văn phòng Tỉnh ủy"
    assert party.members == ("Các huyện ủy", "thành ủy", "Văn phòng Tỉnh ủy")


def test_a_cited_paper_in_the_clause_is_linked() -> None:
    layout = paper("Sở Tư pháp tổ chức thực hiện Kế hoạch số 12/KH-UBND ngày 05/3/2026.", "Sở Y tế kiểm tra.")
    at = layout.text.index("Kế hoạch số")
    span = Span(at, at + len("Kế hoạch số 12/KH-UBND"))
    proof = Evidence(span.cut(layout.text), span, 1, (), 1.0, "test")
    mention = Mention(proof.text, proof.span, proof.page, proof.boxes, proof.confidence, proof.rule)
    reference = Reference(
        "r1", "numbered", None, "12/KH-UBND", None, None, None, None, None, "mentions", (), (mention,)
    )
    first, second = find_tasks(layout, annotate(layout), (reference,))
    assert first.assignment.references == ("r1",)
    assert second.assignment.references == ()


def test_rows_of_a_task_table() -> None:
    rows = [
        ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"],
        ["I", "Hoàn thiện thể chế", "", "", ""],
        ["1", "Ban hành quy chế làm việc", "Sở Nội vụ", "Sở Tư pháp; các sở, ngành", "Quý I/2026"],
        ["2", "Số hóa hồ sơ lưu trữ", "Văn phòng UBND tỉnh, Sở Nội vụ", "", "31/12/2026"],
    ]
    layout = paper("Phụ lục nhiệm vụ", grids=(grid(rows),))
    assert layout.tables
    found = find_tasks(layout, annotate(layout), ())
    assert [shown(task) for task in found] == [
        "lead | Sở Nội vụ | Sở Tư pháp + các sở, ngành | Ban hành quy chế làm việc",
        "lead | Văn phòng UBND tỉnh + Sở Nội vụ | | Số hóa hồ sơ lưu trữ",
    ]
    assert "Quý I/2026" in found[0].clause.cut(layout.text)


def test_rows_torn_from_the_header_of_their_table() -> None:
    head = [["TT", "Nhiệm vụ", "Người thực hiện", "Ghi chú"]]
    rows = [["Kiểm đếm áo mưa", "Lê Thị Mận"], ["Giặt phao bơi", "Trần Văn Bưởi"]]
    layout = paper("Phân công nhiệm vụ", grids=(grid(head), grid(rows)))
    assert [shown(task) for task in find_tasks(layout, annotate(layout), ())] == [
        "execute | Lê Thị Mận | | Kiểm đếm áo mưa",
        "execute | Trần Văn Bưởi | | Giặt phao bơi",
    ]
    other = [["Áo mưa", "40 chiếc", "mới"], ["Phao bơi", "12 chiếc", "cũ"]]
    layout = paper("Phân công nhiệm vụ", grids=(grid(head), grid(other)))
    assert find_tasks(layout, annotate(layout), ()) == ()


def test_a_table_without_a_column_of_parties_gives_none() -> None:
    rows = [["TT", "Nội dung", "Số tiền"], ["1", "Mua sắm thiết bị", "120.000.000"]]
    layout = paper("Bảng kinh phí", grids=(grid(rows),))
    assert find_tasks(layout, annotate(layout), ()) == ()


def test_several_labels_in_one_line() -> None:
    text = "Đơn vị chủ trì: Sở Y tế. Đơn vị phối hợp: Công an tỉnh. Thời gian hoàn thành: tháng 6/2026."
    lines = list(label_lines(text, Span(0, len(text))))
    assert [(line.kind, line.value.cut(text)) for line in lines] == [
        ("lead", "Sở Y tế"),
        ("partner", "Công an tỉnh"),
        ("other", "tháng 6/2026"),
    ]


def test_ids_follow_the_text_and_confidence_is_a_share() -> None:
    found = tasks(
        "Sở Y tế kiểm tra các cơ sở.", "1. Sở Nội vụ: Bố trí biên chế.", "Đề nghị Công an tỉnh hỗ trợ lực lượng."
    )
    assert [task.assignment.id for task in found] == ["a1", "a2", "a3"]
    starts = [task.assignment.action.evidence.span.start for task in found]
    assert starts == sorted(starts)
    assert all(0 < task.assignment.action.evidence.confidence <= 1 for task in found)


PIECES = [
    "Sở Y tế",
    "chủ trì",
    ", ",
    "phối hợp với",
    "các cơ quan",
    "và",
    "xây dựng",
    "kế hoạch",
    ";",
    ".",
    ":",
    "(qua",
    ")",
    "báo cáo",
    "về",
    "Tỉnh ủy",
    "trước ngày 1/2/2026",
    "do",
    "được",
    "giao",
    "Đề nghị",
    "có trách nhiệm",
    "để",
    "theo chức năng",
    "1.",
    "a)",
    "-",
    "Cơ quan chủ trì:",
    "đã",
    "Chỉ đạo",
    "“",
    "”",
    "định kỳ",
]


@settings(max_examples=120, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=16), min_size=1, max_size=4))
def test_any_mixture_of_words_is_read_and_every_span_is_true(paragraphs: list[list[str]]) -> None:
    layout = paper(*(" ".join(parts) for parts in paragraphs))
    for task in find_tasks(layout, annotate(layout), ()):
        one = task.assignment
        proofs = [
            one.action.evidence,
            *(party.evidence for party in (*one.assignees, *one.partners, *one.recipients, *one.channel)),
        ]
        assert all(proof.text == proof.span.cut(layout.text) for proof in proofs)
        assert one.assignees
        assert one.action.evidence.span in task.clause or one.action.evidence.rule in {"party line", "passive"}


def test_hostile_length_is_read_in_reasonable_time() -> None:
    line = "Giao Sở Y tế, " + "các cơ quan, " * 1500 + "chủ trì, phối hợp với " + "Công an tỉnh, " * 1500 + "(" * 500
    assert len(tasks(line)) <= 3


def test_no_layout_no_task() -> None:
    layout = paper("KẾ HOẠCH")
    assert find_tasks(replace(layout, paragraphs=()), annotate(layout), ()) == ()
