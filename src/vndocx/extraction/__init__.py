"""Extraction: Layout and Language → Findings, linked by ids."""

from __future__ import annotations

from dataclasses import replace

from vndocx.extraction.assignments import find_tasks
from vndocx.extraction.dates import find_expressions
from vndocx.extraction.deadlines import find_deadlines
from vndocx.extraction.doubts import doubts
from vndocx.extraction.references import find_references
from vndocx.extraction.trace import Trace, unheard
from vndocx.model.findings import Findings
from vndocx.model.language import Language
from vndocx.model.layout import Layout

__all__ = ["extract"]


def extract(layout: Layout, language: Language, *, trace: Trace = unheard) -> Findings:
    """All facts of a paper: references first, since a date behind a number is no deadline; then dates and tasks;
    deadlines last, since they join the two. What is doubtful among them makes a notice. ``trace`` hears of each try."""
    references, reference_notices = find_references(layout, trace=trace)
    expressions = find_expressions(layout, references, trace=trace)
    tasks = find_tasks(layout, language, references, trace=trace)
    dates, assignments, deadlines, deadline_notices = find_deadlines(layout, expressions, tasks, trace=trace)
    found = Findings(references, dates, assignments, deadlines, (*reference_notices, *deadline_notices))
    return replace(found, notices=(*found.notices, *doubts(layout, found)))
