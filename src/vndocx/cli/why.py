"""``vndocx why``: what the rules made of a place in a paper, for those who write rules."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vndocx.cli.settings import ModeName, told_settings

if TYPE_CHECKING:
    from vndocx.extraction.explaining import Explanation
    from vndocx.text import Span

__all__ = ["app"]

app = typer.Typer()

LONGEST = 50  # characters of quoted words in a column


@app.command()
def why(
    path: Annotated[Path, typer.Argument(metavar="FILE", show_default=False)],
    at: Annotated[
        int | None, typer.Option("--at", metavar="OFFSET", help="Offset into the record's text, in characters from 0.")
    ] = None,
    find: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="Instead of --at: where these words first stand; marks may be left out."),
    ] = None,
    mode: Annotated[ModeName | None, typer.Option(help="How scans are read, as for 'extract'.")] = None,
    settings: Annotated[Path | None, typer.Option(metavar="FILE", help="TOML file with settings.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Show which rules tried the words at a place, which won and why, and the facts that came of it.

    Tries are told for the sentence around the place: won (a fact came of it), lost (another reading has the words) or
    dropped (the rule itself turned them down).
    """
    if (at is None) == (find is None):
        raise typer.BadParameter("give either --at OFFSET or --find WORDS")
    from vndocx.codec import dump
    from vndocx.extraction.explaining import explain, find_words
    from vndocx.pipeline import standard

    pipeline = standard(told_settings(settings, mode))
    layout = pipeline.lay_out(pipeline.read(path))
    offset = find_words(layout.text, find) if find is not None else at
    if offset is None:
        raise typer.BadParameter(f"{find!r} does not stand in the text", param_hint="--find")
    if not 0 <= offset < len(layout.text):
        raise typer.BadParameter(
            f"{offset} is outside the text, which has {len(layout.text)} characters", param_hint="--at"
        )
    found = explain(layout, pipeline.annotate(layout), offset)
    sys.stdout.write(dump(found) if as_json else "\n".join(_told(found, layout.text)) + "\n")


def _told(found: Explanation, text: str) -> Iterator[str]:
    """The explanation in lines, by part."""
    where = [f"offset {found.offset}", f"page {found.page}", found.zone or "between two paragraphs"]
    if found.paragraph is not None:
        where.append(f"paragraph {_range(found.paragraph)}")
    yield ", ".join(where)
    for depth, section in enumerate(found.sections):
        yield f"{'  ' * depth}section {_quoted(section)}"
    if found.sentence is not None:
        yield f"sentence {_range(found.sentence.span)}: {_quoted(found.sentence.text, None)}"
    yield from _part(
        "NAMES",
        [(one.kind, _quoted(one.text), one.full, f"{one.rule or '-'}, {one.confidence:.2f}") for one in found.names],
    )
    yield from _part(
        "TRIED", [(one.outcome, one.rule, _quoted(one.span.cut(text)), one.reason) for one in found.trials]
    )
    yield from _part(
        "FACTS HERE",
        [
            (
                one.id,
                _quoted(one.text),
                one.rule,
                f"{one.confidence:.2f} = rule {'?' if one.of_rule is None else f'{one.of_rule:.2f}'}"
                f" × reading {one.of_reading:.2f}",
                one.value,
            )
            for one in found.facts
        ],
    )


def _part(title: str, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A titled table, columns as wide as their words, the last one free."""
    from vndocx.cli.progress import one_line

    yield ""
    yield title if rows else f"{title}: none"
    lines = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        padded = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        yield f"  {'  '.join(padded)}".rstrip()


def _quoted(words: str, longest: int | None = LONGEST) -> str:
    from vndocx.text import squeeze

    words = squeeze(words)
    return f"“{words if longest is None or len(words) <= longest else words[: longest - 1] + '…'}”"


def _range(span: Span) -> str:
    return f"{span.start}-{span.end}"
