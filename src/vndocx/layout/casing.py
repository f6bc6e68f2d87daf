"""Normal case for what is printed in capitals: names of bodies, places, positions and persons."""

from __future__ import annotations

import re
from functools import cache

from vndocx.layout.pieces import words
from vndocx.text import fold, squeeze

__all__ = ["body_name", "person_name", "place_name"]

_TIMES = ("today", "until 2025", "older")
_AREA = {
    "thon": "thôn",
    "ap": "ấp",
    "xom": "xóm",
    "tinh": "tỉnh",
    "huyen": "huyện",
    "quan": "quận",
    "phuong": "phường",
    "xa": "xã",
}
_TWO_WORD_AREA = {"thanh pho": "thành phố", "thi xa": "thị xã", "thi tran": "thị trấn", "dac khu": "đặc khu"}
# After these stands the name of a place.
_TAKES_PLACE = frozenset({"Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy", "Tỉnh đoàn", "Thành đoàn"})
# After these the field of work begins with a capital: Sở Y tế, Cục Thuế.
_TAKES_FIELD = frozenset({"bộ", "sở", "ban", "cục", "vụ", "viện", "phòng", "hội", "trường", "đoàn", "báo", "đài", "tổ"})
# Bodies that keep their capital behind another word: Giám đốc Sở Y tế.
_BODIES = frozenset({"bộ", "sở", "cục", "vụ", "viện"})
_SMALL = frozenset({"và", "về", "của", "các", "nhân", "dân", "trực", "thuộc", "tại", "với", "trong", "số", "theo"})


@cache
def _written() -> tuple[dict[str, str], dict[str, str | None]]:
    """Phrases by their small letters, and by their fold: None where two fold alike (Thứ trưởng, Thủ trưởng)."""
    positions = [one for one in words("position") if fold(one) not in map(fold, words("written so"))]
    phrases = [*words("written so"), *positions, *(place for time in _TIMES for place in words(time, "provinces"))]
    folded: dict[str, str | None] = {}
    for phrase in phrases:
        folded[fold(phrase)] = phrase if fold(phrase) not in folded else None
    return {phrase.lower(): phrase for phrase in phrases}, folded


def body_name(printed: str) -> str:
    """The name of a body in normal case: "ỦY BAN NHÂN DÂN TỈNH NAM ĐỊNH" → "Ủy ban nhân dân tỉnh Nam Định".

    A name already printed in small letters keeps its own.
    """
    text = re.sub(r"\s+([,.])", r"\1", squeeze(printed)).strip(" -–,.;:*_|~")
    if not text or sum(map(str.islower, text)) > 2:
        return text[:1].upper() + text[1:]
    given = text.split(" ")
    folded = [fold(word).strip(",.") for word in given]
    made: list[str] = []
    at = 0
    in_area = in_field = False
    while at < len(given):
        phrase, length = _phrase(given, folded, at)
        if phrase is not None:
            tail = given[at + length - 1][len(given[at + length - 1].rstrip(",.")) :]
            made.append((phrase.title() if in_area and phrase == "Công an" else phrase) + tail)
            at += length
            in_area = phrase in _TAKES_PLACE
            in_field = phrase.split()[0] in ("Ban", "Sở", "Bộ") or tail == ","
            continue
        area, length = _area(given, folded, at)
        if area is not None and made:
            made.append(area)
            at, in_area, in_field = at + length, True, False
            continue
        word = given[at].lower()
        before = given[at - 1].lower() if at else ""
        opens_field = _is(before, _TAKES_FIELD) and not in_field
        goes_on = in_field and (before in ("và", "-", "–") or before.endswith(","))
        if "&" in word or any(map(str.isdigit, word)) or (len(word) > 1 and not _VOWEL.search(folded[at])):
            made.append(given[at])
        elif _is(word, _SMALL) and made and not in_area:
            made.append(word)
        elif not made or in_area or opens_field or goes_on or _is(word, _BODIES):
            made.append(word.capitalize())
            in_field = in_field or opens_field
        else:
            made.append(word)
        at += 1
    return _first_capital(" ".join(made))


def _is(word: str, known: frozenset[str]) -> bool:
    """Whether the word is one of ``known``; a print that lost its marks counts as each that it could be."""
    bare = word.strip(",.")
    return bare in known or (bare.isascii() and any(fold(one) == bare for one in known))


def _area(given: list[str], folded: list[str], at: int) -> tuple[str | None, int]:
    """The kind of area named at word ``at``, with its marks, and how many words it takes."""
    for length, known in ((2, _TWO_WORD_AREA), (1, _AREA)):
        name = known.get(" ".join(folded[at : at + length]))
        printed = " ".join(given[at : at + length]).lower()
        if name is not None and (printed == name or printed.isascii()):
            return name, length
    return None, 0


_VOWEL = re.compile(r"[aeiouy]")


def _phrase(given: list[str], folded: list[str], at: int) -> tuple[str | None, int]:
    """The longest written-so phrase that begins at word ``at``, and how many words it takes."""
    exact, alike = _written()
    for length in range(min(7, len(folded) - at), 0, -1):
        printed = " ".join(given[at : at + length]).lower().strip(",.")
        phrase = exact.get(printed) or alike.get(" ".join(folded[at : at + length]))
        if phrase is not None:
            return phrase, length
    return None, 0


def _first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def place_name(printed: str) -> str:
    """A place in normal case: "HÀ NỘI", "Hà-nội" → "Hà Nội"."""
    text = squeeze(re.sub(r"(?<=\w)-(?=\w)", " ", printed)).strip(" ,.;:-–*")
    exact, alike = _written()
    known = exact.get(text.lower()) or alike.get(fold(text))
    if known is not None:
        return known
    return text if any(map(str.islower, text)) and not text.islower() else text.title()


def person_name(printed: str) -> str:
    """A person's name, each word with a capital: "NGUYỄN VĂN NÔNG" → "Nguyễn Văn Nông"."""
    return " ".join(word[:1].upper() + word[1:].lower() for word in squeeze(printed).strip(" ,.;:-–*").split(" "))
