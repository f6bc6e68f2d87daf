"""The list of Vietnamese words that underthesea carries, read as a file: syllables and pairs that exist."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from vndocx.errors import PackageMissing

__all__ = ["WordList", "word_list"]


@dataclass(frozen=True, slots=True)
class WordList:
    """Syllables, and pairs of neighbouring syllables, of the words in the list; lower case, one spelling of tones."""

    syllables: frozenset[str]
    pairs: frozenset[tuple[str, str]]

    def knows(self, syllable: str) -> bool:
        """Whether the syllable, in any case, is part of some word."""
        return spelling(syllable) in self.syllables

    def pairs_up(self, first: str, second: str) -> bool:
        """Whether some word has the two syllables side by side."""
        return (spelling(first), spelling(second)) in self.pairs


# The tone of oa, oe, uy may stand on either letter: hòa and hoà, thủy and thuỷ.
_TONES = "\u0300\u0301\u0303\u0309\u0323"


@lru_cache(maxsize=16384)
def spelling(syllable: str) -> str:
    """The syllable in lower case with its tone mark at the end: the same for both ways of placing it."""
    letters = unicodedata.normalize("NFD", syllable.lower())
    tone = "".join(letter for letter in letters if letter in _TONES)
    return "".join(letter for letter in letters if letter not in _TONES) + tone


@lru_cache(maxsize=1)
def word_list() -> WordList:
    """The list; raises PackageMissing when underthesea is not installed."""
    spec = find_spec("underthesea")
    if spec is None or not spec.submodule_search_locations:
        raise PackageMissing("underthesea is not installed", "Install it with: pip install vndocx")
    path = Path(spec.submodule_search_locations[0]) / "corpus" / "data" / "Viet74K.txt"
    syllables: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = [spelling(part) for part in line.replace("-", " ").split()]
        syllables.update(parts)
        pairs.update(pairwise(parts))
    return WordList(frozenset(syllables), frozenset(pairs))
