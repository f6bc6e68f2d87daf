"""The supervisor: worker processes that can hang, crash or swell without hurting the run."""

from __future__ import annotations

import queue
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from vndocx.archive.child import Child, held_by
from vndocx.archive.task import Outcome, Task, Work, error_of, load_pipeline, read_one
from vndocx.errors import MemoryLimit, TimeLimit, WorkerCrashed

__all__ = ["Finished", "Pool", "Tick", "processes", "serial"]

Finished = tuple[Task, Outcome]
Tick = Callable[[], None]

WATCH_S = 0.25  # how often time and memory are looked at
START_S = 180.0  # for a process to import everything and load its models
BAD_STARTS = 3
RETRIED = frozenset(error.code for error in (TimeLimit, MemoryLimit, WorkerCrashed))


def serial(tasks: Iterable[Task], work: Work, tick: Tick) -> Generator[Finished]:
    """Read the files one by one in this process: no limits, no protection; for debugging."""
    read = load_pipeline(work)
    for task in tasks:
        yield task, read_one(read, task.path)
        tick()


def processes(tasks: Iterable[Task], work: Work, tick: Tick, *, jobs: int) -> Generator[Finished]:
    """Read the files in ``jobs`` processes; yields each outcome as it comes, in any order.

    A file that hangs, swells or kills its process is read once more after all others, then given up. Tasks are taken
    one ahead of the processes, never more. Closing the generator ends all processes.
    """
    pool = Pool(work, jobs)
    try:
        yield from pool.outcomes(tasks, tick)
    finally:
        pool.close()


@dataclass(slots=True)
class Pool:
    """Some worker processes, kept warm from one ``outcomes`` to the next until ``close``."""

    work: Work
    jobs: int
    children: list[Child] = field(default_factory=list)
    events: queue.SimpleQueue[tuple[Child, Any]] = field(default_factory=queue.SimpleQueue)
    waiting: Iterator[Task] = field(default_factory=lambda: iter(()))
    upcoming: deque[Task] = field(default_factory=deque)
    again: deque[Task] = field(default_factory=deque)
    first_tries: dict[int, Outcome] = field(default_factory=dict)
    bad_starts: int = 0

    def close(self) -> None:
        """End all processes."""
        while self.children:
            self.children.pop().kill()

    def outcomes(self, tasks: Iterable[Task], tick: Tick) -> Iterator[Finished]:
        """Each outcome as it comes; raises VndocxError when no process can start."""
        self.waiting = iter(tasks)
        watched = time.monotonic()
        while True:
            self._keep_busy()
            if not self._ahead(1) and not any(child.task for child in self.children):
                return
            try:
                child, message = self.events.get(timeout=WATCH_S)
                finished = self._hear(child, message)
                if finished is not None:
                    yield finished
            except queue.Empty:
                pass
            if time.monotonic() - watched >= WATCH_S:
                held = held_by(self.children)
                for child in [child for child in self.children if child.task or not child.ready]:
                    if (finished := self._watch(child, held[child.pid])) is not None:
                        yield finished
                watched = time.monotonic()
            tick()

    def _ahead(self, count: int) -> bool:
        """Whether ``count`` files are at hand; they are fetched before a process gets free, and no more than that."""
        while len(self.upcoming) < count:
            task = next(self.waiting, None) or (self.again.popleft() if self.again else None)
            if task is None:
                return False
            self.upcoming.append(task)
        return True

    def _keep_busy(self) -> None:
        """Give every free process a file, and start more processes where files are left over."""
        for child in [child for child in self.children if child.ready and not child.task]:
            self._give(child)
        starting = sum(not child.ready for child in self.children)
        while len(self.children) < self.jobs and self._ahead(starting + 1):
            self._start()
            starting += 1

    def _start(self) -> None:
        self.children.append(Child(self.work, lambda child, message: self.events.put((child, message))))

    def _give(self, child: Child) -> None:
        if not self._ahead(1):
            return
        if child.files and child.worn():
            self._discard(child)
            self._start()
            return
        child.give(self.upcoming.popleft())

    def _discard(self, child: Child) -> None:
        child.kill()
        self.children.remove(child)

    def _hear(self, child: Child, message: Any) -> Finished | None:
        """Take in what a process tells; the outcome if a file is settled by it."""
        if child not in self.children:
            return None  # its last words after it was killed
        if isinstance(message, Outcome):
            if not child.ready:
                raise error_of(message)
            task = child.take()
            self._give(child)  # before anybody looks at the outcome: no process waits for the ledger
            return self._settle(task, message)
        if message is True:
            child.ready, self.bad_starts = True, 0
            return None
        if child.task is not None:
            outcome, task = child.crash(), child.take()
            self._discard(child)
            return self._settle(task, outcome)
        self._bad_start(child)
        return None

    def _bad_start(self, child: Child) -> None:
        outcome = child.crash()
        self._discard(child)
        if not child.ready:
            self.bad_starts += 1
            if self.bad_starts >= BAD_STARTS:
                raise WorkerCrashed(f"no process can start: {outcome.message}\n{outcome.detail}".rstrip())

    def _watch(self, child: Child, held: int) -> Finished | None:
        """End a process that is over its limits; the outcome if its file is settled by that."""
        if not child.ready:
            if time.monotonic() - child.begun > START_S:
                child.end()
                self._bad_start(child)
            return None
        outcome = child.breach(held)
        if outcome is None:
            return None
        task = child.take()
        self._discard(child)
        return self._settle(task, outcome)

    def _settle(self, task: Task, outcome: Outcome) -> Finished | None:
        """The file's last outcome, or None when it gets a second try."""
        first = self.first_tries.pop(task.key, None)
        if first is not None:
            return task, replace(outcome, attempts=2, seconds=round(first.seconds + outcome.seconds, 3))
        if outcome.code not in RETRIED:
            return task, outcome
        self.first_tries[task.key] = outcome
        self.again.append(task)
        return None
