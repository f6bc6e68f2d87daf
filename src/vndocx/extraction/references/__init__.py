"""References: every cited paper, once, with all its mentions."""

from __future__ import annotations

from dataclasses import replace

from vndocx.extraction.references.aliases import find_aliases, uses
from vndocx.extraction.references.assembling import assemble
from vndocx.extraction.references.bare import cite_bare
from vndocx.extraction.references.blanks import cite_blanks
from vndocx.extraction.references.citation import Citation, Prose, prose
from vndocx.extraction.references.described import cite_described, cite_short_forms
from vndocx.extraction.references.heads import find_type_words
from vndocx.extraction.references.laws import cite_laws
from vndocx.extraction.references.meetings import cite_meetings
from vndocx.extraction.references.numbered import cite_numbered
from vndocx.extraction.references.numbers import find_numbers
from vndocx.extraction.references.selves import cite_selves
from vndocx.extraction.references.slips import find_slips, mend
from vndocx.extraction.references.standing import cite_standing
from vndocx.model.findings import Reference
from vndocx.model.language import Language
from vndocx.model.layout import Layout
from vndocx.model.scan import Notice

__all__ = ["find_references"]


def find_references(layout: Layout, language: Language) -> tuple[tuple[Reference, ...], tuple[Notice, ...]]:
    """The papers that a paper cites, in the order of their first mention, and what contradicts itself in them."""
    text = prose(layout.text)
    head = layout.letterhead
    own_number = head.number.value if head.number is not None else None
    own_type = head.type.value if head.type is not None else None
    return assemble(layout, text, cite(text, own_number, own_type))


def cite(text: Prose, own_number: str | None = None, own_type: str | None = None) -> list[Citation]:
    """Every citation of the text, in order: what has a number first, since names are told by what they hold.

    ``own_number`` and ``own_type`` (a code) are those of the paper itself.
    """
    words = find_type_words(text)
    numbers = [mend(number) for number in find_numbers(text)]
    numbers += find_slips(text, words, numbers)
    found = cite_numbered(text, words, sorted(numbers, key=lambda number: number.span))
    found += cite_bare(text, words, [one.span for one in found])
    found += cite_laws(text, words, [one.span for one in found])
    found += cite_meetings(text, words, own_type)
    found += cite_blanks(text, words, own_number, own_type)
    found.sort(key=lambda one: one.span)
    found += _by_alias(text, found)
    found += cite_selves(text, words)
    described = cite_described(text, words, found)
    found += described + cite_short_forms(text, described, found)
    found += cite_standing(text, words, found)
    return sorted(found, key=lambda one: one.span)


def _by_alias(text: Prose, found: list[Citation]) -> list[Citation]:
    """Mentions by a short name that the paper declares."""
    taken = [one.span for one in found]
    made: list[Citation] = []
    for alias in find_aliases(text, found):
        for span in uses(text, alias):
            if not any(span.overlaps(other) for other in taken):
                one = alias.citation
                made.append(
                    replace(one, span=span, rule="declared short name", confidence=0.9, provision=None, subject=None)
                )
                taken.append(span)
    return made
