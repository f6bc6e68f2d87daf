"""The line of place and date in the head of a paper; blanks stay blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from vndocx.layout.casing import place_name
from vndocx.layout.pieces import Piece, alternatives
from vndocx.model.layout import Field
from vndocx.text import Span

__all__ = ["DateLine", "find_date_line", "find_late_date", "is_date_line", "plain_date"]


@dataclass(frozen=True, slots=True)
class DateLine:
    """Place and date. ``issued`` is None where the date is wholly blank; ``span`` is all of it, ``date`` the date."""

    issued: Field | None
    place: Field | None
    span: Span
    date: Span


# The reader's I, l, | and O are figures here: "tháng I0".
_FIGURES = r"[\dilo|\]\[!]"
# A place left for the hand: dots, a rule, or what the reader makes of them.
_BLANK = r"[\s.…_–—\-~·•]"
_DATE = re.compile(
    rf"""
    \b n[gq]a[yv] \s? (?P<day>{_FIGURES}{{1,2}}|{_BLANK}{{0,30}}) \.?
    \s? thang \s? (?P<month>{_FIGURES}{{1,2}}|{_BLANK}{{0,30}}) \.?
    [\s-]* nam \s? (?P<year>\d{{4}}|\d\s?\d\s?\d\s?\d|[12]\d{{0,2}}[.…_]*|[\s.…_]*)
    """,
    re.VERBOSE,
)
_SHORT_DATE = re.compile(r"\bngay\s?(?P<day>\d{1,2})\s?[-/.]\s?(?P<month>\d{1,2})\s?[-/.]\s?(?P<year>\d{4})")
_PLACE = re.compile(r"(?:^|[^\w\s'-])?\s*(?P<place>[^\W\d_][\w '.-]{1,40}?)\s?[,.;]?\s?$")


@cache
def _stamp() -> re.Pattern[str]:
    return re.compile(rf"{alternatives('incoming stamp')}\b")


def is_date_line(piece: Piece) -> bool:
    """Whether a line ends with the date of the paper, its number or the place before it."""
    match = _DATE.search(piece.folded) or _SHORT_DATE.search(piece.folded)
    return match is not None and len(piece.folded) - match.end() < 8 and match.start() < 80 and len(piece.text) < 120


def plain_date(folded: str) -> str | None:
    """The EDTF of "ngay 09/02/2024" or "ngay 09 thang 02 nam 2024"; None for what is no day of the calendar."""
    match = _SHORT_DATE.fullmatch(folded) or _DATE.fullmatch(folded)
    return _read_date(match)[0] if match is not None else None


def find_date_line(text: str, folded: str, lines: Sequence[Piece], taken: Sequence[Span]) -> DateLine | None:
    """The place and date among the lines of a head, outside of the spans already taken."""
    if not lines:
        return None
    start, end = lines[0].span.start, lines[-1].span.end
    matches = [*_DATE.finditer(folded, start, end), *_SHORT_DATE.finditer(folded, start, end)]
    for match in sorted(matches, key=lambda match: match.start()):
        if any(span.start <= match.start() < span.end for span in taken):
            continue
        line = next(piece for piece in lines if piece.span.end > match.start())
        left = max([line.span.start, *(span.end for span in taken if span.end <= match.start())])
        before = text[left : match.start()]
        if _stamp().search(before_folded := folded[left : match.start()]) or before_folded.startswith("v/v"):
            continue
        place = _place(text, Span(left, match.start()))
        if place is None and len(before.split()) > 3:
            continue  # "… họp ngày 5 tháng 3 năm 2020": a date inside a sentence
        date = Span(*match.span()).strip(text, " .…_,;")
        span = Span(place.span.start if place is not None and place.span is not None else date.start, match.end())
        edtf, mended = _read_date(match)
        sure = 0.6 if mended else 0.97
        if edtf is None:
            return DateLine(None, place, span, date)
        return DateLine(Field(edtf, date, "date of the head", sure), place, span, date)
    return None


_PASSED = re.compile(
    r"(?:luat|nghi quyet|phap lenh|hien phap) nay (?:da )?duoc [^.;]{10,260}?\s?thong qua"
    r" (?:tai [^.;]{5,120}? )?(?=ngay)"
)


def find_late_date(text: str, folded: str, lines: Sequence[Piece], signed: Sequence[Piece]) -> DateLine | None:
    """The date that stands at the end of the paper: place and date just above the signature, or the day on which it
    was passed. ``lines`` are those behind the head, ``signed`` those of the paper's own signature."""
    end = signed[0].span.start if signed else len(text)
    before = [piece for piece in lines if piece.span.start < end]
    for piece in before[-6:]:
        if is_date_line(piece) and len(piece.text) < 60:
            found = find_date_line(text, folded, [piece], [])
            if found is not None and found.place is not None and found.issued is not None:
                return found
    for piece in before[-12:]:
        passed = _PASSED.search(folded, piece.span.start, min(len(folded), piece.span.start + 420))
        match = _DATE.match(folded, passed.end()) if passed is not None else None
        edtf = _read_date(match)[0] if match is not None else None
        if match is not None and edtf is not None:
            date = Span(*match.span()).strip(text, " .…_,;")
            return DateLine(Field(edtf, date, "day on which it was passed", 0.8), None, date, date)
    return None


def _place(text: str, before: Span) -> Field | None:
    found = _PLACE.search(before.cut(text).replace("\n", " "))
    if found is None:
        return None
    span = Span(before.start + found.start("place"), before.start + found.end("place")).strip(text, " ,.;:")
    printed = span.cut(text)
    comma = "," in text[span.end : before.end]
    names = [word for word in printed.split() if word[:1].isupper()]
    if not printed[:1].isupper() or len(names) < len(printed.split()) - 2 or (not comma and len(printed.split()) > 4):
        return None
    return Field(place_name(printed), span, "place before the date", 0.97 if comma else 0.85)


_FIGURE = str.maketrans({"i": "1", "l": "1", "|": "1", "]": "1", "[": "1", "!": "1", "o": "0"})


def _read_date(match: re.Match[str]) -> tuple[str | None, bool]:
    """The EDTF of a printed date, blanks as X, None where all is blank or no calendar has the day; and whether
    figures were mended."""
    printed = [re.sub(_BLANK, "", match[part]) for part in ("year", "month", "day")]
    year, month, day = (part.translate(_FIGURE) for part in printed)
    mended = [year, month, day] != printed
    if len(year) != 4 or not 1900 <= int(year) <= 2100 or (month and not 1 <= int(month) <= 12):
        return None, mended
    if not month:
        return (None if day else f"{year}-XX-XX"), mended
    longest = 29 if int(month) == 2 else 30 if int(month) in (4, 6, 9, 11) else 31
    if day and not 1 <= int(day) <= longest:
        return None, mended
    return f"{year}-{int(month):02d}-" + (f"{int(day):02d}" if day else "XX"), mended
