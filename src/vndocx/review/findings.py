"""What a person is asked to check, in Vietnamese: one entry a fact of the record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vndocx.export.item import deadline_key, fact_key
from vndocx.export.wording import ROLES, names
from vndocx.model.findings import Assignment, Evidence, Party
from vndocx.model.record import Record

__all__ = ["GROUPS", "Entry", "entries"]

GROUPS = {
    "header": "Thông tin văn bản",
    "assignment": "Nhiệm vụ",
    "deadline": "Thời hạn",
    "reference": "Văn bản viện dẫn",
    "date": "Ngày tháng khác",
}

_FIELDS = {
    "type": "Loại văn bản",
    "number": "Số, ký hiệu",
    "issuer": "Cơ quan ban hành",
    "issued": "Ngày ban hành",
    "place": "Nơi ban hành",
    "subject": "Trích yếu",
    "secrecy": "Độ mật",
    "urgency": "Độ khẩn",
    "state": "Tình trạng",
    "signatures.0.name": "Người ký",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact to check: its key, group, what it says in a few lines, and where it stands."""

    key: str
    group: str
    title: str
    details: tuple[str, ...]
    evidence: Evidence


def entries(record: Record) -> tuple[Entry, ...]:
    """All facts of a record, in the order in which a person checks them."""
    return (*_header(record), *_assignments(record), *_deadlines(record), *_references(record), *_dates(record))


def _header(record: Record) -> Iterator[Entry]:
    paper = record.document
    values = {
        "type": paper.type.name if paper.type else None,
        "signatures.0.name": paper.signatures[0].name if paper.signatures else None,
    }
    for name, label in _FIELDS.items():
        if (proof := paper.evidence.get(name)) is not None:
            value = values[name] if name in values else getattr(paper, name)
            yield Entry(fact_key(record, name, proof), "header", f"{label}: {value}", (), proof)


def _named(label: str, parties: tuple[Party, ...]) -> tuple[str, ...]:
    return (f"{label}: {names(parties)}",) if parties else ()


def _assignments(record: Record) -> Iterator[Entry]:
    terms = {term.id: term for term in record.deadlines}
    for task in record.assignments:
        proof = task.action.evidence
        details = (
            *_named(ROLES[task.role], task.assignees),
            *_named(ROLES["coordinate"], task.partners),
            *_named("Báo cáo, gửi", task.recipients),
            *_named("Qua", task.channel),
        )
        if task.deadline in terms:
            details += (f"Thời hạn: {terms[task.deadline].text}",)
        yield Entry(fact_key(record, "assignment", proof), "assignment", task.action.text, details, proof)


def _deadlines(record: Record) -> Iterator[Entry]:
    tasks = {task.id: task for task in record.assignments}
    for term in record.deadlines:
        details = []
        if term.due:
            details.append(f"Hạn cuối: {_day(term.due)}")
        if term.rrule:
            details.append(f"Lặp lại: {_round(term.rrule)}")
        details += [_owner(tasks[key]) for key in term.assignments if key in tasks]
        yield Entry(deadline_key(record, term), "deadline", term.text, tuple(details), term.evidence)


def _owner(task: Assignment) -> str:
    return f"{names(task.assignees)}: {task.action.text}"


_UNITS = {"DAILY": "ngày", "WEEKLY": "tuần", "MONTHLY": "tháng", "YEARLY": "năm"}


def _round(rrule: str) -> str:
    """How often a rule comes round, in words and as written: "6 tháng một lần (FREQ=MONTHLY;INTERVAL=6)"."""
    parts = dict(part.partition("=")[::2] for part in rrule.split(";"))
    unit, every = _UNITS.get(parts.get("FREQ", "")), parts.get("INTERVAL", "1")
    if unit is None:
        return rrule  # RFC 5545 has more units than papers have
    times = len(parts.get("BYMONTH", "").split(","))
    words = f"{times} lần một năm" if times > 1 else f"hằng {unit}" if every == "1" else f"{every} {unit} một lần"
    return f"{words} ({rrule})"


def _day(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))


def _references(record: Record) -> Iterator[Entry]:
    for reference in record.references:
        if reference.kind == "self" or not reference.mentions:
            continue
        first = reference.mentions[0]
        kind = reference.type.name if reference.type else ""
        title = f"{kind} {reference.number}".strip() if reference.number else reference.title or first.text
        details = []
        if reference.issued:
            details.append(f"Ngày ban hành: {_day(reference.issued)}")
        if reference.issuer:
            details.append(f"Cơ quan ban hành: {reference.issuer}")
        details.append(f"Số lần viện dẫn: {len(reference.mentions)}")
        yield Entry(fact_key(record, "reference", first), "reference", title, tuple(details), first)


def _dates(record: Record) -> Iterator[Entry]:
    for date in record.dates:
        if date.deadline is None and date.reference is None:
            value = f"Giá trị: {date.edtf}" if date.edtf else "Không có giá trị trên lịch"
            yield Entry(fact_key(record, "date", date), "date", date.text, (value,), date)
