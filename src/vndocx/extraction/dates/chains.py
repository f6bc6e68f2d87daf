"""Ranges and lists: atoms that share one preposition, each completed from the others ("ngày 17 đến ngày 20/5/2031")."""

from __future__ import annotations

import re
from dataclasses import replace

from vndocx.extraction.dates.atoms import Atom, atom_at
from vndocx.extraction.dates.values import Point, Several, Stretch, Value, before
from vndocx.text import Span

__all__ = ["CLOCK", "chain_of", "value_of"]

# Between two atoms of one phrase.
CLOCK = r"[0-2]?[0-9](?:\s?(?:gio|h|g)(?:\s?[0-5][0-9])?(?:\s?phut)?|:[0-5][0-9])"
_TO = re.compile(rf"\s?(?:,?\s?(?:cho\s)?(?:den|toi)\s(?P<edge>het\s|truoc\s|cuoi\s)?(?:{CLOCK}\s?,?\s?)?|-\s?)")
_AND = re.compile(r"\s?(?:,|;|va|hoac|,\sva)\s(?:ca\s)?|,")
_MONTHLY = re.compile(r"\s(?:cua\s)?(?:hang|moi)\sthang\b")  # "ngày 15 và ngày 30 hằng tháng"
_MOST = 12  # members of one phrase
_VISION = re.compile(r"\s?,?\s?(?:va\s)?(?:tam\snhin|dinh\shuong)\s(?:(?:den|toi)\s)?(?=nam\s|(?:19|20)\d\d)")


def chain_of(head: Atom, text: str, folded: str, stop: int, *, term: bool = False) -> tuple[list[Atom], list[str]]:
    """The atoms of one phrase and what joins them: "to", "before" (a range that ends before), "and".

    ``term``: behind "trước" or "chậm nhất", where whole days belong together: "trước ngày 10/6/2031 và 05/12/2031".
    """
    chain, joins = [head], []
    while len(chain) < _MOST:
        last = chain[-1]
        if (match := _TO.match(folded, last.span.end, stop)) and "to" not in joins and "before" not in joins:
            following = atom_at(text, folded, Span(match.end(), stop), last.unit)
            apart = last.unit == "year" and "," in match.group()  # "từ những năm 1970, đến năm 2009 …": two times
            if following is not None and not apart and _continues(last, following, dash="-" in match.group()):
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
            if following is not None and _shares(last, following, folded, term=term):
                chain.append(following)
                joins.append("and")
                continue
        break
    # A list that never gets its month or year is no list: "ngày 5, 6 đồng chí".
    monthly = _MONTHLY.match(folded, chain[-1].span.end, stop) is not None
    while len(chain) > 1 and chain[-1].unit == "day" and chain[-1].point.month is None and not monthly:
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


def _shares(first: Atom, last: Atom, folded: str, *, term: bool) -> bool:
    """Whether the second atom gives the first what it lacks, or takes its head word from it."""
    naked = folded[last.span.start].isdigit() or folded[last.span.start] in "ivl"
    if first.unit == "year":
        return last.unit == "year" and naked
    if first.unit == "quarter" and last.unit == "year":
        return first.lacks_year and not naked
    if first.unit != last.unit or first.unit in ("years", "months"):
        return False
    if first.unit == "day" and (first.point.month is None or (term and naked and not last.lacks_year)):
        return True
    return first.lacks_year or (naked and last.lacks_year and first.unit != "day")


def value_of(chain: list[Atom], joins: list[str]) -> tuple[Value | None, int]:
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
