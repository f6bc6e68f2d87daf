"""Is a DOCX file safe to open? Checked on its ZIP package before anything is unpacked."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from vndocx.errors import DamagedFile, TooLarge

__all__ = ["check_package"]

_MOST_XML_BYTES = 400_000_000  # unpacked; a thousand pages need about 20 million
_MOST_RATIO = 200  # unpacked to packed: above this and 20 MB it is a bomb


def check_package(path: Path) -> None:
    """Raise TooLarge for a zip bomb, DamagedFile for torn parts or for XML that defines entities."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            whole = sum(info.file_size for info in infos if info.filename.endswith((".xml", ".rels")))
            packed = max(1, sum(info.compress_size for info in infos))
            if whole > _MOST_XML_BYTES or (whole > 20_000_000 and whole / packed > _MOST_RATIO):
                raise TooLarge(f"{path.name} unpacks to {whole:,} bytes of text: more than any paper holds")
            for info in infos:
                if not info.filename.endswith((".xml", ".rels")):
                    continue
                with archive.open(info) as stream:
                    head = stream.read(4096)
                if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                    raise DamagedFile(f"{path.name} defines entities in its XML, which no Word file does")
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error) as error:
        raise DamagedFile(f"{path.name} is a DOCX file that is cut short or torn") from error
