"""Clauses: who is told to act in a piece of a sentence.

clause = [adjunct ","] [giver] [order] subject duty      "Thủ tướng Chính phủ yêu cầu Bộ Y tế chỉ đạo …"
       | [object] "do" subject duty                      "Tài liệu do Văn phòng chuẩn bị"
       | object "là trách nhiệm của" subject
       | duty                                            the subject stands before: a heading, a label, a sentence
"""

from __future__ import annotations

from dataclasses import replace

from vndocx.extraction.assignments.chains import Chain, Page
from vndocx.extraction.assignments.objects import Objects
from vndocx.extraction.assignments.parts import part, syllables
from vndocx.extraction.assignments.places import place
from vndocx.extraction.assignments.subjects import Clause, Subject, Subjects
from vndocx.extraction.assignments.verbs import verbs
from vndocx.model.findings import Modality

__all__ = ["Clauses"]

_LEAST_ACT = 6  # words of an act whose verb the lexicon does not know
_DEFINED = 9  # words before "là": "Bảo trì công trình là …"
_LABEL_TAIL = 26  # words between a name and the colon of its label: "có trách nhiệm thực hiện các nhiệm vụ sau:"
_DESCRIPTION = 12  # words of "có cửa hàng bán lẻ xăng dầu" in a heading


