"""Language: sentences, tokens and names of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum

from vndocx.text import Span

__all__ = ["Entity", "EntityKind", "Language", "Sentence", "Token"]


class EntityKind(StrEnum):
    """What a name names."""

    ORGANISATION = "ORG"  # one named body: Ban Tuyên giáo Tỉnh ủy
    GROUP = "GROUP"  # a class of bodies: các cấp ủy trực thuộc, các sở, ban, ngành
    PERSON = "PER"
    TITLE = "TITLE"  # a post: Bí thư cấp ủy, Chủ tịch UBND tỉnh
    PLACE = "LOC"


@dataclass(frozen=True, slots=True)
class Token:
    """A word in the sense of Vietnamese grammar, of one or more syllables. ``tag`` is its part of speech or None."""

    span: Span
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in the text. ``name`` is its full form in this paper's context, ``members`` a list with a shared head
    written out ("huyện, thành ủy" → "huyện ủy", "thành ủy")."""

    span: Span
    kind: EntityKind
    name: str
    members: tuple[str, ...] = ()
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: it never leaves its paragraph."""

    span: Span


@dataclass(frozen=True, slots=True)
class Language:
    """Sentences, tokens and entities, each sorted by place. ``tokens`` may be there for some sentences only."""

    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...]

    def entities_in(self, span: Span) -> tuple[Entity, ...]:
        """The entities wholly inside the span."""
        first = bisect_left(self.entities, span.start, key=lambda entity: entity.span.start)
        last = bisect_left(self.entities, span.end, key=lambda entity: entity.span.start)
        return tuple(entity for entity in self.entities[first:last] if entity.span.end <= span.end)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence around ``offset``, None between two of them."""
        index = bisect_right(self.sentences, offset, key=lambda sentence: sentence.span.start) - 1
        if index >= 0 and offset < self.sentences[index].span.end:
            return self.sentences[index]
        return None
