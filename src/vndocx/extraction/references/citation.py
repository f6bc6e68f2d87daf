"""The values that pass between the parts of reference finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vndocx.model.findings import DocumentType, Provision, ReferenceKind
from vndocx.text import Span, fold

__all__ = ["Citation", "Number", "NumberForm", "Own", "Prose", "Tail", "prose"]

NumberForm = Literal["party", "state", "law", "letter", "bare", "blank"]


@dataclass(frozen=True, slots=True)
class Prose:
    """A text and its fold, of one length."""

    text: str
    folded: str


def prose(text: str) -> Prose:
    """``text`` beside its fold."""
    return Prose(text, fold(text))


@dataclass(frozen=True, slots=True)
class Own:
    """The paper itself: its number, its type code and its subject folded, each None where its head does not say."""

    number: str | None = None
    kind: str | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed at ``span`` and in normal form.

    ``type_code`` and ``issuer_code`` are None where the number does not show them: a letter has no type code, a bare
    number neither. ``flaw`` says what was put right: "slip" for letters misread, "order" for a Party number
    written the state's way.
    """

    span: Span
    form: NumberForm
    digits: str
    year: str | None
    type_code: str | None
    issuer_code: str | None
    normal: str
    flaw: Literal["slip", "order"] | None = None


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a number or a name: ``end`` of the last part that belongs to it."""

    end: int
    issued: str | None = None
    issuer: str | None = None
    term: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """One place where a paper is cited, before the places of one paper are gathered.

    ``span`` is the core: type word, number or name, date, issuer, term. ``shared`` tells that the date was
    taken from a neighbour in a list. ``about`` is the citation inside the name of a paper without number.
    """

    span: Span
    kind: ReferenceKind
    rule: str
    confidence: float
    type: DocumentType | None = None
    number: Number | None = None
    title: str | None = None
    issued: str | None = None
    issuer: str | None = None
    term: str | None = None
    subject: Span | None = None
    provision: Provision | None = None
    plural: bool = False
    shared: bool = False
    about: Citation | None = None
