"""Which engine read the scanned pages, for the record's provenance."""

from __future__ import annotations

from importlib.metadata import version

from vndocx.adapters.tesseract import Tesseract
from vndocx.model.scan import OcrEngine
from vndocx.settings import Mode, Settings

__all__ = ["engine_of"]


def engine_of(settings: Settings) -> OcrEngine:
    """The engine of the mode; where two readers decide together, both by name."""
    if settings.mode is Mode.FAST:
        return OcrEngine("trueocr", version("trueocr"), settings.languages)
    tesseract = Tesseract(settings.languages, settings.ocr_timeout_s).engine()
    if settings.mode is Mode.BEST:
        both = f"{tesseract.version}+{version('trueocr')}"
        return OcrEngine(f"{tesseract.engine}+trueocr", both, settings.languages)
    return tesseract
