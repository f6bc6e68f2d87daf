"""The clerk of a run: hands out the files that must be read and takes in what came of them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from vndocx.archive.enrolment import MENDABLE
from vndocx.archive.facts import Facts, facts_of
from vndocx.archive.ledger import Ledger, Row
from vndocx.archive.task import Outcome, Task, digest, fault, printable
from vndocx.archive.walk import output_of
from vndocx.archive.writing import FullStop, renamed, write_whole
from vndocx.errors import BadRecord, FileUnreadable, OutputUnwritable

__all__ = ["Clerk", "Event", "Listener"]

NO_FAULT = Outcome()


@dataclass(frozen=True, slots=True)
class Event:
    """A file that is settled: ``state`` as in the ledger, ``record`` as it stands in its file, if there is one."""

    name: str
    state: str
    size: int
    record: bytes | None = None
    outcome: Outcome = NO_FAULT


Listener = Callable[[Event | None], None]  # None: time has passed


@dataclass(slots=True)
class Clerk:
    """The ledger, the output folder and the running counts of one run."""

    ledger: Ledger
    output: Path
    number: int
    recipe: str
    listen: Listener
    read: int = 0
    pages: int = 0

    def tasks(self) -> Iterator[Task]:
        """The files to be read, each noted as running; those that need no reading are settled on the way."""
        while (row := self.ledger.next_waiting(self.number)) is not None:
            try:
                sha256 = digest(row.full_path)
            except OSError as error:
                self._fail(row, fault(FileUnreadable(f"{row.name}: {error.strerror}")))
                continue
            if not (self._copied(row, sha256) or self._kept(row, sha256) or self._awaited(row, sha256)):
                self.ledger.start(row, sha256)
                yield Task(row.id, row.full_path, row.name, row.size, sha256)

    def settle(self, task: Task, outcome: Outcome) -> None:
        """Keep what came of a task, for the file and for those of the same bytes that waited for it."""
        row = self.ledger.rows("id = ?", task.key)[0]
        twins = self.ledger.rows("twin = ? AND state = 'duplicate'", row.id)
        self.read += 1
        if outcome.record is None or outcome.facts is None:
            self._fail(row, outcome)
            for twin in twins:
                self._fail(twin, _alike(outcome, row))
            return
        self.pages += outcome.facts.pages
        if self._keep(row, outcome.record, outcome, outcome.facts):
            for twin in twins:
                self._link(twin, row, outcome.facts.sha256, outcome.record)

    def _kept(self, row: Row, sha256: str) -> bool:
        """Whether a good record of these bytes is on the disk already: a run was killed before it noted so."""
        if row.forced:
            return False
        try:
            content = (self.output / output_of(row.path)).read_bytes()
            facts = facts_of(json.loads(content))
        except (OSError, ValueError, KeyError, TypeError, BadRecord):
            return False
        if (facts.sha256, facts.recipe, facts.name) != (sha256, self.recipe, _bare(row)):
            return False
        self.ledger.finish(row.id, NO_FAULT, facts)
        self._tell(row, facts.state, content)
        return True

    def _copied(self, row: Row, sha256: str) -> bool:
        """Whether the record was made from that of another file with the same bytes, so that none is read twice."""
        for other in self._same(row, sha256, "recipe = ? AND NOT forced AND state IN ('done', 'partial')", self.recipe):
            try:
                content = (self.output / output_of(other.path)).read_bytes()
            except OSError:
                continue
            if os.path.lexists(other.full_path):
                self._link(row, other, sha256, content)
            else:
                self._rename(other, row, content)
            return True
        return False

    def _awaited(self, row: Row, sha256: str) -> bool:
        """Whether another file with the same bytes is being read, or was given up with this recipe."""
        for other in self._same(row, sha256, "state = 'running'"):
            self.ledger.link(row, other, sha256)
            return True
        marks = ", ".join("?" * len(MENDABLE))
        hopeless = f"recipe = ? AND state = 'failed' AND fault NOT IN ({marks})"
        for other in self._same(row, sha256, hopeless, self.recipe, *MENDABLE):
            self._fail(replace(row, sha256=sha256), _alike(self.ledger.fault_of(other), other))
            return True
        return False

    def _same(self, row: Row, sha256: str, condition: str, *values: str) -> list[Row]:
        """Other files with the same bytes; the suffix too, lest it say how the bytes are to be read."""
        where = f"sha256 = ? AND suffix = ? AND id <> ? AND {condition} ORDER BY id"
        return self.ledger.rows(where, sha256, row.suffix, row.id, *values)

    def _keep(self, row: Row, content: bytes, outcome: Outcome, facts: Facts) -> bool:
        if (problem := self._write(row, content)) is not None:
            self._fail(row, problem)
            return False
        self.ledger.finish(row.id, outcome, facts)
        self._tell(row, facts.state, content, outcome)
        return True

    def _link(self, row: Row, other: Row, sha256: str, content: bytes) -> None:
        content = renamed(content, _bare(row))
        if (problem := self._write(row, content)) is not None:
            self._fail(row, problem)
            return
        self.ledger.link(row, other, sha256)
        self._tell(row, "duplicate", content)

    def _rename(self, old: Row, new: Row, content: bytes) -> None:
        content = renamed(content, _bare(new))
        if (problem := self._write(new, content)) is not None:
            self._fail(new, problem)
            return
        self.ledger.rename(old, new, output_of(old.path))
        self.ledger.sweep(self.output)
        self._tell(new, old.state, content)

    def _write(self, row: Row, content: bytes) -> Outcome | None:
        """None when the record is on the disk, else the fault; FullStop, which ends the run, goes through."""
        try:
            write_whole(self.output, output_of(row.path), content)
        except FullStop:
            raise
        except OutputUnwritable as error:
            return fault(error)
        return None

    def _fail(self, row: Row, outcome: Outcome) -> None:
        """Note the fault; a record of other bytes at the same place is not this file's and goes."""
        target = self.output / output_of(row.path)
        try:
            stale = row.sha256 is not None and json.loads(target.read_bytes())["id"] != row.sha256
        except (OSError, ValueError, KeyError, TypeError):
            stale = False
        if stale:
            target.unlink()
            self.ledger.forget_facts(row.id)
        self.ledger.fail(row.id, outcome, self.recipe)
        self._tell(row, "failed", None, outcome)

    def _tell(self, row: Row, state: str, content: bytes | None, outcome: Outcome = NO_FAULT) -> None:
        self.listen(Event(row.name, state, row.size, content, outcome))


def _bare(row: Row) -> str:
    return printable(os.path.basename(row.path))


def _alike(outcome: Outcome, other: Row) -> Outcome:
    """The fault of a file that has the same bytes as ``other``."""
    return replace(outcome, message=f"the same bytes as {other.name}: {outcome.message}", seconds=0.0, attempts=1)
