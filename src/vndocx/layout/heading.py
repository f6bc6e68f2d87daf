"""The head of a paper: which lines it has, and its number, date, type, subject, marks and issuer lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from vndocx.layout.dateline import DateLine, find_date_line, is_date_line
from vndocx.layout.labels import Kind, read_label
from vndocx.layout.mending import head_mark, motto, motto_at
from vndocx.layout.numbers import HeadNumber, find_numbers
from vndocx.layout.pieces import Piece, alternatives, capitals, organ_at, words
from vndocx.layout.subject import ABOUT, ADDRESS, OPENING, RULE, is_enacting, letter_subject, title_subject
from vndocx.layout.titles import named_type, printed_type
from vndocx.lexicon.row_types import DocumentTypeRow
from vndocx.model.layout import Field
from vndocx.text import Span, fold, squeeze

__all__ = ["Head", "find_head"]

REACH = 90  # lines in which the head of a paper is looked for


@dataclass(frozen=True, slots=True)
class Head:
    """What the head shows. ``lines`` are the pieces before type and subject, ``title`` those of type and subject;
    ``issuer`` the parts of ``lines`` that are nothing else; ``stop`` is the first piece behind the head."""

    lines: tuple[Piece, ...]
    title: tuple[Piece, ...]
    stop: int
    issuer: tuple[Piece, ...]
    type_row: DocumentTypeRow | None
    type_span: Span | None
    subject: Field | None
    number: HeadNumber | None
    date: DateLine | None
    secrecy: Field | None
    urgency: Field | None
    draft: Span | None
    enacting: Piece | None


_DRAFT = re.compile(
    r"\W*(?P<draft>(?:ban )?du thao(?:\s*(?:lan(?: thu)?)? ?(?:\d{1,2}|[ivx]{1,3}|nhat|hai|ba|tu|cuoi))?)"
    r"(?:\W|du thao)*"
)
_DRAFT_TITLE = re.compile(r"\W*(?P<draft>du thao)\s+(?=[a-z])")


_ANNEX = re.compile(r"phu luc\b(?:\s+(?:so\s+)?[\divx]+)?\W*$")


@cache
def _noise() -> re.Pattern[str]:
    stamp, panel = alternatives("incoming stamp"), alternatives("electronic signature")
    return re.compile(rf"(?:{stamp}|{panel})\b\s?[:.\d/]|cong van den|van ban den")


def find_head(text: str, folded: str, lines: Sequence[Piece]) -> Head:
    """The head of the paper whose printed lines these are; an empty one where it has none."""
    body, type_at, heading = _border(lines)
    before = tuple(lines[: body if type_at is None else type_at])
    start, end = (before[0].span.start, before[-1].span.end) if before else (0, 0)
    row, type_span, subject = None, None, None
    title: tuple[Piece, ...] = ()
    if type_at is not None and (named := printed_type(lines[type_at])) is not None:
        row, type_span = named[0], lines[type_at].part(0, named[1]).span
        subject, body = title_subject(text, lines, type_at, named[1])
        title = tuple(lines[type_at:body])
    elif heading is not None and (named := named_type(heading.folded)) is not None:
        row, type_span = named[0], heading.part(0, named[1]).span
    taken = [heading.span] if heading is not None else []
    taken += [Span(*match.span()) for match in motto().finditer(folded, start, end)]
    number = _number(text, folded, before, taken, heading, lines[type_at] if type_at is not None else None)
    if number is not None:
        taken.append(Span(number.word, number.span.end))
    date = find_date_line(text, folded, before, taken)
    if date is not None:
        taken.append(date.span)
    secrecy = urgency = None
    draft: Span | None = None
    rest: list[Piece] = []
    for piece in before:
        if (mark := head_mark("secrecy").fullmatch(piece.folded)) and capitals(piece.text):
            secrecy = _mark(piece, mark, "secrecy")
        elif (mark := head_mark("urgency").fullmatch(piece.folded)) and capitals(piece.text):
            urgency = _mark(piece, mark, "urgency")
        elif (match := _DRAFT.fullmatch(piece.folded) or _draft_title(piece)) is not None:
            draft = piece.part(*match.span("draft")).span
        elif not RULE.fullmatch(piece.folded) and not _noise().match(piece.folded):
            rest += _without(piece, taken)
    about, rest = letter_subject(text, rest)
    issuer = tuple(_issuer_lines(rest))
    enacting = _enacting(text, folded, lines, body) if title else None
    return Head(
        before, title, body, issuer, row, type_span, subject or about, number, date, secrecy, urgency, draft, enacting
    )  # fmt: skip


def _enacting(text: str, folded: str, lines: Sequence[Piece], at: int) -> Piece | None:
    """Who enacts, in the line below the title and those in capitals that go on with it; None where it names nobody."""
    if at >= len(lines) or not is_enacting(lines[at]):
        return None
    stop = at + 1
    while stop < min(len(lines), at + 4) and capitals(lines[stop].text) and printed_type(lines[stop]) is None:
        stop += 1
    span = Span(lines[at].span.start, lines[stop - 1].span.end)
    return Piece(span, span.cut(text), span.cut(folded), lines[at].paragraph)


def _draft_title(piece: Piece) -> re.Match[str] | None:
    """ "DỰ THẢO BÁO CÁO …": a retyper's heading over a draft."""
    match = _DRAFT_TITLE.match(piece.folded)
    return match if match is not None and capitals(piece.text[: match.end()]) else None


