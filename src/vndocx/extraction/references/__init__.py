"""References: every cited paper, once, with all its mentions."""

from __future__ import annotations

from dataclasses import replace

from vndocx.extraction.references.aliases import find_aliases, uses
from vndocx.extraction.references.assembling import assemble
from vndocx.extraction.references.bare import cite_bare
from vndocx.extraction.references.blanks import cite_blanks
from vndocx.extraction.references.citation import Citation, Own, Prose, prose
from vndocx.extraction.references.described import cite_described, cite_short_forms
from vndocx.extraction.references.heads import find_type_words
from vndocx.extraction.references.laws import cite_laws
from vndocx.extraction.references.meetings import cite_meetings
from vndocx.extraction.references.named import cite_named
from vndocx.extraction.references.numbered import cite_numbered
from vndocx.extraction.references.numbers import find_numbers, tell_figures
from vndocx.extraction.references.printed import find_printed
from vndocx.extraction.references.resolution import number_key
from vndocx.extraction.references.selves import cite_selves
from vndocx.extraction.references.slips import find_slips, joined, mend
from vndocx.extraction.references.standards import cite_standards
from vndocx.extraction.references.standing import cite_standing
from vndocx.extraction.trace import Trace, unheard
from vndocx.model.findings import Reference
from vndocx.model.layout import Layout
from vndocx.model.scan import Notice
from vndocx.text import fold

__all__ = ["find_references"]


def find_references(layout: Layout, *, trace: Trace = unheard) -> tuple[tuple[Reference, ...], tuple[Notice, ...]]:
    """The papers that a paper cites, in the order of their first mention, and what contradicts itself in them."""
    text = prose(layout.text)
    head = layout.letterhead
    own = Own(
        number=head.number.value if head.number is not None else None,
        kind=head.type.value if head.type is not None else None,
        subject=fold(head.subject.value) if head.subject is not None else None,
    )
    references, notices = assemble(layout, text, cite(text, own, trace), trace)
    if trace is not unheard:
        for one in references:
            for mention in one.mentions:
                trace(
                    "won",
                    mention.rule,
                    mention.span,
                    f"{one.kind} reference {one.id}: {one.number or one.title or '-'}",
                )
    return references, notices


def cite(text: Prose, own: Own | None = None, trace: Trace = unheard) -> list[Citation]:
    """Every citation of the text, in order: what has a number first, since names are told by what they hold."""
    own = own or Own()
    words = find_type_words(text)
    numbers = [mend(number) for number in find_numbers(text, trace)]
    numbers = [joined(text, number) for number in numbers]
    numbers += find_slips(text, words, numbers, trace)
    numbers += find_printed(text, words, numbers)
    if trace is not unheard:
        tell_figures(text, numbers, trace)
    found = cite_numbered(text, words, sorted(numbers, key=lambda number: number.span), trace)
    found = [_own(one, own) for one in found]
    found += cite_standards(text)
    found += cite_bare(text, words, [one.span for one in found], trace)
    found += cite_laws(text, words, [one.span for one in found], trace)
    found += cite_meetings(text, words, own.kind)
    found += cite_blanks(text, words, own.number, trace)
    found.sort(key=lambda one: one.span)
    found += _by_alias(text, found, trace)
    found += cite_selves(text, words, own.kind)
    described = cite_described(text, words, found, own, trace)
    subjects = [one for one in described if _only_a_subject(one, described, found)]
    for one in subjects:
        trace("dropped", one.rule, one.span, "named only in the subjects of papers with a number")
    described = [one for one in described if one not in subjects]
    found += described + cite_short_forms(text, described, found, own, trace)
    found += cite_standing(text, words, found, trace)
    found += cite_named(text, words, found, trace)
    return sorted(found, key=lambda one: one.span)


def _own(one: Citation, own: Own) -> Citation:
    """The citation, as one of the paper itself where it bears the paper's own number."""
    if own.number is None or one.number is None or number_key(one.number.normal) != number_key(own.number):
        return one
    return replace(one, kind="self", number=None, title=None, subject=None)


def _only_a_subject(one: Citation, described: list[Citation], cited: list[Citation]) -> bool:
    """Whether a paper is named nowhere but in the subjects of papers with a number, which say what those are about."""
    if one.about is None or one.kind == "draft":
        return False
    subjects = [other.subject for other in cited if other.number is not None and other.subject is not None]
    same = [other for other in described if other.title == one.title]
    return all(any(subject.start <= other.span.start < subject.end for subject in subjects) for other in same)


def _by_alias(text: Prose, found: list[Citation], trace: Trace) -> list[Citation]:
    """Mentions by a short name that the paper declares."""
    taken = [one.span for one in found]
    made: list[Citation] = []
    for alias in find_aliases(text, found):
        for span in uses(text, alias):
            if any(span.overlaps(other) for other in taken):
                trace("lost", "declared short name", span, "another citation has these words")
            else:
                one = alias.citation
                made.append(
                    replace(one, span=span, rule="declared short name", confidence=0.9, provision=None, subject=None)
                )
                taken.append(span)
    return made
