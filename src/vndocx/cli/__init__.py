"""The command line: parse, call the library, print. Records to standard output, all else to standard error."""

from __future__ import annotations

import sys
import traceback
from io import TextIOWrapper
from typing import Annotated

import typer

from vndocx.cli import checking, exports, extracting, inquiry, reviewing, why
from vndocx.cli.messages import in_vietnamese
from vndocx.errors import VndocxError

__all__ = ["app", "main"]

EPILOG = """Exit status: 0 all well; 1 a fault of vndocx; 2 wrong usage; 3 some files of a batch failed;
10-19 the file cannot be used; 20-22 something is not installed; 30-33 the file took too much;
40-41 the result cannot be kept; 42 wrong settings; 43 a wrong record; 130 stopped by the user.
'vndocx doctor' tells what is missing; vndocx/docs/exit-codes.md names each code."""

app = typer.Typer(
    add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False, epilog=EPILOG
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        sys.stdout.write(f"vndocx {version('vndocx')}\n")
        raise typer.Exit


@app.callback(epilog=EPILOG)
def vndocx(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_version, help="Show the version and exit.")
    ] = False,
) -> None:
    """Turn scanned Vietnamese Party documents into facts that can be tracked."""


# One module a family of commands.
for family in (extracting, exports, reviewing, inquiry, why, checking):
    app.add_typer(family.app)


def main() -> None:
    """Run the command line; a VndocxError ends it with its own exit code and a hint."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # whatever the terminal's language: records are UTF-8
    try:
        app()
    except Exception as error:  # the last place where a fault can be told
        sys.exit(_report(error))


def _report(error: Exception) -> int:
    """Tell the fault on standard error; returns the exit code."""
    if "--debug" in sys.argv:
        traceback.print_exception(error)
    known = error if isinstance(error, VndocxError) else VndocxError(f"{type(error).__name__}: {error}")
    told = [f"vndocx: {known.message}", known.hint, in_vietnamese(known.code)]
    sys.stderr.write("\n".join(line for line in told if line) + "\n")
    return known.exit_code
