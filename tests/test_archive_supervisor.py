"""Worker processes that hang, crash and swell; kills of a worker and of the whole run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import archive_fakes
import psutil
import pytest

from vndocx.archive.clerk import Event
from vndocx.archive.ledger import open_ledger
from vndocx.archive.run import engine, run, stream
from vndocx.archive.supervisor import Pool, processes
from vndocx.archive.task import Limits, Task, Work
from vndocx.archive.worker import SCRATCH, receive, send
from vndocx.errors import LanguageDataMissing, SettingsError, WorkerCrashed
from vndocx.settings import Settings

LIMITS = Limits(timeout_s=1.2, memory_mb=400)
WORK = Work(limits=LIMITS, factory=archive_fakes.HERE)


def files(folder: Path, **words: str) -> list[Task]:
    """A file for each name, with those words in it, as tasks in order."""
    folder.mkdir(exist_ok=True)
    tasks = []
    for key, (name, content) in enumerate(words.items()):
        path = folder / f"{name}.txt"
        path.write_text(content)
        tasks.append(Task(key, str(path), path.name, len(content)))
    return tasks


def outcomes(tasks: list[Task], work: Work = WORK, jobs: int = 2) -> dict[str, tuple[str | None, int]]:
    return {
        task.name.removesuffix(".txt"): (outcome.code, outcome.attempts)
        for task, outcome in processes(tasks, work, lambda: None, jobs=jobs)
    }


def words_told(tasks: list[Task], work: Work) -> list[str]:
    """What the fakes wrote into each record."""
    made = processes(tasks, work, lambda: None, jobs=1)
    return [json.loads(outcome.record or b"")["provenance"]["vndocx"] for _, outcome in made]


def wait_for(condition: Callable[[], object], seconds: float = 20.0) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


def test_each_fault_has_its_class_and_the_good_files_are_read(tmp_path: Path) -> None:
    found = outcomes(
        files(
            tmp_path,
            hang="hang",
            exit="exit",
            segfault="segfault",
            swell="swell",
            abort="abort",
            bug="bug",
            encrypted="error encrypted",
            once="once",
            good="paper",
            better="paper two",
        )
    )
    assert found == {
        "hang": ("timeout", 2),
        "exit": ("crashed", 2),
        "segfault": ("crashed", 2),
        "swell": ("memory", 2),
        "abort": ("memory", 2),
        "bug": ("internal", 1),
        "encrypted": ("encrypted", 1),
        "once": (None, 2),
        "good": (None, 1),
        "better": (None, 1),
    }


def test_memory_is_watched_where_the_system_does_not_bound_it(tmp_path: Path) -> None:
    work = Work(limits=Limits(timeout_s=10, memory_mb=300), factory="archive_fakes:unbound")
    assert outcomes(files(tmp_path, swell="creep"), work, 1) == {"swell": ("memory", 2)}


def test_a_killed_worker_leaves_no_process_and_no_file_behind(tmp_path: Path) -> None:
    assert outcomes(files(tmp_path, child="child"), jobs=1) == {"child": ("timeout", 2)}
    scratch = Path((tmp_path / "child.scratch").read_text())
    assert "vndocx-" in str(scratch)
    assert not scratch.parent.exists()
    tool = int((tmp_path / "child.pid").read_text())
    wait_for(lambda: not psutil.pid_exists(tool) or psutil.Process(tool).status() == psutil.STATUS_ZOMBIE)


def test_a_crash_says_where(tmp_path: Path) -> None:
    ((_, outcome),) = processes(files(tmp_path, x="segfault"), WORK, lambda: None, jobs=1)
    assert "SIGSEGV" in outcome.message
    assert "string_at" in outcome.detail


def test_a_worker_is_replaced_after_its_share_of_files(tmp_path: Path) -> None:
    work = Work(limits=Limits(timeout_s=5, files_per_worker=3), factory="archive_fakes:telling_pid")
    tasks = files(tmp_path, **{f"p{number}": f"paper {number}" for number in range(7)})
    told = words_told(tasks, work)
    assert sorted(Counter(told).values()) == [1, 3, 3]


def test_a_worker_that_keeps_memory_is_replaced(tmp_path: Path) -> None:
    work = Work(limits=Limits(timeout_s=5, growth_mb=50), factory="archive_fakes:telling_pid")
    tasks = files(tmp_path, **{f"p{number}": f"keep {number}" for number in range(6)})
    told = words_told(tasks, work)
    assert max(Counter(told).values()) <= 3


def test_models_are_loaded_once_a_worker_and_threads_are_held_to_one(tmp_path: Path) -> None:
    work = Work(limits=LIMITS, factory="archive_fakes:telling_loads")
    tasks = files(tmp_path, **{f"p{number}": f"paper {number}" for number in range(5)})
    assert set(words_told(tasks, work)) == {"loads 1, threads 1"}


def test_only_as_many_processes_as_files_and_no_file_is_taken_too_early(tmp_path: Path) -> None:
    taken = 0

    def tasks():
        nonlocal taken
        for task in files(tmp_path, **{f"p{number}": f"paper {number}" for number in range(30)}):
            taken += 1
            yield task

    done = 0
    for _ in processes(tasks(), WORK, lambda: None, jobs=2):
        done += 1
        assert taken <= done + 2 + 2
    assert done == 30
    pool = Pool(WORK, 8)
    assert len(list(pool.outcomes(files(tmp_path, lone="paper"), lambda: None))) == 1
    assert len(pool.children) == 1
    pool.close()


def test_a_machine_that_cannot_read_at_all_ends_the_run(tmp_path: Path) -> None:
    for factory, kind in (("broken", LanguageDataMissing), ("nothing", SettingsError), ("dying", WorkerCrashed)):
        work = Work(limits=LIMITS, factory=f"archive_fakes:{factory}")
        with pytest.raises(kind):
            outcomes(files(tmp_path, x="paper"), work)


def test_the_end_of_the_generator_ends_its_processes(tmp_path: Path) -> None:
    before = {process.pid for process in psutil.Process().children()}
    made = processes(files(tmp_path, a="paper", b="sleep 30"), Work(factory=archive_fakes.HERE), lambda: None, jobs=2)
    next(made)
    made.close()
    assert {process.pid for process in psutil.Process().children()} <= before


def test_a_stream_needs_no_folder(tmp_path: Path) -> None:
    files(tmp_path / "in", a="paper", b="error damaged", c="partial")
    events: list[Event] = []
    totals = stream((tmp_path / "in",), WORK, engine("processes", 2, None), lambda e: events.append(e) if e else None)
    assert totals.states == {"done": 1, "failed": 1, "partial": 1}
    assert sum(event.record is not None for event in events) == 2
    assert list(tmp_path.iterdir()) == [tmp_path / "in"]


def test_two_workers_finish_twice_as_fast(tmp_path: Path) -> None:
    """Sleeping files cost no processor, so that the test holds on a busy machine too."""
    tasks = files(tmp_path, **{f"p{number}": "sleep 0.1" for number in range(10)})
    spent = {}
    for jobs in (1, 2):
        pool = Pool(WORK, jobs)
        list(pool.outcomes(files(tmp_path, **{f"warm{number}": "sleep 0.3" for number in range(jobs)}), lambda: None))
        begun = time.monotonic()
        assert len(list(pool.outcomes(tasks, lambda: None))) == 10
        spent[jobs] = time.monotonic() - begun
        pool.close()
    assert spent[1] / spent[2] > 1.6


# A run in a process of its own, to be killed.
RUN = """
import sys
from pathlib import Path
import archive_fakes
from vndocx.archive.run import engine, run
from vndocx.archive.task import Limits, Work
work = Work(limits=Limits(timeout_s=30), factory=archive_fakes.HERE)
run((Path(sys.argv[1]),), Path(sys.argv[2]), work, engine("processes", 2, None), lambda event: None)
"""


class Killable:
    """A run over slow files that can be killed and resumed."""

    def __init__(self, folder: Path) -> None:
        self.source, self.output, self.trace = folder / "in", folder / "out", folder / "trace"
        self.source.mkdir()
        for number in range(24):
            (self.source / f"{number}.txt").write_text(f"sleep 0.03 {number}")
        self.environment = os.environ | {
            "VNDOCX_TEST_TRACE": str(self.trace),
            "PYTHONPATH": str(Path(__file__).parent),
            "TMPDIR": str(folder),
        }

    def start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-c", RUN, str(self.source), str(self.output)], env=self.environment)

    def kept(self) -> dict[str, int]:
        """The records there are, each with the moment it was written."""
        return {path.name: path.stat().st_mtime_ns for path in self.output.glob("*.json")}

    def reads(self) -> Counter[str]:
        return Counter(self.trace.read_text().split())

    def states(self) -> Counter[str]:
        with open_ledger(self.output) as ledger:
            return Counter(dict(ledger.db.execute("SELECT state, count(*) FROM files GROUP BY state").fetchall()))


@pytest.fixture
def killable(tmp_path: Path) -> Killable:
    return Killable(tmp_path)


def test_a_worker_killed_from_outside_costs_nothing(killable: Killable) -> None:
    process = killable.start()
    wait_for(lambda: len(killable.kept()) >= 5)
    psutil.Process(process.pid).children()[0].kill()
    assert process.wait() == 0
    assert killable.states() == {"done": 24}
    assert sum(killable.reads().values()) <= 25


@pytest.mark.parametrize("power", ["on", "fails"])
def test_a_killed_run_goes_on_where_it_was(killable: Killable, power: str) -> None:
    process = killable.start()
    wait_for(lambda: len(killable.kept()) >= 8)
    workers = psutil.Process(process.pid).children()
    process.kill()
    process.wait()
    psutil.wait_procs(workers, timeout=10)
    assert not any(worker.is_running() and worker.status() != psutil.STATUS_ZOMBIE for worker in workers)
    assert not list(killable.source.parent.glob("vndocx-*"))
    kept = killable.kept()
    if power == "fails":  # what the ledger had not yet put on the disk is lost
        for name in ("ledger.sqlite-wal", "ledger.sqlite-shm"):
            (killable.output / name).unlink(missing_ok=True)
    killable.trace.write_text("")
    resumed = killable.start()
    assert resumed.wait() == 0
    assert killable.states() == {"done": 24}
    assert {name: moment for name, moment in killable.kept().items() if name in kept} == kept
    assert not {f"{name}.json" for name in killable.reads()} & set(kept)
    assert set(killable.reads().values()) == {1}
    assert len(killable.kept()) == 24


@pytest.mark.parametrize("when", ["starts", "reads"])
def test_a_worker_that_cannot_answer_leaves_nothing_behind(tmp_path: Path, when: str) -> None:
    (task,) = files(tmp_path / "in", paper="paper")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    (scratch / "page.png").write_bytes(b"secret")
    worker = subprocess.Popen(
        [sys.executable, "-c", "from vndocx.archive.worker import main; main()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {SCRATCH: str(scratch)},
        start_new_session=True,
    )
    assert worker.stdin is not None
    assert worker.stdout is not None
    if when == "starts":
        worker.stdout.close()
    send(worker.stdin, sys.path)
    send(worker.stdin, WORK)
    if when == "reads":
        assert receive(worker.stdout) is True
        worker.stdout.close()
        send(worker.stdin, (task.path, 5.0))
    assert worker.wait(20) == -signal.SIGKILL
    worker.stdin.close()
    assert not scratch.exists()


def test_an_interrupted_run_leaves_its_files_waiting(tmp_path: Path) -> None:
    files(tmp_path / "in", **{f"p{number}": f"sleep 0.05 {number}" for number in range(10)})
    count = 0

    def listen(event: Event | None) -> None:
        nonlocal count
        count += event is not None
        if count == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run((tmp_path / "in",), tmp_path / "out", WORK, engine("processes", 2, None), listen)
    with open_ledger(tmp_path / "out") as ledger:
        states = dict(ledger.db.execute("SELECT state, count(*) FROM files GROUP BY state").fetchall())
    assert states == {"done": 3, "waiting": 7}


def test_settings_reach_the_workers(tmp_path: Path) -> None:
    tasks = files(tmp_path, a="paper")
    recipes = set()
    for settings in (Settings(), Settings(ocr_timeout_s=5.0)):
        work = Work(settings=settings, factory=archive_fakes.HERE)
        ((_, outcome),) = processes(tasks, work, lambda: None, jobs=1)
        assert outcome.facts is not None
        recipes.add(outcome.facts.recipe)
    assert len(recipes) == 2


def test_signals_are_for_the_supervisor_alone(tmp_path: Path) -> None:
    pool = Pool(WORK, 1)
    outcome_list = list(pool.outcomes(files(tmp_path, a="paper"), lambda: None))
    os.kill(pool.children[0].pid, signal.SIGINT)
    outcome_list += list(pool.outcomes(files(tmp_path, b="paper two"), lambda: None))
    pool.close()
    assert [outcome.attempts for _, outcome in outcome_list] == [1, 1]
