"""What else a word may be: the texts that a reader which sees letters step by step finds likely, not only the best."""

from __future__ import annotations

import numpy as np

from vndocx.adapters.trueocr import Seen
from vndocx.text import nfc

__all__ = ["clear", "variants"]

# Texts followed at once, how likely a letter must be at a step, and a text beside the best one, to be followed.
_BREADTH = 10
_LEAST, _LEAST_BESIDE = 0.001, 1e-5

# A text so far: how likely it is with no letter at the last step, and with its last letter there.
_Odds = tuple[float, float]


def variants(seen: Seen, number: int) -> dict[str, float]:
    """The texts that word ``number`` of the line may be and how likely each is, by all ways of reading it."""
    start, end = seen.windows[number]
    texts: dict[tuple[int, ...], _Odds] = {(): (1.0, 0.0)}
    steps = (part[start:end].tolist() for part in (seen.letters, seen.likely, seen.nothing))
    for letters, likely, nothing in zip(*steps, strict=True):
        found = {letter: odds for letter, odds in zip(letters, likely, strict=True) if letter and odds > _LEAST}
        if not found:
            texts = {text: ((without + with_last) * nothing, 0.0) for text, (without, with_last) in texts.items()}
            continue
        texts = _longer(texts, found, nothing)
        if len(texts) > 1:
            best = max(without + with_last for without, with_last in texts.values())
            rows = [item for item in texts.items() if item[1][0] + item[1][1] > _LEAST_BESIDE * best]
            rows.sort(key=lambda item: item[1][0] + item[1][1], reverse=True)
            texts = dict(rows[:_BREADTH])
    made: dict[str, float] = {}
    for text, odds in texts.items():
        read = nfc("".join(seen.alphabet[letter - 1] for letter in text)).strip()
        made[read] = made.get(read, 0.0) + sum(odds)
    return made


def _longer(
    texts: dict[tuple[int, ...], _Odds], found: dict[int, float], nothing: float
) -> dict[tuple[int, ...], _Odds]:
    """The texts after one more step, at which the letters found are so likely."""
    made: dict[tuple[int, ...], _Odds] = {}
    for text, (without, with_last) in texts.items():
        every = without + with_last
        last = text[-1] if text else 0
        kept = made.get(text, (0.0, 0.0))
        made[text] = (kept[0] + every * nothing, kept[1] + with_last * found.get(last, 0.0))
        for letter, odds in found.items():
            # The same letter again is another one only after a step without.
            more = (without if letter == last else every) * odds
            kept = made.get((*text, letter), (0.0, 0.0))
            made[*text, letter] = (kept[0], kept[1] + more)
    return made


def clear(seen: Seen, number: int) -> bool:
    """Whether at no step of word ``number`` a second letter was likely."""
    start, end = seen.windows[number]
    letters = np.where(seen.letters[start:end] == 0, 0.0, seen.likely[start:end])
    return bool(np.count_nonzero(letters > _LEAST) <= np.count_nonzero(letters.max(axis=1, initial=0.0) > _LEAST))
