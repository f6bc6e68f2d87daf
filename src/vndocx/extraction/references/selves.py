"""The paper itself: "Kế hoạch này", "Trên đây là Kế hoạch …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vndocx.extraction.references.citation import Citation, Prose
from vndocx.extraction.references.heads import LAWS, TypeWord, as_type
from vndocx.text import Span

__all__ = ["cite_selves"]

# Papers that are never attached to one of another type, as a plan or rules are to the decision that issues them.
_ALONE = frozenset({"NĐ", "TT", "TTLT", "NQ", "CT", "KL"})
_THIS = re.compile(r"\s+nay(?![^\W_])")
_ABOVE = re.compile(r"tren day la\s+$")


def cite_selves(prose: Prose, words: Sequence[TypeWord], kind: str | None = None) -> list[Citation]:
    """Every place where the paper, of type code ``kind``, speaks of itself.

    A law's "Luật này" is the law spoken of, not the paper; "Nghị định này" in a decision is a decree that it quotes.
    """
    found = []
    for word in words:
        if word.row.name in LAWS or (kind is not None and word.row.code in _ALONE and word.row.code != kind):
            continue
        this = _THIS.match(prose.folded, word.span.end)
        above = _ABOVE.search(prose.folded, max(0, word.span.start - 14), word.span.start)
        if this is None and above is None:
            continue
        if (
            this is not None
            and not word.capital
            and prose.folded[max(0, word.span.start - 8) : word.span.start].endswith(("cac ", "nhung "))
        ):
            continue
        span = Span(word.span.start, this.end() if this else word.span.end)
        found.append(
            Citation(span, "self", "self by this" if this else "self by closing words", 0.93, as_type(word.row))
        )
    return found
