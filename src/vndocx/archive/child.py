"""A worker process as its supervisor holds it: start, send, measure, kill with all that it started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import IO, Any

from vndocx.archive.task import Outcome, Task, Work, fault, memory_is_out, printable
from vndocx.archive.worker import MEGABYTE, SCRATCH, receive, send
from vndocx.errors import MemoryLimit, TimeLimit, WorkerCrashed

__all__ = ["Child", "held_by"]

LAST_WORDS, LAST_WORDS_S = 8000, 5.0
# One thread a process: tesseract's own threads cost six times the work, and each core has its worker.
ONE_THREAD = dict.fromkeys(
    (
        "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS",
        "OPENCV_FOR_THREADS_NUM", "RAYON_NUM_THREADS",
    ),
    "1",
)  # fmt: skip


class Child:
    """One worker process. ``tell`` is called from a thread with the child and each message, None at its end."""

    def __init__(self, work: Work, tell: Callable[[Child, Any], None]) -> None:
        self.work = work
        self.task: Task | None = None
        self.ready = False
        self.files = 0
        self.begun = time.monotonic()
        self._said = 0  # bytes on its standard error before the file at hand
        self._rest = 0  # bytes held after the first file
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115, closed by kill
        # What a killed tesseract leaves, pages of secret papers too, goes with its worker.
        self._scratch = tempfile.TemporaryDirectory(prefix="vndocx-", ignore_cleanup_errors=True)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", "from vndocx.archive.worker import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=os.environ
            | ONE_THREAD
            | dict.fromkeys(("TMPDIR", "TEMP", "TMP", SCRATCH), self._scratch.name)
            | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
            start_new_session=True,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._stdin, self._stdout = self._process.stdin, self._process.stdout
        self._ear = threading.Thread(target=self._listen, args=(tell,), daemon=True)
        self._ear.start()
        with suppress(OSError):  # it died at once: its end is told by the thread
            send(self._stdin, sys.path)
            send(self._stdin, work)

    def _listen(self, tell: Callable[[Child, Any], None]) -> None:
        with self._stdout, suppress(EOFError, OSError):
            while True:
                tell(self, receive(self._stdout))
        tell(self, None)

    @property
    def pid(self) -> int:
        return self._process.pid

    def give(self, task: Task) -> None:
        """Have the worker read a file; its time starts now."""
        self.task, self.begun = task, time.monotonic()
        self._said = os.fstat(self._errors.fileno()).st_size  # not by seek: the worker writes where that points
        self.files += 1
        with suppress(OSError):
            send(self._stdin, (task.path, self.work.limits.seconds(task.size)))

    def take(self) -> Task:
        """The file that was being read; the worker is free again."""
        assert self.task is not None
        task, self.task = self.task, None
        return task

    def breach(self, held: int) -> Outcome | None:
        """The outcome of the file at hand if it is over its time or its memory, of which ``held`` bytes are taken."""
        if self.task is None:
            return None
        limits, spent = self.work.limits, time.monotonic() - self.begun
        allowed = limits.seconds(self.task.size)
        if spent > allowed:
            return fault(TimeLimit(f"{self.task.name} was not read within {allowed:.0f} s"), seconds=round(spent, 3))
        if held > limits.memory_mb * MEGABYTE:
            problem = MemoryLimit(f"{self.task.name} took more than {limits.memory_mb} MB of memory")
            return fault(problem, seconds=round(spent, 3))
        return None

    def crash(self) -> Outcome:
        """The outcome of the file at hand now that the worker has died."""
        spent = time.monotonic() - self.begun
        try:
            status = self._process.wait(LAST_WORDS_S)
        except subprocess.TimeoutExpired:  # it closed its line and lives on
            self.end()
            status = self._process.wait()
        how = signal.Signals(-status).name if status < 0 else f"exit status {status}"
        if status == -signal.SIGKILL:
            how += ", as the system does when the machine's memory runs out"
        name = self.task.name if self.task else "its start"
        last = self._last_words()
        if memory_is_out(last):
            return fault(
                MemoryLimit(f"{name} needs more memory than one file may take"), seconds=round(spent, 3), detail=last
            )
        problem = WorkerCrashed(f"the process that read {name} died ({how})")
        return fault(problem, seconds=round(spent, 3), detail=last)

    def _last_words(self) -> str:
        """What the worker wrote on standard error about the file at hand; asked after its death."""
        end = os.fstat(self._errors.fileno()).st_size
        self._errors.seek(max(self._said, end - LAST_WORDS))
        return printable(os.fsdecode(self._errors.read()))

    def worn(self) -> bool:
        """Whether the worker has read enough files, or holds so much more than at first, that a new one is better."""
        limits = self.work.limits
        held = self.held()
        self._rest = self._rest or held
        return self.files >= limits.files_per_worker or held > self._rest + limits.growth_mb * MEGABYTE

    def held(self) -> int:
        """Bytes of memory that the worker itself holds."""
        import psutil

        with suppress(psutil.Error):
            return int(psutil.Process(self.pid).memory_info().rss)
        return 0

    def end(self) -> None:
        """End the worker and every process that it started."""
        if hasattr(os, "killpg"):
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)
        else:
            self._process.kill()
        self._process.wait()

    def kill(self) -> None:
        """``end``, and give back what the worker took here."""
        self.end()
        self._ear.join(LAST_WORDS_S)
        with suppress(OSError):
            self._stdin.close()
        self._errors.close()
        self._scratch.cleanup()


def held_by(children: Iterable[Child]) -> Counter[int]:
    """Bytes of memory by worker pid: what each worker and all processes under it hold, in one look at the machine."""
    import psutil

    found = Counter({child.pid: 0 for child in children})
    if hasattr(os, "getpgid"):  # each worker leads a group of its own
        groups = ((pid, _group(pid)) for pid in psutil.pids())
        members = [(pid, group) for pid, group in groups if group in found]
    else:
        members = [(pid, pid) for pid in found]
        for leader in found:
            with suppress(psutil.Error):
                members += [(under.pid, leader) for under in psutil.Process(leader).children(recursive=True)]
    for pid, leader in members:
        with suppress(psutil.Error):
            found[leader] += psutil.Process(pid).memory_info().rss
    return found


def _group(pid: int) -> int:
    try:
        return os.getpgid(pid)
    except OSError:  # it is gone, or not ours to ask
        return -1
