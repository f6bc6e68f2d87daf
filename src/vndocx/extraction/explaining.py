"""What the rules made of a place in a paper: where it stands, the names there, every try, and the facts made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vndocx.extraction import extract
from vndocx.extraction.trace import Trial, trials_into
from vndocx.model.findings import Evidence, Findings
from vndocx.model.language import Language
from vndocx.model.layout import Field, Layout
from vndocx.text import Span, fold, nfc, squeeze

__all__ = ["Explanation", "Fact", "Name", "Words", "explain", "find_words"]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the paper and their span."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the sentence: what it names (ORG, GROUP, PER, TITLE, LOC) and its full form in this paper."""

    text: str
    span: Span
    kind: str
    full: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact whose words hold the offset. ``confidence`` is the rule's own times how surely the words were read."""

    id: str
    value: str
    text: str
    span: Span
    rule: str
    confidence: float
    of_rule: float | None
    of_reading: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is known of an offset. ``sentence`` is the paragraph where no sentence is told apart, None between two
    paragraphs; ``trials`` are those that touch it, by place."""

    offset: int
    page: int
    zone: str | None
    sections: tuple[str, ...]
    paragraph: Span | None
    sentence: Words | None
    names: tuple[Name, ...]
    trials: tuple[Trial, ...]
    facts: tuple[Fact, ...]


def find_words(text: str, words: str) -> int | None:
    """The offset at which the words first stand in the text, case, marks and blanks aside; None where they do not."""
    pattern = r"\s+".join(map(re.escape, fold(nfc(words)).split()))
    match = re.search(pattern, fold(text)) if pattern else None
    return match.start() if match is not None else None


def explain(layout: Layout, language: Language, offset: int) -> Explanation:
    """What the rules made of the place at ``offset``, which lies in the text."""
    kept: list[Trial] = []
    findings = extract(layout, language, trace=trials_into(kept))
    paragraph = layout.paragraph_at(offset)
    sentence = language.sentence_at(offset)
    around = sentence.span if sentence is not None else paragraph.span if paragraph is not None else None
    near = around or Span(offset, offset + 1)
    return Explanation(
        offset=offset,
        page=layout.page_at(offset),
        zone=paragraph.zone.value if paragraph is not None else None,
        sections=tuple(squeeze(f"{one.label} {one.title}") for one in layout.section_path(offset)),
        paragraph=paragraph.span if paragraph is not None else None,
        sentence=Words(around.cut(layout.text), around) if around is not None else None,
        names=tuple(
            Name(one.span.cut(layout.text), one.span, one.kind.value, one.name, one.rule, one.confidence)
            for one in language.entities_in(near)
        ),
        trials=tuple(sorted((one for one in kept if one.span.overlaps(near)), key=lambda one: one.span)),
        facts=tuple(
            _fact(layout, name, value, proof) for name, value, proof in _facts(layout, findings) if offset in proof.span
        ),
    )


def _fact(layout: Layout, name: str, value: str, proof: Evidence) -> Fact:
    reading = layout.confidence(proof.span)
    rule = round(proof.confidence / reading, 3) if reading else None
    return Fact(name, value, proof.text, proof.span, proof.rule, proof.confidence, rule, round(reading, 3))


def _facts(layout: Layout, found: Findings) -> Iterator[tuple[str, str, Evidence]]:
    """Every fact of the paper with its id, what it says and its evidence."""
    yield from _head_facts(layout)
    for reference in found.references:
        said = reference.number or reference.title or "-"
        for mention in reference.mentions:
            yield reference.id, f"{reference.kind} reference: {said}, {reference.issued or 'undated'}", mention
    for date in found.dates:
        yield date.id, f"{date.role}: {date.edtf or 'no value'}", date
    for task in found.assignments:
        who = "; ".join(party.name for party in task.assignees)
        yield task.id, f"task ({task.role}, {task.modality}) of {who}", task.action.evidence
        for part in ("assignees", "partners", "recipients", "channel"):
            for party in getattr(task, part):
                yield task.id, f"{part} of the task: {party.name}", party.evidence
    for term in found.deadlines:
        owners = ", ".join(term.assignments) or "no task"
        yield term.id, f"{term.class_} deadline of {owners}: {term.due or term.rrule or 'no day known'}", term.evidence


def _head_facts(layout: Layout) -> Iterator[tuple[str, str, Evidence]]:
    head = layout.letterhead
    single = {
        name: getattr(head, name)
        for name in ("type", "number", "issuer", "issued", "place", "subject", "secrecy", "urgency", "state")
    }
    listed = [*single.items(), *(("issuer_block", field) for field in head.issuer_block)]
    listed += [("recipients", field) for field in head.recipients]
    listed += [("signatures", signature.name) for signature in head.signatures]
    for name, field in listed:
        if isinstance(field, Field) and field.span is not None:
            yield f"document.{name}", field.value, _proof(layout, field, field.span)


def _proof(layout: Layout, field: Field, span: Span) -> Evidence:
    sure = round(field.confidence * layout.confidence(span), 3)
    return Evidence(span.cut(layout.text), span, layout.page_at(span.start), (), sure, field.rule)
