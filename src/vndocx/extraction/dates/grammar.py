"""How days, months, quarters, half-years and years are printed: folded text → points.

All patterns read folded text, where "ngày", "ngảy" and "NGÀY" are alike. Folding also makes "năm" and "Nam",
"quý" and "quỹ", "sáu" and "sau" alike: where nothing else decides, the printed word is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vndocx.extraction.dates.values import Point, Stretch
from vndocx.text import Span

__all__ = ["Atom", "Unit", "atom_at", "atoms", "bare_atom", "bare_months"]

Unit = str  # "day", "month", "quarter", "half", "months", "year", "years": the smallest part named

# OCR reads 1 as l or i and 0 as o; only inside a form that nothing else can be.
_DIGITS = str.maketrans("lio|", "1101")

_DAY = r"(?:[0-3]?[0-9]|[oli0-3][0-9oli])"
_MONTH = r"(?:[01]?[0-9]|[oli01][0-9oli])"
_YEAR = r"(?:[12l][09o][0-9ol]{2})"
_COMMA_GAP = r"[\s.,…_]{0,40}"
_FEW = "{1,4}"
_GAP = r"[\s.…_]{0,40}"  # what is left of a blank that was to be filled in by hand
_MONTH_WORDS = {
    "gieng": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8,
    "chin": 9, "muoi mot": 11, "muoi hai": 12, "muoi": 10, "chap": 12,
}  # fmt: skip
_MONTH_WORD = "(?:" + "|".join(word.replace(" ", r"\s") for word in _MONTH_WORDS) + ")"
_FREE = r"(?<![\w/.,-])"  # no part of a longer number
_END = r"(?!\w|[./]\w|-[a-z]|\s?/\s?[a-z])"  # nor its beginning
_NO_CODE = r"(?!\w|\s?/\s?[a-z]|-[a-z]|[/.]\d)"  # "12/2024/NĐ-CP" is a number

_ATOM = re.compile(
    rf"""
      (?P<words>                                             # ngày 03 tháng 4 năm 2018; ngày … tháng 9 năm 2023
        (?P<w_ngay>\bngay\b){_GAP}(?:mong\s)?(?P<w_d>{_DAY})?{_GAP}
        thang\b{_GAP}(?:(?P<w_m>{_MONTH})(?!\d)|(?P<w_mw>{_MONTH_WORD})\b)?
        (?:{_COMMA_GAP}nam\b{_GAP}|\s?[/-]\s?)
        (?:(?P<w_y>{_YEAR}){_NO_CODE}|(?P<w_cut>(?:20[0-9]?|19[0-9]?)(?=[\s.…_,;)]|$)))
      )
    | (?P<plain>                                             # tháng 4 năm 2018; 25 tháng 5 năm 2025
        (?:{_FREE}(?P<v_d>[0-3]?[0-9])\s)?\bthang\s(?:(?P<v_m>{_MONTH})|(?P<v_mw>{_MONTH_WORD}))
        [\s,]{_FEW}nam\s(?:(?P<v_y>{_YEAR}){_NO_CODE}|(?P<v_cut>[.…_]{{2,}}))
      )
    | (?P<numeric>                                           # 28/11/2023; 25-8-2004; 25.8.2004
        (?:\bngay{_GAP})?{_FREE}(?P<n_d>{_DAY})\s?(?P<n_sep>[/.-])\s?(?P<n_m>{_MONTH})\s?(?P=n_sep)\s?
        (?P<n_y>{_YEAR}){_NO_CODE}
      )
    | (?P<gap>                                               # ngày /5/2026; ngày / /2026
        \bngay{_GAP}/\s?(?:(?P<g_m>{_MONTH})\s?)?{_GAP}/\s?(?P<g_y>{_YEAR}){_NO_CODE}
      )
    | (?P<short>                                             # ngày 25-8-79, of old papers
        \bngay\s(?P<s_d>{_DAY})\s?(?P<s_sep>[/-])\s?(?P<s_m>{_MONTH})\s?(?P=s_sep)\s?(?P<s_y>[0-9]{{2}}){_NO_CODE}
      )
    | (?P<day_month_year>                                    # ngày 28/02 năm 2026; ngày 28/02 2026
        \bngay\s(?P<y_d>{_DAY})\s?[/-]\s?(?P<y_m>{_MONTH})\s?,?\s(?:nam\s)?(?P<y_y>{_YEAR}){_NO_CODE}
      )
    | (?P<day_month>                                         # ngày 24/11; ngày 30 tháng 4
        (?:\bngay\s(?:mong\s)?|(?:(?<=\btu\s)|(?<=\bden\s)|(?<=\btoi\s)|(?<=\btruoc\s)|(?<=\bnhat\s))(?=\d+\sthang\s))
        (?P<d_d>{_DAY})
        (?:\s?[/-]\s?(?P<d_m>[01]?[0-9])|\sthang\s(?:(?P<d_m2>[01]?[0-9])|(?P<d_mw>{_MONTH_WORD})))
        (?![\w]|\s?[/-]\s?\d)
      )
    | (?P<months>                                            # 6 tháng đầu năm 2025; 10 tháng năm 2025
        {_FREE}(?P<h_n>[01]?[0-9]|sau|ba|chin)\sthang\s
        (?:(?P<h_side>dau|cuoi)\s(?:cua\s)?nam(?:\s(?P<h_y>{_YEAR}))?|nam\s(?P<h_y2>{_YEAR})){_END}
      )
    | (?P<half>\bnua\s(?P<f_side>dau|cuoi)\snam\s(?P<f_y>{_YEAR}){_END})      # nửa đầu năm 2026
    | (?P<month_year>\bthang\s?(?P<m_m>{_MONTH})\s?[/-]\s?(?P<m_y>{_YEAR}){_NO_CODE})        # tháng 11/2023
    | (?P<month>\bthang\s(?P<o_m>[01]?[0-9])(?![\w]|\s?/\s?\d|[.,]\d|\slan\b))          # tháng 7
    | (?P<quarter>                                           # quý II/2025; quý 3 năm 2025; quý IV
        \bqu[yi]\s(?P<q_n>iv|[il1]v|[il1]{{1,3}}|[1-4])(?!\w|[.,]\d)
        (?:\s?,?\s?(?:(?:nam|cua\snam)\s|[/-]\s?(?:nam\s)?)?(?P<q_y>{_YEAR}){_END})?
      )
    | (?P<years>                                             # năm 2026 - 2027; giai đoạn 2011-2020
        (?:\b(?:giai\sdoan|nhiem\sky|thoi\sky|nien\skhoa|nam\shoc|cac\snam|nam|[35]\snam)\s)?
        {_FREE}(?P<p_1>{_YEAR})\s?-\s?(?:nam\s)?(?P<p_2>{_YEAR}){_END}
      )
    | (?P<year>\bnam\s?(?P<a_y>{_YEAR}){_END})                  # năm 2025
    | (?P<day>\bngay\s(?:mong\s)?(?P<i_d>[0-3]?[0-9])(?!\w|\s?/|[.,]\d))                 # ngày 17 (đến ngày 20/11/2025)
    """,
    re.VERBOSE,
)

# Where an atom can begin: tried first, since the atoms themselves are slow to look for.
_START = re.compile(r"ngay|thang|nam|qu[yi]|nua|giai|nhiem|thoi|nien|cac|sau|ba|chin|\d+")

# A value that shares the head of the one before it: "tháng 11 - [12/2025]", "đến năm 2030, [2045]".
_NAKED = re.compile(
    rf"""
      (?P<numeric>(?P<n_d>{_DAY})\s?(?P<n_sep>[/.-])\s?(?P<n_m>{_MONTH})\s?(?P=n_sep)\s?(?P<n_y>{_YEAR}){_NO_CODE})
    | (?P<words>(?P<w_d>{_DAY}){_GAP}thang\b{_GAP}(?:(?P<w_m>{_MONTH})(?!\d)|(?P<w_mw>{_MONTH_WORD})\b)
        (?:[\s,]{_FEW}nam\b\s|\s?[/-]\s?)(?P<w_y>{_YEAR}){_NO_CODE})
    | (?P<month_year>(?P<m_m>{_MONTH})(?:\s?/\s?|\s,?\s?nam\s)(?P<m_y>{_YEAR}){_NO_CODE})
    | (?P<day_month>(?P<d_d>{_DAY})
        (?:\s?/\s?(?P<d_m>[01]?[0-9])|\sthang\s(?:(?P<d_m2>[01]?[0-9])|(?P<d_mw>{_MONTH_WORD})))(?!\w|\s?/))
    | (?P<quarter>(?P<q_n>iv|[il1]v|[il1]{{1,3}}|[1-4])(?!\w)
        (?:\s?,?\s?(?:nam\s|[/-]\s?(?:nam\s)?)?(?P<q_y>{_YEAR}){_END})?)
    | (?P<year>(?P<a_y>{_YEAR}){_END})
    | (?P<bare>(?P<b_n>[0-3]?[0-9])(?!\w|[./,]\d|\s?%))
    """,
    re.VERBOSE,
)

# The month and year alone, good in a cell or behind a preposition: "6/2025".
_BARE_MONTH = re.compile(rf"{_FREE}(?P<m_m>0?[1-9]|1[0-2])\s?/\s?(?P<m_y>(?:19|20)[0-9]{{2}}){_NO_CODE}")
# Day and month without "ngày", good only behind a preposition: "trước 9/4".
_BARE_DAY = re.compile(rf"{_FREE}(?P<d_d>{_DAY})\s?/\s?(?P<d_m>[01]?[0-9])(?!\w|\s?/|[.,]\d)")
# Where the marks are lost, only these make "nam" a year.
_BEFORE_YEAR = re.compile(r"\b(?:den|trong|tu|vao|cuoi|dau|het|truoc|hoc)\s$")
_NUMBER_BEFORE = re.compile(r"(?:\bso|\bluat|\bdinh|\bquyet|\btu|\bthi|\bdiem|\bkhoan|\bdieu|\blenh)\s*:?\s*$")


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
    return int(digits.translate(_DIGITS))


def atoms(text: str, folded: str, span: Span) -> Iterator[Atom]:
    """The atoms that stand in ``span`` by themselves, from left to right."""
    at = span.start
    for start in _START.finditer(folded, span.start, span.end):
        if start.start() < at or (start.start() > 0 and folded[start.start() - 1].isalnum()):
            continue
        match = _ATOM.match(folded, start.start(), span.end)
        atom = _read(match, text) if match is not None else None
        if atom is not None:
            yield atom
            at = atom.span.end


def atom_at(text: str, folded: str, span: Span, unit: Unit) -> Atom | None:
    """The atom that starts the span: with its own head, or naked below a head of ``unit``."""
    if (match := _ATOM.match(folded, span.start, span.end)) is not None and (atom := _read(match, text)) is not None:
        return atom
    match = _NAKED.match(folded, span.start, span.end)
    if match is None:
        return None
    return _bare(match, unit) if match["bare"] or match["quarter"] else _read(match, text, naked=True)


def bare_atom(folded: str, span: Span, *, day: bool) -> Atom | None:
    """Month and year, or with ``day`` day and month, that stand without a head word at the start of the span."""
    match = (_BARE_DAY if day else _BARE_MONTH).match(folded, span.start, span.end)
    if match is None:
        return None
    if day:
        value = Point(None, int(match["d_m"]), number(match["d_d"]))
        return Atom(Span(*match.span()), "day", value) if value.is_valid else None
    return Atom(Span(*match.span()), "month", Point(int(match["m_y"]), int(match["m_m"])))


def bare_months(folded: str, span: Span) -> Iterator[Atom]:
    """Every "6/2025" in the span that does not follow the word of a number."""
    for match in _BARE_MONTH.finditer(folded, span.start, span.end):
        if not _NUMBER_BEFORE.search(folded, max(span.start, match.start() - 12), match.start()):
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
    return printed == "nam" and _BEFORE_YEAR.search(match.string, max(0, match.start() - 8), match.start()) is not None


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
    return _MONTH_WORDS[match[word]] if match[word] else None


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
