"""The letterhead: what the head and the end of a paper say of it, and which zone each paragraph belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vndocx.layout.dateline import find_late_date
from vndocx.layout.heading import Head
from vndocx.layout.issuer import issuer_block
from vndocx.layout.labels import Kind, read_label
from vndocx.layout.mending import rejoined
from vndocx.layout.pieces import Piece, alternatives, capitals, pieces
from vndocx.layout.recipients import RecipientList, find_addressees, find_recipients, split_columns
from vndocx.layout.selfnamed import find_self_name
from vndocx.layout.signature import SignatureBlock, find_signatures
from vndocx.layout.speaker import enacting_body, issuing_body, issuing_body_of, issuing_body_without_head
from vndocx.layout.strays import head_behind_strays
from vndocx.lexicon.codes import document_types
from vndocx.model.layout import Field, Layout, Letterhead, Paragraph, Zone
from vndocx.model.scan import Notice, Origin
from vndocx.text import Span, fold

__all__ = ["read_letterhead"]


@dataclass(frozen=True, slots=True)
class _End:
    """The end of a paper: its signatures and lists of recipients."""

    signatures: tuple[SignatureBlock, ...]
    recipients: tuple[RecipientList, ...]


def read_letterhead(layout: Layout) -> Layout:
    """The layout with ``letterhead`` set and each paragraph in its zone; a blank number makes a notice."""
    if not layout.paragraphs:
        return layout
    folded = fold(layout.text)
    lines = [part for piece in pieces(layout, folded) for part in split_columns(piece)]
    if not lines:
        return layout
    backdrop = _backdrops(layout, folded)
    copy_from = _copy_block(lines)
    own = rejoined(layout.text, folded, [piece for piece in lines[:copy_from] if piece.paragraph not in backdrop])
    head, before = head_behind_strays(layout.text, folded, own)
    strays, own = own[:before], own[before:]
    addressees = find_addressees(layout.text, own, head.stop)
    recipients = tuple(find_recipients(layout.text, own, head.stop))
    listed = {piece for one in recipients for piece in one.lines}
    signatures = find_signatures([piece for piece in own[head.stop :] if piece not in listed])
    end = _End(tuple(signatures), recipients)
    if head.date is None:
        first = end.signatures[0].lines if end.signatures else ()
        head = replace(head, date=find_late_date(layout.text, folded, own[head.stop :], first))
    letterhead = _letterhead(layout, folded, head, end, addressees, copied=copy_from < len(lines))
    zones = _headings_in_head(layout, folded) | _zones(head, end, addressees)
    zones |= {piece.paragraph: Zone.HEAD for piece in strays if piece.paragraph not in zones}
    zones |= dict.fromkeys(backdrop, Zone.BACKDROP)
    zones |= {piece.paragraph: Zone.COPY for piece in lines[copy_from:]}
    return replace(
        layout,
        letterhead=letterhead,
        paragraphs=tuple(_placed(paragraph, zones.get(index)) for index, paragraph in enumerate(layout.paragraphs)),
        notices=(*layout.notices, *_notices(layout, folded, head, end)),
    )


def _placed(paragraph: Paragraph, zone: Zone | None) -> Paragraph:
    return paragraph if zone is None or zone is paragraph.zone else replace(paragraph, zone=zone)


def _letterhead(
    layout: Layout, folded: str, head: Head, end: _End, addressees: RecipientList | None, *, copied: bool
) -> Letterhead:
    block = issuer_block(head.issuer)
    number = head.number
    signatures = tuple(one.signature for one in end.signatures)
    signatures = tuple(s for index, s in enumerate(signatures) if s.name is not None or index == 0)
    start = head.type_span.end if head.type_span is not None else 0
    issuer = issuing_body(block, signatures, folded[start : start + 2500]) or (
        enacting_body(head.enacting) if head.enacting is not None else None
    )
    issuer = issuer or (issuing_body_of(number) if number is not None else None)
    issuer = issuer or issuing_body_without_head(layout.text, folded, signatures)
    named = find_self_name(layout, folded, number.value) if number is not None and number.value and not block else None
    issuer = named.issuer if named is not None and named.issuer is not None else issuer
    kind, name = _type(head, addressees is not None)
    return Letterhead(
        type=kind,
        type_name=name,
        number=Field(number.value, number.span, "number of the head", 0.8 if number.mended else 0.97)
        if number is not None and number.value is not None
        else None,
        issuer=issuer,
        issuer_block=block,
        issued=_issued(layout, folded, head)[0] or (named.issued if named is not None else None),
        place=head.date.place if head.date is not None else None,
        subject=head.subject or (named.subject if named is not None else None),
        secrecy=head.secrecy,
        urgency=head.urgency,
        state=_state(head, copied=copied),
        signatures=signatures,
        recipients=end.recipients[0].fields if end.recipients else (),
        addressees=addressees.fields if addressees is not None else (),
    )


def _type(head: Head, addressed: bool) -> tuple[Field | None, str | None]:
    """The kind of paper: by its printed title, else by the code in its number; a letter prints none."""
    if head.type_row is not None and head.type_span is not None:
        code = head.type_row.code
        if head.number is not None and head.number.code in head.type_row.other_codes:
            code = head.number.code or code
        return Field(code, head.type_span, "printed title", 0.97), head.type_row.name
    if head.number is not None and head.number.code is not None and (head.number.party or not addressed):
        system = "party" if head.number.party else "state"
        fits = [row for row in document_types() if head.number.code in (row.code, *row.other_codes)]
        row = next((row for row in fits if system in row.systems), None)
        if row is not None:
            return Field(row.code, head.number.span, "code in the number", 0.9), row.name
    if head.number is not None and (addressed or _about(head)):
        return Field("CV", head.number.span, "number without a type, addressed", 0.9), "Công văn"
    if addressed:
        return Field("CV", None, "addressed, no type printed", 0.75), "Công văn"
    return None, None


def _about(head: Head) -> bool:
    return head.subject is not None and head.subject.rule.startswith("V/v")


def _state(head: Head, *, copied: bool) -> Field:
    if copied:
        return Field("copy", None, "copy block behind the original", 0.9)
    if head.draft is not None:
        return Field("draft", head.draft, "draft mark of the head", 0.95)
    return Letterhead().state


_BACKDROP_END = re.compile(
    r"(?:[-+*]\s|[ivx]{1,4}\s?[-.]|\d{1,2}(?:\.\d{1,2})*\s?[-.)/]|[a-d]\s?\)|noi nhan|tren day la|t/m|k/t|tm\.|kt\.)"
)


def _backdrops(layout: Layout, folded: str) -> set[int]:
    """The paragraphs that word a conference backdrop: they look like a head, and are none."""
    cue = re.compile(alternatives("backdrop") + r"\b")
    found: set[int] = set()
    for index, paragraph in enumerate(layout.paragraphs):
        printed = paragraph.span.cut(folded)
        if len(printed) > 160 or cue.search(printed) is None:
            continue
        if capitals(paragraph.span.cut(layout.text)):
            continue
        after = index + 1
        while after < len(layout.paragraphs) and after - index < 16:
            span = layout.paragraphs[after].span
            if _BACKDROP_END.match(span.cut(folded)) or not _is_lettering(span, layout.text, folded):
                break
            after += 1
        if after > index + 1:
            found |= set(range(index, after))
    return found


def _is_lettering(span: Span, text: str, folded: str) -> bool:
    """Whether a paragraph is lettering: capitals, a star, or a place and date."""
    printed = span.cut(text)
    if not any(map(str.isalpha, printed)) or sum(map(str.isupper, printed)) * 2 > sum(map(str.isalpha, printed)):
        return True
    return (
        len(printed) < 120 and re.search(r"\bngay\b.{0,14}\bthang\b|\b(?:den|tu) ngay\b", span.cut(folded)) is not None
    )


_COPY = re.compile(r"\W*(?:ban sao|sao y(?: ban chinh)?|sao luc|trich sao)\b\W*")
_COPY_NUMBER = re.compile(r"\W*so\s?[:.]?\s?\d{1,5}\s?(?:-\s?bs|/\s?(?:sy|sl|trs|bs))\b")


def _copy_block(lines: Sequence[Piece]) -> int:
    """The line with which the copy block behind the original begins; the number of lines where there is none."""
    for at, piece in enumerate(lines):
        if at < 8 or at < len(lines) - 60:
            continue
        by_number = _COPY_NUMBER.match(piece.folded) is not None
        if not by_number and not (_COPY.fullmatch(piece.folded) and capitals(piece.text)):
            continue
        start = at
        while start > 0 and at - start < 8 and _copy_head(lines[start - 1]):
            start -= 1
        return start
    return len(lines)


def _copy_head(piece: Piece) -> bool:
    head = re.match(r"(?:cong hoa xa hoi|doc lap|dang cong san|so\b|\W*$)|.*\bngay\b.*\bthang\b.*\bnam\b", piece.folded)
    return head is not None or (
        capitals(piece.text) and re.match(alternatives("organ") + r"\b", piece.folded) is not None
    )


def _headings_in_head(layout: Layout, folded: str) -> dict[int, Zone]:
    """Paragraphs that the order of reading took for lines of a head, though an outline begins with them."""
    made: dict[int, Zone] = {}
    for index, paragraph in enumerate(layout.paragraphs):
        if paragraph.zone is Zone.HEAD:
            label = read_label(paragraph.span.cut(layout.text), paragraph.span.cut(folded))
            if index - 1 in made or (label is not None and label.kind <= Kind.NUMBER):
                made[index] = Zone.BODY
    return made


def _zones(head: Head, end: _End, addressees: RecipientList | None) -> dict[int, Zone]:
    zones: dict[int, Zone] = {}
    for block in end.signatures:
        zones |= {piece.paragraph: Zone.SIGNATURE for piece in block.lines}
    for listed in end.recipients:
        zones |= {piece.paragraph: Zone.RECIPIENTS for piece in listed.lines}
    if addressees is not None:
        zones |= {piece.paragraph: Zone.ADDRESSEES for piece in addressees.lines}
    zones |= {piece.paragraph: Zone.TITLE for piece in head.title}
    zones |= {piece.paragraph: Zone.HEAD for piece in head.lines}
    return zones


_YEAR = re.compile(r"(?:[-/.]|\bnam )((?:19|20)\d\d)\b")


def _issued(layout: Layout, folded: str, head: Head) -> tuple[Field | None, bool]:
    """The date of the paper, and whether it is doubtful: recognised from a picture, and years later than any year
    that the paper speaks of."""
    issued = head.date.issued if head.date is not None else None
    if issued is None or issued.span is None or layout.pages[0].origin is not Origin.OCR:
        return issued, False
    others = [int(m[1]) for m in _YEAR.finditer(folded) if not issued.span.start <= m.start() < issued.span.end]
    if not others or int(issued.value[:4]) - max(others) < 4:
        return issued, False
    return replace(issued, confidence=0.4), True


def _notices(layout: Layout, folded: str, head: Head, end: _End) -> tuple[Notice, ...]:
    made: list[tuple[str, str, Span]] = []
    if head.number is not None and head.number.value is None:
        made.append(("number_blank", "Số của văn bản để trống.", head.number.span))
    if head.date is not None and head.date.issued is None:
        blank = re.search(r"\d{1,2}\D+\d{1,2}\D+\d{4}", head.date.date.cut(folded)) is None
        if blank:
            made.append(("date_blank", "Ngày ban hành để trống.", head.date.date))
        else:
            made.append(("date_invalid", "Ngày ban hành ghi trên văn bản không có trong lịch.", head.date.date))
    issued, doubtful = _issued(layout, folded, head)
    if doubtful and issued is not None and issued.span is not None:
        made.append(
            (
                "date_doubtful",
                "Ngày ban hành muộn hơn nhiều năm so với các năm khác nêu trong văn bản, cần xem lại.",
                issued.span,
            )
        )
    if end.signatures and end.signatures[0].signature.name is None:
        made.append(("signer_unread", "Không đọc được tên người ký.", end.signatures[0].lines[0].span))
    return tuple(Notice(code, message, layout.page_at(span.start), span) for code, message, span in made)
