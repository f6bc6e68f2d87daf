"""The kind of paper as its title prints it."""

from __future__ import annotations

import re
from functools import cache

from vndocx.layout.pieces import Piece
from vndocx.lexicon.codes import document_types
from vndocx.lexicon.row_types import DocumentTypeRow
from vndocx.text import fold, squeeze

__all__ = ["is_type_name", "named_type", "printed_type"]

# Names that are also plain words: titles only where nothing else stands in their line.
_ALONE = frozenset(
    {"Văn bản", "Luật", "Lệnh", "Điều lệ", "Đề cương", "Bản sao", "Dự án", "Sao y", "Sao lục", "Trích sao"}
)


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted({fold(row.name) for row in document_types()}, key=len, reverse=True)
    return re.compile(r"(?:" + "|".join(name.replace(" ", r"\s+") for name in names) + r")\b")


@cache
def _by_name() -> dict[str, DocumentTypeRow]:
    return {fold(row.name): row for row in reversed(document_types())}


def is_type_name(folded: str) -> bool:
    """Whether the words are the name of a kind of paper and nothing else."""
    return _pattern().fullmatch(folded) is not None


def named_type(folded: str) -> tuple[DocumentTypeRow, int] | None:
    """The kind of paper that the words begin with, in whatever case, and where its name ends."""
    match = _pattern().match(folded)
    return None if match is None else (_by_name()[squeeze(match.group())], match.end())


def printed_type(piece: Piece) -> tuple[DocumentTypeRow, int] | None:
    """The kind of paper that a line names as its title, and where the name ends; None for any other line.

    The name stands in capitals, or fills the line.
    """
    specks = len(piece.text) - len(piece.text.lstrip(".,'`·"))  # a dirty page's, before the name
    named = named_type(piece.folded[specks:]) if specks < 3 else None
    if named is None:
        return None
    row, end = named[0], named[1] + specks
    printed = piece.text[specks:end]
    alone = not piece.folded[end:].strip(" :.*-")
    if not (printed.isupper() or (alone and printed[:1].isupper())):
        return None
    return None if row.name in _ALONE and not alone else (row, end)
