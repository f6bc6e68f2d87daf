"""spaCy: a pipeline of our own components over a Doc made of our own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from vndocx.errors import PackageMissing
from vndocx.text import Span

__all__ = ["GROUP", "Finder", "Found", "component", "read"]

# The key of a Doc's span groups under which all names stand, nested kinds included; ents holds bodies, persons, places.
GROUP = "vndocx"


# The components by name, as a pipeline runs them: a blank Language around them would only cost time to make.
_marks: dict[str, Callable[[Any], Any]] = {}


class Found(NamedTuple):
    """Something found in a text: its place, its label, and the rule that found it."""

    start: int
    end: int
    label: str
    rule: str


Finder = Callable[[str], Iterable[Found]]


def component(name: str, finder: Finder) -> Callable[[Any, str], Callable[[Any], Any]]:
    """Register ``finder`` as the spaCy factory ``name``; what comes back makes the component of a pipeline.

    The component adds a span for each finding to ``doc.spans["vndocx"]``, its rule as ``span.id_``, and sets the
    first of those that overlap as ``doc.ents``. It works on any tokenisation: a span takes in the tokens it cuts.
    """
    language = _language()

    def mark(doc: Any) -> Any:
        from spacy.util import filter_spans

        spans = list(doc.spans.get(GROUP, ()))
        for found in finder(doc.text):
            span = doc.char_span(found.start, found.end, label=found.label, span_id=found.rule, alignment_mode="expand")
            if span is not None:
                spans.append(span)
        spans.sort(key=lambda span: (span.start, -span.end))
        doc.spans[GROUP] = spans
        doc.set_ents(filter_spans([*doc.ents, *spans]))
        return doc

    def make(nlp: Any, name: str) -> Callable[[Any], Any]:
        del nlp, name  # spaCy hands both to every factory
        return mark

    language.factory(name, func=make)
    _marks[name] = mark
    return make


def read(text: str, words: Sequence[Span], components: Sequence[str]) -> list[Found]:
    """The findings of a pipeline of registered components over a text cut into ``words``, in order."""
    doc = _doc(text, words)
    for name in components:
        doc = _marks[name](doc)
    return [Found(span.start_char, span.end_char, span.label_, span.id_) for span in doc.spans.get(GROUP, ())]


def _doc(text: str, words: Sequence[Span]) -> Any:
    """A Doc whose text is ``text``: blanks beyond the one behind a word are words of their own, as spaCy has it."""
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    parts: list[str] = []
    spaces: list[bool] = []
    at = 0
    for word in words:
        if word.start > at:
            gap = text[at : word.start]
            if parts and gap[0] == " ":
                spaces[-1] = True
                gap = gap[1:]
            if gap:
                parts.append(gap)
                spaces.append(False)
        parts.append(text[word.start : word.end])
        spaces.append(False)
        at = word.end
    if at < len(text):
        parts.append(text[at:])
        spaces.append(False)
    # A fresh vocabulary for each paper: one kept for ever would grow with every new word of a long batch.
    return Doc(Vocab(), words=parts, spaces=spaces)


def _language() -> Any:
    try:
        from spacy.language import Language
    except ImportError as error:
        raise PackageMissing("spaCy is not installed", "pip install spacy") from error
    return Language
