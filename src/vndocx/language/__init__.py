"""Language: Layout → sentences, tokens, organisations, persons and titles."""

from __future__ import annotations

from vndocx.adapters import tagger
from vndocx.language.context import Context, context_of
from vndocx.language.sentences import sentences_in
from vndocx.language.tokens import tokens_of_undecided
from vndocx.lexicon.phrases import split
from vndocx.model.language import Entity, EntityKind, Language, Sentence
from vndocx.model.layout import Layout
from vndocx.text import Span, squeeze

__all__ = ["annotate"]

# How often a name found by a rule is one, and ends where it should.
_CONFIDENCE = {
    "body": 0.95, "term": 0.95, "unit": 0.8, "post": 0.95, "person": 0.93, "address": 0.7, "people": 0.6,
}  # fmt: skip


def annotate(layout: Layout) -> Language:
    """Sentences, names and, where the lexicon leaves open what a clause is, tokens of a layout."""
    from vndocx.language.components import PIPELINE

    sentences = tuple(
        Sentence(span) for paragraph in layout.paragraphs for span in sentences_in(layout.text, paragraph.span)
    )
    words = split(layout.text)
    context = context_of(layout)
    entities = tuple(_entity(layout, context, found) for found in tagger.read(layout.text, words.spans, PIPELINE))
    return Language(sentences, tokens_of_undecided(words, sentences, entities), entities)


def _entity(layout: Layout, context: Context, found: tagger.Found) -> Entity:
    span = Span(found.start, found.end)
    printed = squeeze(span.cut(layout.text))
    kind = EntityKind(found.label)
    return Entity(
        span,
        kind,
        context.full_name(printed, kind),
        context.members(printed, kind),
        _CONFIDENCE[found.rule],
        found.rule,
    )
