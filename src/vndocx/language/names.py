"""The grammar of names: where a body, a class of bodies, a post or a person begins and ends.

name   = [address] [determiner] ( post [name] | head {part} | rank person )
part   = a capitalised word with the small syllables of the same word, "và" or "," inside a field of work,
         a modifier of the lexicon, or "thuộc", "của" … with a name behind it
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from vndocx.language.shape import Shape
from vndocx.language.vocabulary import Vocabulary, vocabulary
from vndocx.lexicon.phrases import Words
from vndocx.model.language import EntityKind

__all__ = ["Name", "find_names"]

Inner = TypeVar("Inner")

_DEEPEST = 6  # names inside names: "Chủ tịch UBND các tỉnh thuộc …"
_SMALL_AFTER_HEAD = 8  # "cơ quan giám định chất lượng hàng hóa" has six
_SEPARATORS = frozenset({",", "và", ";", "hoặc", "/", "-", "&"})
_BUSINESS = frozenset(
    {("cong", "ty"), ("tong", "cong"), ("tap", "doan"), ("doanh", "nghiep"), ("hop", "tac"), ("xi", "nghiep")}
)
_FIRST_HALVES = frozenset({"cơ", "trụ", "công", "văn", "căn"})  # "trụ sở Công ty": no body called "sở"
_KINDS = {"ORG": EntityKind.ORGANISATION, "GROUP": EntityKind.GROUP, "UNIT": EntityKind.GROUP}


@dataclass(frozen=True, slots=True)
class Name:
    """A name from word ``start`` to word ``end``, without the words of address and number before it."""

    start: int
    end: int
    kind: EntityKind
    rule: str
    confidence: float


def find_names(words: Words) -> Iterator[Name]:
    """The names among the words, in order, none inside another."""
    book = vocabulary()
    grammar = _Grammar(words, book)
    index = 0
    listed = False
    while index < len(words):
        name = grammar.name(index, listed) if words.folded[index] in book.openings else None
        if name is None:
            listed = listed and words.mark(index) in _SEPARATORS
            index += 1
            continue
        yield name
        index = name.end
        listed = words.mark(index) in _SEPARATORS


class _Grammar:
    """The grammar over one text. ``depth`` counts names inside names, so that no text can nest them without end."""

    def __init__(self, words: Words, book: Vocabulary) -> None:
        self.words = words
        self.book = book
        self.shape = Shape(words, book)
        self.depth = 0

    def name(self, index: int, listed: bool = False) -> Name | None:
        """The name that begins at ``index``, with its address and determiner; ``listed``: a name stands before it."""
        if not self.words.is_word(index) or self.shape.no_name(index):
            return None
        addressed, at = self.shape.skip("address", index)
        counted, at = self.shape.skip("determiner", at)
        if addressed and not counted:
            again, at = self.shape.skip("address", at)
            addressed = addressed or again
        plural = counted or listed
        person = self._person(at, addressed)
        if person is not None:
            return Name(index, person, EntityKind.PERSON, "person", 0.9)
        title = self._title(at, plural or addressed)
        if title is not None:
            return Name(index, title, EntityKind.TITLE, "post", 0.9)
        body = self._body(at, plural)
        if body is None:
            return (
                Name(index, at, EntityKind.TITLE, "address", 0.6)
                if addressed and self.shape.bare_address(index, at)
                else None
            )
        end, kind = body
        if kind is None:
            return Name(index, end, EntityKind.GROUP, "people", 0.5)
        if counted and kind is EntityKind.ORGANISATION and self.words.mark(index) in {"các", "những"}:
            kind = EntityKind.GROUP
        return Name(index, end, kind, "unit" if self.shape.is_unit(at) else "body", 0.9)

    def _inside(self, read: Callable[[int, bool], Inner | None], index: int, plural: bool) -> Inner | None:
        """What ``read`` finds at ``index``, as a name inside a name."""
        self.depth += 1
        found = read(index, plural)
        self.depth -= 1
        return found

    def _person(self, index: int, addressed: bool) -> int | None:
        ranked = self.book.posts.match(self.words, index)
        at, rank = index, False
        if ranked and ranked[1].rank:
            at, rank = ranked[0], True
        if not (addressed or rank):
            return None
        end = at
        while end < at + 5 and self.words.is_word(end) and self.words.capital(end) and self.shape.plain(end):
            end += 1
        return end if 2 <= end - at <= 5 else None

    def _title(self, index: int, plural: bool) -> int | None:
        found = self.book.posts.match(self.words, index)
        if found is None or found[1].rank or self.depth > _DEEPEST:
            return None
        at, row = found
        if self.words.mark(at) == "kiêm" and self.depth < _DEEPEST:
            more = self._inside(self._title, at + 1, plural)
            if more is not None:
                return more
        if row.common and self.words.mark(at) == "là":
            more = self._inside(self._title, at + 1, plural)  # thành viên là Phó Cục trưởng Cục Lưu trữ
            if more is not None:
                return more
        capital = self.words.capital(index)
        behind = self._complement(at)
        if behind is not None:
            return behind
        if row.common and not (plural or (capital and self.shape.skip("modifier", at)[0])):
            return None
        if not capital and not plural and not row.common:
            return None
        return self._tail(at, at, purpose=False)

    def _complement(self, index: int) -> int | None:
        """The end of a name that follows a post without a comma."""
        at = index
        if self.words.mark(at) == "của":
            at += 1
        _, at = self.shape.skip("determiner", at)
        post = self._inside(self._title, at, True) if at > index or self.words.capital(at) else None
        if post is not None:
            return post
        body = self._inside(self._body, at, True)
        return body[0] if body is not None else None

    def _body(self, index: int, plural: bool) -> tuple[int, EntityKind | None] | None:
        found = self.book.bodies.match(self.words, index)
        if found is None or self.shape.no_name(index) or self.depth > _DEEPEST:
            return None
        at, row = found
        if self.words.folded[index:at] == ("to", "chuc") and self.shape.verbal(at):
            return None
        capital = self.words.capital(index)
        named = self.shape.named(at)
        if self.shape.acts(index, at) and not (named or self.shape.modifier(at)):
            return None  # "Thanh tra, kiểm tra": the letters of the head are those of a verb
        if row.capital and not (capital and (named or at - index > 1)):
            if not capital and self._small_head(index, at):
                return self._tail(index, at, False), EntityKind.ORGANISATION
            small = self._small_twin(index, at)
            return small if small and (plural or capital) else None
        if row.plural and not plural and not (capital and named):
            return None
        if row.kind == "PEOPLE":
            return self._tail(at, at, purpose=False), None
        if row.kind == "UNIT" and not plural:
            return None
        purpose = self.book.part("purpose").match(self.words, index) is not None
        end = self._tail(index, at, purpose)
        if row.kind == "ORG" and not capital and not plural and end == at and at - index == 1:
            return None
        return end, _KINDS[row.kind]

    def _small_head(self, index: int, at: int) -> bool:
        """Whether the head of a body is only written small before its name: "phòng Quản lý công nghiệp"."""
        found = self.book.part("small head").match(self.words, index)
        if found is None or found[0] != at or self.words.mark(index - 1) in _FIRST_HALVES:
            return False
        return self.words.is_word(at) and self.words.capital(at) and self.shape.plain(at)

    def _small_twin(self, index: int, at: int) -> tuple[int, EntityKind | None] | None:
        """A class of bodies written with the letters of a capitalised head: "các sở, ban, ngành"."""
        if at - index != 1 or self.shape.named(at):
            return None
        return self._tail(index, at, False), EntityKind.GROUP

    def _tail(self, start: int, index: int, purpose: bool) -> int:
        """Where the name ends whose head ends at ``index``."""
        words, at = self.words, index
        small = 0 if purpose else -1
        business = words.folded[start : start + 2] in _BUSINESS
        if words.mark(at) == ":" and self.words.mark(start) in {"bộ", "sở"} and words.capital(at + 1):
            at = self.shape.capitals(start, at + 1, listed=True)
        while at < len(words):
            if at > index and self.shape.starts_name(at) and not self.shape.is_unit(at):
                # "Ban Tuyên giáo Tỉnh ủy": a committee behind the name of its organ belongs to it
                inner = self._inside(self._body, at, False)
                if inner is None or not self.words.capital(at):
                    break
                at = inner[0]
                continue
            if self.shape.starts_name(at) and at == index:
                small_body = words.marked[at : at + 2] == ("cơ", "quan") and words.mark(start) in {
                    "đảng",
                    "công",
                    "đoàn",
                }
                inner = self._inside(self._body, at, False) if words.capital(at) or small_body else None
                if inner is not None:
                    at = inner[0]
                    continue
            modifier = self.shape.modifier(at)
            if modifier is not None:
                at, small = modifier, -1
                continue
            if words.mark(at) == "," and words.raw(at - 1).isupper() and self.shape.tight(at):
                at += 2
                continue
            if words.mark(at - 1) == "khối" and words.marked[at : at + 3] == ("các", "cơ", "quan"):
                at += 3  # Đảng ủy Khối các cơ quan tỉnh
                continue
            carrier = self.book.part("carrier").match(words, at)
            if carrier is not None:
                behind = self._carried(carrier[0])
                if behind is None:
                    break
                at = behind
                continue
            if words.is_word(at) and words.capital(at) and not words.raw(at).isdigit():
                at = self.shape.capitals(start, at, listed=False)
                continue
            if business:
                trade = self.book.part("trade").match(words, at)
                if trade is not None:
                    at = trade[0]
                    continue
            if words.mark(at) == "-" and words.capital(at + 1) and words.text[words.spans[at].start - 1] == " ":
                if self.shape.starts_name(at + 1):
                    break
                at += 1
                continue
            if words.mark(at) in {",", "và", "&"} and self.shape.field_goes_on(start, at):
                at += 1
                continue
            if words.mark(at) == "từ" and words.capital(at + 1):
                stretch = self.shape.stretch(at)
                if stretch is not None:
                    at = stretch
                    continue
            if small >= 0 and words.is_word(at):
                step = self.shape.purpose(at)
                if step is not None and small < _SMALL_AFTER_HEAD:
                    small += step - at
                    at = step
                    continue
            break
        return at

    def _carried(self, index: int) -> int | None:
        """The end of the name behind "thuộc", "của" …"""
        _, at = self.shape.skip("determiner", index)
        body = self._inside(self._body, at, True)
        if body is not None:
            return body[0]
        title = self._inside(self._title, at, True)
        if title is not None:
            return title
        if self.words.is_word(at) and self.words.capital(at):
            return self.shape.capitals(at, at, listed=False)
        modifier = self.book.part("modifier").match(self.words, at)
        return modifier[0] if modifier is not None else None
