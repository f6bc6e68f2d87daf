"""The place of a body that the paper names without it: provinces that the text names."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from vndocx.layout.pieces import words
from vndocx.text import fold

__all__ = ["AREA", "CAPITALS", "places_named", "with_place"]

AREA = r"(?:[Tt]ỉnh|[Tt]hành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)"
CAPITALS = r"(?: [A-ZĐÀ-Ỹ][\w'-]*){1,5}"
_LENGTH = 24  # characters of a province's name and a little more


@cache
def _provinces() -> dict[tuple[str, ...], str]:
    """The folded words of each province's name → the name, the longest first."""
    names = [name for time in ("today", "until 2025", "older") for name in words(time, "provinces")]
    return {tuple(re.findall(r"\w+", fold(name))): name for name in sorted(names, key=len, reverse=True)}


def places_named(text: str, folded: str) -> Counter[str]:
    """How often the text names each province."""
    first = {name[0] for name in _provinces()}
    found: Counter[str] = Counter()
    tokens = list(re.finditer(r"\w+", folded))
    for at, token in enumerate(tokens):
        if token.group() in first and text[token.start()].isupper():
            name = _name_of([one.group() for one in tokens[at : at + 4]])
            found.update([name] if name is not None else [])
    return found


def _name_of(tokens: list[str]) -> str | None:
    """The province with whose name the folded words begin."""
    known = _provinces()
    return next((known[name] for length in (4, 3, 2, 1) if (name := tuple(tokens[:length])) in known), None)


_PEOPLES = re.compile(r"(?:uy ban|hoi dong) nhan dan(?: (?P<level>tinh|thanh pho))?")
_LOWER = re.compile(r"\b(?:xã|phường|huyện|quận|thị xã|thị trấn|đặc khu) [A-ZĐ]")
_PRINTED = {"tinh": "tỉnh", "thanh pho": "thành phố"}


def with_place(name: str, subject: str, text: str) -> str | None:
    """ "Ủy ban nhân dân tỉnh" with its province: the one that the subject names, or else the one whose people's bodies
    the text names; "Sở Y tế" with the one that the text gives it. Unchanged where there is none or more than one, but
    None for "Ủy ban nhân dân" that stays without."""
    if name.startswith("Sở "):
        found = _areas(text, rf"{re.escape(fold(name))} (?P<level>tinh|thanh pho)")
        return f"{name} {' '.join(found.pop())}" if len(found) == 1 else name
    own = _PEOPLES.fullmatch(fold(name))
    if own is None:
        return name
    if own["level"] is not None:
        body = r"(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|dia ban)"
        found = _areas(subject, rf"(?P<level>{own['level']})") or _areas(text, rf"{body} (?P<level>{own['level']})")
        return f"{name} {found.pop()[1]}" if len(found) == 1 else name
    found = _areas(subject, "(?<!nhan dan )(?P<level>tinh|thanh pho)") if _LOWER.search(subject) is None else set()
    return f"{name} {' '.join(found.pop())}" if len(found) == 1 else None


def _areas(text: str, cue: str) -> set[tuple[str, str]]:
    """Level and name of the provinces that the text names behind the cue."""
    folded = fold(text)
    found: set[tuple[str, str]] = set()
    for match in re.finditer(rf"\b{cue} (?=\w)", folded):
        name = _name_of(re.findall(r"\w+", folded[match.end() : match.end() + _LENGTH]))
        if name is not None:
            found.add((_PRINTED[match["level"]], name))
    return found
