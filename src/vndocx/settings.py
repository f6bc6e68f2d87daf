"""Settings: everything a run can be told, with its default."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import asdict, dataclass, field, fields
from difflib import get_close_matches
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from vndocx.errors import SettingsError

__all__ = ["Mode", "Settings"]


class Mode(StrEnum):
    """How scans are read: FAST second reader alone and once, STANDARD Tesseract, BEST both decided word by word.

    Without a word on it, BEST where the second reader is installed and STANDARD elsewhere: the record's recipe and
    its engine tell which.
    """

    FAST = "fast"
    STANDARD = "standard"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class Settings:
    """How papers are read. All of these can change a record, so they are part of its recipe.

    ``languages`` are Tesseract's; ``max_pixels`` bounds one page picture, ``max_pages`` and ``max_bytes``
    one file; ``ocr_timeout_s`` one page.
    """

    mode: Mode = field(default_factory=lambda: Mode.BEST if find_spec("trueocr") else Mode.STANDARD)
    languages: tuple[str, ...] = ("vie",)
    max_pixels: int = 120_000_000
    max_pages: int = 5_000
    max_bytes: int = 2_000_000_000
    ocr_timeout_s: float = 120.0

    @staticmethod
    def load(path: Path) -> Settings:
        """Settings from a TOML file; raises SettingsError naming file, key and nearest valid key."""
        try:
            given = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(f"{path}: {error}") from error
        return Settings.of(given, str(path))

    @staticmethod
    def of(given: dict[str, Any], where: str) -> Settings:
        """Settings from a mapping, checked key by key; ``where`` names it in errors."""
        types = {field.name: type(getattr(Settings(), field.name)) for field in fields(Settings)}
        made: dict[str, Any] = {}
        for key, value in given.items():
            if key not in types:
                near = get_close_matches(key, types, 1)
                raise SettingsError(f"{where}: unknown key {key!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
            if key == "mode":
                if value not in set(Mode):
                    raise SettingsError(f"{where}: mode must be one of {', '.join(Mode)}, not {value!r}")
                value = Mode(value)
            elif key == "languages":
                if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                    raise SettingsError(f"{where}: languages must be a list of strings, not {value!r}")
                value = tuple(value)
            elif types[key] is float and isinstance(value, int):
                value = float(value)
            elif type(value) is not types[key] or value <= 0:
                raise SettingsError(f"{where}: {key} must be a positive {types[key].__name__}, not {value!r}")
            made[key] = value
        return Settings(**made)

    def digest(self) -> str:
        """A short digest of all settings: the same settings give the same digest."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:12]
