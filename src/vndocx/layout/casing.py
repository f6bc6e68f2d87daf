"""Normal case for what is printed in capitals: names of bodies, places, positions and persons."""

from __future__ import annotations

import re
from functools import cache

from vndocx.layout.pieces import words
from vndocx.text import fold, squeeze

__all__ = ["body_name", "person_name", "place_name"]

_TIMES = ("today", "until 2025", "older")
_AREA = frozenset({"tinh", "huyen", "quan", "phuong", "xa"})
_TWO_WORD_AREA = frozenset({"thanh pho", "thi xa", "thi tran", "dac khu"})
# After these the field of work begins with a capital: Sở Y tế, Cục Thuế.
_TAKES_FIELD = frozenset({"bo", "so", "ban", "cuc", "vu", "vien", "phong", "hoi", "truong", "doan", "bao", "dai", "to"})
_PLAIN = frozenset({"va", "ve", "cua", "cac", "nhan", "dan", "truc", "thuoc", "tai", "voi", "phong", "trong"})


@cache
def _written() -> tuple[dict[str, str], dict[str, str | None]]:
    """Phrases by their small letters, and by their fold: None where two fold alike (Thứ trưởng, Thủ trưởng)."""
    phrases = [*words("written so"), *(place for time in _TIMES for place in words(time, "provinces"))]
    folded: dict[str, str | None] = {}
    for phrase in phrases:
        folded[fold(phrase)] = phrase if fold(phrase) not in folded else None
    return {phrase.lower(): phrase for phrase in phrases}, folded


def body_name(printed: str) -> str:
    """The name of a body in normal case: "ỦY BAN NHÂN DÂN TỈNH NAM ĐỊNH" → "Ủy ban nhân dân tỉnh Nam Định".

    A name already printed in small letters keeps its own.
    """
    text = re.sub(r"\s+([,.])", r"\1", squeeze(printed)).strip(" -–,.;:*")
    if not text or sum(map(str.islower, text)) > 2:
        return text[:1].upper() + text[1:]
    given = text.split(" ")
    folded = [fold(word).strip(",.") for word in given]
    made: list[str] = []
    at = 0
    in_area = in_field = False
    while at < len(given):
        phrase, length = _phrase(given, folded, at)
        pair = " ".join(folded[at : at + 2])
        if phrase is not None:
            if made and phrase in ("Công an", "Đảng"):
                phrase = phrase if not in_area else phrase.title()
            tail = given[at + length - 1][len(given[at + length - 1].rstrip(",.")) :]
            made.append(phrase + tail)
            at += length
            in_area, in_field = False, phrase.split()[0] in ("Ban", "Sở", "Bộ") or tail == ","
            continue
        if pair in _TWO_WORD_AREA and at + 2 <= len(given):
            made.append(" ".join(word.lower() for word in given[at : at + 2]))
            at, in_area, in_field = at + 2, True, False
            continue
        word = given[at]
        before = folded[at - 1] if at else ""
        if folded[at] in _AREA and made:
            made.append(word.lower())
            in_area, in_field = True, False
        elif "&" in word or any(map(str.isdigit, word)) or (len(word) > 1 and not _VOWEL.search(folded[at])):
            made.append(word)
        elif folded[at] in _PLAIN and made and not in_area:
            made.append(word.lower())
        elif (
            not made
            or in_area
            or (before in _TAKES_FIELD and not in_field)
            or (before in ("va", "-", "–") and in_field)
        ):
            made.append(word.capitalize())
            in_field = in_field or (bool(made) and before in _TAKES_FIELD)
        elif made[-1].endswith(",") and in_field:
            made.append(word.capitalize())
        else:
            made.append(word.lower())
        at += 1
    return _first_capital(" ".join(made))


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
