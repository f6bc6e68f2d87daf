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
from vndocx.language.terms import defined_parties
from vndocx.language.vocabulary import Vocabulary, vocabulary
from vndocx.lexicon.phrases import PhraseBook, Words
from vndocx.model.language import EntityKind

__all__ = ["Name", "find_names"]

Inner = TypeVar("Inner")

_DEEPEST = 6  # names inside names: "Chủ tịch UBND các tỉnh thuộc …"
_SMALL_AFTER_HEAD = 8  # "cơ quan giám định chất lượng hàng hóa" has six
_SEPARATORS = frozenset({",", "và", ";", "hoặc", "/", "-", "&"})
_BUSINESS = frozenset(
    {
        ("cong", "ty"), ("tong", "cong"), ("tap", "doan"), ("doanh", "nghiep"), ("hop", "tac"), ("xi", "nghiep"),
        ("nha", "may"),
    }
)  # fmt: skip
_HAVE_ORGANS = frozenset({"đảng", "công", "đoàn"})  # Đảng ủy cơ quan, Công đoàn cơ quan
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
    openings = book.openings | grammar.terms.openings
    index = 0
    listed = False
    while index < len(words):
        name = grammar.name(index, listed) if words.folded[index] in openings else None
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
        self.terms = PhraseBook((term, term) for term in defined_parties(words.text))
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
        term = self.terms.match(self.words, at)
        if term is not None:
            rule = "people" if self.words.mark(at) in {"người", "cá"} else "term"
            return Name(index, term[0], EntityKind.GROUP, rule, 0.9)
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
        if row.kind == "ROLE" and not self.shape.role(index, at):
            return None
        if self.words.folded[index:at] == ("to", "chuc") and self.shape.verbal(at):
            return None
        capital = self.words.capital(index)
        named = self.shape.named(at) or self.shape.numbered(at) is not None
        grouped = plural and row.plural
        if self.shape.acts(index, at) and not (named or grouped or self.shape.modifier(at)):
            return None  # "Thanh tra, kiểm tra": the letters of the head are those of a verb
        if row.capital and not (capital and (named or at - index > 1)):
            if not capital and self._small_head(index, at):
                return self._tail(index, at, False), EntityKind.ORGANISATION
            small = self._small_twin(index, at)
            return small if small and (plural or capital) else None
        if row.plural and not plural and not (capital and named):
            return None
        if row.kind in {"PEOPLE", "ROLE"}:
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
        """Where the name ends whose head ends at ``index``; never inside a word of several syllables."""
        words, at = self.words, index
        small = 0 if purpose else _SMALL_AFTER_HEAD
        if words.mark(at) == ":" and self.words.mark(start) in {"bộ", "sở"} and words.capital(at + 1):
            at = self.shape.capitals(start, at + 1, listed=True)
        while at < len(words):
            step = self._inner(start, index, at)
            if step is None:
                step = self.shape.modifier(at)
                small = small if step is None else _SMALL_AFTER_HEAD
            step = step or self._part(start, index, at)
            if step is None and small < _SMALL_AFTER_HEAD and words.is_word(at):
                step = self.shape.purpose(at)
                small += 0 if step is None else step - at
            if step is None or step == at:
                step = None if self.shape.same_head(start, at) else self.shape.rest_of_word(index, at)
            if step is None:
                break
            at = step
        return at

    def _inner(self, start: int, index: int, at: int) -> int | None:
        """The end of a name inside the name: "Ban Tuyên giáo Tỉnh ủy"; ``at`` where another name begins instead."""
        words = self.words
        if not self.shape.starts_name(at) or (at > index and self.shape.is_unit(at)):
            return None
        if self.shape.same_head(start, at):
            return at
        small = at == index and words.marked[at : at + 2] == ("cơ", "quan") and words.mark(start) in _HAVE_ORGANS
        inner = self._inside(self._body, at, False) if words.capital(at) or small else None
        if inner is not None:
            return inner[0]
        return at if at > index else None

    def _part(self, start: int, index: int, at: int) -> int | None:
        """The end of the part of a name that begins at ``at``: capitals, a mark between two, "thuộc" with a name."""
        words = self.words
        if words.mark(at) == "," and words.raw(at - 1).isupper() and self.shape.tight(at):
            return at + 2
        if words.mark(at - 1) == "khối" and words.marked[at : at + 3] == ("các", "cơ", "quan"):
            return at + 3  # Đảng ủy Khối các cơ quan tỉnh
        carrier = self.book.part("carrier").match(words, at)
        if carrier is not None:
            return self._carried(carrier[0]) or at
        if self.shape.paper(index, at):
            return at
        if words.is_word(at) and words.capital(at) and not words.raw(at).isdigit():
            return self.shape.capitals(start, at, listed=False)
        numbered = self.shape.numbered(at)
        if numbered is not None:
            return numbered
        if words.folded[start : start + 2] in _BUSINESS:
            trade = self.book.part("trade").match(words, at)
            firm = trade[0] if trade is not None else self.shape.trade_goes_on(at)
            if firm is not None:
                return firm
        if words.mark(at) == "-" and words.capital(at + 1) and words.text[words.spans[at].start - 1] == " ":
            return at if self.shape.starts_name(at + 1) else at + 1
        if words.mark(at) == "/" and self.shape.tight(at) and not self.shape.starts_name(at + 1):
            return at + 1  # Phòng Kinh tế/Kinh tế, Hạ tầng và Đô thị
        if words.mark(at) in {",", "và", "&"} and self.shape.field_goes_on(start, at):
            return at + 1
        return self.shape.stretch(at)

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
