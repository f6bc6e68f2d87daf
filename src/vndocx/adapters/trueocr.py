"""trueocr: a small second reader with its models in its wheel, surer than Tesseract of numbers and codes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vndocx.adapters.image import Picture
from vndocx.errors import PackageMissing
from vndocx.geometry import Box
from vndocx.model.scan import Word
from vndocx.text import nfc

__all__ = ["SecondReader", "Seen"]

_MAX_WIDTH = 768
_BATCH = 8  # lines at once: more take longer each, and more memory
# What the model reckons with and does not give out by itself: the eight likeliest letters of each step, how likely
# (logarithms), and how likely no letter is.
_INNER = ("topi", "topv", "blank")


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
    folder = Path(trueocr.__file__).parent / "models"
    recogniser = Recognizer(folder, threads=1)
    recogniser.session = _giving_more(folder / "rec.onnx")
    return _Models(PageEngine(folder, threads=1), recogniser)


def _giving_more(path: Path) -> Any:
    """The session of the model with ``_INNER`` among its outputs."""
    import onnxruntime  # type: ignore[import-untyped]

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    # A message of protobuf with another appended is both merged: the model's graph (7) gains outputs (12) by name (1).
    outputs = b"".join(_field(12, _field(1, name.encode())) for name in _INNER)
    model = path.read_bytes() + _field(7, outputs)
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _field(number: int, value: bytes) -> bytes:
    """A field of a protobuf message that holds at most 127 bytes."""
    return bytes((number << 3 | 2, len(value))) + value


@dataclass(frozen=True, slots=True)
class Seen:
    """A line as read, and what the reader saw at each step from left to right.

    ``letters`` are the numbers of the likeliest letters in ``alphabet``, counted from 1 (0: none), ``likely`` how
    likely each is, ``nothing`` how likely no letter is. Word number i was read within the steps ``windows[i]``.
    """

    words: tuple[Word, ...]
    windows: tuple[tuple[int, int], ...]
    letters: NDArray[np.int64]
    likely: NDArray[np.float32]
    nothing: NDArray[np.float32]
    alphabet: list[str]


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
        return tuple(seen.words for seen in self.look(grey, boxes))

    def look(self, grey: Picture, boxes: tuple[Box, ...]) -> tuple[Seen, ...]:
        """What stands in each box; boxes in pixels."""
        from trueocr.preprocess import pad_batch, prepare_gray, width_batches

        recogniser = _models().recogniser
        inks = []
        for box in boxes:
            crop = grey[int(box.y0) : int(np.ceil(box.y1)), int(box.x0) : int(np.ceil(box.x1))]
            inks.append(prepare_gray(crop, max_width=_MAX_WIDTH, pad_y=recogniser.pad_y, pad_x=recogniser.pad_x))
        seen: dict[int, Seen] = {}
        for chosen in width_batches([ink.shape[1] for ink in inks], max_batch=_BATCH):
            tensor, widths = pad_batch([inks[index] for index in chosen])
            answer = recogniser.session.run(["ids", "conf", "lengths", *_INNER], {"x": tensor, "widths": widths})
            ids, sure, lengths, letters, likely, nothing = answer
            for row, index in enumerate(chosen):
                steps = slice(int(lengths[row]))
                words, windows = _words(ids[row, steps], sure[row, steps], recogniser.chars, boxes[index])
                odds = np.exp(likely[row, steps]), np.exp(nothing[row, steps])
                seen[index] = Seen(words, windows, letters[row, steps], *odds, recogniser.chars)
        return tuple(seen[index] for index in range(len(boxes)))


def _cut(box: Box, cells: tuple[Box, ...]) -> list[Box]:
    """The box, or its parts where it reaches over several cells side by side."""
    row = [
        cell for cell in cells if cell.y0 < box.middle[1] < cell.y1 and min(cell.x1, box.x1) - max(cell.x0, box.x0) > 4
    ]
    if len(row) < 2:
        return [box]
    return [Box(max(cell.x0 + 2, box.x0), box.y0, min(cell.x1 - 2, box.x1), box.y1) for cell in row]


def _words(
    ids: NDArray[np.int64], sure: NDArray[np.float32], letters: list[str], box: Box
) -> tuple[tuple[Word, ...], tuple[tuple[int, int], ...]]:
    """The words of a line from its best letter at each step (0: none), a run of one letter counting once; and the
    steps from the word before to the word after each."""
    keep = (ids != 0) & np.concatenate(([True], ids[1:] != ids[:-1]))
    steps: list[int] = np.flatnonzero(keep).tolist()
    # The reader saw the line with a margin of .3 of its height on both sides.
    margin = 0.3 * box.height
    width = (box.width + 2 * margin) / max(1, len(ids))
    groups: list[list[int]] = [[]]
    for step in steps:
        if letters[ids[step] - 1] == " ":
            groups.append([])
        else:
            groups[-1].append(step)
    groups = [group for group in groups if group]
    made: list[Word] = []
    for group in groups:
        x0 = box.x0 - margin + width * (group[0] - 0.3)
        x1 = box.x0 - margin + width * (group[-1] + 1.3)
        text = nfc("".join(letters[ids[step] - 1] for step in group))
        place = Box(max(box.x0, x0), box.y0, min(box.x1, x1), box.y1)
        made.append(Word(text, place, float(np.mean(sure[group]))))
    changes = np.append(np.flatnonzero(ids[1:] != ids[:-1]) + 1, len(ids))
    starts = [0, *(int(changes[np.searchsorted(changes, group[-1], "right")]) for group in groups[:-1])]
    ends = [*(group[0] for group in groups[1:]), len(ids)]
    return tuple(made), tuple(zip(starts, ends, strict=True))[: len(made)]
