"""The year that a paper does not print: taken from the paper's own date, and only where the direction makes it sure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from vndocx.extraction.dates.values import Point, Several, Stretch, Value, first_day, last_day, points

__all__ = ["Direction", "PaperDate", "century", "fill_year", "paper_date"]

Direction = Literal["future", "past", "unknown"]
_NEAR_DAYS = 31
_SHORT_DAYS = 62


@dataclass(frozen=True, slots=True)
class PaperDate:
    """When the paper was issued, as far as it is known. ``day`` None where the day or month is blank."""

    year: int | None = None
    month: int | None = None
    day: date | None = None
    edtf: str | None = None

    @property
    def earliest(self) -> date | None:
        """The first day on which it can have been issued: the first of the month where the day is blank."""
        if self.day is not None or self.year is None:
            return self.day
        return date(self.year, self.month or 1, 1)

    @property
    def point(self) -> Point | None:
        """The paper's own day, None where it is not fully printed."""
        return Point(self.day.year, self.day.month, self.day.day) if self.day is not None else None


def paper_date(edtf: str | None) -> PaperDate:
    """The paper's own date from its head: "2024-03-XX" gives year and month and no day."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}|XX))?(?:-(\d{2}|XX))?", edtf or "")
    if match is None:
        return PaperDate()
    year = int(match[1])
    month = int(match[2]) if (match[2] or "XX") != "XX" else None
    day = date(year, month, int(match[3])) if month is not None and (match[3] or "XX") != "XX" else None
    return PaperDate(year, month, day, edtf)


def century(two_digits: int, paper: PaperDate) -> int | None:
    """The full year of "79": the last such year that the paper can know of, one ahead allowed."""
    if paper.year is None:
        return None
    year = paper.year - (paper.year - two_digits) % 100
    return year + 100 if year + 100 <= paper.year + 1 else year


def fill_year(value: Value, paper: PaperDate, direction: Direction, stated: int | None) -> Value:
    """The value with its year; unchanged where the paper cannot say.

    A year stated in the same clause counts first. Without one, a term lies ahead: the first such day, month or
    quarter not over on the paper's own date; a cut-off lies behind: the last one begun by then. Where the direction
    is not known, a day or month at hand when the paper was issued has its year; any other has none, since it may
    come round every year or belong to a plan of another.
    """
    if all(point.year is not None for point in points(value)):
        return value
    if stated is not None:
        return _with_year(value, stated)
    if paper.year is None:
        return value
    same = _with_year(value, paper.year)
    if direction == "unknown":
        return same if _is_near(same, paper) else value
    if paper.day is not None:
        last, first = last_day(same), first_day(same)
        if direction == "future":
            return same if last is None or last >= paper.day else _with_year(value, paper.year + 1)
        return same if first is None or first <= paper.day else _with_year(value, paper.year - 1)
    months = [point.month for point in points(value) if point.month is not None]
    if paper.month is None or not months:
        return value  # a blank month in the head: it may be this year or the next
    if direction == "future":
        return same if months[-1] >= paper.month else _with_year(value, paper.year + 1)
    return same if months[0] < paper.month else value


def _is_near(value: Value, paper: PaperDate) -> bool:
    """Whether the value is a short time that begins within a month of the paper's own day and is not over by then."""
    first, last = first_day(value), last_day(value)
    if paper.day is None or first is None or last is None or (last - first).days > _SHORT_DAYS:
        return False
    if any(point.part is not None for point in points(value)):
        return False
    return paper.day <= last and (first - paper.day).days <= _NEAR_DAYS


def _with_year(value: Value, year: int) -> Value:
    if isinstance(value, Several):
        return Several(tuple(_with(member, year) for member in value.members))
    return _with(value, year)


def _with(value: Point | Stretch, year: int) -> Point | Stretch:
    if isinstance(value, Point):
        return value if value.year is not None else replace(value, year=year)
    first, last = value.first, value.last
    return Stretch(
        first if first is None or first.year is not None else replace(first, year=year),
        last if last is None or last.year is not None else replace(last, year=year),
    )
