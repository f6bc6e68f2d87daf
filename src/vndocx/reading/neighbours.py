"""How likely a syllable is between its neighbours: what official papers put side by side, two and three at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vndocx.adapters.wordlist import spelling

__all__ = ["GRAIN", "TABLE", "Neighbours", "neighbours", "tokens"]

TABLE = Path(__file__).with_name("neighbours.npz")
# Logarithms are kept as bytes: so many steps to one, from 0 downwards.
GRAIN = 16
# What a syllable that the papers do not have is given: less likely than the rarest that they have.
_STRANGE = -16.0

_TOKEN = re.compile(r"\d[\w./-]*|[^\W\d_]+|[^\w\s]")
_NO_TOKEN = frozenset("-–—/()*|_\"“”'‘’[]")


def tokens(text: str) -> tuple[str, ...]:
    """Syllables in one spelling, marks between clauses, and "#" for whatever begins with a figure."""
    made: list[str] = []
    for found in _TOKEN.finditer(text):
        token = found.group()
        if token[0].isdigit():
            made.append("#")
        elif token[0].isalpha():
            made.append(spelling(token))
        elif token not in _NO_TOKEN:
            made.append(token if token in ",;:" else ".")
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The table: tokens are numbers, 0 for all that it does not have. Logarithms of likelihoods are in ``GRAIN``.

    ``alone`` is of each token whatever stands before it, ``pair`` of the second after the first of ``pairs`` (first
    times the number of tokens, plus second), ``third`` of ``thirds`` after the two of ``firsts`` (a pair's number),
    which have theirs from ``starts`` on. ``after_one`` and ``after_two`` are what is added for tokens not met there.
    """

    numbers: dict[str, int]
    alone: NDArray[np.uint8]
    after_one: NDArray[np.uint8]
    pairs: NDArray[np.uint32]
    pair: NDArray[np.uint8]
    firsts: NDArray[np.uint32]
    starts: NDArray[np.uint32]
    after_two: NDArray[np.uint8]
    thirds: NDArray[np.uint16]
    third: NDArray[np.uint8]

    def of(self, text: str) -> tuple[int, ...]:
        """The numbers of the tokens of a text."""
        return tuple(self.numbers.get(token, 0) for token in tokens(text))

    def knows(self, syllable: str) -> bool:
        """Whether the papers have the syllable, in any case."""
        return spelling(syllable) in self.numbers

    def fits(self, before: tuple[int, ...], syllable: str, after: tuple[int, ...]) -> float:
        """How likely the syllable and what comes after it are, given what comes before: a logarithm."""
        return self.goes_on(before, (self.numbers.get(spelling(syllable), 0), *after[:2]))

    def goes_on(self, before: tuple[int, ...], after: tuple[int, ...]) -> float:
        """How likely it is that the tokens before go on with those after: a logarithm."""
        row = (*before[-2:], *after)
        first = len(row) - len(after) + 1
        return sum(self._next(row[max(0, end - 3) : end - 1], row[end - 1]) for end in range(first, len(row) + 1))

    def _next(self, before: tuple[int, ...], token: int) -> float:
        if token == 0:
            return _STRANGE
        kept = 0.0
        if len(before) == 2:
            place = _place(self.firsts, before[0] * len(self.numbers) + before[1])
            if place is not None:
                start, end = int(self.starts[place]), int(self.starts[place + 1])
                there = _place(self.thirds[start:end], token)
                if there is not None:
                    return -float(self.third[start + there]) / GRAIN
                kept = -float(self.after_two[place]) / GRAIN
        if before:
            place = _place(self.pairs, before[-1] * len(self.numbers) + token)
            if place is not None:
                return kept - float(self.pair[place]) / GRAIN
            kept -= float(self.after_one[before[-1]]) / GRAIN
        return kept - float(self.alone[token]) / GRAIN


def _place(row: NDArray[Any], value: int) -> int | None:
    """Where in a sorted row the value stands; None when it does not."""
    place = int(np.searchsorted(row, row.dtype.type(value)))
    return place if place < len(row) and row[place] == value else None


@lru_cache(maxsize=1)
def neighbours() -> Neighbours:
    """The table that the package brings with it."""
    with np.load(TABLE) as stored:
        parts = {name: stored[name] for name in stored.files}
    names = bytes(parts.pop("tokens")).decode("utf-8").split("\n")
    return Neighbours({name: number for number, name in enumerate(names)}, **parts)
