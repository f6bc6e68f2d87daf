"""The types of the lexicon's rows. The first field of each is its key."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DocumentTypeRow"]


@dataclass(frozen=True, slots=True)
class DocumentTypeRow:
    """A kind of paper. ``systems``: who uses the code, "party", "state" or both; ``source``: where it is laid down."""

    name: str
    code: str
    systems: tuple[str, ...]
    source: str
    examples: tuple[str, ...] = ()
    other_codes: tuple[str, ...] = ()
