"""The authority file: which body bore a name on a day, and what took over its work."""

from __future__ import annotations

from functools import cache

from vndocx.lexicon import rows
from vndocx.lexicon.phrases import settle
from vndocx.lexicon.row_types import AuthorityRow
from vndocx.text import squeeze

__all__ = ["authority", "in_force", "successors"]


def authority(name: str) -> AuthorityRow | None:
    """The entry of a body or province by its name or an alias, in any case; None where the file has none."""
    return _by_name().get(settle(squeeze(name)))


def in_force(name: str, day: str) -> bool | None:
    """Whether the body existed on ``day`` (YYYY-MM-DD); None where the file does not know it."""
    entry = authority(name)
    if entry is None:
        return None
    return (not entry.valid_from or entry.valid_from <= day) and (not entry.valid_to or day <= entry.valid_to)


def successors(name: str, day: str) -> tuple[str, ...]:
    """The bodies that do the work of ``name`` on ``day``, itself while it exists; followed on where one ended too."""
    entry = authority(name)
    if entry is None or in_force(name, day) or not entry.valid_to or day <= entry.valid_to:
        return (name,)
    found = (later for direct in entry.successors for later in successors(direct, day))
    return tuple(dict.fromkeys(found))


@cache
def _by_name() -> dict[str, AuthorityRow]:
    return {settle(name): row for row in rows(AuthorityRow, "authorities") for name in (row.name, *row.aliases)}
