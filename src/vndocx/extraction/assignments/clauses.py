"""Clauses: who is told to act in a piece of a sentence.

clause = [adjunct ","] [giver] [order] subject duty      "Thủ tướng Chính phủ yêu cầu Bộ Y tế chỉ đạo …"
       | [object] "do" subject duty                      "Tài liệu do Văn phòng chuẩn bị"
       | object "là trách nhiệm của" subject
       | duty                                            the subject stands before: a heading, a label, a sentence
"""

from __future__ import annotations

from dataclasses import replace

from vndocx.extraction.assignments.chains import Page
from vndocx.extraction.assignments.conditions import Conditions
from vndocx.extraction.assignments.headings import Headings, modality_of, skip_fillers
from vndocx.extraction.assignments.objects import Objects
from vndocx.extraction.assignments.parts import part, syllables
from vndocx.extraction.assignments.places import place
from vndocx.extraction.assignments.subjects import Clause, Subject, Subjects
from vndocx.extraction.assignments.verbs import verbs

__all__ = ["Clauses"]

_LEAST_ACT = 6  # words of an act whose verb the lexicon does not know
_DEFINED = 9  # words before "là": "Bảo trì công trình là …"
_REASONED = frozenset({",", "vậy", "đó", "mắc", "khăn", "sinh"})  # before an order behind its reason or occasion
_RESULT = 10  # words of "kết quả thực hiện các nhiệm vụ trên" before "gửi" or "báo cáo"
_PASSIVE = 16  # words before the "được" of "Quyết định miễn nhiệm được gửi"


