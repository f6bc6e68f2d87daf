"""The two values that extraction's parts hand each other: a calendar expression, and a task with its clause."""

from __future__ import annotations

from dataclasses import dataclass

from vndocx.model.findings import Assignment, Bound, DateRole, RelativeTerm
from vndocx.text import Span

__all__ = ["Expression", "Task"]


@dataclass(frozen=True, slots=True)
class Expression:
    """A calendar expression, read but not yet linked to a task.

    ``span`` with its preposition ("trước ngày 18/7/2025"). ``edtf``, ``due``, ``anchor``, ``bound``, ``rrule`` and
    ``relative`` as in the record's deadline; ``reference`` the id of the cited paper whose issue date it is.
    ``alone``: its words make it a deadline even where no task stands around it.
    """

    span: Span
    role: DateRole
    rule: str
    confidence: float
    edtf: str | None = None
    due: str | None = None
    anchor: str | None = None
    bound: Bound | None = None
    rrule: str | None = None
    relative: RelativeTerm | None = None
    reference: str | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """An assignment and the clause that gives it, deadline, recipient and channel included.

    ``scope`` is wider: all text that inherits from the same heading or label, where a bare "Hoàn thành trong
    tháng 11/2023" would mean this task. ``assignment.deadline`` is None until deadlines are joined.
    """

    assignment: Assignment
    clause: Span
    scope: Span
