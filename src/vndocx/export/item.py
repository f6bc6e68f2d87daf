"""What exports are made from: a record and where its paper lies, and keys that stay the same."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote

from vndocx.model.findings import Evidence
from vndocx.model.record import Record

__all__ = ["Item", "fact_key"]


@dataclass(frozen=True, slots=True)
class Item:
    """A record, the path of its paper below the archive, and the folder of the papers (None where not known)."""

    record: Record
    path: str
    folder: str | None = None

    def link(self, page: int) -> str | None:
        """A file address that opens the paper at that page; None where the folder is not known."""
        if self.folder is None:
            return None
        return PurePath(self.folder, self.path).as_uri() + f"#page={page}"

    @property
    def address(self) -> str:
        """A name for the paper in linked data: its path, quoted."""
        return quote(self.path)


def fact_key(record: Record, kind: str, evidence: Evidence) -> str:
    """A key of 20 hexadecimal digits for a fact: the same file, kind and words give the same key.

    It does not depend on the file's name or place, nor on how many facts were found before it, so that a
    tracker can update an entry when the archive is read again.
    """
    seen = f"{record.id}\0{kind}\0{evidence.span.start}\0{evidence.text}"
    return hashlib.sha256(seen.encode()).hexdigest()[:20]
