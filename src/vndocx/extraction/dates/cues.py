"""The word lists of terms and duties as patterns, matched so that "hợp" is not taken for "họp"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from vndocx import lexicon
from vndocx.lexicon.phrases import settle
from vndocx.lexicon.rows import DutyVerbRow, WordListRow
from vndocx.text import fold

__all__ = ["Cue", "acts", "cue"]


@dataclass(frozen=True, slots=True)
class Cue:
    """Words to look for. Single syllables need their marks; phrases of more also count with marks lost or misread."""

    single: re.Pattern[str]
    phrases: re.Pattern[str]

    def search(self, folded: str, marked: str, start: int, end: int) -> re.Match[str] | None:
        """The first of the words between ``start`` and ``end``, phrases before single syllables."""
        return _first(self.phrases, folded, start, end) or _first(self.single, marked, start, end)

    def match(self, folded: str, marked: str, start: int) -> re.Match[str] | None:
        """The word that stands at ``start``."""
        return self.phrases.match(folded, start) or self.single.match(marked, start)


def _first(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """The first match that begins a word: asked here, since a look-behind in the pattern would make it slow."""
    for match in pattern.finditer(text, start, end):
        if match.start() == 0 or not text[match.start() - 1].isalnum():
            return match
    return None


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
    longest = sorted(words, key=lambda word: (-len(word), word))
    if not longest:
        return re.compile(r"(?!)")
    either = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in longest)
    return re.compile(rf"(?:{either})(?!\w)")
