"""Reading a unit piece by piece: the subject and the partners that hold on, and the tasks found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from vndocx.extraction.assignments.chains import Chain, Page
from vndocx.extraction.assignments.clauses import Clauses
from vndocx.extraction.assignments.drafts import Draft
from vndocx.extraction.assignments.quiet import heralds, of_the_writer, only_narrates, outspoken
from vndocx.extraction.assignments.refusal import refusal
from vndocx.extraction.assignments.splitting import acts
from vndocx.extraction.assignments.subjects import Clause, Subject
from vndocx.extraction.assignments.tails import act
from vndocx.extraction.assignments.units import Unit
from vndocx.extraction.trace import unheard
from vndocx.model.findings import Role
from vndocx.text import Span, fold

__all__ = ["Reading"]

# Verbs that only stress what was said when they go on with the subject of the sentence before.
_STRESS = frozenset({"chú", "nêu", "hoàn"})


# Acts that say nothing by themselves once their term is cut off: "Hoàn thành trước ngày …".
_EMPTY = frozenset({("hoàn", "thành"), ("thực", "hiện"), ("thời", "gian")})
_BARE = frozenset({(), ("thực", "hiện"), ("tổ", "chức", "thực", "hiện"), ("triển", "khai", "thực", "hiện")})
_MEMBERS = frozenset({"như", "về", "gồm"})  # before the colon of a list that belongs to the object
_RULE = "task in prose"
_ENCLOSED = re.compile(
    r"\W*\(?co [^()]{1,120} (?:gui |dinh )?kem(?: theo)?\W*"
)  # "(Có bản dự thảo Quyết định kèm theo)"
_TERM = 12  # words of "hoàn thành trước ngày 20/4/2024"
_UNTIL = re.compile(r"(?:(?:to chuc |phan phoi )?xong|hoan thanh)\b.{0,12}?\s(?:truoc|trong|cham nhat|den het|vao)\b")
_BANS = frozenset({("tuyệt", "đối"), ("nghiêm", "cấm"), ("chỉ", "cho")})
_SHORT_PASSIVE = 3  # words of an act behind "do X" too short to say what is done: then its object does


class Reading:
    """What holds from piece to piece of a unit: the subject, the partners, and the tasks so far."""

    def __init__(self, inherited: Subject | None) -> None:
        self.carried = inherited
        self.drafts: list[Draft] = []
        self.partners: tuple[Chain, ...] = ()
        self.owner: Subject | None = None  # whose paper the sentence before spoke of
        self.absorbing = False
        self.members = False  # a list inside the object goes on, until a word of manner opens an act
        self.told = False  # a task was found in this sentence
        self.pending: Draft | None = None  # partners without an act so far

    def finish(self) -> None:
        """Keep partners that no act followed as a task to work with them."""
        if self.pending is not None:
            self.drafts.append(self.pending)
            self.pending = None

    def read(
        self, page: Page, clauses: Clauses, unit: Unit, first: int, stop: int, *, fresh: bool, quiet: str | None
    ) -> None:
        """Read the next piece, from word ``first`` to ``stop``; ``fresh``: a sentence begins with it; ``quiet``: why
        only what is told to somebody outright is a task here."""
        handed = self._handed(page, clauses, first, stop)
        if handed is not None:
            self.read(page, clauses, unit, first, handed, fresh=fresh, quiet=quiet)
            self.read(page, clauses, unit, handed + 1, stop, fresh=False, quiet=quiet)
            return
        if fresh:
            self.finish()
            self.absorbing, self.told, self.partners = False, False, ()
        folded = fold(page.span(first, stop).cut(page.layout.text))
        if _ENCLOSED.fullmatch(folded):
            page.trace("dropped", _RULE, page.span(first, stop), "a note of what is enclosed")
            return
        if heralds(folded):
            told = clauses.parse(first, stop, None)
            rule = told.subject.rule if told is not None and told.subject.strong else ""
            if told is not None and (rule == "order" or (rule == "subject" and told.obliged)):
                self.carried = told.subject  # "Thành phố cần thực hiện tốt các nhiệm vụ sau đây:"
            page.trace("dropped", _RULE, page.span(first, stop), "it only announces what follows")
            return
        if self.members and clauses.verbs.manner.match(page.words, first):
            self.absorbing = self.members = False
        purpose = not fresh and page.words.mark(first) == "nhằm"
        clause = None if self.absorbing or purpose else clauses.parse(first, stop, self.carried, self.owner)
        if clause is not None and clause.subject.rule in {"passive", "nominal", "owner"} and self.told:
            clause = None
        if clause is None:
            goes_on = self.told and page.words.is_word(first) and not _forbids(page, first)
            if goes_on:
                self.drafts[-1] = _longer(page, self.drafts[-1], stop)
            if page.trace is not unheard:
                reason = "it goes on the act before it" if goes_on else refusal(page, first, stop, self.carried)
                page.trace("lost" if goes_on else "dropped", _RULE, page.span(first, stop), reason)
            return
        if quiet is not None and not outspoken(clause, quiet):
            page.trace("dropped", _RULE, page.span(first, stop), f"{quiet}, and nobody is told outright")
            return
        before = self.carried
        in_paragraph = before is not None and clause.subject.chain is before.chain
        if clause.subject.rule == "owner":
            self.owner = clause.subject
        elif clause.subject.rule not in {"passive", "nominal"} and not clause.subject.inherited:
            self.carried = clause.subject
        if in_paragraph and fresh and self.drafts and page.words.mark(clause.verb) in _STRESS:
            page.trace("dropped", _RULE, page.span(first, stop), "it only stresses the task before it")
            return
        if clause.start >= clause.end:
            page.trace("dropped", _RULE, page.span(first, stop), "told to act, but the act stands in the list behind")
            return
        if only_narrates(page, unit, clause, first, folded):
            self.carried = before if of_the_writer(page, clause) else self.carried
            page.trace("dropped", _RULE, page.span(first, stop), "it tells what this paper or another one does")
            return
        made = list(self._drafts(page, unit, clause, first, stop))
        self.drafts += made
        self.told = self.told or bool(made)
        listing = ":" in page.words.marked[clause.start : stop] and _directs(page, clause)
        members = any(
            page.words.mark(at) == ":" and page.words.mark(at - 1) in _MEMBERS for at in range(clause.verb, stop - 1)
        )
        self.members = bool(made) and members
        if made and (listing or members):
            self.absorbing = True

    def _handed(self, page: Page, clauses: Clauses, first: int, stop: int) -> int | None:
        """The "và" before an order to somebody else: "tiếp nhận hồ sơ và giao Phòng Văn hóa chủ trì thẩm tra"."""
        words = page.words
        for at in range(first + 2, stop - 2):
            order = clauses.verbs.order.match(words, at + 1) if words.mark(at) == "và" else None
            if order is None or words.mark(at + 1) != "giao" or order[0] not in page.names:
                continue
            told = clauses.parse(at + 1, stop, None)
            if told is not None and told.subject.rule == "order" and told.start < told.end:
                return at
        return None

    def _drafts(self, page: Page, unit: Unit, clause: Clause, first: int, stop: int) -> Iterator[Draft]:
        if clause.subject.rule == "nominal":
            yield _draft(page, unit, clause, first, stop, (clause.start, clause.end), "accountable")
            return
        if clause.object is not None:
            found = act(page, clause.start, clause.verb, clause.end)
            if clause.end - clause.start <= _SHORT_PASSIVE or page.words.marked[found.start : found.end] in _BARE:
                made = _draft(page, unit, clause, first, stop, clause.object, found.role)
                yield replace(made, partners=found.partners)
                return
        for start, verb, end in acts(page, clause.start, clause.verb, clause.end):
            found = act(page, start, verb, end)
            if found.start == found.end:
                self.partners = found.partners
                alone = _draft(page, unit, clause, first, stop, (start, end), found.role)
                self.pending = replace(alone, partners=found.partners)
                continue
            self.pending = None
            if page.words.marked[found.start : found.end] in _EMPTY or _only_a_term(page, found.start, found.end):
                if self.drafts and self.told:  # the term of the act before it
                    before = self.drafts[-1]
                    self.drafts[-1] = replace(before, clause=Span(before.clause.start, page.words.spans[stop - 1].end))
                page.trace("dropped", _RULE, page.span(found.start, found.end), "a verb with a term only, no act")
                continue
            if found.end - found.start == 1:  # "kính gửi", "được giao": no act is left behind its recipient
                page.trace("dropped", _RULE, page.span(found.start, found.end), "no act but one word")
                continue
            partners = found.partners or self.partners or clause.subject.partners
            joint = bool(clause.subject.partners) and clause.subject.rule == "label"
            role: Role = "lead" if joint else found.role
            yield replace(
                _draft(page, unit, clause, first, stop, (found.start, found.end), role),
                partners=partners,
                recipients=found.recipients,
                channel=found.channel,
            )


def _forbids(page: Page, first: int) -> bool:
    """Whether a piece says what is not to be done: "; không để hàng giả lưu thông"."""
    marked = page.words.marked
    return marked[first] == "không" or marked[first : first + 2] in _BANS


def _only_a_term(page: Page, start: int, end: int) -> bool:
    """Whether nothing is said but until when: "hoàn thành trước ngày 20/4"."""
    return end - start <= _TERM and _UNTIL.match(fold(page.span(start, end).cut(page.layout.text))) is not None


def _directs(page: Page, clause: Clause) -> bool:
    """Whether the acts behind a colon are those of the bodies directed: "chỉ đạo các cơ sở: Đảm bảo …; chuẩn bị …"."""
    pairs = pairwise(page.words.marked[clause.start : clause.verb + 4])
    return any(pair in {("chỉ", "đạo"), ("hướng", "dẫn")} for pair in pairs)


def _longer(page: Page, draft: Draft, stop: int) -> Draft:
    """The draft with the words up to ``stop``: what follows the semicolon has no verb of its own."""
    end = stop
    while end > draft.action[1] and not page.words.is_word(end - 1):
        end -= 1
    return replace(
        draft, action=(draft.action[0], end), clause=Span(draft.clause.start, page.words.spans[stop - 1].end)
    )


def _draft(page: Page, unit: Unit, clause: Clause, first: int, stop: int, action: tuple[int, int], role: Role) -> Draft:
    subject = clause.subject
    section = unit.path[-1] if unit.path else None
    return Draft(
        assignees=(subject.chain,),
        partners=(),
        recipients=(),
        channel=(),
        action=action,
        clause=page.span(first, stop),
        scope=section.span if section is not None else unit.paragraph.span,
        role=role,
        modality=subject.modality,
        inherited=subject.inherited,
        section=section.id if section is not None else None,
        rule=subject.rule,
        confidence=subject.confidence,
    )
