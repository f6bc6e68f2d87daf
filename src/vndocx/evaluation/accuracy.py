"""How well a recognised text agrees with the true one: letters, words, document numbers and dates."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

import numpy as np

__all__ = ["Accuracy", "best_place", "comparable", "compare", "distance", "facts"]

# Letters that print alike, or that only a typist tells apart.
_ALIKE = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‑": "-", "−": "-", "Ð": "Đ", "ð": "đ"}
)

# 94-KL/TW, 3581/QĐ-BTP, 33/2024/QH15, 30/2020/NĐ-CP
_CODE = re.compile(r"\b\d{1,5}(?:/\d{4})?\s?[-/]\s?[A-ZĐ]{1,8}\d{0,2}(?:[-/&][A-ZĐa-zđ]{1,10}\d{0,2}){0,3}")
# 26/02/2025, ngày 29 tháng 6 năm 2026
_DATE = re.compile(
    r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b|ngày\s{0,3}\d{1,2}\s{0,3}tháng\s{0,3}\d{1,2}\s{0,3}năm\s{0,3}\d{4}"
)

# Stands in no text.
_COVERED = "\x00"


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Counts of one page or of many: sums of two add up. ``free`` counts letters with lines taken as a bag."""

    letters: int = 0
    letter_errors: int = 0
    free_errors: int = 0
    words: int = 0
    word_errors: int = 0
    facts: int = 0
    facts_right: int = 0
    facts_added: int = 0

    def __add__(self, other: Accuracy) -> Accuracy:
        return Accuracy(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def cer(self) -> float:
        return self.letter_errors / max(1, self.letters)

    @property
    def free_cer(self) -> float:
        return self.free_errors / max(1, self.letters)

    @property
    def wer(self) -> float:
        return self.word_errors / max(1, self.words)


def comparable(text: str) -> str:
    """``text`` in NFC with quotes, dashes and blanks as one of a kind: what is compared."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_ALIKE).split())


def facts(text: str) -> Counter[str]:
    """The document numbers and full dates in ``text``, without blanks, each as often as it stands there."""
    flat = comparable(text)
    found = [match.group() for pattern in (_CODE, _DATE) for match in pattern.finditer(flat)]
    return Counter("".join(item.split()) for item in found)


def distance(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """Insertions, deletions and changes between the two (Levenshtein)."""
    ours, theirs = _numbered(one, other)
    if not len(ours) or not len(theirs):
        return max(len(ours), len(theirs))
    return int(_last_row(ours, theirs, free_start=False)[-1])


def compare(recognised: str, lines: Iterable[str], truth: str) -> Accuracy:
    """How far ``recognised`` (in reading order) and its ``lines`` (in any order) are from ``truth``."""
    text, true = comparable(recognised), comparable(truth)
    found, wanted = facts(text), facts(true)
    right = sum((found & wanted).values())
    words = true.split()
    in_order = distance(text, true)
    return Accuracy(
        letters=len(true),
        letter_errors=in_order,
        free_errors=min(in_order, _free_errors([comparable(line) for line in lines], truth)),
        words=len(words),
        word_errors=distance(text.split(), words),
        facts=sum(wanted.values()),
        facts_right=right,
        facts_added=sum(found.values()) - right,
    )


def _free_errors(lines: list[str], truth: str) -> int:
    """Letters wrong when every line may stand anywhere: each is laid on the part of the truth not yet covered that
    it fits best, the best fits first; what no line covers is missing, what fits nowhere is added."""
    printed = [line for line in map(comparable, truth.splitlines()) if line]
    whole = Counter(line for line in lines if line) & Counter(printed)
    again = whole.copy()
    rest: list[str] = []
    for line in printed:
        rest.append(_COVERED if again[line] > 0 else line)
        again[line] -= 1
    left = " ".join(rest)
    errors = 0
    waiting: list[str] = []
    for line in sorted((Counter(line for line in lines if line) - whole).elements(), key=len, reverse=True):
        start = left.find(line)
        if start < 0:
            waiting.append(line)
        else:
            left = _without(left, start, start + len(line))
    places = [(wrong / len(line), line) for line in waiting for _, _, wrong in [best_place(line, left)]]
    heapify(places)
    while places:
        before, line = heappop(places)
        start, end, wrong = best_place(line, left)
        if wrong / len(line) > before + 0.02:
            heappush(places, (wrong / len(line), line))
        elif wrong < 0.6 * len(line):
            errors += wrong
            left = _without(left, start, end)
        else:
            errors += len(line)
    return errors + sum(1 for letter in left if letter not in f"{_COVERED} ")


def _without(text: str, start: int, end: int) -> str:
    """``text`` with a part marked as covered; the mark keeps what stood on both sides apart."""
    return text[:start].rstrip(" ") + _COVERED + text[end:].lstrip(" ")


def best_place(line: str, text: str) -> tuple[int, int, int]:
    """Where in ``text`` the line fits best: start, end, errors."""
    ours, theirs = _numbered(line, text)
    if not len(theirs):
        return 0, 0, len(line)
    row = _last_row(ours, theirs, free_start=True)
    end = int(row.argmin())
    back = _last_row(ours[::-1], theirs[max(0, end - 2 * len(ours)) : end][::-1], free_start=False)
    return end - int(back.argmin()), end, int(row[end])


def _last_row(ours: np.ndarray, theirs: np.ndarray, *, free_start: bool) -> np.ndarray:
    """The last row of the edit table: errors between all of ``ours`` and each beginning of ``theirs``."""
    steps = np.arange(len(theirs) + 1)
    row = np.zeros(len(theirs) + 1, np.int64) if free_start else steps.copy()
    for value in ours:
        new = np.empty_like(row)
        new[0] = row[0] + 1
        new[1:] = np.minimum(row[1:] + 1, row[:-1] + (theirs != value))
        row = np.minimum.accumulate(new - steps) + steps
    return row


def _numbered(one: Sequence[Hashable], other: Sequence[Hashable]) -> tuple[np.ndarray, np.ndarray]:
    numbers: dict[Hashable, int] = {}
    made = [np.array([numbers.setdefault(item, len(numbers)) for item in items], np.int64) for items in (one, other)]
    return made[0], made[1]
