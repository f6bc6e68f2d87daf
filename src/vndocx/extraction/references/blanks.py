"""Numbers left blank: "Quyết định số      /QĐ-UBND ngày    tháng 9 năm 2025" is this paper, or one not yet numbered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vndocx.extraction.references.citation import Citation, Number, Prose
from vndocx.extraction.references.heads import TypeWord, as_type
from vndocx.extraction.references.tails import read_tail
from vndocx.extraction.trace import Trace, unheard
from vndocx.lexicon.codes import code_key
from vndocx.text import Span, squeeze

__all__ = ["cite_blanks"]

_BLANK = re.compile(
    r"""
    \s*[Ss]ố\s*[:.]?[\s.…_]*
    (?:/\s?(?:(?P<year>20\d\d)\s?/\s?)?(?P<state>[A-ZĐ]{1,4}[A-Za-zĐđ]{0,2}-[A-ZĐ][A-Za-zĐđ]{1,9})
    | [-–]\s?(?P<party>[A-ZĐ]{1,4}[A-Za-zĐđ]{0,2}\s?/\s?[A-ZĐ]{2,9}))(?![^\W_])
    """,
    re.VERBOSE,
)
_ATTACHED = re.compile(r"(?:kem theo|dinh kem)\s+$")


def cite_blanks(
    prose: Prose, words: Sequence[TypeWord], own_number: str | None, trace: Trace = unheard
) -> list[Citation]:
    """Citations with a blank number: this paper where kind and issuer are its own, else only what bears a date."""
    found = []
    for word in words:
        match = _BLANK.match(prose.text, word.span.end)
        if match is None:
            continue
        codes = squeeze(match["state"] or match["party"])
        if code_key(codes[: len(word.row.code)]) != code_key(word.row.code) or not word.row.code:
            continue
        tail = read_tail(prose, match.end())
        attached = _ATTACHED.search(prose.folded, max(0, word.span.start - 16), word.span.start)
        own = own_number is not None and code_key(own_number).endswith(code_key(codes))
        own = own or (own_number is None and attached is not None)
        if not own and (tail.issued is None or tail.issued[5:7] == "XX"):
            trace("dropped", "number left blank", Span(word.span.start, match.end()), "not this paper's, and undated")
            continue
        span = Span(word.span.start, max(match.end(), tail.end))
        blank = Number(
            Span(match.end("state"), match.end("state")) if match["state"] else Span(match.end(), match.end()),
            "blank",
            "",
            match["year"],
            word.row.code,
            codes[len(word.row.code) + 1 :],
            "",
        )
        found.append(
            Citation(
                span,
                "self" if own else "unnumbered",
                "number left blank",
                0.85 if own else 0.75,
                as_type(word.row),
                number=None if own else blank,
                title=None if own else squeeze(span.cut(prose.text)),
                issued=None if own else tail.issued,
                issuer=None if own else tail.issuer,
            )
        )
    return found
