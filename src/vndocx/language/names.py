"""The grammar of names: where a body, a class of bodies, a post or a person begins and ends.

name   = [address] [determiner] ( post [name] | head {part} | rank person )
part   = a capitalised word with the small syllables of the same word, "và" or "," inside a field of work,
         a modifier of the lexicon, or "thuộc", "của" … with a name behind it
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vndocx.language.vocabulary import Vocabulary, vocabulary
from vndocx.lexicon.phrases import Words
from vndocx.model.language import EntityKind

__all__ = ["Name", "find_names"]

_SMALL_AFTER_CAPITAL = 5  # syllables: "Kiểm soát bệnh tật" has three
_FIELD = 10  # words of a field of work
_SMALL_AFTER_HEAD = 8  # "cơ quan dự báo khí tượng thủy văn" has six
_SEPARATORS = frozenset({",", "và", ";", "hoặc", "/", "-", "&"})
_BUSINESS = frozenset(
    {("cong", "ty"), ("tong", "cong"), ("tap", "doan"), ("doanh", "nghiep"), ("hop", "tac"), ("xi", "nghiep")}
)
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


@dataclass(frozen=True, slots=True)
class _Grammar:
    words: Words
    book: Vocabulary

    def name(self, index: int, listed: bool = False) -> Name | None:
        """The name that begins at ``index``, with its address and determiner; ``listed``: a name stands before it."""
        if not self.words.is_word(index) or self._no_name(index):
            return None
        addressed, at = self._skip("address", index)
        counted, at = self._skip("determiner", at)
        if addressed and not counted:
            again, at = self._skip("address", at)
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
                if addressed and self._bare_address(index, at)
                else None
            )
        end, kind = body
        if kind is None:
            return Name(index, end, EntityKind.GROUP, "people", 0.5) if counted or addressed else None
        if counted and kind is EntityKind.ORGANISATION and self.words.mark(index) in {"các", "những"}:
            kind = EntityKind.GROUP
        return Name(index, end, kind, "unit" if self._is_unit(at) else "body", 0.9)

    def _bare_address(self, index: int, at: int) -> bool:
        """Whether an address stands for the persons themselves: "các đồng chí được phân công"."""
        verb = self.book.verbs.match(self.words, at)
        return verb is not None and (self.words.capital(index) or self.words.mark(index) == "các")

    def _no_name(self, index: int) -> bool:
        """Whether a common word begins at ``index`` with the letters of a shorter head: "báo cáo", "hội nghị"."""
        common = self.book.part("not").match(self.words, index)
        if common is None:
            return False
        body = self.book.bodies.match(self.words, index)
        return body is None or body[0] <= common[0]

    def _skip(self, use: str, index: int) -> tuple[bool, int]:
        found = self.book.part(use).match(self.words, index)
        return (True, found[0]) if found else (False, index)

    def _person(self, index: int, addressed: bool) -> int | None:
        ranked = self.book.posts.match(self.words, index)
        at, rank = index, False
        if ranked and ranked[1].rank:
            at, rank = ranked[0], True
        if not (addressed or rank):
            return None
        end = at
        while end < at + 5 and self.words.is_word(end) and self.words.capital(end) and self._plain(end):
            end += 1
        return end if 2 <= end - at <= 5 else None

    def _plain(self, index: int) -> bool:
        """Whether the word is none that heads a body or a post, and no abbreviation."""
        raw = self.words.raw(index)
        return not (
            (len(raw) > 1 and raw.isupper())
            or self.book.bodies.match(self.words, index)
            or self.book.posts.match(self.words, index)
        )

    def _title(self, index: int, plural: bool) -> int | None:
        found = self.book.posts.match(self.words, index)
        if found is None or found[1].rank:
            return None
        at, row = found
        if self.words.mark(at) == "kiêm":
            more = self._title(at + 1, plural)
            if more is not None:
                return more
        capital = self.words.capital(index)
        behind = self._complement(at)
        if behind is not None:
            return behind
        if row.common and not (plural or (capital and self._skip("modifier", at)[0])):
            return None
        if not capital and not plural and not row.common:
            return None
        return self._tail(at, at, purpose=False)

    def _complement(self, index: int) -> int | None:
        """The end of a name that follows a post without a comma."""
        at = index
        if self.words.mark(at) == "của":
            at += 1
        _, at = self._skip("determiner", at)
        post = self._title(at, True) if at > index or self.words.capital(at) else None
        if post is not None:
            return post
        body = self._body(at, True)
        return body[0] if body is not None else None

    def _body(self, index: int, plural: bool) -> tuple[int, EntityKind | None] | None:
        found = self.book.bodies.match(self.words, index)
        if found is None or self._no_name(index):
            return None
        at, row = found
        if self.words.folded[index:at] == ("to", "chuc") and self._verbal(at):
            return None
        capital = self.words.capital(index)
        named = self._named(at)
        if row.capital and not (capital and (named or at - index > 1)):
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

    def _verbal(self, index: int) -> bool:
        """Whether "tổ chức" before ``index`` is the verb: a noun is followed by a mark, "và" or a modifier."""
        return not (
            self.words.mark(index) in {",", "và", "khác", "", "\n", ";", "."}
            or self.book.part("modifier").match(self.words, index)
        )

    def _small_twin(self, index: int, at: int) -> tuple[int, EntityKind | None] | None:
        """A class of bodies written with the letters of a capitalised head: "các sở, ban, ngành"."""
        if at - index != 1 or self._named(at):
            return None
        return self._tail(index, at, False), EntityKind.GROUP

    def _named(self, index: int) -> bool:
        """Whether a capitalised name goes on at ``index``."""
        if self.words.mark(index) == ":" and self.words.capital(index + 1):
            return True
        return self.words.is_word(index) and self.words.capital(index)

    def _tail(self, start: int, index: int, purpose: bool) -> int:
        """Where the name ends whose head ends at ``index``."""
        words, at = self.words, index
        small = 0 if purpose else -1
        business = words.folded[start : start + 2] in _BUSINESS
        if words.mark(at) == ":" and self.words.mark(start) in {"bộ", "sở"} and words.capital(at + 1):
            at = self._capitals(start, at + 1, listed=True)
        while at < len(words):
            if at > index and self._starts_name(at) and not self._is_unit(at):
                # "Ban Tuyên giáo Tỉnh ủy": a committee behind the name of its organ belongs to it
                inner = self._body(at, False)
                if inner is None or not self.words.capital(at):
                    break
                at = inner[0]
                continue
            if self._starts_name(at) and at == index:
                small_body = words.marked[at : at + 2] == ("cơ", "quan") and words.mark(start) in {
                    "đảng",
                    "công",
                    "đoàn",
                }
                inner = self._body(at, False) if words.capital(at) or small_body else None
                if inner is not None:
                    at = inner[0]
                    continue
            modifier = self._modifier(at)
            if modifier is not None:
                at, small = modifier, -1
                continue
            if words.mark(at) == "," and words.raw(at - 1).isupper() and self._tight(at):
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
                at = self._capitals(start, at, listed=False)
                continue
            if business:
                trade = self.book.part("trade").match(words, at)
                if trade is not None:
                    at = trade[0]
                    continue
            if words.mark(at) == "-" and words.capital(at + 1) and words.text[words.spans[at].start - 1] == " ":
                if self._starts_name(at + 1):
                    break
                at += 1
                continue
            if words.mark(at) in {",", "và", "&"} and self._field_goes_on(start, at):
                at += 1
                continue
            if words.mark(at) == "từ" and words.capital(at + 1):
                stretch = self._stretch(at)
                if stretch is not None:
                    at = stretch
                    continue
            if small >= 0 and words.is_word(at):
                step = self._purpose(at)
                if step is not None and small < _SMALL_AFTER_HEAD:
                    small += step - at
                    at = step
                    continue
            break
        return at

    def _modifier(self, index: int) -> int | None:
        """The end of the modifier at ``index``, unless a common word begins there: "xã hội"."""
        found = self.book.part("modifier").match(self.words, index)
        if found is None:
            return None
        common = self.book.part("not").match(self.words, index)
        return None if common is not None and common[0] > found[0] else found[0]

    def _tight(self, index: int) -> bool:
        """Whether the mark at ``index`` stands without a blank between capitals: "KH,CN&MT"."""
        following = index + 1
        return (
            following < len(self.words)
            and self.words.spans[following].start == self.words.spans[index].end
            and self.words.capital(following)
        )

    def _capitals(self, start: int, index: int, listed: bool) -> int:
        """Capitalised words with the small syllables of the same word behind each; ``listed``: commas between them."""
        words, at = self.words, index
        while words.is_word(at) and words.capital(at):
            field = self.book.part("field").match(words, at)
            if field is not None:
                at = field[0]
                if (
                    listed
                    and words.mark(at) in {",", "và"}
                    and words.capital(at + 1)
                    and not self._starts_name(at + 1, strict=False)
                ):
                    at += 1
                continue
            at += 1
            small = 0
            alone = at < 2 or not words.capital(at - 2)
            if words.raw(at - 1).isupper() and len(words.raw(at - 1)) > 1:
                continue
            while (
                words.is_word(at)
                and not words.capital(at)
                and small < _SMALL_AFTER_CAPITAL
                and not (self._ends(at) if small or not alone else self._ends_firmly(at))
                and not words.raw(at).isdigit()
            ):
                at += 1
                small += 1
            if (
                listed
                and words.mark(at) in {",", "và"}
                and words.capital(at + 1)
                and not self._starts_name(at + 1, strict=False)
            ):
                at += 1
        return at

    def _ends(self, index: int) -> bool:
        """Whether a small word at ``index`` begins something else than the rest of a name."""
        return (
            self.book.part("end").match(self.words, index) is not None
            or self._modifier(index) is not None
            or self.book.verbs.match(self.words, index) is not None
            or (
                self.book.bodies.match(self.words, index) is not None
                and not self._no_name(index)
                and self.words.mark(index)
                not in {"báo", "hội", "đoàn", "đội", "tổ", "trường", "phòng", "khoa", "vụ", "viện"}
            )
        )

    def _ends_firmly(self, index: int) -> bool:
        """As ``_ends``, but a single syllable may be the second of a word: "Đào tạo"."""
        verb = self.book.verbs.match(self.words, index)
        return (
            self.book.part("end").match(self.words, index) is not None
            or self._modifier(index) is not None
            or (verb is not None and verb[0] - index > 1)
        )

    def _field_goes_on(self, start: int, index: int) -> bool:
        """Whether "," or "và" at ``index`` joins two parts of one field of work: "Văn hóa, Thể thao và Du lịch"."""
        words = self.words
        if words.mark(start) not in {
            "bộ",
            "sở",
            "ban",
            "ủy",
            "vụ",
            "cục",
            "phòng",
            "viện",
            "trung",
            "hội",
            "trường",
            "học",
            "thường",
            "đảng",
            "tạp",
            "báo",
        }:
            return False
        if self._starts_name(index + 1):
            return False
        if words.mark(index) in {"và", "&"}:
            return words.capital(index + 1)
        # A comma joins only when "và" and the last part follow: up to ten words on.
        for at in range(index + 1, min(index + 11, len(words))):
            mark = words.mark(at)
            if mark == "và":
                return words.capital(at + 1) and not self._starts_name(at + 1)
            if mark in {".", ";", "\n", ":"} or self._starts_name(at):
                return False
        return words.mark(start) == "ủy" and words.capital(index + 1)

    def _starts_name(self, index: int, *, strict: bool = True) -> bool:
        if not strict and self.book.part("field").match(self.words, index):
            return False
        body = self.book.bodies.match(self.words, index)
        if body is not None and (not body[1].capital or self.words.capital(index)):
            return True
        return self.book.posts.match(self.words, index) is not None

    def _is_unit(self, index: int) -> bool:
        found = self.book.bodies.match(self.words, index)
        return found is not None and found[1].kind == "UNIT"

    def _carried(self, index: int) -> int | None:
        """The end of the name behind "thuộc", "của" …"""
        _, at = self._skip("determiner", index)
        body = self._body(at, True)
        if body is not None:
            return body[0]
        title = self._title(at, True)
        if title is not None:
            return title
        if self.words.is_word(at) and self.words.capital(at):
            return self._capitals(at, at, listed=False)
        modifier = self.book.part("modifier").match(self.words, at)
        return modifier[0] if modifier is not None else None

    def _stretch(self, index: int) -> int | None:
        """The end of "từ Hà Tĩnh đến Khánh Hòa"."""
        at = index + 1
        while self.words.is_word(at) and self.words.capital(at):
            at += 1
        if self.words.mark(at) != "đến" or not self.words.capital(at + 1):
            return None
        at += 1
        while self.words.is_word(at) and self.words.capital(at):
            at += 1
        return at

    def _field_ends(self, index: int, behind: int) -> bool:
        """Whether the verb at ``index`` names a field: a duty verb follows, or a mark behind one that is no duty."""
        words, at = self.words, behind
        while at < min(behind + _FIELD, len(words)):
            modifier = self._modifier(at)
            if modifier is not None:
                at = modifier
                continue
            if not words.is_word(at):
                return self.book.part("field verb").match(words, index) is not None
            if self.book.verbs.match(words, at) and not self.book.part("purpose verb").match(words, at):
                return True
            at += 1
        return at >= len(words)

    def _purpose(self, index: int) -> int | None:
        """One step into a field of work in small letters, where a duty verb still follows it."""
        words = self.words
        verb = self.book.part("purpose verb").match(words, index)
        if verb is not None:
            return verb[0] if self._field_ends(index, verb[0]) else None
        if self._ends(index):
            return None
        return index + 1
