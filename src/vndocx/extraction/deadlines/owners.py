"""Whose deadline it is: the task in whose clause, row, scope or paragraph a term stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from vndocx.extraction.dates.spans import inside
from vndocx.extraction.expression import Expression, Task
from vndocx.model.layout import Layout
from vndocx.text import Span, fold

__all__ = ["Owners"]

# A clause without a subject of its own: "Hoàn thành trong tháng 11/2031." means the task before it.
_MARK = r"[\s\"'(+*•-]*(?:[a-z0-9]{1,3}[.)]\s*)?"
_SUBJECTLESS = re.compile(
    _MARK
    + r"(?:(?:va|phai)\s)*(?:hoan thanh|hoan tat|xong|thoi gian|thoi han|tien do|han|cham nhat|muon nhat|truoc ngay)\b"
)
# "Việc xây dựng kế hoạch … phải hoàn thành ngay sau hội nghị" speaks of a task told before it.
_MATTER = re.compile(_MARK + r"viec\s(?P<what>(?:\w+\s){2,6})[^.;]*\b(?:hoan thanh|hoan tat|xong)\b")
_SENTENCE = re.compile(r"[.;](?=\s)|\n")


@dataclass(frozen=True, slots=True)
class Owners:
    """The tasks of a paper, ready to be asked for the owner of a term."""

    layout: Layout
    tasks: tuple[Task, ...]
    rows: tuple[Span, ...] = field(init=False)

    def __post_init__(self) -> None:
        rows = []
        for table in self.layout.tables:
            for row in table.rows:
                spans = [cell.span for cell in row if cell.span.end > cell.span.start]
                if spans:
                    rows.append(Span(min(span.start for span in spans), max(span.end for span in spans)))
        object.__setattr__(self, "rows", tuple(rows))

    def of(self, one: Expression) -> tuple[Task, ...]:
        """The tasks that the term binds: those of its clause, else of its table row, else of the narrowest scope,
        else, for a clause without a subject, the task just before it."""
        holding = [task for task in self.tasks if inside(one.span, task.clause)]
        if holding:
            return _nearest(one.span, _narrowest(holding, [task.clause for task in holding]))
        row = next((row for row in self.rows if inside(one.span, row)), None)
        if row is not None and (in_row := [task for task in self.tasks if inside(_act(task), row)]):
            return tuple(in_row)
        before = [task for task in self.tasks if inside(one.span, task.scope) and _act(task).start <= one.span.start]
        if before:
            return _nearest(one.span, _narrowest(before, [task.scope for task in before]))
        return self._before(one.span)

    def _before(self, span: Span) -> tuple[Task, ...]:
        """The last task before a clause that has no subject, in the same section; of "Việc xây dựng kế hoạch …
        phải hoàn thành" the last task that is about the same."""
        paragraph = self.layout.paragraph_at(span.start)
        if paragraph is None or paragraph.table is not None:
            return ()
        start = paragraph.span.start
        for match in _SENTENCE.finditer(self.layout.text, start, span.start):
            start = match.end()
        clause = fold(self.layout.text[start : span.start] + " " + span.cut(self.layout.text))
        path = self.layout.section_path(span.start)
        lowest = path[-2].span.start if len(path) > 1 else path[-1].span.start if path else paragraph.span.start
        before = [task for task in self.tasks if lowest <= _act(task).start < start]
        if _SUBJECTLESS.match(clause):
            return _nearest(span, before)
        if (matter := _MATTER.match(clause)) is not None:
            words = _pairs(matter["what"])
            return _nearest(span, [task for task in before if words & _pairs(fold(task.assignment.action.text))])
        return ()


def _pairs(text: str) -> set[tuple[str, str]]:
    """The pairs of neighbouring words of a folded text."""
    return set(pairwise(re.findall(r"[a-z]+", text)))


def _act(task: Task) -> Span:
    return task.assignment.action.evidence.span


def _narrowest(tasks: Sequence[Task], spans: Sequence[Span]) -> list[Task]:
    width = min(span.end - span.start for span in spans)
    return [task for task, span in zip(tasks, spans, strict=True) if span.end - span.start == width]


def _nearest(span: Span, tasks: Sequence[Task]) -> tuple[Task, ...]:
    """Of several tasks those whose act holds the term, else stands last before it, else first behind it."""
    if not tasks:
        return ()
    holding = [task for task in tasks if inside(span, _act(task))]
    before = [task for task in tasks if _act(task).start <= span.start]
    chosen = holding or before or list(tasks)
    starts = [_act(task).start for task in chosen]
    nearest = max(starts) if before or holding else min(starts)
    return tuple(task for task in chosen if _act(task).start == nearest)
