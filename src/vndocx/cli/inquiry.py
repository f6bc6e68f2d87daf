"""``vndocx status``, ``deadlines`` and ``references``: questions to the ledger of an output folder."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from vndocx.archive.standing import LastRun, Standing

__all__ = ["app"]

app = typer.Typer()

Folder = Annotated[Path, typer.Argument(metavar="OUT", help="Folder given to 'extract' with -o.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]
Secret = Annotated[bool, typer.Option("--include-secret", help="Papers marked mật, tối mật or tuyệt mật too.")]

WIDEST = 60  # characters of one column


@app.command()
def status(output: Folder, as_json: AsJson = False) -> None:
    """Show how an archive stands: counts, speed, what failed and why."""
    from vndocx.archive.ledger import open_ledger
    from vndocx.archive.standing import standing

    with open_ledger(output) as ledger:
        found = standing(ledger)
    if as_json:
        _print_json(found)
    else:
        sys.stdout.write("\n".join(_lines(found)) + "\n")


def _lines(found: Standing) -> Iterable[str]:
    from vndocx.cli.messages import in_vietnamese, state_name
    from vndocx.cli.progress import one_line

    yield f"{found.files} files, {found.pages} pages read in {found.seconds:.1f} s of work"
    for state, count in found.states.items():
        if count:
            yield f"{count:8} {state_name(state)}"
    if found.missing:
        yield f"{found.missing:8} no longer in their folder (records are kept)"
    if found.held_back:
        yield f"{len(found.held_back):8} held back: marked mật or higher (needs --include-secret)"
    if len(found.recipes) > 1:
        yield f"{len(found.recipes):8} recipes: --rerun outdated makes all records alike"
    if found.last_run is not None:
        yield _run_line(found.last_run)
    for message in found.unread_folders:
        yield f"folder not read: {one_line(message)}"
    for fault, count in found.faults.items():
        yield f"\n{count} {fault}: {in_vietnamese(fault)}"
        for failure in found.failures:
            if failure.fault == fault:
                tries = f" ({failure.attempts} tries)" if failure.attempts > 1 else ""
                yield f"  {one_line(failure.file)}: {one_line(failure.message)}{tries}"


def _run_line(run: LastRun) -> str:
    where = f"{run.engine}, {run.jobs} jobs" if run.jobs else run.engine
    if run.ended is None:
        return f"last run: begun {run.started}, goes on or was killed ({where})"
    told = f"last run: {run.started} to {run.ended}, {run.read} files, {run.pages} pages"
    if run.files_per_s is not None:
        told += f", {run.files_per_s} files/s, {run.pages_per_s} pages/s"
    return f"{told} ({where})"


@app.command()
def deadlines(
    output: Folder,
    before: Annotated[
        str | None, typer.Option(metavar="DATE", help="Due before this day (YYYY-MM-DD), itself left out.")
    ] = None,
    after: Annotated[
        str | None, typer.Option(metavar="DATE", help="Due after this day (YYYY-MM-DD), itself left out.")
    ] = None,
    assignee: Annotated[
        str | None, typer.Option(metavar="NAME", help="Words of the name of the body or person; marks may be left out.")
    ] = None,
    include_secret: Secret = False,
    as_json: AsJson = False,
) -> None:
    """List deadlines over the whole archive, the nearest first.

    With --before or --after, deadlines without a known day (recurring ones, those that hang on an event) are left out.
    """
    from vndocx.archive import questions
    from vndocx.archive.ledger import open_ledger

    for name, given in (("--before", before), ("--after", after)):
        _check_day(name, given)
    with open_ledger(output) as ledger:
        found = list(
            questions.deadlines(ledger, before=before, after=after, assignee=assignee, include_secret=include_secret)
        )
        _say_held_back(0 if include_secret else questions.held_back(ledger))
    if as_json:
        _print_json(found)
        return
    rows = [
        (
            item.due or item.rrule or item.text,
            "; ".join(item.assignees) or "-",
            item.action or item.text,
            item.paper.number or "-",
            f"{item.paper.file}:{item.page}",
        )
        for item in found
    ]
    _print_table(("DUE", "ASSIGNEE", "TASK", "PAPER", "FILE:PAGE"), rows)


@app.command()
def references(
    output: Folder,
    to: Annotated[
        str | None,
        typer.Option(metavar="NUMBER", help="Only references to this number, or to a title with these words."),
    ] = None,
    include_secret: Secret = False,
    as_json: AsJson = False,
) -> None:
    """List which papers cite which, over the whole archive."""
    from vndocx.archive import questions
    from vndocx.archive.ledger import open_ledger

    with open_ledger(output) as ledger:
        found = list(questions.citations(ledger, to=to, include_secret=include_secret))
        _say_held_back(0 if include_secret else questions.held_back(ledger))
    if as_json:
        _print_json(found)
        return
    rows = [
        (
            item.number or item.title or "-",
            item.issued or "-",
            item.relation,
            item.paper.number or "-",
            item.paper.issued or "-",
            f"{item.paper.file}:{item.page}",
        )
        for item in found
    ]
    _print_table(("CITED", "OF", "RELATION", "BY", "OF", "FILE:PAGE"), rows)


def _check_day(name: str, given: str | None) -> None:
    try:
        if given is not None and date.fromisoformat(given).isoformat() != given:
            raise ValueError
    except ValueError:
        raise typer.BadParameter(f"{given!r} is not a day as 2024-05-01", param_hint=name) from None


def _say_held_back(count: int) -> None:
    if count:
        sys.stderr.write(
            f"{count} papers marked mật or higher are held back (--include-secret shows them)."
            f" / {count} văn bản mật không được đưa vào kết quả.\n"
        )


def _print_json(found: object) -> None:
    from vndocx.codec import plain

    sys.stdout.write(json.dumps(plain(found), ensure_ascii=False, indent=1) + "\n")


def _print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Columns as wide as their words, the last one free."""
    from vndocx.cli.progress import one_line

    lines = [[_cut(one_line(cell)) if place < len(head) - 1 else one_line(cell) for place, cell in enumerate(row)]
             for row in (head, *rows)]  # fmt: skip
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    for line in lines:
        sys.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n")


def _cut(words: str) -> str:
    return words if len(words) <= WIDEST else words[: WIDEST - 1] + "…"
