"""Record: what vndocx puts out for one file. The field order is the order of the keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vndocx.geometry import Box
from vndocx.model.findings import Assignment, DateMention, Deadline, DocumentType, Evidence, Reference
from vndocx.model.scan import MarkKind, Notice, OcrEngine, Origin, Source
from vndocx.text import Span

__all__ = [
    "SCHEMA_VERSION",
    "Document",
    "OutlineItem",
    "Provenance",
    "Record",
    "RecordMark",
    "RecordPage",
    "RecordTable",
    "SignedBy",
]

SCHEMA_VERSION = "1.0"


@dataclass(frozen=True, slots=True)
class SignedBy:
    """Who signed, in which capacity."""

    authority: str | None
    body: str | None
    title: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """The head of the paper. ``evidence`` maps a field's name to the words that prove it."""

    type: DocumentType | None
    number: str | None
    issuer: str | None
    issuer_block: tuple[str, ...]
    issued: str | None
    place: str | None
    subject: str | None
    secrecy: Literal["mật", "tối mật", "tuyệt mật"] | None
    urgency: Literal["khẩn", "thượng khẩn", "hỏa tốc"] | None
    state: Literal["original", "copy", "draft"]
    signatures: tuple[SignedBy, ...]
    recipients: tuple[str, ...]
    evidence: dict[str, Evidence]


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A section of the paper and those below it."""

    id: str
    label: str
    title: str
    level: int
    span: Span
    children: tuple[OutlineItem, ...]


@dataclass(frozen=True, slots=True)
class RecordTable:
    """A table's words by row."""

    id: str
    page: int
    box: Box | None
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class RecordMark:
    """A seal, stamp or signature on a page."""

    kind: MarkKind
    box: Box


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A page as a person reads it; sizes in points."""

    number: int
    width: float
    height: float
    origin: Origin
    rotation: int
    skew: float
    confidence: float | None
    span: Span
    marks: tuple[RecordMark, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made the record: version, digest of everything that could change it, engine, models."""

    vndocx: str
    recipe: str
    ocr: OcrEngine | None
    models: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Everything known of one file."""

    schema_version: str
    id: str
    status: Literal["complete", "partial"]
    source: Source
    document: Document
    outline: tuple[OutlineItem, ...]
    references: tuple[Reference, ...]
    dates: tuple[DateMention, ...]
    assignments: tuple[Assignment, ...]
    deadlines: tuple[Deadline, ...]
    tables: tuple[RecordTable, ...]
    notices: tuple[Notice, ...]
    pages: tuple[RecordPage, ...]
    text: str
    provenance: Provenance
