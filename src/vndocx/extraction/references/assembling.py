"""Gathered citations → references with ids, mentions and evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from vndocx.extraction.evidence import prove
from vndocx.extraction.references.citation import Citation, Prose
from vndocx.extraction.references.groups import find_members
from vndocx.extraction.references.heads import LAWS
from vndocx.extraction.references.issuers import normal_case
from vndocx.extraction.references.leads import relation_by_lead
from vndocx.extraction.references.relations import STRENGTH, relation_of
from vndocx.extraction.references.resolution import Entry, best, gather
from vndocx.extraction.trace import Trace, unheard
from vndocx.model.findings import DocumentType, Mention, Reference, ReferenceKind, Relation
from vndocx.model.layout import Layout, Zone
from vndocx.model.scan import Notice
from vndocx.text import Span, squeeze

__all__ = ["assemble"]

_LIST_ON = re.compile(
    r"\s*\)?\s*(?:,|;|va|,\s*va|;\s*va|duoc\s+sua\s+doi,?\s+bo\s+sung\s+(?:boi|tai|theo))\s*(?:cac\s+)?(?:so\s*:?\s*)?"
    r"(?:(?:diem|khoan|dieu|muc|chuong|phan)\s[\w, ]{1,40}?)?"
)
_LIST_GAP = re.compile(r"\s*(?:va\s+)?(?:cac\s+)?(?:so\s*:?\s*)?")
_SENTENCE = re.compile(r"[.;](?=\s+[^\W\da-zà-ỹ])|\n|:(?=\s)")


def assemble(
    layout: Layout, prose: Prose, citations: Sequence[Citation], trace: Trace = unheard
) -> tuple[tuple[Reference, ...], tuple[Notice, ...]]:
    """References in the order of their first mention, and notices of contradictions."""
    inner = [span for one in citations for span in _inside(one)]
    own = layout.letterhead.number
    head = own.span if own is not None and "head" in own.rule else None  # elsewhere it is a mention of the paper itself
    kept: list[Citation] = []
    for one in citations:
        if head is not None and one.span.overlaps(head):
            trace("dropped", one.rule, one.span, "the paper's own number in its head")
        elif _in_copy(layout, one):
            trace("dropped", one.rule, one.span, "in a block that attests a copy")
        else:
            kept.append(one)
    references: list[Reference] = []
    notices: list[Notice] = []
    entries = gather(kept)
    members = find_members(entries)
    told = _relations(prose, kept, inner)
    for index, entry in enumerate(entries):
        reference = _reference(layout, prose, entry, f"r{index + 1}", told)
        if index in members:
            ids = tuple(f"r{member + 1}" for member in members[index])
            reference = replace(reference, kind="group", members=ids)
        references.append(reference)
        if len(entry.dates()) > 1:
            notices.append(_conflict(layout, entry))
    return tuple(references), tuple(notices)


def _inside(one: Citation) -> list[Span]:
    """The spans in which another citation is nested: subject, and the name of an unnumbered paper."""
    spans = [one.subject] if one.subject is not None else []
    if one.number is None:
        spans.append(one.span)
    return spans


def _in_copy(layout: Layout, one: Citation) -> bool:
    paragraph = layout.paragraph_at(one.span.start)
    return paragraph is not None and paragraph.zone is Zone.COPY


def _reference(layout: Layout, prose: Prose, entry: Entry, name: str, told: dict[int, Relation]) -> Reference:
    first = entry.first
    own = layout.letterhead.number
    number = first.number.normal if first.number is not None and first.number.form not in ("bare", "blank") else None
    if first.kind == "self" and own is not None:
        number = own.value
    types = [one.type for one in entry.citations if one.type is not None]
    headed = [one.type for one in entry.citations if one.type is not None and "head" in one.rule]
    conflict = len(entry.dates()) > 1
    subject = max((one.subject for one in entry.citations if one.subject), key=lambda s: s.end - s.start, default=None)
    return Reference(
        id=name,
        kind=_kind(entry),
        type=(_own_type(layout) if first.kind == "self" else None) or next(iter(headed or types), None),
        number=number,
        title=_title(entry, number),
        issued=entry.issued(),
        issuer=_issuer(entry),
        term=best([one.term for one in entry.citations]),
        subject=squeeze(subject.cut(prose.text)) if subject is not None else None,
        relation="mentions" if first.kind == "self" else _relation(entry, told),
        members=(),
        mentions=tuple(
            _mention(layout, one, 0.75 if conflict and one.issued else one.confidence) for one in entry.citations
        ),
    )


def _own_type(layout: Layout) -> DocumentType | None:
    """The kind of the paper itself, by its head."""
    head = layout.letterhead
    return DocumentType(head.type.value, head.type_name or "") if head.type is not None else None


def _kind(entry: Entry) -> ReferenceKind:
    """The kind: a plenum's papers, or plans that carry them out, are a group where the name is a plural."""
    if entry.first.number is None and any(one.plural for one in entry.citations) and entry.first.kind != "draft":
        return "group"
    return "unnumbered" if entry.first.kind == "group" else entry.first.kind


