"""Two readings of one line → one: numbers and codes by closed vocabulary, prose by what the language has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from typing import NamedTuple

from vndocx.adapters.wordlist import WordList
from vndocx.model.scan import Reading, Word
from vndocx.reading.codes import repaired
from vndocx.reading.evidence import figures, trust, weigh
from vndocx.text import fold

__all__ = ["Decided", "decide", "fuse", "pieces"]

# Quý II/2024, khóa XIII, Phụ lục I: the digit reader takes the numeral for ones.
_ROMAN_BEFORE = re.compile(r"\W*(?:quy|khoa|luc|chuong|phan|thu)")
_ROMAN = re.compile(r"\W*[IVX]{1,5}(?:/\d{4})?\W*")
_DASHES = {"-", "–", "—", "+", "*"}


class Decided(NamedTuple):
    """A word of a line, and the numbers of the words in the two readings that it stands for; None where one of them
    has no such word by itself."""

    word: Word
    prose: int | None
    digit: int | None


def fuse(
    prose: tuple[Word, ...], digits: tuple[Word, ...], names: tuple[str, str], words: WordList
) -> tuple[Word, ...]:
    """The words of a line decided between the reader surer of prose and the one surer of digits.

    ``names`` are the two readers'. Where they differ, the words keep both in ``readings``, and their confidence is
    how surely the choice was made.
    """
    return tuple(one.word for one in decide(prose, digits, names, words))


def decide(
    prose: tuple[Word, ...], digits: tuple[Word, ...], names: tuple[str, str], words: WordList
) -> tuple[Decided, ...]:
    """The words that ``fuse`` gives, each with what it was decided between."""
    made: list[Decided] = []
    parts = tuple(pieces(prose, digits))
    i = j = 0
    for index, (ours, theirs) in enumerate(parts):
        if _text(ours) == _text(theirs):
            chosen = tuple(_agreed(one, other, names) for one, other in zip(ours, theirs, strict=True))
        else:
            before = made[-1].word.text if made else ""
            after = parts[index + 1][0] or parts[index + 1][1] if index + 1 < len(parts) else ()
            taken, sure = _choice(ours, theirs, before, after[0].text if after else "", words)
            readings = tuple(
                Reading(name, _text(part), round(_sure(part), 3))
                for name, part in zip(names, (ours, theirs), strict=True)
            )
            chosen = tuple(replace(repaired(word), confidence=sure, readings=readings) for word in taken)
        for number, word in enumerate(chosen):
            one = i + number if len(ours) == len(chosen) else None
            other = j + number if len(theirs) == len(chosen) else None
            made.append(Decided(word, one, other))
        i, j = i + len(ours), j + len(theirs)
    return tuple(made)


def _agreed(one: Word, other: Word, names: tuple[str, str]) -> Word:
    """The word that both readers read; where a code had to be repaired, with what they read."""
    word = replace(one, confidence=(one.confidence + other.confidence) / 2)
    right = repaired(word)
    if right.text == word.text:
        return word
    read = zip(names, (one, other), strict=True)
    return replace(right, readings=tuple(Reading(name, part.text, round(part.confidence, 3)) for name, part in read))


def _text(words: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in words)


def _sure(words: tuple[Word, ...]) -> float:
    return min((word.confidence for word in words), default=0.0)


def _choice(
    ours: tuple[Word, ...], theirs: tuple[Word, ...], before: str, after: str, words: WordList
) -> tuple[tuple[Word, ...], float]:
    """The reading to take and how surely, 0..1."""
    one, other = _text(ours), _text(theirs)
    if not ours:
        there = _sure(theirs) > 0.7 and any(map(str.isalnum, other))
        return (theirs, trust(0.0, 0.0, _sure(theirs))) if there else ((), 0.0)
    if not theirs:
        junk = not any(map(str.isalnum, one)) and one not in _DASHES
        return ((), 0.0) if junk or _sure(ours) < 0.5 else (ours, trust(0.0, 0.0, _sure(ours)))
    if _ROMAN_BEFORE.fullmatch(fold(before)) and _ROMAN.fullmatch(one) and not _ROMAN.fullmatch(other):
        return ours, trust(2.0, 1.0, _sure(ours))
    if _lost_strokes(one, other):
        whole = max((ours, theirs), key=lambda words: _text(words).count("I"))
        return whole, trust(1.0, 1.0, _sure(whole))
    score = weigh(figures((one, _sure(ours)), (other, _sure(theirs)), before, after, words))
    chosen = theirs if score > 0 else ours
    alike = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return chosen, trust(abs(score), alike, _sure(chosen))


def _lost_strokes(one: str, other: str) -> bool:
    """Whether one Roman numeral is the other with fewer ones: strokes that stand close run together, never apart."""
    roman = _ROMAN.fullmatch(one) is not None and _ROMAN.fullmatch(other) is not None
    return roman and one != other and one.replace("I", "") == other.replace("I", "")


def pieces(ours: tuple[Word, ...], theirs: tuple[Word, ...]) -> Iterator[tuple[tuple[Word, ...], tuple[Word, ...]]]:
    """The line cut into the smallest pieces that begin and end at a blank in both readings."""
    matcher = SequenceMatcher(None, [word.text for word in ours], [word.text for word in theirs], autojunk=False)
    for kind, i0, i1, j0, j1 in matcher.get_opcodes():
        if kind == "equal":
            yield from (((one,), (other,)) for one, other in zip(ours[i0:i1], theirs[j0:j1], strict=True))
        elif i1 - i0 == 1 or j1 - j0 == 1:
            yield ours[i0:i1], theirs[j0:j1]
        else:
            yield from _cut_by_letters(ours[i0:i1], theirs[j0:j1])


def _cut_by_letters(
    ours: tuple[Word, ...], theirs: tuple[Word, ...]
) -> Iterator[tuple[tuple[Word, ...], tuple[Word, ...]]]:
    """Pieces of two differing readings, cut where their letters, laid on each other, have a blank in common."""
    pairs = _laid(_text(ours), _text(theirs))
    ends_ours = {end: index for index, end in enumerate(_ends(ours), 1)}
    ends_theirs = {end: index for index, end in enumerate(_ends(theirs), 1)}
    i = j = 0
    for a, b in pairs:
        if a in ends_ours and b in ends_theirs:
            yield ours[i : ends_ours[a]], theirs[j : ends_theirs[b]]
            i, j = ends_ours[a], ends_theirs[b]
    if i < len(ours) or j < len(theirs):
        yield ours[i:], theirs[j:]


def _ends(words: tuple[Word, ...]) -> list[int]:
    """Where in the joined text each word but the last is followed by its blank."""
    ends, at = [], 0
    for word in words[:-1]:
        at += len(word.text)
        ends.append(at)
        at += 1
    return ends


def _laid(one: str, other: str) -> list[tuple[int, int]]:
    """The offsets of the letters of the two texts that lie on each other at the least edit cost; a blank lies on a
    blank or on nothing."""
    width = len(other) + 1
    rows = [list(range(width))]
    for i, a in enumerate(one, 1):
        last, row = rows[-1], [i]
        for j, b in enumerate(other, 1):
            change = 0 if a == b else 3 if a == " " or b == " " else 1
            row.append(min(last[j - 1] + change, last[j] + 1, row[j - 1] + 1))
        rows.append(row)
    pairs: list[tuple[int, int]] = []
    i, j = len(one), len(other)
    while i and j:
        a, b = one[i - 1], other[j - 1]
        change = 0 if a == b else 3 if a == " " or b == " " else 1
        if rows[i][j] == rows[i - 1][j - 1] + change:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif rows[i][j] == rows[i - 1][j] + 1:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]
