"""Language: Layout → sentences, tokens, organisations, persons and titles."""

from __future__ import annotations

import re

from vndocx.model.language import Language, Sentence
from vndocx.model.layout import Layout
from vndocx.text import Span

__all__ = ["annotate"]


def annotate(layout: Layout) -> Language:
    """Sentences and names of a layout."""
    found: list[Sentence] = []
    for paragraph in layout.paragraphs:
        start = paragraph.span.start
        for end in re.finditer(r"[.;](?=\s+[A-ZĐÀ-Ỹ])", paragraph.span.cut(layout.text)):
            stop = paragraph.span.start + end.end()
            found.append(Sentence(Span(start, stop).strip(layout.text)))
            start = stop
        found.append(Sentence(Span(start, paragraph.span.end).strip(layout.text)))
    return Language(tuple(found), (), ())
