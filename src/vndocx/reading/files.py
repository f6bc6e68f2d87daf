"""What is this file? By content, not by suffix."""

from __future__ import annotations

import hashlib
from pathlib import Path

from vndocx.errors import EmptyFile, FileUnreadable
from vndocx.model.scan import Source
from vndocx.settings import Settings

__all__ = ["read_source"]


def read_source(path: Path, settings: Settings) -> tuple[Source, bytes]:
    """The file's identity and its bytes."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileUnreadable(f"{path.name}: {error.strerror}") from error
    if not content:
        raise EmptyFile(f"{path.name} is empty")
    return Source(path.name, hashlib.sha256(content).hexdigest(), len(content), "text/plain", 1), content
