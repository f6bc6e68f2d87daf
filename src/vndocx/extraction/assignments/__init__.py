"""Assignments: who leads, who takes part, what, for whom, through whom."""

from __future__ import annotations

from vndocx.extraction.expression import Task
from vndocx.model.findings import Reference
from vndocx.model.language import Language
from vndocx.model.layout import Layout

__all__ = ["find_tasks"]


def find_tasks(layout: Layout, language: Language, references: tuple[Reference, ...]) -> tuple[Task, ...]:
    """The tasks that a paper gives, in the order of the text."""
    return ()
