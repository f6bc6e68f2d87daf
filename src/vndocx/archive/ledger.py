"""The ledger: what is known of every file of an archive, in one SQLite file beside the records.

    waiting ─▶ running ─▶ done | partial | failed        duplicate: same bytes as a file that is read
       ▲          │
       └──────────┘  the run was stopped or killed

A record is on the disk before its row says so; a row says so together with its facts, in one transaction.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from vndocx.archive import index
from vndocx.archive.facts import Facts
from vndocx.archive.task import Outcome
from vndocx.archive.walk import LEDGER_NAME
from vndocx.errors import FileUnreadable, OutputUnwritable

__all__ = ["Ledger", "Row", "now", "open_ledger"]

VERSION = 1

SCHEMA = """
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    path BLOB NOT NULL UNIQUE,      -- under its root, as the file system has it
    name TEXT NOT NULL,             -- the same for people
    root BLOB NOT NULL,             -- the folder it was found in by the last run
    suffix TEXT NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    sha256 TEXT,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'partial', 'failed', 'duplicate')),
    forced INTEGER NOT NULL DEFAULT 0,  -- read again even if a good record is there
    twin INTEGER REFERENCES files (id),
    recipe TEXT,
    fault TEXT, exit_code INTEGER, message TEXT, hint TEXT, detail TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    seconds REAL,
    pages INTEGER,
    type TEXT, number TEXT, issuer TEXT, issued TEXT, subject TEXT,
    secrecy TEXT,                   -- set: held back from exports and questions unless a person allows it
    seen INTEGER NOT NULL,          -- the last run that found the file
    missing INTEGER NOT NULL DEFAULT 0,
    finished TEXT
);
CREATE INDEX files_waiting ON files (seen, size DESC, id) WHERE state = 'waiting';
CREATE INDEX files_bytes ON files (sha256);
CREATE INDEX files_twin ON files (twin) WHERE twin IS NOT NULL;
CREATE TABLE runs (
    id INTEGER PRIMARY KEY, started TEXT NOT NULL, ended TEXT, recipe TEXT NOT NULL, engine TEXT NOT NULL,
    jobs INTEGER NOT NULL, seconds REAL, read INTEGER NOT NULL DEFAULT 0, pages INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE unread_folders (run INTEGER NOT NULL REFERENCES runs (id), message TEXT NOT NULL);
CREATE TABLE litter (path BLOB PRIMARY KEY);  -- records of renamed files, to be removed
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A file in the ledger, as far as a run asks."""

    id: int
    path: str
    name: str
    root: str
    suffix: str
    size: int
    sha256: str | None
    state: str
    forced: bool
    recipe: str | None

    @property
    def full_path(self) -> str:
        return os.path.join(self.root, self.path)


ROW = "id, path, name, root, suffix, size, sha256, state, forced, recipe"


def now() -> str:
    """The time in UTC to the second, for people; no record ever holds it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@contextmanager
def open_ledger(output: Path, *, write: bool = False) -> Iterator[Ledger]:
    """The ledger of an output folder; made where it is missing if ``write``.

    Raises FileUnreadable (OutputUnwritable if ``write``) when there is none, when it is damaged, or when its format is
    not this vndocx's.
    """
    path = output / LEDGER_NAME
    if not write and not path.is_file():
        raise FileUnreadable(f"{output} holds no {LEDGER_NAME}", "Name the folder given to 'vndocx extract' with -o.")
    try:
        connection = _connect(path, write)
    except sqlite3.DatabaseError as error:
        raise (OutputUnwritable if write else FileUnreadable)(
            f"{path}: {error}",
            f"If the ledger is damaged, move {LEDGER_NAME} away and run again: it is made anew from the records.",
        ) from error
    try:
        yield Ledger(connection)
    finally:
        connection.close()


def _connect(path: Path, write: bool) -> sqlite3.Connection:
    connection = _opened(path, write)
    connection.row_factory = sqlite3.Row
    try:
        if write:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
        found: int = connection.execute("PRAGMA user_version").fetchone()[0]
        if found == 0 and write:
            connection.executescript(f"BEGIN; {SCHEMA} {index.SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
        elif found != VERSION:
            raise sqlite3.DatabaseError(f"its format is {found}, this vndocx knows {VERSION}")
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _opened(path: Path, write: bool) -> sqlite3.Connection:
    if write:
        return sqlite3.connect(path, isolation_level=None)
    where = path.absolute().as_uri()
    connection = sqlite3.connect(f"{where}?mode=ro", uri=True, isolation_level=None)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError:  # a read-only disk, where the log cannot keep its index
        connection.close()
        return sqlite3.connect(f"{where}?immutable=1", uri=True, isolation_level=None)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


@dataclass(frozen=True, slots=True)
class Ledger:
    """An open ledger."""

    db: sqlite3.Connection

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or nothing."""
        try:
            self.db.execute("BEGIN IMMEDIATE")
            yield self.db
            self.db.execute("COMMIT")
        except BaseException as error:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.IntegrityError):
                raise OutputUnwritable(f"the ledger cannot be written: {error}") from error
            raise

    def rows(self, where: str, *values: object) -> list[Row]:
        """The files for which the SQL condition ``where`` holds."""
        return [_row(found) for found in self.db.execute(f"SELECT {ROW} FROM files WHERE {where}", values)]

    def next_waiting(self, run: int) -> Row | None:
        """The largest file that waits: large ones first keep all cores busy to the end."""
        found = self.rows("state = 'waiting' AND seen = ? ORDER BY size DESC, id LIMIT 1", run)
        return found[0] if found else None

    def start(self, row: Row, sha256: str) -> None:
        """Note that the file is being read."""
        with self.change() as db:
            db.execute(
                "UPDATE files SET state = 'running', sha256 = ?, attempts = attempts + 1 WHERE id = ?", (sha256, row.id)
            )

    def stop(self) -> None:
        """Put files that were being read back to waiting: the run ended before they did."""
        with self.change() as db:
            db.execute("UPDATE files SET state = 'waiting' WHERE state = 'running'")
            db.execute(
                "UPDATE files SET state = 'waiting', twin = NULL WHERE state = 'duplicate'"
                " AND twin IN (SELECT id FROM files WHERE state = 'waiting')"
            )

    def finish(self, file: int, outcome: Outcome, facts: Facts) -> None:
        """Note a record that is on the disk, with its facts."""
        with self.change() as db:
            db.execute(
                "UPDATE files SET state = ?, sha256 = ?, recipe = ?, forced = 0, twin = NULL, fault = NULL,"
                " exit_code = NULL, message = NULL, hint = NULL, detail = NULL, attempts = attempts + ?, seconds = ?,"
                " pages = ?, type = ?, number = ?, issuer = ?, issued = ?, subject = ?, secrecy = ?, finished = ?"
                " WHERE id = ?",
                (
                    facts.state, facts.sha256, facts.recipe, outcome.attempts - 1, outcome.seconds, facts.pages,
                    facts.type, facts.number, facts.issuer, facts.issued, facts.subject, facts.secrecy, now(), file,
                ),
            )  # fmt: skip
            index.keep_facts(db, file, facts)

    def fail(self, file: int, outcome: Outcome, recipe: str) -> None:
        """Note a file that cannot be read, and why."""
        with self.change() as db:
            db.execute(
                "UPDATE files SET state = 'failed', recipe = ?, forced = 0, twin = NULL, fault = ?, exit_code = ?,"
                " message = ?, hint = ?, detail = ?, attempts = attempts + ?, seconds = ?, finished = ?"
                " WHERE id = ?",
                (
                    recipe, outcome.code, outcome.exit_code, outcome.message, outcome.hint, outcome.detail,
                    outcome.attempts - 1, outcome.seconds, now(), file,
                ),
            )  # fmt: skip

    def fault_of(self, row: Row) -> Outcome:
        """The fault noted for a failed file."""
        found = self.db.execute(
            "SELECT fault, exit_code, message, hint, detail FROM files WHERE id = ?", (row.id,)
        ).fetchone()
        return Outcome(
            code=found["fault"], exit_code=found["exit_code"], message=found["message"], hint=found["hint"],
            detail=found["detail"],
        )  # fmt: skip

    def forget_facts(self, file: int) -> None:
        """Drop the facts of a record that is no more."""
        with self.change() as db:
            index.drop_facts(db, file)

    def link(self, row: Row, twin: Row, sha256: str) -> None:
        """Note that ``row`` has the same bytes as ``twin``."""
        with self.change() as db:
            db.execute(
                "UPDATE files SET state = 'duplicate', sha256 = ?, twin = ?, forced = 0, fault = NULL,"
                " exit_code = NULL, message = NULL, hint = NULL, detail = NULL, seconds = 0, finished = ?,"
                " (recipe, pages, type, number, issuer, issued, subject, secrecy) ="
                " (SELECT recipe, pages, type, number, issuer, issued, subject, secrecy FROM files WHERE id = ?)"
                " WHERE id = ?",
                (sha256, twin.id, now(), twin.id, row.id),
            )
            index.drop_facts(db, row.id)

    def rename(self, old: Row, new: Row, litter: str) -> None:
        """Note that ``old`` is found as ``new``; its record at ``litter`` is to be removed."""
        with self.change() as db:
            mtime_ns, seen = db.execute("SELECT mtime_ns, seen FROM files WHERE id = ?", (new.id,)).fetchone()
            db.execute("DELETE FROM files WHERE id = ?", (new.id,))
            db.execute(
                "UPDATE files SET path = ?, name = ?, root = ?, suffix = ?, mtime_ns = ?, seen = ?, missing = 0"
                " WHERE id = ?",
                (os.fsencode(new.path), new.name, os.fsencode(new.root), new.suffix, mtime_ns, seen, old.id),
            )
            db.execute("INSERT OR IGNORE INTO litter VALUES (?)", (os.fsencode(litter),))

    def sweep(self, output: Path) -> None:
        """Remove the records of files that were renamed."""
        for (path,) in self.db.execute("SELECT path FROM litter").fetchall():
            (output / os.fsdecode(path)).unlink(missing_ok=True)
            with self.change() as db:
                db.execute("DELETE FROM litter WHERE path = ?", (path,))


def _row(found: sqlite3.Row) -> Row:
    return Row(
        id=found["id"],
        path=os.fsdecode(found["path"]),
        name=found["name"],
        root=os.fsdecode(found["root"]),
        suffix=found["suffix"],
        size=found["size"],
        sha256=found["sha256"],
        state=found["state"],
        forced=bool(found["forced"]),
        recipe=found["recipe"],
    )
