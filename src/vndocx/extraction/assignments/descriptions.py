"""Descriptions: the words between a class of bodies or people and its duty that only tell which of them are meant.

"Hộ kinh doanh nuôi thủy sản lồng bè phải …", "Cơ quan có thẩm quyền cấp giấy phép gửi …".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from vndocx.extraction.assignments.chains import Chain, Page
from vndocx.extraction.assignments.duties import Duties, Duty
from vndocx.extraction.assignments.parts import part, syllables
from vndocx.extraction.assignments.verbs import verbs
from vndocx.lexicon import rows
from vndocx.lexicon.phrases import PhraseBook
from vndocx.lexicon.row_types import AdverbRow
from vndocx.model.language import EntityKind

__all__ = ["Descriptions"]

_LONG = 40  # words of "được giao làm nhiệm vụ kéo lưới, phơi lưới, vá lưới theo quy định của hương ước về mùa cá"
_SHORT = 14  # words behind a verb that may be the act itself
_CLAUSE = 30  # words of "được phân công giới thiệu các cuốn sách tại ngày hội" before the verb
_HELD = frozenset({("có", "trách", "nhiệm"), ("có", "nghĩa", "vụ")})
_ACTS = frozenset({"direct", "lead", "coordinate", "accountable"})  # roles of verbs that never only describe
_DIRECTLY = ("trực", "tiếp")
_WORD = 4  # syllables of a word, at most


@dataclass(frozen=True, slots=True)
class _Form:
    """A description: a ``clause`` with "được", "có" …, or words with a ``verb`` at their head or without one.

    ``authority``: behind "có thẩm quyền"; ``posts``: not of bodies alone; ``wide``: it surely describes, however long.
    """

    clause: bool
    verb: bool
    authority: bool
    posts: bool
    wide: bool


class Descriptions:
    """Where descriptions of subjects end and their duties begin, over one paper."""

    def __init__(self, page: Page, duties: Duties) -> None:
        self.page = page
        self.words = page.words
        self.verbs = verbs()
        self.duties = duties

    def end(self, chain: Chain, behind: int, end: int, *, named: bool) -> tuple[int, Duty] | None:
        """Where the description of ``chain`` that begins at word ``behind`` ends, and the duty there.

        None where nothing shows that what stands there is no act: a word of duty behind it, or a second act.
        ``named``: also behind a body with a name of its own, which only a clause with "được", "có" … describes.
        """
        words = self.words
        clause = words.mark(behind) in syllables("relative") and not part("having").match(words, behind)
        clause = clause and (words.mark(behind) != "có" or self.verbs.verb(words, behind) is None)
        unnamed = all(item.kind is not EntityKind.ORGANISATION for item in chain.items)
        if behind >= end or not words.is_word(behind) or not (unnamed or (named and clause)):
            return None
        found = self.held(behind, end) or self._marked(chain, behind, end, clause=clause)
        found = found or (self._second(chain, behind, end) if unnamed else None)
        if found is not None or not clause:
            return found
        chosen = words.mark(behind) != "được" or words.mark(behind + 1) in syllables("chosen")
        return self._clause(behind, end) if chosen else None

    def held(self, at: int, end: int) -> tuple[int, Duty] | None:
        """The duty behind "có trách nhiệm" where "phải" at ``at`` only describes: "phải đền bù có trách nhiệm nộp"."""
        if self.words.mark(at) not in {"phải", "cần"}:
            return None
        for later in range(at + 2, min(at + _SHORT, end)):
            if not self.words.is_word(later):
                return None
            if self.words.marked[later : later + 3] in _HELD:
                duty = self.duties.at(later, end)
                return (later, duty) if duty is not None else None
        return None

    def inside_word(self, at: int) -> bool:
        """Whether a word of several syllables that began before ``at`` goes on there: "công nghệ thông tin"."""
        book = _in_names("word")
        return any(
            found is not None and found[0] > at
            for found in (book.match(self.words, at - back) for back in range(1, min(_WORD, at) + 1))
        )

    def _marked(self, chain: Chain, behind: int, end: int, *, clause: bool) -> tuple[int, Duty] | None:
        """The duty behind the first sure word of duty: "phải", "có trách nhiệm", "được phép"."""
        if not clause and self._no_description(behind):
            return None
        form = self._form(chain, behind, clause=clause)
        at = self._word_of_duty(behind, end, form)
        if at is None or not self._belongs(at, behind, form):
            return None
        held = self.held(at, end)
        if held is not None:
            return held
        permitted = part("sure").match(self.words, at) if self.words.mark(at) == "thì" else None
        duty = self.duties.at(permitted[0] if permitted is not None else at, end)
        return (at, duty) if duty is not None else None

    def _form(self, chain: Chain, behind: int, *, clause: bool) -> _Form:
        """What the description that begins at ``behind`` looks like."""
        verb = None if clause else self._first_verb(behind)
        authority = self._authority(chain)
        describes = verb is not None and (authority or part("describing").match(self.words, verb) is not None)
        return _Form(
            clause,
            verb is not None,
            authority,
            posts=any(item.kind is not EntityKind.GROUP for item in chain.items),
            wide=describes or (clause and self.words.mark(behind) != "là"),
        )

    def _word_of_duty(self, behind: int, end: int, form: _Form) -> int | None:
        """The first sure word of duty behind ``behind``, before anything that ends the description."""
        words = self.words
        for at in range(behind + 1, min(behind + (_LONG if form.wide else _SHORT), end)):
            if self._obliges(at, permission=form.wide):
                return at
            mark = words.mark(at)
            if mark == "," and (form.wide or form.verb):
                if self._goes_on(at + 1, behind, clause=form.clause or not form.wide, authority=form.authority):
                    continue
                return None
            inside = words.is_word(at) or (form.clause and mark in {"-", "/", "(", ")"})
            told = not form.verb and not form.clause and self.verbs.past.match(words, at)
            if mark == "thì" or told or not inside:
                return None
        return None

    def _belongs(self, at: int, behind: int, form: _Form) -> bool:
        """Whether the word of duty at ``at`` is the subject's own, not that of a second act or of an object: "rà soát,
        lập danh sách các hộ phải di dời"."""
        before = self.words.mark(at - 1)
        if before in {"không", "chưa"}:
            return False
        if form.verb and (before in {"và", "hoặc"} or (before == "," and not form.authority)):
            return False
        if form.wide or not form.verb:
            return True
        commas = "," in self.words.marked[behind:at]
        if form.posts and commas:
            return False
        return self.words.mark(at) in {"có", "chịu"} or not (form.posts or commas)

    def _first_verb(self, behind: int) -> int | None:
        """Where the verb of a description stands: at ``behind``, or behind "trực tiếp"."""
        at = behind + 2 if self.words.marked[behind : behind + 2] == _DIRECTLY else behind
        return at if self.verbs.verb(self.words, at) is not None else None

    def _no_description(self, behind: int) -> bool:
        """Whether what stands at ``behind`` is the duty itself, tells of the past, or opens an adjunct."""
        words = self.words
        if words.marked[behind : behind + 2] == _DIRECTLY:
            return False
        verb = self.verbs.verb(words, behind)
        if verb is not None:
            return verb[1].role in _ACTS or self.verbs.manner.match(words, behind) is not None
        books = (self.verbs.obliging, self.verbs.may, self.verbs.past, self.verbs.manner, self.verbs.order)
        return any(book.match(words, behind) for book in (*books, part("adjunct", "filler"), _in_names("end")))

    def _obliges(self, at: int, *, permission: bool) -> bool:
        """Whether a sure word of duty stands at ``at``, or one of ``permission``."""
        if self.verbs.obliging.match(self.words, at):
            return self.words.mark(at) != "được"
        return permission and part("sure").match(self.words, at) is not None

    def _goes_on(self, at: int, behind: int, *, clause: bool, authority: bool) -> bool:
        """Whether a description goes on behind its comma: no name, no adjunct and no other act begins there."""
        words = self.words
        if at in self.page.names or words.capital(at) or part("adjunct", "filler").match(words, at):
            return False
        if self._obliges(at, permission=True):
            return clause or authority
        same = words.marked[at : at + 2] == words.marked[behind : behind + 2]
        describes = part("describing").match(words, at) is not None  # "trực tiếp quản lý, sử dụng tài sản"
        return clause or same or describes or self.verbs.verb(words, at) is None

    def _second(self, chain: Chain, behind: int, end: int) -> tuple[int, Duty] | None:
        """The second of two acts without a conjunction: the first only describes."""
        words = self.words
        authority = self._authority(chain)
        first = self._first_verb(behind)
        if first is None or not (authority or part("describing").match(words, first)):
            return None
        seconds = part("act of an authority") if authority else part("second act")
        verb = self.verbs.verb(words, first)
        begins = verb[0] + (not authority) if verb is not None else first
        for at in range(begins, min(behind + (_LONG if authority else _SHORT), end)):
            if words.mark(at) == "," and self._goes_on(at + 1, behind, clause=False, authority=authority):
                continue
            joined = at in self.page.names and words.mark(at - 1) in {"và", "hoặc"}
            if not words.is_word(at) or joined or words.mark(at) == "thì":
                return None
            if seconds.match(words, at) and ((authority and at == begins) or not self._in_chain(at)):
                duty = self.duties.at(at, end)
                return (at, duty) if duty is not None else None
        return None

    def _authority(self, chain: Chain) -> bool:
        """Whether the chain ends with "có thẩm quyền", which an act behind it only completes."""
        return self.words.marked[chain.end - 3 : chain.end] == ("có", "thẩm", "quyền")

    def _clause(self, behind: int, end: int) -> tuple[int, Duty] | None:
        """Where a clause with "được", "có" … ends at a word of manner or the next act: "được phân công … gửi"."""
        words, opening = self.words, self.words.mark(behind)
        for at in range(behind + 1, min(behind + _CLAUSE, end)):
            if not words.is_word(at) and words.mark(at) not in {"-", "/"}:
                return None
            manner = self.verbs.manner.match(words, at)
            verb = self.verbs.verb(words, at) if opening in {"được", "đóng"} else None
            if opening == "có" and at > behind + 1 and part("second act").match(words, at):
                verb = self.verbs.verb(words, at)
                if verb is not None and words.mark(verb[0]) in syllables("governing") | {"trong", "theo"}:
                    return None  # "các địa phương có dự án thực hiện tại …": the verb only describes
                if verb is not None and at == behind + 2 and not self._in_chain(at):
                    duty = self.duties.at(at, end)
                    return (at, duty) if duty is not None else None
            if (manner or verb) and at > behind + 2 and not self._in_chain(at) and not self.inside_word(at):
                if verb is not None and part("describing").match(words, at) and (later := self._next(verb[0], end)):
                    return later
                duty = self.duties.at(at, end)
                if duty is not None:
                    return at, duty
        return None

    def _next(self, at: int, end: int) -> tuple[int, Duty] | None:
        """The next act behind a verb that ends at ``at`` and only describes, with no mark between the two."""
        for index in range(at + 1, min(at + _SHORT, end)):
            if not self.words.is_word(index):
                return None
            if part("second act").match(self.words, index) and not self._in_chain(index):
                duty = self.duties.at(index, end)
                return (index, duty) if duty is not None else None
        return None

    def _in_chain(self, at: int) -> bool:
        """Whether a verb stands right before ``at``, so that the two are one act, or a noun that makes it one."""
        for back in (1, 2, 3):
            found = self.verbs.verb(self.words, at - back) if at >= back else None
            if found is not None and found[0] == at:
                return True
        return self.words.mark(at - 1) in syllables("nominal")


@cache
def _in_names(use: str) -> PhraseBook[str]:
    """The phrases of one use in and around names: word, end."""
    return PhraseBook((word, use) for row in rows(AdverbRow, "name_parts") if row.use == use for word in row.words)