class Clauses:
    """The clause grammar over one paper. ``addressee`` is the one body that a letter goes to."""

    def __init__(self, page: Page, addressee: Subject | None = None) -> None:
        self.page = page
        self.addressee = addressee
        self.words = page.words
        self.verbs = verbs()
        self.subjects = Subjects(page)
        self.objects = Objects(page, self.subjects)
        self.conditions = Conditions(page, self.subjects)
        self.headings = Headings(page)

    def parse(self, start: int, end: int, carried: Subject | None, owner: Subject | None = None) -> Clause | None:
        """The clause between two words, None where nobody is told to act.

        ``carried`` is the subject that still holds, ``owner`` whose paper the sentence before spoke of.
        """
        at = skip_fillers(self.words, start, end)
        condition = self.conditions.turn(at, end) if at not in self.page.names else None
        if condition is not None:
            opened, turn = condition
            behind = skip_fillers(self.words, turn + 1, end)
            return self._explicit(behind, end) or self.conditions.told(opened, turn, end, carried)
        found = self._own_power(at, end, carried) or self._explicit(at, end) or self._behind_adjunct(at, end)
        if found is None and self.words.mark(at) == "do":
            found = self.objects.agent(at, at, end)
        if found is None:
            found = self._requested(at, end, carried or self.addressee)
        if found is None and carried is not None:
            found = self._carried(at, end, carried)
        found = found or self._ordered_later(at, end)
        return found or self.objects.passive(at, end) or self.objects.made_known(at, end, owner)

    def _carried(self, at: int, end: int, carried: Subject) -> Clause | None:
        """A clause without a subject, whose subject stands before."""
        if at in self.page.names or self._narrates(at, end) or self._of_itself(at):
            return None
        result = self._result(at, end, carried)
        if result is not None:
            return result
        duty = self.subjects.duties.at(at, end)
        if duty is not None:
            strong = carried.strong or duty.obliged
            subject = replace(carried, modality=duty.modality or carried.modality, strong=strong)
            return Clause(subject, duty.start, duty.verb, end, duty.obliged)
        if self._verb_by_tag(at, end) and carried.strong:
            # No verb of the lexicon, but a verb by its part of speech, under a heading that tells somebody to act.
            return Clause(replace(carried, rule="part of speech", confidence=0.5), at, at, end)
        return None

    def _result(self, at: int, end: int, carried: Subject) -> Clause | None:
        """What is to be sent, before its verb: "kết quả thực hiện báo cáo về Sở Y tế"."""
        if self.words.marked[at : at + 2] != ("kết", "quả"):
            return None
        for verb in range(at + 2, min(at + _RESULT, end)):
            found = self.verbs.verb(self.words, verb)
            if found is None or self.words.mark(verb) not in {"gửi", "báo"}:
                continue
            behind = found[0] + (self.words.mark(found[0]) in {"về", "cho", "tới", "đến"})
            return Clause(carried, at, verb, end) if behind in self.page.names else None
        return None

    def _own_power(self, at: int, end: int, carried: Subject | None) -> Clause | None:
        """What an office hands to others, under its own heading: "Trưởng ban: … Ủy quyền cho Phó Trưởng ban …"."""
        if carried is None or carried.rule != "label" or self.words.mark(at) not in {"ủy", "phân"}:
            return None
        order = self.verbs.order.match(self.words, at)
        return Clause(carried, at, at, end) if order is not None and self.verbs.verb(self.words, at) else None

    def _ordered_later(self, at: int, end: int) -> Clause | None:
        """An order behind a reason: "Một số căn cứ đã thay đổi, do vậy đề nghị Sở Y tế cập nhật …", "Trên đây là ý kiến
        của Sở Xây dựng đề nghị Sở Y tế tổng hợp"."""
        if self.page.chain(at, end) is not None:
            return None
        closing = self.words.marked[at : at + 2] == ("trên", "đây")
        depth = 0
        for index in range(at + 1, end):
            mark = self.words.mark(index)
            depth += (mark == "(") - (mark == ")")
            asked = closing and self.page.name_ends_at(index + 1)
            if depth or (mark not in _REASONED and not asked):
                continue
            found = self._explicit(index + 1, end, listed=False)
            if found is not None and found.subject.rule == "order":
                return found
        return None

    def _requested(self, at: int, end: int, asked: Subject | None) -> Clause | None:
        """A request that names nobody: "Đề nghị rà soát, bổ sung …" goes to those asked before, or to the addressee."""
        order = self.verbs.order.match(self.words, at)
        if order is None or asked is None or self.words.mark(order[0]) == "cấp":
            return None
        duty = self.subjects.duties.at(order[0], end)
        if duty is None or duty.start != order[0]:
            return None
        subject = replace(asked, modality=modality_of(self.words.marked[at : order[0]]), rule="order", inherited=True)
        return Clause(replace(subject, strong=True), duty.start, duty.verb, end, True)

    def _of_itself(self, at: int) -> bool:
        """Whether the paper tells of itself: "Hướng dẫn này thay thế …"."""
        return self.words.capital(at) and self.words.mark(at + 2) == "này" and self.words.mark(at + 3) not in {",", ":"}

    def _narrates(self, start: int, end: int) -> bool:
        """Whether the piece defines something, or tells what somebody else has done: "Thực hiện …, Văn phòng đã …"."""
        held = part("holding").match(self.words, start) is not None  # xác định bảo vệ rừng là nhiệm vụ …
        for at in range(start + 1, min(start + _DEFINED, end)) if not held else ():
            if self.words.mark(at) == "là" and self.words.mark(at - 1) not in {
                "nhất",
                "biệt",
                "yếu",
                "tức",
                "gọi",
                "hay",
            }:
                return True
        if self._made(start, end):
            return True
        if part("adjunct", "filler").match(self.words, start) is None:
            return False
        return any(
            self.words.mark(at - 1) == "," and self.verbs.past.match(self.words, self.page.names[at][0])
            for at in range(start, end)
            if at in self.page.names
        )

    def _made(self, start: int, end: int) -> bool:
        """Whether a verb that names a paper as well is the object of a passive: "Quyết định … được gửi tới …"."""
        if not self.words.capital(start) or self.words.mark(start) not in syllables("paper"):
            return False
        for at in range(start + 2, min(start + _PASSIVE, end)):
            if self.words.mark(at) in {".", ":", ";"}:
                return False
            if self.words.mark(at) == "được" and part("made known").match(self.words, at + 1):
                return True
        return False

    def _verb_by_tag(self, at: int, end: int) -> bool:
        """Whether a sentence opens at ``at`` with a verb by its part of speech, and goes on without a colon."""
        return (
            (self.page.tags.get(at) or "").startswith("V")
            and self.words.capital(at)
            and end - at >= _LEAST_ACT
            and not {":", "số"} & set(self.words.marked[at : at + 6])
        )

    def _explicit(self, at: int, end: int, *, listed: bool = True) -> Clause | None:
        """A clause whose subject, order word or giver stands at ``at``; ``listed``: unknown names may follow."""
        order = self.verbs.order.match(self.words, at)
        if order is not None:
            chain = self.page.chain(order[0], end, semicolons=True) or place(self.words, order[0], end)
            if chain is not None:
                return self.subjects.ordered(chain, end, modality_of(self.words.marked[at : order[0]]))
        chain = self.page.chain(at, end, semicolons=True)
        if chain is None:
            return self._placed(at, end)
        behind = self.page.after_brackets(chain.end, end)
        order = self.verbs.order.match(self.words, self._skip_manner(behind, end))
        if order is not None:
            first = order[0] + (self.words.mark(order[0]) == ":")
            told = self.page.chain(first, end, semicolons=True) or place(self.words, first, end)
            if told is not None:
                return self.subjects.ordered(told, end, modality_of(self.words.marked[behind : order[0]]))
        found = self.subjects.told(chain, end, None)
        return self.subjects.accountable(chain, end) if found is None and listed else found

    def _placed(self, at: int, end: int) -> Clause | None:
        """The clause of a place: a word of duty or manner must say that it is told to act."""
        chain = place(self.words, at, end)
        found = self.subjects.told(chain, end, None) if chain is not None else None
        return (
            found if found is not None and (found.obliged or found.start < found.verb or self._urged(found)) else None
        )

    def _urged(self, found: Clause) -> bool:
        """Whether the act begins with a word of manner that is a verb as well: "Thành phố chủ động …"."""
        return self.verbs.manner.match(self.words, found.start) is not None

    def _skip_manner(self, at: int, end: int) -> int:
        while at < end and not self.verbs.order.match(self.words, at):
            step = self.verbs.manner.match(self.words, at)
            if step is None:
                break
            at = step[0]
        return at

    def _behind_adjunct(self, at: int, end: int) -> Clause | None:
        """A clause behind "Sau Hội nghị …," or "Trong quá trình thực hiện,"."""
        if part("adjunct", "filler").match(self.words, at) is None:
            return None
        depth = 0
        for index in range(at + 1, end):
            mark = self.words.mark(index)
            depth += (mark == "(") - (mark == ")")
            if depth:
                continue
            if mark in {",", "thì", ":"} and not self._acted_by(index):
                found = self._explicit(skip_fillers(self.words, index + 1, end), end)
                address = found is not None and not found.subject.chain.items and not self._free(found, index)
                if found is None or address:
                    continue
                if found.subject.strong or self._free(found, index) or self._sure(found):
                    return found
            elif index in self.page.names and self._may_follow(index - 1):
                found = self._explicit(index, end, listed=False)
                if found is not None and self._sure(found):
                    return found
        return None

    def _acted_by(self, comma: int) -> bool:
        """Whether the names before a comma are those by whom something is done: "được các cấp, ngành quan tâm"."""
        at = comma
        while self.page.name_ends_at(at):
            at = next(start for start, (stop, _) in self.page.names.items() if stop == at)
            if self.words.mark(at - 1) not in {",", "và"}:
                return self.words.mark(at - 1) == "được"
            at -= 1
        return False

    def _may_follow(self, index: int) -> bool:
        """Whether a subject may stand behind the word at ``index``: not behind a preposition or a count."""
        mark = self.words.mark(index)
        return self.words.is_word(index) and not mark[0].isdigit() and mark not in syllables("governing")

    def _free(self, found: Clause, comma: int) -> bool:
        """Whether the subject behind a comma is neither a mere place nor the last of a list of classes of bodies."""
        chain = found.subject.chain
        if not chain.items and self.words.capital(comma - 1):
            return False  # the end of an address: "phường Nam Hà, tỉnh Lam Giang"
        return not chain.places and not (chain.generic and self.page.name_ends_at(comma))

    def _sure(self, found: Clause) -> bool:
        """Whether a word of duty or manner stands right behind a subject that no comma sets off."""
        if found.obliged or found.subject.modality != "must":
            return True
        return found.start < found.verb and found.start == found.subject.chain.end
