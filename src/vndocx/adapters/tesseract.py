"""Tesseract through pytesseract: one call a page gives every word with its box and confidence."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

from vndocx.adapters.image import Picture
from vndocx.errors import LanguageDataMissing, OcrFailed, ToolMissing
from vndocx.geometry import Box
from vndocx.model.scan import Line, OcrEngine, Word
from vndocx.text import nfc

__all__ = ["Tesseract"]

# Threads of its own make Tesseract six times as costly on a machine whose cores all have a page.
_ENVIRONMENT = ("OMP_THREAD_LIMIT", "1")


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The reader "tesseract". ``timeout_s`` bounds one call."""

    languages: tuple[str, ...] = ("vie",)
    timeout_s: float = 120.0
    name: str = "tesseract"

    def read(self, grey: Picture, dpi: float) -> tuple[Line, ...]:
        """The lines of a page picture in Tesseract's order; boxes in pixels, confidences 0..1 as Tesseract gives them.

        Raises ToolMissing, LanguageDataMissing, or OcrFailed when it stops with an error or takes too long.
        """
        config = f"--oem 1 --psm 3 --dpi {round(dpi)}"
        return _lines(self._call("image_to_data", grey, config))

    def engine(self) -> OcrEngine:
        """Name, version and languages of the program; raises ToolMissing."""
        import pytesseract

        try:
            version = str(pytesseract.get_tesseract_version())
        except pytesseract.TesseractNotFoundError as error:
            raise ToolMissing("the program 'tesseract' is not installed") from error
        return OcrEngine("tesseract", version, self.languages)

    def check(self) -> None:
        """Raises ToolMissing or LanguageDataMissing when a page could not be read."""
        import pytesseract

        try:
            there = set(pytesseract.get_languages())
        except pytesseract.TesseractNotFoundError as error:
            raise ToolMissing("the program 'tesseract' is not installed") from error
        missing = [language for language in self.languages if language not in there]
        if missing:
            raise LanguageDataMissing(f"tesseract has no data for {', '.join(missing)}")

    def _call(self, function: str, grey: Picture, config: str) -> str:
        import pytesseract
        from PIL import Image

        os.environ.__setitem__(*_ENVIRONMENT)
        picture = Image.fromarray(grey)
        picture.format = "PPM"  # raw pixels: PNG would cost a tenth of the page's time to pack and unpack
        call: Any = getattr(pytesseract, function)
        try:
            answer: str = call(picture, lang="+".join(self.languages), config=config, timeout=self.timeout_s)
        except pytesseract.TesseractNotFoundError as error:
            raise ToolMissing("the program 'tesseract' is not installed") from error
        except pytesseract.TesseractError as error:
            if "language" in str(error.message) or "traineddata" in str(error.message):
                raise LanguageDataMissing(f"tesseract has no data for {'+'.join(self.languages)}") from error
            raise OcrFailed(f"tesseract stopped with code {error.status}: {error.message}") from error
        except RuntimeError as error:
            raise OcrFailed(f"tesseract took longer than {self.timeout_s:g} s") from error
        return answer


def _lines(table: str) -> tuple[Line, ...]:
    """The lines in a TSV answer; a line's block counts Tesseract's paragraphs."""
    lines: list[tuple[int, list[Word]]] = []
    blocks: dict[tuple[str, ...], int] = {}
    last: tuple[str, ...] | None = None
    for row in table.split("\n")[1:]:
        cells = row.rstrip("\r").split("\t")
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
            continue
        left, top, width, height = (float(value) for value in cells[6:10])
        word = Word(
            nfc(cells[11].strip()),
            Box(left, top, left + width, top + height),
            min(1.0, max(0.0, float(cells[10]) / 100)),
        )
        if tuple(cells[1:5]) != last:
            last = tuple(cells[1:5])
            lines.append((blocks.setdefault(last[:3], len(blocks)), []))
        lines[-1][1].append(word)
    return tuple(Line(tuple(words), block) for block, words in lines)
