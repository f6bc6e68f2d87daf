"""Citations by number alone: "Nghị quyết 57", "Kế hoạch số 80 ngày 24/11", "các Nghị quyết 57, 59, 66"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from vndocx.extraction.references.citation import Citation, Number, Prose
from vndocx.extraction.references.heads import LAWS, TypeWord, as_type
from vndocx.extraction.references.provisions import provision_before
from vndocx.extraction.references.tails import read_tail
from vndocx.extraction.trace import Trace, unheard
from vndocx.text import Span, squeeze

__all__ = ["cite_bare"]

# Kinds that people cite by number without "số"; others ("Báo cáo 6 tháng", "Kế hoạch 5 năm") need the word.
_FREE = frozenset({"Nghị quyết", "Chỉ thị", "Kết luận", "Nghị định", "Thông tư", "Quyết định", "Quy định", "Đề án"})
_DIGITS = r"\d{1,5}"
# A quantity, a range, a decimal, or a number that goes on is no number of a paper.
_NOT_AFTER = (
    r"(?![\d\w%]|[.,]\d|\s?[-–—/]\s?[^\W_]|\s(?:%|diem\b|nam\b|thang\b|ngay\s+lam|quy\b|noi\s+dung|nhiem\s+vu|nguoi"
    r"|trang|lan\b|cap\b|muc\b|nhom|trieu|ty\b|dong\b|dieu\b|khoan\b|luat\b|chuong\b|van\s+ban|ho\b|giai\s+phap"
    r"|chi\s+tieu))"
)
# "Mẫu báo cáo số 05" is a form, "Phụ lục Hợp đồng số 3" an annex.
_FORM = re.compile(r"(?:mau|bieu|phu luc|bang)\s+$")
# Kinds that are cited by number; others, as a contract, only with their date.
_CITED = _FREE | {"Kế hoạch", "Hướng dẫn", "Công văn", "Chương trình", "Thông báo", "Tờ trình", "Báo cáo", "Quy chế"}
_RULE = "number without symbol"
_FIGURES = re.compile(r"\s(?:so\s*:?\s*)?\d[\d.,/–-]*")
_FIRST = re.compile(rf"\s(?P<so>so\s*:?\s*)?(?P<digits>{_DIGITS}){_NOT_AFTER}")
_NEXT = re.compile(rf"\s*(?:,|va|,\s*va)\s*(?:so\s*)?(?P<digits>{_DIGITS}){_NOT_AFTER}")


def cite_bare(prose: Prose, words: Sequence[TypeWord], taken: Iterable[Span], trace: Trace = unheard) -> list[Citation]:
    """Citations by a number without its symbol; ``taken`` are the citations with one."""
    starts = {span.start for span in taken}
    found: list[Citation] = []
    for word in words:
        if word.span.start in starts or word.row.name in LAWS:
            continue
        match = _FIRST.match(prose.folded, word.span.end)
        if match is None or "\n" in prose.text[word.span.end : match.end()]:
            if trace is not unheard and (figures := _FIGURES.match(prose.folded, word.span.end)):
                span = Span(word.span.start, figures.end())
                trace("dropped", _RULE, span, "the figures go on or count something: a quantity or a range")
            continue
        reason = _refused(prose, word, match)
        listed = _list(prose, word, match) if reason is None else []
        if listed and word.row.name not in _CITED and listed[0].issued is None:
            reason = "a kind that is cited by number only with its date"
        if reason is None:
            found.extend(listed)
        else:
            trace("dropped", _RULE, Span(word.span.start, match.end()), reason)
    return found


def _refused(prose: Prose, word: TypeWord, match: re.Match[str]) -> str | None:
    """Why figures behind a type word are not the number of a paper, None where they may be."""
    if match["so"] is None and word.row.name not in _FREE:
        return "a kind that is cited by number only with the word “số”"
    if match["so"] is None and not word.capital and not _plural(prose, word):
        return "the type word is in small letters and there is no “số”"
    if _FORM.search(prose.folded, max(0, word.span.start - 10), word.span.start):
        return "a form or an annex"
    if int(match["digits"]) == 0 or (match["so"] is None and 1900 <= int(match["digits"]) <= 2100):
        return "a year, or nought"
    return None


def _plural(prose: Prose, word: TypeWord) -> bool:
    return prose.folded[max(0, word.span.start - 4) : word.span.start].endswith("cac ")


def _list(prose: Prose, word: TypeWord, first: re.Match[str]) -> list[Citation]:
    plural = _plural(prose, word)
    made = [_cite(prose, word, word.span.start, first)]
    while plural and (more := _NEXT.match(prose.folded, made[-1].span.end)):
        made.append(_cite(prose, word, more.start("digits"), more))
    return made


def _cite(prose: Prose, word: TypeWord, start: int, match: re.Match[str]) -> Citation:
    digits = match["digits"]
    span = Span(match.start("digits"), match.end("digits"))
    tail = read_tail(prose, span.end)
    core = Span(start, max(tail.end, span.end))
    name = squeeze(f"{word.row.name} số {digits}" if match.groupdict().get("so") else f"{word.row.name} {digits}")
    return Citation(
        span=core,
        kind="unnumbered",
        rule=_RULE,
        confidence=0.85 if match.groupdict().get("so") else 0.8,
        type=as_type(word.row),
        number=Number(span, "bare", digits, None, word.row.code or None, None, digits),
        title=name,
        issued=tail.issued,
        issuer=tail.issuer,
        term=tail.term,
        provision=provision_before(prose, start),
    )
