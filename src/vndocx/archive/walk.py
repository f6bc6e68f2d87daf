"""Which files a run reads, and where each record goes."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from vndocx.archive.task import printable
from vndocx.errors import FileUnreadable

__all__ = ["LEDGER_NAME", "Found", "Walk", "named", "output_of"]

LEDGER_NAME = "ledger.sqlite"
LEFT_BY_PROGRAMS = frozenset({"thumbs.db", "desktop.ini"})
NAME_BYTES = 255  # what file systems allow one name


@dataclass(frozen=True, slots=True)
class Found:
    """A file: ``relative`` is its path under ``root``; size and mtime tell a changed file."""

    root: str
    relative: str
    size: int
    mtime_ns: int

    @property
    def path(self) -> str:
        return os.path.join(self.root, self.relative)


@dataclass(slots=True)
class Walk:
    """The files under some paths, in the order of their names, and what was passed over.

    Iterate once; afterwards ``skipped`` counts by reason ("hidden", "special", "loop", "output") and
    ``unreadable`` names folders that could not be read.
    """

    paths: tuple[Path, ...]
    output: Path | None = None
    skipped: Counter[str] = field(default_factory=Counter)
    unreadable: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Found]:
        entered: set[tuple[int, int]] = set()
        for path in self.paths:
            facts = named(path)
            if not stat.S_ISDIR(facts.st_mode):
                folder, name = os.path.split(os.path.abspath(path))
                yield Found(folder, name, facts.st_size, facts.st_mtime_ns)
                continue
            root = os.path.abspath(path)
            folders = [""]
            while folders:
                inside: list[str] = []
                yield from self._files(root, folders.pop(), entered, inside)
                folders += reversed(inside)

    def _files(self, root: str, under: str, entered: set[tuple[int, int]], inside: list[str]) -> Iterator[Found]:
        """The files of one folder; its own folders are put on ``inside``. A folder reached twice is read once."""
        here = os.path.join(root, under)
        try:
            facts = os.stat(here)
            if self.output is not None and self.output.exists() and os.path.samestat(facts, self.output.stat()):
                self.skipped["output"] += 1
                return
            if (key := (facts.st_dev, facts.st_ino)) in entered:
                self.skipped["loop"] += 1
                return
            entered.add(key)
            with os.scandir(here) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            self.unreadable.append(f"{printable(here)}: {error.strerror}")
            return
        if any(entry.name == LEDGER_NAME for entry in entries):
            self.skipped["output"] += 1
            return
        for entry in entries:
            name = os.path.join(under, entry.name)
            if entry.name.startswith((".", "~$")) or entry.name.lower() in LEFT_BY_PROGRAMS:
                self.skipped["hidden"] += 1
                continue
            try:
                facts = entry.stat()
            except OSError:  # a link to nothing: the ledger will say that it cannot be read
                yield Found(root, name, 0, 0)
                continue
            if stat.S_ISDIR(facts.st_mode):
                inside.append(name)
            elif stat.S_ISREG(facts.st_mode):
                yield Found(root, name, facts.st_size, facts.st_mtime_ns)
            else:
                self.skipped["special"] += 1


def named(path: Path) -> os.stat_result:
    """What the system says of a path that a person named; raises FileUnreadable when it is no file and no folder."""
    try:
        facts = path.stat()
    except OSError as error:
        raise FileUnreadable(f"{printable(path)}: {error.strerror}") from error
    if not (stat.S_ISDIR(facts.st_mode) or stat.S_ISREG(facts.st_mode)):
        raise FileUnreadable(f"{printable(path)} is neither a file nor a folder")
    return facts


def output_of(relative: str) -> str:
    """Where the record of a file goes, under the output folder: ``a/b.pdf`` → ``a/b.pdf.json``.

    A name too long for the suffix is cut and gets a digest, so that no two files share a record.
    """
    folder, name = os.path.split(relative)
    raw = os.fsencode(name)
    if len(raw) + len(".json") > NAME_BYTES:
        digest = hashlib.sha256(raw).hexdigest()[:12]
        kept = raw[: NAME_BYTES - len(".json") - 13].decode("utf-8", "ignore")
        name = f"{kept}~{digest}"
    return os.path.join(folder, name + ".json")
