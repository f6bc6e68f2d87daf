"""Two readings of one line → one: numbers and codes by closed vocabulary, prose by what the language has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from vndocx.adapters.wordlist import WordList
from vndocx.model.scan import Reading, Word
from vndocx.reading.codes import is_code, looks_coded, repaired

__all__ = ["fuse"]

_PUNCTUATION = ".,;:!?()[]\"'“”‘’…/-–—*+"
_DASHES = {"-", "–", "—", "+", "*"}


def fuse(
    prose: tuple[Word, ...], digits: tuple[Word, ...], names: tuple[str, str], words: WordList
) -> tuple[Word, ...]:
    """The words of a line decided between the reader surer of prose and the one surer of digits.

    ``names`` are the two readers'. Where they differ, the words keep both in ``readings``.
    """
    made: list[Word] = []
    for ours, theirs in _pieces(prose, digits):
        if _text(ours) == _text(theirs):
            both = zip(ours, theirs, strict=True)
            made += [replace(one, confidence=_agreed(one.confidence, other.confidence)) for one, other in both]
            continue
        before = made[-1].text if made else ""
        chosen = _choice(ours, theirs, before, words)
        readings = tuple(
            Reading(name, _text(part), round(min((w.confidence for w in part), default=0.0), 3))
            for name, part in zip(names, (ours, theirs), strict=True)
        )
        made += [replace(repaired(word), confidence=word.confidence * 0.8, readings=readings) for word in chosen]
    return tuple(made)


def _agreed(one: float, other: float) -> float:
    return 1.0 - (1.0 - one) * (1.0 - other)


def _text(words: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in words)


def _choice(ours: tuple[Word, ...], theirs: tuple[Word, ...], before: str, words: WordList) -> tuple[Word, ...]:
    one, other = _text(ours), _text(theirs)
    if not ours:
        return theirs if min(word.confidence for word in theirs) > 0.7 and any(map(str.isalnum, other)) else ()
    if not theirs:
        junk = not any(map(str.isalnum, one)) and one not in _DASHES
        return () if junk or max(word.confidence for word in ours) < 0.5 else ours
    if looks_coded(one) or looks_coded(other):
        return ours if is_code(one) and not is_code(other) else theirs
    known = [sum(words.knows(bare) for bare in _bare(text)) - len(_bare(text)) for text in (one, other)]
    if known[0] != known[1]:
        return ours if known[0] > known[1] else theirs
    return ours


def _bare(text: str) -> list[str]:
    return [bare for word in text.split() if (bare := word.strip(_PUNCTUATION))]


def _pieces(ours: tuple[Word, ...], theirs: tuple[Word, ...]) -> Iterator[tuple[tuple[Word, ...], tuple[Word, ...]]]:
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
