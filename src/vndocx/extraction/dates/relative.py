"""Terms counted from an event or left to another rule: "trong thời hạn 13 ngày làm việc kể từ ngày nhận mẫu"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from vndocx.extraction.dates.events import event_end
from vndocx.extraction.dates.places import Copy
from vndocx.model.findings import Bound, RelativeTerm
from vndocx.text import Span, squeeze

__all__ = ["Term", "terms"]

TermKind = Literal["relative", "trigger", "constraint", "pointer", "signing"]

_WORDS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}
_FIGURE = r"(?:\d{1,3}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)"
_WRITTEN = rf"(?:{_FIGURE}\s?(?:\([^()]{{1,16}}\)\s?)?)"  # 10 (mười) ngày
_SPAN = rf"{_WRITTEN}(?:\s?-\s?\d{{1,3}}\s?)?\s?(?:gio|ngay|tuan|thang|nam)\b(?:\s(?:lam\sviec|lien\stuc))?"
_LONG = rf"(?:{_SPAN}|(?:12|24|36|48|72)h\b)"  # "24h" is a span where an hour of the day cannot stand
_TIME = r"(?:luc\s|vao\sluc\s)?\d{1,2}\s?(?:h|gio|:)\s?(?:\d{2})?(?:\sphut)?\s"
_LEAST = r"(?:it\snhat|toi\sthieu|cham\snhat|muon\snhat|toi\sda)\s(?:la\s|truoc\s|vao\s)?"
_LIMIT = (
    r"(?:(?:ngay\s)?trong\s(?:vong|thoi\shan|thoi\sgian)?\s?(?:khong\squa\s|toi\sda\s)?"
    r"|(?:cham|muon)\snhat\s(?:la\s)?(?:trong\s|khong\squa\s)?(?:sau\s|vong\s)?"
    r"|khong\squa\s|toi\sda\s(?:la\s)?|thoi\shan\s(?:la\s)?|sau\s)"
)
_FROM = r"(?:ke\stu|tinh\stu|tu|sau|ke\stu\ssau)(?:\s(?:khi|ngay|luc|thoi\sdiem))?"

_TERM = re.compile(
    rf"""
      (?P<clock>{_TIME}truoc\s(?P<c_n>{_SPAN})\s)                         # lúc 9h30 trước 02 ngày tổ chức Lễ phát động
    | (?P<ahead>\b(?:(?:it|cham|muon)\snhat|toi\sthieu)\s(?:la\s)?truoc\s(?P<f_n>{_LONG}),?\s
        (?:truoc\s)?(?:(?:khi|ngay|luc|thoi\sdiem)\s)?(?![\d(]|lam\sviec)  # ít nhất trước 30 ngày khi giấy phép hết hạn
      | \btruoc\s(?:(?:it\snhat|toi\sthieu)\s(?:la\s)?)?(?P<a_n>{_LONG}),?\s
        (?:(?:truoc\s)?(?:khi|luc|thoi\sdiem|ngay(?!\slam))\s(?![\d(])     # trước 24h trước khi sử dụng
          |(?=to\schuc|dien\sra|hop|khai|bat\sdau|het|hoi|ket|thuc|tien)))  # trước 05 ngày tổ chức hội nghị
    | (?P<least>\b(?:{_LEAST})?(?P<l_n>{_SPAN}),?
        \struoc\s(?:(?:khi|ngay|luc|thoi\sdiem)\s(?!\d)
          |(?=(?:phien|cuoc|ky)\shop|hoi\snghi|dai\shoi)))                 # chậm nhất 05 ngày trước khi họp
    | (?P<before_event>\btruoc\s(?:khi|ngay|luc|thoi\sdiem)
        \s(?![\d(.…]|thang|ngay\s?\d))                                    # trước khi họp tối thiểu 07 ngày
    | (?P<season>\btruoc\s(?:dip\s)?(?=tet\s|mua\s(?:mua|bao|lu|kho|hanh)\b))   # trước mùa mưa bão
    | (?P<by_event>\b(?:(?:cham|muon)\snhat\s(?:la\s)?(?:vao\s|den\s)?|khong\s(?:muon|cham)\shon\s)
        (?:khi|ngay|luc|thoi\sdiem)\s(?![\d(.…]|thang|ngay\s?\d))          # chậm nhất là khi bàn giao
    | (?P<limit>{_LIMIT}(?P<m_n>{_LONG}),?\s(?:{_FROM})\s(?!\d))          # trong thời hạn 10 ngày, kể từ ngày …
    | (?P<limit_alone>\b(?:trong\s(?:vong|thoi\shan)\s(?:khong\squa\s|toi\sda\s)?|khong\squa\s)(?P<s_n>{_SPAN}))
    | (?P<at_once>\bngay\s(?:sau\skhi|khi|sau)\s(?![\d(]))                # ngay sau khi học tập
    | (?P<signing>\b(?:ke\s)?tu\sngay\s(?:ky(?:\sban\shanh)?|ban\shanh|(?:duoc\s)?thong\squa)\b)    # kể từ ngày ký
    | (?P<after_event>\bsau\s(?:khi\s|(?=hoi\snghi|dot\s|ky\shop|dai\shoi|cuoc\s))(?!\d))  # sau khi có kết quả
    | (?P<during>\b(?:truoc(?:,|\sva|,\strong\sva)\s)?trong\s(?:suot\s)?(?:thoi\sgian|qua\strinh)\s(?!\d))
    | (?P<pointer>\b(?:theo|dung)\s(?:dung\s)?(?:thoi\s(?:gian|han)|tien\sdo|lich|lo\strinh)
        \s(?:duoc\sgiao|quy\sdinh|da\sde\sra|ke\shoach|cua|yeu\scau|de\sra|chung)\b)
    """,
    re.VERBOSE,
)
# Where a term can begin: tried first, since the terms themselves are slow to look for.
_START = re.compile(
    r"trong|cham\snhat|muon\snhat|khong\s(?:muon|cham)|it\snhat|toi\s(?:da|thieu)|truoc|sau|ngay|ke\stu|tu\sngay|khong\squa|thoi\shan"
    r"|theo\s(?:dung\s)?(?:thoi|tien|l[io])|dung\s(?:thoi|tien|l[io])|luc|vao\sluc|\d+|mot|hai|ba|bon|nam|bay|tam|chin|muoi"
)
# "trước khi mở lớp [tối thiểu 09 ngày làm việc]"
_TAIL = re.compile(rf"\s,?\s?(?:{_LEAST})(?P<n>{_SPAN})|\s(?P<m>\d{{1,2}}\s(?:ngay|gio)\b(?:\slam\sviec)?)")
_UNIT = {"gio": ("T", "H"), "h": ("T", "H"), "ngay": ("", "D"), "tuan": ("", "W"), "thang": ("", "M"), "nam": ("", "Y")}


@dataclass(frozen=True, slots=True)
class Term:
    """A term without a calendar date. ``kind`` signing: it starts with the paper's own signing."""

    span: Span
    kind: TermKind
    name: str
    bound: Bound | None = None
    relative: RelativeTerm | None = None


def terms(copy: Copy, span: Span) -> Iterator[Term]:
    """The event-relative terms and pointers in ``span``, left to right."""
    at, folded = span.start, copy.folded
    for start in _START.finditer(folded, span.start, span.end):
        if start.start() < at or (start.start() > 0 and folded[start.start() - 1].isalnum()):
            continue
        match = _TERM.match(folded, start.start(), span.end)
        term = _read(match, copy, span.end) if match is not None else None
        if term is not None and match is not None:
            yield term
            at = max(term.span.end, match.end())


def _read(match: re.Match[str], copy: Copy, stop: int) -> Term | None:
    text, folded = copy.text, copy.folded
    kind = match.lastgroup
    start = match.start()
    behind_act = text[start].islower()  # a term that opens its clause is written large
    raw = match_text(match, text)
    if kind == "signing":
        return Term(Span(start, match.end()), "signing", "signing", "after")
    if kind == "pointer":
        end = event_end(copy, match.end(), stop, behind_act=behind_act)
        return Term(Span(start, end).strip(text), "pointer", "pointer")
    if kind == "limit_alone":
        return Term(Span(start, match.end()), "constraint", "duration", "within")
    if kind in ("after_event", "at_once") and not _is_after(raw):
        return None
    end = event_end(copy, match.end(), stop, behind_act=behind_act)
    event = squeeze(text[match.end() : end])
    if not event:
        return None
    where = Span(start, end).strip(text)
    if kind == "during":
        return Term(where, "constraint", "during")
    if kind == "after_event":
        return Term(where, "trigger", "after event", "after", RelativeTerm(event, None, None))
    if kind == "at_once":
        return Term(where, "relative", "at once", "after", RelativeTerm(event, "P0D", None))
    if kind == "by_event":
        return Term(where, "relative", "by event", "by_inclusive", RelativeTerm(event, None, None))
    if kind == "season":
        return Term(where, "relative", "before event", "before_exclusive", RelativeTerm(event, None, None))
    if kind == "before_event":
        tail = _TAIL.match(folded, end, stop)
        if tail is None:
            return Term(where, "relative", "before event", "before_exclusive", RelativeTerm(event, None, None))
        offset = _offset(tail["n"] or tail["m"], before=True)
        return Term(
            Span(start, tail.end()), "relative", "before event", "by_inclusive", RelativeTerm(event, offset, None)
        )
    if kind == "clock":
        time = re.search(r"(\d{1,2})\s?(?:h|gio|:)\s?(\d{2})?", match["clock"])
        assert time is not None
        clock = f"{int(time[1]):02d}:{time[2] or '00'}" if int(time[1]) < 24 else None
        return Term(
            where, "relative", "before event", "at", RelativeTerm(event, _offset(match["c_n"], before=True), clock)
        )
    if kind in ("ahead", "least"):
        figure = match["f_n"] or match["a_n"] or match["l_n"]
        return Term(
            where, "relative", "before event", "by_inclusive", RelativeTerm(event, _offset(figure, before=True), None)
        )
    bound: Bound = "by_inclusive" if folded[start : start + 4] in ("cham", "muon") else "within"
    return Term(where, "relative", "from event", bound, RelativeTerm(event, _offset(match["m_n"], before=False), None))


def match_text(match: re.Match[str], text: str) -> str:
    """The printed words of a match of the folded text, in lower case."""
    return text[match.start() : match.end()].lower()


def _is_after(raw: str) -> bool:
    """ "ngay sau khi", "sau Hội nghị"; not "ngày khi" nor "sâu khi"."""
    return "sâu" not in raw and "sáu" not in raw and not raw.startswith(("ngày", "ngảy"))


def _offset(printed: str, *, before: bool) -> str:
    """The ISO 8601 duration: "10 ngày làm việc" is P10D (the record's words show that working days are meant)."""
    figures = re.match(r"\d+|[a-z]+", printed)
    unit = re.search(r"gio|h\b|ngay|tuan|thang|nam(?!\s?\()", printed[figures.end() :] if figures else printed)
    assert figures is not None
    assert unit is not None
    rest = re.search(r"-\s?(\d{1,3})", printed)
    count = rest[1] if rest else figures.group()
    value = int(count) if count.isdigit() else _WORDS[count]
    time, letter = _UNIT[unit.group()]
    return f"{'-' if before else ''}P{time}{value}{letter}"
