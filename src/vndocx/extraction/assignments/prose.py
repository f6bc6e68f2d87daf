"""Tasks in running text and under headings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vndocx.extraction.assignments.chains import Chain, Page
from vndocx.extraction.assignments.clauses import Clauses
from vndocx.extraction.assignments.drafts import Draft
from vndocx.extraction.assignments.inheritance import Heirs
from vndocx.extraction.assignments.quiet import (
    LISTED,
    TOLD,
    announces,
    form,
    hollow,
    lists,
    measured_section,
    preamble,
    quiet_section,
    silent_section,
    told_section,
)
from vndocx.extraction.assignments.reading import Reading
from vndocx.extraction.assignments.regulated import bare_duties, regulated
from vndocx.extraction.assignments.subjects import Subject
from vndocx.extraction.assignments.topics import topic
from vndocx.extraction.assignments.units import Unit, pieces
from vndocx.model.language import Language
from vndocx.text import Span, fold

__all__ = ["prose_drafts"]

_RULE = "task in prose"
_NO_OBJECT = 2  # words of a verb without an object
_SHORT_ACT = 7  # words of a head's act that the items of its list spell out


def prose_drafts(language: Language, page: Page, units: Sequence[Unit], skipped: set[int]) -> Iterator[Draft]:
    """The tasks of the units, but for those at the indexes in ``skipped``, which only hand on their subjects."""
    clauses = Clauses(page, _addressee(page))
    heirs = Heirs(" ; ".join(fold(field.value) for field in page.layout.letterhead.addressees))
    for index, unit in enumerate(units):
        made = _unit_drafts(language, page, clauses, unit, heirs)
        if index not in skipped:
            yield from made
        else:
            page.trace("lost", _RULE, unit.paragraph.span, "lines of labels tell who does this")


def _unit_drafts(language: Language, page: Page, clauses: Clauses, unit: Unit, heirs: Heirs) -> list[Draft]:
    """The tasks of a unit; what it leaves to later ones goes to ``heirs``."""
    folded = fold(Span(page.words.spans[unit.start].start, unit.paragraph.span.end).cut(page.layout.text)).rstrip()
    carried, start = heirs.subject_over(unit), unit.start
    if carried is None and preamble(folded):
        page.trace("dropped", _RULE, unit.paragraph.span, "a ground of the decision")
        return []
    if form(unit.paragraph.span.cut(page.layout.text)):
        page.trace("dropped", _RULE, unit.paragraph.span, "a form with blanks to fill in")
        return []
    titles = [fold(section.title) for section in unit.above]
    silent = silent_section(titles)
    heads = unit.own is not None and bool(unit.own.children)
    heirs.regulated = heirs.regulated or regulated(page, unit)
    if heirs.regulated is not None and unit.own is not None and bare_duties(fold(unit.own.title)):
        heirs.subjects[unit.own.id] = replace(heirs.regulated, section=unit.own.id)
        return []
    label = (
        clauses.headings.label(start, unit.end, heads=heads)
        if not silent and _may_be_label(page, unit, folded)
        else None
    )
    if label is not None:
        carried, start = _labelled(unit, heirs, *label)
        if start >= unit.end:
            return []
    elif unit.own is not None and unit.paragraph.span.cut(page.layout.text).isupper():
        page.trace("dropped", _RULE, unit.paragraph.span, "a heading in capitals")
        return []
    else:
        start = topic(page, start, unit.end)
    reading = Reading(carried)
    quiet = (
        "under a title of scope, cases or those who attend" if silent
        else LISTED if heirs.listed(unit) or measured_section(titles)
        else "under a title of aims" if quiet_section(titles)
        else TOLD if told_section(titles)
        else None
    )  # fmt: skip
    for first, stop, fresh in pieces(page, language, replace(unit, start=start)):
        reading.read(page, clauses, unit, first, stop, fresh=fresh, quiet=quiet)
    reading.finish()
    handed = _handed_on(page, unit, heirs, reading, folded)
    if len(handed) < len(reading.drafts):
        for draft in reading.drafts:
            if draft not in handed:
                page.trace("dropped", _RULE, page.span(*draft.action), "the list behind it says what is to be done")
    return handed


def _labelled(unit: Unit, heirs: Heirs, subject: Subject, start: int) -> tuple[Subject, int]:
    """The subject of a label, kept for what stands under it."""
    owner = unit.own or (unit.path[-1] if unit.path else None)
    subject = replace(subject, section=owner.id if owner is not None else None)
    if owner is not None and (unit.own is not None or start >= unit.end):
        heirs.subjects[owner.id] = subject
    return subject, start


def _handed_on(page: Page, unit: Unit, heirs: Heirs, reading: Reading, folded: str) -> list[Draft]:
    """The tasks of a unit that was read, after its subject was left to what follows."""
    drafts, subject, own = reading.drafts, reading.carried, unit.own
    opens_list = folded.endswith(":")
    if own is None:
        empty = opens_list and bool(drafts) and (_empty(page, drafts[-1]) or _only_advises(page, drafts[-1]))
        heirs.lead(unit, subject, opens_list=opens_list, hollow=empty)
        if empty and subject is not None and subject.inherited and drafts[-1].partners:
            heirs.join(unit, subject, drafts[-1].partners)
        if opens_list and not unit.path:
            # The enacting sentence before the first section: only what it orders is a task.
            drafts = [draft for draft in drafts if draft.rule == "order" or draft.inherited]
        return drafts[:-1] if drafts and empty else drafts
    if subject is None:
        if not drafts and lists(folded):
            heirs.listings.add(own.id)
        return drafts
    if opens_list and own.children:
        partners = drafts[-1].partners if drafts else ()
        heirs.subjects[own.id] = replace(
            subject, inherited=True, section=subject.section or own.id, partners=partners or subject.partners
        )
        last = drafts[-1] if drafts else None
        if last and (announces(folded) or last.action[1] - last.action[0] <= _SHORT_ACT or _only_advises(page, last)):
            return drafts[:-1]
        return drafts
    if drafts and own.children and drafts[0].inherited and folded[-1:].isalnum():
        return []  # a heading of what the items under it say
    opened = bool(drafts) and drafts[0].assignees[:1] == (subject.chain,) and subject.chain.start <= unit.start + 1
    if not subject.inherited and (not own.children or (opened and not subject.chain.weak)):
        heirs.subjects.setdefault(own.id, replace(subject, inherited=True, strong=False, section=own.id))
    return drafts


def _addressee(page: Page) -> Subject | None:
    """The one body that a letter goes to, None where there are several."""
    fields = page.layout.letterhead.addressees
    if len(fields) != 1 or fields[0].span is None:
        return None
    starts = [span.start for span in page.words.spans]
    start, end = (bisect_left(starts, edge) for edge in fields[0].span)
    while start < end and not page.words.is_word(start):
        start += 1
    chain = page.chain(start, end)
    while chain is None and end > start and not page.words.is_word(end - 1):
        end -= 1
    if start == end:
        return None
    return Subject(chain or Chain(start, end, ()), "request", "addressee", 0.75, inherited=True, strong=True)


def _empty(page: Page, draft: Draft) -> bool:
    """Whether an act before a list only says that the list is to be done: "quyết định:", "thực hiện các việc sau:"."""
    start, end = draft.action
    return end - start <= _NO_OBJECT or hollow(fold(page.span(start, end).cut(page.layout.text)))


def _only_advises(page: Page, draft: Draft) -> bool:
    """Whether an act before a list only says whom it advises: "tham mưu cho UBND tỉnh:"."""
    start, end = draft.action
    if page.words.marked[start : start + 2] != ("tham", "mưu"):
        return False
    chain = page.chain(start + 2 + (page.words.mark(start + 2) in {"cho", "giúp"}), end)
    return chain is not None and chain.end == end


def _may_be_label(page: Page, unit: Unit, folded: str) -> bool:
    """Whether a name at the head of the unit may be a label: in a numbered unit or with a colon."""
    if unit.own is not None and unit.own.label:
        return True
    return ":" in folded and not unit.paragraph.span.cut(page.layout.text).isupper()
