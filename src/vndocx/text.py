"""Spans, Unicode and the fold that keeps every offset true."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Span", "fold", "nfc", "squeeze"]


class Span(NamedTuple):
    """A half-open range of Unicode code points of the one text of a paper.

    A named tuple, not a dataclass, so that it is written to JSON as ``[start, end]``.
    """

    start: int
    end: int

    def __contains__(self, other: object) -> bool:
        """Whether an offset or a whole span lies inside this one."""
        if isinstance(other, Span):
            return self.start <= other.start and other.end <= self.end
        return isinstance(other, int) and self.start <= other < self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def cut(self, text: str) -> str:
        """The words of ``text`` that the span covers."""
        return text[self.start : self.end]

    def strip(self, text: str, characters: str = " \n\t") -> Span:
        """The span without the given characters at either end."""
        start, end = self.start, self.end
        while start < end and text[start] in characters:
            start += 1
        while end > start and text[end - 1] in characters:
            end -= 1
        return Span(start, end)


def nfc(text: str) -> str:
    """``text`` in Unicode normal form C, the only form used after reading."""
    return unicodedata.normalize("NFC", text)


# One character each: the length of the text must not change.
_ONE_TO_ONE = str.maketrans(
    {
        "đ": "d", "Đ": "d", "Ð": "d", "ð": "d", "Ɖ": "d",
        "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "­": "-",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "`": "'",
        "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\t": " ", "\n": " ", "\r": " ",
    }
)  # fmt: skip


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[0].translate(_ONE_TO_ONE).lower()
    return base if len(base) == 1 else character


def fold(text: str) -> str:
    """``text`` for loose matching: lower case, no marks, plain dashes, quotes and blanks.

    One character becomes one character, so a span into the folded text is a span into the text:
    "Uỷ ban", "Ủy ban" and "ỦY BAN" fold alike. Expects NFC.
    """
    if text.isascii():
        return text.lower().translate(_ONE_TO_ONE)
    return "".join(map(_fold_character, text))


def squeeze(text: str) -> str:
    """``text`` with every run of white space as one blank, none at the ends."""
    return " ".join(text.split())
