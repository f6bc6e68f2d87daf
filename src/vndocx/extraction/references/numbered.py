"""Citations with a full number: head, number, tail; lists that share a head or a date."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from vndocx.extraction.references.citation import Citation, Number, Prose
from vndocx.extraction.references.heads import LAWS, TypeWord, as_type, head_of, type_of_code
from vndocx.extraction.references.issuers import issuer_end
from vndocx.extraction.references.provisions import provision_before
from vndocx.extraction.references.subjects import subject_after
from vndocx.extraction.references.tails import read_tail
from vndocx.extraction.trace import Trace, unheard
from vndocx.lexicon.codes import code_key, issuer_codes
from vndocx.model.findings import DocumentType
from vndocx.text import Span, squeeze

__all__ = ["cite_numbered"]

_SO = re.compile(r"\bs[o06]\s*[:.]?\s*$")
_LIST = re.compile(r"\s*(?:[,;]|va|[,;]\s*va|hoac)?\s*(?:cac\s+)?(?:s[o06]\s*[:.]?\s*)?")
_HEADED_LIST = re.compile(r"\s*(?:,|va|,\s*va)\s*")
# A line that is nothing but a number, or number, place and date: the head of a paper or form, not a citation.
_HEAD_LINE = re.compile(r"[|*\s]*s[o06]\s*[:.]?\s*")
# The same with its kind, as resolutions of the National Assembly have it: the place and date stand below.
_TYPED_HEAD = re.compile(r"(?:luat|bo luat|nghi quyet|phap lenh|lenh|quyet dinh)\s+so\s*:?\s*")
_PLACE_BELOW = re.compile(r"[ |*]*(?<=[\w |*])\s[^,.;\d]{2,30},\s*ngay\s")
_OWN_ISSUER_NAME = re.compile(r"\bcua\s+(?P<name>.{3,90}?)\s*,?\s*s[o06]\s*[:.]?\s*$")


def cite_numbered(
    prose: Prose, words: Sequence[TypeWord], numbers: Iterable[Number], trace: Trace = unheard
) -> list[Citation]:
    """The citations among the numbers, in order."""
    found: list[Citation] = []
    for number in numbers:
        if _is_head_line(prose, number):
            trace("dropped", "number", number.span, "the head of a paper or form: a line with nothing else to say")
            continue
        previous = found[-1] if found else None
        head = head_of(prose, words, number)
        follows = (
            head is None
            and previous is not None
            and _LIST.fullmatch(prose.folded, previous.span.end, number.span.start) is not None
        )
        citation = _cite(prose, number, head, previous, in_list=follows)
        if citation is not None:
            found.extend(_before(prose, words, citation) if head is None and not follows else ())
            found.append(citation)
        else:
            trace("dropped", "number", number.span, "no type word, no known code and no list tell which kind it is")
    return _share_dates(prose, found)


def _cite(
    prose: Prose, number: Number, head: TypeWord | None, previous: Citation | None, *, in_list: bool
) -> Citation | None:
    known = number.type_code is not None or number.form == "law"
    said = _SO.search(prose.folded, max(0, number.span.start - 6), number.span.start) is not None
    if not known and head is None and not in_list and not (said and "-" in (number.issuer_code or "")):
        return None
    if not known and head is None and not in_list and len(number.issuer_code or "") < 5:
        return None
    start = head.span.start if head else _short_head(prose, number)
    law = head is not None and head.row.name in LAWS
    day_before = previous.issued if previous else None
    tail = read_tail(prose, number.span.end, year_alone=law, day_before=day_before)
    kind, rule, confidence = _kind(number, head, previous if in_list else None, known=known)
    if head is not None and head.row.name == "Công văn" and number.form == "state":
        number = replace(number, type_code=None)
    title = squeeze(prose.text[start : _name_end(prose, start, number)]) if law else ""
    return Citation(
        span=Span(start, max(tail.end, number.span.end)),
        kind="numbered",
        rule=rule,
        confidence=confidence,
        type=kind,
        number=number,
        title=title if " " in title.removeprefix("Bộ luật") else None,
        issued=tail.issued,
        issuer=tail.issuer or _issuer_between(prose, head, number) or _issuer_of_code(number),
        term=tail.term,
        subject=subject_after(prose, max(tail.end, number.span.end)),
        provision=provision_before(prose, start),
    )


def _kind(
    number: Number, head: TypeWord | None, before: Citation | None, *, known: bool
) -> tuple[DocumentType | None, str, float]:
    """The kind of paper, the rule that found the citation, and how sure it is.

    The printed type word decides, since QĐ stands for two kinds; then the list's head (``before``), then the code.
    """
    if head is not None:
        kind = type_of_code(number) if head.row.name == "Văn bản" else as_type(head.row)
        if kind is not None and kind.code is None and number.type_code is not None:
            kind = DocumentType(number.type_code, kind.name)
        rule, confidence = "number with its head", 0.99
    elif before is not None and _same_code(before.number, number):
        kind, rule, confidence = before.type, "number in a list", 0.98
    else:
        kind, rule, confidence = type_of_code(number), "number alone", 0.95 if known else 0.85
    if number.flaw:
        return kind, f"{rule}, {number.flaw} mended", 0.85
    unheard = number.form == "party" and code_key(number.issuer_code or "") not in issuer_codes()
    return kind, rule, confidence - 0.04 if unheard else confidence


_LEADING = re.compile(r"\s*s[o06]\s*[:.]?\s*(?:\d{1,5}\s*(?:,|va|,\s*va)\s*(?:s[o06]\s*)?){1,8}")


def _before(prose: Prose, words: Sequence[TypeWord], last: Citation) -> list[Citation]:
    """The papers of a list whose last number alone has its symbol: "các Kết luận số 293, 294-KL/TW"."""
    number = last.number
    index = bisect_right(words, last.span.start, key=lambda word: word.span.start) - 1
    if number is None or index < 0 or number.type_code is None:
        return []
    head = words[index]
    if not _LEADING.fullmatch(prose.folded, head.span.end, last.span.start):
        return []
    made: list[Citation] = []
    for match in re.finditer(r"\d{1,5}", prose.folded[head.span.end : last.span.start]):
        span = Span(head.span.end + match.start(), head.span.end + match.end())
        normal = match[0] + number.normal[len(number.digits) :]
        made.append(
            replace(
                last,
                span=Span(head.span.start if not made else span.start, span.end),
                number=replace(number, span=span, digits=match[0], normal=normal),
                type=as_type(head.row),
                rule="number in a list",
                confidence=0.9,
                subject=None,
                shared=True,
            )
        )
    return made


_SHORT_HEAD = re.compile(r"\b([A-ZĐ]{2}[A-Za-zĐ]{0,3})\s(?:[Ss]ố\s*:?\s*)?$")


def _short_head(prose: Prose, number: Number) -> int:
    """Where "NQ" stands before "66/NQ-CP", else where the number begins."""
    match = _SHORT_HEAD.search(prose.text, max(0, number.span.start - 12), number.span.start)
    return match.start() if match and match[1] == number.type_code else number.span.start


def _is_head_line(prose: Prose, number: Number) -> bool:
    start = prose.text.rfind("\n", 0, number.span.start) + 1
    if _TYPED_HEAD.fullmatch(prose.folded, start, number.span.start):
        return _PLACE_BELOW.match(prose.folded, number.span.end) is not None
    if not _HEAD_LINE.fullmatch(prose.folded, start, number.span.start):
        return False
    stop = prose.text.find("\n", number.span.end)
    rest = prose.folded[number.span.end : stop if stop >= 0 else len(prose.folded)]
    return (
        re.fullmatch(r"[\s|*]*(?:.{0,40},?\s*ngay.{0,40}|v/v.*|ve viec.*|cong hoa.*|dang cong san.*)?", rest)
        is not None
    )


def _name_end(prose: Prose, start: int, number: Number) -> int:
    match = _SO.search(prose.folded, start, number.span.start)
    return match.start() if match else number.span.start


def _issuer_between(prose: Prose, head: TypeWord | None, number: Number) -> str | None:
    """The issuer in "Quyết định của Bộ Chính trị số 31-QĐ/TW"."""
    if head is None:
        return None
    match = _OWN_ISSUER_NAME.search(prose.folded, head.span.end, number.span.start)
    end = issuer_end(prose, match.start("name")) if match else None
    return squeeze(prose.text[match.start("name") : end]) if match and end else None


def _issuer_of_code(number: Number) -> str | None:
    """The issuer where the code names one body in the country."""
    if number.form == "law" and number.issuer_code:
        return "Ủy ban Thường vụ Quốc hội" if number.issuer_code.startswith("UBTV") else "Quốc hội"
    row = issuer_codes().get(code_key(number.issuer_code)) if number.issuer_code else None
    if row is None and number.form == "letter" and number.issuer_code:
        row = issuer_codes().get(code_key(number.issuer_code.split("-")[0]))
    return row.name if row is not None and row.single else None


def _same_code(one: Number | None, other: Number) -> bool:
    if one is None:
        return False
    return (one.type_code, one.form) == (other.type_code, other.form)


def _share_dates(prose: Prose, found: list[Citation]) -> list[Citation]:
    """A date behind the last of a list belongs to those before it: "82-NQ/TW, 83-NQ/TW ngày 19/9/2029"."""
    made = list(found)
    for index in range(len(made) - 2, -1, -1):
        one, after = made[index], made[index + 1]
        if one.issued is not None or after.issued is None or one.number is None or after.number is None:
            continue
        if one.number.year or one.span.end != one.number.span.end:
            continue
        if not _HEADED_LIST.fullmatch(prose.folded, one.span.end, _so_start(prose, after)):
            continue
        same = one.number.issuer_code == after.number.issuer_code and one.number.type_code == after.number.type_code
        if same:
            made[index] = replace(
                one, issued=after.issued, issuer=one.issuer or after.issuer, term=one.term or after.term, shared=True
            )
    return made


def _so_start(prose: Prose, citation: Citation) -> int:
    match = _SO.search(prose.folded, max(0, citation.span.start - 6), citation.span.start)
    return match.start() if match else citation.span.start
