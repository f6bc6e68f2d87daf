"""Deadlines: calendar expressions that bind a task, joined with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vndocx.extraction.dates.places import inside
from vndocx.extraction.evidence import prove
from vndocx.extraction.expression import Expression, Task
from vndocx.model.findings import Assignment, DateMention, Deadline, DeadlineClass
from vndocx.model.language import Language
from vndocx.model.layout import Layout
from vndocx.model.scan import Notice

__all__ = ["find_deadlines"]


def find_deadlines(
    layout: Layout, language: Language, expressions: Sequence[Expression], tasks: Sequence[Task]
) -> tuple[tuple[DateMention, ...], tuple[Assignment, ...], tuple[Deadline, ...], tuple[Notice, ...]]:
    """Dates, assignments and deadlines, linked both ways by their ids, and terms that contradict each other."""
    dates: list[DateMention] = []
    deadlines: list[Deadline] = []
    owner: dict[str, str] = {}
    for number, one in enumerate(expressions, 1):
        kind = _class(one)
        evidence = prove(layout, one.span, one.rule, one.confidence)
        linked: str | None = None
        if kind is not None:
            bound = _owners(one, tasks)
            linked = f"l{len(deadlines) + 1}"
            recipients = [party.name for task in bound for party in task.assignment.recipients]
            for task in bound:
                owner.setdefault(task.assignment.id, linked)
            deadlines.append(
                Deadline(
                    id=linked,
                    class_=kind,
                    text=evidence.text,
                    edtf=one.edtf,
                    due=one.due,
                    anchor=one.anchor,
                    bound=one.bound,
                    rrule=one.rrule,
                    relative=one.relative,
                    assignments=tuple(task.assignment.id for task in bound),
                    recipient="; ".join(dict.fromkeys(recipients)) or None,
                    evidence=evidence,
                )
            )
        dates.append(
            DateMention(
                evidence.text, evidence.span, evidence.page, evidence.boxes, evidence.confidence, evidence.rule,
                id=f"d{number}", edtf=one.edtf, role=one.role, reference=one.reference, deadline=linked,
            )
        )  # fmt: skip
    assignments = tuple(
        replace(task.assignment, deadline=owner.get(task.assignment.id, task.assignment.deadline)) for task in tasks
    )
    return tuple(dates), assignments, tuple(deadlines), ()


def _class(one: Expression) -> DeadlineClass | None:
    """The class of the deadline that an expression makes, None where it is none."""
    if one.role == "deadline_pointer":
        return "pointer"
    if one.role == "trigger":
        return "trigger"
    if one.role != "deadline":
        return None
    if one.rrule is not None or one.rule.startswith("recurring"):
        return "recurring"
    if one.relative is not None:
        return "relative"
    return "hard"


def _owners(one: Expression, tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The tasks whose clause holds the expression, the narrowest ones; else those of the narrowest scope."""
    holding = [task for task in tasks if inside(one.span, task.clause)]
    if not holding:
        holding = [task for task in tasks if inside(one.span, task.scope)]
        width = min((task.scope.end - task.scope.start for task in holding), default=0)
        return tuple(task for task in holding if task.scope.end - task.scope.start == width)
    width = min(task.clause.end - task.clause.start for task in holding)
    return tuple(task for task in holding if task.clause.end - task.clause.start == width)
