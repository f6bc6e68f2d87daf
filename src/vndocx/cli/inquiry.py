"""``vndocx status``, ``deadlines`` and ``references``: questions to the ledger of an output folder."""

from __future__ import annotations

import typer

__all__ = ["app"]

app = typer.Typer()
