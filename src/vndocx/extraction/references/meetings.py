"""Resolutions of plenums and congresses: "Nghị quyết Trung ương 4 khóa XI", "Nghị quyết Đại hội XIII của Đảng"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vndocx.extraction.references.citation import Citation, Prose
from vndocx.extraction.references.heads import TypeWord, as_type
from vndocx.text import Span, fold, squeeze

__all__ = ["cite_meetings", "meeting_key"]

_ORDINALS = ("nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi mot", "muoi hai", "muoi ba",
             "muoi bon", "muoi lam", "muoi")  # fmt: skip
_VALUES = {word: str(index) for index, word in enumerate(_ORDINALS, 1)} | {
    "muoi": "10", "muoi mot": "11", "muoi hai": "12", "muoi ba": "13", "muoi bon": "14", "muoi lam": "15",
    "mot": "1", "bon": "4", "bay": "7",
}  # fmt: skip
_NTH = (
    r"(?:\d{1,2}|[ivx]{1,6}|muoi\s(?:mot|hai|ba|bon|lam)|nhat|mot|hai|ba|tu|bon|nam|sau|bay|tam|chin|muoi)"
    r"(?![^\W_])"
)
# H is what recognition makes of II.
_ROMAN = r"(?:[ivxh]{1,6}|\d{1,2})(?![^\W_])"
_CENTRE = r"(?:ban\schap\shanh\strung\suong(?:\sdang)?|bch\s?(?:tw|trung\suong)(?:\sdang)?|trung\suong(?:\sdang)?)"

_PLENUM = re.compile(
    rf"""\s(?:cua\s)?(?:cac\s)?
    (?:
        hoi\snghi\s(?:lan\s)?(?:thu\s)?(?P<a>{_NTH}),?\s(?:cua\s)?{_CENTRE}   # Hội nghị lần thứ năm Ban Chấp hành …
      | (?:hoi\snghi\s)?{_CENTRE}\s(?:lan\s)?(?:thu\s)?(?P<b>{_NTH})  # Hội nghị Trung ương 4
    )
    (?P<terms>\s*,?\s*\(?\s*khoa\s{_ROMAN}(?:\s*(?:,|va|,\s*va)\s*(?:\(?khoa\s)?[ivx]{{1,6}}(?![^\W_]))*\s*\)?)?
    """,
    re.VERBOSE,
)
_CONGRESS = re.compile(
    rf"""\s(?:cua\s)?(?:cac\s)?dai\shoi\s
    (?:dai\sbieu\s)?(?:toan\squoc\s)?(?:(?:lan\s)?(?:thu\s)?(?P<a>{_ROMAN})\s*,?\s*)?
    (?P<body>(?:cua\s)?(?:dang\sbo|dang)(?![^\W_]))?
    """,
    re.VERBOSE,
)
_NATION = re.compile(r"\s?(?:cua\s)?dang(?:\scong\ssan\sviet\snam)?(?!\s(?:bo|uy|cac|vien)\b)(?![^\W_])")
_LATER = re.compile(rf"\s*,?\s*(?:lan\s)?thu\s(?P<n>{_ROMAN})")
_SPELL = re.compile(r"\s*,?\s*\(?\s*nhiem\sky\s(?:19|20)\d\d\s?-\s?(?:19|20)\d\d\s*\)?")
_PLACE = re.compile(r"\s(?:(?:tinh|thanh pho|tp\.?|huyen|quan|thi xa|xa|phuong|khoi|bo|so)(?![^\W_]))?")
_NAME = re.compile(r"(?:\s[A-ZĐÀ-Ỹ][^\W\d_]*(?<![A-ZĐ]{2}))+")


def cite_meetings(prose: Prose, words: Sequence[TypeWord], own_type: str | None) -> list[Citation]:
    """Citations of resolutions and conclusions by the meeting that passed them.

    A heading "NGHỊ QUYẾT / HỘI NGHỊ LẦN THỨ SÁU …" over a resolution (``own_type`` NQ) is its own title.
    """
    found = []
    for word in words:
        if word.row.name not in ("Nghị quyết", "Kết luận"):
            continue
        if word.row.code == own_type and word.span.cut(prose.text).isupper() and _opens(prose, word):
            continue
        citation = _plenum(prose, word) or (_congress(prose, word) if word.row.name == "Nghị quyết" else None)
        if citation is not None:
            found.append(citation)
    return found


def _roman(term: str | None) -> str | None:
    """The term as printed in capitals; None where it was misread."""
    return term.upper() if term and "h" not in term else None


def _opens(prose: Prose, word: TypeWord) -> bool:
    return word.span.start == 0 or prose.text[word.span.start - 1] == "\n"


def _plural(prose: Prose, word: TypeWord) -> bool:
    return prose.folded[max(0, word.span.start - 4) : word.span.start].endswith("cac ")


def _plenum(prose: Prose, word: TypeWord) -> Citation | None:
    match = _PLENUM.match(prose.folded, word.span.end)
    if match is None:
        return None
    terms = re.findall(r"(?:khoa|,|va)\s*([ivxh]{1,6}|\d{1,2})(?![^\W_])", match["terms"] or "")
    if (match["b"] or "").isdigit() is False and match["terms"] is None and match["a"] is None:
        return None
    span = Span(word.span.start, match.end()).strip(prose.text)
    return Citation(
        span=span,
        kind="group",
        rule="plenum",
        confidence=0.95 if terms else 0.85,
        type=as_type(word.row),
        title=squeeze(span.cut(prose.text)),
        issuer="Ban Chấp hành Trung ương Đảng",
        term=", ".join(filter(None, map(_roman, terms))) or None,
        plural=_plural(prose, word),
    )


def _congress(prose: Prose, word: TypeWord) -> Citation | None:
    folded = prose.folded
    match = _CONGRESS.match(folded, word.span.end)
    if match is None:
        return None
    nth, end = match["a"], match.end()
    body = match["body"]
    local = body is not None and body.endswith("dang bo")
    if local:
        if place := _PLACE.match(folded, end):
            end = place.end()
        if name := _NAME.match(prose.text, end):
            end = name.end()
    if nth is None and (later := _LATER.match(folded, end)):
        nth, end = later["n"], later.end()
        if not local and body is None and (nation := _NATION.match(folded, end)):
            body, end = "dang", nation.end()
    spell = _SPELL.match(folded, end)
    if spell:
        end = spell.end()
    if nth is None and spell is None:
        return None
    span = Span(word.span.start, end).strip(prose.text, " \n\t,")
    return Citation(
        span=span,
        kind="unnumbered",
        rule="congress",
        confidence=0.95 if body else 0.85,
        type=as_type(word.row),
        title=squeeze(span.cut(prose.text)),
        term=_roman(nth),
        plural=_plural(prose, word),
    )


def meeting_key(citation: Citation) -> str:
    """What two citations of one meeting's papers share: the kind, the meeting, its number and term."""
    folded = fold(citation.title or "")
    kind = citation.type.name if citation.type else ""
    if citation.rule == "plenum":
        match = _PLENUM.match(folded, len(fold(kind)))
        nth = (match["a"] or match["b"]) if match else ""
        return f"plenum {kind} {_VALUES.get(nth, nth)}"
    local = "dang bo" in folded
    return f"congress {'local' if local else 'national'} {citation.term or ''}"
