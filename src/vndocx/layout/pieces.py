"""The printed lines of a paper as pieces to classify: what head, signature and recipients are read from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from vndocx.lexicon import rows
from vndocx.lexicon.row_types import WordListRow
from vndocx.model.layout import Layout, Zone
from vndocx.text import Span, fold

__all__ = ["Piece", "alternatives", "capitals", "organ_at", "pieces", "words"]

_EDGES = " \n\t_"


@dataclass(frozen=True, slots=True)
class Piece:
    """A printed line, or the part of it between two column bars. ``paragraph`` is the index of its paragraph,
    ``zone`` where the order of reading puts it."""

    span: Span
    text: str
    folded: str
    paragraph: int
    zone: Zone = Zone.BODY

    def part(self, start: int, end: int | None = None) -> Piece:
        """The part between two offsets of the piece, without blanks at its ends."""
        stop = len(self.text) if end is None else end
        span = Span(start, stop).strip(self.text, _EDGES)
        return Piece(
            Span(self.span.start + span.start, self.span.start + span.end),
            span.cut(self.text),
            span.cut(self.folded),
            self.paragraph,
            self.zone,
        )


def pieces(layout: Layout, folded: str, first: int = 0, last: int | None = None) -> Iterator[Piece]:
    """The printed lines of the paragraphs ``first`` to ``last`` (not with it), split at column bars."""
    for index in range(first, len(layout.paragraphs) if last is None else last):
        for line in layout.paragraphs[index].lines:
            at = line.start
            for part in line.cut(layout.text).split("|"):
                span = Span(at, at + len(part)).strip(layout.text, _EDGES)
                if span.start < span.end:
                    yield Piece(span, span.cut(layout.text), span.cut(folded), index, layout.paragraphs[index].zone)
                at += len(part) + 1


@lru_cache(maxsize=4096)
def capitals(text: str) -> bool:
    """Whether the letters of ``text`` are capitals, one slip of the reader in eight allowed."""
    if sum(map(str.islower, text[:40])) > 8:
        return False
    letters = sum(map(str.isalpha, text))
    return letters >= 2 and sum(map(str.isupper, text)) * 8 >= letters * 7


@cache
def _organ() -> re.Pattern[str]:
    return re.compile(r"(?!so\s?[:.]?\s?[-/\d])" + alternatives("organ") + r"(?!\w)")


@cache
def _organ_words() -> frozenset[tuple[str, ...]]:
    return frozenset(_with_tones(word) for word in words("organ") if " " not in word)


def _with_tones(word: str) -> tuple[str, ...]:
    """The letters and the marks of a word, wherever its tone is written: "uỷ" and "ủy" are one."""
    return tuple(sorted(unicodedata.normalize("NFD", word.lower())))


def organ_at(piece: Piece) -> bool:
    """Whether the name of a body begins with this line; one word alone must have its own tone (Trường, not Trưởng)."""
    match = _organ().match(piece.folded)
    if match is None:
        return False
    printed = piece.text[: match.end()]
    return len(printed.split()) > 1 or printed.isascii() or _with_tones(printed) in _organ_words()


@cache
def words(name: str, file: str = "letterhead") -> tuple[str, ...]:
    """The words of one list of the lexicon."""
    return next(row.words for row in rows(WordListRow, file) if row.name == name)


@cache
def alternatives(name: str) -> str:
    """The folded words of a list as one pattern, the longest first."""
    folded = sorted({fold(word) for word in words(name)}, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in folded) + ")"
