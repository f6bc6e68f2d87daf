"""Deadlines: which terms bind which tasks, what the last day is, and what contradicts itself."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from vndocx.extraction.dates import find_expressions
from vndocx.extraction.dates.values import Point, after, before, last_day, written
from vndocx.extraction.deadlines import find_deadlines
from vndocx.extraction.expression import Task
from vndocx.model.findings import Action, Assignment, DateMention, Deadline, Evidence, Party
from vndocx.model.layout import Field, Layout, Letterhead, Paragraph, Section, Table, TableCell, Zone
from vndocx.model.scan import Notice
from vndocx.text import Span, nfc

NOWHERE = Evidence("", Span(0, 0), 1, (), 1.0, "given")


def lay(*lines: str, issued: str | None = "2031-03-15") -> Layout:
    """One paragraph a line, all in one section."""
    text = nfc("\n".join(lines))
    paragraphs, at = [], 0
    for line in text.split("\n"):
        span = Span(at, at + len(line))
        paragraphs.append(Paragraph(span, Zone.BODY, 1, (span,)))
        at = span.end + 1
    whole = Span(0, len(text))
    head = Letterhead(issued=Field(issued, None, "given", 1.0)) if issued is not None else Letterhead()
    return Layout(text, (), tuple(paragraphs), (), head, (Section("s1", "I.", "", 1, Span(0, 0), whole),))


def task(layout: Layout, number: int, who: str, action: str, clause: str, scope: str | None = None) -> Task:
    """A task whose act and clause are found in the text by their words."""

    def place(words: str) -> Span:
        start = layout.text.index(nfc(words))
        return Span(start, start + len(nfc(words)))

    act = place(action)
    proof = Evidence(act.cut(layout.text), act, 1, (), 1.0, "given")
    assignment = Assignment(
        f"a{number}", "execute", "must", (Party(who, (), NOWHERE),), (), Action(proof.text, proof), (), (), None, None,
        False, (),
    )  # fmt: skip
    return Task(assignment, place(clause), place(scope or clause))


def join(
    layout: Layout, *tasks: Task
) -> tuple[tuple[DateMention, ...], tuple[Assignment, ...], tuple[Deadline, ...], tuple[Notice, ...]]:
    return find_deadlines(layout, find_expressions(layout, ()), tasks)


def test_a_term_binds_the_task_of_its_clause() -> None:
    layout = lay("Sở Y tế tổng hợp kết quả trước ngày 20/4/2031; Sở Nội vụ theo dõi chung.")
    first = task(layout, 1, "Sở Y tế", "tổng hợp kết quả", "Sở Y tế tổng hợp kết quả trước ngày 20/4/2031")
    second = task(layout, 2, "Sở Nội vụ", "theo dõi chung", "Sở Nội vụ theo dõi chung")
    dates, assignments, deadlines, _ = join(layout, first, second)
    (one,) = deadlines
    assert (one.class_, one.due, one.anchor, one.bound) == ("hard", "2031-04-19", "2031-04-20", "before_exclusive")
    assert one.assignments == ("a1",)
    assert [a.deadline for a in assignments] == [one.id, None]
    assert [d.deadline for d in dates] == [one.id]


def test_two_terms_of_one_clause_go_to_the_act_before_each() -> None:
    clause = "Sở Y tế gửi dự thảo trước ngày 20/4/2031 và trình đề án trước ngày 20/5/2031"
    layout = lay(clause + ".")
    tasks = (
        task(layout, 1, "Sở Y tế", "gửi dự thảo", clause),
        task(layout, 2, "Sở Y tế", "trình đề án", clause),
    )
    _, _, deadlines, _ = join(layout, *tasks)
    assert [(d.due, d.assignments) for d in deadlines] == [("2031-04-19", ("a1",)), ("2031-05-19", ("a2",))]


def test_a_clause_without_subject_takes_the_task_of_its_scope() -> None:
    layout = lay("3. Chi bộ tổ chức học tập.", "- Mời báo cáo viên.", "- Hoàn thành trong tháng 11/2031.")
    whole = layout.text
    _, _, deadlines, _ = join(layout, task(layout, 1, "Chi bộ", "tổ chức học tập", "Chi bộ tổ chức học tập", whole))
    assert [(d.due, d.assignments) for d in deadlines] == [("2031-11-30", ("a1",))]


def test_a_clause_without_subject_takes_the_task_before_it() -> None:
    layout = lay("Sở Y tế xây dựng đề án. Hoàn thành trước ngày 30/6/2031.")
    _, _, deadlines, _ = join(layout, task(layout, 1, "Sở Y tế", "xây dựng đề án", "Sở Y tế xây dựng đề án"))
    assert deadlines[0].assignments == ("a1",)


def test_a_sentence_with_a_subject_of_its_own_takes_no_foreign_task() -> None:
    layout = lay("Sở Y tế xây dựng đề án. Các đơn vị gửi ý kiến trước ngày 30/6/2031.")
    _, _, deadlines, _ = join(layout, task(layout, 1, "Sở Y tế", "xây dựng đề án", "Sở Y tế xây dựng đề án"))
    assert [d.assignments for d in deadlines] == [()]


def test_a_month_at_the_end_of_a_task_is_its_term() -> None:
    clause = "Chi bộ đưa nội dung kỹ năng số vào sinh hoạt chuyên đề trong quý II/2031"
    layout = lay(clause + ".")
    act = "đưa nội dung kỹ năng số vào sinh hoạt chuyên đề"
    dates, _, deadlines, _ = join(layout, task(layout, 1, "Chi bộ", act, clause))
    assert [(d.due, d.assignments) for d in deadlines] == [("2031-06-30", ("a1",))]
    alone, _, none, _ = join(layout)
    assert not none
    assert ([d.role for d in dates], [d.role for d in alone]) == (["deadline"], ["period"])


@pytest.mark.parametrize(
    "clause",
    [
        "Sở Y tế theo dõi các nhiệm vụ trọng tâm trong quý II/2031",
        "Sở Y tế nhân rộng mô hình đã được chọn trong quý II/2031",
    ],
)
def test_a_month_that_describes_a_thing_is_no_term(clause: str) -> None:
    layout = lay(clause + ".")
    assert not join(layout, task(layout, 1, "Sở Y tế", clause[8:20], clause))[2]


def test_a_term_without_end_stays_with_its_task() -> None:
    text = "Sở Y tế mở lớp tập huấn.", "- Thời gian thực hiện: Quý IV năm 2031 và các năm tiếp theo."
    layout = lay(*text)
    given = task(layout, 1, "Sở Y tế", "mở lớp tập huấn", "Sở Y tế mở lớp tập huấn", layout.text)
    dates, _, (one,), _ = join(layout, given)
    assert (one.class_, one.edtf, one.due, one.bound) == ("trigger", "2031-36/..", None, "after")
    assert (one.assignments, dates[0].role) == (("a1",), "constraint")


def test_a_term_under_a_heading_of_its_own_takes_no_task_of_the_section_before() -> None:
    layout = lay(
        "1. Hỗ trợ", "Sở Y tế mở lớp tập huấn.", "2. Chiến lược", "Thời gian thực hiện sau khi Chiến lược ban hành."
    )
    spans = [paragraph.span for paragraph in layout.paragraphs]
    whole = Span(0, len(layout.text))
    parts = tuple(
        Section(f"s{number}", f"{number}.", title, 2, spans[at], Span(spans[at].start, spans[at + 1].end))
        for number, title, at in ((2, "Hỗ trợ", 0), (3, "Chiến lược", 2))
    )
    layout = replace(layout, outline=(Section("s1", "I.", "", 1, Span(0, 0), whole, parts),))
    assert not join(layout, task(layout, 1, "Sở Y tế", "mở lớp tập huấn", "Sở Y tế mở lớp tập huấn"))[2]


@pytest.mark.parametrize(
    ("lead", "bound"),
    [
        ("2. Trước khi mở cửa hầm phải thực hiện các nội dung sau", ("a1", "a2")),
        ("2. Trước khi mở cửa hầm", ()),
    ],
)
def test_a_term_in_the_lead_of_a_list_binds_its_items(lead: str, bound: tuple[str, ...]) -> None:
    layout = lay("1. Chung", lead, "- Lập bản vẽ hầm;", "- Đo khí trong hầm;", "- Đội cứu hộ trực ở cửa hầm.")
    start = layout.paragraphs[1].span.start
    inner = Section("s2", "2.", lead[3:], 2, layout.paragraphs[1].span, Span(start, len(layout.text)))
    layout = replace(layout, outline=(replace(layout.outline[0], children=(inner,)),))
    tasks = (
        task(layout, 1, "Chủ mỏ", "Lập bản vẽ hầm", "Lập bản vẽ hầm"),
        task(layout, 2, "Chủ mỏ", "Đo khí trong hầm", "Đo khí trong hầm"),
        task(layout, 3, "Đội cứu hộ", "trực ở cửa hầm", "trực ở cửa hầm"),
    )
    assert [one.assignments for one in join(layout, *tasks)[2]] == ([bound] if bound else [])


def test_a_row_of_a_table_is_one_task() -> None:
    text = "Nhiệm vụ\nThời gian hoàn thành\nXây dựng đề án\nQuý II/2031\nLập danh mục\nThường xuyên"
    layout = lay(*text.split("\n"))
    spans = [paragraph.span for paragraph in layout.paragraphs]
    cells = [TableCell(span.cut(layout.text), span) for span in spans]
    paragraphs = tuple(Paragraph(span, Zone.TABLE, 1, (span,), table="t1") for span in spans)
    table = Table("t1", 1, None, (cells[0], cells[1]), ((cells[2], cells[3]), (cells[4], cells[5])))
    layout = Layout(layout.text, (), paragraphs, (), layout.letterhead, (), (table,))
    tasks = (
        task(layout, 1, "Sở Y tế", "Xây dựng đề án", "Xây dựng đề án"),
        task(layout, 2, "Sở Nội vụ", "Lập danh mục", "Lập danh mục"),
    )
    _, assignments, deadlines, _ = join(layout, *tasks)
    assert [(d.edtf, d.due, d.assignments) for d in deadlines] == [("2031-34", "2031-06-30", ("a1",))]
    assert assignments[1].deadline is None


@pytest.mark.parametrize(
    ("head", "due"),
    [
        ("Thời gian hoàn thành", True),
        ("Thời hạn (dự kiến)", True),
        ("Tiến độ thực hiện", True),
        ("Thời gian thực hiện, hoàn thành", True),
        ("Thời hạn kiểm định", False),
        ("Niên hạn sử dụng", False),
    ],
)
def test_the_head_of_a_column_says_whether_it_holds_terms(head: str, due: bool) -> None:
    layout = lay(head, "10/2031")
    first, second = (paragraph.span for paragraph in layout.paragraphs)
    paragraphs = tuple(Paragraph(span, Zone.TABLE, 1, (span,), table="t1") for span in (first, second))
    table = Table("t1", 1, None, (TableCell(head, first),), ((TableCell("10/2031", second),),))
    deadlines = join(Layout(layout.text, (), paragraphs, (), layout.letterhead, (), (table,)))[2]
    assert [one.due for one in deadlines] == (["2031-10-31"] if due else [])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("- Trong thời hạn 07 ngày kể từ ngày nhận mẫu hạt, Viện Giống cây trả lời kết quả.", True),
        ("2. Chậm nhất 20 ngày, trước ngày khai mạc hội chợ, các trạm giống gửi danh mục.", True),
        ("- Trong thời hạn 07 ngày kể từ ngày nhận mẫu hạt, Viện Giống cây không trả lời mẫu khác.", False),
        ("- Trong thời hạn 07 ngày kể từ ngày mua, người mua được hỗ trợ gửi mẫu.", False),
        ("- Hạt giống tốt, trong thời hạn 07 ngày kể từ ngày mua, nảy mầm và gửi mẫu.", False),
    ],
)
def test_somebody_behind_a_term_that_opens_its_item_makes_it_a_deadline(line: str, told: bool) -> None:
    assert bool(join(lay(line))[2]) is told


def test_a_term_with_a_subject_behind_it_takes_no_task_before_it() -> None:
    layout = lay("Sở Y tế xây dựng đề án.", "Trước ngày 30/6/2031, các trạm gửi ý kiến.")
    given = task(layout, 1, "Sở Y tế", "xây dựng đề án", "Sở Y tế xây dựng đề án", layout.text)
    assert [one.assignments for one in join(layout, given)[2]] == [()]


def test_a_term_of_nobody_is_still_told() -> None:
    _, _, deadlines, _ = join(lay("Phiếu góp ý gửi về Văn phòng trước ngày 30/6/2031."))
    assert [(d.due, d.assignments) for d in deadlines] == [("2031-06-29", ())]


@pytest.mark.parametrize(
    "line",
    [
        "Trong tháng 5/2031, kinh phí lấy từ ngân sách hằng năm.",
        "Dự án kéo dài đến năm 2040, giai đoạn 2031-2040.",
        "Đất được giao trước ngày 01/7/2014 được cấp giấy.",
        "Tính đến ngày 28/02/2031, đã có 16/16 đơn vị báo cáo.",
        "Bộ đã đề nghị ban hành văn bản trước ngày 05/02/2031.",
        "Thời gian thực hiện: Từ năm 2031 - 2035.",
        "Sau hội nghị, không khí phấn khởi; kết quả theo quy định.",
    ],
)
def test_what_is_no_deadline_is_not_told_as_one(line: str) -> None:
    dates, _, deadlines, _ = join(lay(line))
    assert deadlines == ()
    assert all(one.role != "deadline" for one in dates)


def test_an_event_is_the_term_of_the_act_before_it() -> None:
    clause = "Trạm y tế thông báo cho Sở Y tế trước khi sửa chữa nhà trạm"
    layout = lay(clause + ".")
    dates, (assignment,), (one,), _ = join(layout, task(layout, 1, "Trạm y tế", "thông báo cho Sở Y tế", clause))
    assert (one.class_, one.due, one.edtf, one.bound) == ("relative", None, None, "before_exclusive")
    assert one.relative is not None
    assert (one.relative.event, one.relative.offset, one.assignments) == ("sửa chữa nhà trạm", None, ("a1",))
    assert (dates[0].role, dates[0].deadline, assignment.deadline) == ("deadline", one.id, one.id)
    assert not join(layout)[2]  # of no task it is none


@pytest.mark.parametrize(
    ("line", "act"),
    [
        ("Trước khi sửa chữa nhà trạm, Trạm y tế phải thông báo cho Sở Y tế", "thông báo cho Sở Y tế"),
        ("Trạm y tế trước khi sửa chữa nhà trạm phải thông báo cho Sở Y tế", "thông báo cho Sở Y tế"),
        ("a) Trường hợp nhà hư hỏng thì Trạm y tế xin ý kiến Sở trước khi sửa chữa", "xin ý kiến Sở"),
    ],
)
def test_an_event_before_the_act_is_its_term(line: str, act: str) -> None:
    layout = lay(line + ".")
    (one,) = join(layout, task(layout, 1, "Trạm y tế", act, line))[2]
    assert (one.class_, one.assignments) == ("relative", ("a1",))


@pytest.mark.parametrize(
    ("line", "act"),
    [
        ("Trạm y tế quy định mức thu đối với trường hợp nộp đơn trước khi sửa chữa", "quy định mức thu"),
        ("Trạm y tế công khai biểu mẫu để các hộ khai báo trước khi sửa chữa", "công khai biểu mẫu"),
        ("Trạm y tế hỗ trợ hộ chưa được cấp nước trước khi sắp xếp", "hỗ trợ hộ chưa được cấp nước"),
        ("Trước khi áp dụng: Trạm y tế nhận hồ sơ giấy", "nhận hồ sơ giấy"),
        ("Trạm y tế thu đơn đã nộp trước khi sửa chữa", "thu đơn"),
    ],
)
def test_an_event_of_something_else_is_no_term(line: str, act: str) -> None:
    layout = lay(line + ".")
    assert not join(layout, task(layout, 1, "Trạm y tế", act, line))[2]


def test_how_often_an_act_is_done_is_its_term() -> None:
    clause = "Trạm y tế tổ chức diễn tập phương án ứng phó sự cố ít nhất 02 lần/năm"
    layout = lay(clause + ".")
    (one,) = join(layout, task(layout, 1, "Trạm y tế", "tổ chức diễn tập", clause))[2]
    assert (one.class_, one.text, one.rrule, one.assignments) == ("recurring", "ít nhất 02 lần/năm", None, ("a1",))
    assert not join(layout)[2]


def test_two_days_of_one_phrase_are_two_deadlines_and_one_date() -> None:
    clause = "Các xã gửi báo cáo trước ngày 01/6 và 15/11 hằng năm"
    layout = lay(clause + ".")
    dates, _, deadlines, _ = join(layout, task(layout, 1, "Các xã", "gửi báo cáo", clause))
    assert [one.rrule for one in deadlines] == [
        "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=31",
        "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=14",
    ]
    assert {one.assignments for one in deadlines} == {("a1",)}
    assert [(one.id, one.edtf, one.deadline) for one in dates] == [("d1", None, deadlines[0].id)]


def test_two_whole_days_of_one_phrase_are_two_deadlines_and_one_date() -> None:
    dates, _, deadlines, _ = join(lay("Các xã gửi báo cáo trước ngày 10/6/2031 và 05/12/2031."))
    assert [(one.due, one.anchor) for one in deadlines] == [
        ("2031-06-09", "2031-06-10"),
        ("2031-12-04", "2031-12-05"),
    ]
    assert [one.edtf for one in dates] == ["{2031-06-10,2031-12-05}"]


def test_days_to_hand_in_are_due_on_the_last() -> None:
    clause = "Các xã gửi báo cáo về Sở Y tế từ ngày 10 đến ngày 15 tháng 12"
    layout = lay(clause + ".")
    (one,) = join(layout, task(layout, 1, "Các xã", "gửi báo cáo về Sở Y tế", clause))[2]
    assert (one.class_, one.due, one.bound) == ("hard", "2031-12-15", "within")


def test_what_comes_of_a_task_is_due_with_it() -> None:
    layout = lay("Các xã tổ chức hội thi nấu ăn. Kết quả hội thi gửi về Sở Y tế trước ngày 20/4/2031.")
    (one,) = join(layout, task(layout, 1, "Các xã", "tổ chức hội thi", "Các xã tổ chức hội thi nấu ăn"))[2]
    assert (one.due, one.assignments) == ("2031-04-19", ("a1",))


def test_a_report_before_the_work_is_noticed() -> None:
    layout = lay(
        "3. Chi bộ tổ chức học tập, quán triệt nghị quyết. Hoàn thành trong tháng 11/2031.",
        "4. Đảng ủy báo cáo kết quả học tập, quán triệt nghị quyết trước ngày 10/11/2031.",
    )
    tasks = (
        task(layout, 1, "Chi bộ", "tổ chức học tập, quán triệt nghị quyết", "Chi bộ tổ chức học tập, quán triệt nghị quyết"),
        task(
            layout, 2, "Đảng ủy", "báo cáo kết quả học tập, quán triệt nghị quyết",
            "Đảng ủy báo cáo kết quả học tập, quán triệt nghị quyết trước ngày 10/11/2031",
        ),
    )  # fmt: skip
    _, _, deadlines, notices = join(layout, *tasks)
    assert [d.due for d in deadlines] == ["2031-11-30", "2031-11-09"]  # neither is repaired
    (notice,) = notices
    assert notice.code == "deadline_conflict"
    assert "09/11/2031" in notice.message
    assert "30/11/2031" in notice.message
    assert notice.span == deadlines[1].evidence.span


def test_a_report_on_other_work_is_no_conflict() -> None:
    layout = lay(
        "3. Sở Y tế xây dựng cổng dữ liệu trước ngày 31/12/2031.",
        "4. Đảng ủy báo cáo kết quả rà soát văn bản trước ngày 10/11/2031.",
    )
    tasks = (
        task(layout, 1, "Sở Y tế", "xây dựng cổng dữ liệu", "Sở Y tế xây dựng cổng dữ liệu trước ngày 31/12/2031"),
        task(
            layout, 2, "Đảng ủy", "báo cáo kết quả rà soát văn bản",
            "Đảng ủy báo cáo kết quả rà soát văn bản trước ngày 10/11/2031",
        ),
    )  # fmt: skip
    assert join(layout, *tasks)[3] == ()


def test_a_term_before_the_paper_itself_is_noticed() -> None:
    _, _, deadlines, notices = join(lay("Các sở gửi báo cáo về Văn phòng trước ngày 10/3/2031."))
    assert [d.due for d in deadlines] == ["2031-03-09"]
    assert [(n.code, "trước ngày ban hành 15/03/2031" in n.message) for n in notices] == [("deadline_conflict", True)]


def test_one_task_with_two_last_days_is_noticed() -> None:
    layout = lay("Sở Y tế nộp đề án trước ngày 10/5/2031.", "Ghi chú: Sở Y tế nộp đề án trước ngày 20/5/2031.")
    first, second = (Span(*s) for s in ((8, 17), (layout.text.rindex("nộp"), layout.text.rindex("nộp") + 9)))
    tasks = []
    for number, act in enumerate((first, second), 1):
        one = task(layout, number, "Sở Y tế", "nộp đề án", "nộp đề án")
        proof = Evidence(act.cut(layout.text), act, 1, (), 1.0, "given")
        assignment = Assignment(
            f"a{number}", "execute", "must", one.assignment.assignees, (), Action("nộp đề án", proof), (), (), None,
            None, False, (),
        )  # fmt: skip
        paragraph = layout.paragraph_at(act.start)
        assert paragraph is not None
        tasks.append(Task(assignment, paragraph.span, paragraph.span))
    notices = join(layout, *tasks)[3]
    assert [n.code for n in notices] == ["deadline_conflict"]
    assert "hai thời hạn" in notices[0].message


def test_a_day_that_no_calendar_has_gets_no_value() -> None:
    dates, _, deadlines, notices = join(lay("Các sở gửi báo cáo trước ngày 31/02/2031."))
    assert deadlines == ()
    assert [d.edtf for d in dates] == [None]
    assert [n.code for n in notices] == ["impossible_date"]


def test_a_year_is_never_guessed_without_the_papers_own_date() -> None:
    layout = lay("Các sở gửi báo cáo trước ngày 20/6.", issued=None)
    dates, _, deadlines, _ = join(layout)
    assert [(d.edtf, d.due, d.anchor) for d in deadlines] == [(None, None, "XXXX-06-20")]
    assert [d.edtf for d in dates] == [None]


def test_a_blank_month_in_the_head_gives_no_year() -> None:
    _, _, deadlines, _ = join(lay("Các sở gửi báo cáo trước ngày 20/6.", issued="2031-XX-XX"))
    assert [d.due for d in deadlines] == [None]


# RRULEs are read by the library that calendars use: the days of January to April 2031.
@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("Các sở gửi báo cáo chậm nhất là ngày 30 hằng tháng.", [30, 28, 30, 30]),
        ("Các sở gửi báo cáo trước ngày 30 hằng tháng.", [29, 28, 29, 29]),
        ("Các sở gửi báo cáo chậm nhất là ngày 31 hằng tháng.", [31, 28, 31, 30]),
        ("Các sở gửi báo cáo trước ngày 01 hằng tháng.", [31, 28, 31, 30]),
        ("Các sở gửi báo cáo trước ngày 16 hằng tháng.", [15, 15, 15, 15]),
    ],
)
def test_a_monthly_day_skips_no_month(line: str, days: list[int]) -> None:
    (one,) = join(lay(line))[2]
    assert one.rrule is not None
    found = rrulestr(one.rrule, dtstart=datetime(2031, 1, 1)).between(datetime(2031, 1, 1), datetime(2031, 5, 1))
    assert [(day.month, day.day) for day in found] == list(enumerate(days, 1))


def test_a_yearly_day_before_the_first_of_march_is_the_last_of_february() -> None:
    (one,) = join(lay("Các sở gửi báo cáo trước ngày 01/3 hằng năm."))[2]
    assert one.rrule is not None
    days = rrulestr(one.rrule, dtstart=datetime(2031, 1, 1)).between(datetime(2031, 1, 1), datetime(2033, 1, 1))
    assert [day.date() for day in days] == [date(2031, 2, 28), date(2032, 2, 29)]


@given(st.dates(date(1950, 1, 2), date(2150, 12, 30)))
def test_before_and_after_are_neighbours(day: date) -> None:
    point = Point(day.year, day.month, day.day)
    earlier, later = before(point), after(point)
    assert earlier is not None
    assert later is not None
    assert last_day(earlier) == day - timedelta(days=1)
    assert written(later) == (day + timedelta(days=1)).isoformat()
    assert before(later) == point


@given(st.integers(1950, 2150), st.integers(33, 36))
def test_quarters_follow_each_other(year: int, part: int) -> None:
    point = Point(year, part=part)
    later = after(point)
    assert later is not None
    assert before(later) == point


def test_a_long_paragraph_of_terms_ends_in_time() -> None:
    start = time.process_time()
    for line in ("ngày" + "." * 20000, "trước ngày 1/1 " * 300, "tháng 3, " * 1000, "định kỳ " * 1000, "1/1/" * 5000):
        join(lay(line))
    assert time.process_time() - start < 20
