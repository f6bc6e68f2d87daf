"""Days, months, quarters, half-years and years as printed: folded text → points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vndocx.extraction.dates.grammar import (
    ATOM,
    BARE_DAY,
    BARE_MONTH,
    BEFORE_YEAR,
    DIGITS,
    MONTH_WORDS,
    NAKED,
    NUMBER_BEFORE,
    START,
)
from vndocx.extraction.dates.values import Point, Stretch
from vndocx.text import Span

__all__ = ["Atom", "Unit", "atom_at", "atoms", "bare_atom", "bare_months"]

Unit = str  # "day", "month", "quarter", "half", "months", "year", "years": the smallest part named


@dataclass(frozen=True, slots=True)
class Atom:
    """One printed calendar value. ``span`` from "ngày" on; ``unit`` its smallest part; ``value`` as printed."""

    span: Span
    unit: Unit
    value: Point | Stretch
    two_digit_year: int | None = None
    cut_year: bool = False

    @property
    def point(self) -> Point:
        """The value where it is one point; the last one of a stretch."""
        if isinstance(self.value, Point):
            return self.value
        assert self.value.last is not None
        return self.value.last

    @property
    def lacks_year(self) -> bool:
        """Whether the paper prints no year here."""
        return self.point.year is None


def number(digits: str) -> int:
    """The number that OCR may have read with letters: "l5" is 15."""
    return int(digits.translate(DIGITS))


def atoms(text: str, folded: str, span: Span) -> Iterator[Atom]:
    """The atoms that stand in ``span`` by themselves, from left to right."""
    at = span.start
    for start in START.finditer(folded, span.start, span.end):
        if start.start() < at or (start.start() > 0 and folded[start.start() - 1].isalnum()):
            continue
        match = ATOM.match(folded, start.start(), span.end)
        atom = _read(match, text) if match is not None else None
        if atom is not None:
            yield atom
            at = atom.span.end


def atom_at(text: str, folded: str, span: Span, unit: Unit) -> Atom | None:
    """The atom that starts the span: with its own head, or naked below a head of ``unit``."""
    if (match := ATOM.match(folded, span.start, span.end)) is not None and (atom := _read(match, text)) is not None:
        return atom
    match = NAKED.match(folded, span.start, span.end)
    if match is None:
        return None
    return _bare(match, unit) if match["bare"] or match["quarter"] else _read(match, text, naked=True)


def bare_atom(folded: str, span: Span, *, day: bool) -> Atom | None:
    """Month and year, or with ``day`` day and month, that stand without a head word at the start of the span."""
    match = (BARE_DAY if day else BARE_MONTH).match(folded, span.start, span.end)
    if match is None:
        return None
    if day:
        value = Point(None, int(match["d_m"]), number(match["d_d"]))
        return Atom(Span(*match.span()), "day", value) if value.is_valid else None
    return Atom(Span(*match.span()), "month", Point(int(match["m_y"]), int(match["m_m"])))


def bare_months(folded: str, span: Span) -> Iterator[Atom]:
    """Every "6/2025" in the span that does not follow the word of a number."""
    for match in BARE_MONTH.finditer(folded, span.start, span.end):
        if not NUMBER_BEFORE.search(folded, max(span.start, match.start() - 12), match.start()):
            yield Atom(Span(*match.span()), "month", Point(int(match["m_y"]), int(match["m_m"])))


def _bare(match: re.Match[str], unit: Unit) -> Atom | None:
    """A naked number or quarter takes the unit of the value before it."""
    span = Span(*match.span())
    if unit == "quarter" and match["quarter"]:
        year = number(match["q_y"]) if match["q_y"] else None
        return Atom(span, "quarter", Point(year, part=32 + _quarter(match["q_n"])))
    figures = match["b_n"] or match["q_n"]
    if not figures.isdigit() or (match["quarter"] and match["q_y"]):
        return None
    value = int(figures)
    if unit == "day" and 1 <= value <= 31:
        return Atom(span, "day", Point(None, None, value))
    if unit == "month" and 1 <= value <= 12:
        return Atom(span, "month", Point(None, value))
    return None


def _read(match: re.Match[str], text: str, *, naked: bool = False) -> Atom | None:
    """The atom of a match, None where the printed words say something else."""
    kind = match.lastgroup
    assert kind is not None
    return _READERS[kind](match, text, naked)


def _words(match: re.Match[str], text: str, naked: bool) -> Atom | None:
    day = match["w_d"]
    if day and not re.search(r"\d", day):
        return None
    printed = bool(match["w_m"] or match["w_mw"])
    value = Point(
        number(match["w_y"]) if match["w_y"] else None,
        _month(match, "w_m", "w_mw"),
        number(day) if day else None,
        blank_month=not printed,
        blank_day=not day,
    )
    return Atom(Span(*match.span()), "day", value, cut_year=not naked and bool(match["w_cut"]))


def _plain(match: re.Match[str], text: str, naked: bool) -> Atom | None:
    month = _month(match, "v_m", "v_mw")
    if match["v_mw"] == "sau" and text[match.start("v_mw") : match.end("v_mw")].lower() != "sáu":
        return None
    day = int(match["v_d"]) if match["v_d"] else None
    value = Point(number(match["v_y"]) if match["v_y"] else None, month, day)
    return Atom(Span(*match.span()), "day" if day else "month", value, cut_year=bool(match["v_cut"]))


def _numeric(match: re.Match[str], text: str, naked: bool) -> Atom | None:
    value = Point(number(match["n_y"]), number(match["n_m"]), number(match["n_d"]))
    return Atom(Span(*match.span()), "day", value)


def _gap(match: re.Match[str], text: str, naked: bool) -> Atom | None:
    month = number(match["g_m"]) if match["g_m"] else None
    value = Point(number(match["g_y"]), month, blank_month=month is None, blank_day=True)
    return Atom(Span(*match.span()), "day", value)


def _short(match: re.Match[str], text: str, naked: bool) -> Atom | None:
    value = Point(None, number(match["s_m"]), number(match["s_d"]))
    return Atom(Span(*match.span()), "day", value, two_digit_year=int(match["s_y"]))


def _day_month_year(match: re.Match[str], text: str, naked: bool) -> Atom | None:
    return Atom(Span(*match.span()), "day", Point(number(match["y_y"]), number(match["y_m"]), number(match["y_d"])))


def _day_month(match: re.Match[str], text: str, naked: bool) -> Atom | None:
    figures = match["d_m"] or match["d_m2"]
    month = int(figures) if figures else _month(match, None, "d_mw")
    value = Point(None, month, number(match["d_d"]))
    return Atom(Span(*match.span()), "day", value) if value.is_valid or match["d_m2"] else None


def _months(match: re.Match[str], text: str, naked: bool) -> Atom | None:
    count = match["h_n"]
    if count == "sau" and text[match.start("h_n") : match.end("h_n")].lower() != "sáu":
        return None
    figure = {"sau": 6, "ba": 3, "chin": 9}.get(count) or int(count)
    if not 1 <= figure <= 12:
        return None
    printed = match["h_y"] or match["h_y2"]
    year = number(printed) if printed else None
    span = Span(*match.span())
    if figure == 6 and match["h_side"]:
        return Atom(span, "half", Point(year, part=40 if match["h_side"] == "dau" else 41))
    if match["h_side"] == "cuoi":
        return Atom(span, "months", Stretch(Point(year, 13 - figure), Point(year, 12)))
    return Atom(span, "months", Stretch(Point(year, 1), Point(year, figure)))


def _half(match: re.Match[str], text: str, naked: bool) -> Atom | None:
    part = 40 if match["f_side"] == "dau" else 41
    return Atom(Span(*match.span()), "half", Point(number(match["f_y"]), part=part))


def _month_year(match: re.Match[str], text: str, naked: bool) -> Atom | None:
    value = Point(number(match["m_y"]), number(match["m_m"]))
    return Atom(Span(*match.span()), "month", value) if value.is_valid else None


def _month_only(match: re.Match[str], text: str, naked: bool) -> Atom | None:
    value = Point(None, int(match["o_m"]))
    return Atom(Span(*match.span()), "month", value) if value.is_valid else None


def _quarter_atom(match: re.Match[str], text: str, naked: bool) -> Atom | None:
    # "Quỹ I", "Quy 2" are no quarters; without its marks "quy" needs a year behind it.
    printed = text[match.start() : match.start() + 3].lower()
    if printed not in ("quý", "quí") and not (match["q_y"] and printed in ("quy", "qúy")):
        return None
    year = number(match["q_y"]) if match["q_y"] else None
    return Atom(Span(*match.span()), "quarter", Point(year, part=32 + _quarter(match["q_n"])))


def _years(match: re.Match[str], text: str, naked: bool) -> Atom | None:
    first, last = number(match["p_1"]), number(match["p_2"])
    if not first >= 1900 or not first < last <= first + 60:
        return None
    return Atom(Span(*match.span()), "years", Stretch(Point(first), Point(last)))


def _year(match: re.Match[str], text: str, naked: bool) -> Atom | None:
    # "Việt Nam 2025" and "miền Nam 2019" name no year by the word "năm".
    if not naked and not _is_year_word(match, text):
        return None
    return Atom(Span(*match.span()), "year", Point(number(match["a_y"])))


def _is_year_word(match: re.Match[str], text: str) -> bool:
    printed = text[match.start() : match.start() + 3]
    if printed in ("năm", "Năm", "NĂM", "nãm", "nám", "nảm", "nặm", "Nãm", "Nảm"):
        return True
    return printed == "nam" and BEFORE_YEAR.search(match.string, max(0, match.start() - 8), match.start()) is not None


def _day(match: re.Match[str], text: str, naked: bool) -> Atom | None:
    value = Point(None, None, int(match["i_d"]))
    return Atom(Span(*match.span()), "day", value) if value.is_valid else None


def _quarter(figure: str) -> int:
    """I, II, III, IV or 1-4, also where OCR read I as l."""
    if figure in ("1", "2", "3", "4"):
        return int(figure)
    return 4 if figure.endswith("v") else len(figure)


def _month(match: re.Match[str], figures: str | None, word: str) -> int | None:
    if figures is not None and match[figures]:
        return number(match[figures])
    return MONTH_WORDS[match[word]] if match[word] else None


_READERS = {
    "words": _words,
    "plain": _plain,
    "numeric": _numeric,
    "gap": _gap,
    "short": _short,
    "day_month_year": _day_month_year,
    "day_month": _day_month,
    "months": _months,
    "half": _half,
    "month_year": _month_year,
    "month": _month_only,
    "quarter": _quarter_atom,
    "years": _years,
    "year": _year,
    "day": _day,
}
