"""Type words: where the name of a kind of paper stands, and which one a number belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from vndocx.extraction.references.citation import Number, Prose
from vndocx.lexicon.codes import code_key, document_types, type_codes
from vndocx.lexicon.row_types import DocumentTypeRow
from vndocx.model.findings import DocumentType
from vndocx.text import Span, fold

__all__ = ["TypeWord", "as_type", "find_type_words", "head_of", "type_of_code"]

LAWS = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"})
# Kinds whose number shows no type code: a letter, and what the state calls a "văn bản".
UNTYPED = frozenset({"Công văn", "Văn bản", "Công điện", "Phiếu chuyển", "Thư công"})

_DIRECT = re.compile(r"\s*[,:(]?\s*(?:s[o06]\s*[:.\-]?\s*[.'\-]?)?\s*(?:hieu\s*:?\s*)?")
_THROUGH = re.compile(r"\s[^.;:()\"\d]{2,90}\bso\s*[:.]?\s*")
_THROUGH_NAME = re.compile(r"\s[^.;:()\"/]{2,160}?[\s,]+(?:so\s*[:.]?\s*)?")


@dataclass(frozen=True, slots=True)
class TypeWord:
    """A type word of the text; ``capital`` tells whether it begins with a capital."""

    span: Span
    row: DocumentTypeRow
    capital: bool


@cache
def _words() -> tuple[re.Pattern[str], dict[str, DocumentTypeRow]]:
    by_name = {fold(row.name): row for row in document_types()}
    names = sorted(by_name, key=len, reverse=True)
    pattern = "|".join(r"\s".join(map(re.escape, name.split())) for name in names)
    return re.compile(rf"\b(?<!phap\s)(?:{pattern})\b"), by_name


def find_type_words(prose: Prose) -> tuple[TypeWord, ...]:
    """Every type word of the text, in order; the longest where one holds another."""
    pattern, by_name = _words()
    return tuple(_type_word(prose, match, by_name) for match in pattern.finditer(prose.folded))


def _type_word(prose: Prose, match: re.Match[str], by_name: dict[str, DocumentTypeRow]) -> TypeWord:
    name, start = " ".join(match[0].split()), match.start()
    if name == "bo luat" and prose.text[start].islower() and prose.text[match.end() - 4].isupper():
        name, start = "luat", match.end() - 4  # "thực hiện đồng bộ Luật Hóa chất"
    return TypeWord(Span(start, match.end()), by_name[name], prose.text[start].isupper())


def head_of(prose: Prose, words: Sequence[TypeWord], number: Number) -> TypeWord | None:
    """The type word that a number belongs to: right before it, or before a name or issuer and "số"."""
    index = bisect_right(words, number.span.start, key=lambda word: word.span.start) - 1
    nearest = words[index] if index >= 0 else None
    if nearest is not None and _DIRECT.fullmatch(prose.folded, nearest.span.end, number.span.start):
        if _fits(nearest, number) or index == 0:
            return nearest
        before = words[index - 1]  # "Thông báo Kết luận số 12-TB/TU"
        if before.span.end + 1 >= nearest.span.start and _fits(before, number):
            return before
        # "… của Luật Quy hoạch: số 30/2020/NĐ-CP", "… (số 30/2020/NĐ-CP)" is no Quy hoạch.
        between = prose.folded[nearest.span.end : number.span.start].lstrip()
        return None if between.startswith((":", "(")) else nearest
    if number.form == "law" and (amending := _amending(prose, words, index, number)):
        return amending
    for word in reversed(words[max(0, index - 5) : index + 1]):
        if number.span.start - word.span.end > 170:
            return None
        gap = _THROUGH_NAME if word.row.name in LAWS else _THROUGH
        if _fits(word, number) and gap.fullmatch(prose.folded, word.span.end, number.span.start):
            if word.row.name in LAWS and not word.capital:
                continue
            return word
    return None


_AMENDING = re.compile(r"luat\s+sua\s+doi[^.;:()\d]{5,420}?[\s,]+so\s*[:.]?\s*")


def _amending(prose: Prose, words: Sequence[TypeWord], index: int, number: Number) -> TypeWord | None:
    """The first "Luật" in "Luật sửa đổi, bổ sung một số điều của Luật Giá, Luật Đấu thầu số 57/2024/QH15"."""
    for word in reversed(words[max(0, index - 14) : index + 1]):
        if number.span.start - word.span.start > 430:
            return None
        if word.row.name == "Luật" and _AMENDING.fullmatch(prose.folded, word.span.start, number.span.start):
            return word
    return None


def _fits(word: TypeWord, number: Number) -> bool:
    """Whether the kind of paper can bear such a number."""
    name = word.row.name
    if number.form == "law":
        return name in LAWS or name == "Nghị quyết"
    if name == "Văn bản" or number.type_code is None:
        return name in UNTYPED or (number.type_code is None and name not in LAWS)
    if name in UNTYPED and number.form == "state":  # 9147/CT-CS is a letter of a body whose code is CT
        return True
    return code_key(number.type_code) in {code_key(code) for code in (word.row.code, *word.row.other_codes) if code}


def as_type(row: DocumentTypeRow) -> DocumentType:
    """The kind as the record names it."""
    return DocumentType(row.code or None, row.name)


def type_of_code(number: Number) -> DocumentType | None:
    """The kind that the number alone tells; None for the Party's QĐ, which is Quyết định or Quy định."""
    if number.form == "letter" and number.type_code is None:
        return DocumentType("CV", "Công văn")
    if number.type_code is None:
        return None
    side = "party" if number.form == "party" else "state"
    rows = [row for row in type_codes().get(code_key(number.type_code), ()) if side in row.systems]
    if not rows or (side == "party" and len(rows) > 1 and rows[0].code == "QĐ"):
        return None
    return as_type(rows[0])
