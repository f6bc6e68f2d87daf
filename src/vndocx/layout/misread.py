"""Names and posts of signers that a reader misread under seal and pen, set right where they can be but one thing."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache

from vndocx.layout.pieces import words
from vndocx.text import fold, nfc

__all__ = ["deputy", "misread_name", "right_name"]

_COMMON = 24  # so many surnames of the lexicon, the first ones, are those of nine people in ten
_NAME = re.compile(r"(?:[^\W\d_]['’]?[^\W\d_]*\s+){1,4}[^\W\d_]{2,}")
_ALIKE = 0.75  # a post as alike as this to the deputy's, by its letters, is the deputy's


@cache
def _surnames() -> frozenset[str]:
    return frozenset(nfc(word.lower()) for word in words("surname"))


@cache
def _by_letters() -> dict[str, str | None]:
    """The common surnames by their letters without marks; None where two have the same."""
    made: dict[str, str | None] = {}
    for word in words("surname")[:_COMMON]:
        made[fold(word)] = word if fold(word) not in made else None
    return made


def right_name(printed: str) -> str:
    """A person's name with its words apart and the marks of its surname right: "LêQuốc Bá", "Lề Quốc Bá"."""
    pairs = zip(f" {printed}", printed, strict=False)
    parts = "".join(f" {one}" if before.islower() and one.isupper() else one for before, one in pairs).split()
    if parts and parts[0].lower() not in _surnames():
        known = _by_letters().get(fold(parts[0]))
        parts[0] = parts[0] if known is None else known.upper() if printed.isupper() else known
    return " ".join(parts)


def misread_name(printed: str) -> bool:
    """Whether the words can be nothing but a person's name whose surname was misread."""
    right = right_name(printed)
    parts = right.split()
    return (
        right != printed
        and len(printed) <= 42
        and _NAME.fullmatch(right) is not None
        and parts[0].lower() in _surnames()
        and all(part[0].isupper() and part[1:].islower() for part in parts)
    )


def deputy(printed: str, chief: str) -> str | None:
    """The post of one who signs for ``chief`` (KT.) where the print is nearly that: "THÚ TRƯỞNG" for BỘ TRƯỞNG; None
    where it is another or no post."""
    post = "Thứ trưởng" if fold(chief) == "bo truong" else f"Phó {chief}"
    letters, wanted = ("".join(fold(text).split()) for text in (printed, post))
    return post if SequenceMatcher(None, letters, wanted, autojunk=False).ratio() >= _ALIKE else None
