"""The word lists of terms and duties as patterns, matched so that "hợp" is not taken for "họp"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from vndocx import lexicon
from vndocx.lexicon.phrases import settle
from vndocx.lexicon.row_types import DutyVerbRow, WordListRow
from vndocx.text import fold

__all__ = ["Cue", "acts", "cue"]


_BLOCK = 1024  # letters searched at once and kept, so that the overlapping clauses of many dates cost one search
_BLOCKS = 128
_LONGEST = 80  # letters that no word of the lists exceeds


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """Words to look for. Single syllables need their marks; phrases of more also count with marks lost or misread."""

    single: re.Pattern[str]
    phrases: re.Pattern[str]

    def search(self, folded: str, marked: str, start: int, end: int) -> re.Match[str] | None:
        """The first of the words between ``start`` and ``end``, phrases before single syllables."""
        return self._first(self.phrases, folded, start, end) or self._first(self.single, marked, start, end)

    def match(self, folded: str, marked: str, start: int) -> re.Match[str] | None:
        """The word that stands at ``start``."""
        return self.phrases.match(folded, start) or self.single.match(marked, start)

    def _first(self, pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
        for block in range(start // _BLOCK, (end - 1) // _BLOCK + 1):
            for match in _matches(self, pattern is self.single, text, block):
                if match.start() >= end:
                    return None
                if match.start() >= start:
                    return match if match.end() <= end else pattern.match(text, match.start(), end)
        return None


@lru_cache(maxsize=_BLOCKS)
def _matches(cue: Cue, alone: bool, text: str, block: int) -> tuple[re.Match[str], ...]:
    """The words, single syllables or phrases, that begin in a block of the text."""
    pattern = cue.single if alone else cue.phrases
    found = []
    start = block * _BLOCK
    stop = start + _BLOCK
    while (match := pattern.search(text, start, stop + _LONGEST)) is not None and match.start() < stop:
        found.append(match)
        start = match.end()
    return tuple(found)


@cache
def cue(name: str) -> Cue:
    """A word list of ``deadline_cues``."""
    return _compile(next(row for row in lexicon.rows(WordListRow, "deadline_cues") if row.name == name).words)


@cache
def acts() -> Cue:
    """The verbs of acts: those that can be over by a date, and those of duties."""
    known = next(row for row in lexicon.rows(WordListRow, "deadline_cues") if row.name == "completion").words
    return _compile([*known, *(verb for row in lexicon.rows(DutyVerbRow, "duty_verbs") for verb in row.verbs)])


def _compile(words: Iterable[str]) -> Cue:
    known = set(words)
    single = {settle(word) for word in known if " " not in word}
    return Cue(_either(single), _either({fold(word) for word in known if " " in word}))


def _either(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern of all the words, the longest first, parted by their first letters: it is asked at every letter."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    if not longest:
        return re.compile(r"(?!)")
    parted: dict[str, list[str]] = {}
    for word in longest:
        parted.setdefault(word[0], []).append(re.escape(word[1:]).replace(r"\ ", r"\s"))
    either = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in parted.items())
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")
