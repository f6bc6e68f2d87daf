"""Names under one head before a colon: "các sở: Tài chính, Nội vụ", "Ủy ban nhân dân các xã: Gia Mây, Bảo Trúc"."""

from __future__ import annotations

from functools import cache

from vndocx.lexicon import rows
from vndocx.lexicon.phrases import PhraseBook, Words
from vndocx.lexicon.row_types import AdverbRow
from vndocx.model.language import Entity, EntityKind
from vndocx.text import Span, squeeze

__all__ = ["shared_heads"]

_FIELDS = frozenset({"sở", "bộ"})  # heads of bodies with a field: sở: Tài chính, Nội vụ
_LEVELS = frozenset({"xã", "phường", "huyện", "tỉnh", "quận", "khu"})  # heads of units of land, by their last syllable
_PLACE = 4  # syllables of the name of a place
_FIELD = 6  # syllables of a field that the lexicon does not know
_LEAST = 2  # names in a list


def shared_heads(words: Words, names: dict[int, tuple[int, Entity]]) -> dict[int, tuple[int, Entity]]:
    """The names in a paper, each list under a shared head as one with its members written out."""
    found = dict(names)
    begins = {end: start for start, (end, _) in names.items()}
    for colon in range(2, len(words) - 2):
        level = words.mark(colon - 1)
        if words.mark(colon) != ":" or level not in _FIELDS | _LEVELS:
            continue
        start = begins.get(colon, colon - 2)
        if start in begins and names[begins[start]][1].kind is EntityKind.TITLE:
            start = begins[start]  # Giám đốc các sở: …
        if "các" not in words.marked[start:colon]:
            continue
        items = _items(words, colon + 1, fields=level in _FIELDS)
        if len(items) < _LEAST:
            continue
        end = items[-1][1]
        old = names.get(start)
        span = Span(words.spans[start].start, words.spans[end - 1].end)
        head = [words.raw(at) for at in range(start, colon) if words.mark(at) != "các"]
        if level in _FIELDS:
            head[-1] = head[-1].capitalize()
        members = tuple(
            squeeze(" ".join((*head, Span(words.spans[first].start, words.spans[last - 1].end).cut(words.text))))
            for first, last in items
        )
        kind, rule = (old[1].kind, old[1].rule) if old is not None else (EntityKind.GROUP, "body")
        for inner in [at for at in found if start <= at < end]:
            del found[inner]
        found[start] = end, Entity(span, kind, squeeze(span.cut(words.text)), members, 0.9, rule)
    return found


def _items(words: Words, at: int, *, fields: bool) -> list[tuple[int, int]]:
    """The names of a list that begins at ``at``: fields, or places."""
    items: list[tuple[int, int]] = []
    while (end := _field(words, at) if fields else _place(words, at)) is not None:
        items.append((at, end))
        at = end + (words.mark(end) == ",")
        at += words.mark(at) == "và"
        if at == end:
            break
    return items


def _place(words: Words, at: int) -> int | None:
    """The end of the name of a place, all of whose syllables begin with a capital letter."""
    end = at
    while end < at + _PLACE and words.is_word(end) and words.capital(end):
        end += 1
    return end if end > at + 1 else None


def _field(words: Words, at: int) -> int | None:
    """The end of a field: one that the lexicon knows, or a few words with a capital letter before a comma."""
    if not words.capital(at):
        return None
    known = _fields().match(words, at)
    if known is not None:
        return known[0]
    end = next((end for end in range(at + 1, at + _FIELD) if not words.is_word(end) and words.mark(end) != "-"), at)
    return end if words.mark(end) == "," and end > at else None


@cache
def _fields() -> PhraseBook[str]:
    return PhraseBook(
        (word, row.use) for row in rows(AdverbRow, "name_parts") if row.use == "field" for word in row.words
    )
