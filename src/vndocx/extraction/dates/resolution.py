"""From a phrase and its role to the value: years filled in, EDTF, the last day in time, the bound."""

from __future__ import annotations

from dataclasses import replace

from vndocx.extraction.dates.phrases import Phrase
from vndocx.extraction.dates.roles import TOLD, Verdict
from vndocx.extraction.dates.values import (
    Point,
    Several,
    Stretch,
    Value,
    after,
    before,
    day_of,
    last_day,
    points,
    written,
)
from vndocx.extraction.dates.years import Direction, PaperDate, century, fill_year
from vndocx.extraction.expression import Expression
from vndocx.model.findings import Bound, DateRole
from vndocx.text import Span

__all__ = ["BOUND", "express"]

BOUND: dict[str, Bound] = {
    "before": "before_exclusive",
    "by": "by_inclusive",
    "until": "by_inclusive",
    "within": "within",
    "at": "at",
    "from": "after",
    "after": "after",
    "bare": "at",
}
_SLIP_DAYS = 60  # a term further back than this is no slip of the pen
_INFERRED = 0.85  # a year taken from the paper's own date is less sure than a printed one


def express(phrase: Phrase, span: Span, verdict: Verdict, paper: PaperDate, stated: int | None) -> Expression | None:
    """The expression with its value; None for a blank form ("ngày … tháng … năm 20…") that names nothing."""
    if phrase.cut_year and all(point.month is None for point in points(phrase.value)):
        return None
    value = _with_years(phrase, verdict, paper, stated)
    inferred = any(point.year is None for point in points(phrase.value))
    final = _bounded(phrase, value, verdict, paper)
    anchored = isinstance(value, Point) and value.is_day and verdict.role == "deadline"
    role: DateRole = verdict.role
    if role == "deadline" and isinstance(final, Stretch) and final.last is None:
        role = "constraint"  # "năm 2025 và các năm tiếp theo" has no last day
    due = last_day(final) if final is not None and phrase.edge not in ("dau", "giua") else None
    if role == "deadline" and due is not None and paper.earliest is not None and due < paper.earliest:
        role = _over(phrase, (paper.earliest - due).days if paper.day is not None else _SLIP_DAYS + 1)
    known = final is not None and all(point.year is not None or phrase.cut_year for point in points(final))
    return Expression(
        span,
        role,
        verdict.rule,
        round(verdict.confidence * (_INFERRED if inferred else 1), 3),
        edtf=written(final) if final is not None and known else None,
        due=due.isoformat() if due is not None and role == "deadline" else None,
        anchor=written(value) if anchored and isinstance(value, Point) else None,
        bound=_bound(phrase, value, final),
        reference=verdict.reference,
        alone=verdict.alone,
    )


def _over(phrase: Phrase, days: int) -> DateRole:
    """The role of a term that was over when the paper was issued: a slip of the paper if it is short past and put
    as a term, else what had been done by then or the case of a rule."""
    if phrase.reach != "before":
        return "reporting_cutoff_past"
    return "deadline" if days <= _SLIP_DAYS else "constraint"


def _with_years(phrase: Phrase, verdict: Verdict, paper: PaperDate, stated: int | None) -> Value:
    if phrase.two_digit_year is not None and isinstance(phrase.value, Point):
        return replace(phrase.value, year=century(phrase.two_digit_year, paper))
    if phrase.cut_year:
        return phrase.value
    direction: Direction = "unknown"
    if verdict.role == "deadline":
        direction = "future"
    elif verdict.role == "reporting_cutoff_past" or verdict.rule == TOLD or phrase.until_now:
        direction = "past"
    return fill_year(phrase.value, paper, direction, stated)


def _bounded(phrase: Phrase, value: Value, verdict: Verdict, paper: PaperDate) -> Value | None:
    """The value with its open ends; None where a blank part hides the day before."""
    if isinstance(value, Stretch):
        return Stretch(value.first, None) if phrase.onward else value
    if isinstance(value, Several):
        return value
    final: Value = value
    if phrase.until_now:
        final = Stretch(value, paper.point)
    elif phrase.back:
        final = Stretch(None, value)
    elif phrase.onward:
        final = Stretch(value, None)
    elif phrase.reach == "before" and not phrase.time and phrase.edge not in ("cuoi", "giua"):
        earlier = before(value)
        if earlier is None:
            return None
        final = Stretch(None, earlier)
    elif phrase.reach in ("before", "by") or (phrase.reach == "until" and not value.is_year):
        final = Stretch(None, value)
    elif phrase.reach == "after":
        final = Stretch(after(value) or value, None)
    elif phrase.reach == "from" and verdict.role not in ("effective_date", "event_time", "issue_date"):
        final = Stretch(value, None)
    if phrase.from_now and paper.point is not None:
        last = final.last if isinstance(final, Stretch) else value
        day = last_day(value) if phrase.cue.endswith("het") else None
        final = Stretch(paper.point, day_of(day) if day is not None else last)
    return final


def _bound(phrase: Phrase, value: Value, final: Value | None) -> Bound:
    bound = BOUND[phrase.reach]
    if isinstance(final, Stretch) and final.last is None:
        return "after"
    if isinstance(value, Stretch) and bound in ("at", "after"):
        return "within"
    return "within" if bound == "at" and not (isinstance(value, Point) and value.is_day) else bound
