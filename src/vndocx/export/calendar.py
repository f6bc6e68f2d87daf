"""iCalendar: deadlines as to-dos, and as all-day events for calendars that know no to-dos."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

from vndocx.errors import PackageMissing
from vndocx.export.item import Item, deadline_key
from vndocx.export.wording import title
from vndocx.model.findings import Deadline

__all__ = ["Entries", "write_calendar"]

Entries = Literal["todo", "event"]
ALARMS = (timedelta(days=-7), timedelta(days=-1))


def write_calendar(items: Iterable[Item], entries: Entries = "todo") -> tuple[bytes, int, int]:
    """The calendar (RFC 5545), how many deadlines are in it, and how many are not because they have no day.

    A recurring deadline begins with its first turn on or after the paper's date; one of a paper without a date has
    no first day and is left out, like a deadline that hangs on an event. UIDs stay the same over re-runs.
    """
    try:
        from icalendar import Alarm, Calendar, Event, Todo
    except ImportError as error:
        raise PackageMissing("icalendar is not installed", "Install it with: pip install 'vndocx[export]'") from error
    calendar = Calendar()
    calendar.add("prodid", "-//vndocx//vi")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Thời hạn theo văn bản")
    inside = outside = 0
    for item in items:
        for term in item.record.deadlines:
            first = _first_day(term, item.record.document.issued)
            if first is None:
                outside += 1
                continue
            inside += 1
            entry: Any = Todo() if entries == "todo" else Event()
            entry.add("uid", f"{deadline_key(item.record, term)}@vndocx")
            entry.add("dtstamp", _stamp(item.record.document.issued))
            entry.add("summary", _summary(item, term))
            entry.add("description", _description(item, term))
            if (link := item.link(term.evidence.page)) is not None:
                entry.add("url", link)
            if entries == "todo":
                if term.rrule:
                    entry.add("dtstart", first)
                entry.add("due", first + timedelta(days=1) if term.rrule else first)
            else:
                entry.add("dtstart", first)
                entry.add("dtend", first + timedelta(days=1))
                entry.add("transp", "TRANSPARENT")
            if term.rrule:
                entry.add("rrule", dict(_rule_parts(term.rrule)))
            for before in ALARMS:
                alarm = Alarm()
                alarm.add("action", "DISPLAY")
                alarm.add("description", _summary(item, term))
                alarm.add("trigger", before)
                entry.add_component(alarm)
            calendar.add_component(entry)
    return bytes(calendar.to_ical()), inside, outside


def _first_day(term: Deadline, issued: str | None) -> date | None:
    if term.rrule is None:
        return _whole_day(term.due)
    start = _whole_day(issued)
    if start is None:
        return None
    from dateutil.rrule import rrulestr

    first = rrulestr(term.rrule, dtstart=datetime(start.year, start.month, start.day)).after(
        datetime(start.year, start.month, start.day), inc=True
    )
    return first.date() if first is not None else None


def _whole_day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _stamp(issued: str | None) -> datetime:
    """RFC 5545 wants a time of making; the paper's date keeps the same records at the same bytes."""
    start = _whole_day(issued) or date(2000, 1, 1)
    return datetime(start.year, start.month, start.day, tzinfo=UTC)


def _rule_parts(rrule: str) -> Iterable[tuple[str, list[str]]]:
    for part in rrule.split(";"):
        name, _, value = part.partition("=")
        yield name, value.split(",")


def _summary(item: Item, term: Deadline) -> str:
    tasks = [task for task in item.record.assignments if task.id in term.assignments]
    who = "; ".join(dict.fromkeys(party.name for task in tasks for party in task.assignees))
    what = "; ".join(dict.fromkeys(task.action.text for task in tasks)) or term.text
    return f"{who}: {what}" if who else what


def _description(item: Item, term: Deadline) -> str:
    named = title(item.record.document) or item.path
    return f"{named}, trang {term.evidence.page}: “{term.text}” (độ tin cậy {term.evidence.confidence:.2f})"
