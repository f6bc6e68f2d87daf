"""``python -m vndocx.evaluation.context``: what neighbours are worth in setting words and marks right, on known scans.

Prints the weights for ``reading/context.py`` and ``reading/punctuation.py``, and how many wrong words and marks they
set right and right ones they spoil, on files held out of the fit.
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
from vndocx.reading.context import MARGIN, WEIGHTS, ReadLine, candidates, core, rows, set_right
from vndocx.reading.fusion import decide
from vndocx.reading.neighbours import neighbours
from vndocx.reading.overlooked import completed
from vndocx.reading.punctuation import MARK_WEIGHTS, mark_of, marks
from vndocx.reading.recognition import recognise
from vndocx.settings import Settings

__all__ = ["Doubt", "doubts", "ends", "fitted", "main", "outcome"]

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
        words = [[one.word for one in line.words] for line in lines]
        for line, row in zip(lines, rows([line.box for line in lines], words, neighbours()), strict=True):
            read = [comparable(one.word.text) for one in line.words]
            for number, true in _pairs(read, true_part(" ".join(read), truth)):
                found = candidates(line, number, row, word_list(), neighbours())
                if len(found) > 1 and core(true):
                    features = np.array([one.features for one in found])
                    yield Doubt(file, tuple(one.text for one in found), features, core(true))


def ends(file: str, pages: list[list[ReadLine]], truth: str) -> Iterator[Doubt]:
    """The words behind which another mark may be true, where it is known which is."""
    for lines in pages:
        words = set_right(lines, _NAMES, word_list(), neighbours())
        around = rows([line.box for line in lines], words, neighbours())
        for line, own, row in zip(lines, words, around, strict=True):
            read = [comparable(word.text) for word in own]
            for number, text in _pairs(read, true_part(" ".join(read), truth)):
                found, true = marks(line, number, own, row, neighbours()), mark_of(text)
                if len(found) > 1 and true is not None:
                    features = np.array([features for _, features in found])
                    yield Doubt(file, tuple(mark for mark, _ in found), features, true)


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
    size = len(spread)
    weights = np.zeros(size)
    for _ in range(12):
        slope, curve = _RIDGE * weights, _RIDGE * np.eye(size)
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
    words: list[Doubt] = []
    ended: list[Doubt] = []
    for scan in (one for folder in parser.parse_args(arguments).scans for one in true_scans(folder)):
        file, pages, truth = scan.path.name.split(".")[0], recorded(scan), comparable(scan.text)
        words += doubts(file, pages, truth)
        ended += ends(file, pages, truth)
        sys.stderr.write(f"{scan.path.name}\n")
    if not words or not ended:
        sys.stderr.write("no scan with words in doubt was found\n")
        return 1
    for kind, every, in_use in (("words", words, WEIGHTS), ("marks", ended, MARK_WEIGHTS)):
        sys.stdout.write(_told(kind, every, in_use))
    return 0


def _told(kind: str, every: list[Doubt], in_use: dict[str, float]) -> str:
    """What the weights do, on all and held out, and the weights fitted on all."""
    now = np.array(list(in_use.values()))
    found: list[tuple[int, int, int]] = []
    for file in sorted({one.file for one in every}):
        rest = [one for one in every if one.file != file]
        found.append(outcome([one for one in every if one.file == file], fitted(rest) if rest else now))
    held_out = tuple(sum(column) for column in zip(*found, strict=True))
    made = ""
    for name, (wrong, mended, spoilt) in (("weights in use", outcome(every, now)), ("fitted on others", held_out)):
        made += f"{kind}, {name}: of {wrong} wrong ones {mended} set right, {spoilt} right ones spoilt\n"
    for name, weight in zip(in_use, fitted(every), strict=True):
        made += f'    "{name}": {weight:.2f},\n'
    return made


if __name__ == "__main__":
    raise SystemExit(main())
