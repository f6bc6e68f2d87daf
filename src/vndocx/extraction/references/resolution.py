"""One entry per real paper: all its mentions gathered, dates and issuers settled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from vndocx.extraction.references.citation import Citation
from vndocx.extraction.references.heads import LAWS
from vndocx.extraction.references.laws import law_key
from vndocx.extraction.references.meetings import meeting_key
from vndocx.lexicon.codes import code_key
from vndocx.text import fold

__all__ = ["Entry", "best", "gather", "number_key"]


@dataclass(slots=True, eq=False)
class Entry:
    """A paper while its mentions are gathered."""

    citations: list[Citation] = field(default_factory=list)

    @property
    def first(self) -> Citation:
        """The first mention that shows a number, or the first of all."""
        numbered = [one for one in self.citations if _numbered(one)]
        return next((one for one in numbered if one.number and one.number.year), (numbered or self.citations)[0])

    @property
    def start(self) -> int:
        return min(one.span.start for one in self.citations)

    def issued(self) -> str | None:
        """The date: the fullest, of equals the one that most mentions give, then the first."""
        counts = Counter(one.issued for one in self.citations if one.issued and not one.shared)
        if not counts:
            return next((one.issued for one in self.citations if one.issued), None)
        return max(counts, key=lambda value: (value.count("-") * 2 - value.count("X"), counts[value]))

    def dates(self) -> set[str]:
        """The full days that mentions give."""
        return {one.issued for one in self.citations if one.issued and len(one.issued) == 10 and "X" not in one.issued}

    def years(self) -> set[str]:
        """The years that mentions give, in a date or in the number."""
        found = {one.issued[:4] for one in self.citations if one.issued}
        return found | {one.number.year for one in self.citations if one.number is not None and one.number.year}

    def terms(self) -> set[str]:
        """The terms that mentions give."""
        return {one.term for one in self.citations if one.term}


def number_key(number: str) -> str:
    """What two prints of one number share."""
    return code_key(number.lstrip("0"))


def gather(citations: Iterable[Citation]) -> list[Entry]:
    """Entries in the order of their first mention: full numbers first, then names, then bare numbers."""
    shelf = _Shelf()
    for rank in range(4):
        for one in citations:
            if _rank(one) == rank:
                shelf.put(one)
    for entry in shelf.entries:
        entry.citations.sort(key=lambda one: one.span)
    return sorted(shelf.entries, key=lambda entry: (entry.start, -entry.first.span.end))


def _rank(one: Citation) -> int:
    if _numbered(one):
        return 0
    if one.number is not None:
        return 2
    return 3 if one.about is not None else 1


class _Shelf:
    """Entries by what a citation can share with them, so that each is compared with a few only."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._by_key: dict[str, list[Entry]] = {}
        self._home: dict[int, Entry] = {}

    def put(self, one: Citation) -> None:
        """Add the citation to the nearest entry that it can mean, or to a new one."""
        keys = _keys(one)
        near = sorted(
            {id(entry): entry for key in keys for entry in self._by_key.get(key, ())}.values(),
            key=lambda entry: _distance(entry, one),
        )
        entry = next((entry for entry in near if self._fits(entry, one)), None)
        if entry is None:
            entry = Entry()
            self.entries.append(entry)
        entry.citations.append(one)
        self._home[id(one)] = entry
        for key in keys:
            shelf = self._by_key.setdefault(key, [])
            if entry not in shelf:
                shelf.append(entry)

    def _fits(self, entry: Entry, one: Citation) -> bool:
        if _numbered(one):
            return _same_number(entry, one)
        if one.number is not None:
            return _same_digits(entry, one)
        if one.about is not None:
            about = entry.first.about
            home = self._home.get(id(one.about))
            return about is not None and home is self._home.get(id(about)) and _same_purpose(entry, one)
        return _same_name(entry, one)


def _keys(one: Citation) -> list[str]:
    keys = []
    if one.number is not None:
        keys.append(f"digits {one.number.digits.lstrip('0')}")
    if one.type is not None and one.type.name in LAWS and one.title:
        keys.append(f"law {law_key(one.title)}")
    elif one.kind == "self":
        keys.append("self")
    elif one.rule in ("plenum", "congress"):
        keys.append(meeting_key(one))
    elif one.about is not None:
        keys.append(f"about {one.type.name if one.type else ''}")
    elif one.number is None:
        keys.append(f"name {_name_key(one.title or '')}")
    return keys


def _numbered(one: Citation) -> bool:
    return one.number is not None and one.number.form not in ("bare", "blank")


def _distance(entry: Entry, one: Citation) -> int:
    """How far the nearest mention is; one before counts less than one behind."""
    before = [one.span.start - other.span.start for other in entry.citations if other.span.start <= one.span.start]
    return min(before) if before else 1_000_000 + entry.citations[0].span.start


