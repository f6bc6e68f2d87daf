"""Dates: every calendar expression with its value and its role."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vndocx.extraction.dates.phrases import Phrase, phrases
from vndocx.extraction.dates.recurrence import Round, phrase_rule, rounds
from vndocx.extraction.dates.relative import Term, terms
from vndocx.extraction.dates.roles import Place, Verdict, inside, judge, words_of
from vndocx.extraction.dates.values import Point, Several, Stretch, Value, before, last_day, points, written
from vndocx.extraction.dates.years import Direction, PaperDate, century, fill_year, paper_date
from vndocx.extraction.expression import Expression
from vndocx.model.findings import Bound, Reference
from vndocx.model.layout import Layout
from vndocx.text import Span, fold

__all__ = ["find_expressions"]

_BREAK = re.compile(r"[.;](?=\s|$)|\n")
_BOUND: dict[str, Bound] = {
    "before": "before_exclusive",
    "by": "by_inclusive",
    "until": "by_inclusive",
    "within": "within",
    "at": "at",
    "from": "after",
    "after": "after",
    "bare": "at",
}


@dataclass(frozen=True, slots=True)
class _Cited:
    """Where cited papers stand, sorted, to ask which mention holds a date."""

    spans: tuple[tuple[Span, str], ...]

    def holding(self, span: Span) -> str | None:
        """The id of the reference in whose mention the span lies: the innermost one."""
        last = bisect_right(self.spans, (Span(span.start, span.end), "~"))
        best: tuple[int, str] | None = None
        for one, reference in self.spans[max(0, last - 12) : last + 1]:
            if inside(span, one) and (best is None or one.end - one.start < best[0]):
                best = (one.end - one.start, reference)
        return best[1] if best is not None else None


def find_expressions(layout: Layout, references: tuple[Reference, ...]) -> tuple[Expression, ...]:
    """The calendar expressions of a paper, in the order of the text."""
    text = layout.text
    folded = fold(text)
    head = layout.letterhead.issued
    paper = paper_date(head.value if head is not None else None)
    cited = _Cited(
        tuple(sorted((mention.span, one.id) for one in references for mention in one.mentions if one.kind != "self"))
    )
    found: list[Expression] = []
    for place in _places(layout, folded):
        found += _in_place(place, text, folded, references, cited, paper, layout)
    return tuple(sorted(found, key=lambda one: one.span))


def _places(layout: Layout, folded: str) -> Iterator[Place]:
    """Every paragraph and cell, in the order of the text."""
    cells = _cells(layout)
    seen: set[Span] = set()
    for paragraph in layout.paragraphs:
        held = [one for one in cells if inside(one[0], paragraph.span)] if paragraph.table else []
        if not held:
            due = any(due for span, due in cells if inside(paragraph.span, span)) if paragraph.table else False
            yield Place(paragraph.span, paragraph.span, paragraph.zone, paragraph.table is not None, due)
            continue
        for span, due in held:
            if span not in seen:
                seen.add(span)
                yield Place(span, span, paragraph.zone, True, due)


def _cells(layout: Layout) -> list[tuple[Span, bool]]:
    """The cells of all tables, each with whether its column holds terms."""
    found = []
    for table in layout.tables:
        due = [words_of("columns").match(fold(cell.text).strip()) is not None for cell in table.header]
        for row in table.rows:
            for index, cell in enumerate(row):
                if cell.span.end > cell.span.start:
                    found.append((cell.span, index < len(due) and due[index]))
        found += [(cell.span, False) for cell in table.header if cell.span.end > cell.span.start]
    return found


def _in_place(
    place: Place,
    text: str,
    folded: str,
    references: tuple[Reference, ...],
    cited: _Cited,
    paper: PaperDate,
    layout: Layout,
) -> list[Expression]:
    found: list[Expression] = []
    all_phrases = list(phrases(text, folded, place.unit, cell=place.cell))
    for phrase in all_phrases:
        here = replace(place, clause=_clause(folded, place.unit, phrase.span))
        made = _dated(phrase, here, folded, references, cited, paper, all_phrases, layout)
        if made is not None:
            found.append(made)
    taken = [one.span for one in found]
    for term in terms(text, folded, place.unit):
        if not any(term.span.overlaps(span) for span in taken):
            here = replace(place, clause=_clause(folded, place.unit, term.span))
            found.append(_term(term, here, folded, paper))
            taken.append(term.span)
    for one in rounds(text, folded, place.unit):
        if not any(one.span.overlaps(span) for span in taken):
            here = replace(place, clause=_clause(folded, place.unit, one.span))
            found.append(_round(one, here, folded))
            taken.append(one.span)
    return found


def _clause(folded: str, unit: Span, span: Span) -> Span:
    """The part of the unit between full stops and ";" around the span."""
    start = unit.start
    for match in _BREAK.finditer(folded, unit.start, span.start):
        start = match.end()
    after = _BREAK.search(folded, span.end, unit.end)
    return Span(start, after.start() if after is not None else unit.end)


def _dated(
    phrase: Phrase,
    place: Place,
    folded: str,
    references: tuple[Reference, ...],
    cited: _Cited,
    paper: PaperDate,
    others: list[Phrase],
    layout: Layout,
) -> Expression | None:
    head = layout.letterhead.issued
    if head is not None and head.span is not None and head.span.overlaps(phrase.core):
        return Expression(phrase.core, "issue_date", "the paper's own date", 0.97, edtf=head.value)
    mention = cited.holding(phrase.core)
    verdict = judge(phrase, place, folded, references, mention)
    span = phrase.core if verdict.role == "issue_date" and phrase.reach == "bare" else phrase.span
    if phrase.every is not None:
        return _recurring(phrase, span, verdict)
    if phrase.impossible:
        return Expression(span, verdict.role, "impossible date", 0.5, reference=verdict.reference)
    value = _with_years(phrase, verdict, paper, _stated(phrase, place, others, cited))
    return _expression(phrase, value, verdict, span, paper)


def _stated(phrase: Phrase, place: Place, others: list[Phrase], cited: _Cited) -> int | None:
    """The year that the same clause names before the phrase, outside of cited papers."""
    found = None
    for other in others:
        if other.span.start >= phrase.span.start or not inside(other.span, place.clause) or cited.holding(other.core):
            continue
        years = {point.year for point in points(other.value)} - {None}
        if len(years) == 1 and other.reach != "bare":
            found = next(iter(years))
    return found


def _with_years(phrase: Phrase, verdict: Verdict, paper: PaperDate, stated: int | None) -> Value:
    if phrase.two_digit_year is not None and isinstance(phrase.value, Point):
        return replace(phrase.value, year=century(phrase.two_digit_year, paper))
    if phrase.cut_year:
        return phrase.value
    direction: Direction = "unknown"
    if verdict.role == "deadline":
        direction = "future"
    elif verdict.role == "reporting_cutoff_past":
        direction = "past"
    return fill_year(phrase.value, paper, direction, stated if direction != "unknown" else None)


def _expression(phrase: Phrase, value: Value, verdict: Verdict, span: Span, paper: PaperDate) -> Expression | None:
    """The expression with EDTF, last day and bound."""
    if phrase.cut_year and all(point.month is None for point in points(value)):
        return None
    bound: Bound = _BOUND[phrase.reach]
    confidence = verdict.confidence
    if any(point.year is None for point in points(phrase.value)):
        confidence *= 0.85
    final: Value = value
    anchor = None
    if isinstance(value, Point):
        if phrase.reach == "before" and not phrase.time:
            earlier = before(value)
            anchor = written(value) if value.is_day else None
            if earlier is None:
                final, bound = Stretch(None, value), "before_exclusive"
                return Expression(span, verdict.role, verdict.rule, confidence, anchor=anchor, bound=bound)
            final = Stretch(None, earlier)
        elif phrase.reach in ("before", "by") or (phrase.reach == "until" and not value.is_year):
            anchor = written(value) if value.is_day else None
            final = Stretch(None, value)
        elif phrase.until_now:
            final = Stretch(value, paper.point)
        elif phrase.onward or (
            phrase.reach in ("from", "after") and verdict.role not in ("effective_date", "issue_date")
        ):
            final = Stretch(value, None)
        elif phrase.back:
            final = Stretch(None, value)
        elif value.is_day and verdict.role == "deadline":
            anchor = written(value)
        if phrase.from_now and isinstance(final, Stretch) and paper.point is not None:
            final = Stretch(paper.point, final.last)
    elif isinstance(value, Stretch) and phrase.onward:
        final = Stretch(value.first, None)
    elif isinstance(value, Stretch):
        bound = "within" if phrase.reach in ("bare", "from", "within", "at") else bound
    if bound == "at" and isinstance(value, Point) and not value.is_day:
        bound = "within"
    if isinstance(value, Several) and phrase.reach == "bare":
        bound = "within"
    due = last_day(final) if phrase.edge not in ("dau", "giua") else None
    role = verdict.role
    if role == "deadline" and isinstance(final, Stretch) and final.last is None:
        role = "constraint"
    return Expression(
        span,
        role,
        verdict.rule,
        round(confidence, 3),
        edtf=written(final),
        due=due.isoformat() if due is not None and role == "deadline" else None,
        anchor=anchor if role == "deadline" else None,
        bound=bound,
    )


def _recurring(phrase: Phrase, span: Span, verdict: Verdict) -> Expression:
    rule = phrase_rule(phrase) if phrase.every != "next_year" else None
    role = verdict.role if verdict.role in ("deadline", "effective_date", "constraint") else "event_time"
    return Expression(
        span, role, f"recurring: {verdict.rule}", verdict.confidence, bound=_BOUND[phrase.reach], rrule=rule
    )


def _round(one: Round, place: Place, folded: str) -> Expression:
    acts = words_of("completion").search(folded, place.clause.start, place.clause.end)
    role = "deadline" if acts else "attributive_not_deadline"
    return Expression(
        one.span, "deadline" if role == "deadline" else "attributive_not_deadline", one.name, 0.7, rrule=one.rrule
    )


def _term(term: Term, place: Place, folded: str, paper: PaperDate) -> Expression:
    if term.kind == "signing":
        return Expression(term.span, "effective_date", "from signing", 0.9, edtf=paper.edtf if paper.day else None)
    if term.kind == "pointer":
        return Expression(term.span, "deadline_pointer", "pointer", 0.8)
    if term.kind == "trigger":
        return Expression(term.span, "trigger", term.name, 0.75, bound=term.bound, relative=term.relative)
    if term.kind == "constraint":
        return Expression(term.span, "constraint", term.name, 0.75, bound=term.bound)
    return Expression(term.span, "deadline", term.name, 0.8, bound=term.bound, relative=term.relative)