class Clauses:
    """The clause grammar over one paper."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.words = page.words
        self.verbs = verbs()
        self.subjects = Subjects(page)
        self.objects = Objects(page, self.subjects)

    def parse(self, start: int, end: int, carried: Subject | None, owner: Subject | None = None) -> Clause | None:
        """The clause between two words, None where nobody is told to act.

        ``carried`` is the subject that still holds, ``owner`` whose paper the sentence before spoke of.
        """
        at = self._skip_fillers(start, end)
        found = self._explicit(at, end) or self._behind_adjunct(at, end)
        if found is None and self.words.mark(at) == "do":
            found = self.objects.agent(at, at, end)
        if found is None and carried is not None:
            found = self._carried(at, end, carried)
        return found or self.objects.passive(at, end) or self.objects.made_known(at, end, owner)

    def label(self, start: int, end: int, *, heads: bool = False) -> tuple[Subject, int] | None:
        """A subject that stands as a label before ":" or as a whole heading, and where the text behind it begins.

        ``heads``: items stand under it, so that a description may be longer.
        """
        words = self.words
        at = self._skip_fillers(start, end)
        opening = part("label").match(words, at)
        at = opening[0] if opening is not None else at
        modality: Modality = "must"
        order = self.verbs.order.match(words, at)
        if order is not None:
            modality, at = _modality(words.marked[at : order[0]]), order[0]
            at += words.mark(at) == ":"
        chain = self.page.chain(at, end, semicolons=True)
        if chain is None or (chain.weak and opening is None):
            return None
        behind = self.page.after_brackets(chain.end, end)
        joint = self._joint(behind, end)
        behind = joint.end if joint is not None else behind
        obliging = self.verbs.obliging.match(words, behind) if words.mark(behind) != "được" else None
        behind = obliging[0] if obliging is not None else behind
        partners = (joint,) if joint is not None else ()
        subject = Subject(chain, modality, "label", 0.9, inherited=True, strong=True, partners=partners)
        if behind >= end or not any(words.is_word(index) or words.mark(index) == ":" for index in range(behind, end)):
            return subject, end
        if words.mark(behind) == ":":
            return subject, behind + 1
        if obliging is not None:
            return (subject, end) if words.mark(end - 1) == ":" and end - behind <= _LABEL_TAIL else None
        given = order is not None and words.marked[behind : behind + 2] == ("được", "giao")
        if given and words.mark(end - 1) == ":" and end - behind <= _LABEL_TAIL:
            return replace(
                subject, chain=replace(chain, end=end - 1)
            ), end  # Đề nghị các đơn vị được giao làm chủ đầu tư:
        colon = self._colon(behind, end)
        if colon is not None:
            return replace(subject, chain=replace(chain, end=colon), confidence=0.8), colon + 1
        if opening is not None and order is None and end - behind <= _LABEL_TAIL and words.is_word(end - 1):
            return replace(subject, chain=replace(chain, end=end)), end  # Trách nhiệm của đơn vị sử dụng công chức
        described = self._described(behind, end, heads=heads and chain.generic)
        return (replace(subject, chain=replace(chain, end=described)), end) if described is not None else None

    def _joint(self, at: int, end: int) -> Chain | None:
        """The partners of a label that names them: "Sở A chủ trì, phối hợp với Sở B (có trách nhiệm):"."""
        words = self.words
        if words.mark(end - 1) != ":" or words.marked[at : at + 2] != ("chủ", "trì"):
            return None
        at += 2 + (words.mark(at + 2) in {",", "và"})
        if words.marked[at : at + 2] != ("phối", "hợp"):
            return None
        at += 2 + (words.mark(at + 2) in {"với", "cùng"})
        chain = self.page.chain(at, end, semicolons=True)
        if chain is None:
            return None
        obliging = self.verbs.obliging.match(words, chain.end)
        return chain if (obliging[0] if obliging is not None else chain.end) == end - 1 else None

    def _colon(self, behind: int, end: int) -> int | None:
        """The colon behind a list of parties of which some are not known, and in which nobody acts yet."""
        index = behind
        while index < min(behind + _LABEL_TAIL, end):
            if index in self.page.names:
                index = self.page.names[index][0]
                continue
            mark = self.words.mark(index)
            if mark == ":":
                return index
            if mark in {".", ";"} or self.verbs.obliging.match(self.words, index) or self.verbs.verb(self.words, index):
                return None
            index += 1
        return None

    def _described(self, behind: int, end: int, *, heads: bool) -> int | None:
        """The end of a heading's name that a clause describes: "Các doanh nghiệp có xưởng chế biến gỗ"."""
        last = end
        while last > behind and not self.words.is_word(last - 1):
            last -= 1
        duty = ("có", "trách", "nhiệm")
        if self.words.marked[last - 3 : last] == duty and self.words.mark(last) == ":" and last - behind <= _LABEL_TAIL:
            return last - 3
        short = end - behind <= (_LABEL_TAIL if heads else _DESCRIPTION) and last == end
        if not short or not (heads or self.words.mark(behind) in syllables("relative")):
            return None
        acting = any(self.verbs.start(self.words, index, end) for index in range(behind, behind + 2))
        return None if acting else end

    def _carried(self, at: int, end: int, carried: Subject) -> Clause | None:
        """A clause without a subject, whose subject stands before."""
        if at in self.page.names or self._narrates(at, end) or self._of_itself(at):
            return None
        duty = self.subjects.duties.at(at, end)
        if duty is not None:
            subject = replace(carried, modality=duty.modality or carried.modality)
            return Clause(subject, duty.start, duty.verb, end, duty.obliged)
        if self._verb_by_tag(at, end) and carried.strong:
            # No verb of the lexicon, but a verb by its part of speech, under a heading that tells somebody to act.
            return Clause(replace(carried, rule="part of speech", confidence=0.6), at, at, end)
        return None

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
        if part("adjunct", "filler").match(self.words, start) is None:
            return False
        return any(
            self.words.mark(at - 1) == "," and self.verbs.past.match(self.words, self.page.names[at][0])
            for at in range(start, end)
            if at in self.page.names
        )

    def _skip_fillers(self, start: int, end: int) -> int:
        at = start
        while at < end:
            filler = part("filler").match(self.words, at)
            if filler is not None:
                at = filler[0]
            elif self.words.is_word(at):
                break
            else:
                at += 1
        return at

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
                return self.subjects.ordered(chain, end, _modality(self.words.marked[at : order[0]]))
        chain = self.page.chain(at, end, semicolons=True)
        if chain is None:
            return self._placed(at, end)
        behind = self.page.after_brackets(chain.end, end)
        order = self.verbs.order.match(self.words, self._skip_manner(behind, end))
        if order is not None:
            first = order[0] + (self.words.mark(order[0]) == ":")
            told = self.page.chain(first, end, semicolons=True) or place(self.words, first, end)
            if told is not None:
                return self.subjects.ordered(told, end, _modality(self.words.marked[behind : order[0]]))
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
            if mark in {",", "thì", ":"}:
                found = self._explicit(self._skip_fillers(index + 1, end), end)
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


def _modality(words: tuple[str, ...]) -> Modality:
    return "request" if "nghị" in words or "mong" in words or "mời" in words else "must"
