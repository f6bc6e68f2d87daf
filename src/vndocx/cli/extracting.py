"""``vndocx extract``: files and folders in, records out."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from vndocx.cli.settings import ModeName, told_settings
from vndocx.errors import BATCH_HAD_FAILURES

if TYPE_CHECKING:
    from vndocx.archive.clerk import Event
    from vndocx.archive.run import Totals
    from vndocx.archive.task import Outcome, Work
    from vndocx.settings import Settings

__all__ = ["app"]

app = typer.Typer()

PIPELINE = "vndocx.pipeline:standard"  # what worker processes read with
INTERRUPTED = 130
READER_GONE = 141


class Format(StrEnum):
    """JSON a file each, or JSON Lines on standard output."""

    JSON = "json"
    JSONL = "jsonl"


class EngineName(StrEnum):
    """Who does the reading."""

    PROCESSES = "processes"
    DASK = "dask"
    SERIAL = "serial"


class RerunName(StrEnum):
    """Which settled files are read again."""

    FAILED = "failed"
    OUTDATED = "outdated"
    ALL = "all"


@app.command(
    epilog="Exit status: 0 all read; 3 some files failed, the ledger and 'vndocx status' say which and why;"
    " for a single FILE without -o the code of its own fault (10-33)."
)
def extract(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders.", show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="OUT", help="Folder for the records and the ledger. Run again to go on."
        ),
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", help="json: a file each; jsonl: stream to standard output as they are done.")
    ] = Format.JSON,
    mode: Annotated[
        ModeName | None,
        typer.Option(
            help="How scans are read: fast (second reader), standard (Tesseract), best (both)."
            " Default: best where the second reader is installed, else standard."
        ),
    ] = None,
    settings: Annotated[Path | None, typer.Option(metavar="FILE", help="TOML file with settings.")] = None,
    rerun: Annotated[
        RerunName | None, typer.Option(help="Read again: failed files, those read with another recipe, or all.")
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Worker processes. Default: one a core.")] = None,
    timeout: Annotated[
        float | None,
        typer.Option(min=1, metavar="SECONDS", help="Time for one file. Default: 300 s and 60 s more for each MB."),
    ] = None,
    memory: Annotated[
        int | None, typer.Option(min=256, metavar="MB", help="Memory for one worker. Default: 2048 MB.")
    ] = None,
    engine: Annotated[
        EngineName, typer.Option(help="processes on this machine, a dask cluster, or serial (no limits; to debug).")
    ] = EngineName.PROCESSES,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Dask scheduler, as tcp://host:8786.")
    ] = None,
    include_secret: Annotated[
        bool, typer.Option("--include-secret", help="Stream papers marked mật, tối mật or tuyệt mật too (jsonl).")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of a fault.")] = False,
) -> None:
    """Extract the record of each file.

    One FILE without -o: its record on standard output. Files and folders with -o OUT: OUT/<path under the folder>.json
    and OUT/ledger.sqlite; a run that was stopped goes on where it was, and no file is read twice. Papers marked mật or
    higher are not streamed unless --include-secret is given; files in OUT hold all.
    """
    if (engine is EngineName.DASK) != (scheduler is not None):
        raise typer.BadParameter("--engine dask and --scheduler ADDRESS go together")
    if rerun is not None and output is None:
        raise typer.BadParameter("--rerun needs -o OUT, where the ledger is")
    if output is not None and output.exists() and any(path.exists() and path.samefile(output) for path in paths):
        raise typer.BadParameter("the output folder cannot be an input")
    chosen = told_settings(settings, mode)
    streamed = form is Format.JSONL
    if output is None and not streamed:
        if len(paths) > 1 or paths[0].is_dir():
            raise typer.BadParameter("several files or a folder need -o OUT, or --format jsonl to stream the records")
        if engine is EngineName.PROCESSES and timeout is None and memory is None and jobs is None:
            _print_one(paths[0], chosen)
            return
    from vndocx.archive.task import Limits, Work, cores

    count = jobs or cores()
    # A lone file has all cores for its pages; many files have one core each.
    alone = len(paths) == 1 and not paths[0].is_dir() and engine is EngineName.PROCESSES
    limits = Limits(timeout, memory or Limits().memory_mb * (count if alone else 1))
    work = Work(chosen, limits, PIPELINE, count if alone else 1)
    _batch(paths, output, work, engine, scheduler, rerun, count, streamed=streamed, open_all=include_secret)


def _print_one(path: Path, settings: Settings) -> None:
    from vndocx.archive.task import cores, printable
    from vndocx.codec import dump
    from vndocx.pipeline import standard

    try:
        record = standard(settings, cores())(path)
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    source = replace(record.source, name=printable(record.source.name))
    _write(dump(replace(record, source=source)).encode())


def _write(content: bytes) -> None:
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:  # the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(READER_GONE) from None


def _batch(
    paths: list[Path],
    output: Path | None,
    work: Work,
    engine: EngineName,
    scheduler: str | None,
    rerun: RerunName | None,
    jobs: int,
    *,
    streamed: bool,
    open_all: bool,
) -> None:
    """Read many files: into a folder, onto standard output, or both."""
    from vndocx.archive import run as archive
    from vndocx.archive.enrolment import Rerun
    from vndocx.cli.progress import Progress

    progress = Progress()
    held_back = 0
    lone: list[Outcome] | None = [] if output is None and not streamed else None

    def listen(event: Event | None) -> None:
        nonlocal held_back
        if event is not None and event.record is not None and streamed:
            record = json.loads(event.record)
            if record["document"]["secrecy"] is None or open_all:
                _write((json.dumps(record, ensure_ascii=False) + "\n").encode())
            else:
                held_back += 1
        elif event is not None and event.record is not None and lone is not None:
            _write(event.record)
        if lone is None:
            progress(event)
        elif event is not None:
            lone.append(event.outcome)

    chosen = archive.engine(engine, jobs, scheduler)
    with stopping():
        try:
            if output is None:
                totals = archive.stream(tuple(paths), work, chosen, listen)
            else:
                totals = archive.run(
                    tuple(paths), output, work, chosen, listen,
                    rerun=Rerun(rerun) if rerun else None, started=progress.expect,
                )  # fmt: skip
        except KeyboardInterrupt:
            progress.say("stopped; run the same command again to go on" if output else "stopped")
            raise typer.Exit(INTERRUPTED) from None
    if lone is not None:
        if lone[0].failed:
            from vndocx.archive.task import error_of

            raise error_of(lone[0])
        return
    _sum_up(totals, progress.say, output)
    if held_back:
        progress.say(f"{held_back} papers marked mật or higher were not streamed (--include-secret)")
    if not totals.complete:
        raise typer.Exit(BATCH_HAD_FAILURES)


@contextmanager
def stopping() -> Iterator[None]:
    """Turn the first signal to stop into a clean end; further ones do not disturb it."""

    def stop(number: int, frame: FrameType | None) -> None:
        for name in before:
            signal.signal(name, signal.SIG_IGN)
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        raise SystemExit(128 + number)

    names = [signal.SIGINT, signal.SIGTERM] + ([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])
    # A signal that the caller has us ignore (nohup, a shell's background job) stays ignored.
    before = {name: old for name in names if (old := signal.getsignal(name)) is not signal.SIG_IGN}
    for name in before:
        signal.signal(name, stop)
    try:
        yield
    finally:
        for name, old in before.items():
            signal.signal(name, old)


def _sum_up(totals: Totals, say: Callable[[str], None], output: Path | None) -> None:
    """The end of a run in a few lines."""
    from vndocx.cli.messages import state_name
    from vndocx.cli.progress import clock, rate

    speed = f", {rate(totals.read, totals.seconds)}" if totals.read and totals.seconds > 0 else ""
    say(f"read {totals.read} files, {totals.pages} pages in {clock(totals.seconds)}{speed}")
    say(
        "; ".join(f"{state_name(state)}: {count}" for state, count in sorted(totals.states.items())) or "no files found"
    )
    if totals.skipped:
        say("passed over: " + ", ".join(f"{count} {reason}" for reason, count in sorted(totals.skipped.items())))
    for message in totals.unread_folders:
        say(f"folder not read: {message}")
    if totals.held_back:
        say(f"{totals.held_back} papers are marked mật or higher: exports and questions leave them out")
    if totals.outdated:
        say(f"{totals.outdated} records were made with another recipe: --rerun outdated reads them again")
    if totals.states["failed"] and output is not None:
        say(f"see which files failed and why: vndocx status {output}")
