"""The small words around subjects and duties, from the lexicon."""

from __future__ import annotations

from functools import cache

from vndocx.lexicon import rows
from vndocx.lexicon.phrases import PhraseBook
from vndocx.lexicon.row_types import AdverbRow

__all__ = ["part", "syllables"]


@cache
def part(*uses: str) -> PhraseBook[str]:
    """The phrases of one use or several: adjunct, filler, label, bare, having, definition."""
    return PhraseBook(
        (word, row.use) for row in rows(AdverbRow, "clause_parts") if row.use in uses for word in row.words
    )


@cache
def syllables(use: str) -> frozenset[str]:
    """The single syllables of one use: governing, nominal, standing, chosen, relative."""
    return frozenset(word for row in rows(AdverbRow, "clause_parts") if row.use == use for word in row.words)
