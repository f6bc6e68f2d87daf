"""The letterhead: what the head and the end of a paper say of it, and which zone each paragraph belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from vndocx.layout.annexline import RULE, AnnexLine, find_annex_lines, of_one_paper, same_number
from vndocx.layout.apart import backdrops, copy_block
from vndocx.layout.dateline import find_late_date
from vndocx.layout.heading import Head
from vndocx.layout.headless import body_without_head
from vndocx.layout.issuer import issuer_block
from vndocx.layout.labels import Kind, read_label
from vndocx.layout.mending import rejoined
from vndocx.layout.pieces import pieces
from vndocx.layout.recipients import RecipientList, find_addressees, find_recipients, split_columns
from vndocx.layout.selfnamed import enacted_subject, find_self_name
from vndocx.layout.signature import SignatureBlock, find_signatures
from vndocx.layout.speaker import issuing_body
from vndocx.layout.strays import head_behind_strays
from vndocx.lexicon.codes import document_types
from vndocx.model.layout import Field, Layout, Letterhead, Paragraph, Zone
from vndocx.model.scan import Notice, Origin
from vndocx.text import Span, fold, squeeze

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
    backdrop = backdrops(layout, folded)
    copy_from = copy_block(lines)
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
        body = [piece for piece in own[head.stop :] if piece not in listed]
        head = replace(head, date=find_late_date(layout.text, folded, body, first))
    kind = _type(head, addressees is not None)
    annex = _annex_line(layout, folded, kind[0], end)
    letterhead = _letterhead(layout, folded, head, end, kind, annex)
    letterhead = replace(
        letterhead,
        state=_state(head, copied=copy_from < len(lines)),
        addressees=addressees.fields if addressees is not None else (),
    )
    zones = _headings_in_head(layout, folded) | _zones(head, end, addressees)
    zones |= {piece.paragraph: Zone.HEAD for piece in strays if piece.paragraph not in zones}
    zones |= dict.fromkeys(backdrop, Zone.BACKDROP)
    zones |= {piece.paragraph: Zone.COPY for piece in lines[copy_from:]}
    return replace(
        layout,
        letterhead=letterhead,
        paragraphs=tuple(_placed(paragraph, zones.get(index)) for index, paragraph in enumerate(layout.paragraphs)),
        notices=(*layout.notices, *_notices(layout, folded, head, end, annex)),
    )


def _placed(paragraph: Paragraph, zone: Zone | None) -> Paragraph:
    return paragraph if zone is None or zone is paragraph.zone else replace(paragraph, zone=zone)


def _letterhead(
    layout: Layout, folded: str, head: Head, end: _End, kind: tuple[Field | None, str | None], annex: AnnexLine | None
) -> Letterhead:
    block = issuer_block(head.issuer)
    number = head.number
    if annex is not None and number is not None and not same_number(number, annex.number):
        annex = None  # what the head prints holds
    signatures = tuple(one.signature for one in end.signatures)
    signatures = tuple(s for index, s in enumerate(signatures) if s.name is not None or index == 0)
    start = head.type_span.end if head.type_span is not None else 0
    issuer = issuing_body(block, signatures, folded[start : start + 2500]) or body_without_head(
        layout,
        folded,
        enacting=head.enacting,
        annexed=annex.issuer if annex is not None else None,
        number=number,
        type_name=kind[1],
        subject=squeeze(head.subject.span.cut(layout.text)) if head.subject is not None and head.subject.span else "",
        signatures=signatures,
        stop=end.signatures[0].lines[0].span.start if end.signatures else len(folded),
    )
    named = find_self_name(layout, folded, number.value) if number is not None and number.value and not block else None
    issuer = named.issuer if named is not None and named.issuer is not None else issuer
    return Letterhead(
        type=kind[0],
        type_name=kind[1],
        number=_number(head, annex),
        issuer=issuer,
        issuer_block=block,
        issued=_issued(layout, folded, head)[0]
        or (named.issued if named is not None else None)
        or (annex.issued if annex is not None and head.date is None else None),
        place=head.date.place if head.date is not None else None,
        subject=head.subject
        or (named.subject if named is not None else None)
        or (enacted_subject(layout, folded, kind[1]) if kind[1] in _ENACTED else None),
        secrecy=head.secrecy,
        urgency=head.urgency,
        signatures=signatures,
        recipients=end.recipients[0].fields if end.recipients else (),
    )


# Kinds of papers that a sentence below their legal grounds enacts.
_ENACTED = frozenset({"Nghị định", "Nghị quyết", "Quyết định", "Thông tư"})


def _annex_line(layout: Layout, folded: str, kind: Field | None, end: _End) -> AnnexLine | None:
    """What the annexes behind the signature say of the paper."""
    if kind is None:
        return None
    start = end.signatures[0].lines[-1].span.end if end.signatures else 0
    return of_one_paper(list(find_annex_lines(layout, folded, kind.value, start)))


def _number(head: Head, annex: AnnexLine | None) -> Field | None:
    if head.number is not None:
        sure = 0.8 if head.number.mended else 0.97
        value, rule = head.number.value, "number of the head"
        return Field(value, head.number.span, rule, sure) if value is not None else None
    if annex is None or annex.number.value is None:
        return None
    return Field(annex.number.value, annex.number.span, RULE, 0.85)


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


def _notices(layout: Layout, folded: str, head: Head, end: _End, annex: AnnexLine | None) -> tuple[Notice, ...]:
    made: list[tuple[str, str, Span]] = []
    if head.number is not None and head.number.value is None:
        made.append(("number_blank", "Số của văn bản để trống.", head.number.span))
    if head.date is not None and head.date.issued is None:
        blank = re.search(r"\d{1,2}\D+\d{1,2}\D+\d{4}", head.date.date.cut(folded)) is None
        if blank:
            made.append(("date_blank", "Ngày ban hành để trống.", head.date.date))
        else:
            made.append(("date_invalid", "Ngày ban hành ghi trên văn bản không có trong lịch.", head.date.date))
    if annex is not None:
        made += _contradictions(head, annex)
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


def _contradictions(head: Head, annex: AnnexLine) -> list[tuple[str, str, Span]]:
    """Where the line below an annex's title says otherwise than the head, or leaves the number blank as well."""
    own, said = head.number, annex.number
    if own is None:
        return [] if said.value is not None else [("number_blank", "Số của văn bản để trống.", said.span)]
    if own.value is not None and said.value is not None and not same_number(own, said):
        message = f"Phụ lục ghi kèm theo văn bản số {said.value}, đầu văn bản ghi số {own.value}."
        return [("conflicting_numbers", message, said.span)] if own.code == said.code else []
    day, other = head.date.issued if head.date is not None else None, annex.issued
    if day is None or other is None or other.span is None or day.value == other.value or "X" in day.value + other.value:
        return []
    message = f"Phụ lục ghi văn bản ban hành ngày {other.value}, đầu văn bản ghi ngày {day.value}."
    return [("conflicting_dates", message, other.span)]
