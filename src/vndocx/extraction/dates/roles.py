"""What a date does in its clause: the rules of what is a deadline and what is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vndocx import lexicon
from vndocx.extraction.dates.phrases import Phrase
from vndocx.extraction.dates.values import Several, Stretch
from vndocx.lexicon.rows import WordListRow
from vndocx.model.findings import DateRole, Reference
from vndocx.model.layout import Zone
from vndocx.text import Span, fold

__all__ = ["Place", "Verdict", "inside", "judge", "words_of"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression stands. ``unit``: its paragraph or cell; ``clause`` the part of it between ";" and full
    stops; ``due_column``: the cell stands under a head such as "Thời gian hoàn thành"."""

    unit: Span
    clause: Span
    zone: Zone
    cell: bool = False
    due_column: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """The role of a date and why; ``reference`` the cited paper whose date it is."""

    role: DateRole
    rule: str
    confidence: float
    reference: str | None = None


def inside(inner: Span, outer: Span) -> bool:
    """Whether the one span lies wholly in the other."""
    return outer.start <= inner.start and inner.end <= outer.end


@cache
def words_of(name: str) -> re.Pattern[str]:
    """A word list of ``deadline_cues`` as one pattern over folded text, longest words first."""
    row = next(row for row in lexicon.rows(WordListRow, "deadline_cues") if row.name == name)
    words = sorted({fold(word) for word in row.words}, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s") for word in words) + r")(?!\w)")


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[-+*.;(,:]\s?)(?:\S{{1,5}}\s)?{words_of('labels').pattern}\s?(?:la|:|du\skien:?)?\s*\(?$")


# "Số 12-KH/TU, ngày": a number right before the date.
_NUMBER = re.compile(r"\d[\w.]*\s?[/-]\s?[a-z0-9][\w/.&-]*\s*(?:,|\()?\s*(?:ky\s)?$")
_CITED = re.compile(
    r"(?<!\w)(?:luat|bo luat|phap lenh|nghi quyet|nghi dinh|quyet dinh|chi thi|thong tu|ket luan|huong dan|quy dinh"
    r"|quy che|cong van|thong bao|ke hoach|bao cao|to trinh|cong dien|van ban|dieu le|thong tri|lenh|hien phap|don"
    r"|giay moi|bien ban)(?!\w)"
)
_BASIS = re.compile(r"\s*[-+*]?\s*(?:can cu|xet|theo de nghi)\b")
_FACT_BEFORE = re.compile(r"(?<!\w)(?:da|dat|tang|giam|duoc|co|la)\s")


def judge(phrase: Phrase, place: Place, folded: str, references: tuple[Reference, ...], mention: str | None) -> Verdict:
    """The role of ``phrase``. ``mention`` is the id of the reference whose mention holds it."""
    before = folded[max(place.clause.start, phrase.span.start - 160) : phrase.span.start]
    near = before[-60:]
    clause = folded[place.clause.start : place.clause.end]
    years = _is_years(phrase)
    if mention is not None and phrase.reach not in ("before", "by", "from", "after"):
        if years:
            return Verdict("period_in_title", "in the name of a cited paper", 0.9)
        if phrase.reach == "until":
            return Verdict("horizon", "in the name of a cited paper", 0.9)
        return Verdict("issue_date", "date of a cited paper", 0.97, mention)
    if place.zone in (Zone.BACKDROP,):
        return Verdict("event_time", "on a backdrop", 0.9)
    if place.zone in (Zone.HEAD, Zone.COPY) and phrase.reach == "bare":
        return Verdict("issue_date", "in the head", 0.9)
    if phrase.reach == "bare" and _NUMBER.search(near):
        return Verdict("issue_date", "behind a number", 0.95)
    if phrase.reach == "bare" and _BASIS.match(clause) and _CITED.search(before):
        return Verdict("issue_date", "behind a basis", 0.85)
    if phrase.until_now:
        return Verdict("period", "until now", 0.85)
    if place.zone is Zone.TITLE:
        return Verdict("period_in_title", "in the title", 0.85)
    if words_of("effect").search(near) and phrase.reach in ("from", "bare", "at", "until") and not place.due_column:
        return Verdict("effective_date", "behind a word of effect", 0.9)
    if place.due_column:
        return Verdict("deadline", "in a column of terms", 0.93)
    if (label := _label().search(folded[place.unit.start : phrase.span.start])) is not None:
        return Verdict("deadline", f"behind the label {label.group().strip(' -+*.;(,:')!r}", 0.93)
    if phrase.cue.startswith("tinh den"):
        return Verdict("reporting_cutoff_past", "a cut-off", 0.9)
    if phrase.reach in ("before", "by"):
        return _bounded(phrase, before, clause)
    if phrase.reach == "until":
        return _until(phrase, near, clause)
    if phrase.reach == "within" and words_of("completed").search(near) and not words_of("past").search(near):
        return Verdict("deadline", "within, behind a word of completion", 0.88)
    if years:
        return Verdict("period", "years", 0.85)
    if phrase.reach in ("from", "after") and not isinstance(phrase.value, Stretch):
        return Verdict("constraint", "from a day on", 0.7)
    if _is_day(phrase):
        return Verdict("event_time", "a day", 0.75)
    return Verdict("period", "a month, quarter or year", 0.7)


def _bounded(phrase: Phrase, before: str, clause: str) -> Verdict:
    """Behind "trước", "chậm nhất", "đến hết": a deadline where something is to be done by then."""
    near = before[-45:]
    if phrase.cue.startswith("tinh den"):
        return Verdict("reporting_cutoff_past", "a cut-off", 0.9)
    if words_of("past").search(near):
        return Verdict("constraint", "a fact before a day", 0.75)
    if not phrase.cue.startswith(("cham", "muon", "han")) and words_of("condition").match(clause.lstrip(" -+*")):
        return Verdict("constraint", "a case before a day", 0.7)
    if words_of("completion").search(clause):
        return Verdict("deadline", f"behind {phrase.cue!r}", 0.93)
    return Verdict("constraint", "nothing to be done by then", 0.6)


def _until(phrase: Phrase, near: str, clause: str) -> Verdict:
    if _is_day(phrase) and re.search(r"(?:hoan thanh|han|gia han|xong)\s$", near):
        return Verdict("deadline", "until a day, behind a word of completion", 0.85)
    if not _is_day(phrase):
        return Verdict("horizon", "until a year", 0.85)
    return Verdict("reporting_cutoff_past", "until a day", 0.7)


def _is_years(phrase: Phrase) -> bool:
    value = phrase.value
    return isinstance(value, Stretch) and value.first is not None and value.first.is_year


def _is_day(phrase: Phrase) -> bool:
    value = phrase.value.members[0] if isinstance(phrase.value, Several) else phrase.value
    low = value.last or value.first if isinstance(value, Stretch) else value
    return low is not None and (low.day is not None or low.blank_day)
