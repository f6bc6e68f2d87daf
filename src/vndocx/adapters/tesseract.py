"""Tesseract through pytesseract: one call a page gives every word with its box and confidence."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np

from vndocx.adapters.image import Picture
from vndocx.errors import LanguageDataMissing, OcrFailed, ToolMissing
from vndocx.geometry import Box
from vndocx.model.scan import Line, OcrEngine, Word
from vndocx.text import nfc

__all__ = ["Tesseract"]

# White around the picture of a line, in pixels.
_EDGE_X, _EDGE_Y = 8, 6


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The reader "tesseract". ``timeout_s`` bounds one call."""

    languages: tuple[str, ...] = ("vie",)
    timeout_s: float = 120.0
    name: str = "tesseract"

    def read(self, grey: Picture, dpi: float, cells: tuple[Box, ...] = ()) -> tuple[Line, ...]:
        """The lines of a page picture in Tesseract's order; boxes in pixels, confidences 0..1 as Tesseract gives them.

        Tesseract finds ``cells`` of tables by itself. Raises ToolMissing, LanguageDataMissing, or OcrFailed when it
        stops with an error or takes too long.
        """
        from PIL import Image

        picture = Image.fromarray(grey)
        picture.format = "PPM"  # raw pixels: PNG would cost a tenth of the page's time to pack and unpack
        rows = _rows(self._call(picture, psm=3, dpi=dpi))
        return _lines(rows)

    def read_lines(self, grey: Picture, boxes: tuple[Box, ...], dpi: float) -> tuple[tuple[Word, ...], ...]:
        """The words in each box, which holds one line of print; boxes in pixels. Raises as ``read`` does.

        All lines go in one call, each as a page of its own of one TIFF file.
        """
        from PIL import Image

        if not boxes:
            return ()
        corners, crops = zip(*(_crop(grey, box) for box in boxes), strict=True)
        with TemporaryDirectory(prefix="vndocx-") as folder:
            path = Path(folder) / "lines.tiff"
            first, *others = (Image.fromarray(crop) for crop in crops)
            first.save(path, save_all=True, append_images=others)
            rows = _rows(self._call(str(path), psm=7, dpi=dpi))
        words: list[list[Word]] = [[] for _ in boxes]
        for row in rows:
            index = int(row.place[0]) - 1
            words[index].append(_word(row, *corners[index]))
        return tuple(map(tuple, words))

    def plain_text(self, picture: Picture) -> str:
        """What ``pytesseract.image_to_string`` makes of an RGB picture with none of our work: the measure of it."""
        import pytesseract
        from PIL import Image

        os.environ["OMP_THREAD_LIMIT"] = "1"
        text: str = pytesseract.image_to_string(Image.fromarray(picture), lang="+".join(self.languages))
        return text

    def engine(self) -> OcrEngine:
        """Name, version and languages of the program; raises ToolMissing."""
        import pytesseract

        try:
            version = str(pytesseract.get_tesseract_version())
        except pytesseract.TesseractNotFoundError as error:
            raise ToolMissing("the program 'tesseract' is not installed") from error
        return OcrEngine("tesseract", version, self.languages)

    def _call(self, picture: Any, psm: int, dpi: float) -> str:
        """Tesseract's table of words (TSV) for a picture or the path of one."""
        import pytesseract

        os.environ["OMP_THREAD_LIMIT"] = "1"  # its own threads make it six times as costly when every core has a page
        # Print on paper is dark: trying each doubtful line in reverse costs a tenth of the time and finds nothing.
        config = f"--oem 1 --psm {psm} --dpi {round(dpi)} -c tessedit_do_invert=0"
        try:
            with _for_this_account_alone():
                answer: str = pytesseract.image_to_data(
                    picture, lang="+".join(self.languages), config=config, timeout=self.timeout_s
                )
        except pytesseract.TesseractNotFoundError as error:
            raise ToolMissing("the program 'tesseract' is not installed") from error
        except pytesseract.TesseractError as error:
            if "language" in str(error.message) or "traineddata" in str(error.message):
                raise LanguageDataMissing(f"tesseract has no data for {'+'.join(self.languages)}") from error
            raise OcrFailed(f"tesseract stopped with code {error.status}: {error.message}") from error
        except RuntimeError as error:
            raise OcrFailed(f"tesseract took longer than {self.timeout_s:g} s") from error
        return answer


@contextmanager
def _for_this_account_alone() -> Iterator[None]:
    """Files made meanwhile, those of programs called too, can be read by nobody else: papers may be secret."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


class _Row(NamedTuple):
    """A word of Tesseract's table. ``place``: its page, block, paragraph and line."""

    place: tuple[str, ...]
    box: Box
    confidence: float
    text: str


def _rows(table: str) -> list[_Row]:
    """The words of a TSV answer; boxes in pixels, confidences 0..1."""
    rows: list[_Row] = []
    for row in table.split("\n")[1:]:
        cells = row.rstrip("\r").split("\t")
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
            continue
        left, top, width, height = (float(value) for value in cells[6:10])
        sure = min(1.0, max(0.0, float(cells[10]) / 100))
        rows.append(_Row(tuple(cells[1:5]), Box(left, top, left + width, top + height), sure, nfc(cells[11].strip())))
    return rows


def _word(row: _Row, x: float = 0.0, y: float = 0.0) -> Word:
    """The word, its box moved by (x, y)."""
    box = row.box
    return Word(row.text, Box(box.x0 + x, box.y0 + y, box.x1 + x, box.y1 + y), row.confidence)


def _lines(rows: list[_Row]) -> tuple[Line, ...]:
    """The rows as lines; a line's block counts Tesseract's paragraphs."""
    blocks: dict[tuple[str, ...], int] = {}
    return tuple(
        Line(tuple(_word(row) for row in group), blocks.setdefault(place[:3], len(blocks)))
        for place, group in groupby(rows, key=lambda row: row.place)
    )


def _crop(grey: Picture, box: Box) -> tuple[tuple[float, float], Picture]:
    """The picture of one line on white, and where its top left corner lies on the page.

    Marks stacked on capitals reach higher above the box than tails reach below it.
    """
    height, width = grey.shape
    x0, x1 = max(0, round(box.x0 - 0.3 * box.height)), min(width, round(box.x1 + 0.3 * box.height) + 1)
    y0, y1 = max(0, round(box.y0 - 0.15 * box.height)), min(height, round(box.y1 + 0.05 * box.height) + 1)
    crop = np.full((y1 - y0 + 2 * _EDGE_Y, x1 - x0 + 2 * _EDGE_X), 255, np.uint8)
    crop[_EDGE_Y:-_EDGE_Y, _EDGE_X:-_EDGE_X] = grey[y0:y1, x0:x1]
    return (float(x0 - _EDGE_X), float(y0 - _EDGE_Y)), crop
