"""The head of a paper: which lines it has, and its number, date, type, subject, marks and issuer lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from vndocx.layout.casing import place_name
from vndocx.layout.numbers import HeadNumber, find_numbers, type_rows
from vndocx.layout.pieces import Piece, alternatives, capitals, words
from vndocx.lexicon.rows import DocumentTypeRow
from vndocx.model.layout import Field
from vndocx.text import Span, fold, squeeze

__all__ = ["Head", "find_head", "printed_type", "read_date"]

REACH = 90  # lines in which the head of a paper is looked for


@dataclass(frozen=True, slots=True)
class Head:
    """What the head shows. ``lines`` are the pieces before type and subject, ``title`` those of type and subject;
    ``issuer`` the parts of ``lines`` that are nothing else; ``stop`` is the first piece behind the head."""

    lines: tuple[Piece, ...] = ()
    title: tuple[Piece, ...] = ()
    stop: int = 0
    issuer: tuple[Piece, ...] = ()
    type_row: DocumentTypeRow | None = None
    type_span: Span | None = None
    subject: Field | None = None
    number: HeadNumber | None = None
    issued: Field | None = None
    place: Field | None = None
    secrecy: Field | None = None
    urgency: Field | None = None
    draft: Span | None = None
    blank_date: Span | None = None
    motto: bool = False


_TO = re.compile(r"kinh (?:gui|trinh)\b")
_OPENING = re.compile(  # the first words of a body: nothing behind them is head
    r"(?:[-+*]\s*)?(?:can cu|thuc hien|thi hanh|xet|theo (?:de nghi|chi dao|tinh than|y kien)|de (?:thuc hien|trien khai|to chuc|"
    r"kip thoi|tiep tuc|nang cao|bao dam|dam bao|chu dong)|nham|sau khi|trong thoi gian|ngay \d|vua qua|ngay sau|hom nay|"
    r"(?:[ivx]{1,4}|\d{1,2}|[a-d])\s?[-.)/]|dieu\s\d|chuong\s[ivx1]|phan\s(?:thu|[ivx1])|muc\s(?:[ivx1])|thua|nhan|qua)\b"
)
_ABOUT = re.compile(r"(?:v\s?/\s?v|ve viec|vv)\b\s?:?\s?")
_LINE = re.compile(r"[-–—_*=~.·•x×+\s]{1,60}")
_DRAFT = re.compile(r"\(?\s?(?P<draft>(?:ban )?du thao(?: lan(?: thu)? \w{1,4}| \d{1,2}|(?= |$)))\s?\)?")
_DATE = re.compile(
    r"""
    \b n[gq]a[yv] \s? (?P<day>\d{1,2}|[\s.…_]*)
    \s? thang \s? (?P<month>\d{1,2}|[\s.…_]*)
    [\s-]* nam \s? (?P<year>\d{4}|\d\s?\d\s?\d\s?\d|[12]\d{0,2}[.…_]*|[\s.…_]*)
    """,
    re.VERBOSE,
)
_SHORT_DATE = re.compile(r"\bngay\s?(?P<day>\d{1,2})\s?[-/.]\s?(?P<month>\d{1,2})\s?[-/.]\s?(?P<year>\d{4})")
_PLACE = re.compile(r"(?:^|[^\w\s'-])?\s*(?P<place>[^\W\d_][\w '.-]{1,40}?)\s?[,.;]?\s?$")


@cache
def _type_pattern() -> re.Pattern[str]:
    names = sorted({fold(row.name) for row in type_rows()}, key=len, reverse=True)
    return re.compile(r"(?:" + "|".join(name.replace(" ", r"\s+") for name in names) + r")\b")


@cache
def _rows_by_name() -> dict[str, DocumentTypeRow]:
    return {fold(row.name): row for row in type_rows()}


@cache
def _motto() -> re.Pattern[str]:
    return re.compile(alternatives("motto").replace("\\-", r"[-–—\s.]*"))


@cache
def _marks(name: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?P<mark>{alternatives(name)})(?:\s+hen gio.*)?\W*")


@cache
def _noise() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{alternatives('incoming stamp')}|{alternatives('electronic signature')})\b\s?[:.\d/]|cong van den|van ban den"
    )


def printed_type(piece: Piece) -> tuple[DocumentTypeRow, int] | None:
    """The kind of paper that a line names as its title, and where the name ends; None for any other line.

    The name stands in capitals, or fills the line.
    """
    match = _type_pattern().match(piece.folded)
    if match is None:
        return None
    printed = piece.text[: match.end()]
    alone = not piece.folded[match.end() :].strip(" :.*-")
    if not (printed.isupper() or (alone and printed[:1].isupper())):
        return None
    row = _rows_by_name().get(squeeze(match.group()))
    if row is None or (
        row.name in ("Văn bản", "Luật", "Lệnh", "Điều lệ", "Đề cương", "Bản sao")
        and not (alone or row.name in ("Luật", "Lệnh", "Điều lệ", "Đề cương"))
    ):
        return None
    return row, match.end()


def find_head(text: str, folded: str, lines: Sequence[Piece]) -> Head:
    """The head of the paper whose printed lines these are; an empty one where it has none."""
    body, type_at, heading = _border(lines)
    before = tuple(lines[: body if type_at is None else type_at])
    start = before[0].span.start if before else 0
    end = before[-1].span.end if before else 0
    row: DocumentTypeRow | None = None
    type_span: Span | None = None
    subject: Field | None = None
    title: tuple[Piece, ...] = ()
    if type_at is not None:
        named = printed_type(lines[type_at])
        assert named is not None
        row = named[0]
        type_span = lines[type_at].part(0, named[1]).span
        subject, body = _subject(text, lines, type_at, named[1])
        title = tuple(lines[type_at:body])
    taken: list[Span] = [] if heading is None else [heading.span]
    motto = [Span(*match.span()) for match in _motto().finditer(folded, start, end)]
    taken += motto
    numbers = find_numbers(text, folded, start, end)
    number = next((one for one in numbers if not any(one.span.overlaps(span) for span in taken)), None) or next(
        iter(numbers), None
    )
    if number is None and row is not None:  # a title that holds its own number: "KẾT LUẬN SỐ 12-KL/TU"
        number = next(
            iter(find_numbers(text, folded, lines[type_at or 0].span.start, lines[type_at or 0].span.end)), None
        )
    if number is not None:
        at = folded.rfind("s", max(0, number.span.start - 6), number.span.start)
        taken.append(Span(at if at >= start else number.span.start, number.span.end))
    issued, place, date_span, blank = _place_and_date(text, folded, before, taken)
    if date_span is not None:
        taken.append(date_span)
    secrecy = urgency = None
    draft: Span | None = None
    rest: list[Piece] = []
    for piece in before:
        if (mark := _marks("secrecy").fullmatch(piece.folded)) and capitals(piece.text):
            secrecy = _mark(piece, mark, "secrecy")
        elif (mark := _marks("urgency").fullmatch(piece.folded)) and capitals(piece.text):
            urgency = _mark(piece, mark, "urgency")
        elif (match := _DRAFT.fullmatch(piece.folded)) is not None:
            draft = piece.part(*match.span("draft")).span
        elif not _LINE.fullmatch(piece.folded) and not _noise().match(piece.folded):
            rest += _without(piece, taken)
    about, rest = _letter_subject(text, rest)
    if subject is None:
        subject = about
    return Head(
        before, title, body, tuple(_issuer_lines(rest)), row, type_span, subject, number, issued, place,
        secrecy, urgency, draft, blank, bool(motto),
    )  # fmt: skip


def _border(lines: Sequence[Piece]) -> tuple[int, int | None, Piece | None]:
    """Where the head ends: the first line behind it, the line of the type if one is printed, and a heading that
    a retyper put above it ("Công văn số 12-CV/TU")."""
    heading: Piece | None = None
    for index, piece in enumerate(lines[:REACH]):
        named = printed_type(piece)
        if named is not None and not (named[0].name == "Công văn" or _stands_in_issuer(lines, index)):
            return index, index, heading
        if _TO.match(piece.folded):
            return index, None, heading
        if heading is None and _type_pattern().match(piece.folded) and re.search(r"\bso\s?:?\s?\d", piece.folded):
            heading = piece
            continue
        if _is_body(piece, lines[index - 1] if index else None):
            return index, None, heading
    return min(REACH, len(lines)), None, heading


def _stands_in_issuer(lines: Sequence[Piece], index: int) -> bool:
    """ "DỰ ÁN" may go on with the line above: BAN QUẢN LÝ / DỰ ÁN …"""
    if index == 0:
        return False
    before = lines[index - 1].folded
    return before.endswith(("ban quan ly", "ban chi dao", "thuc hien", "to giup viec", "ve", "cac"))


def _is_body(piece: Piece, before: Piece | None) -> bool:
    """Whether a line is running text and no line of a head."""
    if capitals(piece.text):
        return False
    if _ABOUT.match(piece.folded) or _is_date_line(piece):
        return False
    if _OPENING.match(piece.folded):
        return True
    if len(piece.text) < 60:
        return False
    return not (before is not None and before.paragraph == piece.paragraph and _about_goes_on(before))


def _is_date_line(piece: Piece) -> bool:
    """Whether a line ends with the date of the paper, the number or a place before it."""
    match = _DATE.search(piece.folded)
    return match is not None and len(piece.folded) - match.end() < 8 and match.start() < 80 and len(piece.text) < 120


def _about_goes_on(before: Piece) -> bool:
    return not before.text.endswith(".")


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


def _place_and_date(
    text: str, folded: str, lines: Sequence[Piece], taken: Sequence[Span]
) -> tuple[Field | None, Field | None, Span | None, Span | None]:
    """Date, place and their span; last the span of a date that is wholly blank."""
    if not lines:
        return None, None, None, None
    start, end = lines[0].span.start, lines[-1].span.end
    matches = [*_DATE.finditer(folded, start, end), *_SHORT_DATE.finditer(folded, start, end)]
    for match in sorted(matches, key=lambda match: match.start()):
        if any(span.start <= match.start() < span.end for span in taken):
            continue
        line = next(piece for piece in lines if piece.span.end > match.start())
        left = max([line.span.start, *(span.end for span in taken if span.end <= match.start())])
        before = folded[left : match.start()]
        found = _PLACE.search(text[left : match.start()])
        if len(before.split()) > 6 and found is None:
            continue  # "… họp ngày 5 tháng 3 năm 2020": a date inside a sentence
        if _ABOUT.match(line.folded) and "," not in before:
            continue
        span = Span(*match.span())
        place = None
        if (found is not None and "," in text[left + found.start() : match.start()]) or (
            found is not None and len(before.split()) <= 4
        ):
            named = Span(left + found.start("place"), left + found.end("place")).strip(text, " ,.;")
            if not _noise().match(named.cut(folded)) and named.cut(text)[:1].isupper():
                place = Field(place_name(named.cut(text)), named, "place before the date", 0.97)
        whole = Span(place.span.start if place is not None and place.span else span.start, span.end)
        edtf = read_date(match)
        if edtf is None:
            return None, place, whole, span
        return Field(edtf, span.strip(text), "date of the head", 0.97 if "X" not in edtf else 0.9), place, whole, None
    return None, None, None, None


def read_date(match: re.Match[str]) -> str | None:
    """The EDTF of a printed date, blanks as X; None where all is blank or no calendar has the day."""
    year, month, day = (re.sub(r"[\s.…_]", "", match[part]) for part in ("year", "month", "day"))
    if not year or len(year) != 4 or not 1900 <= int(year) <= 2100:
        return None
    if month and not 1 <= int(month) <= 12:
        return None
    longest = 29 if month and int(month) == 2 else 30 if month and int(month) in (4, 6, 9, 11) else 31
    if day and not 1 <= int(day) <= longest:
        return f"{year}-{int(month):02d}-XX" if month else None
    return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "-XX") if month else f"{year}-XX-XX"


def _mark(piece: Piece, match: re.Match[str], name: str) -> Field:
    value = next(word for word in words(name) if fold(word) == squeeze(match["mark"]))
    return Field(value, piece.part(*match.span("mark")).span, f"{name} mark of the head", 0.95)


def _letter_subject(text: str, rest: Sequence[Piece]) -> tuple[Field | None, list[Piece]]:
    """The "V/v …" of a letter, and the other lines."""
    for index, piece in enumerate(rest):
        if not _ABOUT.match(piece.folded):
            continue
        stop = index + 1
        while stop < len(rest) and _goes_on(rest[stop - 1], rest[stop]):
            stop += 1
        span = Span(piece.span.start, rest[stop - 1].span.end).strip(text, " .;,*")
        gap = span.cut(text).count("\n")
        return (
            Field(squeeze(span.cut(text)), span, "V/v under the number", 0.95 if gap < 8 else 0.7),
            [*rest[:index], *rest[stop:]],
        )
    return None, list(rest)


def _goes_on(before: Piece, piece: Piece) -> bool:
    if piece.span.start - before.span.end > 3 or _ABOUT.match(piece.folded):
        return False
    if piece.paragraph == before.paragraph:
        return not capitals(piece.text) or capitals(before.text)
    return piece.text[:1].islower() or before.text.endswith(",")


def _subject(text: str, lines: Sequence[Piece], type_at: int, name_end: int) -> tuple[Field | None, int]:
    """The trích yếu behind the type name, and the first line behind it."""
    own = lines[type_at].part(name_end)
    own_starts = own.text.lstrip(" :.-*")
    found: list[Piece] = []
    if own_starts and not re.match(r"so\b", fold(own_starts)):
        found.append(own.part(len(own.text) - len(own_starts)))
    at = type_at + 1
    while at < len(lines) and at - type_at < 16:
        piece = lines[at]
        if _LINE.fullmatch(piece.folded) or _number_line(piece):
            if found:
                break
            at += 1
            continue
        before = found[-1] if found else None
        if _ends_subject(piece, before):
            break
        found.append(piece)
        at += 1
    if not found:
        return None, type_at + 1
    span = Span(found[0].span.start, found[-1].span.end).strip(text, ' .;,:*-–"“”')
    if len(span.cut(text)) < 6:
        return None, at
    closed = span.cut(text).count("(") - span.cut(text).count(")")
    if closed == 1 and text[span.end : span.end + 1] == ")":
        span = Span(span.start, span.end + 1)
    return Field(squeeze(span.cut(text)), span, "words under the type name", 0.93), at


def _number_line(piece: Piece) -> bool:
    return re.match(r"so\s?:?\s?[\d\s.]*[-/]", piece.folded) is not None and len(piece.text) < 40


_ENACTS = re.compile(
    r"(?:(?:pho )?(?:thu tuong|bo truong|chu tich|chu nhiem|tong giam doc|giam doc|truong ban|chanh an|vien truong|tong kiem toan|"
    r"cuc truong|tong cuc truong|hieu truong|thong doc|tong thanh tra|chanh van phong)\b|uy ban nhan dan\b|uy ban thuong vu\b|hoi dong\b|quoc hoi\b|"
    r"chinh phu\b|ban (?:chap hanh|thuong vu|bi thu|chi dao|can su)\b|bo chinh tri\b|thuong truc\b|dai hoi\b|tinh uy\b|thanh uy\b|"
    r"huyen uy\b|dang uy\b|uy ban\b|bo\s|hoi nghi\b)"
)


def _ends_subject(piece: Piece, before: Piece | None) -> bool:
    """Whether a line under the type name is no longer part of the trích yếu."""
    if _TO.match(piece.folded) or re.match(r"\(?(?:ban hanh )?kem theo\b|noi nhan\b|cong hoa xa hoi", piece.folded):
        return True
    if _type_pattern().fullmatch(piece.folded.rstrip(" :.")) and capitals(piece.text):
        return True
    if before is None:
        return _OPENING.match(piece.folded) is not None and not capitals(piece.text) and piece.text[:1].isupper()
    same = piece.paragraph == before.paragraph
    if capitals(piece.text):
        if not capitals(before.text):
            return True
        return not same and (_ENACTS.match(piece.folded) is not None or _OPENING.match(piece.folded) is not None)
    if capitals(before.text) and not piece.text[:1].islower():
        return True
    if not same:
        return not (piece.text[:1].islower() and not before.text.endswith((".", ";", ":")))
    return (
        _OPENING.match(piece.folded) is not None and piece.text[:1].isupper() and before.text.endswith((".", ")", ";"))
    )


def _issuer_lines(rest: Sequence[Piece]) -> list[Piece]:
    """The lines that can be names of bodies, the damaged national heading and other remnants left out."""
    kept: list[Piece] = []
    for piece in rest:
        bare = piece.folded.strip(" .,:;*-_'\"()[]")
        if any(
            len(bare) > 6 and SequenceMatcher(None, bare, one, autojunk=False).ratio() > 0.72 for one in _motto_parts()
        ):
            continue
        if capitals(piece.text) and not re.search(r"\d{3}", bare):
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
