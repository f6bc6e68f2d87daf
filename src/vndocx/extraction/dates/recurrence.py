"""What comes round again: "hằng tháng", "thứ 2 hàng tuần", "định kỳ 6 tháng", and the RRULE (RFC 5545) of each."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vndocx.extraction.dates.phrases import Phrase
from vndocx.extraction.dates.values import Point, Several, last_day
from vndocx.text import Span

__all__ = ["Round", "follows", "phrase_rule", "rounds"]

_UNIT_RULE = {
    "ngay": "FREQ=DAILY",
    "tuan": "FREQ=WEEKLY",
    "thang": "FREQ=MONTHLY",
    "quy": "FREQ=MONTHLY;INTERVAL=3",
    "nam": "FREQ=YEARLY",
}
_ORDER = ("ngay", "tuan", "thang", "quy", "nam")
_FREQUENCY = {"ngay": "DAILY", "tuan": "WEEKLY", "thang": "MONTHLY", "nam": "YEARLY"}
_WEEKDAYS = {
    "hai": "MO", "2": "MO", "ba": "TU", "3": "TU", "tu": "WE", "4": "WE", "nam": "TH", "5": "TH",
    "sau": "FR", "6": "FR", "bay": "SA", "7": "SA",
}  # fmt: skip

_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_EVERY = r"(?:hang|moi)"
_UNITS = r"(?:ngay|tuan|thang|quy|nam)"
_LEAST = r"(?:(?:it\snhat|toi\sthieu|toi\sda)\s(?:la\s)?)?"
_COUNT = r"(?:\d{1,2}|mot|hai|ba|bon)"
_NEXT = r"(?:\s?[,/]\s?|\s(?:va|hoac|hay)\s)"  # members that share one head: "hằng tháng, quý, năm"
_HOUR = r"\d{1,2}\s?(?:h|g|gio|:)\s?(?:\d{2})?\s?['’′]?(?:\sphut)?"
_WEEKDAY = r"(?:thu\s(?:hai|ba|tu|nam|sau|bay|[2-7])|chu\snhat)"

_ROUND = re.compile(
    rf"""
      (?P<week_of_quarter>(?:vao\s|trong\s)?tuan\s(?P<wq_which>cuoi|dau)(?:\stien|\scung)?
        \scua\sthang\s(?:thu\s)?(?P<wq_month>[123]|cuoi|dau)
        \s(?:trong|cua)\s(?:moi\s|hang\s)?quy)                            # tuần cuối của tháng thứ 3 trong mỗi quý
    | (?P<week_of_month>(?:vao\s|trong\s)?tuan\s(?P<wm_which>cuoi|dau)(?:\stien|\scung)?\s(?:cua\s)?{_EVERY}\sthang\b)
    | (?P<weekday>
        (?P<wd_before>truoc\s(?P<wd_clock>\d{{1,2}}\s?(?:h|g|gio|:)\s?(?:\d{{2}})?(?:\sphut)?,?\s)?(?:ngay\s)?)?
        (?:vao\s)?(?:(?:sang|chieu)\s)?
        (?:thu\s(?P<wd>hai|ba|tu|nam|sau|bay|[2-7])|(?P<sunday>chu\snhat))\s{_EVERY}\stuan\b)    # thứ 2 hàng tuần
    | (?P<last_day>(?:vao\s)?ngay\s(?:lam\sviec\s)?cuoi\scung\s(?:cua\s)?{_EVERY}?\s?thang\b)
    | (?P<times>\b{_LEAST}(?P<t_n>{_COUNT})\slan\s?
        (?:/|(?:moi|tren|mot|trong(?:\s(?:mot|moi))?)\s)\s?(?:0?1\s)?(?P<t_unit>{_UNITS})\b(?!\s\d)
        (?P<t_hours>\s?\((?:(?:truoc|luc|vao)\s(?:luc\s)?)?{_HOUR}(?:(?:\s?,|\sva)\s{_HOUR})*\))?)  # (lúc 9h và 15h)
    | (?P<times_each>\b(?:moi|mot|0?1)\s(?P<u_unit>{_UNITS})\s(?:hop\s|to\schuc\s)?
        {_LEAST}(?P<u_n>{_COUNT})\slan\b)                                 # mỗi năm ít nhất một lần
    | (?P<interval>\b{_LEAST}(?:dinh\sky\s)?(?:{_EVERY}\s)?
        (?P<n>\d{{1,2}}|mot|hai|ba|sau)\s(?P<n_unit>ngay|tuan|thang|nam)
        (?:\s?(?:/|,)?\s?(?:mot|01|1)?\slan\b|/lan\b))                   # 06 tháng một lần
    | (?P<regular>\bdinh\sky\s(?:la\s)?(?:{_EVERY}\s)?
        (?P<r_n>\d{{1,2}}|sau|ba)\s(?P<r_unit>ngay|tuan|thang|nam)\b(?!\s(?:dau|cuoi))
        (?P<r_more>(?:{_NEXT}(?:\d{{1,2}}\s)?{_UNITS}\b)*))               # định kỳ 6 tháng, hằng năm
    | (?P<occasion>\b(?:vao\s)?dip\s[^.;:()\n]{{3,80}}\s?\((?:ngay\s)?(?P<o_day>\d{{1,2}})[/-](?P<o_month>\d{{1,2}})\)
        \s(?:hang|moi)\snam\b)                                          # vào dịp kỷ niệm ngày … (20/11) hằng năm
    | (?P<every>(?P<e_before>\b(?:truoc|(?:vao\s)?luc)\s{_HOUR}(?:\s(?:sang|trua|chieu|toi))?,?\s)?
        (?:\bdinh\sky\s|(?<!\w){_EVERY}\s)(?:{_EVERY}\s)?
        (?P<e_unit>{_UNITS})\b(?P<e_more>(?:{_NEXT}(?:\d{{1,2}}\s)?{_UNITS}\b)*)     # hằng tháng, quý, năm
        (?P<e_days>(?<=tuan)\s?\({_WEEKDAY}(?:(?:\s?,|\sva)\s{_WEEKDAY})*\))?)      # hằng tuần (thứ 7, chủ nhật)
    | (?P<bare>\bdinh\sky\b(?!\s(?:luc|bao\strinh)))
    """,
    re.VERBOSE,
)

_JOIN = re.compile(r"\s?(?:,|;|/|\b(?:va|hoac|hay)\b|,\sva)\s?")

# One of these stands in every recurring term.
_NEEDED = ("dinh ky", "hang ", "moi ", " lan", "/lan", "cuoi cung")

# "khách hàng năm", "ngân hàng tháng": the noun before swallows the word.
_NOUN_BEFORE = re.compile(r"(?:khach|ngan|mat|ban|cua|don|giao|nha|xep|tin|mua|dat|lo|hang|kho|cap)\s$")
_BARE_BEFORE = re.compile(r"(?:khong|bat|theo)\s$")


@dataclass(frozen=True, slots=True)
class Round:
    """A recurring term without a date of its own. ``rrule`` None where no calendar can say ("định kỳ")."""

    span: Span
    rrule: str | None
    name: str


def rounds(text: str, folded: str, span: Span) -> Iterator[Round]:
    """The recurring terms in ``span``, left to right."""
    if not any(folded.find(word, span.start, span.end) >= 0 for word in _NEEDED):
        return
    for match in _ROUND.finditer(folded, span.start, span.end):
        kind = match.lastgroup
        assert kind is not None
        if not _is_printed(match, text):
            continue
        if kind in ("every", "weekday", "week_of_month", "occasion") and not _is_every(match, text, folded):
            continue
        where = Span(*match.span())
        rule = _rule(match, kind)
        if kind == "bare":
            if _BARE_BEFORE.search(folded, max(span.start, match.start() - 7), match.start()):
                continue
            yield Round(where, None, "recurring: định kỳ")
        else:
            yield Round(where, rule, f"recurring: {kind}")


def follows(before: Round, one: Round, folded: str) -> bool:
    """Whether a term only adds itself to the one before it: "hằng quý, hằng năm"."""
    return _JOIN.fullmatch(folded, before.span.end, one.span.start) is not None


def _is_printed(match: re.Match[str], text: str) -> bool:
    """Whether "định kỳ" stands there, and not "quy định kỹ thuật"; "hàng quý", not "hàng quý hiếm", "/quy trình"."""
    printed = text[match.start() : match.end()].lower()
    where = match.group().find("dinh ky")
    if where >= 0 and printed[where : where + 7] not in ("định kỳ", "định kì", "dinh ky", "định kỷ", "đinh kỳ"):
        return False
    if match.group().endswith("/quy") and not printed.endswith(("quý", "quí")):
        return False
    return not (match.group().endswith("quy") and text[match.end() : match.end() + 5].lower() == " hiếm")


def _is_every(match: re.Match[str], text: str, folded: str) -> bool:
    if match.group().startswith("dinh"):
        return True
    for word in re.finditer(r"\b(?:hang|moi)\b", match.group()):
        raw = text[match.start() + word.start() : match.start() + word.end()].lower()
        if raw not in ("hằng", "hàng", "hang", "mỗi", "hảng", "hẳng"):
            return False
    if match.group().startswith("hang"):
        return _NOUN_BEFORE.search(folded, max(0, match.start() - 7), match.start()) is None
    return True


def _rule(match: re.Match[str], kind: str) -> str | None:
    if kind == "week_of_quarter":
        place = {"cuoi": 3, "dau": 1}.get(match["wq_month"]) or int(match["wq_month"])
        months = ",".join(str(3 * quarter + place) for quarter in range(4))
        return f"FREQ=YEARLY;BYMONTH={months};BYDAY={'-1' if match['wq_which'] == 'cuoi' else '1'}MO"
    if kind == "week_of_month":
        return f"FREQ=MONTHLY;BYDAY={'-1' if match['wm_which'] == 'cuoi' else '1'}MO"
    if kind == "weekday":
        day = "SU" if match["sunday"] else _WEEKDAYS[match["wd"]]
        if match["wd_before"] and not match["wd_clock"]:
            day = _WEEK[_WEEK.index(day) - 1]
        return f"FREQ=WEEKLY;BYDAY={day}"
    if kind == "last_day":
        return "FREQ=MONTHLY;BYMONTHDAY=-1" if "lam" not in match.group() else None
    if kind == "occasion":
        return _yearly(int(match["o_month"]), int(match["o_day"]))
    if kind == "times" and match["t_hours"] and match["t_unit"] == "ngay":
        return _UNIT_RULE["ngay"]
    if kind in ("times", "times_each"):
        count, unit = (match["t_n"], match["t_unit"]) if kind == "times" else (match["u_n"], match["u_unit"])
        return _UNIT_RULE[unit] if count in ("mot", "01", "1") else None  # no calendar says when the two of a year are
    if kind in ("interval", "regular"):
        figure, unit = (match["n"], match["n_unit"]) if kind == "interval" else (match["r_n"], match["r_unit"])
        count = {"mot": 1, "hai": 2, "ba": 3, "sau": 6}.get(figure) or int(figure)
        if count == 0:
            return None
        frequency = f"FREQ={_FREQUENCY[unit]}"
        return frequency if count == 1 else f"{frequency};INTERVAL={count}"
    if kind == "every":
        units = [match["e_unit"], *re.findall(r"(?<!\d\s)\b(?:ngay|tuan|thang|quy|nam)\b", match["e_more"])]
        # Of "hằng tháng, quý, năm" the shortest interval meets all the others.
        rule = _UNIT_RULE[min(units, key=_ORDER.index)]
        return f"{rule};BYDAY={_weekdays(match['e_days'])}" if match["e_days"] else rule
    return None


def _weekdays(printed: str) -> str:
    """The days of "(thứ 7, chủ nhật)", in the order of the week."""
    found = {_WEEKDAYS.get(day, "SU") for day in re.findall(r"thu\s(\w+)|chu\snhat", printed)}
    return ",".join(day for day in _WEEK if day in found)


def _yearly(month: int, day: int) -> str | None:
    """The rule of one day of every year; None where the calendar has no such day."""
    return f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}" if Point(None, month, day).is_valid else None


def phrase_rule(phrase: Phrase) -> str | None:
    """The RRULE of a date that comes round: the last day in time for "trước ngày 15/12 hằng năm"."""
    exclusive = phrase.reach == "before"
    members = phrase.value.members if isinstance(phrase.value, Several) else (phrase.value,)
    if not all(isinstance(member, Point) for member in members):
        return None
    found = [member for member in members if isinstance(member, Point)]
    point = found[-1]
    if phrase.every in ("month", "quarter"):
        day = (point.day or 0) - exclusive
        if phrase.every == "month":
            return "FREQ=MONTHLY;" + _month_day(day)
        place = phrase.quarter_month if day > 0 else (phrase.quarter_month - 2) % 3 + 1
        months = ",".join(str(3 * quarter + place) for quarter in range(4))
        return f"FREQ=YEARLY;BYMONTH={months};" + _month_day(day)
    if not exclusive and point is found[0] and point.part is not None and (last := last_day(replace(point, year=2001))):
        return _yearly(last.month, last.day)
    if any(one.month is None for one in found):
        return None
    days = {_last_in_time(one, exclusive=exclusive) for one in found}
    if None in days:
        return None
    known = sorted(day for day in days if day is not None)
    if len({day for _, day in known}) != 1:
        return None
    months = ",".join(str(month) for month, _ in known)
    return f"FREQ=YEARLY;BYMONTH={months};" + (
        _month_day(known[0][1]) if len(known) > 1 else f"BYMONTHDAY={known[0][1]}"
    )


def _month_day(day: int) -> str:
    """Day 30 of each month must not skip February: the last one of 28, 29 and 30 that the month has."""
    if day <= 0 or day >= 31:
        return "BYMONTHDAY=-1"
    if day <= 28:
        return f"BYMONTHDAY={day}"
    return f"BYMONTHDAY={','.join(map(str, range(28, day + 1)))};BYSETPOS=-1"


def _last_in_time(point: Point, *, exclusive: bool) -> tuple[int, int] | None:
    assert point.month is not None
    month = point.month
    day = point.day if point.day is not None else 32 if not exclusive else 1
    if exclusive:
        day -= 1
    if day == 0:
        month = month - 1 or 12
        return (month, -1 if month == 2 else monthrange(2001, month)[1])
    return (month, -1 if day > 31 else day)
