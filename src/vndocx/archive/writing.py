"""Records on disk: whole or not at all, and one run a folder."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from vndocx.codec import dump
from vndocx.errors import OutputInUse, OutputUnwritable

__all__ = ["FullStop", "hold", "renamed", "write_whole"]

UNFINISHED = ".unfinished"  # where a record stands until it is whole
LOCK = ".lock"

# The disk or the folder is at fault, not one name: the run cannot go on.
FATAL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EACCES, errno.EPERM})

# Shared and foreign file systems have no such call on a folder; they keep names in their own way.
NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP})


@contextmanager
def hold(output: Path) -> Iterator[None]:
    """The output folder for this run alone; leftovers of a killed run are cleared away.

    Raises OutputInUse when another run holds it, OutputUnwritable when nothing can be written there.
    """
    with ExitStack() as stack:
        try:
            output.mkdir(parents=True, exist_ok=True)
            lock = stack.enter_context((output / LOCK).open("a+b"))
            if not _locked(lock):
                raise OutputInUse(f"another run of vndocx works on {output}")
            _clear(output / UNFINISHED)
            (output / UNFINISHED).mkdir()
            stack.callback(shutil.rmtree, output / UNFINISHED, ignore_errors=True)  # the next run clears it too
        except OSError as error:
            raise OutputUnwritable(f"{output}: {error.strerror}") from error
        yield


def _clear(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _locked(file: IO[bytes]) -> bool:
    """Whether the lock is now ours; the system frees it when the process ends, however it ends."""
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def write_whole(output: Path, relative: str, content: bytes) -> None:
    """Write ``content`` to ``output/relative`` so that a crash leaves the old file or the new one.

    Raises OutputUnwritable when this name cannot be written, FullStop when nothing can.
    """
    target = output / relative
    try:
        _make_folders(target.parent)
        waiting = output / UNFINISHED / f"{os.getpid()}.part"
        with waiting.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(waiting, target)
        _sync_folder(target.parent)
    except OSError as error:
        problem = OutputUnwritable(f"{relative}: {error.strerror}")
        raise (FullStop(problem.message) if error.errno in FATAL else problem) from error


class FullStop(OutputUnwritable):
    """Nothing more can be written: the run ends."""


def _make_folders(folder: Path) -> None:
    """Make ``folder`` and those above it; in a loop, since an archive may be deeper than Python recurses."""
    lacking = []
    while not folder.is_dir():
        lacking.append(folder)
        folder = folder.parent
    for one in reversed(lacking):
        one.mkdir(exist_ok=True)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no handle on a folder
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


def renamed(content: bytes, name: str) -> bytes:
    """The record of the same bytes under another file name, as reading that file would give it."""
    record = json.loads(content)
    record["source"]["name"] = name
    return dump(record).encode()
