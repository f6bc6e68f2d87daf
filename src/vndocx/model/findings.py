"""Findings: the facts of a paper, in the shape in which the record gives them.

A field name ends in ``_`` where the record's name is a word of Python; ``codec`` writes it without.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from vndocx.geometry import PageBox
from vndocx.model.scan import Notice
from vndocx.text import Span

__all__ = [
    "Action",
    "Assignment",
    "DateMention",
    "Deadline",
    "DocumentType",
    "Evidence",
    "Findings",
    "Mention",
    "Party",
    "Provision",
    "Reference",
    "RelativeTerm",
]

ReferenceKind = Literal["numbered", "unnumbered", "group", "titled", "draft", "self"]
Relation = Literal["based_on", "implements", "replaces", "repeals", "amends", "attached_to", "guides", "mentions"]
Role = Literal[
    "lead", "execute", "advise", "direct", "monitor", "report", "accountable", "chair", "present", "coordinate"
]
Modality = Literal["must", "request", "may"]
DeadlineClass = Literal["hard", "relative", "recurring", "trigger", "pointer"]
Bound = Literal["before_exclusive", "by_inclusive", "within", "at", "after"]
DateRole = Literal[
    "issue_date",
    "effective_date",
    "deadline",
    "event_time",
    "trigger",
    "constraint",
    "period_in_title",
    "horizon",
    "reporting_cutoff_past",
    "deadline_pointer",
    "attributive_not_deadline",
    "period",
]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that prove a fact: ``text`` is always the record's text cut at ``span``.

    ``confidence`` in 0..1: of the facts given 0.9, about nine in ten are right. ``rule`` names what found it.
    """

    text: str
    span: Span
    page: int
    boxes: tuple[PageBox, ...]
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of paper: code "KH", name "Kế hoạch". ``code`` is None for a kind that has none."""

    code: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Provision:
    """The place inside a cited paper; each part as printed, None where not named."""

    phan: str | None = None
    chuong: str | None = None
    muc: str | None = None
    dieu: str | None = None
    khoan: str | None = None
    diem: str | None = None


@dataclass(frozen=True, slots=True)
class Mention(Evidence):
    """One place where a paper is cited."""

    provision: Provision | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A cited paper with all places where it is cited."""

    id: str
    kind: ReferenceKind
    type: DocumentType | None
    number: str | None
    title: str | None
    issued: str | None
    issuer: str | None
    term: str | None
    subject: str | None
    relation: Relation
    members: tuple[str, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class DateMention(Evidence):
    """A calendar expression. ``edtf`` is None where the calendar cannot say."""

    id: str
    edtf: str | None
    role: DateRole
    reference: str | None = None
    deadline: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A body or person. ``members`` is a list with a shared head written out."""

    name: str
    members: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Action:
    """What is to be done."""

    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who has to do what. ``section`` is an outline id; ``inherited``: the assignee stands in a heading."""

    id: str
    role: Role
    modality: Modality
    assignees: tuple[Party, ...]
    partners: tuple[Party, ...]
    action: Action
    recipients: tuple[Party, ...]
    channel: tuple[Party, ...]
    deadline: str | None
    section: str | None
    inherited: bool
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RelativeTerm:
    """A term counted from an event. ``offset`` is an ISO 8601 duration, negative before the event; ``time`` HH:MM."""

    event: str
    offset: str | None
    time: str | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when. ``due`` is the last day in time (YYYY-MM-DD), ``anchor`` the day printed, ``rrule`` RFC 5545."""

    __pydantic_config__: ClassVar[dict[str, object]] = {"alias_generator": lambda name: name.rstrip("_")}

    id: str
    class_: DeadlineClass
    text: str
    edtf: str | None
    due: str | None
    anchor: str | None
    bound: Bound | None
    rrule: str | None
    relative: RelativeTerm | None
    assignments: tuple[str, ...]
    recipient: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Findings:
    """All facts of a paper, linked by ids, and what contradicts itself."""

    references: tuple[Reference, ...] = ()
    dates: tuple[DateMention, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    notices: tuple[Notice, ...] = ()
