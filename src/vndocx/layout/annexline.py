"""The line below an annex's title that says which paper the annex belongs to: "(Kèm theo Quyết định số … ngày …)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vndocx.layout.dateline import plain_date
from vndocx.layout.numbers import HeadNumber, find_numbers
from vndocx.layout.pieces import Piece, capitals
from vndocx.layout.titles import named_type
from vndocx.model.layout import Field, Layout
from vndocx.text import Span

__all__ = ["RULE", "AnnexLine", "find_annex_lines", "of_one_paper", "same_number"]

RULE = "line below an annex's title"
SURE = 0.85
_TITLE = 3  # paragraphs above the line in which the annex's title stands
_LENGTH = 400


@dataclass(frozen=True, slots=True)
class AnnexLine:
    """What the line says of the paper: its number (``value`` None where blank), its date (blank parts X, None where
    none is printed), and who issued it."""

    number: HeadNumber
    issued: Field | None
    issuer: Piece | None


_LINE = re.compile(
    r"""
    \(?\s* (?:ban\ hanh\s+|gui\s+|dinh\s+)? kem (?:\s+theo)? \s+
    (?P<kind> van\ ban | [^\W\d_]+ (?:\s[^\W\d_]+){0,2}? ) \s+ (?=so\b)        # Quyết định, Công văn, văn bản
    """,
    re.VERBOSE,
)
_DATE = re.compile(
    r"""
    [\s,]* (?P<date> ngay \s* (?:
        (?P<day>\d{0,2}) \s?/\s? (?P<month>\d{0,2}) \s?/\s? (?P<year>\d{4})         # 25/11/2025,  /11/2025
      | [\s\d.…_]* thang [\s\d.…_]* nam \s? \d{4} ) )
    """,
    re.VERBOSE,
)
_ISSUER = re.compile(r"[\s,]* cua \s+ (?P<issuer> [^;:()\[\]]{3,160}? ) \s* (?: \)|$|[;:] )", re.VERBOSE)


def find_annex_lines(layout: Layout, folded: str, code: str, start: int) -> Iterator[AnnexLine]:
    """The lines behind ``start`` that name a paper of the kind ``code``, in order; "văn bản" is any kind."""
    for index, paragraph in enumerate(layout.paragraphs):
        at = paragraph.span.start
        match = _LINE.match(folded, at, paragraph.span.end) if at >= start else None
        if match is None or not _below_title(layout, folded, index):
            continue
        end = min(len(folded), at + _LENGTH)
        close = folded.find(")", match.end(), end)
        stop = close + 1 if close > 0 else paragraph.span.end
        number = next(iter(find_numbers(layout.text, folded, match.end(), stop)), None)
        if number is not None and number.word == match.end() and _is_kind(match["kind"], number, code):
            yield _line(layout, folded, number, stop)


def of_one_paper(lines: Sequence[AnnexLine]) -> AnnexLine | None:
    """The fullest of the lines; None where two of them name different papers."""
    values = {line.number.value for line in lines if line.number.value is not None}
    dates = {line.issued.value for line in lines if line.issued is not None and "X" not in line.issued.value}
    if len(values) > 1 or len(dates) > 1:
        return None
    return max(lines, key=lambda line: (line.number.value is not None, line.issued is not None), default=None)


def same_number(one: HeadNumber, other: HeadNumber) -> bool:
    """Whether two printed numbers may be one: the same figures, however the code behind them is written."""
    return None not in (one.value, other.value) and _figures(one) == _figures(other)


def _figures(number: HeadNumber) -> str:
    return re.match(r"[\d.]*", number.value or "").group().lstrip("0")  # type: ignore[union-attr]


def _below_title(layout: Layout, folded: str, index: int) -> bool:
    above = layout.paragraphs[max(0, index - _TITLE) : index]
    return any(
        capitals(one.span.cut(layout.text)) or re.match(r"(?:phu (?:luc|bieu)|bieu|mau)\b", one.span.cut(folded))
        for one in above
    )


def _is_kind(printed: str, number: HeadNumber, code: str) -> bool:
    if printed == "van ban":
        return (number.code or "CV") == code
    named = named_type(printed)
    return named is not None and named[1] == len(printed) and code in (named[0].code, *named[0].other_codes)


def _line(layout: Layout, folded: str, number: HeadNumber, stop: int) -> AnnexLine:
    at = number.span.end
    dated = _DATE.match(folded, at, stop)
    issued = None
    if dated is not None:
        at = dated.end()
        edtf = _edtf(dated)
        issued = Field(edtf, Span(*dated.span("date")), RULE, SURE) if edtf is not None else None
    by = _ISSUER.match(folded, at, stop)
    if by is None:
        return AnnexLine(number, issued, None)
    span = Span(*by.span("issuer"))
    return AnnexLine(number, issued, Piece(span, span.cut(layout.text), span.cut(folded), 0))


def _edtf(dated: re.Match[str]) -> str | None:
    if dated["year"] is None or dated["day"]:
        return plain_date(dated["date"])
    if not dated["month"]:
        return f"{dated['year']}-XX-XX"
    return f"{dated['year']}-{int(dated['month']):02d}-XX" if 1 <= int(dated["month"]) <= 12 else None
