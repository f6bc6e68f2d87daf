"""Misread numbers, put right only inside the closed vocabulary of codes: "51-KUTW", "3ó6-KL/TU", "57-NQITW"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from vndocx.extraction.references.citation import Number, Prose
from vndocx.extraction.references.heads import LAWS, TypeWord
from vndocx.extraction.trace import Trace, unheard
from vndocx.lexicon.codes import code_key, document_types, issuer_codes
from vndocx.text import Span

__all__ = ["find_slips", "joined", "mend"]

# Letters that recognition takes for each other fall together; strokes taken for a slash fall away.
_ALIKE = str.maketrans({"Đ": "D", "Ð": "D", "Ư": "U", "0": "O", "Q": "O", "5": "S", "8": "B"})
_STROKES = re.compile(r"[\s\-–—‑/⁄|_.~='`IlL1]")
_DIGITS = str.maketrans({"O": "0", "o": "0", "ó": "6", "ò": "6", "l": "1", "I": "1", "|": "1", "S": "5", "s": "5",
                         "B": "8", "§": "8", "Z": "2"})  # fmt: skip

_SLIP = re.compile(
    r"""
    \s*(?:[Ss][ốôồóòõoỐÔ06]\s*[:.\-]?\s*[.'\-]?)?
    (?P<digits>[\dOoIl|óòSsBZ§]{1,5})                                   # 3ó6
    (?:\s?[-–—_.~='`/⁄]{1,2}\s?|\s)?
    (?:(?P<year>20\d\d)\s?[/⁄|lI]\s?)?
    (?P<codes>[A-ZĐÐ0][A-ZĐÐÑƯ0-9|lIgr.]{0,8}(?:\s?[-–—/⁄|][\s-]{0,2}[A-ZĐÐƯ0-9|lIgr]{1,9}){0,2})  # KUTW, NQITW
    (?![^\W_])
    """,
    re.VERBOSE,
)


def _canon(code: str) -> str:
    return _STROKES.sub("", code).upper().replace("VV", "W").translate(_ALIKE)


@cache
def _unique(*codes: str) -> dict[str, str]:
    """What is left of a code after the worst reading → the code, where only one can be meant."""
    found: dict[str, str] = {}
    for code in codes:
        left = _canon(code)
        found[left] = "" if found.get(left, code) != code else code
    return {left: code for left, code in found.items() if code}


@cache
def _types() -> dict[str, str]:
    return _unique(*(code for row in document_types() for code in (row.code, *row.other_codes) if code))


@cache
def _issuers() -> dict[str, str]:
    return _unique(*dict.fromkeys(row.code for row in issuer_codes().values()))


@cache
def _numbers(kind: str) -> dict[str, tuple[str, str]]:
    """What is left of kind and issuer together → the pair, for the codes of one kind of paper."""
    row = next(row for row in document_types() if row.name == kind)
    found: dict[str, tuple[str, str]] = {}
    for code in filter(None, (row.code, *row.other_codes)):
        for issuer in dict.fromkeys(issuer_codes().values()):
            pair, left = (code, issuer.code), _canon(code + issuer.code)
            for form in (left, _single(left)):
                found[form] = pair if found.get(form, pair) == pair else ("", "")
    return found


def mend(number: Number) -> Number:
    """The number with codes that no list knows put right: "08/2014/ND-CP", "2344/QĐ-BGDDT". As it is where it is well
    formed, or where it is not clear what is meant."""
    if number.form not in ("party", "state", "letter") or number.issuer_code is None:
        return number
    if number.form == "letter":
        return _split(number)
    if number.form == "party" and number.type_code is None:
        number = _with_type(number)
    org = _mended_issuer(number.issuer_code or "")
    if org == number.issuer_code:
        return number
    head = number.normal[: -len(number.issuer_code or "")]
    return replace(number, issuer_code=org, normal=head + org, flaw="slip")


def _with_type(number: Number) -> Number:
    """A Party number whose kind was misread before a well-known issuer: "94-KI/TW"."""
    printed = number.normal[len(number.digits) + 1 :].partition("/")[0]
    right = _types().get(_canon(printed))
    if right is None or code_key(number.issuer_code or "") not in issuer_codes():
        return number
    normal = f"{number.digits}-{right}/{number.issuer_code}"
    return replace(number, type_code=right, normal=normal, flaw="slip")


def _mended_issuer(code: str) -> str:
    parts = code.split("-")
    if code_key(parts[0]) in issuer_codes():
        return code
    right = _issuers().get(_canon(parts[0]))
    for at, letter in enumerate(parts[0]):  # a T is read as I: "BIGTW"
        if right is None and letter in "I1":
            meant = parts[0][:at] + "T" + parts[0][at + 1 :]
            right = meant if code_key(meant) in issuer_codes() else None
    return "-".join([right or parts[0], *parts[1:]])


def _split(number: Number) -> Number:
    """ "ND-CP" is NĐ-CP: a first code that is a kind of paper but for its marks."""
    kind, _, org = (number.issuer_code or "").partition("-")
    right = _types().get(_canon(kind))
    if not org or right is None or code_key(right) == code_key(kind) or code_key(kind) in issuer_codes():
        return number
    if code_key(org.split("-")[0]) not in issuer_codes():
        return number
    head = number.normal[: -len(number.issuer_code or "")]
    return replace(number, form="state", type_code=right, issuer_code=org, normal=f"{head}{right}-{org}", flaw="slip")


_TORN = re.compile(r"\b[Ss][ốôồóo]\s*[:.]?\s*(?P<lead>[\dIl|O]{1,3})\s$")


def joined(prose: Prose, number: Number) -> Number:
    """The number with its first figures, where a blank tore them off: "số 3 14/2024/NĐ-CP"."""
    torn = _TORN.search(prose.text, max(0, number.span.start - 10), number.span.start)
    if torn is None or len(torn["lead"] + number.digits) > 5:
        return number
    lead = torn["lead"].translate(_DIGITS)
    return replace(
        number,
        span=Span(torn.start("lead"), number.span.end),
        digits=lead + number.digits,
        normal=lead + number.normal,
        flaw="slip",
    )


def find_slips(
    prose: Prose, words: Sequence[TypeWord], numbers: Sequence[Number], trace: Trace = unheard
) -> Iterator[Number]:
    """Numbers behind a type word that are not well formed but can mean one number only."""
    taken = {number.span.start for number in numbers}
    for word in words:
        if word.row.name in LAWS or not word.row.code:
            continue
        match = _SLIP.match(prose.text, word.span.end)
        if match is None or match.start("digits") in taken:
            continue
        if any(number.span.overlaps(Span(match.start("digits"), match.end())) for number in _near(numbers, match)):
            continue
        number = _read(match, word)
        if number is not None:
            yield number
        else:
            trace("dropped", "misread number", Span(*match.span()), "no one number of the known codes can be meant")


def _near(numbers: Sequence[Number], match: re.Match[str]) -> list[Number]:
    return [number for number in numbers if number.span.start < match.end() and match.start() < number.span.end]


def _read(match: re.Match[str], word: TypeWord) -> Number | None:
    if not any(letter.isdigit() for letter in match["digits"]):
        return None
    digits = match["digits"].translate(_DIGITS)
    left = _canon(match["codes"])
    known = _numbers(word.row.name)
    readings = {known[form] for form in _forms(left) if form in known} - {("", "")}
    if len(readings) != 1 or not digits.isdigit():
        return None
    kind, org = next(iter(readings))
    party = issuer_codes()[code_key(org)].system == "party"
    if party and match["year"]:
        return None
    year = match["year"]
    normal = (
        f"{digits}-{kind}/{org}" if party else f"{digits}/{year}/{kind}-{org}" if year else f"{digits}/{kind}-{org}"
    )
    span = Span(match.start("digits"), match.start("codes") + len(match["codes"].rstrip(".")))
    return Number(span, "party" if party else "state", digits, year, kind, org, normal, "slip")


def _forms(left: str) -> set[str]:
    """What may have been meant: a slash against an L is read as U ("KUTW"), a first letter twice ("NNQTW")."""
    without_u = {left[:at] + left[at + 1 :] for at, letter in enumerate(left) if letter == "U"}
    return {left, left[1:], left[2:], *without_u, _single(left)}


def _single(left: str) -> str:
    """Every letter once where it stands twice: "CT-TTg" is written "CTTg" too."""
    return re.sub(r"(.)\1+", r"\1", left)
