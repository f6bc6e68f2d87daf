"""The four tables of an archive: papers, references, assignments, deadlines, with Vietnamese heads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from vndocx.export.item import Item, deadline_key, fact_key
from vndocx.export.wording import CLASSES, MODALITIES, RELATIONS, ROLES, names
from vndocx.model.findings import Assignment, Deadline, Reference
from vndocx.text import squeeze

__all__ = ["TABLES", "Link", "Table", "Value", "day"]


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that opens something: what it shows and the address behind it."""

    text: str
    address: str


Value = str | int | float | date | Link | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name for programs and for people, its heads, and the rows of one item."""

    name: str
    title: str
    heads: tuple[str, ...]
    rows: Callable[[Item], Iterator[tuple[Value, ...]]]


def day(edtf: str | None) -> date | str | None:
    """A whole day as a date, any other EDTF value as it is."""
    try:
        return date.fromisoformat(edtf) if edtf else None
    except ValueError:
        return edtf


def _place(item: Item, page: int) -> Link | str:
    address = item.link(page)
    return Link(f"Trang {page}", address) if address else f"Trang {page}"


def _papers(item: Item) -> Iterator[tuple[Value, ...]]:
    record, paper = item.record, item.record.document
    signed = paper.signatures[0] if paper.signatures else None
    yield (
        record.id,
        item.path,
        paper.type.name if paper.type else None,
        paper.number,
        day(paper.issued),
        paper.issuer,
        paper.subject,
        paper.place,
        paper.secrecy,
        paper.urgency,
        signed.name if signed else None,
        signed.title if signed else None,
        record.source.pages,
        "; ".join(paper.recipients),
        {"complete": "Đọc đủ", "partial": "Đọc thiếu"}[record.status],
        "; ".join(dict.fromkeys(notice.message for notice in record.notices)),
        _place(item, 1),
    )


def _references(item: Item) -> Iterator[tuple[Value, ...]]:
    for reference in item.record.references:
        if reference.kind == "self" or not reference.mentions:
            continue
        first = reference.mentions[0]
        yield (
            fact_key(item.record, "reference", first),
            item.path,
            item.record.document.number,
            _kind(reference),
            reference.number,
            reference.title,
            day(reference.issued),
            reference.issuer,
            reference.term,
            reference.subject,
            RELATIONS[reference.relation],
            len(reference.mentions),
            first.text,
            first.confidence,
            _place(item, first.page),
        )


def _kind(reference: Reference) -> str | None:
    return reference.type.name if reference.type else None


def _assignments(item: Item) -> Iterator[tuple[Value, ...]]:
    terms = {deadline.id: deadline for deadline in item.record.deadlines}
    for task in item.record.assignments:
        term = terms.get(task.deadline or "")
        yield (
            fact_key(item.record, "assignment", task.action.evidence),
            item.path,
            item.record.document.number,
            day(item.record.document.issued),
            task.action.text,
            ROLES[task.role],
            MODALITIES[task.modality],
            names(task.assignees),
            names(task.partners),
            names(task.recipients),
            names(task.channel),
            term.text if term else None,
            day(term.due) if term else None,
            term.rrule if term else None,
            task.action.evidence.confidence,
            _place(item, task.action.evidence.page),
        )


def _deadlines(item: Item) -> Iterator[tuple[Value, ...]]:
    tasks = {task.id: task for task in item.record.assignments}
    for term in item.record.deadlines:
        bound = [tasks[key] for key in term.assignments if key in tasks]
        yield (
            deadline_key(item.record, term),
            item.path,
            item.record.document.number,
            CLASSES[term.class_],
            term.text,
            day(term.due),
            term.rrule,
            _event(term),
            _each(bound, lambda task: names(task.assignees)),
            _each(bound, lambda task: task.action.text),
            term.recipient,
            term.evidence.confidence,
            _place(item, term.evidence.page),
        )


def _event(term: Deadline) -> str | None:
    if term.relative is None:
        return None
    return " ".join(filter(None, (term.relative.event, term.relative.offset, term.relative.time)))


def _each(tasks: list[Assignment], told: Callable[[Assignment], str]) -> str:
    return "; ".join(dict.fromkeys(told(task) for task in tasks))


def _table(name: str, title: str, heads: str, rows: Callable[[Item], Iterator[tuple[Value, ...]]]) -> Table:
    return Table(name, title, tuple(squeeze(heads).split(" | ")), rows)


TABLES = {
    table.name: table
    for table in (
        _table(
            "papers",
            "Văn bản",
            """Mã tệp (sha256) | Tệp | Loại | Số, ký hiệu | Ngày ban hành | Cơ quan ban hành | Trích yếu |
            Nơi ban hành | Độ mật | Độ khẩn | Người ký | Chức vụ | Số trang | Nơi nhận | Tình trạng | Lưu ý | Mở tệp""",
            _papers,
        ),
        _table(
            "references",
            "Văn bản viện dẫn",
            """Khóa | Tệp | Văn bản | Loại | Số, ký hiệu | Tên | Ngày ban hành | Cơ quan ban hành | Khóa, nhiệm kỳ |
            Trích yếu | Quan hệ | Số lần | Nguyên văn | Độ tin cậy | Mở tệp""",
            _references,
        ),
        _table(
            "assignments",
            "Nhiệm vụ",
            """Khóa | Tệp | Văn bản | Ngày ban hành | Nhiệm vụ | Vai trò | Mức độ | Chủ trì, thực hiện | Phối hợp |
            Nơi nhận báo cáo | Qua | Thời hạn (nguyên văn) | Hạn cuối | Lặp lại (RRULE) | Độ tin cậy | Mở tệp""",
            _assignments,
        ),
        _table(
            "deadlines",
            "Thời hạn",
            """Khóa | Tệp | Văn bản | Loại | Thời hạn (nguyên văn) | Hạn cuối | Lặp lại (RRULE) | Sự kiện |
            Cơ quan thực hiện | Nhiệm vụ | Nơi nhận | Độ tin cậy | Mở tệp""",
            _deadlines,
        ),
    )
}
