"""What the words around a name show: where a name can begin, go on and end, without looking into names inside it."""

from __future__ import annotations

from dataclasses import dataclass

from vndocx.language.vocabulary import Vocabulary
from vndocx.lexicon.phrases import Words

__all__ = ["Shape"]

_SMALL_AFTER_CAPITAL = 5  # syllables: "Kiểm soát bệnh tật" has three
_FIELD = 10  # words of a field of work
_LONGEST_WORD = 5  # syllables of a word and one more: "cơ sở dữ liệu"
_TRADE = 6  # syllables of "chiết xuất tinh dầu quế"
# First syllables of heads in whose names "và" and "," join fields: "Bộ Văn hóa, Thể thao và Du lịch".
_JOINING = frozenset(
    {
        "bộ", "sở", "ban", "ủy", "vụ", "cục", "phòng", "viện", "trung", "hội", "trường", "học", "thường", "đảng",
        "tạp", "báo",
    }
)  # fmt: skip
_OF_DUTY = frozenset({("nhiệm", "của"), ("vụ", "của"), ("hạn", "của")})
_DESCRIBES = frozenset({"có", "được", "đã", "đang", "làm", "bán", "mua", "dùng", "nhận", "trúng"})
# Heads that are often the second syllable of a word: "giáo khoa", "công vụ".
_SECOND = frozenset({"người", "báo", "hội", "đoàn", "đội", "tổ", "trường", "phòng", "khoa", "vụ", "viện"})


