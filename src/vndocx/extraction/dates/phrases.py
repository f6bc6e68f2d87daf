"""Calendar phrases: a preposition, its atoms, and what follows: "từ ngày 17 đến ngày 20 tháng 11 năm 2025"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from vndocx import lexicon
from vndocx.extraction.dates.grammar import Atom, atom_at, atoms, bare_atom, bare_months
from vndocx.extraction.dates.spans import overlaps_any
from vndocx.extraction.dates.values import Point, Several, Stretch, Value, before
from vndocx.lexicon.rows import DateCueRow
from vndocx.text import Span, fold

__all__ = ["Phrase", "Reach", "phrases"]

Reach = Literal["before", "by", "until", "within", "at", "from", "after", "bare"]

_TIME = r"(?P<hour>[0-2]?[0-9])(?:\s?(?:h|g|gio)\s?(?P<minute>[0-5][0-9])?(?:\s?phut)?|:(?P<sharp>[0-5][0-9]))"
_WEEKDAY = r"(?:thu\s(?:hai|ba|tu|nam|sau|bay|[2-7])|chu\snhat)"

# Between two atoms of one phrase.
_TO = re.compile(r"\s?(?:,?\s?(?:cho\s)?(?:den|toi)\s(?P<edge>het\s|truoc\s|cuoi\s)?|-\s?)")
_AND = re.compile(r"\s?(?:,|;|va|hoac|,\sva)\s(?:ca\s)?|,")
_VISION = re.compile(r"\s?,?\s?(?:va\s)?(?:tam\snhin|dinh\shuong)\s(?:(?:den|toi)\s)?(?=nam\s|(?:19|20)\d\d)")

_AFTER = re.compile(
    r"""
      (?P<yearly>\s?,?\s?\(?(?:cua\s)?(?:hang|moi|tung)\snam\b)             # trước ngày 15/12 hằng năm
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
        (?:(?P<time>{_TIME})\s?,?\s?)?
        (?:(?<!\w)(?:buoi\s)?(?P<part>sang|trua|chieu|toi|dem)\s)?
        (?:\(?(?<!\w){_WEEKDAY}\s?,?\s?\(?)?
        (?:(?<!\w)(?P<edge>cuoi|dau|giua)\s)?
        $"""
    return re.compile(pattern, re.VERBOSE), known


def phrases(text: str, folded: str, span: Span, *, cell: bool = False) -> Iterator[Phrase]:
    """The calendar phrases in ``span``, left to right. ``cell``: the span is a table cell or a line of its own,
    where "6/2025" is a month without more."""
    at = span.start
    for atom in _heads(text, folded, span, cell=cell):
        if atom.span.start < at:
            continue
        phrase = _phrase(atom, text, folded, Span(at, span.end))
        if phrase is None:
            continue
        yield phrase
        at = phrase.span.end


def _heads(text: str, folded: str, span: Span, *, cell: bool) -> Iterator[Atom]:
    """Atoms with a head word, and those without one that a preposition or a cell of their own makes sure."""
    found = list(atoms(text, folded, span))
    taken = [atom.span for atom in found]
    for atom in bare_months(folded, span):
        alone = cell and not re.search(r"\w", folded[span.start : atom.span.start])
        if not overlaps_any(atom.span, taken) and (alone or _introduced(text, folded, span.start, atom.span.start)):
            found.append(atom)
    for match in _BEFORE_BARE_DAY.finditer(folded, span.start, span.end):
        day = bare_atom(folded, Span(match.end(), span.end), day=True)
        if day is None or overlaps_any(day.span, taken) or _share(folded, day.span.end):
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
    ends, joins = _chain(head, text, folded, span.end)
    if _LUNAR.match(folded, ends[-1].span.end, span.end):
        return None  # a day of the lunar year is another day each year
    value, end = _join(ends, joins)
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


def _chain(head: Atom, text: str, folded: str, stop: int) -> tuple[list[Atom], list[str]]:
    """The atoms of one phrase and what joins them: "to", "before" (a range that ends before), "and"."""
    chain, joins = [head], []
    while True:
        last = chain[-1]
        if (match := _TO.match(folded, last.span.end, stop)) and "to" not in joins and "before" not in joins:
            following = atom_at(text, folded, Span(match.end(), stop), last.unit)
            if following is not None and _continues(last, following, dash="-" in match.group()):
                chain.append(following)
                joins.append("before" if (match["edge"] or "").startswith("truoc") else "to")
                continue
        if last.unit == "year" and (match := _VISION.match(folded, last.span.end, stop)):
            following = atom_at(text, folded, Span(match.end(), stop), "year")
            if following is not None and following.unit == "year":
                chain.append(following)
                joins.append("and")
                continue
        if "to" not in joins and (match := _AND.match(folded, last.span.end, stop)):
            following = atom_at(text, folded, Span(match.end(), stop), last.unit)
            if following is not None and _shares(last, following, folded, chain):
                chain.append(following)
                joins.append("and")
                continue
        break
    # A list that never gets its month or year is no list: "ngày 5, 6 đồng chí".
    while len(chain) > 1 and chain[-1].unit == "day" and chain[-1].point.month is None:
        chain.pop()
        joins.pop()
    return chain, joins


_RANK = {"day": 0, "month": 1, "months": 1, "quarter": 2, "half": 3, "years": 4, "year": 4}


def _continues(first: Atom, last: Atom, *, dash: bool) -> bool:
    """Whether a range may run from one atom to the other."""
    if first.unit in ("years", "months") or last.unit in ("years", "months"):
        return False
    if dash and first.unit != last.unit:
        return False
    if first.unit == "year" and last.unit == "year":
        return first.point.year is not None and last.point.year is not None and first.point.year < last.point.year
    return abs(_RANK[first.unit] - _RANK[last.unit]) <= 4


def _shares(first: Atom, last: Atom, folded: str, chain: list[Atom]) -> bool:
    """Whether the second atom gives the first what it lacks, or takes its head word from it."""
    naked = folded[last.span.start].isdigit() or folded[last.span.start] in "ivl"
    if first.unit == "year":
        return last.unit == "year" and naked
    if first.unit == "quarter" and last.unit == "year":
        return first.lacks_year and not naked
    if first.unit != last.unit or first.unit in ("years", "months"):
        return False
    if first.unit == "day" and first.point.month is None:
        return True
    return first.lacks_year or (naked and last.lacks_year and first.unit != "day")


def _join(chain: list[Atom], joins: list[str]) -> tuple[Value | None, int]:
    """The value of a chain, months and years filled from the right, and where it ends."""
    values: list[Point | Stretch] = [atom.value for atom in chain]
    for index in range(len(values) - 2, -1, -1):
        values[index] = _fill(values[index], values[index + 1], ranged=joins[index] != "and")
    for index in range(1, len(values)):  # "từ tháng 1/2025 đến tháng 10": the year stands once
        values[index] = _carry(values[index - 1], values[index])
    for value in values:
        low = value.last if isinstance(value, Stretch) else value
        assert low is not None
        if not low.is_valid:
            return None, chain[-1].span.end
    end = chain[-1].span.end
    if len(values) == 1:
        return values[0], end
    made: list[Point | Stretch] = [values[0]]
    for join, value in zip(joins, values[1:], strict=True):
        if join == "and":
            made.append(value)
            continue
        first = made.pop()
        assert isinstance(first, Point)
        assert isinstance(value, Point)
        made.append(Stretch(first, before(value) if join == "before" else value))
    return (made[0] if len(made) == 1 else Several(tuple(made))), end


def _fill(value: Point | Stretch, following: Point | Stretch, *, ranged: bool) -> Point | Stretch:
    if isinstance(value, Stretch) or isinstance(following, Stretch):
        return value
    year, month = value.year, value.month
    if month is None and value.day is not None:
        month = following.month
    if year is None:
        year = following.year
        if ranged and year is not None and month and following.month and month > following.month:
            year -= 1  # "từ ngày 25/12 đến ngày 05/01/2026"
    return replace(value, year=year, month=month)


def _carry(first: Point | Stretch, value: Point | Stretch) -> Point | Stretch:
    if isinstance(first, Stretch) or isinstance(value, Stretch) or value.year is not None or first.year is None:
        return value
    month, earlier = value.month, first.month
    later = month is not None and earlier is not None and month < earlier
    return replace(value, year=first.year + 1 if later else first.year)


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
        if kind == "monthly" and lone:
            return replace(grown, every="month")
        if kind == "quarterly" and lone:
            which = match["which"]
            place = {"cuoi": 3, "dau": 1, "giua": 2}.get(which) or int(which[-1])
            return replace(grown, every="quarter", quarter_month=place)
        if kind == "yearly" and last.lacks_year and not lone:
            return replace(grown, every="year")
        named = "năm" in text[match.start() : match.end()].lower()  # not "ngày 20/11 Nam Định"
        if kind == "next_year" and named and last.lacks_year and not lone:
            return replace(grown, every="next_year")
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
