"""A run on a real Dask scheduler with two worker processes."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import archive_fakes
import pytest

from vndocx.archive.clerk import Event
from vndocx.archive.cluster import _outcomes, close_pools, read_remotely
from vndocx.archive.run import engine, run
from vndocx.archive.task import Limits, Outcome, Task, Work, read_one
from vndocx.errors import SettingsError, WorkerCrashed

pytest.importorskip("distributed")

WORK = Work(limits=Limits(timeout_s=0.8, memory_mb=400), factory=archive_fakes.HERE)


@dataclass(frozen=True)
class Cluster:
    address: str
    workers: tuple[subprocess.Popen[bytes], ...]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler and two workers, each a process of its own that finds the fakes."""
    card = tmp_path / "scheduler.json"
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent)}

    def start(*words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", *words, "--scheduler-file", str(card), "--no-dashboard"],
            env=environment,
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    scheduler = start("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0")
    workers = tuple(
        start("distributed.cli.dask_worker", "--nthreads", "1", "--no-nanny", "--name", name) for name in "ab"
    )
    until = time.monotonic() + 30
    while not card.exists() or not card.read_text():
        assert time.monotonic() < until, "no scheduler"
        time.sleep(0.05)
    try:
        yield Cluster(json.loads(card.read_text())["address"], workers)
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def records(output: Path) -> dict[str, bytes]:
    return {str(path.relative_to(output)): path.read_bytes() for path in output.rglob("*.json")}


def test_one_worker_is_killed_and_nothing_is_lost(tmp_path: Path, cluster: Cluster) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for number in range(24):
        (source / f"p{number}.txt").write_text(f"sleep 0.05 paper {number}")
    (source / "x.txt").write_text("exit")
    (source / "h.txt").write_text("hang")
    (source / "e.txt").write_text("error encrypted")
    (source / "copy.txt").write_text("sleep 0.05 paper 1")
    events: list[Event] = []

    def listen(event: Event | None) -> None:
        if event is not None:
            events.append(event)
            if len(events) == 6:
                cluster.workers[0].kill()

    totals = run((source,), tmp_path / "dask", WORK, engine("dask", 1, cluster.address), listen)
    assert cluster.workers[0].wait() == -signal.SIGKILL
    assert cluster.workers[1].poll() is None
    assert totals.states == {"done": 24, "failed": 3, "duplicate": 1}
    faults = {event.name: event.outcome.code for event in events if event.state == "failed"}
    assert faults == {"x.txt": "crashed", "h.txt": "timeout", "e.txt": "encrypted"}
    run((source,), tmp_path / "here", WORK, engine("processes", 2, None), lambda event: None)
    assert len(records(tmp_path / "here")) == 25
    assert records(tmp_path / "dask") == records(tmp_path / "here")


def test_a_worker_without_the_shared_folder_is_sent_the_bytes(tmp_path: Path) -> None:
    content = b"paper"
    task = Task(1, str(tmp_path / "not-there" / "p.txt"), "p.txt", 5, hashlib.sha256(content).hexdigest())
    assert read_remotely(task, WORK, None) is None
    try:
        outcome = read_remotely(task, WORK, content)
    finally:
        close_pools()
    assert outcome is not None
    assert outcome.facts is not None
    assert (outcome.facts.name, outcome.facts.sha256) == ("p.txt", task.sha256)


class LosingClient:
    """A cluster that loses the first results of every task."""

    status = "running"

    def __init__(self, losses: int) -> None:
        self.losses, self.submitted = losses, 0

    def nthreads(self) -> dict[str, int]:
        return {"a": 1}

    def submit(
        self, function: object, task: Task, work: Work, content: bytes | None, *, key: str, pure: bool
    ) -> object:
        self.submitted += 1
        lost, outcome = self.submitted <= self.losses, read_one(archive_fakes.pipeline(work.settings), task.path)

        class Future:
            status = "cancelled" if lost else "finished"

            def __init__(self) -> None:
                self.key = key

            def add_done_callback(self, tell: Callable[[object], None]) -> None:
                tell(self)

            def result(self, timeout: float) -> Outcome:
                return outcome

            def release(self) -> None:
                pass

        return Future()


def test_a_result_that_is_lost_is_asked_for_again(tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text("paper")
    task = Task(1, str(tmp_path / "p.txt"), "p.txt", 5)
    client = LosingClient(losses=3)
    ((done, outcome),) = _outcomes(client, [task], WORK, lambda: None)
    assert (done, outcome.failed, client.submitted) == (task, False, 4)
    with pytest.raises(WorkerCrashed, match=r"the cluster lost p\.txt"):
        list(_outcomes(LosingClient(losses=99), [task], WORK, lambda: None))


def test_no_scheduler_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vndocx.archive.cluster.CONNECT_S", 0.3)
    (tmp_path / "p.txt").write_text("paper")
    with pytest.raises(SettingsError, match="no Dask scheduler answers"):
        run((tmp_path / "p.txt",), tmp_path / "out", WORK, engine("dask", 1, "tcp://127.0.0.1:9"), lambda event: None)
