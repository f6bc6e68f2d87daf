"""Clauses: who is the subject of a piece of a sentence, and where the duty begins.

clause = [adjunct ","] [giver] [order] subject duty      "Thủ tướng Chính phủ yêu cầu Bộ Y tế chỉ đạo …"
       | [object] "do" subject duty                      "Tài liệu do Văn phòng chuẩn bị"
       | object "là trách nhiệm của" subject
       | duty                                            the subject stands before: a heading, a label, a sentence
duty   = {manner | "có trách nhiệm" | "có thể"} verb …
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from vndocx.extraction.assignments.chains import Chain, Page
from vndocx.extraction.assignments.verbs import Verbs, verbs
from vndocx.lexicon import rows
from vndocx.lexicon.phrases import PhraseBook
from vndocx.lexicon.rows import AdverbRow
from vndocx.model.findings import Modality
from vndocx.model.language import EntityKind

__all__ = ["Clause", "Clauses", "Subject"]

_REACH = 40  # words from an adjunct to the verb behind it
_DESCRIBED = 14  # words of "khai thác dữ liệu" before "có trách nhiệm"
_LEAST_ACT = 6  # words of an act whose verb the lexicon does not know
_SECOND_THOUGHT = 7  # words behind a verb in which a word of duty still shows that the verb was none
_LONG_LIST = 90  # words of a list of subjects of which some are not known
_RELATIVE = 30  # words of "được phân công triển khai các chuyên đề tại Hội nghị" before the verb


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is to act, how that was said, and whether it stands outside the sentence."""

    chain: Chain
    modality: Modality = "must"
    rule: str = "subject"
    confidence: float = 0.9
    inherited: bool = False
    section: str | None = None
    strong: bool = False  # an order word, a duty word or a label says that it is a duty


@dataclass(frozen=True, slots=True)
class Clause:
    """A subject and its duty from word ``start`` (the first of the action) to ``end``; ``verb`` is the first verb."""

    subject: Subject
    start: int
    verb: int
    end: int
    obliged: bool = False
    object: tuple[int, int] | None = None


# Words behind which a name is the object, not the subject.
_GOVERNING = frozenset(
    {
        "của",
        "với",
        "cho",
        "do",
        "về",
        "tại",
        "ở",
        "bởi",
        "và",
        "từ",
        "đến",
        "được",
        "gửi",
        "cáo",
        "trình",
        "giao",
        "việc",
        "thuộc",
        "giúp",
    }
)


@cache
def _adjuncts() -> PhraseBook[str]:
    return PhraseBook(
        (word, row.use)
        for row in rows(AdverbRow, "clause_parts")
        if row.use in {"adjunct", "filler"}
        for word in row.words
    )


# Words behind which a verb is a noun or belongs to another verb.
_NOMINAL = frozenset({"được", "việc", "và", "của", "để", "các", "những", "về", "quả", "công", "quá", "không", "chưa"})

# Heads that make compounds with a verb behind them.
_BARE = frozenset(
    {
        ("co", "quan"),
        ("don", "vi"),
        ("bo", "phan"),
        ("luc", "luong"),
        ("to", "chuc"),
        ("trung", "tam"),
        ("nguoi",),
        ("doi",),
        ("to",),
    }
)

# Verbs of standing facts behind "do": "giấy phép do Sở cấp".
_STANDING = frozenset(
    {
        "cấp",
        "lập",
        "giao",
        "nộp",
        "ban",
        "phân",
        "cung",
        "đề",
        "yêu",
        "gửi",
        "trình",
        "biên",
        "làm",
        "mời",
        "kiến",
        "phê",
        "công",
    }
)

_CHOSEN = frozenset(
    {"phân", "giao", "cử", "mời", "chỉ", "ủy", "lựa", "phê", "cấp", "thành"}
)  # được phân công, được giao
_HAVING = frozenset(
    {
        ("có", "trách"),
        ("có", "thể"),
        ("có", "nhiệm"),
        ("có", "quyền"),
        ("có", "nghĩa"),
        ("được", "quyền"),
        ("được", "phép"),
    }
)

# Words that open a clause of the subject's own.
_RELATIVES = frozenset({"được", "có", "đóng", "thuộc", "tham", "là", "cử", "quản", "phụ"})


@cache
def _fillers() -> PhraseBook[str]:
    return PhraseBook(
        (word, row.use) for row in rows(AdverbRow, "clause_parts") if row.use == "filler" for word in row.words
    )


@dataclass(frozen=True, slots=True)
class _Duty:
    start: int
    verb: int
    modality: Modality | None
    obliged: bool


