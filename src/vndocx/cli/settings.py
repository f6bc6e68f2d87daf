"""How papers are to be read, as told on the command line."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vndocx.settings import Settings

__all__ = ["ModeName", "told_settings"]


class ModeName(StrEnum):
    """How scans are read."""

    FAST = "fast"
    STANDARD = "standard"
    BEST = "best"


def told_settings(path: Path | None, mode: ModeName | None) -> Settings:
    """The settings of the file, or the usual ones, with the mode where one was named; raises SettingsError."""
    from vndocx.settings import Mode, Settings

    chosen = Settings.load(path) if path is not None else Settings()
    return replace(chosen, mode=Mode(mode)) if mode is not None else chosen
