"""Subjects: who is told to act, with the clause of its own that may describe it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vndocx.extraction.assignments.chains import Chain, Page
from vndocx.extraction.assignments.descriptions import Descriptions
from vndocx.extraction.assignments.duties import Duties, Duty
from vndocx.extraction.assignments.parts import part, syllables
from vndocx.extraction.assignments.verbs import verbs
from vndocx.model.findings import Modality
from vndocx.model.language import EntityKind

__all__ = ["Clause", "Subject", "Subjects"]

_FORM_FIELD = 10  # words of "giải quyết thủ tục hành chính" before the colon of a form's field
_LONG_LIST = 90  # words of a list of subjects of which some are not known
_ACT = 4  # words of the shortest act of a verb that the lexicon does not know
_RELATIVE = 30  # words of "được phân công giới thiệu các cuốn sách tại ngày hội" before the verb


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is to act, how that was said, and whether it stands outside the sentence.

    ``strong``: an order word, a duty word or a label says that it is a duty. ``partners``: with whom the subject leads
    all that stands under it.
    """

    chain: Chain
    modality: Modality = "must"
    rule: str = "subject"
    confidence: float = 0.9
    inherited: bool = False
    section: str | None = None
    strong: bool = False
    partners: tuple[Chain, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """A subject and its duty from word ``start`` (the first of the action) to ``end``; ``verb`` is the first verb.

    Empty where the act stands in the list behind the clause.
    """

    subject: Subject
    start: int
    verb: int
    end: int
    obliged: bool = False
    object: tuple[int, int] | None = None


class Subjects:
    """The grammar of subjects with their duties over one paper."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.words = page.words
        self.verbs = verbs()
        self.duties = Duties(page)
        self.descriptions = Descriptions(page, self.duties)

    def told(self, chain: Chain, end: int, modality: Modality | None) -> Clause | None:
        """The clause of a subject; ``modality`` is that of the order word before it."""
        behind = self.page.after_brackets(chain.end, end)
        found = self._duty(chain, behind, end)
        if found is None:
            return None
        last, duty = found
        if (chain.weak and not (modality or self._surely(chain, last, duty))) or self._compound(chain, behind, duty):
            return None
        if modality is None and self._mere_place(chain):
            return None
        chosen: Modality = "may" if duty.modality == "may" else modality or "must"
        sure = modality is not None or duty.obliged
        subject = Subject(
            chain if last == chain.end else replace(chain, end=self._without_duty_words(chain, last)),
            chosen,
            "order" if modality else "subject",
            0.87 if sure else 0.84,
            strong=sure,
        )
        return Clause(subject, duty.start, duty.verb, end, duty.obliged)

    def ordered(self, chain: Chain, end: int, modality: Modality) -> Clause | None:
        """The clause of somebody who is told to act; names that the lexicon does not know may stand behind the first.

        Without an act but with a colon at its end, an empty clause.
        """
        found = self.told(chain, end, modality)
        if found is not None:
            return found
        if self.verbs.manner.match(self.words, chain.end) and chain.end + _ACT <= end:
            # "yêu cầu đơn vị chủ động đăng kiểm lại": a verb that the lexicon does not know
            return Clause(Subject(chain, modality, "order", 0.7, strong=True), chain.end, chain.end, end, True)
        found = self._later(chain, end, modality)
        if found is None and self.words.mark(end - 1) == ":":
            return Clause(Subject(chain, modality, "order", 0.8, strong=True), end, end, end, True)
        return found

    def _later(self, chain: Chain, end: int, modality: Modality) -> Clause | None:
        """The act of those who are told to act, behind words that the lexicon does not know."""
        at = chain.end
        while at < min(chain.end + _RELATIVE, end):
            if at in self.page.names:
                at = self.page.names[at][0]
                continue
            if self.words.mark(at) in {":", ";", "("} or self.verbs.past.match(self.words, at):
                return None
            duty = self.duties.at(at, end) if self._opens(at, chain, end) else None
            if duty is not None:
                subject = Subject(replace(chain, end=at), duty.modality or modality, "order", 0.75, strong=True)
                return Clause(subject, duty.start, duty.verb, end, duty.obliged)
            at += 1
        return None

    def _opens(self, at: int, chain: Chain, end: int) -> bool:
        """Whether an act can begin at ``at``, or an adjunct before one: ", căn cứ …, hằng năm báo cáo"."""
        if self.words.mark(at) == ",":
            return part("adjunct").match(self.words, at + 1) is not None
        before = self.words.mark(at - 1)
        free = at > chain.end and before not in {",", "người"} and before not in syllables("nominal")
        return free and self.verbs.start(self.words, at, end) is not None and not self.descriptions.inside_word(at)

    def accountable(self, chain: Chain, end: int) -> Clause | None:
        """A long list of subjects, not all of them known, before "chịu trách nhiệm" or "có trách nhiệm"."""
        if self.words.mark(chain.end - 1) == "người":
            return None
        for at in range(chain.end, min(chain.end + _LONG_LIST, end)):
            mark = self.words.mark(at)
            if mark == ":" and at + 1 in self.page.names:
                continue  # Giám đốc các sở, ngành: Sở Y tế, Công an tỉnh
            if mark in {":", "("} and self.page.after_brackets(at, end) == at:
                return None
            own = mark == "phải" and self.words.mark(at + 1) not in {"chịu", "có"}
            if own and self.descriptions.held(at, end) is None:
                return None
            if self.verbs.obliging.match(self.words, at) is None or mark not in {"chịu", "có"}:
                told = at in self.page.names or self.words.mark(at - 1) == "được"
                if not told and self.verbs.past.match(self.words, at):
                    return None
                continue
            duty = self.duties.at(at, end)
            if duty is None or self.words.mark(at - 1) == "xin":  # a pledge in a form
                return None
            whole = chain if self.words.mark(chain.end) == "là" else replace(chain, end=at)
            if self.words.mark(whole.end - 1) == ",":
                whole = replace(whole, end=whole.end - 1)
            return Clause(Subject(whole, "must", "subject", 0.8, strong=True), duty.start, duty.verb, end, True)
        return None

    def _duty(self, chain: Chain, behind: int, end: int) -> tuple[int, Duty] | None:
        """The end of the subject with its description, and its duty."""
        if self.words.mark(behind) == ":" and behind + 1 < end:
            duty = self.duties.at(behind + 1, end)
            return (chain.end, duty) if duty is not None else None
        joint = self.words.mark(behind) == "được" and chain.items and chain.items[0].kind is EntityKind.GROUP
        described = self.descriptions.end(chain, behind, end, named=bool(joint))
        if described is not None:
            return described
        duty = self.duties.at(behind, end)
        if duty is None or (self.words.mark(behind) == "được" and chain.generic):
            return self.descriptions.end(chain, behind, end, named=True)
        return chain.end, duty

    def _surely(self, chain: Chain, last: int, duty: Duty) -> bool:
        """Whether people in general are told to act: not by "cần" alone, and "người" only with a description."""
        if not duty.obliged or self.words.mark(duty.start - 1) == "cần":
            return False
        return last > chain.end or self.words.mark(chain.end - 1) != "người"

    def _mere_place(self, chain: Chain) -> bool:
        """Whether a unit of land only says where: "hệ thống cấp nước sạch các xã …", "…, tỉnh Lam Giang (…)"."""
        apart = not self.words.is_word(chain.end)
        if chain.places:
            return self.words.is_word(chain.start - 1) or (apart and self.words.mark(chain.start - 1) in {",", "("})
        return apart and not chain.items

    def _compound(self, chain: Chain, behind: int, duty: Duty) -> bool:
        """Whether a bare "cơ quan", "đơn vị" before its verb is a kind of body: "cơ quan chủ trì thẩm tra", or a field
        of a form: "Cơ quan có thẩm quyền giải quyết: …", "Nhà thầu lập hồ sơ: Công ty …"."""
        if duty.obliged:
            return False
        if chain.items and chain.items[0].kind is not EntityKind.ORGANISATION and self.words.mark(chain.start) != "các":
            field = self.words.marked[behind : behind + _FORM_FIELD]
            colon = behind + field.index(":") + 1 if ":" in field else -1
            if colon in self.page.names and self.page.names[colon][1].kind is EntityKind.ORGANISATION:
                return True
        bare = part("bare").match(self.words, chain.start)
        if bare is None:
            return False
        if bare[0] == chain.end and duty.start == duty.verb == behind:
            return True
        return ":" in self.words.marked[behind : behind + _FORM_FIELD]

    def _without_duty_words(self, chain: Chain, end: int) -> int:
        """The end of a subject without the "phải" or "cần" of the duty behind it."""
        while end > chain.end and self.words.mark(end - 1) in {"phải", "cần", "sẽ", ","}:
            end -= 1
        return end
