"""The number in the head of a paper: found, mended inside the closed vocabulary of codes, in normal form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vndocx.lexicon.codes import code_key, issuer_codes, type_codes
from vndocx.text import Span, fold

__all__ = ["HeadNumber", "find_numbers"]


@dataclass(frozen=True, slots=True)
class HeadNumber:
    """A number of the head. ``value`` is None where the digits are left blank; ``code`` is the type's, if it has one;
    ``issuer`` the code behind it; ``word`` is where its word "Số" begins."""

    value: str | None
    code: str | None
    issuer: str | None
    party: bool
    span: Span
    word: int
    mended: bool


_CODE = r"[^\W\d_](?:[\w&.]{0,14}\w)?"
_NUMBER = re.compile(
    rf"""
    \b s[o06]\s?[:.;]?\s?                                         # Số, Số:, S6
    (?:
        (?P<digits>\d[\d .]{{0,5}}\d|\d) (?:\s?(?P<letter>[a-z])(?=\s?[-/]))?   # 57, 0130, 66.7, 5 7
      | (?P<blank>[\s.…_]*|[ilo|!]{{1,4}}\s?)                        # left blank, or a hand the reader could not read
    )
    \s?(?P<mark>[-/_]|(?<=\d)\s(?=[a-z]{{2,4}}\s?[/-]))\s?
    (?: (?P<year>(?:19|20)\d\d) \s?[/-]\s? )?                      # 30/2020/NĐ-CP
    (?P<codes> {_CODE} (?: \s?[-/&]\s? {_CODE} ){{0,3}} )
    """,
    re.VERBOSE,
)
_LAW = re.compile(r"\bs[o06]\s?[:.]?\s?(?P<law>\d{1,3}\s?/\s?(?:19|20)\d\d\s?/\s?(?:ub\s?tv\s?)?qh\s?1?\d)\b")
# Reader's confusions inside a code, on capitals.
_ALIKE = str.maketrans({"0": "o", "q": "o", "1": "i", "l": "i", "|": "i", "!": "i", "5": "s", "8": "b"})


@cache
def _type_codes() -> dict[str, str]:
    """Key of every type code → its normal form."""
    return {
        key: next((c for c in (found[0].code, *found[0].other_codes) if code_key(c) == key), key)
        for key, found in type_codes().items()
    }


@cache
def _issuer_codes() -> dict[str, str]:
    return {
        key: next((c for c in (row.code, *row.other_codes) if code_key(c) == key), row.code)
        for key, row in issuer_codes().items()
    }


@cache
def _skeletons(first: bool) -> dict[str, str | None]:
    """Skeleton → the one code that has it; None where several do (HD, HĐ)."""
    found: dict[str, str | None] = {}
    for code in set((_type_codes() if first else _issuer_codes()).values()):
        key = _skeleton(code)
        found[key] = code if key not in found else None
    return found


def _skeleton(code: str) -> str:
    return fold(code).replace(" ", "").translate(_ALIKE)


def find_numbers(text: str, folded: str, start: int, end: int) -> list[HeadNumber]:
    """Every number printed behind the word "Số" between two offsets, in order."""
    found = [_law(text, match) for match in _LAW.finditer(folded, start, end)]
    for match in _NUMBER.finditer(folded, start, end):
        number = _number(text, match)
        if number is not None and not any(number.span.overlaps(other.span) for other in found):
            found.append(number)
    return sorted(found, key=lambda number: number.span)


def _law(text: str, match: re.Match[str]) -> HeadNumber:
    span = Span(*match.span("law"))
    return HeadNumber(re.sub(r"\s", "", span.cut(text)).upper(), None, None, False, span, match.start(), False)


def _number(text: str, match: re.Match[str]) -> HeadNumber | None:
    parts = [part for part in re.split(r"\s?([-/&])\s?", text[slice(*match.span("codes"))]) if part]
    if not any(map(str.isupper, parts[0])):
        return None  # "số 12 - trang": prose
    mended = False
    made: list[str] = []
    code: str | None = None
    for index, part in enumerate(parts):
        if index % 2:
            made.append(part)
            continue
        known = _known(part, first=index == 0)
        if known is not None and index == 0:
            code = known
        mended = mended or (known is not None and known != part)
        made.append(known or part.rstrip("."))
    party = match["mark"] != "/" and len(made) > 1 and code is not None
    if match["mark"] not in "-/" and code is None:
        return None
    while len(made) > 1 and made[-1].islower():
        del made[-2:]
    tail = "".join(made)
    if "/" not in tail and match["mark"] != "/":
        return None  # "Số 12-Lê Lợi": a street, a page
    digits = re.sub(r"\s", "", match["digits"] or "").rstrip(".")
    letter = text[match.start("letter") : match.end("letter")] if match["letter"] else ""
    value = None
    if digits:
        year = f"{match['year']}/" if match["year"] else ""
        value = f"{digits}{letter}{'-' if party else '/'}{year}{tail}"
    first = match.start("digits") if digits else match.start("mark")
    stop = match.end("codes")
    return HeadNumber(value, code, made[-1] if len(made) > 1 else None, party, Span(first, stop), match.start(), mended)


def _known(part: str, *, first: bool) -> str | None:
    """The code of the vocabulary that ``part`` is, its reader's slips mended; None where it is none of them."""
    exact = (_type_codes() if first else _issuer_codes()).get(code_key(part))
    if exact is not None or (not first and not any(map(str.isdigit, part)) and len(part) < 3):
        return exact
    return _skeletons(first).get(_skeleton(part))