@dataclass(frozen=True, slots=True)
class Shape:
    """Questions about the words of one text."""

    words: Words
    book: Vocabulary

    def no_name(self, index: int) -> bool:
        """Whether a common word begins at ``index`` with the letters of a shorter head: "báo cáo", "hội nghị"."""
        common = self.book.part("not").match(self.words, index)
        if common is None:
            return False
        body = self.book.bodies.match(self.words, index)
        return body is None or body[0] <= common[0]

    def skip(self, use: str, index: int) -> tuple[bool, int]:
        found = self.book.part(use).match(self.words, index)
        return (True, found[0]) if found else (False, index)

    def acts(self, index: int, end: int) -> bool:
        """Whether the head from ``index`` to ``end`` is a duty verb as well."""
        verb = self.book.verbs.match(self.words, index)
        return verb is not None and verb[0] == end

    def verbal(self, index: int) -> bool:
        """Whether "tổ chức" before ``index`` is the verb: a noun is followed by a mark, "và" or a modifier."""
        return not (
            self.words.mark(index) in {",", "và", "khác", "", "\n", ";", "."}
            or self.book.part("modifier").match(self.words, index)
        )

    def named(self, index: int) -> bool:
        """Whether a capitalised name goes on at ``index``."""
        if self.words.mark(index) == ":" and self.words.capital(index + 1):
            return True
        return self.words.is_word(index) and self.words.capital(index)

    def modifier(self, index: int) -> int | None:
        """The end of the modifier at ``index``, unless a common word begins there: "xã hội"."""
        found = self.book.part("modifier").match(self.words, index)
        if found is None:
            return None
        common = self.book.part("not").match(self.words, index)
        return None if common is not None and common[0] > found[0] else found[0]

    def tight(self, index: int) -> bool:
        """Whether the mark at ``index`` stands without a blank between capitals: "KH,CN&MT"."""
        following = index + 1
        return (
            following < len(self.words)
            and self.words.spans[following].start == self.words.spans[index].end
            and self.words.capital(following)
        )

    def capitals(self, start: int, index: int, listed: bool) -> int:
        """Capitalised words with the small syllables of the same word behind each; ``listed``: commas between them."""
        words, at = self.words, index
        while words.is_word(at) and words.capital(at) and not self.same_head(start, at):
            field = self.book.part("field").match(words, at)
            if field is not None:
                at = field[0]
                if (
                    listed
                    and words.mark(at) in {",", "và"}
                    and words.capital(at + 1)
                    and not self.starts_name(at + 1, strict=False)
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
                and not (self.ends(at) if small or not alone else self.ends_firmly(at))
                and not words.raw(at).isdigit()
            ):
                at += 1
                small += 1
            if (
                listed
                and words.mark(at) in {",", "và"}
                and words.capital(at + 1)
                and not self.starts_name(at + 1, strict=False)
            ):
                at += 1
        return at

    def ends(self, index: int) -> bool:
        """Whether a small word at ``index`` begins something else than the rest of a name."""
        return (
            self.book.part("end").match(self.words, index) is not None
            or self.modifier(index) is not None
            or self.book.verbs.match(self.words, index) is not None
            or (
                self.book.bodies.match(self.words, index) is not None
                and not self.no_name(index)
                and self.words.mark(index) not in _SECOND
            )
        )

    def ends_firmly(self, index: int) -> bool:
        """As ``ends``, but a single syllable may be the second of a word: "Đào tạo"."""
        verb = self.book.verbs.match(self.words, index)
        return (
            self.book.part("end").match(self.words, index) is not None
            or self.modifier(index) is not None
            or (verb is not None and verb[0] - index > 1)
        )

    def field_goes_on(self, start: int, index: int) -> bool:
        """Whether "," or "và" at ``index`` joins two parts of one field of work: "Văn hóa, Thể thao và Du lịch"."""
        words = self.words
        if words.mark(start) not in _JOINING:
            return False
        if self.starts_name(index + 1):
            return False
        if words.mark(index) in {"và", "&"}:
            return words.capital(index + 1)
        # A comma joins only when "và" and the last part follow: up to ten words on.
        for at in range(index + 1, min(index + 11, len(words))):
            mark = words.mark(at)
            if mark == "và":
                return words.capital(at + 1) and not self.starts_name(at + 1)
            if mark in {".", ";", "\n", ":"} or self.starts_name(at):
                return False
        return words.mark(start) == "ủy" and words.capital(index + 1)

    def starts_name(self, index: int, *, strict: bool = True) -> bool:
        if not strict and self.book.part("field").match(self.words, index):
            return False
        body = self.book.bodies.match(self.words, index)
        if body is not None and body[1].kind != "ROLE" and (not body[1].capital or self.words.capital(index)):
            return True
        return self.book.posts.match(self.words, index) is not None

    def same_head(self, start: int, at: int) -> bool:
        """Whether a body of the same kind begins at ``at``, which stands beside the first: "Sở Y tế Sở Nội vụ"."""
        first, second = (self.book.bodies.match(self.words, index) for index in (start, at))
        if at == start or first is None or second is None or not self.words.capital(at):
            return False
        return self.words.folded[start : first[0]] == self.words.folded[at : second[0]]

    def is_unit(self, index: int) -> bool:
        found = self.book.bodies.match(self.words, index)
        return found is not None and found[1].kind == "UNIT"

    def stretch(self, index: int) -> int | None:
        """The end of "từ Phú Thọ đến Yên Bái"."""
        at = index + 1
        if self.words.mark(index) != "từ" or not self.words.capital(at):
            return None
        while self.words.is_word(at) and self.words.capital(at):
            at += 1
        if self.words.mark(at) != "đến" or not self.words.capital(at + 1):
            return None
        at += 1
        while self.words.is_word(at) and self.words.capital(at):
            at += 1
        return at

    def field_ends(self, index: int, behind: int) -> bool:
        """Whether the verb at ``index`` names a field: a duty verb follows, or a mark behind one that is no duty."""
        words, at = self.words, behind
        while at < min(behind + _FIELD, len(words)):
            modifier = self.modifier(at)
            if modifier is not None:
                at = modifier
                continue
            if not words.is_word(at):
                return self.book.part("field verb").match(words, index) is not None
            if self.book.verbs.match(words, at) and not self.book.part("purpose verb").match(words, at):
                return True
            at += 1
        return at >= len(words)

    def purpose(self, index: int) -> int | None:
        """One step into a field of work in small letters, where a duty verb still follows it."""
        words = self.words
        verb = self.book.part("purpose verb").match(words, index)
        if verb is not None:
            return verb[0] if self.field_ends(index, verb[0]) else None
        if self.ends(index):
            return None
        return index + 1

    def plain(self, index: int) -> bool:
        """Whether the word is none that heads a body or a post, and no abbreviation."""
        raw = self.words.raw(index)
        return not (
            (len(raw) > 1 and raw.isupper())
            or self.book.bodies.match(self.words, index)
            or self.book.posts.match(self.words, index)
        )

    def rest_of_word(self, index: int, at: int) -> int | None:
        """The end of a word of several syllables that began before ``at`` and behind ``index``: "hạt nhân"."""
        for back in range(1, min(_LONGEST_WORD, at - index + 1)):
            found = self.book.part("word").match(self.words, at - back)
            if found is not None and found[0] > at:
                return found[0]
        return None

    def numbered(self, index: int) -> int | None:
        """The end of "khu vực 14", "chi nhánh khu vực III": a district by its number."""
        found = self.book.part("district").match(self.words, index)
        if found is None or found[0] >= len(self.words):
            return None
        number = self.words.raw(found[0])
        return found[0] + 1 if number.isdigit() or (number.isupper() and set(number) <= set("IVX")) else None

    def trade_goes_on(self, index: int) -> int | None:
        """The end of the small words of a firm's trade at ``index``, before its own name: "than đá Suối Bắc"."""
        at = index
        while at < index + _TRADE and self.words.is_word(at) and not self.words.capital(at):
            if self.ends(at) or self.words.raw(at).isdigit():
                return None
            at += 1
        named = self.words.is_word(at) and self.words.capital(at) and not self.starts_name(at)
        return at if at > index and named else None

    def paper(self, index: int, at: int) -> bool:
        """Whether a paper or what is done with it begins at ``at``, right behind the head: "Chính phủ Quy định"."""
        return at == index and self.book.part("paper").match(self.words, at) is not None

    def role(self, index: int, at: int) -> bool:
        """Whether "người" opens a clause or a list, or stands in "trách nhiệm của người", and a verb describes it."""
        before = self.words.marked[max(index - 3, 0) : index]
        opens = index == 0 or not self.words.is_word(index - 1) or before[-1] == "thì"
        if not (opens or before[1:] in _OF_DUTY):
            return False
        return self.words.mark(at) in _DESCRIBES or self.book.verbs.match(self.words, at) is not None

    def bare_address(self, index: int, at: int) -> bool:
        """Whether an address stands for the persons themselves: "các đồng chí được phân công"."""
        verb = self.book.verbs.match(self.words, at)
        return verb is not None and (self.words.capital(index) or self.words.mark(index) == "các")