def _same_number(entry: Entry, one: Citation) -> bool:
    """Whether the same number can mean the same paper: Party numbers restart with each term."""
    first = entry.first
    assert one.number is not None
    if first.number is None or not _numbered(first):
        return False
    if number_key(first.number.normal) != number_key(one.number.normal):
        return _year_left_out(entry, one)
    if one.term and entry.terms() and one.term not in entry.terms():
        return False
    if one.number.year or one.number.form == "law" or not one.issued:
        return True
    if one.number.form != "party" and entry.dates() and one.issued not in entry.dates() and _other_issuer(entry, one):
        return False
    return not entry.dates() or any(_one_series(one.issued, day, one.number.form) for day in entry.dates())


def _other_issuer(entry: Entry, one: Citation) -> bool:
    """Whether the citation names another issuer than all before: UBND of two provinces number alike."""
    said = {_bare_name(other.issuer) for other in entry.citations if other.issuer}
    mine = _bare_name(one.issuer or "")
    return bool(said and mine) and not any(mine in name or name in mine for name in said)


def _one_series(day: str, other: str, form: str) -> bool:
    """Whether one number on two days can be one paper misdated: Party numbers restart each term, state ones each
    year, so that years apart are two papers; the same day and month of another year is a slip of the year."""
    apart = abs(int(day[:4]) - int(other[:4]))
    return apart < 4 if form == "party" else apart == 0 or (apart == 1 and day[4:] == other[4:])


def _year_left_out(entry: Entry, one: Citation) -> bool:
    """Whether "30/NĐ-CP" of the same day is 30/2020/NĐ-CP."""
    mine, other = one.number, entry.first.number
    assert mine is not None
    assert other is not None
    if one.issued is None or one.issued not in entry.dates() or (mine.year is None) == (other.year is None):
        return False
    return (mine.digits.lstrip("0"), mine.type_code, mine.issuer_code) == (
        other.digits.lstrip("0"),
        other.type_code,
        other.issuer_code,
    )


def _same_name(entry: Entry, one: Citation) -> bool:
    first = entry.first
    if one.kind == "self" or first.kind == "self":
        return one.kind == first.kind
    if one.type is not None and one.type.name in LAWS:
        return _same_law(entry, one)
    if one.rule in ("plenum", "congress"):
        return first.rule == one.rule and meeting_key(first) == meeting_key(one) and _terms_agree(entry, one)
    return (
        first.number is None and first.kind == one.kind and _name_key(first.title or "") == _name_key(one.title or "")
    )


_OUTLOOK = re.compile(r",?\s(?:tam nhin|dinh huong)(?:\sden)?(?:\snam)?\s\d{4}$")


def _name_key(title: str) -> str:
    """What two prints of one name share: strokes and blanks in the period, and the outlook behind it, tell nothing."""
    return " ".join(re.findall(r"\w+", _OUTLOOK.sub("", fold(title))))


def _terms_agree(entry: Entry, one: Citation) -> bool:
    return not one.term or not entry.terms() or one.term in entry.terms()


def _same_law(entry: Entry, one: Citation) -> bool:
    keys = {law_key(other.title) for other in entry.citations if other.title and other.type and other.type.name in LAWS}
    if law_key(one.title or "") not in keys:
        return False
    if ("draft" in {other.kind for other in entry.citations}) != (one.kind == "draft"):
        return False
    years = entry.years()
    return one.issued is None or not years or one.issued[:4] in years


def _same_digits(entry: Entry, one: Citation) -> bool:
    """Whether "Nghị quyết 57" means this paper: the same kind and digits, and no other date or term."""
    first = entry.first
    assert one.number is not None
    if first.number is None or first.number.digits.lstrip("0") != one.number.digits.lstrip("0"):
        return False
    kinds = {other.type.name for other in entry.citations if other.type is not None}
    if one.type is None or (kinds and one.type.name not in kinds):
        return False
    if one.issued and entry.dates() and one.issued not in entry.dates():
        return False
    return _terms_agree(entry, one)


def _same_purpose(entry: Entry, one: Citation) -> bool:
    """Whether two names about one paper mean one: the same kind, issuer and purpose."""
    first = entry.first
    if first.type != one.type or first.kind != one.kind:
        return False
    if one.issuer and first.issuer and _bare_name(one.issuer) != _bare_name(first.issuer):
        return False
    return _purpose(one) == _purpose(first)


_FILLERS = frozenset(
    ["ve", "viec", "trien", "khai", "thuc", "hien", "thi", "hanh", "to", "chuc", "cac", "cua", "nhung"]
)


def _purpose(one: Citation) -> frozenset[str]:
    """The words that tell what a paper does with the one it is about: "tổng kết", "kết quả", "tình hình"."""
    name = fold(one.title or "")
    if one.about is not None:
        name = name[: max(0, len(name) - (one.about.span.end - one.about.span.start))]
    for part in (one.issuer, one.type.name if one.type else None):
        name = name.replace(fold(part), " ") if part else name
    return frozenset(re.findall(r"\w+", re.sub(r"\(khoa \w+\)|du thao", " ", name))) - _FILLERS


def _bare_name(issuer: str) -> str:
    return re.sub(r"\s*\(.*", "", fold(issuer))


def best(values: Sequence[str | None]) -> str | None:
    """The value given most often, the first of equals."""
    counts = Counter(value for value in values if value)
    return max(counts, key=lambda value: counts[value]) if counts else None
