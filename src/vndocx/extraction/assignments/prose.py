"""Tasks in running text and under headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from vndocx.extraction.assignments.chains import Chain, Page
from vndocx.extraction.assignments.clauses import Clauses
from vndocx.extraction.assignments.drafts import Draft
from vndocx.extraction.assignments.splitting import acts
from vndocx.extraction.assignments.subjects import Clause, Subject
from vndocx.extraction.assignments.tails import act
from vndocx.extraction.assignments.units import Unit, pieces
from vndocx.model.findings import Role
from vndocx.model.language import EntityKind, Language
from vndocx.text import Span, fold

__all__ = ["prose_drafts"]

_AIMS = re.compile(r"muc dich|muc tieu|quan diem")
_SCOPE = re.compile(
    r"doi tuong ap dung|pham vi (?:dieu chinh|ap dung)|pham vi va doi tuong|pham vi, doi tuong|giai thich tu ngu"
)
# A lead-in to cases, conditions or contents, not to duties.
_LISTING = re.compile(
    r"(?:truong hop|dieu kien|tieu chi|noi dung|thanh phan|hinh thuc|nguyen tac|tieu chuan|ho so|gom|cac buoc)"
    r"(?: nhu)?(?: sau)?(?: day)?\s*:$"
)
_CRITERIA = re.compile(r"^(?:doi tuong|tieu chi|tieu chuan|dieu kien)\b")
_ATTENDANCE = re.compile(r"^(?:thanh phan|dai bieu|khach moi|doi tuong tham du)")
_PREAMBLE = re.compile(r"^(?:can cu|xet|theo de nghi cua|chieu)\b")
_HERALD = re.compile(r"(?:nhu sau|sau day|duoi day)\s*:?\s*$")
_TELLING = frozenset({("thông", "báo"), ("trả", "lời"), ("báo", "cáo"), ("gửi", "đến"), ("đề", "nghị")})
_TOLD = re.compile(r"\b(?:duoc|de)\s[^.]{0,200}?\bbiet\b")
_PAPER = re.compile(
    r"ban hanh (?:ke hoach|quyet dinh|nghi quyet|chi thi|quy dinh|quy che|huong dan|chuong trinh"
    r"|thong tu|ket luan|nghi dinh)\b"
)
# A head that only announces what its items say.
_LEADS_IN = re.compile(r"(?:sau|sau day|duoi day|nhiem vu|noi dung|cong viec|cong tac|giai phap|viec|nhu)\s*:$")
_SHORT_ACT = 7  # words
# Verbs that only stress what was said when they go on with the subject of the sentence before.
_STRESS = frozenset({"chú", "nêu", "hoàn"})


def prose_drafts(language: Language, page: Page, units: Sequence[Unit], skipped: set[int]) -> Iterator[Draft]:
    """The tasks of the units, but for those at the indexes in ``skipped``, which only hand on their subjects."""
    clauses = Clauses(page)
    subjects: dict[str, Subject] = {}
    listings: set[str] = set()
    leads: dict[str, Subject | None] = {}
    for index, unit in enumerate(units):
        made = list(_unit_drafts(language, page, clauses, unit, subjects, listings, leads))
        if index not in skipped:
            yield from made


def _unit_drafts(
    language: Language,
    page: Page,
    clauses: Clauses,
    unit: Unit,
    subjects: dict[str, Subject],
    listings: set[str],
    leads: dict[str, Subject | None],
) -> Iterator[Draft]:
    text = page.layout.text
    folded = fold(Span(page.words.spans[unit.start].start, unit.paragraph.span.end).cut(text)).rstrip()
    if _PREAMBLE.match(folded) and folded.endswith(";"):
        return
    titles = [fold(section.title) for section in unit.above]
    attendance = any(_ATTENDANCE.match(title) for title in titles)
    scope = any(_SCOPE.search(title) or _CRITERIA.match(title) for title in titles)
    listed = bool(unit.above) and unit.above[-1].id in listings
    quiet = attendance or scope or listed or (bool(titles) and bool(_AIMS.search(titles[-1])))
    carried = _inherited(unit, subjects) or _led(unit, leads)
    start = unit.start
    label = clauses.label(start, unit.end) if _labels(unit, folded, text) else None
    if label is not None and not attendance and not scope:
        subject, start = label
        owner = unit.own or (unit.path[-1] if unit.path else None)
        subject = replace(subject, section=owner.id if owner is not None else None)
        if owner is not None and (unit.own is not None or start >= unit.end):
            subjects[owner.id] = subject
        if start >= unit.end:
            return
        carried = subject
    state = _State(carried)
    for first, stop, fresh in pieces(page, language, replace(unit, start=start)):
        state.read(page, clauses, unit, first, stop, fresh=fresh, quiet=quiet)
    state.finish()
    drafts = state.drafts
    if unit.own is None:
        leads[unit.path[-1].id if unit.path else ""] = _lead(state, folded)
    if not drafts and unit.own is not None and state.carried is None and _LISTING.search(folded):
        listings.add(unit.own.id)
    if not unit.path and folded.endswith(":"):
        # The enacting sentence before the first section: only what it orders is a task.
        drafts = [draft for draft in drafts if draft.rule == "order" or draft.inherited]
    if folded.endswith(":") and unit.own is not None and unit.own.children:
        herald = state.carried
        if herald is not None:
            subjects[unit.own.id] = replace(herald, inherited=True, section=herald.section or unit.own.id)
            if drafts and (_LEADS_IN.search(folded) or drafts[-1].action[1] - drafts[-1].action[0] <= _SHORT_ACT):
                drafts.pop()
            yield from drafts
            return
    if unit.own is not None and state.carried is not None and not state.carried.inherited and not unit.own.children:
        subjects.setdefault(unit.own.id, replace(state.carried, inherited=True, strong=False, section=unit.own.id))
    yield from drafts


def _labels(unit: Unit, folded: str, text: str) -> bool:
    """Whether a name at the head of the unit may be a label: in a numbered unit or with a colon."""
    if unit.own is not None and unit.own.label:
        return True
    return ":" in folded and not unit.paragraph.span.cut(text).isupper()


def _inherited(unit: Unit, subjects: dict[str, Subject]) -> Subject | None:
    for section in reversed(unit.above):
        if section.id in subjects:
            return subjects[section.id]
    return None


def _lead(state: _State, folded: str) -> Subject | None:
    """Who a paragraph without a number tells to do what the list behind it says: "yêu cầu Công ty thực hiện: - …"."""
    subject = state.carried
    if not folded.endswith(":") or subject is None or subject.inherited or not subject.strong:
        return None
    return replace(subject, inherited=True)


def _led(unit: Unit, leads: dict[str, Subject | None]) -> Subject | None:
    """The subject of the paragraph that leads in the list in which the unit stands.

    A class of bodies is taken for the items of the list only, not for what stands in sections under it: resolutions
    open their solutions with a call on everybody.
    """
    around = ("", *(section.id for section in unit.above))
    for depth, name in reversed(list(enumerate(around))):
        subject = leads.get(name)
        if subject is None:
            continue
        direct = depth == len(around) - 1 and unit.own is not None and not unit.own.children
        named = any(item.kind is not EntityKind.GROUP for item in subject.chain.items)
        return subject if direct or named else None
    return None


class _State:
    """What holds from piece to piece of a unit: the subject, the partners, and the tasks so far."""

    def __init__(self, inherited: Subject | None) -> None:
        self.inherited = inherited
        self.carried = inherited
        self.drafts: list[Draft] = []
        self.partners: tuple[Chain, ...] = ()
        self.absorbing = False
        self.told = False  # a task was found in this sentence
        self.pending: Draft | None = None  # partners without an act so far

    def finish(self) -> None:
        """Keep partners that no act followed as a task to work with them."""
        if self.pending is not None:
            self.drafts.append(self.pending)
            self.pending = None

    def read(
        self, page: Page, clauses: Clauses, unit: Unit, first: int, stop: int, *, fresh: bool, quiet: bool
    ) -> None:
        """Read the next piece, from word ``first`` to ``stop``; ``fresh``: a sentence begins with it."""
        if fresh:
            self.finish()
            self.absorbing, self.told, self.partners = False, False, ()
        folded = fold(page.span(first, stop).cut(page.layout.text))
        if _HERALD.search(folded) and "trach nhiem" not in folded and "yeu cau" not in folded:
            return
        clause = None if self.absorbing else clauses.parse(first, stop, self.carried)
        if clause is not None and clause.subject.rule in {"passive", "nominal"} and self.told:
            clause = None
        if clause is None:
            if self.told and page.words.is_word(first):
                self.drafts[-1] = _longer(page, self.drafts[-1], stop)
            return
        if quiet and not _outspoken(clause):
            return
        in_paragraph = self.carried is not None and clause.subject.chain is self.carried.chain
        if clause.subject.rule not in {"passive", "nominal"} and not clause.subject.inherited:
            self.carried = clause.subject
        if in_paragraph and fresh and self.drafts and page.words.mark(clause.verb) in _STRESS:
            return
        if clause.start >= clause.end:  # told to act, but the act stands in the list behind
            return
        if _own_act(page, unit, clause, folded) or _speaks_for(page, clause):
            return
        made = list(self._drafts(page, unit, clause, first, stop))
        self.drafts += made
        self.told = self.told or bool(made)
        if made and ":" in page.words.marked[clause.start : stop] and _directs(page, clause):
            self.absorbing = True

    def _drafts(self, page: Page, unit: Unit, clause: Clause, first: int, stop: int) -> Iterator[Draft]:
        if clause.subject.rule == "nominal":
            yield _draft(page, unit, clause, first, stop, (clause.start, clause.end), "accountable")
            return
        if clause.object is not None and clause.end - clause.start <= 3:
            found = act(page, clause.start, clause.verb, clause.end)
            yield _draft(page, unit, clause, first, stop, clause.object, found.role)
            return
        for start, verb, end in acts(page, clause.start, clause.verb, clause.end):
            found = act(page, start, verb, end)
            if found.start == found.end:
                self.partners = found.partners
                alone = _draft(page, unit, clause, first, stop, (start, end), "coordinate")
                self.pending = replace(alone, partners=found.partners)
                continue
            self.pending = None
            if page.words.marked[found.start : found.end] in {("hoàn", "thành"), ("thực", "hiện"), ("thời", "gian")}:
                continue
            partners = found.partners or (self.partners if not found.partners else ())
            if found.role != "lead" and found.partners:
                self.partners = found.partners
            yield replace(
                _draft(page, unit, clause, first, stop, (found.start, found.end), found.role),
                partners=partners,
                recipients=found.recipients,
                channel=found.channel,
            )


def _outspoken(clause: Clause) -> bool:
    """Whether a clause gives a task even among aims or lists of those who attend: somebody named is told to act."""
    subject = clause.subject
    return not subject.inherited and (subject.strong or subject.modality != "must" or clause.start < clause.verb)


def _directs(page: Page, clause: Clause) -> bool:
    """Whether the acts behind a colon are those of the bodies directed: "chỉ đạo các cơ sở: Đảm bảo …; chuẩn bị …"."""
    pairs = pairwise(page.words.marked[clause.start : clause.verb + 4])
    return any(pair in {("chỉ", "đạo"), ("hướng", "dẫn")} for pair in pairs)


def _speaks_for(page: Page, clause: Clause) -> bool:
    """Whether "Thay mặt X," only opens a speech."""
    words = page.words
    if words.marked[clause.verb : clause.verb + 2] != ("thay", "mặt"):
        return False
    chain = page.chain(clause.verb + 2, clause.end)
    return chain is not None and words.mark(chain.end) == ","


def _own_act(page: Page, unit: Unit, clause: Clause, folded: str) -> bool:
    """Whether the issuer only says what this paper does: it makes it known, or issues it."""
    if clause.subject.rule != "subject" or clause.subject.inherited:
        return False
    verb = page.words.marked[clause.verb : clause.verb + 2]
    if verb in _TELLING and _TOLD.search(folded):
        return True
    issuing = verb == ("ban", "hành") and _PAPER.search(folded) is not None
    return issuing and (not unit.path or not unit.path[-1].label)


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
