"""Dates: every calendar expression with its value and its role."""

from __future__ import annotations

from vndocx.extraction.expression import Expression
from vndocx.model.findings import Reference
from vndocx.model.layout import Layout

__all__ = ["find_expressions"]


def find_expressions(layout: Layout, references: tuple[Reference, ...]) -> tuple[Expression, ...]:
    """The calendar expressions of a paper, in the order of the text."""
    return ()
