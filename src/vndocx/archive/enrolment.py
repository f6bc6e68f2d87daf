"""Enrolment: the files found on the disk against what the ledger knows of them."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path

from vndocx.archive.ledger import Ledger
from vndocx.archive.task import printable
from vndocx.archive.walk import Walk, output_of
from vndocx.errors import VndocxError

__all__ = ["Collision", "Rerun", "enrol"]

# Faults of the machine or of its rights, not of the file: the next run tries again by itself.
MENDABLE = ("tool_missing", "language_data_missing", "package_missing", "setup", "unreadable", "unwritable")


class Rerun(StrEnum):
    """Which files with a result are read again."""

    FAILED = "failed"
    OUTDATED = "outdated"
    ALL = "all"


class Collision(VndocxError):
    """Two files whose records would have one name."""

    exit_code, code = 2, "collision"
    advice = "Give the folder above both, or one output folder for each."


def enrol(ledger: Ledger, walk: Walk, output: Path, run: int, recipe: str, rerun: Rerun | None) -> None:
    """Bring the ledger up to date with the files of ``walk``; what is to be read is left waiting.

    Raises Collision when two different files would have the same record.
    """
    ledger.db.execute(
        "CREATE TEMP TABLE found (path BLOB PRIMARY KEY, name TEXT, root BLOB, suffix TEXT, size INTEGER,"
        " mtime_ns INTEGER)"
    )
    with ledger.change() as db:
        for file in walk:
            key, root = os.fsencode(file.relative), os.fsencode(file.root)
            suffix = os.path.splitext(file.relative)[1].lower()
            added = db.execute(
                "INSERT OR IGNORE INTO found VALUES (?, ?, ?, ?, ?, ?)",
                (key, printable(file.relative), root, printable(suffix), file.size, file.mtime_ns),
            ).rowcount
            if not added:
                (other,) = db.execute("SELECT root FROM found WHERE path = ?", (key,)).fetchone()
                _refuse_collision(os.path.join(os.fsdecode(other), file.relative), file.path)
        for path, old, new in db.execute(
            "SELECT path, files.root, found.root FROM files JOIN found USING (path)"
            " WHERE files.root <> found.root AND (files.size, files.mtime_ns) <> (found.size, found.mtime_ns)"
        ).fetchall():
            before = os.path.join(os.fsdecode(old), os.fsdecode(path))
            if os.path.lexists(before):
                _refuse_collision(before, os.path.join(os.fsdecode(new), os.fsdecode(path)))
        db.execute("UPDATE files SET state = 'waiting' WHERE state = 'running'")
        db.execute(
            "UPDATE files SET state = 'waiting', sha256 = NULL, twin = NULL, forced = 0, size = found.size,"
            " mtime_ns = found.mtime_ns FROM found"
            " WHERE found.path = files.path AND (files.size, files.mtime_ns) <> (found.size, found.mtime_ns)"
        )
        db.execute(
            "UPDATE files SET seen = ?, missing = 0, root = found.root FROM found WHERE found.path = files.path", (run,)
        )
        db.execute(
            "INSERT INTO files (path, name, root, suffix, size, mtime_ns, state, seen)"
            " SELECT path, name, root, suffix, size, mtime_ns, 'waiting', ? FROM found"
            " WHERE path NOT IN (SELECT path FROM files)",
            (run,),
        )
        _rerun(ledger, run, recipe, rerun)
        _note_missing(ledger, output, run)
        db.execute(
            "UPDATE files SET state = 'waiting', twin = NULL WHERE state = 'duplicate'"
            " AND twin IN (SELECT id FROM files WHERE state = 'waiting' OR missing)"
        )
        db.executemany("INSERT INTO unread_folders VALUES (?, ?)", [(run, message) for message in walk.unreadable])
    ledger.db.execute("DROP TABLE found")


def _refuse_collision(one: str, other: str) -> None:
    if not (os.path.exists(one) and os.path.exists(other) and os.path.samefile(one, other)):
        name = printable(output_of(os.path.basename(one)))
        raise Collision(f"{printable(one)} and {printable(other)} would both be written to {name}")


def _rerun(ledger: Ledger, run: int, recipe: str, rerun: Rerun | None) -> None:
    marks = ", ".join("?" * len(MENDABLE))
    ledger.db.execute(
        f"UPDATE files SET state = 'waiting' WHERE seen = ? AND state = 'failed' AND fault IN ({marks})",
        (run, *MENDABLE),
    )
    if rerun is Rerun.FAILED:
        ledger.db.execute("UPDATE files SET state = 'waiting' WHERE seen = ? AND state = 'failed'", (run,))
    elif rerun is Rerun.OUTDATED:
        ledger.db.execute(
            "UPDATE files SET state = 'waiting' WHERE seen = ? AND state IN ('done', 'partial', 'failed')"
            " AND recipe IS NOT ?",
            (run, recipe),
        )
    elif rerun is Rerun.ALL:
        ledger.db.execute("UPDATE files SET state = 'waiting', forced = 1, twin = NULL WHERE seen = ?", (run,))


def _note_missing(ledger: Ledger, output: Path, run: int) -> None:
    """Files that are gone keep their record and say so; files whose record is gone wait again."""
    db = ledger.db
    others = db.execute(
        "SELECT id, root, path, missing FROM files"
        " WHERE seen <> ? AND root IN (SELECT DISTINCT root FROM files WHERE seen = ?)",
        (run, run),
    )
    changed = [
        (gone, file)
        for file, root, path, missing in others
        if (gone := not os.path.lexists(os.path.join(os.fsdecode(root), os.fsdecode(path)))) != missing
    ]
    db.executemany("UPDATE files SET missing = ? WHERE id = ?", changed)
    settled = db.execute(
        "SELECT id, path FROM files WHERE seen = ? AND state IN ('done', 'partial', 'duplicate')", (run,)
    )
    lost = [(file,) for file, path in settled if not (output / output_of(os.fsdecode(path))).is_file()]
    db.executemany("UPDATE files SET state = 'waiting', twin = NULL WHERE id = ?", lost)
