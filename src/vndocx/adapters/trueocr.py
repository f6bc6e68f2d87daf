"""trueocr: a small second reader with its models in its wheel, surer than Tesseract of numbers and codes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vndocx.adapters.image import Picture
from vndocx.errors import PackageMissing
from vndocx.geometry import Box
from vndocx.model.scan import Line, Word
from vndocx.text import nfc

__all__ = ["SecondReader"]

_MAX_WIDTH = 768


@dataclass(frozen=True, slots=True)
class _Models:
    """The sessions of the models, loaded once a process."""

    engine: Any
    recogniser: Any


@lru_cache(maxsize=1)
def _models() -> _Models:
    try:
        import trueocr
        from trueocr.page import PageEngine
        from trueocr.recognizer import Recognizer
    except ImportError as error:
        raise PackageMissing(
            "the second reader is not installed", "Install it with: pip install 'vndocx[second-reader]'"
        ) from error
    from pathlib import Path

    folder = Path(trueocr.__file__).parent / "models"
    return _Models(PageEngine(folder, threads=1), Recognizer(folder, threads=1))


@dataclass(frozen=True, slots=True)
class SecondReader:
    """The reader "trueocr"."""

    name: str = "trueocr"

    def find_lines(self, grey: Picture, cells: tuple[Box, ...] = ()) -> tuple[Box, ...]:
        """The boxes of the lines of print in pixels, top to bottom; none reaches over the border of a cell."""
        found = [Box(*(float(value) for value in row[:4])) for row in _models().engine.detect(grey)]
        return tuple(sorted((part for box in found for part in _cut(box, cells)), key=lambda box: (box.y0, box.x0)))

    def read_lines(self, grey: Picture, boxes: tuple[Box, ...]) -> tuple[tuple[Word, ...], ...]:
        """The words in each box; boxes in pixels."""
        from trueocr.preprocess import pad_batch, prepare_gray, width_batches

        recogniser = _models().recogniser
        inks = []
        for box in boxes:
            crop = grey[int(box.y0) : int(np.ceil(box.y1)), int(box.x0) : int(np.ceil(box.x1))]
            inks.append(prepare_gray(crop, max_width=_MAX_WIDTH, pad_y=recogniser.pad_y, pad_x=recogniser.pad_x))
        words: list[tuple[Word, ...]] = [()] * len(boxes)
        for chosen in width_batches([ink.shape[1] for ink in inks], max_batch=32):
            tensor, widths = pad_batch([inks[index] for index in chosen])
            ids, sure, lengths = recogniser.session.run(["ids", "conf", "lengths"], {"x": tensor, "widths": widths})
            for row, index in enumerate(chosen):
                length = int(lengths[row])
                words[index] = _words(ids[row, :length], sure[row, :length], recogniser.chars, boxes[index])
        return tuple(words)

    def read(self, grey: Picture, dpi: float, cells: tuple[Box, ...] = ()) -> tuple[Line, ...]:
        """The lines of a page picture from top to bottom; boxes in pixels."""
        boxes = self.find_lines(grey, cells)
        return tuple(Line(words, index) for index, words in enumerate(self.read_lines(grey, boxes)) if words)


def _cut(box: Box, cells: tuple[Box, ...]) -> list[Box]:
    """The box, or its parts where it reaches over several cells side by side."""
    row = [
        cell for cell in cells if cell.y0 < box.middle[1] < cell.y1 and min(cell.x1, box.x1) - max(cell.x0, box.x0) > 4
    ]
    if len(row) < 2:
        return [box]
    return [Box(max(cell.x0 + 2, box.x0), box.y0, min(cell.x1 - 2, box.x1), box.y1) for cell in row]


def _words(ids: NDArray[np.int64], sure: NDArray[np.float32], letters: list[str], box: Box) -> tuple[Word, ...]:
    """The words of a line from its best letter at each step (0: none), a run of one letter counting once."""
    keep = (ids != 0) & np.concatenate(([True], ids[1:] != ids[:-1]))
    steps: list[int] = np.flatnonzero(keep).tolist()
    # The reader saw the line with a margin of .3 of its height on both sides.
    margin = 0.3 * box.height
    width = (box.width + 2 * margin) / max(1, len(ids))
    made: list[Word] = []
    start: list[int] = []
    for position, step in enumerate([*steps, -1]):
        if step >= 0 and letters[ids[step] - 1] != " ":
            start.append(position)
            continue
        if start:
            x0, x1 = (
                box.x0 - margin + width * (steps[start[0]] - 0.3),
                box.x0 - margin + width * (steps[start[-1]] + 1.3),
            )
            text = nfc("".join(letters[ids[steps[p]] - 1] for p in start))
            made.append(
                Word(
                    text,
                    Box(max(box.x0, x0), box.y0, min(box.x1, x1), box.y1),
                    float(np.mean(sure[[steps[p] for p in start]])),
                )
            )
        start = []
    return tuple(made)
