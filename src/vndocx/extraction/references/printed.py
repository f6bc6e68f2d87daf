"""Numbers that no list of codes knows, as firms print them: "Văn bản số YBB-SA032/26-LR ngày 21/4/2026"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vndocx.extraction.references.citation import Number, Prose
from vndocx.extraction.references.heads import LAWS, TypeWord
from vndocx.lexicon.codes import code_key, issuer_codes, type_codes
from vndocx.text import Span

__all__ = ["find_printed"]

# Only behind a type word and "số", and only where a full date follows: nothing else tells that it is a number.
_TOKEN = re.compile(
    r"\s[Ss]ố\s?:?\s?(?P<token>[A-ZĐ\d][A-Za-zĐđ\d.&-]{0,20}(?:/[A-Za-zĐđ\d][A-Za-zĐđ\d.&-]{0,20}){1,3})"
    r"(?=,?\s(?:ngày\s\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|ngày\s\d{1,2}\stháng\s\d))"
)
# A day alone is no number: "Văn bản số 09/3/2026".
_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
_NO_STROKE = re.compile(r"(?P<digits>\d{1,5})/(?P<year>20\d\d)(?P<kind>[A-ZĐ]{1,3})-(?P<org>[A-ZĐ]{2,10})")


def find_printed(prose: Prose, words: Sequence[TypeWord], numbers: Sequence[Number]) -> Iterator[Number]:
    """Numbers behind a type word that have a form of their own; ``numbers`` are those already found."""
    taken = [number.span for number in numbers]
    for word in words:
        match = None if word.row.name in LAWS else _TOKEN.match(prose.text, word.span.end)
        if match is None or any(span.start < match.end("token") and match.start("token") < span.end for span in taken):
            continue
        token = match["token"]
        if any(character.isdigit() for character in token) and not _DAY.fullmatch(token):
            yield _without_stroke(match, token) or _as_printed(match, token)


def _as_printed(match: re.Match[str], token: str) -> Number:
    digits = re.findall(r"\d+", token)[0]
    return Number(Span(*match.span("token")), "letter", digits, None, None, None, token)


def _without_stroke(match: re.Match[str], token: str) -> Number | None:
    """ "49/2025TT-BCT": the stroke behind the year left out, where kind and issuer are known."""
    parts = _NO_STROKE.fullmatch(token)
    if parts is None or code_key(parts["kind"]) not in type_codes() or code_key(parts["org"]) not in issuer_codes():
        return None
    normal = f"{parts['digits']}/{parts['year']}/{parts['kind']}-{parts['org']}"
    return Number(
        Span(*match.span("token")), "state", parts["digits"], parts["year"], parts["kind"], parts["org"], normal, "slip"
    )
