"""``vndocx export``: records of an archive as tables, calendars, graphs and linked data."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from vndocx.export.item import Item
    from vndocx.model.record import Record

__all__ = ["app"]

app = typer.Typer()


class Form(StrEnum):
    """What to write."""

    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"
    ICS = "ics"
    GRAPHML = "graphml"
    DOT = "dot"
    ANNOTATIONS = "annotations"
    AKN = "akn"
    TT02 = "tt02_2019_document"


class Rows(StrEnum):
    """Which table a CSV file holds."""

    PAPERS = "papers"
    REFERENCES = "references"
    ASSIGNMENTS = "assignments"
    DEADLINES = "deadlines"


class Entries(StrEnum):
    """What a calendar holds."""

    TODO = "todo"
    EVENT = "event"


@app.command()
def export(
    source: Annotated[Path, typer.Argument(metavar="OUT", help="Folder given to 'extract' with -o, or one record.")],
    to: Annotated[Form, typer.Option("--to", help="What to write.", show_default=False)],
    target: Annotated[
        Path, typer.Option("-o", "--output", help="File to write; a folder for --to akn.", show_default=False)
    ],
    table: Annotated[Rows, typer.Option(help="Which table, for --to csv.")] = Rows.ASSIGNMENTS,
    entries: Annotated[Entries, typer.Option(help="To-dos or all-day events, for --to ics.")] = Entries.TODO,
    folder: Annotated[
        Path | None,
        typer.Option("--papers", help="Folder of the papers, for links to file and page; else as the ledger has it."),
    ] = None,
    include_secret: Annotated[
        bool, typer.Option("--include-secret", help="Papers marked mật, tối mật or tuyệt mật too.")
    ] = False,
) -> None:
    """Write the records of an archive for other systems: tables, calendars, graphs, linked data."""
    items = _items(source, folder, include_secret)
    if to is Form.AKN:
        _write_akoma_ntoso(items, target)
        return
    with _whole(target) as unfinished:
        told = _WRITERS[to](items, unfinished, table, entries)
    sys.stderr.write(f"{target}: {told}\n")


@contextmanager
def _whole(target: Path) -> Iterator[Path]:
    """A path to write to; the file appears under its name when all is written, or not at all."""
    from vndocx.errors import OutputUnwritable

    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        try:
            yield unfinished
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise OutputUnwritable(f"{target}: {error.strerror or error}") from error


def _items(source: Path, folder: Path | None, include_secret: bool) -> Iterator[Item]:
    """The records, each paper once though it lies in two places; how many are held back goes to standard error."""
    from vndocx.archive.ledger import open_ledger
    from vndocx.archive.questions import held_back, kept_records
    from vndocx.export.item import Item

    if source.is_file():
        record = _load(source)
        if record.document.secrecy and not include_secret:
            sys.stderr.write(f"1 paper marked {record.document.secrecy} is held back (--include-secret)\n")
            return
        yield Item(record, source.name.removesuffix(".json"), str(folder.resolve()) if folder else None)
        return
    with open_ledger(source) as ledger:
        if not include_secret and (count := held_back(ledger)):
            sys.stderr.write(f"{count} papers marked mật or higher are held back (--include-secret)\n")
        seen: set[str] = set()
        for kept in kept_records(ledger, source, include_secret=include_secret):
            record = _load(kept.record)
            if record.id not in seen:
                seen.add(record.id)
                yield Item(record, kept.file, str((folder or kept.root).resolve()))


def _load(path: Path) -> Record:
    from vndocx.codec import load
    from vndocx.errors import FileUnreadable
    from vndocx.model.record import Record

    try:
        return load(Record, path.read_bytes())
    except OSError as error:
        raise FileUnreadable(f"{path}: {error.strerror}") from error


def _csv(items: Iterator[Item], target: Path, table: Rows, _: Entries) -> str:
    from vndocx.export.delimited import write_csv

    with target.open("w", encoding="utf-8-sig", newline="") as out:  # the mark lets Excel see that it is UTF-8
        return f"{write_csv(items, table.value, out)} rows"


def _tt02(items: Iterator[Item], target: Path, _: Rows, __: Entries) -> str:
    from vndocx.export.delimited import write_document_fields

    with target.open("w", encoding="utf-8-sig", newline="") as out:
        return f"{write_document_fields(items, out)} papers"


def _xlsx(items: Iterator[Item], target: Path, _: Rows, __: Entries) -> str:
    from vndocx.export.xlsx import write_xlsx

    return f"{write_xlsx(items, target)} papers"


def _jsonl(items: Iterator[Item], target: Path, _: Rows, __: Entries) -> str:
    from vndocx.codec import plain

    count = 0
    with target.open("w", encoding="utf-8") as out:
        for item in items:
            out.write(json.dumps({"path": item.path, **plain(item.record)}, ensure_ascii=False) + "\n")
            count += 1
    return f"{count} records"


def _ics(items: Iterator[Item], target: Path, _: Rows, entries: Entries) -> str:
    from vndocx.export.calendar import write_calendar

    content, inside, outside = write_calendar(items, entries.value)
    target.write_bytes(content)
    return f"{inside} deadlines; {outside} without a day are not in the calendar"


def _graphml(items: Iterator[Item], target: Path, _: Rows, __: Entries) -> str:
    from vndocx.export.graph import graph_of, write_graphml

    graph = graph_of(items)
    target.write_bytes(write_graphml(graph))
    return f"{len(graph.nodes)} papers, {len(graph.edges)} citations"


def _dot(items: Iterator[Item], target: Path, _: Rows, __: Entries) -> str:
    from vndocx.export.graph import graph_of, write_dot

    graph = graph_of(items)
    target.write_text(write_dot(graph), encoding="utf-8")
    return f"{len(graph.nodes)} papers, {len(graph.edges)} citations"


def _annotations(items: Iterator[Item], target: Path, _: Rows, __: Entries) -> str:
    from vndocx.export.linked import web_annotations

    page = web_annotations(items)
    with io.TextIOWrapper(target.open("wb"), encoding="utf-8") as out:
        json.dump(page, out, ensure_ascii=False, indent=1)
        out.write("\n")
    return f"{len(page['items'])} annotations"


def _write_akoma_ntoso(items: Iterator[Item], target: Path) -> None:
    from vndocx.export.linked import akoma_ntoso

    count = 0
    for item in items:
        path = target / f"{item.path}.akn.xml"
        path.parent.mkdir(parents=True, exist_ok=True)
        with _whole(path) as unfinished:
            unfinished.write_bytes(akoma_ntoso(item))
        count += 1
    sys.stderr.write(f"{target}: {count} documents\n")


_WRITERS: dict[Form, Callable[[Iterator[Item], Path, Rows, Entries], str]] = {
    Form.CSV: _csv,
    Form.XLSX: _xlsx,
    Form.JSONL: _jsonl,
    Form.ICS: _ics,
    Form.GRAPHML: _graphml,
    Form.DOT: _dot,
    Form.ANNOTATIONS: _annotations,
    Form.TT02: _tt02,
}
