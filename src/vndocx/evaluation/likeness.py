"""How alike two phrases are, and which of two lists belong together."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from vndocx.text import fold, squeeze

__all__ = ["likeness", "pair", "party_name"]

A = TypeVar("A")
B = TypeVar("B")

_BEFORE_A_NAME = re.compile(r"^(?:cac|nhung|moi|tung|toan the|dong chi|d/c|giao|de nghi|yeu cau)\s+")


def _bare(phrase: str) -> str:
    return squeeze(re.sub(r"[^a-z0-9/ ]", " ", fold(phrase)))


def likeness(one: str | None, other: str | None) -> float:
    """1.0 for the same words, 0.0 for none in common; case, marks and punctuation do not count."""
    left, right = _bare(one or "").split(), _bare(other or "").split()
    if not left or not right:
        return 0.0
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def party_name(name: str) -> str:
    """A body's name without what stands in brackets and without words of address before it."""
    bare = _bare(re.sub(r"\([^)]*\)?", " ", name))
    while found := _BEFORE_A_NAME.match(bare):
        bare = bare[found.end() :]
    return bare


def pair(gold: Sequence[A], found: Sequence[B], score: Callable[[A, B], float], floor: float) -> list[tuple[int, int]]:
    """One-to-one pairs of indexes with a score of at least ``floor``, best first."""
    cells = [(score(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)]
    cells.sort(key=lambda cell: (-cell[0], cell[1], cell[2]))
    pairs: list[tuple[int, int]] = []
    for value, i, j in cells:
        if value < floor:
            break
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs
