"""Language: Layout → sentences, tokens, organisations, persons and titles."""

from __future__ import annotations

from vndocx.language.names import find_names
from vndocx.language.sentences import sentences_in
from vndocx.lexicon.phrases import split
from vndocx.model.language import Entity, Language, Sentence
from vndocx.model.layout import Layout
from vndocx.text import Span, squeeze

__all__ = ["annotate"]


def annotate(layout: Layout) -> Language:
    """Sentences and names of a layout."""
    sentences = tuple(
        Sentence(span) for paragraph in layout.paragraphs for span in sentences_in(layout.text, paragraph.span)
    )
    words = split(layout.text)
    entities = tuple(
        Entity(
            span := Span(words.spans[name.start].start, words.spans[name.end - 1].end),
            name.kind,
            squeeze(span.cut(layout.text)),
            (),
            name.confidence,
            name.rule,
        )
        for name in find_names(words)
    )
    return Language(sentences, (), entities)
