"""What speaks for one of two differing readings of the same print: a few figures, weighed in ``fusion``."""

from __future__ import annotations

import math
from itertools import pairwise

from vndocx.adapters.wordlist import WordList
from vndocx.reading.codes import is_code, looks_coded
from vndocx.text import fold

__all__ = ["FIGURES", "Piece", "figures", "trust", "weigh"]

_PUNCTUATION = ".,;:!?()[]\"'“”‘’…/-–—*+"

# What each figure weighs: fitted by logistic regression (``vndocx.evaluation.readings``) on 2,069 pieces on which the
# two readers differed, from 53 pages of real and rendered scans. Of the letters that a perfect choice would save, the
# choice by these weights loses 106 on papers held out of the fit, the prose reader alone 436, the digit reader 1,537.
_WEIGHTS = {
    "bias": 1.92,
    "prose reader sure": -8.46,
    "digit reader sure": 4.97,
    "prose reader unsure": -1.92,
    "words that exist": 2.07,
    "neighbours that exist": 4.61,
    "code: well formed": 5.34,
    "code: both or none well formed": 1.03,
    "only tone marks differ": -0.75,
    "only capitals differ": 3.56,
    "blanks that the digit reader lost": -2.46,
    "stray mark in front": 4.83,
    "stray mark behind": 1.35,
    "full stop in mid-sentence": 5.94,
    "item number": 4.56,
    "colon for semicolon": 5.97,
}
FIGURES = tuple(_WEIGHTS)

Piece = tuple[str, float]


def figures(prose: Piece, digits: Piece, before: str, after: str, words: WordList) -> tuple[float, ...]:
    """What speaks for the digit reader (above 0) or the prose reader (below), one figure for each of ``FIGURES``.

    A piece is a reading and how sure its reader is of it; ``before`` and ``after`` are the words around it.
    """
    (one, sure_one), (other, sure_other) = prose, digits
    ours, theirs = _bare(one), _bare(other)
    coded = looks_coded(one) or looks_coded(other)
    formed = is_code(other) - is_code(one)
    plain_one, plain_other = one.strip(_PUNCTUATION), other.strip(_PUNCTUATION)
    lower_next = after[:1].islower()
    return (
        1.0,
        sure_one,
        sure_other,
        float(sure_one < 0.5),
        0.0 if coded else float(_unknown(ours, words) - _unknown(theirs, words)),
        0.0 if coded else float(_linked(before, theirs, after, words) - _linked(before, ours, after, words)),
        float(formed) if coded else 0.0,
        float(coded and not formed),
        float(not coded and ours != theirs and fold(" ".join(ours)) == fold(" ".join(theirs))),
        float(not coded and ours != theirs and " ".join(ours).lower() == " ".join(theirs).lower()),
        float(max(0, len(one.split()) - len(other.split()))),
        float(_led(one) - _led(other)) if plain_one == plain_other else 0.0,
        float(_trailed(one) - _trailed(other)) if plain_one == plain_other else 0.0,
        float(lower_next and one.endswith(".")) - float(lower_next and other.endswith(".")),
        float(_is_item(other)) - float(_is_item(one)),
        float(one.endswith(":") and other.endswith(";")) - float(other.endswith(":") and one.endswith(";")),
    )


def weigh(found: tuple[float, ...]) -> float:
    """Above 0 where the figures speak for the digit reader: the logarithm of the odds."""
    return sum(weight * figure for weight, figure in zip(_WEIGHTS.values(), found, strict=True))


def trust(score: float, alike: float, sure: float) -> float:
    """How likely the words chosen are right, 0..1: from the score of the choice, how alike the two readings are (0..1)
    and how sure the chosen reader is. Fitted like the weights: of words given .95 and more 98 % are right."""
    return 1.0 / (1.0 + math.exp(4.34 - 0.56 * min(score, 6.0) - 1.4 * alike - 3.93 * sure))


def _bare(text: str) -> list[str]:
    return [bare for word in text.split() if (bare := word.strip(_PUNCTUATION))]


def _unknown(bare: list[str], words: WordList) -> int:
    return sum(not words.knows(word) for word in bare)


def _linked(before: str, bare: list[str], after: str, words: WordList) -> int:
    """How many neighbours in the row make up words of the language."""
    row = [*_bare(before), *bare, *_bare(after)]
    return sum(words.pairs_up(one, other) for one, other in pairwise(row))


def _is_item(text: str) -> bool:
    """Whether the text is the number of an item: 1. or 12."""
    return text.endswith(".") and text[:-1].isdigit() and len(text) <= 3


def _led(text: str) -> bool:
    return text[:1] in set(".,;:'\"`~^*-_=") and len(text) > 1


def _trailed(text: str) -> bool:
    return text[-1:] in set("'\"`~^*_=”’") or text[-2:] in {"..", ".,", ",.", ":."}
