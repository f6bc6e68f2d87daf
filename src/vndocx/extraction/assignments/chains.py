"""Chains: names joined by ",", "và" … into one list of parties, in words of the text."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from vndocx.extraction.assignments.parts import syllables
from vndocx.extraction.assignments.shared import shared_heads
from vndocx.extraction.evidence import prove
from vndocx.extraction.trace import Trace, unheard
from vndocx.lexicon.phrases import Words
from vndocx.model.findings import Party
from vndocx.model.language import Entity, EntityKind, Language
from vndocx.model.layout import Layout
from vndocx.text import Span, squeeze

__all__ = ["Chain", "Page"]

_JOINTS = frozenset({",", "và", "hoặc", "/", "&"})
_SPLIT_UP_TO = 4  # bodies: a longer list is one party, as printed


@dataclass(frozen=True, slots=True)
class Chain:
    """A list of names from word ``start`` to word ``end``."""

    start: int
    end: int
    items: tuple[Entity, ...]

    @property
    def weak(self) -> bool:
        """Whether it begins with people in general, who are seldom given tasks."""
        return bool(self.items) and self.items[0].rule == "people"

    @property
    def generic(self) -> bool:
        """Whether it names classes of bodies only."""
        return bool(self.items) and all(item.kind is EntityKind.GROUP for item in self.items)

    @property
    def named(self) -> bool:
        """Whether bodies with names of their own are among them."""
        return any(item.kind is EntityKind.ORGANISATION for item in self.items)

    @property
    def places(self) -> bool:
        """Whether units of land alone are named, which stand for their authorities or are just places."""
        return bool(self.items) and all(item.rule == "unit" for item in self.items)


class Page:
    """A paper's words with the names among them."""

    def __init__(self, layout: Layout, words: Words, language: Language, trace: Trace = unheard) -> None:
        self.layout = layout
        self.trace = trace
        self.words = words
        at = {span.start: index for index, span in enumerate(words.spans)}
        ends = {span.end: index + 1 for index, span in enumerate(words.spans)}
        names = {
            at[entity.span.start]: (ends[entity.span.end], entity)
            for entity in language.entities
            if entity.kind is not EntityKind.PLACE and entity.span.start in at and entity.span.end in ends
        }
        self.names = shared_heads(words, names)
        self._ends = {end for end, _ in self.names.values()}
        self.tags = {at[token.span.start]: token.tag for token in language.tokens if token.span.start in at}

    def name_ends_at(self, index: int) -> bool:
        """Whether a name ends right before word ``index``."""
        return index in self._ends

    def chain(self, index: int, end: int, *, semicolons: bool = False) -> Chain | None:
        """The list of names that begins at word ``index``."""
        items: list[Entity] = []
        at = last = index
        while at < end and at in self.names:
            last, entity = self.names[at]
            items.append(entity)
            at = self.after_brackets(last, end)
            if self.words.mark(at) not in _JOINTS and not (semicolons and self.words.mark(at) == ";"):
                break
            at += 1
            for joint in (("và",), ("cùng",), ("nhất", "là")):
                if self.words.marked[at : at + len(joint)] == joint:
                    at += len(joint)
        return Chain(index, last, tuple(items)) if items and last <= end else None

    def after_brackets(self, index: int, end: int) -> int:
        """The index behind a note in brackets at ``index``, or ``index``."""
        if self.words.mark(index) != "(":
            return index
        for at in range(index + 1, min(index + 40, end)):
            if self.words.mark(at) == ")":
                return at + 1
        return index

    def span(self, start: int, end: int) -> Span:
        """The span of the words from ``start`` to ``end``."""
        return Span(self.words.spans[start].start, self.words.spans[end - 1].end)

    def parties(self, chain: Chain, rule: str, confidence: float, *, partners: bool = False) -> tuple[Party, ...]:
        """The parties of a chain: one a body where each has a name of its own (of ``partners``, where one has), else
        the list as printed with its members."""
        if not chain.items:
            span = self.span(chain.start, chain.end)
            evidence = prove(self.layout, span, rule, confidence * 0.7)
            return (Party(squeeze(span.cut(self.layout.text)), (), evidence),)
        named = (any if partners else all)(map(_own_name, chain.items))
        if named and len(chain.items) <= _SPLIT_UP_TO:
            numbered = groupby(enumerate(chain.items), key=lambda pair: pair[0] if _own_name(pair[1]) else -1)
            bodies = [[body for _, body in group] for _, group in numbered]
        else:
            bodies = [list(chain.items)]
        end = self.words.spans[chain.end - 1].end
        ends = [body[-1].span.end for body in bodies[:-1]] + [end]
        return tuple(
            self._party(body, Span(body[0].span.start, last), rule, confidence)
            for body, last in zip(bodies, ends, strict=True)
        )

    def _party(self, bodies: list[Entity], span: Span, rule: str, confidence: float) -> Party:
        """The party of a list of bodies, which are its members if there are several."""
        evidence = prove(self.layout, span, rule, confidence * min(body.confidence for body in bodies))
        members = tuple(dict.fromkeys(name for body in bodies for name in (body.members or (body.name,))))
        alone = len(bodies) == 1 and bodies[0].span == span
        return Party(squeeze(span.cut(self.layout.text)), bodies[0].members if alone else members, evidence)


def _own_name(entity: Entity) -> bool:
    """Whether it is one body by its name, as "Ban Quản lý các khu công nghiệp" is and "UBND các xã" is not."""
    _, several, units = entity.name.partition(" các ")
    of_units = bool(several) and units.startswith(tuple(syllables("level")))
    return entity.kind is EntityKind.ORGANISATION and not of_units
