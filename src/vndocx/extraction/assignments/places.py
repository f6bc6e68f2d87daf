"""Places that stand for their authorities: "Thành phố chủ động …", "tỉnh Lam Giang cần …", and "đơn vị nêu trên"."""

from __future__ import annotations

from vndocx.extraction.assignments.chains import Chain
from vndocx.extraction.assignments.parts import part
from vndocx.lexicon.phrases import Words

__all__ = ["place"]

_LONGEST = 5  # syllables of the name of a place


def place(words: Words, at: int, end: int) -> Chain | None:
    """The place or the body named before that stands at ``at``; a verb behind must show that it is to act.

    A level alone must begin with a capital: "thành phố" is just a town, "Thành phố" the one that the paper speaks of.
    """
    back = part("named before").match(words, at)
    if back is not None:
        return Chain(at, back[0], ())
    level = part("level").match(words, at)
    if level is None:
        return None
    last = level[0]
    while last < min(level[0] + _LONGEST, end) and words.is_word(last) and words.capital(last):
        last += 1
    if last == level[0] and not words.capital(at):
        return None
    return Chain(at, last, ())
