"""The phrase books of the name grammar, made once from the lexicon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from vndocx.lexicon import rows
from vndocx.lexicon.phrases import PhraseBook
from vndocx.lexicon.row_types import AdverbRow, BodyRow, DutyVerbRow, PostRow

__all__ = ["Vocabulary", "vocabulary"]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Phrase books: heads of bodies, posts, and the small words in and around names."""

    bodies: PhraseBook[BodyRow]
    posts: PhraseBook[PostRow]
    parts: dict[str, PhraseBook[str]]  # by use: address, determiner, modifier, carrier, purpose, purpose verb, end
    verbs: PhraseBook[str]
    openings: frozenset[str]  # the first words that a name can have

    def part(self, use: str) -> PhraseBook[str]:
        """The phrase book of one use."""
        return self.parts[use]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the shipped lexicon."""
    parts = {
        row.use: PhraseBook(((word, row.use) for word in row.words), exact=row.use == "not")
        for row in rows(AdverbRow, "name_parts")
    }
    bodies = PhraseBook(((head, row) for row in rows(BodyRow, "organisations") for head in row.heads), first=True)
    posts = PhraseBook(((head, row) for row in rows(PostRow, "posts") for head in row.heads), first=True)
    return Vocabulary(
        bodies=bodies,
        posts=posts,
        parts=parts,
        verbs=PhraseBook(_verbs()),
        openings=bodies.openings | posts.openings | parts["address"].openings | parts["determiner"].openings,
    )


def _verbs() -> Iterator[tuple[str, str]]:
    for row in rows(DutyVerbRow, "duty_verbs"):
        yield from ((verb, row.role) for verb in row.verbs)
    for adverbs in rows(AdverbRow, "adverbs"):
        if adverbs.use in {"noun", "compound"}:
            continue
        yield from ((word, adverbs.use) for word in adverbs.words)
