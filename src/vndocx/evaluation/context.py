"""``python -m vndocx.evaluation.context``: what neighbours are worth in setting words right, on known scans.

Prints the weights for ``reading/context.py``, and how many wrong words they set right and right words they spoil, on
files held out of the fit.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vndocx.adapters.image import Picture
from vndocx.adapters.tesseract import Tesseract
from vndocx.adapters.trueocr import SecondReader
from vndocx.adapters.wordlist import word_list
from vndocx.evaluation.accuracy import comparable
from vndocx.evaluation.readings import true_part
from vndocx.evaluation.scans import TrueScan, pictures, true_scans
from vndocx.geometry import Box
from vndocx.model.scan import Line
from vndocx.reading.context import FEATURES, MARGIN, WEIGHTS, ReadLine, candidates, core, rows
from vndocx.reading.fusion import decide
from vndocx.reading.neighbours import neighbours
from vndocx.reading.overlooked import completed
from vndocx.reading.recognition import recognise
from vndocx.settings import Settings

__all__ = ["Doubt", "doubts", "fitted", "main", "outcome"]

_NAMES = ("tesseract", "trueocr")
_RIDGE = 1.0


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word and what it may be: the texts, the word as it was read first, their features a row each, the true one."""

    file: str
    texts: tuple[str, ...]
    features: NDArray[np.float64]
    true: str


@dataclass
class _Recorder:
    """A reader that keeps what both readers made of each page, and gives nothing on."""

    first: Tesseract = field(default_factory=Tesseract)
    second: SecondReader = field(default_factory=SecondReader)
    name: str = "recorder"
    pages: list[list[ReadLine]] = field(default_factory=list)

    def read(self, grey: Picture, dpi: float, cells: tuple[Box, ...] = ()) -> tuple[Line, ...]:
        boxes = completed(grey, dpi, self.second.find_lines(grey, cells))
        ours, theirs = self.first.read_lines(grey, boxes, dpi), self.second.look(grey, boxes)
        self.pages.append(
            [
                ReadLine(box, decide(prose, digits.words, _NAMES, word_list()), prose, digits)
                for box, prose, digits in zip(boxes, ours, theirs, strict=True)
            ]
        )
        return ()


def recorded(scan: TrueScan) -> list[list[ReadLine]]:
    """What the two readers made of the lines of each page."""
    recorder = _Recorder()
    for number, picture, dpi, _ in pictures(scan):
        recognise(picture, dpi, number, Settings(), ocr=recorder)
    return recorder.pages


def doubts(file: str, pages: list[list[ReadLine]], truth: str) -> Iterator[Doubt]:
    """The words of which something else may be true, where it is known what is."""
    for lines in pages:
        for line, row in zip(lines, rows(lines, neighbours()), strict=True):
            read = [comparable(one.word.text) for one in line.words]
            for number, true in _pairs(read, true_part(" ".join(read), truth)):
                found = candidates(line, number, row, word_list(), neighbours())
                if len(found) > 1 and core(true):
                    features = np.array([one.features for one in found])
                    yield Doubt(file, tuple(one.text for one in found), features, core(true))


def _pairs(read: list[str], truth: str | None) -> Iterator[tuple[int, str]]:
    """The numbers of the words read and the true words that stand for them one by one."""
    true = (truth or "").split()
    for kind, i0, i1, j0, j1 in SequenceMatcher(None, read, true, autojunk=False).get_opcodes():
        if kind in ("equal", "replace") and i1 - i0 == j1 - j0:
            yield from zip(range(i0, i1), true[j0:j1], strict=True)


def fitted(some: list[Doubt]) -> NDArray[np.float64]:
    """The weights under which the true texts are likeliest: ridge logistic regression among the texts of a word."""
    known = [(one.features, one.texts.index(one.true)) for one in some if one.true in one.texts]
    spread = np.concatenate([features for features, _ in known]).std(axis=0) + 1e-6
    weights = np.zeros(len(FEATURES))
    for _ in range(12):
        slope, curve = _RIDGE * weights, _RIDGE * np.eye(len(FEATURES))
        for features, true in known:
            x = features / spread
            likely = np.exp(x @ weights - np.max(x @ weights))
            likely /= likely.sum()
            mean = likely @ x
            slope += mean - x[true]
            curve += (x * likely[:, None]).T @ x - np.outer(mean, mean)
        weights = weights - np.linalg.solve(curve, slope)
    made: NDArray[np.float64] = weights / spread
    return made


def outcome(some: list[Doubt], weights: NDArray[np.float64]) -> tuple[int, int, int]:
    """How many words are wrong as they were read, how many are set right, how many right ones are spoilt."""
    wrong = mended = spoilt = 0
    for one in some:
        scores = one.features @ weights
        best = int(scores.argmax()) if scores.max() - scores[0] >= MARGIN else 0
        was, becomes = one.texts[0] == one.true, one.texts[best] == one.true
        wrong, mended, spoilt = wrong + (not was), mended + (becomes and not was), spoilt + (was and not becomes)
    return wrong, mended, spoilt


def main(arguments: list[str] | None = None) -> int:
    """Print weights and outcomes; 0, or 1 when no scan with known text was found."""
    parser = argparse.ArgumentParser(prog="python -m vndocx.evaluation.context", description=__doc__)
    parser.add_argument("--scans", type=Path, action="append", required=True, help="a folder of scans with their truth")
    every: list[Doubt] = []
    for scan in (one for folder in parser.parse_args(arguments).scans for one in true_scans(folder)):
        every += doubts(scan.path.name.split(".")[0], recorded(scan), comparable(scan.text))
        sys.stderr.write(f"{scan.path.name}\n")
    if not every:
        sys.stderr.write("no scan with words in doubt was found\n")
        return 1
    held_out = [0, 0, 0]
    for file in sorted({one.file for one in every}):
        rest = [one for one in every if one.file != file]
        weights = fitted(rest) if rest else np.array(list(WEIGHTS.values()))
        found = outcome([one for one in every if one.file == file], weights)
        held_out = [sum(pair) for pair in zip(held_out, found, strict=True)]
    in_use = outcome(every, np.array(list(WEIGHTS.values())))
    for name, (wrong, mended, spoilt) in (("weights in use", in_use), ("fitted on the other files", tuple(held_out))):
        sys.stdout.write(f"{name}: of {wrong} wrong words {mended} set right, {spoilt} right ones spoilt\n")
    for name, weight in zip(FEATURES, fitted(every), strict=True):
        sys.stdout.write(f'    "{name}": {weight:.2f},\n')
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
