"""Words set right by those around them: of what the reader of letters may have seen, what the language goes on with.

Both readers take ấ for ẩ and ố for ổ in coarse print. Nothing is taken that the second reader did not find likely.
Single letters, numerals and codes are left to the readers: there every reading makes sense.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from vndocx.adapters.trueocr import Seen
from vndocx.adapters.wordlist import WordList
from vndocx.geometry import Box
from vndocx.model.scan import Reading, Word
from vndocx.reading.fusion import Decided
from vndocx.reading.neighbours import Neighbours
from vndocx.reading.variants import clear, variants
from vndocx.text import fold

__all__ = [
    "MARGIN",
    "WEIGHTS",
    "Candidate",
    "ReadLine",
    "Row",
    "candidates",
    "core",
    "logit",
    "readings_of",
    "rows",
    "set_right",
]

# What each feature of a candidate weighs: fitted (``vndocx.evaluation.context``) on 33,300 words in doubt of 220 pages,
# real and rendered. Of 781 wrong ones, weights fitted on other papers set 612 right; of the right ones they spoil 6.
WEIGHTS = {
    "another word": -1.42,
    "seen": 0.29,
    "read by the prose reader": 0.04,
    "how surely": 0.5,
    "read by the digit reader": 0.74,
    "its letters, another tone": 0.92,
    "neighbours": 0.61,
}
# A word is changed where the odds for another are e to this power: a right word changed is worse than a wrong one kept.
MARGIN = 1.5
# What the second reader must find likely at least; below the floor all is alike.
_LEAST_SEEN, _FLOOR = 1e-4, -9.0

_WORD = re.compile(r"(?P<before>\W*)(?P<core>[^\W\d_]+)(?P<after>\W*)")
_NUMERAL = re.compile(r"[IVXLivxl]+")


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line as decided between the readers: its words, those of the prose reader, what the digit reader saw."""

    box: Box
    words: tuple[Decided, ...]
    prose: tuple[Word, ...]
    digits: Seen


class Candidate(NamedTuple):
    """A text for the letters of a word, in lower case, and its features as ``WEIGHTS`` has them."""

    text: str
    features: tuple[float, ...]


def set_right(
    lines: Sequence[ReadLine], names: tuple[str, str], known: WordList, near: Neighbours
) -> tuple[tuple[Word, ...], ...]:
    """The words of each line; those that were changed keep the readings of both readers, whose ``names`` are given."""
    made: list[tuple[Word, ...]] = []
    around = rows([line.box for line in lines], [[one.word for one in line.words] for line in lines], near)
    for line, (above, row, below) in zip(lines, around, strict=True):
        words: list[Word] = []
        for number, one in enumerate(line.words):
            found = candidates(line, number, (above, row, below), known, near)
            better, sure = _best(found, one.word)
            if better is None:
                words.append(one.word)
                continue
            readings = one.word.readings or readings_of(line, one, names)
            words.append(replace(one.word, text=better, confidence=sure, readings=readings))
            row[number] = near.of(better)
        made.append(tuple(words))
    return tuple(made)


Row = tuple[tuple[int, ...], list[tuple[int, ...]], tuple[int, ...]]


def rows(boxes: Sequence[Box], words: Sequence[Sequence[Word]], near: Neighbours) -> list[Row]:
    """For each line the end of the line above it, its own tokens word by word, and the beginning of the line below."""
    own = [[near.of(word.text) for word in line] for line in words]
    flat = [tuple(token for word in row for token in word) for row in own]
    made: list[Row] = []
    for number, box in enumerate(boxes):
        above = _next_to(box, boxes, range(number - 1, max(-1, number - 4), -1))
        below = _next_to(box, boxes, range(number + 1, min(len(boxes), number + 4)))
        made.append((() if above is None else flat[above][-2:], own[number], () if below is None else flat[below][:2]))
    return made


