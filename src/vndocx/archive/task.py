"""One file's work: the task, its outcome, and the function that every engine runs."""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from vndocx.archive.facts import Facts, facts_of
from vndocx.errors import FileUnreadable, MemoryLimit, SettingsError, VndocxError
from vndocx.model.record import Record
from vndocx.settings import Settings

__all__ = [
    "Limits",
    "Outcome",
    "Read",
    "Task",
    "Work",
    "cores",
    "digest",
    "error_of",
    "fault",
    "load_pipeline",
    "memory_is_out",
    "printable",
    "read_one",
]

Read = Callable[[Path], Record]

# A file's own time limit where none is given: a start, and more for each megabyte of scans.
BASE_TIMEOUT_S = 300.0
TIMEOUT_S_PER_MEGABYTE = 60.0
CHUNK = 1 << 20
# As C++, OpenCV, the C library, and PDFium say it.
NO_MEMORY = re.compile(r"bad_alloc|insufficient memory|cannot allocate memory|out of memory", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take. ``timeout_s`` None: 300 s and 60 s more for each megabyte of the file."""

    timeout_s: float | None = None
    memory_mb: int = 2048
    files_per_worker: int = 500
    growth_mb: int = 400

    def seconds(self, size: int) -> float:
        """The time limit of a file of ``size`` bytes."""
        if self.timeout_s is not None:
            return self.timeout_s
        return BASE_TIMEOUT_S + TIMEOUT_S_PER_MEGABYTE * size / 1_000_000


@dataclass(frozen=True, slots=True)
class Work:
    """How files are read.

    ``factory`` names a function "module:name" from Settings to a pipeline; ``pages_at_once`` above one is handed to it
    too, and has the scanned pages of one file recognised in as many processes.
    """

    settings: Settings = Settings()
    limits: Limits = Limits()
    factory: str = "vndocx.pipeline:standard"
    pages_at_once: int = 1


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read. ``name`` is how people see its path; ``key`` is the caller's own; ``sha256`` None: not known."""

    key: int
    path: str
    name: str
    size: int
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task: a record as bytes with its facts, or a fault with its class, message and hint."""

    record: bytes | None = None
    facts: Facts | None = None
    code: str | None = None
    exit_code: int = 0
    message: str = ""
    hint: str = ""
    detail: str = ""
    seconds: float = 0.0
    attempts: int = 1

    @property
    def failed(self) -> bool:
        return self.record is None


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def load_pipeline(work: Work) -> Read:
    """The pipeline that ``work`` names, ready to read files."""
    module, _, name = work.factory.partition(":")
    try:
        factory = getattr(import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise SettingsError(f"no pipeline at {work.factory!r}: {error}") from error
    made: Read = factory(work.settings, work.pages_at_once) if work.pages_at_once > 1 else factory(work.settings)
    return made


def printable(path: str | Path) -> str:
    """``path`` as text that any file can hold: bytes that are not UTF-8 are written ``\\xNN``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def memory_is_out(words: str) -> bool:
    """Whether a program's last words tell that it got no memory."""
    return NO_MEMORY.search(words) is not None


def fault(error: BaseException, **more: Any) -> Outcome:
    """The outcome that tells of ``error``."""
    if isinstance(error, VndocxError):
        return Outcome(code=error.code, exit_code=error.exit_code, message=error.message, hint=error.hint, **more)
    detail = "".join(traceback.format_exception(error))
    if memory_is_out(str(error)):  # a library's own error, as OpenCV's
        return fault(MemoryLimit(f"{type(error).__name__}: {error}"), detail=detail[-8000:], **more)
    return Outcome(
        code=VndocxError.code,
        exit_code=VndocxError.exit_code,
        message=f"{type(error).__name__}: {error}",
        hint=VndocxError.advice,
        detail=detail[-8000:],
        **more,
    )


def digest(path: str) -> str:
    """The SHA-256 of the file's bytes; raises OSError."""
    made = hashlib.sha256()
    with open(path, "rb") as file:
        while chunk := file.read(CHUNK):
            made.update(chunk)
    return made.hexdigest()


def error_of(outcome: Outcome) -> VndocxError:
    """The error that the outcome tells of, with its own class and exit code."""
    kinds = [VndocxError]
    for kind in kinds:
        kinds += kind.__subclasses__()
    kind = next((kind for kind in kinds if kind.code == outcome.code), VndocxError)
    return kind("\n".join(filter(None, (outcome.message, outcome.detail))), outcome.hint)


def read_one(read: Read, path: str) -> Outcome:
    """The outcome of reading the file at ``path``: never raises for a fault of the file."""
    from vndocx.codec import dump

    begun = time.perf_counter()

    def spent() -> float:
        return round(time.perf_counter() - begun, 3)

    try:
        record = read(Path(path))
        name = printable(record.source.name)
        if name != record.source.name:
            record = replace(record, source=replace(record.source, name=name))
        content = dump(record).encode()
        return Outcome(record=content, facts=facts_of(json.loads(content)), seconds=spent())
    except MemoryError:
        return fault(
            MemoryLimit(f"{printable(Path(path).name)} needs more memory than one file may take"), seconds=spent()
        )
    except OSError as error:
        if not isinstance(error, FileNotFoundError | PermissionError | IsADirectoryError) or error.filename != path:
            return fault(error, seconds=spent())
        return fault(FileUnreadable(f"{printable(Path(path).name)}: {error.strerror}"), seconds=spent())
    except Exception as error:  # a batch job: the fault goes into the ledger and the next file is read
        return fault(error, seconds=spent())