class Clauses:
    """The clause grammar over one paper."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.words = page.words
        self.verbs: Verbs = verbs()

    def parse(self, start: int, end: int, carried: Subject | None) -> Clause | None:
        """The clause between two words, None where nobody is told to act; ``carried``: the subject that still holds."""
        at = self._skip_fillers(start, end)
        found = self._explicit(at, end) or self._behind_adjunct(at, end)
        if found is not None:
            return found
        if self.words.mark(at) == "do":
            found = self._agent(at, at, end)
            if found is not None:
                return found
        if carried is not None and at not in self.page.names and not self._narrates(at, end):
            duty = self._duty(at, end)
            if duty is not None:
                subject = replace(carried, modality=duty.modality or carried.modality)
                return Clause(subject, duty.start, duty.verb, end, duty.obliged)
            if self._verb_by_tag(at, end) and carried.strong:
                # No verb of the lexicon, but a verb by its part of speech, under a heading that tells somebody to act.
                return Clause(replace(carried, rule="part of speech", confidence=0.6), at, at, end)
        return self._passive(at, end)

    def _narrates(self, start: int, end: int) -> bool:
        """Whether the piece tells what somebody else has done: "Thực hiện nhiệm vụ được giao, Văn phòng đã …"."""
        if _adjuncts().match(self.words, start) is None:
            return False
        for at in range(start, end):
            if at in self.page.names and self.words.mark(at - 1) == ",":
                behind = self.page.names[at][0]
                if self.verbs.past.match(self.words, behind):
                    return True
        return False

    def label(self, start: int, end: int) -> tuple[Subject, int] | None:
        """A subject that stands as a label before ":" or as a whole heading, and where the text behind it begins."""
        at = self._skip_fillers(start, end)
        modality: Modality = "must"
        for words in (
            ("yêu", "cầu", "đối", "với"),
            ("đối", "với"),
            ("về", "phía"),
            ("trách", "nhiệm", "của"),
            ("nhiệm", "vụ", "của"),
            ("trách", "nhiệm", "thực", "hiện", "của"),
            ("nhiệm", "vụ", ",", "quyền", "hạn", "của"),
            ("nhiệm", "vụ", "và", "quyền", "hạn", "của"),
            ("quyền", "hạn", ",", "trách", "nhiệm", "của"),
            ("quyền", "và", "trách", "nhiệm", "của"),
            ("trách", "nhiệm", ",", "quyền", "hạn", "của"),
            ("trách", "nhiệm", "và", "quyền", "hạn", "của"),
            ("trách", "nhiệm"),
        ):
            if self.words.marked[at : at + len(words)] == words:
                at += len(words)
                break
        order = self.verbs.order.match(self.words, at)
        if order is not None:
            modality = _modality(self.words.marked[at : order[0]])
            at = order[0]
        chain = self.page.chain(at, end, semicolons=True)
        if chain is None or chain.weak:
            return None
        behind = self.page.after_brackets(chain.end, end)
        obliging = self.verbs.obliging.match(self.words, behind)
        if obliging is not None:
            behind = obliging[0]
        subject = Subject(chain, modality, "label", 0.9, inherited=True, strong=True)
        if behind >= end:
            return subject, end
        if self.words.mark(behind) == ":":
            return subject, behind + 1
        if self.words.mark(end - 1) == ":" and end - behind <= 16 and obliging is not None:
            return subject, end
        if (
            self.words.mark(behind) in _RELATIVES
            and end - behind <= 12
            and obliging is None
            and self.words.is_word(end - 1)
        ):
            own = replace(chain, end=end)
            if not any(self.verbs.start(self.words, index, end) for index in range(behind, behind + 2)):
                return replace(subject, chain=own), end
        return None

    def _skip_fillers(self, start: int, end: int) -> int:
        at = start
        while at < end:
            filler = _fillers().match(self.words, at)
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
            and ":" not in self.words.marked[at : at + 6]
        )

    def _explicit(self, at: int, end: int) -> Clause | None:
        """A clause whose subject, order word or giver stands at ``at``."""
        order = self.verbs.order.match(self.words, at)
        if order is not None:
            chain = self.page.chain(order[0], end, semicolons=True)
            if chain is not None:
                return self._ordered(chain, end, _modality(self.words.marked[at : order[0]]))
        chain = self.page.chain(at, end, semicolons=True)
        if chain is None:
            return None
        behind = self.page.after_brackets(chain.end, end)
        ordering = self._skip_manner(behind, end)
        order = self.verbs.order.match(self.words, ordering)
        if order is not None:
            told = self.page.chain(order[0] + (self.words.mark(order[0]) == ":"), end, semicolons=True)
            if told is not None:
                return self._ordered(told, end, _modality(self.words.marked[behind : order[0]]))
        return self._told(chain, end, None) or self._accountable(chain, end)

    def _ordered(self, chain: Chain, end: int, modality: Modality) -> Clause | None:
        """The clause of somebody who is told to act; names that the lexicon does not know may stand behind the first.

        Without an act but with a colon at its end, an empty clause: the act stands in the list behind it.
        """
        found = self._told(chain, end, modality)
        if found is not None:
            return found
        at = chain.end
        while at < min(chain.end + _RELATIVE, end):
            if at in self.page.names:
                at = self.page.names[at][0]
                continue
            if self.words.mark(at) in {":", ";", "("} or self.verbs.past.match(self.words, at):
                break
            if self.words.is_word(at) and at > chain.end and self.words.mark(at - 1) not in _NOMINAL | {","}:
                duty = self._duty(at, end)
                if duty is not None:
                    subject = Subject(replace(chain, end=at), duty.modality or modality, "order", 0.75, strong=True)
                    return Clause(subject, duty.start, duty.verb, end, duty.obliged)
            at += 1
        if self.words.mark(end - 1) == ":":
            return Clause(Subject(chain, modality, "order", 0.8, strong=True), end, end, end, True)
        return None

    def _accountable(self, chain: Chain, end: int) -> Clause | None:
        """A long list of subjects, not all of them known, before "chịu trách nhiệm" or "có trách nhiệm"."""
        for at in range(chain.end, min(chain.end + _LONG_LIST, end)):
            if self.words.mark(at) in {":", "("} and self.page.after_brackets(at, end) == at:
                return None
            found = self.verbs.obliging.match(self.words, at)
            if found is None or self.words.mark(at) not in {"chịu", "có"}:
                if (
                    at not in self.page.names
                    and self.words.mark(at - 1) != "được"
                    and self.verbs.past.match(self.words, at)
                ):
                    return None
                continue
            duty = self._duty(at, end)
            if duty is None:
                return None
            whole = chain if self.words.mark(chain.end) == "là" else replace(chain, end=at)
            if self.words.mark(whole.end - 1) == ",":
                whole = replace(whole, end=whole.end - 1)
            subject = Subject(whole, "must", "subject", 0.8, strong=True)
            return Clause(subject, duty.start, duty.verb, end, True)
        return None

    def _skip_manner(self, at: int, end: int) -> int:
        while at < end:
            if self.verbs.order.match(self.words, at):
                return at
            step = self.verbs.manner.match(self.words, at)
            if step is None:
                return at
            at = step[0]
        return at

    def _told(self, chain: Chain, end: int, modality: Modality | None) -> Clause | None:
        """The clause of a subject, which may go on with "được phân công …" before its verb."""
        behind = self.page.after_brackets(chain.end, end)
        if self.words.mark(behind) == ":" and behind + 1 < end:
            duty = self._duty(behind + 1, end)
            chain_end = chain.end
        else:
            duty, chain_end = None, chain.end
            if all(item.kind is not EntityKind.ORGANISATION for item in chain.items):
                chain_end, duty = self._relative(behind, end)
            if duty is None:
                chain_end, duty = chain.end, self._duty(behind, end)
                later = self._later_duty(chain, behind, duty, end)
                chain_end, duty = later if later is not None else (chain_end, duty)
            if duty is None:
                chain_end, duty = self._relative(behind, end)
        if duty is None or (chain.weak and not (duty.obliged or modality)):
            return None
        if self._compound(chain, behind, duty):
            return None
        chosen = modality or duty.modality or "must"
        if duty.modality == "may":
            chosen = "may"
        subject = Subject(
            replace(chain, end=chain_end) if chain_end != chain.end else chain,
            chosen,
            "order" if modality else "subject",
            0.93 if modality or duty.obliged else 0.88,
            strong=modality is not None or duty.obliged,
        )
        return Clause(subject, duty.start, duty.verb, end, duty.obliged)

    def _later_duty(self, chain: Chain, behind: int, duty: _Duty | None, end: int) -> tuple[int, _Duty] | None:
        """The duty of a class of bodies that a verb only describes: "Tổ chức khai thác dữ liệu có trách nhiệm …"."""
        if duty is None or duty.obliged or not duty.start == duty.verb == behind:
            return None
        if any(item.kind is not EntityKind.GROUP for item in chain.items):
            return None
        found = self.verbs.verb(self.words, duty.verb)
        if found is None or found[1].role == "direct":
            return None
        for at in range(found[0] + 1, min(found[0] + _DESCRIBED, end)):
            if not self.words.is_word(at):
                return None
            if self.verbs.obliging.match(self.words, at) and self.words.mark(at) != "được":
                later = self._duty(at, end)
                return (at, later) if later is not None else None
        return None

    def _compound(self, chain: Chain, behind: int, duty: _Duty) -> bool:
        """Whether a bare "cơ quan", "đơn vị" before its verb is a kind of body: "cơ quan chủ trì thẩm tra"."""
        return (
            chain.end - chain.start <= 2
            and self.words.folded[chain.start : chain.end] in _BARE
            and not duty.obliged
            and duty.start == duty.verb == behind
        )

    def _relative(self, behind: int, end: int) -> tuple[int, _Duty | None]:
        """Where a subject with a clause of its own ends: "Các đồng chí được phân công triển khai … gửi"."""
        if self.words.mark(behind) not in _RELATIVES or self.words.marked[behind : behind + 2] in _HAVING:
            return behind, None
        if self.words.mark(behind) == "được" and self.words.mark(behind + 1) not in _CHOSEN:
            return behind, None
        for at in range(behind + 2, min(behind + _RELATIVE, end)):
            if self.words.mark(at) in {";", ":", "."}:
                break
            if self.verbs.obliging.match(self.words, at) and self.words.mark(at) != "được":
                duty = self._duty(at, end)
                if duty is not None:
                    return at, duty
        at = behind + 1
        while at < min(behind + _RELATIVE, end):
            if not self.words.is_word(at) and self.words.mark(at) not in {"-", "/"}:
                return behind, None
            strong = self.verbs.obliging.match(self.words, at) or self.verbs.manner.match(self.words, at)
            single = self.verbs.verb(self.words, at)
            if self.words.mark(behind) not in {"được", "đóng"} and not strong:
                at += 1
                continue
            if (strong or single) and at > behind + 2 and not self._inside_verb_chain(at):
                duty = self._duty(at, end)
                if duty is not None:
                    return at, duty
            at += 1
        return behind, None

    def _inside_verb_chain(self, at: int) -> bool:
        """Whether a verb stands right before ``at``: the two are one act."""
        for back in (1, 2, 3):
            found = self.verbs.verb(self.words, at - back) if at >= back else None
            if found is not None and found[0] == at:
                return True
        return self.words.mark(at - 1) in {"được", "việc", "công", "và", "để"}

    def _behind_adjunct(self, at: int, end: int) -> Clause | None:
        """A clause behind "Sau Hội nghị …," or "Trong quá trình thực hiện,"."""
        if _adjuncts().match(self.words, at) is None:
            return None
        depth = 0
        for index in range(at + 1, end):
            mark = self.words.mark(index)
            depth += (mark == "(") - (mark == ")")
            if depth:
                continue
            if mark in {",", "thì", ":"}:
                found = self._explicit(self._skip_fillers(index + 1, end), end)
                if found is not None and (found.subject.strong or not found.subject.chain.places or self._sure(found)):
                    return found
            elif index in self.page.names and self.words.mark(index - 1) not in _GOVERNING:
                found = self._explicit(index, end)
                if found is not None and (
                    found.obliged or found.subject.modality != "must" or found.start < found.verb
                ):
                    return found
        return None

    def _sure(self, found: Clause) -> bool:
        """Whether a word of duty or manner stands right behind a subject that no comma sets off."""
        if found.obliged or found.subject.modality != "must":
            return True
        return found.start < found.verb and found.start == found.subject.chain.end

    def _agent(self, start: int, at: int, end: int) -> Clause | None:
        """ "do X chủ trì": ``at`` is the word "do", ``start`` where its object begins."""
        chain = self.page.chain(at + 1, end)
        if chain is None:
            return None
        duty = self._duty(self.page.after_brackets(chain.end, end), end)
        if duty is None:
            return None
        if at > start and (self.words.mark(duty.verb) in _STANDING or self._acted(start, at)):
            return None
        subject = Subject(chain, duty.modality or "must", "passive", 0.8, strong=True)
        return Clause(subject, duty.start, duty.verb, end, duty.obliged, (start, at) if at > start else None)

    def _acted(self, start: int, end: int) -> bool:
        """Whether the words before "do" begin with an act of their own: then "do …" only belongs to its object."""
        return self.verbs.start(self.words, start, end) is not None or self.words.mark(start) in {"có", "là", "được"}

    def _passive(self, start: int, end: int) -> Clause | None:
        """An object first: "… do X chuẩn bị", "… là trách nhiệm của X", "… giao cho X thực hiện"."""
        if self.words.mark(start) in {"căn", "theo", "xét", "để"} or self.verbs.past.match(self.words, start):
            return None
        for at in range(start + 2, end):
            mark = self.words.mark(at)
            if mark == "do":
                found = self._agent(start, at, end)
                if found is not None:
                    return found
            elif mark == "là" and self.words.marked[at : at + 4] == ("là", "trách", "nhiệm", "của"):
                chain = self.page.chain(at + 4, end)
                if chain is not None:
                    subject = Subject(chain, "must", "nominal", 0.8, strong=True)
                    return Clause(subject, start, start, at, True)
        return None

    def _duty(self, at: int, end: int) -> _Duty | None:
        """The duty that begins at ``at``; None where the words tell of the past, define, or hold no duty verb."""
        words = self.words
        modality: Modality | None = None
        obliged = False
        start: int | None = None
        steps = 0
        while at < end and steps < 12:
            steps += 1
            if self.verbs.past.match(words, at):
                return None
            obliging = self.verbs.obliging.match(words, at)
            allowed = self.verbs.may.match(words, at)
            duty = self.verbs.verb(words, at)
            if duty is not None and words.marked[duty[0] : duty[0] + 2] in {("được", "giao"), ("được", "phân")}:
                return None
            if duty is not None and not (obliging and obliging[0] > duty[0]):
                manner = self.verbs.manner.match(words, at)
                follower = self.verbs.start(words, manner[0], end) if manner else None
                if manner is None or follower is None:
                    return _Duty(at if start is None else start, at, modality, obliged)
            if obliging is not None:
                obliged, at, start = True, obliging[0], None
                if words.mark(at) == ":":
                    at += 1
                continue
            if allowed is not None:
                modality, at, start = "may", allowed[0], None
                continue
            manner = self.verbs.manner.match(words, at)
            if manner is not None:
                timed = self.verbs.time.match(words, at) is not None
                if words.mark(at) == "được":
                    return None
                start = at if start is None else start
                at = manner[0]
                if words.mark(at) in {",", "và"}:
                    at += 1
                elif self.verbs.start(words, at, end) is None and not self.verbs.past.match(words, at):
                    jumped = self._jump(at, end) if timed else None
                    if jumped is None:
                        return None
                    at, start = jumped, None
                continue
            if words.mark(at) == "(":
                behind = self.page.after_brackets(at, end)
                if behind == at:
                    return None
                at = behind
                continue
            if words.mark(at) == "là" and words.marked[at : at + 3] in {
                ("là", "người", "chịu"),
                ("là", "cơ", "quan"),
                ("là", "đơn", "vị"),
                ("là", "đầu", "mối"),
            }:
                at += 2 if words.mark(at + 1) == "người" else 0
                if words.mark(at) == "là":
                    return None
                continue
            adjunct = _adjuncts().match(words, at)
            if adjunct is not None or (words.mark(at) == "," and _adjuncts().match(words, at + 1)):
                jumped = self._jump(self._adjunct_end(at), end)
                if jumped is None:
                    return None
                at, start = jumped, None
                continue
            return None
        return None

    def _adjunct_end(self, at: int) -> int:
        at += self.words.mark(at) == ","
        found = _adjuncts().match(self.words, at)
        return found[0] if found is not None else at + 1

    def _jump(self, at: int, end: int) -> int | None:
        """The first place behind an adjunct that ends at ``at`` where a duty can begin.

        A word of manner or duty, or a verb right behind a comma, is surer than any other verb.
        """
        depth = 0
        loose: int | None = None
        index, last = at, min(at + _REACH, end)
        while index < last:
            mark = self.words.mark(index)
            depth += (mark == "(") - (mark == ")")
            if index in self.page.names:
                index = self.page.names[index][0]
                continue
            index += 1
            here = index - 1
            before = self.words.mark(here - 1)
            if (
                depth
                or not self.words.is_word(here)
                or before in _NOMINAL
                or self.words.mark(here) in {"được", "không"}
            ):
                continue
            obliging = self.verbs.obliging.match(self.words, here)
            manner = self.verbs.manner.match(self.words, here)
            if obliging or (manner and self.verbs.start(self.words, here, end) is not None):
                return here
            verb = self.verbs.verb(self.words, here)
            if verb is None or here == at:
                continue
            if loose is not None or self.words.mark(verb[0]) == "được":
                continue
            if before == ",":
                return here
            loose, last = here, min(here + _SECOND_THOUGHT, last)
        return loose


def _modality(words: tuple[str, ...]) -> Modality:
    return "request" if "nghị" in words or "mong" in words or "mời" in words else "must"
