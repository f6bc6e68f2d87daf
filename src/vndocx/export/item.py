"""What exports are made from: a record and where its paper lies, and keys that stay the same."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote

from vndocx.model.findings import Deadline, Evidence
from vndocx.model.record import Record

__all__ = ["Item", "deadline_key", "fact_key"]


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
    return _digest(f"{record.id}\0{kind}\0{evidence.span.start}\0{evidence.text}")


def deadline_key(record: Record, deadline: Deadline) -> str:
    """As ``fact_key``, also where one phrase gives several deadlines: "trước ngày 01/6 và 15/11 hằng năm"."""
    twins = [one.id for one in record.deadlines if one.evidence.span == deadline.evidence.span]
    turn = twins.index(deadline.id)
    if turn == 0:
        return fact_key(record, "deadline", deadline.evidence)
    return _digest(f"{record.id}\0deadline\0{deadline.evidence.span.start}\0{deadline.evidence.text}\0{turn}")


def _digest(seen: str) -> str:
    return hashlib.sha256(seen.encode()).hexdigest()[:20]
