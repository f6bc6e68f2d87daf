"""Put together the record from what the stages found."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version

from vndocx import lexicon
from vndocx.geometry import Box
from vndocx.model.findings import DocumentType, Evidence, Findings
from vndocx.model.layout import Field, Layout, Letterhead, Section, Table
from vndocx.model.record import (
    SCHEMA_VERSION,
    Document,
    OutlineItem,
    Provenance,
    Record,
    RecordMark,
    RecordPage,
    RecordTable,
    SignedBy,
)
from vndocx.model.scan import Scan
from vndocx.settings import Settings

__all__ = ["assemble", "recipe"]

# Notices that tell of a page or part that could not be read: with one of these the record is partial.
UNREAD = frozenset({"page_unreadable", "page_image_damaged", "page_black", "page_unread"})


@cache
def recipe(settings: Settings) -> str:
    """A digest of all that decides what a record says: version, settings, lexicon."""
    return f"{version('vndocx')}+{settings.digest()}.{lexicon.digest()}"


def assemble(scan: Scan, layout: Layout, findings: Findings, settings: Settings) -> Record:
    """The record of one file."""
    notices = (*scan.notices, *layout.notices, *findings.notices)
    return Record(
        schema_version=SCHEMA_VERSION,
        id=scan.source.sha256,
        status="partial" if any(notice.code in UNREAD for notice in notices) else "complete",
        source=scan.source,
        document=_document(layout, layout.letterhead),
        outline=tuple(map(_outline_item, layout.outline)),
        references=findings.references,
        dates=findings.dates,
        assignments=findings.assignments,
        deadlines=findings.deadlines,
        tables=tuple(map(_table, layout.tables)),
        notices=notices,
        pages=tuple(
            RecordPage(
                number=page.number,
                width=round(page.width, 1),
                height=round(page.height, 1),
                origin=page.origin,
                rotation=page.rotation,
                skew=round(page.skew, 2),
                confidence=page.confidence,
                span=page.span,
                marks=tuple(RecordMark(mark.kind, mark.box.rounded()) for mark in page.marks),
            )
            for page in layout.pages
        ),
        text=layout.text,
        provenance=Provenance(version("vndocx"), recipe(settings), scan.ocr, ()),
    )


def _document(layout: Layout, head: Letterhead) -> Document:
    single = {
        "type": head.type,
        "number": head.number,
        "issuer": head.issuer,
        "issued": head.issued,
        "place": head.place,
        "subject": head.subject,
        "secrecy": head.secrecy,
        "urgency": head.urgency,
        "state": head.state,
    }
    proofs = {name: _prove(layout, field) for name, field in single.items() if field is not None and field.span}
    for index, signature in enumerate(head.signatures):
        if signature.name is not None and signature.name.span:
            proofs[f"signatures.{index}.name"] = _prove(layout, signature.name)
    for name, group in (("issuer_block", head.issuer_block), ("recipients", head.recipients)):
        for index, field in enumerate(group):
            if field.span:
                proofs[f"{name}.{index}"] = _prove(layout, field)
    value = {name: field.value if field is not None else None for name, field in single.items()}
    return Document(
        type=DocumentType(head.type.value or None, head.type_name or "") if head.type is not None else None,
        number=value["number"],
        issuer=value["issuer"],
        issuer_block=tuple(field.value for field in head.issuer_block),
        issued=value["issued"],
        place=value["place"],
        subject=value["subject"],
        secrecy=value["secrecy"],  # type: ignore[arg-type]
        urgency=value["urgency"],  # type: ignore[arg-type]
        state=value["state"],  # type: ignore[arg-type]
        signatures=tuple(
            SignedBy(s.authority, s.body, s.title, s.name.value if s.name is not None else None)
            for s in head.signatures
        ),
        recipients=tuple(field.value for field in head.recipients),
        evidence=proofs,
    )


def _prove(layout: Layout, field: Field) -> Evidence:
    assert field.span is not None
    return Evidence(
        text=field.span.cut(layout.text),
        span=field.span,
        page=layout.page_at(field.span.start),
        boxes=layout.boxes(field.span),
        confidence=round(field.confidence * layout.confidence(field.span), 3),
        rule=field.rule,
    )


def _outline_item(section: Section) -> OutlineItem:
    return OutlineItem(
        section.id,
        section.label,
        section.title,
        section.level,
        section.span,
        tuple(map(_outline_item, section.children)),
    )


def _table(table: Table) -> RecordTable:
    box: Box | None = table.box.rounded() if table.box is not None else None
    return RecordTable(
        table.id,
        table.page,
        box,
        tuple(cell.text for cell in table.header),
        tuple(tuple(cell.text for cell in row) for row in table.rows),
    )