def _border(lines: Sequence[Piece]) -> tuple[int, int | None, Piece | None]:
    """Where the head ends: the first line behind it, the line of the type if one is printed, and a heading that
    a retyper put above it ("Công văn số 12-CV/TU")."""
    heading: Piece | None = None
    for index, piece in enumerate(lines[:REACH]):
        named = printed_type(piece)
        if named is not None and named[0].name != "Công văn" and not _goes_on_above(lines, index):
            return index, index, heading
        if ADDRESS.match(piece.folded) or (_ANNEX.match(piece.folded) and piece.text[:1].isupper()):
            return index, None, heading
        if (
            heading is None
            and index < 4
            and (named_type(piece.folded) or _draft_title(piece))
            and len(piece.text) < 200
        ):
            if re.search(r"\bso\s?:?\s?\d", piece.folded[:40]) and not re.search(r"\bngay\b", piece.folded):
                heading = piece
                continue
            if _draft_title(piece):
                continue
        if _is_body(piece, lines[index - 1] if index else None):
            return index, None, heading
    return min(REACH, len(lines)), None, heading


def _goes_on_above(lines: Sequence[Piece], index: int) -> bool:
    """Whether a type name goes on with the line above: BAN QUẢN LÝ / DỰ ÁN …"""
    return index > 0 and lines[index - 1].folded.endswith(
        ("ban quan ly", "ban chi dao", "thuc hien", "to giup viec", "ve", "cac")
    )


def _is_body(piece: Piece, before: Piece | None) -> bool:
    """Whether a line is running text or the first heading of the body, and no line of a head."""
    label = read_label(piece.text, piece.folded)
    if label is not None and label.kind <= Kind.NUMBER and (label.kind < Kind.ROMAN or label.length < len(piece.text)):
        return True
    if capitals(piece.text) or ABOUT.match(piece.folded) or is_date_line(piece) or motto_at(piece):
        return False
    if OPENING.match(piece.folded):
        return not (before is not None and _goes_on_about(before, piece))
    return len(piece.text) >= 60 and not (before is not None and _goes_on_about(before, piece))


def _goes_on_about(before: Piece, piece: Piece) -> bool:
    """Whether a long line is the next of a V/v that goes over several."""
    return before.paragraph == piece.paragraph and not before.text.endswith(".") and not capitals(before.text)


