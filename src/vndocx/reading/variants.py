"""What else a word may be: the texts that a reader which sees letters step by step finds likely, not only the best."""

from __future__ import annotations

import numpy as np

from vndocx.adapters.trueocr import Seen
from vndocx.text import nfc

__all__ = ["variants"]

# Texts followed at once, and how likely a letter must be at a step to be followed.
_BREADTH = 10
_LEAST = 0.001


def variants(seen: Seen, number: int) -> dict[str, float]:
    """The texts that word ``number`` of the line may be and how likely each is, by all ways of reading it."""
    start, end = seen.windows[number]
    # A text so far: how likely it is with no letter at the last step, and with its last letter there.
    texts: dict[tuple[int, ...], tuple[float, float]] = {(): (1.0, 0.0)}
    for step in range(start, end):
        letters, likely = seen.letters[step], seen.likely[step]
        found = {letter: odds for letter, odds in zip(letters.tolist(), likely.tolist(), strict=True) if letter}
        nothing = float(seen.nothing[step])
        longer: dict[tuple[int, ...], tuple[float, float]] = {}
        for text, (without, with_last) in texts.items():
            every = without + with_last
            last = text[-1] if text else 0
            kept = longer.get(text, (0.0, 0.0))
            longer[text] = (kept[0] + every * nothing, kept[1] + with_last * found.get(last, 0.0))
            for letter, odds in found.items():
                if odds > _LEAST:
                    # The same letter again is another one only after a step without.
                    more = (without if letter == last else every) * odds
                    kept = longer.get((*text, letter), (0.0, 0.0))
                    longer[*text, letter] = (kept[0], kept[1] + more)
        best = sorted(longer.items(), key=lambda item: -sum(item[1]))[:_BREADTH]
        texts = dict(best)
    made: dict[str, float] = {}
    for text, odds in texts.items():
        read = nfc("".join(seen.alphabet[letter - 1] for letter in text)).strip()
        made[read] = made.get(read, 0.0) + sum(odds)
    return made


def clear(seen: Seen, number: int) -> bool:
    """Whether the reader saw nothing but one text in word ``number``."""
    start, end = seen.windows[number]
    best = np.maximum(seen.likely[start:end, 0], seen.nothing[start:end])
    return bool(best.min(initial=1.0) > 1 - _LEAST)
