"""What a reader's own confidence is worth: the share of words right at each value, measured on scans with truth."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from vndocx.model.scan import Line, Word

__all__ = ["calibrated"]

# Knots (what the reader says, share of words right) from 53 pages with truth, 22,800 words, real and rendered scans;
# ``python -m vndocx.evaluation.readings`` prints them anew. Straight lines between the knots.
_KNOTS: dict[str, tuple[tuple[float, float], ...]] = {
    "tesseract": (
        (0.0, 0.10), (0.15, 0.13), (0.40, 0.36), (0.60, 0.46), (0.75, 0.60), (0.85, 0.70), (0.925, 0.91),
        (0.965, 0.99), (1.0, 0.99),
    ),
    "trueocr": (
        (0.0, 0.05), (0.40, 0.15), (0.60, 0.24), (0.75, 0.43), (0.85, 0.60), (0.925, 0.72), (0.965, 0.83),
        (0.985, 0.89), (0.9925, 0.92), (0.997, 0.967), (1.0, 0.991),
    ),
    "both, agreed": (
        (0.0, 0.60), (0.60, 0.81), (0.75, 0.90), (0.85, 0.93), (0.925, 0.98), (0.965, 0.996), (1.0, 0.998),
    ),
}  # fmt: skip


def calibrated(lines: tuple[Line, ...], reader: str) -> tuple[Line, ...]:
    """The lines with confidences that say how many words in a hundred are right; an unknown reader's stay,
    and those of words chosen between two readers, which say so already."""

    def word(one: Word) -> Word:
        table = _KNOTS.get(f"{reader}, differing" if len(one.readings) == 2 else f"{reader}, agreed") or _KNOTS.get(
            reader
        )
        return one if table is None else replace(one, confidence=round(_between(table, one.confidence), 3))

    return tuple(replace(line, words=tuple(map(word, line.words))) for line in lines)


def _between(table: tuple[tuple[float, float], ...], value: float) -> float:
    """The value of the broken line through the knots."""
    index = min(max(1, bisect_right(table, value, key=lambda knot: knot[0])), len(table) - 1)
    (x0, y0), (x1, y1) = table[index - 1], table[index]
    return y0 + (y1 - y0) * min(1.0, max(0.0, (value - x0) / (x1 - x0)))
