"""The types of the lexicon's rows. The first field of each is its key."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "AbbreviationRow",
    "AdverbRow",
    "AuthorityRow",
    "BodyRow",
    "DateCueRow",
    "DocumentTypeRow",
    "DutyVerbRow",
    "IssuerBodyRow",
    "IssuerRow",
    "LawRow",
    "PlenumRow",
    "PostRow",
    "WordListRow",
]


@dataclass(frozen=True, slots=True)
class DocumentTypeRow:
    """A kind of paper. ``systems``: who uses the code, "party", "state" or both; ``source``: where it is laid down."""

    name: str
    code: str
    systems: tuple[str, ...]
    source: str
    examples: tuple[str, ...] = ()
    other_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IssuerRow:
    """A code behind the slash. ``single``: it names one body in the whole country; ``level``: a committee, whose
    code is also the suffix of its bodies' codes (TU in BTGTU)."""

    code: str
    name: str
    source: str
    system: str
    single: bool = False
    level: bool = False
    other_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IssuerBodyRow:
    """An advisory body of Party committees, whose code stands before the level's: BTG in BTGTU.

    ``shared``: several bodies of one level go by it, as steering committees do."""

    code: str
    name: str
    source: str
    shared: bool = False
    other_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordListRow:
    """Words that play one part, such as the positions of signers or the provinces of a time."""

    name: str
    source: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BodyRow:
    """Head nouns of bodies. ``kind``: ORG, GROUP, UNIT, PEOPLE or ROLE; ``examples`` must be found whole."""

    subject: str
    kind: str
    heads: tuple[str, ...]
    source: str
    examples: tuple[str, ...] = ()
    bare: bool = False
    capital: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class PostRow:
    """Head nouns of titles. ``common``: also a common word; ``rank``: stands before a person's name only."""

    subject: str
    heads: tuple[str, ...]
    source: str
    examples: tuple[str, ...] = ()
    common: bool = False
    rank: bool = False


@dataclass(frozen=True, slots=True)
class DutyVerbRow:
    """Verbs that give their subject a role; of several in one clause the greatest ``strength`` decides."""

    role: str
    strength: int
    verbs: tuple[str, ...]
    source: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AdverbRow:
    """Words around a duty verb by their use: manner, duty, may, past, order."""

    use: str
    words: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class DateCueRow:
    """A preposition of a date. ``reach``: before, by, until, within, at, from or after."""

    phrase: str
    reach: str
    source: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LawRow:
    """A law, code or ordinance by the name under which it is cited; ``other_names`` are short or careless ones."""

    name: str
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlenumRow:
    """A plenum of the Central Committee: which of a ``term``, in which year, and the resolutions it passed."""

    name: str
    term: str
    nth: str
    year: str
    resolutions: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class AbbreviationRow:
    """Abbreviations of one subject as "short = long" pairs."""

    subject: str
    pairs: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """A body in the authority file. ``valid_from`` and ``valid_to`` are YYYY-MM-DD, "" where open.

    ``successors``: the names of what took over its work; ``level``: central, provincial, district, commune or place.
    """

    name: str
    level: str
    source: str
    valid_from: str = ""
    valid_to: str = ""
    successors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
