"""``python -m vndocx.evaluation.readings``: what two readers' disagreements and confidences are worth, on known scans.

Prints, to be put into ``reading/evidence.py`` and ``reading/calibration.py``: the weights by which ``fuse`` chooses,
the letters that the choice loses on files held out of the fit, and the share of words right by stated confidence.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vndocx.adapters.image import Picture
from vndocx.adapters.tesseract import Tesseract
from vndocx.adapters.trueocr import SecondReader
from vndocx.adapters.wordlist import WordList, word_list
from vndocx.evaluation.accuracy import best_place, comparable, distance
from vndocx.evaluation.scans import TrueScan, pictures, true_scans
from vndocx.geometry import Box
from vndocx.model.scan import Line, Word
from vndocx.reading.evidence import FIGURES, figures, weigh
from vndocx.reading.fusion import fuse, pieces
from vndocx.reading.recognition import recognise
from vndocx.settings import Settings

__all__ = ["Disagreement", "disagreements", "fitted", "main", "right_words", "true_part"]

_NAMES = ("tesseract", "trueocr")
_STEPS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 1.001)
_RIDGE = 2.0
# A line that fits nowhere in the truth is no print of the text: a stamp, a seal.
_STRANGE = 0.35


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A piece of a line on which the readers differ: its figures, and the line's errors with either reading."""

    file: str
    figures: tuple[float, ...]
    prose_errors: int
    digit_errors: int


@dataclass
class _Recorder:
    """A reader that keeps what both readers made of each line, and gives nothing on."""

    first: Tesseract = field(default_factory=Tesseract)
    second: SecondReader = field(default_factory=SecondReader)
    name: str = "recorder"
    lines: list[tuple[tuple[Word, ...], tuple[Word, ...]]] = field(default_factory=list)

    def read(self, grey: Picture, dpi: float, cells: tuple[Box, ...] = ()) -> tuple[Line, ...]:
        boxes = self.second.find_lines(grey, cells)
        theirs = self.second.read_lines(grey, boxes)
        self.lines += zip(self.first.read_lines(grey, boxes, dpi), theirs, strict=True)
        return ()


def recorded(scan: TrueScan) -> list[tuple[tuple[Word, ...], tuple[Word, ...]]]:
    """What Tesseract and the second reader made of each line of the scan."""
    recorder = _Recorder()
    for number, picture, dpi, _ in pictures(scan):
        recognise(picture, dpi, number, Settings(), ocr=recorder)
    return recorder.lines


def disagreements(
    file: str, lines: Iterable[tuple[tuple[Word, ...], tuple[Word, ...]]], truth: str, words: WordList
) -> list[Disagreement]:
    """The pieces on which the readers differ and one of them is nearer to the truth."""
    made: list[Disagreement] = []
    for prose, digits in lines:
        parts = tuple(pieces(prose, digits))
        texts = [(_text(ours), _text(theirs)) for ours, theirs in parts]
        base = [ours or theirs for ours, theirs in texts]
        true = true_part(" ".join(base), truth)
        if true is None:
            continue
        for index, (ours, theirs) in enumerate(parts):
            one, other = texts[index]
            if one == other or not one or not other:
                continue
            errors = [distance(_joined([*base[:index], text, *base[index + 1 :]]), true) for text in (one, other)]
            if errors[0] == errors[1]:
                continue
            before = base[index - 1].split()[-1:] if index else []
            after = base[index + 1].split()[:1] if index + 1 < len(base) else []
            found = figures((one, _sure(ours)), (other, _sure(theirs)), "".join(before), "".join(after), words)
            made.append(Disagreement(file, found, errors[0], errors[1]))
    return made


def fitted(rows: list[Disagreement]) -> NDArray[np.float64]:
    """The weights of the figures: ridge logistic regression, a row counting by the letters at stake (3 at most)."""
    x = np.array([row.figures for row in rows])
    y = np.array([row.digit_errors < row.prose_errors for row in rows], float)
    stake = np.array([min(3.0, abs(row.digit_errors - row.prose_errors)) for row in rows])
    spread = np.where(np.arange(x.shape[1]) == 0, 1.0, x.std(axis=0) + 1e-6)
    z, weights = x / spread, np.zeros(x.shape[1])
    ridge = _RIDGE * np.eye(x.shape[1])
    for _ in range(60):
        likely = 1.0 / (1.0 + np.exp(-(z @ weights)))
        slope = z.T @ ((likely - y) * stake) + _RIDGE * np.where(np.arange(len(weights)) == 0, 0.0, weights)
        curve = (z * (likely * (1.0 - likely) * stake)[:, None]).T @ z + ridge
        weights = weights - np.linalg.solve(curve, slope)
    made: NDArray[np.float64] = weights / spread
    return made


