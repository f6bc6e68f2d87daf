"""One entry per real paper: all its mentions gathered, dates and issuers settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from vndocx.extraction.references.citation import Citation
from vndocx.lexicon.codes import code_key
from vndocx.text import fold

__all__ = ["Entry", "gather"]


@dataclass(slots=True)
class Entry:
    """A paper while its mentions are gathered."""

    citations: list[Citation] = field(default_factory=list)

    @property
    def first(self) -> Citation:
        return self.citations[0]

    def issued(self) -> str | None:
        """The date that most mentions give; of equals the fuller one, then the first."""
        counts = Counter(one.issued for one in self.citations if one.issued and not one.shared)
        if not counts:
            return next((one.issued for one in self.citations if one.issued), None)
        return max(counts, key=lambda value: (value.count("-") - value.count("X"), counts[value]))

    def dates(self) -> set[str]:
        """The full days that mentions give."""
        return {one.issued for one in self.citations if one.issued and len(one.issued) == 10 and "X" not in one.issued}


def gather(citations: Iterable[Citation]) -> list[Entry]:
    """Entries in the order of their first mention."""
    entries: list[Entry] = []
    by_key: dict[str, list[Entry]] = {}
    for one in citations:
        key = _key(one)
        same = by_key.setdefault(key, [])
        entry = next((entry for entry in reversed(same) if _may_be(entry, one)), None)
        if entry is None:
            entry = Entry()
            same.append(entry)
            entries.append(entry)
        entry.citations.append(one)
    return entries


def _key(one: Citation) -> str:
    if one.number is not None and one.number.form != "bare":
        return code_key(one.number.normal.lstrip("0"))
    return "name " + fold(one.title or "")


def _may_be(entry: Entry, one: Citation) -> bool:
    """Whether a citation with the same number can mean this paper: numbers restart with each term."""
    terms = {other.term for other in entry.citations if other.term}
    if one.term and terms and one.term not in terms:
        return False
    days = entry.dates()
    if one.issued and len(one.issued) == 10 and days and one.issued not in days:
        years = {int(day[:4]) for day in days}
        party = one.number is not None and one.number.form == "party"
        return not (party and min(abs(int(one.issued[:4]) - year) for year in years) >= 4)
    return True


def best(values: Sequence[str | None]) -> str | None:
    """The value given most often, the first of equals."""
    counts = Counter(value for value in values if value)
    return max(counts, key=lambda value: counts[value]) if counts else None