def _title(entry: Entry, number: str | None) -> str | None:
    """The name of a paper without number, and that of a law with one."""
    if number is None:
        return best([one.title for one in entry.citations])
    return best([one.title for one in entry.citations if one.type is not None and one.type.name in LAWS])


def _issuer(entry: Entry) -> str | None:
    said = [one.issuer for one in entry.citations if one.issuer]
    name = best([issuer for issuer in said if not issuer.isupper()]) or best(said)
    return normal_case(name) if name is not None else None


def _mention(layout: Layout, one: Citation, confidence: float) -> Mention:
    proof = prove(layout, one.span, one.rule, confidence)
    return Mention(proof.text, proof.span, proof.page, proof.boxes, proof.confidence, proof.rule, one.provision)


def _relations(prose: Prose, citations: Sequence[Citation], inner: Sequence[Span]) -> dict[int, Relation]:
    """Identity of a citation → what it tells of its paper; one nested in another's name or subject tells nothing,
    one that goes on a list tells what the one before it told."""
    told: dict[int, Relation] = {}
    before: Citation | None = None
    free = 0
    for one in citations:
        if any(span.start <= one.span.start and one.span.end <= span.end and one.span != span for span in inner):
            told[id(one)] = "mentions"
            continue
        if one.rule == "annex of this paper":
            told[id(one)] = "attached_to"
            continue
        clause = _clause_start(prose, one.span.start)
        if before is not None and free <= one.span.start and _LIST_ON.fullmatch(prose.folded, free, one.span.start):
            told[id(one)] = told[id(before)]
        else:
            told[id(one)] = relation_of(prose, one, clause, free)
            if told[id(one)] == "mentions":
                told[id(one)] = relation_by_lead(prose, one.span.start, clause)
        before = one
        free = max(one.span.end, one.subject.end if one.subject is not None else 0)
    return told


def _relation(entry: Entry, told: dict[int, Relation]) -> Relation:
    found = {told[id(one)] for one in entry.citations}
    return next(relation for relation in STRENGTH if relation in found)


def _clause_start(prose: Prose, at: int) -> int:
    """Where the clause of a citation begins: a list parted by ";" shares the cue of its first."""
    start = max(0, at - 400)
    ends = [match.end() for match in _SENTENCE.finditer(prose.text, start, at)]
    while ends and prose.text[ends[-1] - 1] == ";" and _LIST_GAP.fullmatch(prose.folded, ends[-1], at):
        at = ends.pop() - 1
        cut = prose.folded.rfind(";", start, at)
        if cut < 0:
            break
    return ends[-1] if ends else start


def _conflict(layout: Layout, entry: Entry) -> Notice:
    first = entry.first
    days = ", ".join("/".join(reversed(day.split("-"))) for day in sorted(entry.dates()))
    name = first.number.normal if first.number is not None else first.title
    message = f"{name} được ghi với nhiều ngày ban hành khác nhau: {days}."
    return Notice("conflicting_dates", message, layout.page_at(first.span.start), first.span)
