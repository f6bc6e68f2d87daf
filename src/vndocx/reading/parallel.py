"""Pages read side by side: one process a page when the file is the only one, in turn otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

from vndocx.errors import DamagedFile, OcrFailed, WorkerCrashed
from vndocx.model.scan import Notice, Page
from vndocx.reading.pages import unreadable

__all__ = ["ReadPage", "in_turn_or_parallel", "readable"]

ReadPage = tuple[Page, tuple[Notice, ...]]
_Task = TypeVar("_Task")


def in_turn_or_parallel(read: Callable[[_Task], ReadPage], tasks: Sequence[_Task], workers: int) -> Iterator[ReadPage]:
    """What ``read`` makes of each task, in order; ``read`` must be a function of a module when ``workers`` > 1."""
    if workers <= 1 or len(tasks) <= 1:
        yield from map(read, tasks)
        return
    # Spawned, not forked: pdfium and OpenCV do not survive a fork in mid-work.
    with ProcessPoolExecutor(min(workers, len(tasks)), mp_context=get_context("spawn")) as pool:
        try:
            yield from pool.map(read, tasks)
        except BrokenProcessPool as error:
            raise WorkerCrashed("a process that read a page died") from error


def readable(read: Callable[[], ReadPage], instead: Page) -> ReadPage:
    """What ``read`` makes of a page; ``instead`` and a notice where its picture is torn or OCR gave up on it."""
    try:
        return read()
    except (DamagedFile, OcrFailed) as error:
        return instead, (unreadable(instead.number, error),)
