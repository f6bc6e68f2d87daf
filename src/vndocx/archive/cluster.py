"""A Dask cluster as engine: the same task in the same supervised processes, on other machines."""

from __future__ import annotations

import itertools
import os
import queue
import tempfile
import threading
import time
import uuid
import warnings
from collections import Counter
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import Any

from vndocx.archive.supervisor import Finished, Pool, Tick
from vndocx.archive.task import Outcome, Task, Work, digest, fault
from vndocx.assembly import recipe
from vndocx.errors import PackageMissing, SettingsError, VndocxError, WorkerCrashed

__all__ = ["close_pools", "cluster", "read_remotely"]

AHEAD = 2  # files in flight for each thread of the cluster
WAIT_S = 0.5
FETCH_S = 60.0  # for one record to come over the network
MOST_LOSSES = 5  # of one file's result
CONNECT_S = 20.0
ALONE_S = 300.0  # how long a cluster may be without any worker

# On a worker: the supervised process of each of its threads, kept warm from file to file.
_pools: dict[int, Pool] = {}


def cluster(tasks: Iterable[Task], work: Work, tick: Tick, *, address: str) -> Generator[Finished]:
    """Read the files on the Dask cluster whose scheduler is at ``address``; yields each outcome as it comes.

    A worker that does not see a file on shared storage is sent its bytes. A file whose worker dies is given to another
    by Dask; time, memory and crashes are held by the processes under each worker, as on one machine. Raises
    PackageMissing without distributed, SettingsError when no scheduler answers or a worker has another vndocx.
    """
    try:
        from distributed import Client

        connect: Any = Client
    except ImportError as error:
        raise PackageMissing("Dask is not installed", "Install it with: pip install 'vndocx[cluster]'") from error
    try:
        client = connect(address, timeout=CONNECT_S, set_as_default=False)
    except (OSError, ValueError) as error:
        raise SettingsError(f"no Dask scheduler answers at {address}", "Check --scheduler ADDRESS.") from error
    try:
        yield from _outcomes(client, iter(tasks), work, tick)
    finally:
        client.run(close_pools, on_error="ignore")
        client.close()


def _outcomes(client: Any, tasks: Iterable[Task], work: Work, tick: Tick) -> Generator[Finished]:
    run, numbers, waiting = uuid.uuid4().hex, itertools.count(), iter(tasks)
    events: queue.SimpleQueue[Any] = queue.SimpleQueue()
    flying: dict[str, tuple[Task, bytes | None]] = {}
    losses: Counter[int] = Counter()
    expected, seen, exhausted = recipe(work.settings), time.monotonic(), False

    def submit(task: Task, content: bytes | None) -> None:
        key = f"vndocx-{run}-{next(numbers)}"
        flying[key] = task, content
        with warnings.catch_warnings():  # a large file is a large message: that is meant
            warnings.simplefilter("ignore")
            future = client.submit(read_remotely, task, work, content, key=key, pure=False)
        future.add_done_callback(events.put)

    while True:
        threads = sum(client.nthreads().values())
        seen = time.monotonic() if threads else seen
        while not exhausted and len(flying) < max(1, AHEAD * threads):
            task = next(waiting, None)
            if task is None:
                exhausted = True
            else:
                submit(task, None)
        if not flying:
            return
        tick()
        try:
            future = events.get(timeout=WAIT_S)
        except queue.Empty:
            if time.monotonic() - seen > ALONE_S:
                hint = "Start workers, then run the same command again."
                raise SettingsError("the cluster has no worker", hint) from None
            continue
        task, content = flying.pop(future.key)
        try:
            outcome = _result(future)
        except Lost as loss:
            losses[task.key] += 1
            if client.status != "running" or losses[task.key] > MOST_LOSSES:
                hint = "See that the scheduler runs, then run the same command again."
                raise WorkerCrashed(f"the cluster lost {task.name}: {loss}", hint) from loss
            submit(task, content)
            continue
        finally:
            future.release()
        if outcome is None:
            try:
                submit(task, Path(task.path).read_bytes())
            except OSError as error:
                yield task, fault(error)
            continue
        if outcome.facts is not None and outcome.facts.recipe != expected:
            raise SettingsError(
                "a worker of the cluster has another vndocx, lexicon or settings than this machine",
                "Install the same version on every worker.",
            )
        yield task, outcome


class Lost(Exception):
    """A result that went down with its worker before it was fetched."""


def _result(future: Any) -> Outcome | None:
    """What the worker made of its task; raises Lost where that is gone, VndocxError where no process can start."""
    from distributed import CancelledError, KilledWorker

    if future.status not in ("finished", "error"):
        raise Lost(f"it is {future.status}")
    try:
        outcome: Outcome | None = future.result(timeout=FETCH_S)
    except KilledWorker as error:
        return fault(WorkerCrashed(f"every worker of the cluster that took the file died: {error}"))
    except (CancelledError, TimeoutError) as error:
        raise Lost(str(error)) from error
    except VndocxError:  # no process can start there: the run cannot go on, as on one machine
        raise
    except Exception as error:  # whatever else went wrong is told in the ledger as this file's fault
        return fault(error)
    return outcome


def read_remotely(task: Task, work: Work, content: bytes | None) -> Outcome | None:
    """The outcome of reading a file, on a worker of the cluster; None when its bytes must be sent."""
    if content is not None:
        with tempfile.TemporaryDirectory(prefix="vndocx-") as folder:
            copy = os.path.join(folder, os.path.basename(task.path))
            Path(copy).write_bytes(content)
            return _read(Task(task.key, copy, task.name, task.size, task.sha256), work)
    try:
        same = digest(task.path) == task.sha256 if task.sha256 else os.path.getsize(task.path) == task.size
    except OSError:
        same = False
    return _read(task, work) if same else None


def _read(task: Task, work: Work) -> Outcome:
    thread = threading.get_ident()
    pool = _pools.get(thread)
    if pool is None or pool.work != work:
        if pool is not None:
            pool.close()
        pool = _pools[thread] = Pool(work, 1)
    try:
        ((_, outcome),) = pool.outcomes([task], lambda: None)
    except BaseException:
        _pools.pop(thread).close()
        raise
    return outcome


def close_pools() -> None:
    """End the supervised processes of this worker."""
    while _pools:
        _pools.popitem()[1].close()
