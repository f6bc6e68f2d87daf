"""Which cited papers a plural name gathers: the resolutions of a plenum, the plans that carry them out."""

from __future__ import annotations

from collections.abc import Sequence

from vndocx.extraction.references.meetings import meeting_key
from vndocx.extraction.references.resolution import Entry, number_key
from vndocx.lexicon import rows
from vndocx.lexicon.row_types import PlenumRow
from vndocx.text import fold

__all__ = ["find_members"]


def find_members(entries: Sequence[Entry]) -> dict[int, tuple[int, ...]]:
    """Index of a group → indexes of its members, both into ``entries``."""
    found: dict[int, tuple[int, ...]] = {}
    for index, entry in enumerate(entries):
        if entry.first.rule == "plenum" and (members := _resolutions(entry, entries)):
            found[index] = members
    home = {id(one): index for index, entry in enumerate(entries) for one in entry.citations}
    for index, entry in enumerate(entries):
        about = entry.first.about
        if about is None or entry.first.kind == "draft" or (gathered := found.get(home.get(id(about), -1))) is None:
            continue
        members = tuple(
            other
            for other, candidate in enumerate(entries)
            if candidate.first.about is not None
            and home.get(id(candidate.first.about)) in gathered
            and candidate.first.type == entry.first.type
            and _same_issuer(candidate, entry)
        )
        if members:
            found[index] = members
    return found


def _resolutions(plenum: Entry, entries: Sequence[Entry]) -> tuple[int, ...]:
    """The cited papers that the plenum passed, by the authority list; the year must agree where the text gives one."""
    nth = meeting_key(plenum.first).rpartition(" ")[2]
    passed = [row for row in rows(PlenumRow, "plenums") if row.nth == nth and row.term in plenum.terms()]
    found = []
    for index, entry in enumerate(entries):
        number = entry.first.number
        if number is None:
            continue
        for row in passed:
            named = number_key(number.normal) in {number_key(one) for one in row.resolutions}
            if named and (not entry.years() or row.year in entry.years()):
                found.append(index)
    return tuple(found)


def _same_issuer(one: Entry, other: Entry) -> bool:
    first, second = one.first.issuer, other.first.issuer
    return first is None or second is None or fold(first) == fold(second)
