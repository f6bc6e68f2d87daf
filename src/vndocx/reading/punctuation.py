"""Which mark ends a word: coarse print makes full stops of commas, and specks behind words look like marks."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from vndocx.model.scan import Word
from vndocx.reading.context import MARGIN, ReadLine, Row, logit, readings_of, rows
from vndocx.reading.neighbours import Neighbours
from vndocx.reading.variants import variants

__all__ = ["MARK_WEIGHTS", "Mark", "mark_of", "marks", "remarked"]

# Fitted like the weights of ``context``, on the marks of the same pages: of 199 wrong ones, weights fitted on other
# papers set 87 right; of the right ones they spoil 2.
MARK_WEIGHTS = {
    "another mark": -1.2,
    "seen": 0.58,
    "read by the prose reader": 1.63,
    "how surely": 0.51,
    "read by the digit reader": -0.26,
    "neighbours": 0.32,
    "full stop before a small letter": -7.61,
}
_FLOOR = -9.0

# A word of two letters and more and its mark; single letters, figures and numerals before a full stop are numbers of
# items.
_ENDED = re.compile(r"(?P<body>.*[^\W\d_]{2}[)\"”’]?)(?P<mark>[,.;:]?)", re.DOTALL)
# In 220 pages no mark of the first stood in front of letters where one reader alone saw it, and none of the others
# stood alone.
_LED = re.compile(r"[-.,'`~^*_=:;‘’][^\W\d_]")
_SPECKS = frozenset(".,'`~_")
_NUMERAL = re.compile(r"\W*[IVXL]+")

Mark = tuple[str, tuple[float, ...]]


def remarked(
    lines: Sequence[ReadLine], words: Sequence[tuple[Word, ...]], names: tuple[str, str], near: Neighbours
) -> tuple[tuple[Word, ...], ...]:
    """The words of each line, each with the likeliest mark behind it; those that were changed keep both readings."""
    made: list[tuple[Word, ...]] = []
    for line, read, row in zip(lines, words, rows([line.box for line in lines], words, near), strict=True):
        ended: list[Word] = []
        for number, word in enumerate(read):
            found = marks(line, number, read, row, near)
            scores = [math.fsum(w * f for w, f in zip(MARK_WEIGHTS.values(), one[1], strict=True)) for one in found]
            best = max(range(len(found)), key=scores.__getitem__, default=0)
            if found and scores[best] - scores[0] >= MARGIN:
                text = word.text.removesuffix(found[0][0]) + found[best][0]
                readings = word.readings or readings_of(line, line.words[number], names)
                word = replace(word, text=text, readings=readings)
                row[1][number] = near.of(text)
            ended.append(_without_lead(line, number, word, names))
        made.append(_without_specks(tuple(ended)))
    return tuple(made)


def _without_lead(line: ReadLine, number: int, word: Word, names: tuple[str, str]) -> Word:
    """The word without a mark in front of its letters that the digit reader did not see: dirt, as a rule."""
    digit = line.words[number].digit
    theirs = line.digits.words[digit].text if digit is not None else word.readings[-1].text if word.readings else None
    if not _LED.match(word.text) or theirs is None or word.text[0] in theirs:
        return word
    return replace(word, text=word.text[1:], readings=word.readings or readings_of(line, line.words[number], names))


def _without_specks(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words without marks that stand alone where none is printed."""
    return tuple(
        word
        for number, word in enumerate(words)
        if not (word.text in _SPECKS or (number == 0 and word.text in (":", ";")))
    )


def marks(line: ReadLine, number: int, words: Sequence[Word], row: Row, near: Neighbours) -> tuple[Mark, ...]:
    """What mark may end a word and its features, the one that it has first; none where nothing is in doubt."""
    _, prose, digit = line.words[number]
    parts = _ENDED.fullmatch(words[number].text)
    if parts is None or digit is None or _NUMERAL.fullmatch(parts["body"]):
        return ()
    own = parts["mark"]
    ours = line.prose[prose] if prose is not None else None
    said, theirs = mark_of(ours.text if ours else None), mark_of(line.digits.words[digit].text)
    if own == said == theirs and (ours is None or ours.confidence > 0.9) and own != ".":
        return ()
    seen: dict[str, float] = {}
    for text, likely in variants(line.digits, digit).items():
        mark = mark_of(text)
        if mark is not None:
            seen[mark] = seen.get(mark, 0.0) + likely
    others = {mark for mark, likely in seen.items() if likely >= 1e-4} | {said, theirs}
    some = [own, *sorted(mark for mark in others if mark is not None and mark != own)]
    if len(some) == 1:
        return ()
    above, tokens, below = row
    before = (
        *above,
        *(token for word in tokens[max(0, number - 4) : number] for token in word),
        *near.of(parts["body"]),
    )
    after = (*(token for word in tokens[number + 1 : number + 5] for token in word), *below)
    small = number + 1 < len(words) and words[number + 1].text[:1].islower()
    return tuple(
        (
            mark,
            (
                float(mark != own),
                max(_FLOOR, math.log(seen.get(mark, 0.0) + 1e-12)),
                float(mark == said),
                logit(ours.confidence) if ours and mark == said else 0.0,
                float(mark == theirs),
                near.goes_on(before, (*near.of(mark), *after[:2])),
                float(mark == "." and small),
            ),
        )
        for mark in some
    )


def mark_of(text: str | None) -> str | None:
    """The mark behind a text; None where it is no word."""
    parts = _ENDED.fullmatch(text) if text else None
    return parts["mark"] if parts else None
