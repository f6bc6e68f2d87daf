"""Assignments: who leads, who takes part, what, for whom, through whom."""

from __future__ import annotations

from vndocx.extraction.assignments.chains import Page
from vndocx.extraction.assignments.drafts import finish
from vndocx.extraction.assignments.labelled import chair_drafts, labelled_drafts, meeting_drafts
from vndocx.extraction.assignments.prose import prose_drafts
from vndocx.extraction.assignments.tables import table_drafts
from vndocx.extraction.assignments.units import units
from vndocx.extraction.expression import Task
from vndocx.extraction.trace import Trace, unheard
from vndocx.lexicon.phrases import split
from vndocx.model.findings import Reference
from vndocx.model.language import Language
from vndocx.model.layout import Layout

__all__ = ["find_tasks"]


def find_tasks(
    layout: Layout, language: Language, references: tuple[Reference, ...], *, trace: Trace = unheard
) -> tuple[Task, ...]:
    """The tasks that a paper gives, in the order of the text."""
    page = Page(layout, split(layout.text), language, trace)
    parts = tuple(units(layout, page))
    drafts, used = labelled_drafts(page, parts)
    drafts += chair_drafts(page, parts)
    drafts += meeting_drafts(page, parts)
    drafts += table_drafts(page)
    drafts += prose_drafts(language, page, parts, used)
    return finish(page, drafts, references)
