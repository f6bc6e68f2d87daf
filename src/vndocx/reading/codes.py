"""Document numbers and dates as shapes: what a reader may be corrected to, and only there."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import product

from vndocx.lexicon.codes import code_key, issuer_codes, type_codes
from vndocx.model.scan import Word

__all__ = ["is_code", "looks_coded", "repaired"]

_EDGE = ".,;:()[]\"'“”"

_CODE = re.compile(
    r"""
    (?:\d{1,5}(?:/\d{4})?)?      # 57  33/2025
    [-/]
    [A-ZĐ]{1,8}\d{0,2}           # KL  NĐ  QH15
    (?:[-/&][A-ZĐ][A-ZĐa-zđ]{0,9}\d{0,2}){0,3}   # /TW  -BGDĐT  -TTg
    """,
    re.VERBOSE,
)
_SAID = re.compile(r"\W*[Ss]ố\s?:\s?")
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|(?:\d{1,2}|I{1,3}|IV)/\d{4}")
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,3})*%?|\d+")
_ROMAN = re.compile(r"(?=[IVXL])X{0,3}(?:IX|IV|V?I{0,3})(?:[-.]\d*)?")

# Kinds of paper whose code has a Đ: no kind has the code with a plain D.
_BARRED = re.compile(r"(?<![A-ZĐ])(?:Q[ĐÐD]{2,}|N[ĐÐD]{2,}|C[ĐÐ]{2,}|QD|ND|QÐ|NÐ)(?=[-/]|$)")
# The letters between slashes and hyphens of a code that have a D: print loses its bar, and specks give it one.
_NAMED = re.compile(r"(?<=[-/])(?=[A-ZĐ&]{0,9}[DĐ])[A-ZĐ&]{3,10}(?![A-ZĐ&a-zđ])")
# A slash or hyphen after letters of a code, digits before: 0 and O, 1 and l or I are told apart by where they stand.
_DIGITS_ASTRAY = re.compile(r"(?<![A-Za-zĐđ])[\dOoIl|]{1,5}(?=(?:/\d{4})?[-/][A-ZĐÐ]{1,8}(?:[-/]|\d{2}\b))")
_DATE_ASTRAY = re.compile(r"(?<![\w/])[\dOoIl|]{1,2}/[\dOoIl|]{1,2}/[\dOo]{4}(?![\w/])")
_AS_DIGITS = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "|": "1"})


def is_code(text: str) -> bool:
    """Whether every word of the text, but for "Số:" in front, is a well-formed number of a paper, date, figure or
    Roman numeral. No number of a paper goes on with a slash after a blank."""
    bare = [word.strip(_EDGE) for word in _SAID.sub("", text).split()]
    if any(word.startswith("/") for word in bare[1:]):
        return False
    return bool(bare) and all(
        (_CODE.fullmatch(word) and not _slash_lost(word))
        or any(pattern.fullmatch(word) for pattern in (_DATE, _NUMBER, _ROMAN))
        for word in bare
    )


def _slash_lost(code: str) -> bool:
    """Whether a number and letters behind a hyphen are no kind of papers: 57-NQTW stood as 57-NQ/TW."""
    number, _, letters = code.partition("-")
    return number.isdigit() and letters.isalpha() and code_key(letters) not in type_codes()


def looks_coded(text: str) -> bool:
    """Whether the text has a digit in it, or capitals joined by - or /, or is a Roman numeral."""
    return (
        any(letter.isdigit() for letter in text)
        or re.search(r"[A-ZĐÐ]{2,}[-/]|[-/][A-ZĐÐ]{2,}", text) is not None
        or all(_ROMAN.fullmatch(word.strip(_EDGE)) for word in text.split())
    )


def repaired(word: Word) -> Word:
    """The word with the letters set right that its shape leaves no doubt of: Đ in the codes of kinds of papers and of
    organs, 0 and 1 in the figures of a number or date. Any other word as it is."""
    text = word.text.replace("Ð", "Đ")
    if "/" in text or "-" in text:
        text = _BARRED.sub(lambda found: found.group()[0] + "Đ", text)
        text = _NAMED.sub(lambda found: _known(found.group()), text)
        text = _DIGITS_ASTRAY.sub(_as_digits, text)
        text = _DATE_ASTRAY.sub(_as_digits, text)
    return word if text == word.text else replace(word, text=text)


@lru_cache(maxsize=1024)
def _known(letters: str) -> str:
    """The letters, or the one code of an organ or kind of papers from which only the bars of their D set them apart."""
    codes = issuer_codes().keys() | type_codes().keys()
    if code_key(letters) in codes:
        return letters
    alike = {"".join(made) for made in product(*("DĐ" if letter in "DĐ" else letter for letter in letters))}
    found = [made for made in alike if code_key(made) in codes]
    return found[0] if len(found) == 1 else letters


def _as_digits(found: re.Match[str]) -> str:
    """The figures with stray letters as digits, when at least one is a digit already."""
    text = found.group()
    return text.translate(_AS_DIGITS) if any(letter.isdigit() for letter in text) else text
