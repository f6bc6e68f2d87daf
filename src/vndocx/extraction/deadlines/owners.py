"""Whose deadline it is: the task in whose clause, row, scope or paragraph a term stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from vndocx.extraction.dates.cues import acts
from vndocx.extraction.dates.duties import somebody
from vndocx.extraction.dates.places import copy_of
from vndocx.extraction.dates.spans import inside
from vndocx.extraction.expression import Expression, Task
from vndocx.extraction.trace import Trace, unheard
from vndocx.model.layout import Layout, Section
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
# Between an act and a term of its own no case, other time or purpose of somebody else is told.
_ASIDE = re.compile(
    r"(?<!\w)(?:trường hợp|nếu|mà|sau khi|tỷ lệ"
    r"|để\s(?:các|những|người|công dân|doanh nghiệp|tổ chức,|cơ quan|đơn vị))(?!\w)"
)
_JOINED = re.compile(r"\s?,|\s(?:thi|phai|co trach nhiem)\b")
_OWED = re.compile(r"\s?,?\s?(?:phai|co trach nhiem|chiu trach nhiem|can)\b")
_BREAK = re.compile(r"[.;:]\s")
_LIST_MARK = re.compile(r"[\s+*•-]*(?:\(?[\w.]{1,5}[.)]\s+)?")
# "Kết quả gửi về Sở Y tế trước ngày …" speaks of what comes of the task before it.
_PRODUCT = re.compile(
    _MARK + r"(?:ket qua|bao cao|van ban|ho so|danh sach|y kien|ke hoach|so lieu|tai lieu|san pham|phieu)\s"
    r"[^.;:]*?(?<!\w)(?:gui|nop|chuyen)\s"
)
# What ends the lead of a list of things to be done.
_LEAD = re.compile(
    r"(?<!\w)(?:phai|can|co trach nhiem|de nghi|yeu cau|giao|thuc hien|trien khai|to chuc)\b[^;]*?"
    r"(?::|\b(?:sau|sau day|nhu sau|duoi day)[.:]?)\s*$"
)
_LABEL_ONLY = re.compile(r"[\s(+*•-]*[\w.]{1,5}")
_NAMED_REACH = 60
_SENTENCE_REACH = 2000  # no sentence is longer before its term
_SENTENCE = re.compile(r"[.;](?=\s)|\n")


@dataclass(frozen=True, slots=True)
class Owners:
    """The tasks of a paper, ready to be asked for the owner of a term."""

    layout: Layout
    tasks: tuple[Task, ...]
    trace: Trace = unheard
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
        """The tasks that the term binds: those of its clause, else of its table row or sentence; for a clause without
        a subject those of the narrowest scope around it, else the task just before it."""
        span = one.span
        holding = [task for task in self.tasks if inside(span, task.clause)]
        if holding:
            found = _nearest(span, _narrowest(holding, [task.clause for task in holding]))
            return self._told(span, "in the clause of", found)
        row = next((row for row in self.rows if inside(span, row)), None)
        if row is not None:
            return self._told(span, "in the table row of", [task for task in self.tasks if inside(_act(task), row)])
        start = self._sentence(span)
        if own := [task for task in self.tasks if start <= _act(task).start <= span.start]:
            return self._told(span, "in the sentence of", _nearest(span, own))
        if listed := self._listed(span):
            return self._told(span, "in the lead of a list of", listed)
        clause = fold(self.layout.text[start : span.end])
        if _PRODUCT.match(clause) and (found := self._in_paragraph(span, start)):
            return self._told(span, "of a product of", found)
        if self._has_subject(start, span):
            return self._told(span, "", ())
        if _SUBJECTLESS.match(clause) or self._is_order(start, span):
            around = [task for task in self.tasks if inside(span, task.scope) and _act(task).start <= span.start]
            if around:
                found = _nearest(span, _narrowest(around, [task.scope for task in around]))
                return self._told(span, "without a subject, under the heading of", found)
        return self._told(span, "without a subject, behind", self._before(span, start, clause))

    def _told(self, span: Span, way: str, found: Sequence[Task]) -> tuple[Task, ...]:
        """The tasks found, after the listener heard by which way."""
        if found and self.trace is not unheard:
            names = ", ".join(task.assignment.id for task in found)
            self.trace("won", "owner of a term", span, f"{way} {names}")
        elif not found:
            self.trace("dropped", "owner of a term", span, "no task in its clause, table row or sentence, nor over it")
        return tuple(found)

    def _sentence(self, span: Span) -> int:
        """Where the sentence begins in which the term stands."""
        paragraph = self.layout.paragraph_at(span.start)
        start = max(paragraph.span.start, span.start - _SENTENCE_REACH) if paragraph is not None else span.start
        for match in _SENTENCE.finditer(self.layout.text, start, span.start):
            if _LABEL_ONLY.fullmatch(self.layout.text, start, match.start()) is None:
                start = match.end()
        return start

    def _is_order(self, start: int, span: Span) -> bool:
        """Whether the sentence begins with the act itself: "- Báo cáo kết quả trước ngày …"."""
        mark = _LIST_MARK.match(self.layout.text, start, span.start)
        at = mark.end() if mark is not None else start
        words = copy_of(self.layout.text[at : span.start])
        return acts().match(words.folded, words.marked, 0) is not None

    def _has_subject(self, start: int, span: Span) -> bool:
        """Whether the term opens its sentence and somebody stands behind it: "Trước ngày 15/6, các sở …"."""
        text = self.layout.text
        mark = _LIST_MARK.match(text, start, span.start)
        if (mark.end() if mark is not None else start) != span.start:
            return False
        behind = copy_of(text[span.end : span.end + _NAMED_REACH])
        return somebody(behind, 0) is not None

    def _is_under_a_heading(self, section: Section, start: int) -> bool:
        """Whether the section has a heading of its own before the clause: what it says is not of the section before."""
        return (
            bool(section.title)
            and section.heading.end <= start
            and self.layout.text.find("\n", section.heading.end, start) >= 0
        )

    def _in_paragraph(self, span: Span, start: int) -> tuple[Task, ...]:
        """The last task before ``start`` in the paragraph of the term."""
        paragraph = self.layout.paragraph_at(span.start)
        lowest = paragraph.span.start if paragraph is not None else start
        return _nearest(span, [task for task in self.tasks if lowest <= _act(task).start < start])

    def closing(self, span: Span) -> tuple[Task, ...]:
        """The tasks in whose own clause the term stands behind the act or at its end."""
        holding = [task for task in self.tasks if inside(span, task.clause) and _act(task).start < span.start]
        return _nearest(span, _narrowest(holding, [task.clause for task in holding])) if holding else ()

    def binding(self, span: Span) -> tuple[Task, ...]:
        """The tasks whose act the term binds: in the clause of which it stands behind the act, with no other matter
        between, or before it ("Trước khi thi công, chủ đầu tư thông báo …")."""
        text = self.layout.text
        behind = self.closing(span)
        if behind:
            told = _ASIDE.search(text[_act(behind[0]).start : span.start].lower()) is None
            return behind if told else ()
        opens = _LIST_MARK.fullmatch(text, self._sentence(span), span.start) is not None
        ahead = [task for task in self.tasks if inside(span, task.clause) and _act(task).start >= span.end]
        if not ahead:
            return self._listed(span) if opens else ()
        first = _nearest(span, ahead)
        between = fold(text[span.end : _act(first[0]).start])
        joined = _JOINED if opens else _OWED
        return first if joined.match(between) and _BREAK.search(between) is None else ()

    def _listed(self, span: Span) -> tuple[Task, ...]:
        """The tasks of a list in whose lead the term stands, of those who act first in it: "2. Trước khi khai thác
        phải thực hiện các nội dung sau"."""
        paragraph, path = self.layout.paragraph_at(span.start), self.layout.section_path(span.start)
        if paragraph is None or not path or path[-1].span.start != paragraph.span.start:
            return ()
        if _LEAD.search(fold(self.layout.text[span.end : paragraph.span.end])) is None:
            return ()
        items = [task for task in self.tasks if paragraph.span.end <= _act(task).start < path[-1].span.end]
        return tuple(task for task in items if _names(task) == _names(items[0]))

    def _before(self, span: Span, start: int, clause: str) -> tuple[Task, ...]:
        """The last task before a clause that has no subject, in the same section; of "Việc xây dựng kế hoạch …
        phải hoàn thành" the last task that is about the same."""
        path = self.layout.section_path(span.start)
        own = bool(path) and self._is_under_a_heading(path[-1], start)
        lowest = path[-2].span.start if len(path) > 1 and not own else path[-1].span.start if path else start
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


def _names(task: Task) -> tuple[str, ...]:
    return tuple(party.name for party in task.assignment.assignees)


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
