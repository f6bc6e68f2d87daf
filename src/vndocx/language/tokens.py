"""Words with parts of speech, where the duty verbs of the lexicon do not decide whether a clause is an act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vndocx.adapters.segmenter import tagged_words
from vndocx.language.vocabulary import vocabulary
from vndocx.lexicon.phrases import Words
from vndocx.model.language import Entity, Sentence, Token
from vndocx.text import Span, fold, nfc

__all__ = ["align", "tokens_of_undecided"]

_HEAD = 9  # words: enough to know the part of speech of the first
_LEAST = 4


def tokens_of_undecided(words: Words, sentences: Sequence[Sentence], entities: Sequence[Entity]) -> tuple[Token, ...]:
    """The tokens of the openings of clauses that begin with no name and no verb of the lexicon."""
    return tuple(token for span in _openings(words, sentences, entities) for token in align(words.text, span))


def align(text: str, span: Span) -> tuple[Token, ...]:
    """The tokens of a piece of ``text``, set against it letter by letter: the segmenter spells words anew.

    Where the letters part for good, the tokens up to there come back.
    """
    made: list[Token] = []
    at = span.start
    for word, tag in tagged_words(span.cut(text)):
        start: int | None = None
        for letter in fold(nfc(word)):
            if letter == " ":
                continue
            while at < span.end and text[at].isspace():
                at += 1
            if at >= span.end or fold(text[at]) != letter:
                return tuple(made)
            start = at if start is None else start
            at += 1
        if start is not None:
            made.append(Token(Span(start, at), tag))
    return tuple(made)


def _openings(words: Words, sentences: Sequence[Sentence], entities: Sequence[Entity]) -> Iterator[Span]:
    """The first words of the sentences, and of the clauses behind ";", that the lexicon does not know."""
    book = vocabulary()
    named = {entity.span.start for entity in entities}
    index = 0
    for sentence in sentences:
        while index < len(words) and words.spans[index].start < sentence.span.start:
            index += 1
        fresh = True
        while index < len(words) and words.spans[index].start < sentence.span.end:
            if fresh and words.is_word(index):
                raw = words.raw(index)
                label = len(raw) == 1 or raw.isdigit() or (raw.isupper() and set(raw) <= set("IVXLC"))
                if not label:
                    fresh = False
                    known = (
                        words.spans[index].start in named
                        or book.verbs.match(words, index) is not None
                        or book.part("end").match(words, index) is not None
                        or book.part("determiner").match(words, index) is not None
                    )
                    if not known and not raw.isupper():
                        end = index
                        while end < min(index + _HEAD, len(words)) and words.spans[end].end <= sentence.span.end:
                            end += 1
                        if end - index >= _LEAST:
                            yield Span(words.spans[index].start, words.spans[end - 1].end)
            if words.mark(index) == ";":
                fresh = True
            index += 1