# Behind the name of a kind of paper stands the number of another one: "ĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH / SỐ 12/QĐ-STC".
_CITING = re.compile(
    r"\b(?:quyet dinh|qd|nghi quyet|chi thi|ket luan|ke hoach|nghi dinh|thong tu|quy dinh|luat|thong bao|huong dan)$"
)


def _number(
    text: str, folded: str, before: Sequence[Piece], taken: Sequence[Span], heading: Piece | None, title: Piece | None
) -> HeadNumber | None:
    """The first number that begins its line or stands behind a line of the head; else that of the title line, or of
    a line that says nothing else: "Nghị quyết số: 9/2025/UBTVQH15"."""
    for index, piece in enumerate(before):
        if piece is heading:
            continue
        above = before[index - 1].folded if index else ""
        for number in find_numbers(text, folded, *_upto(text, piece)):
            left = max([piece.span.start, *(span.end for span in taken if span.end <= number.word)])
            beside = folded[left : number.word].rstrip() or above
            if sum(map(str.islower, text[left : number.word])) < 4 and not _CITING.search(beside):
                return number
    for line in (title, heading, *before):
        named = None if line is None else named_type(line.folded)
        if line is not None and named is not None:
            own = line.part(named[1])
            found = find_numbers(text, folded, *own.span) if own.folded.startswith("so") else []
            if found and (line in (title, heading) or found[0].span.end == own.span.end):
                return found[0]
    return None


def _upto(text: str, piece: Piece) -> tuple[int, int]:
    """The line, with the next one where "Số:" ends it."""
    if re.search(r"\bso\s?[:.]?$", piece.folded) is None:
        return piece.span
    return piece.span.start, min(len(text), piece.span.end + 40)


def _without(piece: Piece, taken: Sequence[Span]) -> list[Piece]:
    """What is left of a line when the spans are taken out of it."""
    rest: list[Piece] = []
    at = 0
    for span in sorted(taken):
        start, end = span.start - piece.span.start, span.end - piece.span.start
        if end <= 0 or start >= len(piece.text):
            continue
        if start > at:
            rest.append(piece.part(at, start))
        at = max(at, end)
    rest.append(piece.part(at))
    return [part for part in rest if sum(map(str.isalpha, part.text)) >= 2]


def _mark(piece: Piece, match: re.Match[str], name: str) -> Field:
    value = next(word for word in words(name) if fold(word) == squeeze(match["mark"]))
    return Field(value, piece.part(*match.span("mark")).span, f"{name} mark of the head", 0.95)


# What a cut through the national heading leaves at the issuer's side; to the letter, since "Đông Hòa" is a place.
_MOTTO_BEGINS = frozenset({"cong hoa", "cong hoa xa"})


def _issuer_lines(rest: Sequence[Piece]) -> list[Piece]:
    """The lines that can be names of bodies, the damaged national heading and other remnants left out."""
    kept: list[Piece] = []
    for piece in rest:
        bare = piece.folded.strip(" .,:;*-_'\"()[]")
        if bare in _MOTTO_BEGINS:
            continue
        if not organ_at(piece) and any(
            len(bare) > 6 and SequenceMatcher(None, bare, one, autojunk=False).ratio() > 0.72 for one in _motto_parts()
        ):
            continue
        cited = bool(kept) and _CITING.search(kept[-1].folded) is not None
        if capitals(piece.text) and (cited or not re.match(r"so\s?[:.]?\s?[-/\d]", bare)):
            kept.append(piece)
    return kept


@cache
def _motto_parts() -> tuple[str, ...]:
    whole = [fold(phrase) for phrase in words("motto")]
    parts = [whole[0][cut:] for cut in (12, 15)] + [
        whole[0][:19],
        whole[0][:15],
        "chu nghia viet nam",
        "dang cong san",
        "tu do - hanh phuc",
    ]
    return (*whole, *parts)
