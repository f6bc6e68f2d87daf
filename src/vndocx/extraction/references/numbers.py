"""The grammar of numbers: Party 94-KL/TW, state 30/2020/NĐ-CP, law 33/2024/QH15, letter 3577/ĐHKT-TCNS."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from vndocx.extraction.references.citation import Number, NumberForm, Prose
from vndocx.extraction.trace import Trace, unheard
from vndocx.lexicon.codes import code_key, document_types, issuer_codes, type_codes
from vndocx.text import Span

__all__ = ["find_numbers", "is_party_code", "tell_figures"]

# Codes are capitals, at times with a term or unit number at their end (QH15, CT05); these few mix in small letters.
_MIXED = "TTg|CTrPH|CTr|TTr|TrS|QTr|CLg|TBo|TuB|QyĐ|QyÐ|QĐi|QÐi|ThU|TxU|TpU|ThaU|ThịU|Tg|Cty|So[A-ZĐ]{2,8}"
_OFFICE = r"(?![A-ZĐ]+Tg)[A-ZĐ]{2,8}[a-z]{1,2}[A-ZĐ]?"  # BSGBTr
_CODE = (
    rf"(?:{_MIXED}|{_OFFICE}|[A-ZĐÐƯ][A-ZĐÐƯ&]{{0,17}}\d{{0,2}}|(?:UBTV)?QH1\d(?=\d))"
    r"(?![^\W_\d])(?!(?<!QH1\d)(?<!TTg)\d)"
)
_DASH = r"[-–—‑]"
_SLASH = "[/⁄]"

_NUMBER = re.compile(
    rf"""
    (?:(?<![\w/&§⁄])|(?<=\b[Ss]ố))(?<!\d[.,\-–:])                            # số94-KL/TW is glued
    (?P<digits>\d{{1,5}}(?:\.\d{{1,2}}(?=[/⁄]))?(?:[a-zA-Z](?=\s?[-–—/⁄]))?)
    (?:
        \s{{0,3}}{_DASH}\s{{0,3}}(?P<party_type>{_CODE}(?:{_DASH}{_CODE})?)     # 94-KL/TW, 100 - KL/TW
        \s{{0,2}}{_SLASH}\s{{0,2}}(?P<party_org>{_CODE}(?:{_DASH}{_CODE}){{0,3}})      # 84-QĐ/TWĐTN-VP
    |
        \s{{0,2}}{_SLASH}\s{{0,2}}(?:(?P<year>(?:19|20)\d\d)\s{{0,2}}{_SLASH}\s{{0,2}})?      # 30/2020/
        (?P<codes>{_CODE}(?:\s?[-–—‑/⁄]\s?{_CODE})?(?:[-–—‑/⁄&]\s?{_CODE}){{0,4}})   # NĐ-CP, NQLT/CP-UBTUMTTQVN, QH15
    |
        \s(?P<bare_type>{_CODE})\s?{_SLASH}\s?(?P<bare_org>{_CODE}(?:{_DASH}{_CODE})?)  # 1836 QĐ/TWĐTN
    |
        {_DASH}(?P<old>HĐBT|CP|TTg|SL|NQTW|LCT)(?![^\W_])                       # 217-HĐBT, before 1992
    )
    """,
    re.VERBOSE,
)
# Letters typed on another keyboard: "NQ-СР" with Cyrillic С and Р.
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")
# "235/QĐ- -TTg": what follows belongs to the number.
_TORN_OFF = re.compile(r"\s?[-–—][\s-]{1,2}[A-ZĐ]{2}")
_LAW = re.compile(r"(?:UBTV)?QH\d{0,2}$")
_LAW_MISREAD = re.compile(r"[QO]{1,2}H1\d")
# "64/2025/QH5": the term that sat in that year is meant.
_LOST_FIGURE = re.compile(r"QH([1-6])")
_TERM_YEARS = {"11": range(2002, 2008), "12": range(2007, 2012), "13": range(2011, 2017), "14": range(2016, 2022),
               "15": range(2021, 2027), "16": range(2026, 2032)}  # fmt: skip


def find_numbers(prose: Prose, trace: Trace = unheard) -> Iterator[Number]:
    """Every number in the text that has the form of one, in order; whether it is a citation is not asked here."""
    text = prose.text.translate(_LATIN) if _CYRILLIC.search(prose.text) else prose.text
    for match in _NUMBER.finditer(text):
        if (number := _read(match)) is not None:
            yield number
        else:
            trace("dropped", "number", Span(*match.span()), "its code is of no known kind, or a single letter")


_FIGURES = re.compile(r"(?<![\w/.,–-])(?!\d{1,2}/\d{1,2}/\d{4}\b)\d{1,5}\s?[-–/]\s?[^\W_][\w/.–-]*")


def tell_figures(prose: Prose, numbers: Sequence[Number], trace: Trace) -> None:
    """Tell of the figures with a stroke behind them that are no number of a paper."""
    taken = [number.span for number in numbers]
    for match in _FIGURES.finditer(prose.text):
        span = Span(match.start(), match.end()).strip(prose.text, ".-–/")
        if not any(span.overlaps(other) for other in taken):
            trace("dropped", "number", span, "no code in capitals behind the stroke: a share, a range or a date")


def _read(match: re.Match[str]) -> Number | None:
    span = Span(*match.span())
    digits = match["digits"]
    if match["party_type"] or match["bare_type"]:
        kind = _squeeze(match["party_type"] or match["bare_type"])
        org = _squeeze(match["party_org"] or match["bare_org"])
        span, org = _without_note(span, org)
        known = code_key(kind) in type_codes()
        if match["bare_type"] and not known:
            return None
        return Number(span, "party", digits, None, kind if known else None, org, f"{digits}-{kind}/{org}")
    if match["old"]:
        return Number(span, "letter", digits, None, None, match["old"], f"{digits}-{match['old']}")
    year = match["year"]
    codes = _squeeze(match["codes"])
    flaw: Literal["slip"] | None = None
    if year and _LAW_MISREAD.fullmatch(codes) and not _LAW.fullmatch(codes):
        codes, flaw = f"QH{codes[-2:]}", "slip"
    elif year and (term := _LOST_FIGURE.fullmatch(codes)) and _TERM_YEARS[f"1{term[1]}"].count(int(year)):
        codes, flaw = f"QH1{term[1]}", "slip"
    parts = re.split(r"[-/]", codes)
    head = f"{digits}/{year}/" if year else f"{digits}/"
    if _LAW.fullmatch(codes) and (year or codes.startswith("UBTV")):
        return Number(span, "law", digits, year, None, codes, head + codes, flaw)
    form: NumberForm
    if len(parts) > 1 and code_key(parts[0]) in type_codes():
        span, org = _without_note(span, codes[len(parts[0]) + 1 :])
        codes = f"{codes[: len(parts[0]) + 1]}{org}"
        if year is None and is_party_code(org):
            return Number(span, "party", digits, None, parts[0], org, f"{digits}-{parts[0]}/{org}", "order")
        return Number(span, "state", digits, year, parts[0], org, head + codes)
    if sum(map(len, parts)) < 2 or (len(parts) == 1 and _TORN_OFF.match(match.string, match.end())):
        return None
    form = "letter"
    return Number(span, form, digits, year, None, codes, head + codes)


def _without_note(span: Span, code: str) -> tuple[Span, str]:
    """Span and issuer's code without the mark of a footnote that runs into it: "105/2025/NĐ-CP2", "57-KL/TW1".

    The figures behind "QH" are those of the National Assembly's term.
    """
    bare = code.rstrip("0123456789")
    known = issuer_codes()
    if bare == code or bare.endswith("QH") or code_key(code) in known or code_key(bare) not in known:
        return span, code
    return Span(span.start, span.end - len(code) + len(bare)), bare


def _squeeze(code: str) -> str:
    """The code without blanks, with plain marks and, out of a line in capitals, its own small letters (TTg)."""
    plain = re.sub(r"\s+", "", re.sub(_DASH, "-", code)).replace("Ð", "Đ").replace("⁄", "/")
    return re.sub(r"[^-/]+", lambda part: _small_letters().get(part[0], part[0]), plain)


@cache
def _small_letters() -> dict[str, str]:
    codes = [code for row in document_types() for code in (row.code, *row.other_codes)]
    codes += [row.code for row in issuer_codes().values()]
    return {code.upper(): code for code in codes if code != code.upper()}


@cache
def is_party_code(code: str) -> bool:
    """Whether an issuer code is that of a Party committee or a body of one (TW, TU, BTGTU)."""
    row = issuer_codes().get(code_key(code))
    return row is not None and row.system == "party" and (row.level or code_key(code)[-2:] in ("TW", "TU", "HU"))
