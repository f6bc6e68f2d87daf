"""References: every cited paper, once, with all its mentions."""

from __future__ import annotations

from vndocx.extraction.references.assembling import assemble
from vndocx.extraction.references.citation import prose
from vndocx.extraction.references.heads import find_type_words
from vndocx.extraction.references.numbered import cite_numbered
from vndocx.extraction.references.numbers import find_numbers
from vndocx.model.findings import Reference
from vndocx.model.language import Language
from vndocx.model.layout import Layout
from vndocx.model.scan import Notice

__all__ = ["find_references"]


def find_references(layout: Layout, language: Language) -> tuple[tuple[Reference, ...], tuple[Notice, ...]]:
    """The papers that a paper cites, in the order of their first mention, and what contradicts itself in them."""
    text = prose(layout.text)
    words = find_type_words(text)
    numbers = list(find_numbers(text))
    citations = cite_numbered(text, words, numbers)
    return assemble(layout, text, citations)
