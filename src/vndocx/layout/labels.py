"""The marks that items of an outline begin with: Chương, Điều, I-, 1.1-, a), -, +."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

__all__ = ["Kind", "Label", "read_label"]


class Kind(IntEnum):
    """The kinds of marks, in the order in which papers usually set them one under the other."""

    ANNEX = 0  # PHỤ LỤC I, or the title of an attached paper
    PHAN = 1
    CHUONG = 2
    CAPITAL = 3  # A.
    MUC = 4
    TIEU_MUC = 5
    ROMAN = 6  # I-
    HEADING = 7  # a heading without a mark
    DIEU = 8
    BUOC = 9  # Bước 1, Nhóm 1, Nhiệm vụ 1
    NUMBER = 10  # 1- 1. 1/
    NUMBER_2 = 11  # 1.1-
    NUMBER_3 = 12
    NUMBER_4 = 13
    LETTER = 14  # a)
    BRACKET = 15  # 1) or (1)
    SMALL_ROMAN = 16  # i) (i)
    BRACKET_LETTER = 17  # (a)
    STAR = 18
    DASH = 19
    PLUS = 20
    BULLET = 21


BULLETS = frozenset({Kind.STAR, Kind.DASH, Kind.PLUS, Kind.BULLET})


@dataclass(frozen=True, slots=True)
class Label:
    """A mark: its kind, its place in the row of its kind (0 where it has none) and how many characters it takes."""

    kind: Kind
    value: int
    length: int


_LABEL = re.compile(
    r"""
      (?P<phan>phan\ (?P<phan_no>thu\ (?:nhat|hai|ba|tu|nam|sau|bay|tam|chin|muoi)|\d{1,2}|[ivx]+|[a-e](?=\W|$))
        (?!\w)\s?[-.:/]?)                                                             # Phần thứ hai, PHẦN II
    | (?P<chuong>chuong\ (?P<chuong_no>[ivxl1]+|\d{1,2})\b\s?[-.:/]?)                  # Chương II
    | (?P<tieu_muc>tieu\ muc\ (?P<tieu_muc_no>[ivx]+|\d{1,2})\b\s?[-.:/]?)
    | (?P<muc>muc\ (?P<muc_no>[ivx]+|\d{1,2}|[a-e])\b\s?[-.:/]?)                       # Mục 1.
    | (?P<dieu>dieu\ (?P<dieu_no>\d{1,3})[a-z]?\s?(?:[.:,/-]|$|(?=\ [^\W\d_])))         # Điều 5.
    | (?P<buoc>(?:buoc|nhom|giai\ doan|nhiem\ vu|noi\ dung|dot)\ (?:thu\ )?          # Bước 1:
        (?P<buoc_no>\d{1,2}|[ivx]{1,4}|nhat|hai|ba|tu|nam|sau|bay|tam)\s?[-.:)/])
    | (?P<number_4>(?P<n4>\d{1,2}(?:\.\d{1,2}){3})\.?\s?[-.)/:]{0,2}(?=\s|$|[^\W\d_]))
    | (?P<number_3>(?P<n3>\d{1,2}\.\d{1,2}\.\d{1,2})\s?[-.)/:]{0,2}(?=\s|$|[^\W\d_]))   # 1.1.1.
    | (?P<number_2>(?P<n2>\d{1,2}\.\d{1,2})\s?(?:[-.)/:]{1,2}(?=\s|$|[^\W\d_])|(?=\s))) # 1.1-
    | (?P<bracket>\((?P<br1>\d{1,2})\)[.:]?|(?P<br2>\d{1,2})\s?\))                     # (1) 1)
    | (?P<number>(?P<n1>\d{1,2})\s?(?:[-.:](?![a-z]{2,6}\s?/)-?(?=\s|$|[^\W\d_])|/(?=\s|$)))   # 1- 1. 1/, not 57-KL/
    | (?P<bracket_letter>\((?P<bl>[a-hj-uw-z])\))                                      # (a)
    | (?P<small_roman>\(?(?P<sr>i{1,3}|iv|v|vi{1,3}|ix|x)\)[.:]?)                      # (i) ii)
    | (?P<letter>(?P<le>[a-z])\d?\s?(?:\)\.?|[./](?=\s)|-(?=\s)))                      # a) đ) a.
    | (?P<star>\*{1,3}(?=\s|\w))
    | (?P<plus>(?:-\s)?\+\s?(?=\S)) | (?P<dash>-{1,2}\s?(?=[^\s\d-]|\d)) | (?P<bullet>[•●○▪◦·■□➢►✓]\s?)
    """,
    re.VERBOSE,
)
# Roman numbers are read from the print: the fold cannot tell I from l. The reader's I, l, 1, | are one.
_ROMAN = re.compile(r"(?P<no>[IVXLl1|]{1,6})\s?(?:[-–.):](?=\s|$|[^\W\d_])|/(?=\s|$))")
_CAPITAL = re.compile(r"(?P<no>[A-EGHĐ])\s?[-–.)/](?=\s|$)")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
_ORDINALS = {
    word: number
    for number, word in enumerate(["nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi"], 1)
} | {"mot": 1, "bon": 4}  # fmt: skip
_LETTERS = "abcdđeghiklmnopqrstuvxy"


def read_label(text: str, folded: str) -> Label | None:
    """The mark at the beginning of a paragraph, None where there is none."""
    roman = _ROMAN.match(text)
    if roman is not None and (set(roman["no"]) & set("IVXL") or (set(roman["no"]) == {"l"} and text[:2] != "l)")):
        value = _roman(roman["no"].replace("l", "I").replace("1", "I").replace("|", "I").lower())
        if value:
            return Label(Kind.ROMAN, value, roman.end())
    capital = _CAPITAL.match(text)
    if capital is not None:
        return Label(Kind.CAPITAL, ord(capital["no"][0]) - 64, capital.end())
    match = _LABEL.match(folded)
    if match is None or match.lastgroup is None:
        return None
    name = next(key for key in _GROUPS if match[key] is not None)
    kind = Kind[name.upper()]
    printed = text[: match.end()]
    if kind in (Kind.PHAN, Kind.CHUONG, Kind.MUC, Kind.TIEU_MUC, Kind.DIEU, Kind.BUOC) and not printed[0].isupper():
        return None  # "điều 5 của Luật …" goes on with a sentence
    if kind is Kind.LETTER and printed[0].isupper():
        return None
    if kind is Kind.DIEU and not re.match(r"\W|$", folded[match.end() - 1 : match.end()] or " ") and len(text) > 160:
        return None
    if kind in (Kind.STAR, Kind.DASH, Kind.BULLET):  # a retyper's bullet before the item's own mark: "* a) Tại xã"
        start = len(text) - len(text[match.end() :].lstrip())
        inner = read_label(text[start:], folded[start:])
        if inner is not None and inner.kind in (Kind.LETTER, Kind.BRACKET, Kind.SMALL_ROMAN, Kind.NUMBER_2):
            return Label(inner.kind, inner.value, start + inner.length)
    return Label(kind, _value(match, kind, name, text), match.end())


_GROUPS = tuple(kind.name.lower() for kind in Kind if kind.name.lower() in _LABEL.groupindex)


def _value(match: re.Match[str], kind: Kind, name: str, text: str) -> int:
    if kind in BULLETS:
        return 0
    parts = match.groupdict()
    keys = (f"{name}_no", "n4", "n3", "n2", "n1", "br1", "br2", "sr", "bl", "le")
    part = next((parts[key] for key in keys if parts.get(key)), "")
    if kind is Kind.LETTER:
        letter = text[match.start("le") : match.end("le")].lower()
        return _LETTERS.find(letter) + 1
    if kind is Kind.BRACKET_LETTER:
        return _LETTERS.find(part) + 1
    part = part.removeprefix("thu ")
    if part in _ORDINALS:
        return _ORDINALS[part]
    last = part.split(".")[-1]
    if last.isdigit():
        return int(last)
    return _roman(last) or 0


def _roman(number: str) -> int | None:
    total = 0
    for index, letter in enumerate(number):
        if letter not in _VALUES:
            return None
        value = _VALUES[letter]
        after = _VALUES.get(number[index + 1], 0) if index + 1 < len(number) else 0
        total += -value if value < after else value
    return total
