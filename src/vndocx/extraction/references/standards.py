"""Technical standards, which have numbers of their own form: "QCVN 01:2019/BCT", "TCVN 7114-1:2008"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vndocx.extraction.references.citation import Citation, Number, Prose
from vndocx.text import Span

__all__ = ["cite_standards"]

# Symbols of national standards, Luật Tiêu chuẩn và quy chuẩn kỹ thuật 68/2006/QH11.
_STANDARD = re.compile(
    r"(?<![^\W_])(?P<kind>QCVN|TCVN)\s?(?:số\s)?(?P<digits>\d{1,5}(?:-\d{1,3})*)\s?:\s?(?P<year>(?:19|20)\d\d)"
    r"(?P<body>/[A-ZĐ]{2,8})?(?![^\W_])"
)


def cite_standards(prose: Prose) -> Iterator[Citation]:
    """Every place where a national standard is cited by its number."""
    for match in _STANDARD.finditer(prose.text):
        span = Span(*match.span())
        normal = f"{match['kind']} {match['digits']}:{match['year']}{match['body'] or ''}"
        issuer = match["body"][1:] if match["body"] else None
        number = Number(span, "letter", match["digits"], match["year"], None, issuer, normal)
        yield Citation(span, "numbered", "number of a standard", 0.97, number=number)
