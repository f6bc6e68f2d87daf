"""The components that other spaCy pipelines can use too: ``nlp.add_pipe("vndocx_names")``.

Named in the package's ``spacy_factories`` entry points. Importing this module imports spaCy.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from vndocx.adapters.tagger import Found, component
from vndocx.language.names import find_names
from vndocx.lexicon.phrases import split
from vndocx.model.language import EntityKind

__all__ = ["PIPELINE", "names", "persons"]

PIPELINE = ("vndocx_names", "vndocx_persons")


def _bodies_in(text: str) -> Iterator[Found]:
    return (found for found in _all_in(text) if found.label != EntityKind.PERSON)


def _persons_in(text: str) -> Iterator[Found]:
    return (found for found in _all_in(text) if found.label == EntityKind.PERSON)


@lru_cache(maxsize=2)
def _all_in(text: str) -> tuple[Found, ...]:
    """One reading of the text serves both components."""
    words = split(text)
    return tuple(
        Found(words.spans[name.start].start, words.spans[name.end - 1].end, name.kind.value, name.rule)
        for name in find_names(words)
    )


names = component("vndocx_names", _bodies_in)
persons = component("vndocx_persons", _persons_in)
