"""Annotated papers: what a careful reader found in them, for comparison with records."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vndocx.errors import SettingsError

__all__ = ["Fact", "Gold", "read_gold"]


@dataclass(frozen=True, slots=True)
class Fact:
    """An annotated entry. ``lenient`` ones cost nothing, found or not."""

    values: dict[str, Any]
    lenient: bool


@dataclass(frozen=True, slots=True)
class Gold:
    """The annotation of one paper."""

    name: str
    header: dict[str, str | None]
    references: tuple[Fact, ...]
    dates: tuple[Fact, ...]
    assignments: tuple[Fact, ...]
    deadlines: tuple[Fact, ...]


def read_gold(path: Path) -> Gold:
    """The annotation in ``path``; raises SettingsError when it is not one."""
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
        return Gold(path.stem, _header(given["header"]), *(_facts(given, kind) for kind in _KINDS))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(f"{path}: not an annotation: {error!r}", "See samples/README.md for its form.") from error


_KINDS = ("references", "dates", "assignments", "deadlines")


def _facts(given: dict[str, Any], kind: str) -> tuple[Fact, ...]:
    return tuple(Fact(entry, entry.get("tier") == "lenient") for entry in given[kind])


def _words(value: Any, key: str) -> str | None:
    found = value.get(key) if isinstance(value, dict) else value
    return str(found) if found else None


def _header(head: dict[str, Any]) -> dict[str, str | None]:
    return {
        "type": _words(head.get("doc_type"), "code"),
        "number": head.get("number"),
        "issued": head.get("issue_date"),
        "issuer": _words(head.get("issuer"), "value"),
        "subject": _words(head.get("subject"), "text"),
        "signer": _words((head.get("signature") or {}).get("name"), "text"),
    }
