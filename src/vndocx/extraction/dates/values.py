"""Calendar values with blank parts, their EDTF form, and the first and last day that they cover."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

__all__ = [
    "Point",
    "Several",
    "Stretch",
    "Value",
    "after",
    "before",
    "day_of",
    "first_day",
    "last_day",
    "points",
    "written",
]

# EDTF level 2 (ISO 8601-2:2019, 4.8): 33-36 are quarters, 40 and 41 half-years.
_PART_MONTHS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12)}


@dataclass(frozen=True, slots=True)
class Point:
    """A day, month, quarter, half-year or year. A blank part is printed as a gap: it is unknown, not absent.

    ``year`` None: the paper names none. ``part`` is the EDTF code of a quarter or half-year.
    """

    year: int | None
    month: int | None = None
    day: int | None = None
    part: int | None = None
    blank_month: bool = False
    blank_day: bool = False

    @property
    def is_day(self) -> bool:
        """Whether it names one day."""
        return self.day is not None

    @property
    def is_year(self) -> bool:
        """Whether it names a year and nothing below it."""
        return self.month is None and self.part is None and not self.blank_month and self.day is None

    @property
    def is_valid(self) -> bool:
        """Whether the calendar has it: 31/4 and 29/2/2023 are not there."""
        if self.year is not None and not 1900 <= self.year <= 2199:
            return False
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        if self.day is None:
            return True
        if self.month is None:
            return 1 <= self.day <= 31
        return 1 <= self.day <= monthrange(self.year or 2000, self.month)[1]


@dataclass(frozen=True, slots=True)
class Stretch:
    """From the first point to the last, both included; None where the end is open."""

    first: Point | None
    last: Point | None


@dataclass(frozen=True, slots=True)
class Several:
    """Values that share a head: "tháng 3, tháng 4, tháng 5/2025"."""

    members: tuple[Point | Stretch, ...]


Value = Point | Stretch | Several


def written(value: Value) -> str:
    """The EDTF form: "2024-03-XX", "../2024-04-24", "{2030,2045}"; a year that nobody names is "XXXX"."""
    if isinstance(value, Several):
        return "{" + ",".join(written(member) for member in value.members) + "}"
    if isinstance(value, Stretch):
        if value.last is None:  # an open end leaves the quarter as printed
            return f"{written(value.first) if value.first is not None else '..'}/.."
        first = written(_month_of(value.first, 0)) if value.first is not None else ".."
        return f"{first}/{written(_month_of(value.last, 1))}"
    year = f"{value.year:04d}" if value.year is not None else "XXXX"
    if value.part is not None:
        return f"{year}-{value.part}"
    if value.is_year:
        return year
    month = f"{value.month:02d}" if value.month is not None else "XX"
    if value.day is not None:
        return f"{year}-{month}-{value.day:02d}"
    return f"{year}-{month}-XX" if value.blank_day else f"{year}-{month}"


def _month_of(point: Point, end: int) -> Point:
    """A quarter or half-year as its first (0) or last (1) month: few readers know a stretch from quarter to quarter."""
    if point.part is None:
        return point
    return Point(point.year, _PART_MONTHS[point.part][end])


def points(value: Value) -> tuple[Point, ...]:
    """The points in a value, in the order of print."""
    if isinstance(value, Point):
        return (value,)
    if isinstance(value, Stretch):
        return tuple(end for end in (value.first, value.last) if end is not None)
    return tuple(point for member in value.members for point in points(member))


def first_day(value: Value) -> date | None:
    """The first day that the value covers; None where a part is unknown or the start open."""
    if isinstance(value, Stretch):
        return first_day(value.first) if value.first is not None else None
    if isinstance(value, Several):
        return first_day(value.members[0])
    if value.year is None or value.blank_month or value.blank_day or not value.is_valid:
        return None
    if value.part is not None:
        return date(value.year, _PART_MONTHS[value.part][0], 1)
    return date(value.year, value.month or 1, value.day or 1)


def last_day(value: Value) -> date | None:
    """The last day that the value covers; None where a part is unknown or the end open."""
    if isinstance(value, Stretch):
        return last_day(value.last) if value.last is not None else None
    if isinstance(value, Several):
        return last_day(value.members[-1])
    if value.year is None or value.blank_month or value.blank_day or not value.is_valid:
        return None
    if value.day is not None and value.month is not None:
        return date(value.year, value.month, value.day)
    month = _PART_MONTHS[value.part][1] if value.part is not None else value.month or 12
    return date(value.year, month, monthrange(value.year, month)[1])


def before(point: Point) -> Point | None:
    """The day, month, quarter, half-year or year just before; None where a blank part hides it.

    "trước ngày 01/3/2024" ends on 2024-02-29, "trước tháng 6/2025" in May.
    """
    if point.blank_day or point.blank_month:
        return None
    if point.is_year:
        return Point(point.year - 1) if point.year is not None else None
    if point.part is not None:
        if point.part in (33, 40):
            return (
                replace(point, year=point.year - 1, part=point.part + {33: 3, 40: 1}[point.part])
                if point.year
                else None
            )
        return replace(point, part=point.part - 1)
    assert point.month is not None
    if point.day is None:
        if point.month > 1:
            return replace(point, month=point.month - 1)
        return replace(point, year=point.year - 1, month=12) if point.year is not None else None
    if point.day > 1:
        return replace(point, day=point.day - 1)
    if point.year is None:
        # The last day of February needs the year.
        if point.month == 3:
            return None
        month = point.month - 1 or 12
        return replace(point, month=month, day=monthrange(2000, month)[1])
    return day_of(date(point.year, point.month, 1) - timedelta(days=1))


def after(point: Point) -> Point | None:
    """The day, month, quarter, half-year or year just after; None where a blank part hides it."""
    if point.blank_day or point.blank_month or point.year is None:
        return None
    if point.is_year:
        return Point(point.year + 1)
    if point.part is not None:
        if point.part in (36, 41):
            return replace(point, year=point.year + 1, part=point.part - {36: 3, 41: 1}[point.part])
        return replace(point, part=point.part + 1)
    assert point.month is not None
    if point.day is not None:
        return day_of(date(point.year, point.month, point.day) + timedelta(days=1))
    if point.month < 12:
        return replace(point, month=point.month + 1)
    return replace(point, year=point.year + 1, month=1)


def day_of(day: date) -> Point:
    """The day as a point."""
    return Point(day.year, day.month, day.day)
