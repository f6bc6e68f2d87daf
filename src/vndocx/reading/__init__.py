"""Reading: a file → Scan. What the file is, how its words are got, page by page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from vndocx.model.scan import Scan
from vndocx.reading.files import read_source
from vndocx.reading.plain import read_plain
from vndocx.settings import Settings

__all__ = ["reader"]


def reader(settings: Settings) -> Callable[[Path], Scan]:
    """A function that reads one file; it raises InputError when the file cannot be used."""

    def read(path: Path) -> Scan:
        source, content = read_source(path, settings)
        return read_plain(source, content)

    return read