def lost(rows: list[Disagreement], weights: NDArray[np.float64] | None) -> int:
    """The letters that a choice by the weights (None: by those in use) loses against the better reading."""

    def score(row: Disagreement) -> float:
        return weigh(row.figures) if weights is None else float(np.dot(weights, row.figures))

    return sum(
        (row.digit_errors if score(row) > 0 else row.prose_errors) - min(row.digit_errors, row.prose_errors)
        for row in rows
    )


def right_words(words: tuple[Word, ...], truth: str) -> list[bool]:
    """Which of the words of a line stand in the truth at the line's place."""
    true = true_part(_text(words), truth)
    if true is None:
        return [False] * len(words)
    matcher = SequenceMatcher(None, [comparable(word.text) for word in words], true.split(), autojunk=False)
    right = {index for block in matcher.get_matching_blocks() for index in range(block.a, block.a + block.size)}
    return [index in right for index in range(len(words))]


def main(arguments: list[str] | None = None) -> int:
    """Print weights and shares; 0, or 1 when no scan with known text was found."""
    parser = argparse.ArgumentParser(prog="python -m vndocx.evaluation.readings", description=__doc__)
    parser.add_argument("--scans", type=Path, action="append", required=True, help="a folder of scans with their truth")
    known = word_list()
    rows: list[Disagreement] = []
    said: dict[str, list[tuple[float, bool]]] = {}
    for scan in (one for folder in parser.parse_args(arguments).scans for one in true_scans(folder)):
        truth, lines = comparable(scan.text), recorded(scan)
        rows += disagreements(scan.path.name.split(".")[0], lines, truth, known)
        for prose, digits in lines:
            both = fuse(prose, digits, _NAMES, known)
            for name, words in (("tesseract", prose), ("trueocr", digits), ("both", both)):
                for word, right in zip(words, right_words(words, truth), strict=True):
                    key = f"both, {'agreed' if len(word.readings) < 2 else 'differing'}" if name == "both" else name
                    said.setdefault(key, []).append((word.confidence, right))
        sys.stderr.write(f"{scan.path.name}\n")
    if not rows:
        sys.stderr.write("no scan on which the readers differ was found\n")
        return 1
    files = sorted({row.file for row in rows})
    held_out = 0
    for file in files:
        rest = [row for row in rows if row.file != file]
        held_out += lost([row for row in rows if row.file == file], fitted(rest) if rest else None)
    prose, digits = np.eye(len(FIGURES))[0] * -1, np.eye(len(FIGURES))[0]
    sys.stdout.write(
        f"{len(rows)} disagreements in {len(files)} files; letters lost by the prose reader alone {lost(rows, prose)}, "
        f"by the digit reader alone {lost(rows, digits)}, by the weights in use {lost(rows, None)}, "
        f"by weights fitted on the other files {held_out}\n\n"
    )
    for name, weight in zip(FIGURES, fitted(rows), strict=True):
        sys.stdout.write(f'    "{name}": {weight:.2f},\n')
    for name, pairs in said.items():
        sys.stdout.write(f"\n{name}: {len(pairs)} words\n")
        for low, high in pairwise(_STEPS):
            some = [right for sure, right in pairs if low <= sure < high]
            if some:
                sys.stdout.write(
                    f"    {low:.3f} to {high:.3f}: {len(some):6} words, {sum(some) / len(some):.3f} right\n"
                )
    return 0


def true_part(line: str, truth: str) -> str | None:
    """The part of the truth, whole words, that the line is; None when it is none."""
    flat = comparable(line)
    if not flat or not truth:
        return None
    start, end, wrong = best_place(flat, truth)
    if wrong > _STRANGE * len(flat):
        return None
    while start > 0 and truth[start - 1] != " ":
        start -= 1
    while end < len(truth) and truth[end] != " ":
        end += 1
    return truth[start:end]


def _joined(texts: list[str]) -> str:
    return comparable(" ".join(text for text in texts if text))


def _text(words: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in words)


def _sure(words: tuple[Word, ...]) -> float:
    return min((word.confidence for word in words), default=0.0)


if __name__ == "__main__":
    raise SystemExit(main())
