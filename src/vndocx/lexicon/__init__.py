"""The words of the domain as data: one TOML file a subject, each row with its source and examples.

A file holds ``[[row]]`` tables; the type of a row is a frozen dataclass in ``row_types.py``.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import MISSING, fields
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from vndocx.errors import SettingsError
from vndocx.text import nfc

__all__ = ["digest", "rows"]

Row = TypeVar("Row")


@cache
def rows(kind: type[Row], name: str) -> tuple[Row, ...]:
    """The rows of lexicon file ``name`` (without suffix) as values of ``kind``.

    Raises SettingsError naming file, row and nearest valid key when a row does not fit.
    """
    made = _parse(kind, (files(__package__) / f"{name}.toml").read_text(encoding="utf-8"), f"{name}.toml")
    return tuple(made)


def _parse(kind: type[Row], text: str, where: str) -> list[Row]:
    try:
        given = tomllib.loads(nfc(text))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{where}: {error}") from error
    if unknown := set(given) - {"row"}:
        raise SettingsError(f"{where}: only [[row]] tables are allowed, not {sorted(unknown)[0]!r}")
    return [_row(kind, row, f"{where}, row {number}") for number, row in enumerate(given.get("row", []), 1)]


def _row(kind: type[Row], given: dict[str, Any], where: str) -> Row:
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    for key in given:
        if key not in known:
            near = get_close_matches(key, known, 1)
            raise SettingsError(f"{where}: unknown key {key!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
    for name, field in known.items():
        if name not in given and field.default is MISSING and field.default_factory is MISSING:
            raise SettingsError(f"{where}: key {name!r} is missing")
    return kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in given.items()})


def digest() -> str:
    """A short digest of all lexicon files, for the recipe of a record."""
    made = hashlib.sha256()
    shipped = sorted(
        (item for item in files(__package__).iterdir() if item.name.endswith(".toml")), key=lambda i: i.name
    )
    for item in shipped:
        made.update(item.name.encode() + b"\0" + item.read_bytes())
    return made.hexdigest()[:12]