def candidates(line: ReadLine, number: int, row: Row, known: WordList, near: Neighbours) -> tuple[Candidate, ...]:
    """What the letters of a word may be, the word as it was decided first; none where nothing is in doubt."""
    word, prose, digit = line.words[number]
    parts = _WORD.fullmatch(word.text)
    if parts is None or digit is None or _fact(parts["core"]) or clear(line.digits, digit):
        return ()
    ours = line.prose[prose] if prose is not None else None
    own = parts["core"].lower()
    said, theirs = core(ours.text if ours else ""), core(line.digits.words[digit].text)
    seen: dict[str, float] = {}
    for text, likely in variants(line.digits, digit).items():
        seen[core(text)] = seen.get(core(text), 0.0) + likely
    others = {text for text, likely in seen.items() if likely >= _LEAST_SEEN} | {said}
    texts = [own, *sorted(text for text in others - {own, ""} if known.knows(text) or near.knows(text))]
    if len(texts) == 1:
        return ()
    above, words, below = row
    before = (*above, *(token for other in words[max(0, number - 4) : number] for token in other))
    after = (*(token for other in words[number + 1 : number + 5] for token in other), *below)
    before, after = (*before, *near.of(parts["before"])), (*near.of(parts["after"]), *after)
    return tuple(
        Candidate(
            text,
            (
                float(text != own),
                max(_FLOOR, math.log(seen.get(text, 0.0) + 1e-12)),
                float(text == said),
                logit(ours.confidence) if ours and text == said else 0.0,
                float(text == theirs),
                float(text != theirs and fold(text) == fold(theirs)),
                near.fits(before, text, after),
            ),
        )
        for text in texts
        if text == own or not _fact(text)
    )


def _best(found: tuple[Candidate, ...], word: Word) -> tuple[str | None, float]:
    """The word's text with better letters and how surely they are; None where its own are as good."""
    if len(found) < 2:
        return None, word.confidence
    scores = [math.fsum(w * f for w, f in zip(WEIGHTS.values(), one.features, strict=True)) for one in found]
    best = max(range(len(found)), key=scores.__getitem__)
    if scores[best] - scores[0] < MARGIN:
        return None, word.confidence
    text = _WORD.sub(
        lambda parts: parts["before"] + _as_written(found[best].text, parts["core"]) + parts["after"], word.text
    )
    return text, 1.0 / math.fsum(math.exp(score - scores[best]) for score in scores)


def _as_written(text: str, before: str) -> str:
    """The text in the case of the letters that it stands for."""
    if before.isupper() and len(before) > 1:
        return text.upper()
    return text[0].upper() + text[1:] if before[0].isupper() else text


def core(text: str) -> str:
    """The letters of a word without the marks around them, in lower case; "" where it has figures or marks inside."""
    parts = _WORD.fullmatch(text)
    return parts["core"].lower() if parts else ""


def _fact(core: str) -> bool:
    """Whether the letters are a point's, a numeral or no word at all: neighbours tell nothing of those."""
    return len(core) == 1 or _NUMERAL.fullmatch(core) is not None


def logit(confidence: float) -> float:
    """The logarithm of the odds."""
    likely = min(max(confidence, 0.02), 0.995)
    return math.log(likely / (1 - likely))


def readings_of(line: ReadLine, one: Decided, names: tuple[str, str]) -> tuple[Reading, ...]:
    """What the two readers agreed on."""
    words = (None if one.prose is None else line.prose[one.prose], line.digits.words[one.digit or 0])
    return tuple(
        Reading(name, word.text, round(word.confidence, 3)) for name, word in zip(names, words, strict=True) if word
    )


def _next_to(box: Box, boxes: Sequence[Box], numbers: range) -> int | None:
    """The first of the boxes that stands right above or below the box, in its column."""
    for number in numbers:
        other = boxes[number]
        shared = min(box.x1, other.x1) - max(box.x0, other.x0)
        gap = max(box.y0, other.y0) - min(box.y1, other.y1)
        apart = abs(box.y0 - other.y0) > 0.5 * box.height
        if shared > 0.5 * min(box.width, other.width) and gap < 1.2 * box.height and apart:
            return number
    return None
