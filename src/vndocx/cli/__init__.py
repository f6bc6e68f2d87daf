"""The command line: parse, call the library, print. Records to standard output, all else to standard error."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from vndocx.errors import VndocxError

__all__ = ["main"]

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.callback()
def vndocx() -> None:
    """Turn scanned Vietnamese Party documents into facts that can be tracked."""


@app.command()
def extract(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Folder for the records.")] = None,
) -> None:
    """Extract the record of each file."""
    from vndocx.codec import dump
    from vndocx.pipeline import standard

    pipeline = standard()
    if output is None:
        sys.stdout.write(dump(pipeline(paths[0])))
        return
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if not file.is_file():
                continue
            target = output / (str(file.relative_to(path) if path.is_dir() else file.name) + ".json")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(dump(pipeline(file)), encoding="utf-8")


def main() -> None:
    """Run the command line; a VndocxError ends it with its own exit code and a hint."""
    try:
        app()
    except VndocxError as error:
        sys.stderr.write(f"vndocx: {error.message}\n{error.hint}\n")
        sys.exit(error.exit_code)
