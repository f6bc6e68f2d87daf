"""Which engine read the scanned pages, for the record's provenance."""

from __future__ import annotations

from importlib.metadata import version

from vndocx.adapters.tesseract import Tesseract
from vndocx.model.scan import OcrEngine
from vndocx.settings import Mode, Settings

__all__ = ["engine_of"]


def engine_of(settings: Settings) -> OcrEngine:
    """The engine of the mode; where two readers decide together, the one that is always there."""
    if settings.mode is Mode.FAST:
        return OcrEngine("trueocr", version("trueocr"), settings.languages)
    return Tesseract(settings.languages, settings.ocr_timeout_s).engine()
