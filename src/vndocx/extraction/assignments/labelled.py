"""Tasks whose parties stand in lines of their own, and chairs: "Cơ quan chủ trì: …", "Chủ trì hội nghị: …"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vndocx.extraction.assignments.chains import Chain, Page
from vndocx.extraction.assignments.clauses import Clauses
from vndocx.extraction.assignments.drafts import Draft
from vndocx.extraction.assignments.labels import LabelLine, label_lines
from vndocx.extraction.assignments.tails import act
from vndocx.extraction.assignments.units import Unit
from vndocx.model.findings import Role
from vndocx.text import Span, fold

__all__ = ["chair_drafts", "labelled_drafts", "meeting_drafts"]

_MEETINGS = tuple(
    tuple(name.split())
    for name in (
        "hội nghị",
        "phiên họp",
        "cuộc họp",
        "buổi làm việc",
        "hội thảo",
        "buổi lễ",
        "lễ",
        "điều hành",
        "tọa đàm",
    )
)


_BARE = 4  # words of a heading that says nothing itself: "Hoạt động 1"


@dataclass(slots=True)
class _Target:
    """A task with the lines that belong to it."""

    unit: int
    action: tuple[int, int]
    scope: Span
    leads: list[tuple[Chain, Role]] = field(default_factory=list)
    partners: list[Chain] = field(default_factory=list)
    end: int = 0


def labelled_drafts(page: Page, units: Sequence[Unit]) -> tuple[list[Draft], set[int]]:
    """The tasks with party lines, and the indexes of the units that they were made of."""
    heads: dict[str, int] = {unit.own.id: index for index, unit in enumerate(units) if unit.own is not None}
    targets: dict[int, _Target] = {}
    drafts: list[Draft] = []
    used: set[int] = set()
    clauses = Clauses(page)
    before: int | None = None  # the last unit that is no line of labels
    for index, unit in enumerate(units):
        lines = list(label_lines(page.layout.text, page.span(unit.start, unit.end)))
        if not any(line.kind in {"lead", "partner"} for line in lines):
            parent = heads.get(unit.above[-1].id) if unit.above else None
            bare = parent is not None and units[parent].end - units[parent].start <= _BARE
            if not lines or (bare and _content(page, lines[0])):
                before = index
            elif lines[0].label.start == page.words.spans[unit.start].start:
                used.add(index)
            continue
        target = _target(page, units, heads, targets, index, before, lines)
        if target is None:
            continue
        used.add(index)
        for line in lines:
            drafts += _read(page, clauses, unit, target, line)
    for target in targets.values():
        if target.leads:
            used.add(target.unit)
            drafts += _made(page, units[target.unit], target)
    return drafts, used


def _target(
    page: Page,
    units: Sequence[Unit],
    heads: dict[str, int],
    targets: dict[int, _Target],
    index: int,
    before: int | None,
    lines: list[LabelLine],
) -> _Target | None:
    unit = units[index]
    starts = page.words.spans[unit.start].start
    if lines[0].label.start > starts + 3:
        end = bisect_left(page.words.spans, lines[0].label.start, key=lambda span: span.start)
        return targets.setdefault(index, _task_of(page, unit, index, unit.start, end))
    parent = heads.get(unit.above[-1].id) if unit.above else None
    chosen = parent
    if before is not None and before != parent:
        sibling = units[before]
        same = bool(sibling.above and unit.above and sibling.above[-1].id == unit.above[-1].id)
        if unit.own is None or (same and before > (parent if parent is not None else -1)):
            chosen = before
    if chosen is None or chosen == index:
        return None
    head = units[chosen]
    start = head.start
    content = next(iter(label_lines(page.layout.text, page.span(head.start, head.end))), None)
    if content is not None and _content(page, content):
        start = bisect_left(page.words.spans, content.value.start, key=lambda span: span.start)
    return targets.setdefault(chosen, _task_of(page, head, chosen, start, head.end))


def _content(page: Page, line: LabelLine) -> bool:
    """Whether a line tells what is to be done: "Nội dung: Triển khai Tháng hành động …"."""
    told = line.value.start < line.value.end
    return told and fold(line.label.cut(page.layout.text)).startswith("noi dung")


def _task_of(page: Page, unit: Unit, index: int, start: int, end: int) -> _Target:
    while end > start + 1 and not page.words.is_word(end - 1):
        end -= 1
    scope = unit.own.span if unit.own is not None else unit.paragraph.span
    return _Target(index, (start, end), scope)


def _read(page: Page, clauses: Clauses, unit: Unit, target: _Target, line: LabelLine) -> Iterator[Draft]:
    """Add the parties of a line to its task; a line that says who does what gives tasks of its own."""
    spans = page.words.spans
    start = bisect_left(spans, line.value.start, key=lambda span: span.start)
    end = bisect_left(spans, line.value.end, key=lambda span: span.start)
    target.end = max(target.end, line.value.end)
    if line.kind == "other" or start >= end:
        return
    chain = page.chain(start, end, semicolons=True)
    if line.kind == "lead" and chain is not None and chain.end < end:
        at = start
        own: list[Draft] = []
        named = False
        while at < end:
            stop = next((index for index in range(at, end) if page.words.mark(index) == ";"), end)
            clause = clauses.parse(at, stop, None)
            if clause is not None and clause.subject.rule != "passive":
                found = act(page, clause.start, clause.verb, clause.end)
                if found.start >= found.end:  # "Sở Nội vụ chủ trì, phối hợp với …": what is done stands elsewhere
                    target.leads.append((clause.subject.chain, found.role))
                    target.partners += found.partners
                    at, named = stop + 1, True
                    continue
                own.append(
                    Draft(
                        (clause.subject.chain,), found.partners, found.recipients, found.channel,
                        (found.start, found.end),
                        page.span(at, stop), target.scope, found.role, "must", False,
                        unit.path[-1].id if unit.path else None, "party line", 0.85,
                    )
                )  # fmt: skip
            at = stop + 1
        if own or named:
            yield from own
            return
    by_field = chain is not None and page.words.mark(chain.end) == "theo"  # "các sở liên quan theo chức năng được giao"
    if chain is None or (not by_field and chain.end < end - 2 and chain.end - chain.start < (end - start) // 2):
        chain = Chain(start, min(end, start + 40), ())
    if line.kind == "lead":
        label = fold(line.label.cut(page.layout.text))
        target.leads.append((chain, "lead" if "chu tri" in label or "dau moi" in label else "execute"))
    else:
        target.partners.append(chain)


def _made(page: Page, unit: Unit, target: _Target) -> Iterator[Draft]:
    start, end = target.action
    clause = Span(page.words.spans[start].start, max(target.end, page.words.spans[end - 1].end))
    yield Draft(
        assignees=tuple(chain for chain, _ in target.leads),
        partners=tuple(target.partners),
        recipients=(),
        channel=(),
        action=(start, end),
        clause=clause,
        scope=target.scope,
        role=target.leads[0][1],
        modality="must",
        inherited=True,
        section=unit.path[-1].id if unit.path else None,
        rule="party line",
        confidence=0.88,
    )


def meeting_drafts(page: Page, units: Sequence[Unit]) -> Iterator[Draft]:
    """Who meets at set times: "Họp Hội đồng định kỳ: 04 tháng một lần"."""
    words = page.words
    for unit in units:
        chain = page.chain(unit.start + 1, unit.end) if words.mark(unit.start) == "họp" else None
        if chain is None or words.marked[chain.end : chain.end + 2] not in {("định", "kỳ"), ("thường", "kỳ")}:
            continue
        stop = next((at for at in range(chain.end, unit.end) if words.mark(at) == "."), unit.end)
        yield Draft(
            (chain,), (), (), (), (unit.start, chain.end + 2), page.span(unit.start, stop), unit.paragraph.span,
            "execute", "must", False, unit.path[-1].id if unit.path else None, "regular meeting", 0.7,
        )  # fmt: skip


def chair_drafts(page: Page, units: Sequence[Unit]) -> Iterator[Draft]:
    """Who chairs a meeting: "Chủ trì hội nghị: X", "Tại hội trường: Chủ trì X"."""
    words = page.words
    for unit in units:
        for at in range(unit.start, unit.end - 2):
            if words.marked[at : at + 2] != ("chủ", "trì") or not words.capital(at):
                continue
            if at > unit.start and words.mark(at - 1) not in {":", ".", "*", "-"}:
                continue
            end = at + 2
            for meeting in _MEETINGS:
                if words.marked[end : end + len(meeting)] == meeting:
                    end += len(meeting)
                    break
            behind = end + (words.mark(end) == ":")
            chain = page.chain(behind, unit.end, semicolons=True)
            if chain is None:
                continue
            yield Draft(
                (chain,), (), (), (), (at, end), page.span(at, chain.end), unit.paragraph.span, "chair", "must", False,
                unit.path[-1].id if unit.path else None, "chair", 0.85,
            )  # fmt: skip
            break
