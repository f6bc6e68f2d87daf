"""A run over an archive: enrol, read what waits, keep each record and note it in the ledger."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from vndocx.archive.clerk import Clerk, Event, Listener
from vndocx.archive.enrolment import Rerun, enrol
from vndocx.archive.ledger import Ledger, now, open_ledger
from vndocx.archive.supervisor import Finished, Tick, processes, serial
from vndocx.archive.task import Task, Work, printable
from vndocx.archive.walk import Walk, named
from vndocx.archive.writing import hold
from vndocx.assembly import recipe

__all__ = ["Engine", "Totals", "engine", "run", "stream"]


@dataclass(frozen=True, slots=True)
class Engine:
    """Who reads: its name, how many processes it has on this machine (0: elsewhere), and the reading itself."""

    name: str
    jobs: int
    outcomes: Callable[[Iterable[Task], Work, Tick], Generator[Finished]]


@dataclass(frozen=True, slots=True)
class Totals:
    """What a run leaves behind: the files it found by state, what it read, what it passed over."""

    states: Counter[str]
    read: int
    pages: int
    seconds: float
    outdated: int
    held_back: int
    skipped: Counter[str]
    unread_folders: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every file found has a record."""
        return not self.states["failed"] and not self.unread_folders


def engine(name: str, jobs: int, scheduler: str | None) -> Engine:
    """The engine called "serial", "processes" or "dask"; the last needs the address of a scheduler."""
    if name == "serial":
        return Engine(name, 1, serial)
    if name == "dask":
        from vndocx.archive.cluster import cluster

        assert scheduler is not None
        return Engine(name, 0, partial(cluster, address=scheduler))
    return Engine(name, jobs, partial(processes, jobs=jobs))


def stream(paths: tuple[Path, ...], work: Work, chosen: Engine, listen: Listener) -> Totals:
    """Read files without keeping anything: each event goes to ``listen`` as it comes."""
    for path in paths:
        named(path)
    walk, begun, states, pages = Walk(paths), time.monotonic(), Counter[str](), 0

    def tasks() -> Iterator[Task]:
        for key, found in enumerate(walk):
            yield Task(key, found.path, printable(found.relative), found.size)

    outcomes = chosen.outcomes(tasks(), work, lambda: listen(None))
    try:
        for task, outcome in outcomes:
            state = outcome.facts.state if outcome.facts else "failed"
            states[state] += 1
            pages += outcome.facts.pages if outcome.facts else 0
            listen(Event(task.name, state, task.size, outcome.record, outcome))
    finally:
        outcomes.close()
    read = sum(states.values())
    return Totals(states, read, pages, time.monotonic() - begun, 0, 0, walk.skipped, tuple(walk.unreadable))


def run(
    paths: tuple[Path, ...],
    output: Path,
    work: Work,
    chosen: Engine,
    listen: Listener,
    *,
    rerun: Rerun | None = None,
    started: Callable[[int, int], None] = lambda files, size: None,
) -> Totals:
    """Read the files under ``paths`` that have no result yet; records and ledger stand in ``output``.

    ``started`` is told how many files and bytes wait. Raises OutputInUse, OutputUnwritable, FileUnreadable for a path
    that is not there, Collision, SetupError and SettingsError; a fault of one file is an event, never an error.
    """
    begun = time.monotonic()
    for path in paths:
        named(path)
    with hold(output), open_ledger(output, write=True) as ledger:
        walk = Walk(paths, output)
        number = _begin(ledger, recipe(work.settings), chosen)
        enrol(ledger, walk, output, number, recipe(work.settings), rerun)
        ledger.sweep(output)
        clerk = Clerk(ledger, output, number, recipe(work.settings), listen)
        started(*ledger.db.execute(
            "SELECT count(*), coalesce(sum(size), 0) FROM files WHERE state = 'waiting' AND seen = ?", (number,)
        ).fetchone())  # fmt: skip
        outcomes = chosen.outcomes(clerk.tasks(), work, lambda: listen(None))
        try:
            for task, outcome in outcomes:
                clerk.settle(task, outcome)
        finally:
            outcomes.close()
            ledger.stop()
            _end(ledger, number, time.monotonic() - begun, clerk)
        return _totals(ledger, number, walk, time.monotonic() - begun, clerk)


def _begin(ledger: Ledger, made_with: str, chosen: Engine) -> int:
    with ledger.change() as db:
        found = db.execute(
            "INSERT INTO runs (started, recipe, engine, jobs) VALUES (?, ?, ?, ?)",
            (now(), made_with, chosen.name, chosen.jobs),
        )
        assert found.lastrowid is not None
        return found.lastrowid


def _end(ledger: Ledger, number: int, seconds: float, clerk: Clerk) -> None:
    with ledger.change() as db:
        db.execute(
            "UPDATE runs SET ended = ?, seconds = ?, read = ?, pages = ? WHERE id = ?",
            (now(), round(seconds, 3), clerk.read, clerk.pages, number),
        )


def _totals(ledger: Ledger, number: int, walk: Walk, seconds: float, clerk: Clerk) -> Totals:
    db = ledger.db
    states = Counter(dict(db.execute("SELECT state, count(*) FROM files WHERE seen = ? GROUP BY state", (number,))))
    (outdated,) = db.execute(
        "SELECT count(*) FROM files WHERE seen = ? AND state IN ('done', 'partial') AND recipe <> ?",
        (number, clerk.recipe),
    ).fetchone()
    (held_back,) = db.execute("SELECT count(*) FROM files WHERE seen = ? AND secrecy IS NOT NULL", (number,)).fetchone()
    return Totals(states, clerk.read, clerk.pages, seconds, outdated, held_back, walk.skipped, tuple(walk.unreadable))
