"""Words of a text as syllables, and phrase books that find lexicon phrases among them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from vndocx.text import Span, fold

__all__ = ["PhraseBook", "Words", "settle", "split"]

Value = TypeVar("Value")

# A syllable, an abbreviation with dots or strokes in it, or one mark.
_WORD = re.compile(
    r"""
    [^\W_]+ (?: (?! (?<=[^\W\d_A-Z]{2}) / [^\W\d_a-z][^\W\d_A-Z] ) [./&] [^\W_]+ )*   # đ/c, VH&TT; not tỉnh/Ban
    | \n                           # the end of a paragraph
    | [^\w\s]                      # a mark
    """,
    re.VERBOSE,
)

# The tone stands on the first vowel in one spelling, on the second in the other: "uỷ" and "ủy", "hoà" and "hòa".
_OLD = ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"]
_NEW = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"]
_TONE = dict(zip(_OLD, _NEW, strict=True))
_TONED = re.compile("(?:" + "|".join(_OLD) + r")(?!\w)")


def settle(text: str) -> str:
    """``text`` in lower case with its marks, the tone always on the first vowel; the length stays."""
    return _TONED.sub(lambda found: _TONE[found[0]], text.lower())


@dataclass(frozen=True, slots=True)
class Words:
    """The syllables and marks of a text in order: their spans, and each in lower case with and without marks."""

    text: str
    spans: tuple[Span, ...]
    marked: tuple[str, ...]
    folded: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.spans)

    def raw(self, index: int) -> str:
        """The word as printed."""
        return self.spans[index].cut(self.text)

    def capital(self, index: int) -> bool:
        """Whether the word begins with a capital letter."""
        return index < len(self.spans) and self.text[self.spans[index].start].isupper()

    def is_word(self, index: int) -> bool:
        """Whether there is a word, not a mark, at ``index``."""
        return index < len(self.spans) and self.text[self.spans[index].start].isalnum()

    def mark(self, index: int) -> str:
        """The word at ``index`` in lower case with marks, "" behind the end."""
        return self.marked[index] if index < len(self.marked) else ""


@lru_cache(maxsize=2)
def split(text: str, start: int = 0, end: int | None = None) -> Words:
    """The words of ``text`` between two offsets; the spans count from the start of ``text``."""
    stop = len(text) if end is None else end
    piece = text[start:stop]
    marked, folded = settle(piece), fold(piece)
    if len(marked) != len(piece):  # a letter whose lower case is two characters long, as the Turkish İ
        marked = folded
    spans = [found.span() for found in _WORD.finditer(piece)]
    return Words(
        text,
        tuple(Span(first + start, last + start) for first, last in spans),
        tuple(marked[first:last] for first, last in spans),
        tuple(folded[first:last] for first, last in spans),
    )


class PhraseBook(Generic[Value]):
    """Phrases with a value each, found at a word, the longest first.

    A phrase of several syllables is matched without marks, so that a slip of the reading does not hide it;
    a single syllable must have its marks, since "so", "sở" and "số" are three words; ``exact``: all must have them;
    ``first``: the first syllable must, since "bản chỉ đạo" is no "Ban Chỉ đạo".
    """

    def __init__(self, phrases: Iterable[tuple[str, Value]], *, exact: bool = False, first: bool = False) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], Value]]] = {}
        for phrase, value in phrases:
            words = split(phrase)
            single = sum(words.is_word(index) for index in range(len(words))) == 1
            marks = words.marked if single or exact else words.marked[:1] if first else ()
            self._by_first.setdefault(words.folded[0], []).append((words.folded, marks, value))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    @property
    def openings(self) -> frozenset[str]:
        """The folded first words of the phrases: where none stands, nothing matches."""
        return frozenset(self._by_first)

    def match(self, words: Words, index: int) -> tuple[int, Value] | None:
        """Where the longest phrase at ``index`` ends, and its value."""
        if index >= len(words.folded):
            return None
        entries = self._by_first.get(words.folded[index])
        if entries is None:
            return None
        for folded, exact, value in entries:
            end = index + len(folded)
            if words.folded[index:end] == folded and (not exact or words.marked[index : index + len(exact)] == exact):
                return end, value
        return None
