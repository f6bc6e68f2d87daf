"""Calendar phrases: a preposition, its atoms, and what follows: "từ ngày 03 đến ngày 07 tháng 5 năm 2026"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from vndocx import lexicon
from vndocx.extraction.dates.atoms import Atom, atoms, bare_atom, bare_months
from vndocx.extraction.dates.chains import CLOCK, chain_of, value_of
from vndocx.extraction.dates.spans import overlaps_any
from vndocx.extraction.dates.values import Point, Several, Stretch, Value, points
from vndocx.extraction.trace import Trace, unheard
from vndocx.lexicon.row_types import DateCueRow
from vndocx.text import Span, fold

__all__ = ["Phrase", "Reach", "phrases"]

Reach = Literal["before", "by", "until", "within", "at", "from", "after", "bare"]

_TIME = r"(?P<hour>[0-2]?[0-9])(?:\s?(?:h|g|gio)\s?(?P<minute>[0-5][0-9])?(?:\s?phut)?|:(?P<sharp>[0-5][0-9]))"
_WEEKDAY = r"(?:thu\s(?:hai|ba|tu|nam|sau|bay|[2-7])|chu\snhat)"

_AFTER = re.compile(
    r"""
      (?P<yearly>\s?,?\s?\(?(?:cua\s)?(?:hang|moi|tung)\snam\b)             # trước ngày 15/12 hằng năm
    | (?P<each_year>\s(?:cua\s)?nam\s(?:sau|truoc|tiep\stheo|ke\stiep|(?:lien\s)?ke)(?:\s(?:lien\ske|lien))?
        (?:\s(?:cua|sau|truoc)\s(?:nam|ky)|(?<=ke)(?:\snam)?)
        \s(?:bao\scao|danh\sgia|ke\shoach|tai\schinh|ngan\ssach)\b)     # của năm liền kề sau năm báo cáo
    | (?P<next_year>\s(?:cua\s)?nam\s(?:sau|truoc|tiep\stheo|ke\stiep|lien\s(?:ke|truoc|sau))\b(?:\sdo|\slien\ske)?
        |\s(?:cua\s)?nam\s(?!\d|nay\b)(?:(?:ke|bao|tai|xet|thuc|danh)\s)?[a-z]+  # ngày 10/6 năm cuối, năm kế hoạch
        |\strong\snam\b(?!\s\d))
    | (?P<quarterly>\s?(?:cua\s)?thang\s(?P<which>cuoi|dau|thu\s?[123]|giua)(?:\scung)?
        \s(?:cua\s|trong\s)?(?:moi\s|hang\s)?quy\b(?:\s(?:sau|tiep\stheo))?)              # ngày 15 tháng cuối quý
    | (?P<monthly>\s?,?\s?(?:cua\s)?(?:hang|moi|tung)\sthang\b
        |\s(?:cua\s)?thang\s(?:truoc|sau|tiep\s(?:sau|theo)|ke\stiep|lien\s(?:ke|sau))\b(?:\sdo)?)  # ngày 25 hằng tháng
    | (?P<now>\s(?:cho\s)?(?:den|toi)\snay\b)                             # từ tháng 6/2022 đến nay
    | (?P<onward>,?\s(?:tro\sdi|ve\ssau|va\s(?:cac|nhung)\snam\s(?:tiep\stheo|sau|ke\stiep|tiep)\b))
    | (?P<back>\stro\sve\struoc)
    """,
    re.VERBOSE,
)


_LUNAR = re.compile(r"\s?\(?am\slich\b")

# "trước 9/4" is a day; "từ 1/3 đến 2/3 số hộ" are shares.
_BEFORE_BARE_DAY = re.compile(r"\b(?:truoc|cham nhat(?: la)?|het)\s(?=\d{1,2}\s?/\s?\d)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A calendar phrase as printed, years not yet filled from the paper.

    ``span`` with the preposition; ``core`` without. ``cue`` is the preposition, folded, "" where none. ``every``:
    "year", "month" or "quarter" where the phrase comes round again. ``impossible``: the calendar has no such day.
    ``lone_day``: a day number without month, which means something only in a term that comes round each month.
    """

    span: Span
    core: Span
    reach: Reach
    cue: str
    value: Value
    every: Literal["year", "month", "quarter", "next_year"] | None = None
    quarter_month: int = 3
    edge: str | None = None
    time: str | None = None
    from_now: bool = False
    until_now: bool = False
    onward: bool = False
    back: bool = False
    two_digit_year: int | None = None
    cut_year: bool = False
    impossible: bool = False
    lone_day: bool = False


@cache
def _cues() -> tuple[re.Pattern[str], dict[str, DateCueRow]]:
    """The prepositions as one pattern that ends where an atom begins, and the row of each."""
    known = {fold(row.phrase): row for row in lexicon.rows(DateCueRow, "date_cues")}
    words = "|".join(re.escape(phrase).replace(r"\ ", r"\s") for phrase in sorted(known, key=len, reverse=True))
    pattern = rf"""
        (?:(?<![\w/-])(?P<cue>{words})(?::\s?|\s))?
        (?:(?P<time>{_TIME})(?P<hours>\s?(?:-|den|toi)\s?{CLOCK})?\s?,?\s?)?
        (?:(?<!\w)(?:buoi\s)?(?P<part>sang|trua|chieu|toi|dem)\s)?
        (?:\(?(?<!\w){_WEEKDAY}\s?,?\s?\(?)?
        (?:(?<!\w)(?P<edge>cuoi|dau|giua)\s)?
        $"""
    return re.compile(pattern, re.VERBOSE), known


def phrases(text: str, folded: str, span: Span, *, cell: bool = False, trace: Trace = unheard) -> Iterator[Phrase]:
    """The calendar phrases in ``span``, left to right. ``cell``: the span is a table cell or a line of its own,
    where "6/2025" is a month without more."""
    at = span.start
    for atom in _heads(text, folded, span, trace, cell=cell):
        if atom.span.start < at:
            continue
        phrase = _phrase(atom, text, folded, Span(at, span.end))
        if phrase is None:
            trace("dropped", "date", atom.span, "no value: a lunar day, a lone day number, or parts that do not agree")
            continue
        yield phrase
        at = phrase.span.end


def _heads(text: str, folded: str, span: Span, trace: Trace, *, cell: bool) -> Iterator[Atom]:
    """Atoms with a head word, and those without one that a preposition or a cell of their own makes sure."""
    found = list(atoms(text, folded, span))
    taken = [atom.span for atom in found]
    for atom in bare_months(folded, span):
        alone = cell and not re.search(r"\w", folded[span.start : atom.span.start])
        if overlaps_any(atom.span, taken):
            continue
        if alone or _introduced(text, folded, span.start, atom.span.start):
            found.append(atom)
        else:
            trace("dropped", "date", atom.span, "month and year in figures without a preposition: may be a number")
    for match in _BEFORE_BARE_DAY.finditer(folded, span.start, span.end):
        day = bare_atom(folded, Span(match.end(), span.end), day=True)
        if day is None or overlaps_any(day.span, taken):
            continue
        if _share(folded, day.span.end):
            trace("dropped", "date", day.span, "a share: what is counted stands behind it")
            continue
        found.append(day)
    return iter(sorted(found, key=lambda atom: atom.span))


def _share(folded: str, at: int) -> bool:
    return re.match(r"\s(?:so|tong|thoi|thanh|dien|ho|von|ke|dan|dai)\b", folded[at : at + 12]) is not None


def _introduced(text: str, folded: str, lowest: int, start: int) -> bool:
    match = _lead(text, folded, max(lowest, start - 40), start)
    return match["cue"] is not None


def _lead(text: str, folded: str, lowest: int, start: int) -> re.Match[str]:
    """What leads up to an atom at ``start``; its "cue" is a preposition that is really printed there."""
    pattern, _ = _cues()
    while True:
        match = pattern.search(folded, lowest, start)
        assert match is not None  # it may be empty
        if match["cue"] is None or _printed(match, text):
            return match
        lowest = match.start("cue") + 1


def _printed(match: re.Match[str], text: str) -> bool:
    """Whether a short preposition stands there with its own marks: "từ" and not "tư", "tính đến" and not "tỉnh đến"."""
    cue = match["cue"]
    if len(cue) > 4 and not cue.startswith("tinh"):
        return True
    raw = text[match.start("cue") : match.end("cue")]
    return raw.lower() == _cues()[1][cue].phrase or raw == cue


def _phrase(head: Atom, text: str, folded: str, span: Span) -> Phrase | None:
    _, known = _cues()
    match = _lead(text, folded, max(span.start, head.span.start - 70), head.span.start)
    reach: Reach = "bare"
    cue, start = "", head.span.start
    edge = match["edge"]
    if edge is not None:
        printed = text[match.start("edge") : match.end("edge")].lower()
        whole = re.match(r"nam|thang|quy|giai|nhiem|thoi|6|9|3", folded[head.span.start :]) is not None
        edge = edge if whole and printed in ("đầu", "cuối", "giữa", edge) else None
    if match["cue"]:
        cue = match["cue"]
        reach = known[cue].reach  # type: ignore[assignment]
        start = match.start("cue")
    elif match["time"]:
        start = match.start("time")
    elif edge is not None:
        start = match.start("edge")
    time = None
    if match["time"] and int(match["hour"]) < 24:
        time = f"{int(match['hour']):02d}:{match['minute'] or match['sharp'] or '00'}"
    if match["hours"]:  # "từ 8h00 đến 11h00 ngày 20/3/2031" is one day
        reach, cue = "at", "luc"
    ends, joins = chain_of(head, text, folded, span.end, term=reach in ("before", "by"))
    if _LUNAR.match(folded, ends[-1].span.end, span.end):
        return None  # a day of the lunar year is another day each year
    value, end = value_of(ends, joins)
    if value is None:
        impossible = head.unit == "day" and isinstance(head.value, Point) and not head.value.is_valid
        if not impossible:
            return None
        return Phrase(Span(start, head.span.end), head.span, reach, cue, head.value, impossible=True)
    phrase = Phrase(
        Span(start, end), Span(head.span.start, end), reach, cue, value, edge=edge, time=time,
        from_now=" nay " in cue,
        two_digit_year=head.two_digit_year, cut_year=head.cut_year,
    )  # fmt: skip
    return _followed(phrase, ends[-1], text, folded, span.end)


def _followed(phrase: Phrase, last: Atom, text: str, folded: str, stop: int) -> Phrase | None:
    """The phrase with what stands behind it; None for a lone day number without month."""
    match = _AFTER.match(folded, phrase.span.end, stop)
    kind = match.lastgroup if match is not None else None
    kind = "quarterly" if kind == "which" else kind
    if match is not None:
        end = match.end()
        wide, core = Span(phrase.span.start, end), Span(phrase.core.start, end)
        grown = replace(phrase, span=wide, core=core)
        lone = isinstance(phrase.value, Point) and phrase.value.day is not None and phrase.value.month is None
        if kind == "monthly" and all(one.day is not None and one.month is None for one in points(phrase.value)):
            return replace(grown, every="month")
        if kind == "quarterly" and lone:
            which = match["which"]
            place = {"cuoi": 3, "dau": 1, "giua": 2}.get(which) or int(which[-1])
            return replace(grown, every="quarter", quarter_month=place)
        if kind == "yearly" and last.lacks_year and not lone:
            return replace(grown, every="year")
        named = "năm" in text[match.start() : match.end()].lower()  # not "ngày 20/11 Nam Định"
        if kind in ("next_year", "each_year") and named and last.lacks_year and not lone:
            return replace(grown, every="next_year" if kind == "next_year" else "year")
        if kind == "now" and isinstance(phrase.value, Point):
            return replace(grown, until_now=True)
        if kind == "onward":
            return replace(grown, onward=True)
        if kind == "back":
            return replace(grown, back=True)
    low = phrase.value.members[0] if isinstance(phrase.value, Several) else phrase.value
    low = low.first if isinstance(low, Stretch) and low.first is not None else low
    if isinstance(low, Point) and low.day is not None and low.month is None and not low.blank_month:
        return replace(phrase, lone_day=True) if low is phrase.value and phrase.reach != "bare" else None
    return phrase
