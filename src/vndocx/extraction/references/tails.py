"""What follows a number or name: its date, its issuer, the term."""

from __future__ import annotations

import re
from datetime import date

from vndocx.extraction.references.citation import Prose, Tail
from vndocx.extraction.references.issuers import issuer_end
from vndocx.text import squeeze

__all__ = ["read_tail"]

_BLANK = r"[\s.…_]{1,24}"
_DATE = re.compile(
    rf"""
    \s*,?\s*(?P<open>\()?\s*(?:(?:duoc\ |da\ )?(?:ban\ hanh|ky|thong\ qua)\s+)?(?:vao\s+)?
    (?:ngay\s*(?:ngay\s+)?|(?=\d{{1,2}}/\d{{1,2}}/\d{{4}}))
    (?:
        (?P<d>\d{{1,2}}|\s?)\s?(?P<mark>[/.-])\s?(?P<m>\d{{1,2}}|\s?)\s?(?P=mark)\s?
        (?P<y>(?:19|20)\d\d)(?!\d)                                        # 16/5/2022, 25-8-2004
      | (?P<dw>\d{{1,2}}|{_BLANK}|)\s*thang\s*(?P<mw>\d{{1,2}}|{_BLANK}|)\s*nam\s*
        (?P<yw>(?:19|20)\d\d)(?!\d)                                       # 15 tháng 6 năm 2023
      | (?P<ds>\d{{1,2}})\s?[/-]\s?(?P<ms>\d{{1,2}})(?![/\d.-])           # 24/11
    )
    (?(open)\))
    """,
    re.VERBOSE,
)
_YEAR = re.compile(r"\s*,?\s*nam\s+((?:19|20)\d\d)(?!\s?-\s?\d|\d)")
_MONTH = re.compile(r"\s*,?\s*thang\s+(?P<m>0?[1-9]|1[0-2])\s*(?:nam\s+|/\s?)(?P<y>(?:19|20)\d\d)(?![\d/-])")
_SAME_DAY = re.compile(r"\s*,?\s*\(?cung\s+ngay\b\)?")
_TERM = re.compile(
    r"\s*,?\s*(?P<open>\()?\s*(?:khoa|nhiem\s+ky)\s+(?:thu\s+)?"
    r"(?P<term>[ivxl]{1,6}|\d{1,2}|(?:19|20)\d\d\s?-\s?(?:19|20)\d\d)(?![^\W_])(?(open)\s*\))"
)
_ISSUER = re.compile(r"\s*,?\s*cua\s+")


def read_tail(prose: Prose, at: int, *, year_alone: bool = False, day_before: str | None = None) -> Tail:
    """Date, issuer and term from ``at`` on, in any order, each once.

    ``year_alone`` lets "năm 2011" be the date, as with laws; ``day_before`` is what "cùng ngày" means.
    """
    end = at
    issued = issuer = term = None
    while True:
        if issued is None and (match := _DATE.match(prose.folded, end)) and _goes_on(prose.text, match):
            issued = _value(match)
            if issued is None and match["ds"] is None:
                return Tail(end, None, issuer, term)  # a day that the calendar does not know ends the name
            end = match.end()
            if issued is None:
                issued = ""
        elif issued is None and day_before and (match := _SAME_DAY.match(prose.folded, end)):
            issued, end = day_before, match.end()
        elif issued is None and (month := _MONTH.match(prose.folded, end)) and _goes_on(prose.text, month):
            issued, end = f"{month['y']}-{int(month['m']):02d}", month.end()
        elif issued is None and year_alone and (match := _YEAR.match(prose.folded, end)):
            issued, end = match[1], match.end()
        elif term is None and (match := _TERM.match(prose.folded, end)):
            term, end = re.sub(r"\s", "", match["term"]).upper(), match.end()
        elif issuer is None and (match := _ISSUER.match(prose.folded, end)):
            stop = issuer_end(prose, match.end())
            if stop is None:
                break
            issuer, end = squeeze(prose.text[match.end() : stop]), stop
        else:
            break
    return Tail(end, issued or None, issuer, term)


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether a date belongs to the words before it: on the next line only where that goes on in small letters.

    A new paragraph ("Ngày 30/6/2025 họp tại …") or the next cell of a table tells of something else.
    """
    first = next((at for at in range(match.start(), match.end()) if text[at].isalnum()), match.start())
    return "\n" not in text[match.start() : first] or text[first].islower()


def _value(match: re.Match[str]) -> str | None:
    """The day as EDTF, blank parts as XX; None where there is no year or no such day."""
    year = match["y"] or match["yw"]
    if year is None:
        return None
    day, month = (match["d"], match["m"]) if match["y"] else (match["dw"], match["mw"])
    d, m = (part.strip(" .…_") for part in (day, month))
    if not m:
        return None if d else f"{year}-XX-XX"  # a day without its month was lost, not left blank
    if not 1 <= int(m) <= 12:
        return None
    if not d:
        return f"{year}-{int(m):02d}-XX"
    try:
        return date(int(year), int(m), int(d)).isoformat()
    except ValueError:
        return None
