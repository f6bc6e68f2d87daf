"""Deadlines: calendar expressions that bind a task, joined with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from vndocx.extraction.dates.roles import ACT_BY, OF_ACT, TERMED
from vndocx.extraction.deadlines.conflicts import find_conflicts
from vndocx.extraction.deadlines.owners import Owners
from vndocx.extraction.evidence import prove
from vndocx.extraction.expression import Expression, Task
from vndocx.extraction.trace import Trace, unheard
from vndocx.model.findings import Assignment, DateMention, DateRole, Deadline, DeadlineClass
from vndocx.model.layout import Layout
from vndocx.model.scan import Notice

__all__ = ["find_deadlines"]

# Of several terms of one task the record names the first of the firmest class.
_FIRMNESS: tuple[DeadlineClass, ...] = ("hard", "relative", "recurring", "trigger", "pointer")


def find_deadlines(
    layout: Layout,
    expressions: Sequence[Expression],
    tasks: Sequence[Task],
    *,
    trace: Trace = unheard,
) -> tuple[tuple[DateMention, ...], tuple[Assignment, ...], tuple[Deadline, ...], tuple[Notice, ...]]:
    """Dates, assignments and deadlines, linked both ways by their ids, and terms that contradict each other."""
    owners = Owners(layout, tuple(tasks), trace)
    dates: list[DateMention] = []
    deadlines: list[Deadline] = []
    owned: dict[str, tuple[Task, ...]] = {}
    for number, (_, same) in enumerate(groupby(expressions, key=lambda one: one.span), 1):
        group = tuple(same)  # of several days in one phrase each is a deadline by itself
        made: list[str] = []
        for one in group:
            kind, bound = _judged(owners, one, trace)
            if kind is not None:
                made.append(f"l{len(deadlines) + 1}")
                deadlines.append(_deadline(layout, made[-1], kind, one, bound))
                owned[made[-1]] = bound
        dates.append(_mention(layout, f"d{number}", group, made[0] if made else None))
    notices = find_conflicts(layout, expressions, deadlines, owned)
    return tuple(dates), _with_deadlines(tasks, deadlines), tuple(deadlines), notices


def _class(one: Expression) -> DeadlineClass | None:
    """The class of the deadline that an expression can make, None where it is none."""
    if one.role == "deadline_pointer":
        return "pointer"
    if one.role == "trigger" or _is_begun(one):
        return "trigger"
    if one.role != "deadline":
        return None
    if one.rrule is not None or one.rule.startswith("recurring"):
        return "recurring"
    return "relative" if one.relative is not None else "hard"


def _is_begun(one: Expression) -> bool:
    """Whether it is the term of a task that has a first day and no last: "năm 2031 và các năm tiếp theo"."""
    return (
        one.role == "constraint" and one.edtf is not None and one.edtf.endswith("/..") and one.rule.startswith(TERMED)
    )


def _judged(owners: Owners, one: Expression, trace: Trace) -> tuple[DeadlineClass | None, tuple[Task, ...]]:
    """The class of the deadline that the expression is, None where it is none, and the tasks that it binds."""
    kind = _class(one)
    if kind is None:
        trace("dropped", "deadline", one.span, "its role as a date makes it none")
        return None, ()
    bound = _bound(owners, one)
    if not _stands(one, kind, bound):
        trace("dropped", "deadline", one.span, "no task is bound, and its words alone do not make it sure")
        return None, ()
    trace("won", "deadline", one.span, kind)
    return kind, bound


def _bound(owners: Owners, one: Expression) -> tuple[Task, ...]:
    """The tasks that the expression binds: only those of its own clause where nothing else makes it a deadline."""
    if one.rule == ACT_BY:
        return owners.closing(one.span)
    return owners.binding(one.span) if one.rule.endswith(OF_ACT) else owners.of(one)


def _stands(one: Expression, kind: DeadlineClass, bound: tuple[Task, ...]) -> bool:
    """Whether the expression is a deadline: it has a task, or its words alone make it sure."""
    return bool(bound) or (one.alone and kind in ("hard", "relative", "recurring"))


def _deadline(layout: Layout, number: str, kind: DeadlineClass, one: Expression, bound: tuple[Task, ...]) -> Deadline:
    evidence = prove(layout, one.span, one.rule, one.confidence)
    recipients = dict.fromkeys(party.name for task in bound for party in task.assignment.recipients)
    return Deadline(
        id=number,
        class_=kind,
        text=evidence.text,
        edtf=one.edtf,
        due=one.due,
        anchor=one.anchor,
        bound=one.bound,
        rrule=one.rrule,
        relative=one.relative,
        assignments=tuple(task.assignment.id for task in bound),
        recipient="; ".join(recipients) or None,
        evidence=evidence,
    )


def _mention(layout: Layout, number: str, group: Sequence[Expression], deadline: str | None) -> DateMention:
    """The date as the record gives it. What lacks a task is no deadline: its role says what is left of it."""
    one = group[0]
    days = [each.anchor for each in group if each.anchor is not None]
    edtf = one.edtf if len(group) == 1 else "{" + ",".join(days) + "}" if one.edtf is not None and days else None
    role: DateRole = one.role
    if deadline is None and role == "deadline":
        role = "period" if one.edtf is not None else "constraint" if one.relative is not None else _ATTRIBUTIVE
    evidence = prove(layout, one.span, one.rule, one.confidence)
    return DateMention(
        text=evidence.text,
        span=evidence.span,
        page=evidence.page,
        boxes=evidence.boxes,
        confidence=evidence.confidence,
        rule=evidence.rule,
        id=number,
        edtf=edtf,
        role=role,
        reference=one.reference,
        deadline=deadline,
    )


_ATTRIBUTIVE: DateRole = "attributive_not_deadline"


def _with_deadlines(tasks: Sequence[Task], deadlines: Sequence[Deadline]) -> tuple[Assignment, ...]:
    """The assignments, each with the id of its firmest deadline."""
    chosen: dict[str, Deadline] = {}
    for one in deadlines:
        for assignment in one.assignments:
            best = chosen.get(assignment)
            if best is None or _FIRMNESS.index(one.class_) < _FIRMNESS.index(best.class_):
                chosen[assignment] = one
    return tuple(
        replace(task.assignment, deadline=chosen[task.assignment.id].id)
        if task.assignment.id in chosen
        else task.assignment
        for task in tasks
    )
