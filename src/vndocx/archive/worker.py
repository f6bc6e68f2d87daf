"""A worker process: reads one file after another for the supervisor that started it.

It speaks in frames over its standard input and output: first a ``Work`` comes in and True (or the outcome that tells
why it cannot start) goes out, then each (path, seconds allowed) is answered by an Outcome.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import queue
import shutil
import signal
import struct
import sys
import threading
from contextlib import suppress
from typing import IO, Any

from vndocx.archive.task import Work, fault, load_pipeline, read_one

__all__ = ["MEGABYTE", "SCRATCH", "main", "receive", "send"]

SIZE = struct.Struct(">Q")
SCRATCH = "VNDOCX_SCRATCH"  # names the folder of the worker's temporary files
GRACE_S = 60.0  # after its time a worker whose supervisor is gone ends itself
CLEARINGS = 20  # what still runs may write a file into the folder while it is cleared
MEGABYTE = 1_000_000


def send(stream: IO[bytes], message: object) -> None:
    """Write ``message`` as one frame."""
    content = pickle.dumps(message, protocol=5)
    stream.write(SIZE.pack(len(content)) + content)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """The next message; raises EOFError when the other side is gone."""
    head = stream.read(SIZE.size)
    if len(head) < SIZE.size:
        raise EOFError
    size: int = SIZE.unpack(head)[0]
    content = stream.read(size)
    if len(content) < size:
        raise EOFError
    return pickle.loads(content)


def main() -> None:
    """Serve until the supervisor closes the line or goes away."""
    faulthandler.enable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Whatever a library prints must not stand between the frames.
    frames_in, frames_out = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    try:
        _serve(frames_in, frames_out)
    except (EOFError, BrokenPipeError):  # as the listener may not have heard yet
        _leave()


def _serve(frames_in: IO[bytes], frames_out: IO[bytes]) -> None:
    sys.path[:] = receive(frames_in)
    work: Work = receive(frames_in)
    _bound_memory(work.limits.memory_mb)
    try:
        read = load_pipeline(work)
    except Exception as error:  # told to the supervisor, which ends the run
        send(frames_out, fault(error))
        return
    send(frames_out, True)
    inbox: queue.SimpleQueue[tuple[str, float]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(frames_in, inbox), daemon=True).start()
    while True:
        path, seconds = inbox.get()
        # Even code that never returns to Python ends here, should nobody be left to kill it.
        faulthandler.dump_traceback_later(seconds + GRACE_S, exit=True)
        outcome = read_one(read, path)
        faulthandler.cancel_dump_traceback_later()
        send(frames_out, outcome)


def _listen(frames: IO[bytes], inbox: queue.SimpleQueue[tuple[str, float]]) -> None:
    """Pass tasks on until the supervisor is gone."""
    with suppress(EOFError, OSError):
        while True:
            inbox.put(receive(frames))
    _leave()


def _leave() -> None:
    """End this process and all that it started; their temporary files go too, as nobody else is left to clear them."""
    if folder := os.environ.get(SCRATCH):
        for _ in range(CLEARINGS):
            shutil.rmtree(folder, ignore_errors=True)
            if not os.path.exists(folder):
                break
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(0)


def _bound_memory(limit_mb: int) -> None:
    """Let a sudden demand for memory fail inside this process, before the machine suffers; leave no core files."""
    if sys.platform != "linux":  # elsewhere the supervisor's watch alone holds the limit
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    limit = limit_mb * MEGABYTE
    resource.setrlimit(resource.RLIMIT_DATA, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


if __name__ == "__main__":
    main()
