"""A paper without a head that names itself: "Kết luận số 60-KL/TU ngày 09/02/2024 của … về …" as its first sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vndocx.layout.dateline import plain_date
from vndocx.model.layout import Field, Layout
from vndocx.text import Span, fold, squeeze

__all__ = ["SelfName", "enacted_subject", "enacting_sentences", "find_self_name"]

REACH = 4  # paragraphs in which a paper names itself
_GROUNDS = 60  # paragraphs in which title, legal grounds and the sentence that enacts stand
_SUBJECT = 12  # characters: "… ban hành Quyết định như sau:" tells no subject


@dataclass(frozen=True, slots=True)
class SelfName:
    """What the first sentence says of the paper itself."""

    issued: Field | None
    issuer: Field | None
    subject: Field | None


_REST = re.compile(
    r"""
    [,\s]* (?P<date> ngay \s \d{1,2}(?:\s?[-/.]\s?\d{1,2}\s?[-/.]\s?|\ thang\ \d{1,2}\ nam\ )\d{4} )?
    [,\s]* (?: cua \s (?P<issuer> [^.;]{4,120}? ) )?
    [,\s]* (?P<subject> (?: ve | v/v | ve\ viec ) \s .* )? $
    """,
    re.VERBOSE,
)


def find_self_name(layout: Layout, folded: str, number: str) -> SelfName | None:
    """What the paper's first paragraphs say of it, where one of them begins with the type and its own number."""
    key = re.escape(fold(number))
    for paragraph in layout.paragraphs[:REACH]:
        text = paragraph.span.cut(folded)
        begin = re.match(rf"(?:\w+ ){{1,4}}so {key}\b", text)
        match = _REST.match(text, begin.end()) if begin is not None else None
        if match is None or not (match["date"] or match["subject"]):
            continue
        return SelfName(
            _date(folded, _span(paragraph.span, match, "date")),
            _field(layout, _span(paragraph.span, match, "issuer"), "issuer in the first sentence"),
            _field(layout, _span(paragraph.span, match, "subject"), "subject in the first sentence"),
        )
    return None


def enacting_sentences(layout: Layout, folded: str, type_name: str) -> Iterator[tuple[Span, Span]]:
    """Who enacts and what, in each sentence "Bộ trưởng Bộ Y tế ban hành Thông tư quy định …" near the head."""
    enacts = re.compile(
        rf"(?:\A|(?<=\n)|(?<=[;.] ))(?P<by>\w[^;:.\n]{{3,140}}?) ban hanh {re.escape(fold(type_name))}\b"
    )
    for paragraph in layout.paragraphs[:_GROUNDS]:
        match = enacts.search(folded, *paragraph.span)
        if match is not None and layout.text[match.start("by")].isupper():
            yield Span(*match.span("by")), Span(match.end(), paragraph.span.end)


def enacted_subject(layout: Layout, folded: str, type_name: str) -> Field | None:
    """What the paper is about by the sentence that enacts it."""
    found = next(enacting_sentences(layout, folded, type_name), None)
    if found is None or len(found[1].cut(folded).strip(" .:")) < _SUBJECT:
        return None
    return _field(layout, found[1], "subject in the enacting sentence")


def _span(paragraph: Span, match: re.Match[str], part: str) -> Span | None:
    start, end = match.span(part)
    return None if start < 0 else Span(paragraph.start + start, paragraph.start + end)


def _field(layout: Layout, span: Span | None, rule: str) -> Field | None:
    if span is None:
        return None
    cut = span.strip(layout.text, " .,;:")
    return Field(squeeze(cut.cut(layout.text)), cut, rule, 0.8)


def _date(folded: str, span: Span | None) -> Field | None:
    edtf = plain_date(span.cut(folded)) if span is not None else None
    return None if edtf is None or span is None else Field(edtf, span, "date in the first sentence", 0.85)
