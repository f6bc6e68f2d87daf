"""Dates: every calendar expression with its value and its role."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vndocx.extraction.dates.cues import acts
from vndocx.extraction.dates.duties import judge_round, judge_term
from vndocx.extraction.dates.phrases import Phrase, phrases
from vndocx.extraction.dates.places import Copy, Place, clause_of, copy_of, places
from vndocx.extraction.dates.recurrence import Round, follows, phrase_rule, rounds
from vndocx.extraction.dates.relative import Term, terms
from vndocx.extraction.dates.resolution import BOUND, express
from vndocx.extraction.dates.roles import OF_ACT, Verdict, hands_in, is_day, judge, works_in
from vndocx.extraction.dates.spans import inside, overlaps_any, within
from vndocx.extraction.dates.values import Point, Several, Stretch, points
from vndocx.extraction.dates.years import PaperDate, paper_date
from vndocx.extraction.expression import Expression
from vndocx.extraction.trace import Trace, unheard
from vndocx.model.findings import DateRole, Reference
from vndocx.model.layout import Layout
from vndocx.text import Span, squeeze

__all__ = ["find_expressions"]

_CITED_BEFORE = 4  # mentions before a phrase of which one may have it in its subject
# From a cited paper to a phrase in its subject: the rest of its date and issuer, and what it does, in one clause.
_SUBJECT = re.compile(
    r"[^.;:()]{0,120}?\b(?:ve|phe duyet|ban hanh|quy dinh|sua doi|huong dan|thong qua|cong bo)"
    r"\s(?:(?:[^.;:(),]|,(?!\s(?:cac|uy ban|ubnd|so|ban|bo|cong an|hoi|giao|de nghi|yeu cau)\s))*[^.;:(),\s])?\s"
)
_STATED_REACH = 8  # how many dates back a year may stand for the next one
_BESIDE = 3  # "định kỳ 6 tháng (trước ngày 20/6)": a blank and a bracket at most
_TAKEN = "a date or longer term has these words"
_OFTEN = ("FREQ=DAILY", "FREQ=WEEKLY")
_LISTED = re.compile(r"(?:thang|nam|quy(?:\s[iv]+)?)\s?[(:]\s?$")  # "định kỳ quý …, 6 tháng (trước ngày 18/6)"
_OF_A_MONTH = re.compile(r"\bbao cao(?:\s\w+){0,3}\sthang\s?[:(,]?\s?$")  # "báo cáo tháng (trước ngày 20)"
_LABEL_REACH = 90  # how far behind "định kỳ 6 tháng" its exact date may stand


def find_expressions(
    layout: Layout, references: tuple[Reference, ...], *, trace: Trace = unheard
) -> tuple[Expression, ...]:
    """The calendar expressions of a paper, in the order of the text."""
    head = layout.letterhead.issued
    reader = _Reader(
        copy_of(layout.text),
        paper_date(head.value if head is not None else None),
        head.span if head is not None else None,
        tuple(sorted((mention.span, one.id) for one in references for mention in one.mentions if one.kind != "self")),
        trace,
    )
    found = sorted((one for place in places(layout) for one in reader.read(place)), key=lambda one: one.span)
    if trace is not unheard:
        for one in found:
            trace("won", f"date: {one.rule}", one.span, f"{one.role}, {one.edtf or one.rrule or 'no value'}")
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Reader:
    """A paper as its dates are read: its text, its own date and where that stands, where cited papers stand."""

    copy: Copy
    paper: PaperDate
    issued: Span | None
    cited: tuple[tuple[Span, str], ...]
    trace: Trace = unheard

    def read(self, place: Place) -> list[Expression]:
        """The expressions of one paragraph or cell: dates first, then terms, then what comes round."""
        text, folded = self.copy.text, self.copy.folded
        regular: list[tuple[Round, Verdict]] = []
        for one in rounds(text, folded, place.unit):
            joined = bool(regular) and one.rrule is not None and follows(regular[-1][0], one, folded)
            judged = judge_round(one, clause_of(self.copy, place, one.span), self.copy)
            regular.append((one, regular[-1][1] if joined and regular[-1][0].rrule is not None else judged))
        dated = list(phrases(text, folded, place.unit, cell=place.cell, trace=self.trace))
        found: list[Expression] = []
        for phrase in dated:
            here = clause_of(self.copy, place, phrase.span)
            again = _in_round(phrase, within(regular, here.clause, lambda one: one[0].span), folded)
            made = self._dated(again, here, dated) if again is not None else ()
            found.extend(made)
            if not made:
                self.trace("dropped", "date", phrase.span, "a blank form, or a day number that nothing gives a month")
        exact = [one.span for one in found if one.rrule is not None]
        timed = sorted([*exact, *(one.span for one, _ in regular if one.rrule is not None)])
        taken = [one.span for one in found]
        for term in terms(self.copy, place.unit):
            if overlaps_any(term.span, taken) and not self._dates_its_event(term, found):
                self.trace("lost", f"term: {term.name}", term.span, _TAKEN)
                continue
            found.append(self._term(term, clause_of(self.copy, place, term.span)))
            insort(taken, term.span)
        for one, verdict in regular:
            if overlaps_any(one.span, taken):
                self.trace("lost", one.name, one.span, _TAKEN)
                continue
            if _named_later(one, exact if one.rrule is not None else timed, folded):
                verdict = Verdict("attributive_not_deadline", f"{one.name}, dated behind it", 0.87)
            found.append(
                Expression(
                    one.span, verdict.role, verdict.rule, verdict.confidence, rrule=one.rrule, alone=verdict.alone
                )
            )
            insort(taken, one.span)
        return found

    def _dates_its_event(self, term: Term, found: Sequence[Expression]) -> bool:
        """Whether the dates in a term only tell which event it is: "trước khi kết thúc năm học 2030 - 2031"."""
        if term.relative is None:
            return False
        dates = [one for one in found if one.span.overlaps(term.span)]
        opens = term.relative.event.startswith(tuple(squeeze(one.span.cut(self.copy.text)) for one in dates))
        return not opens and all(inside(one.span, term.span) and one.role != "deadline" for one in dates)

    def _dated(self, phrase: Phrase, place: Place, others: list[Phrase]) -> tuple[Expression, ...]:
        """What a phrase says; of several days that a task is due on, each by itself, with one span."""
        if self.issued is not None and self.issued.overlaps(phrase.core):
            return (Expression(phrase.core, "issue_date", "the paper's own date", 0.985, edtf=self.paper.edtf),)
        verdict = judge(phrase, place, self.copy, self._mention(phrase.core))
        if verdict.role in ("period", "event_time", "constraint") and self._in_subject(phrase, place):
            verdict = Verdict("period_in_title", "in the subject of a cited paper", 0.97)
        span = phrase.core if verdict.role == "issue_date" and phrase.reach == "bare" else phrase.span
        if phrase.every is not None:
            alike = phrase.every in ("next_year", "quarter") or (
                phrase.every == "year" and phrase_rule(phrase) is not None
            )
            each = (phrase,) if alike else _days(phrase)
            return tuple(self._recurring(one, span, verdict, place) for one in each)
        if phrase.impossible:
            return (Expression(span, verdict.role, "impossible date", 0.5, reference=verdict.reference),)
        stated = self._stated(phrase, place, others)
        each = _days(phrase) if verdict.role == "deadline" else (phrase,)
        made = (express(one, span, verdict, self.paper, stated) for one in each)
        return tuple(one for one in made if one is not None)

    def _mention(self, span: Span) -> str | None:
        """The id of the reference in whose mention the span lies: the innermost one."""
        last = bisect_right(self.cited, (Span(span.start, span.end), "~"))
        best: tuple[int, str] | None = None
        for one, reference in self.cited[max(0, last - 12) : last + 1]:
            if inside(span, one) and (best is None or one.end - one.start < best[0]):
                best = (one.end - one.start, reference)
        return best[1] if best is not None else None

    def _in_subject(self, phrase: Phrase, place: Place) -> bool:
        """Whether years stand in what a cited paper is about: "Quyết định số 5 phê duyệt … giai đoạn 2026-2030"."""
        if phrase.reach != "bare" or is_day(phrase):
            return False
        start = phrase.span.start
        last = bisect_right(self.cited, (Span(start, start), ""))
        ends = [one.end for one, _ in self.cited[max(0, last - _CITED_BEFORE) : last] if one.end <= start]
        if not ends or max(ends) < place.unit.start:
            return False
        return _SUBJECT.fullmatch(self.copy.folded, max(ends), start) is not None

    def _stated(self, phrase: Phrase, place: Place, others: list[Phrase]) -> int | None:
        """The year that the same clause names before the phrase, outside of cited papers."""
        before = within(others, Span(place.clause.start, phrase.span.start), lambda one: one.span)
        for other in reversed(before[-_STATED_REACH:]):
            years = {point.year for point in points(other.value)} - {None}
            if len(years) == 1 and other.reach != "bare" and self._mention(other.core) is None:
                return next(iter(years))
        return None

    def _recurring(self, phrase: Phrase, span: Span, verdict: Verdict, place: Place) -> Expression:
        """A date that comes round: a deadline where its clause tells what is to be done by or on that day."""
        days = hands_in(phrase, place, self.copy)
        of_act = not days and works_in(phrase, place, self.copy)
        if (days or of_act) and isinstance(phrase.value, Stretch) and phrase.value.last is not None:
            phrase = replace(phrase, value=phrase.value.last)
        rule = phrase_rule(phrase) if phrase.every != "next_year" else None
        role: DateRole = verdict.role
        if role == "deadline" and rule is None and not isinstance(phrase.value, Point):
            role = "period"
        elif days or of_act:
            role = "deadline"
        elif role not in ("deadline", "effective_date", "constraint"):
            clause = place.clause
            act = acts().search(self.copy.folded, self.copy.marked, clause.start, clause.end)
            if phrase.reach in ("at", "within", "bare") and act is not None:
                role = "deadline"
            else:
                role = "constraint" if phrase.reach in ("from", "until", "after") else "event_time"
        return Expression(
            span,
            role,
            f"recurring: the days to work in, {OF_ACT}" if of_act else f"recurring: {verdict.rule}",
            verdict.confidence,
            bound=BOUND[phrase.reach],
            rrule=rule,
            alone=not of_act,
        )

    def _term(self, term: Term, place: Place) -> Expression:
        if term.kind == "signing":
            edtf = self.paper.edtf if self.paper.day is not None else None
            return Expression(term.span, "effective_date", "from signing", 0.97, edtf=edtf)
        verdict = judge_term(term, place, self.copy)
        return Expression(
            term.span,
            verdict.role,
            verdict.rule,
            verdict.confidence,
            bound=term.bound,
            relative=term.relative,
            alone=verdict.alone,
        )


def _in_round(phrase: Phrase, regular: Sequence[tuple[Round, Verdict]], folded: str) -> Phrase | None:
    """The phrase, coming round where a recurring term stands before it in its clause: "Hằng năm, trước ngày 15/12".

    None for a day number that nothing gives a month.
    """
    earlier = [
        one
        for one, verdict in regular
        if one.span.end <= phrase.span.start
        if verdict.role == "deadline" or phrase.span.start - one.span.end <= _BESIDE
    ]
    if phrase.every == "next_year":
        return replace(phrase, every="year") if earlier else phrase
    if phrase.lone_day:
        monthly = any(one.rrule == "FREQ=MONTHLY" for one in earlier) or (
            _OF_A_MONTH.search(folded, max(0, phrase.span.start - 40), phrase.span.start) is not None
        )
        return replace(phrase, every="month", lone_day=False) if monthly else None
    if phrase.every is None and isinstance(phrase.value, Stretch) and is_day(phrase):
        known = phrase.time or any(point.year is not None for point in points(phrase.value))
        each = any((one.rrule or "").startswith("FREQ=YEARLY") for one in earlier)
        return replace(phrase, every="year") if each and not known else phrase
    open_date = phrase.every is None and isinstance(phrase.value, Point) and phrase.value.year is None
    if not open_date or phrase.reach not in ("before", "by", "at") or not points(phrase.value)[0].is_day:
        return phrase
    yearly = any(one.rrule is None or not one.rrule.startswith(_OFTEN) for one in earlier)
    listed = bool(regular) and _LISTED.search(folded, max(0, phrase.span.start - 24), phrase.span.start) is not None
    return replace(phrase, every="year") if yearly or listed else phrase


def _days(phrase: Phrase) -> tuple[Phrase, ...]:
    """The phrase with each of its days by itself ("trước ngày 01/6 và 15/11"); as it is where it names no such days."""
    value = phrase.value
    if not isinstance(value, Several):
        return (phrase,)
    monthly = phrase.every == "month"
    days = [
        one for one in value.members if isinstance(one, Point) and one.is_day and (monthly or one.month is not None)
    ]
    return tuple(replace(phrase, value=day) for day in days) if len(days) == len(value.members) else (phrase,)


def _named_later(one: Round, exact: Sequence[Span], folded: str) -> bool:
    """Whether the term is only the label of a more exact one close behind: "định kỳ 6 tháng (trước ngày 20/6 …)"."""
    first = bisect_left(exact, (one.span.end, 0))
    return any(
        span.start <= one.span.end + _LABEL_REACH and not re.search(r"[.;]\s", folded[one.span.end : span.start])
        for span in exact[first : first + 1]
    )
