"""What contradicts itself: terms that cannot all be kept, and days that no calendar has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from vndocx.extraction.dates.years import paper_date
from vndocx.extraction.expression import Expression, Task
from vndocx.model.findings import Deadline
from vndocx.model.layout import Layout
from vndocx.model.scan import Notice
from vndocx.text import Span, fold, squeeze

__all__ = ["find_conflicts"]

# What a report is on: "báo cáo kết quả đợt trồng cây, chăm sóc rừng".
_REPORTED = re.compile(r"(?<!\w)bao cao\s(?:\w+\s){0,8}?(?:ket qua|tinh hinh)\s(?P<what>[^.;:]{5,90})")
_VERB_REACH = 90  # how far into an act its verbs and their objects stand
_SHARED_PAIRS = 2  # pairs of neighbouring words that make two clauses speak of one matter
_COMMON = frozenset(
    ("thuc", "hien", "to", "chuc", "bao", "cao", "ket", "qua", "ke", "hoach", "trien", "khai", "cac", "ve", "cua", "va")
)


def find_conflicts(
    layout: Layout,
    expressions: Sequence[Expression],
    deadlines: Sequence[Deadline],
    owned: Mapping[str, tuple[Task, ...]],
) -> tuple[Notice, ...]:
    """Notices, in the order of the text: nothing is corrected, both terms stay as printed."""
    found = [
        *_impossible(layout, expressions),
        *_before_issue(layout, deadlines),
        *_report_before_work(layout, deadlines, owned),
        *_two_terms(layout, deadlines, owned),
    ]
    return tuple(sorted(found, key=lambda notice: (notice.span or (0, 0), notice.message)))


def _impossible(layout: Layout, expressions: Sequence[Expression]) -> Iterator[Notice]:
    for one in expressions:
        if one.rule == "impossible date":
            printed = squeeze(one.span.cut(layout.text))
            yield _notice(
                layout, "impossible_date", f"“{printed}”: lịch không có ngày này, không ghi giá trị.", one.span
            )


def _before_issue(layout: Layout, deadlines: Sequence[Deadline]) -> Iterator[Notice]:
    head = layout.letterhead.issued
    day = paper_date(head.value if head is not None else None).day
    if day is None:
        return
    for one in deadlines:
        if one.due is not None and one.due < day.isoformat():
            yield _conflict(
                layout, one, f"thời hạn hết ngày {_printed(one.due)}, trước ngày ban hành {_printed(day.isoformat())}."
            )


def _report_before_work(
    layout: Layout, deadlines: Sequence[Deadline], owned: Mapping[str, tuple[Task, ...]]
) -> Iterator[Notice]:
    """A report on results that is due before the work it reports on has to be over."""
    hard = [one for one in deadlines if one.class_ == "hard" and one.due is not None and owned.get(one.id)]
    for report in hard:
        subject = _REPORTED.search(_words(layout, owned[report.id]))
        if subject is None:
            continue
        told = _pairs(subject["what"])
        for work in hard:
            if (report.due or "") >= (work.due or "") or _REPORTED.search(_words(layout, owned[work.id])):
                continue
            act = " ".join(fold(task.assignment.action.text)[:_VERB_REACH] for task in owned[work.id])
            if len(told & _pairs(act)) >= _SHARED_PAIRS:
                message = (
                    f"báo cáo đến hạn ngày {_printed(report.due)}, trước khi việc phải xong ngày {_printed(work.due)}"
                )
                yield _conflict(layout, report, f"{message} (“{squeeze(work.text)}”).")


def _two_terms(
    layout: Layout, deadlines: Sequence[Deadline], owned: Mapping[str, tuple[Task, ...]]
) -> Iterator[Notice]:
    """One act of one body, told twice with different days."""
    hard = [one for one in deadlines if one.class_ == "hard" and one.due is not None and owned.get(one.id)]
    for first, second in combinations(hard, 2):
        if first.due != second.due and _same_task(owned[first.id], owned[second.id]):
            message = f"cùng một việc có hai thời hạn: ngày {_printed(first.due)} và ngày {_printed(second.due)}"
            yield _conflict(layout, second, f"{message} (“{squeeze(first.text)}”).")


def _same_task(first: tuple[Task, ...], second: tuple[Task, ...]) -> bool:
    return any(
        one.assignment.id != other.assignment.id and _told(one) == _told(other) for one in first for other in second
    )


def _told(task: Task) -> tuple[str, tuple[str, ...]]:
    assignment = task.assignment
    return squeeze(fold(assignment.action.text)), tuple(sorted(fold(party.name) for party in assignment.assignees))


def _words(layout: Layout, tasks: tuple[Task, ...]) -> str:
    return " ".join(fold(layout.text[task.clause.start : task.clause.end]) for task in tasks)


def _pairs(text: str) -> set[tuple[str, str]]:
    words = re.findall(r"[a-z]+", text)
    return {(one, two) for one, two in pairwise(words) if not (one in _COMMON and two in _COMMON)}


def _printed(day: str | None) -> str:
    """A day as it is written in Vietnamese: 30/11/2031."""
    assert day is not None
    year, month, date = day.split("-")
    return f"{date}/{month}/{year}"


def _conflict(layout: Layout, one: Deadline, message: str) -> Notice:
    return _notice(layout, "deadline_conflict", f"“{squeeze(one.text)}”: {message}", one.evidence.span)


def _notice(layout: Layout, code: str, message: str, span: Span) -> Notice:
    return Notice(code, message, layout.page_at(span.start), (span.start, span.end))
