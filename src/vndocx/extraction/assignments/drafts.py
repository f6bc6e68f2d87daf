"""Drafts: tasks in words of the text, before they become findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vndocx.extraction.assignments.chains import Chain, Page
from vndocx.extraction.evidence import prove
from vndocx.extraction.expression import Task
from vndocx.extraction.trace import unheard
from vndocx.model.findings import Action, Assignment, Modality, Party, Reference, Role
from vndocx.text import Span, squeeze

__all__ = ["Draft", "finish"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A task: its parties as chains, its act and its clause as words, the section and the span it inherits in."""

    assignees: tuple[Chain, ...]
    partners: tuple[Chain, ...]
    recipients: tuple[Chain, ...]
    channel: tuple[Chain, ...]
    action: tuple[int, int]
    clause: Span
    scope: Span
    role: Role
    modality: Modality
    inherited: bool
    section: str | None
    rule: str
    confidence: float


def finish(page: Page, drafts: Iterable[Draft], references: tuple[Reference, ...]) -> tuple[Task, ...]:
    """The tasks of the drafts, in the order of the text, with ids."""
    cited = sorted(
        (mention.span.start, mention.span.end, reference.id)
        for reference in references
        for mention in reference.mentions
    )
    ordered = sorted(drafts, key=lambda draft: (page.words.spans[draft.action[0]].start, draft.clause))
    made = tuple(_task(page, draft, number, cited) for number, draft in enumerate(ordered, 1))
    if page.trace is not unheard:
        for task in made:
            proof = task.assignment.action.evidence
            names = "; ".join(party.name for party in task.assignment.assignees)
            page.trace(
                "won", f"task: {proof.rule}", proof.span, f"{task.assignment.id}, {task.assignment.role}: {names}"
            )
    return made


def _task(page: Page, draft: Draft, number: int, cited: list[tuple[int, int, str]]) -> Task:
    span = page.span(*draft.action)
    inside = dict.fromkeys(
        name for start, end, name in cited if draft.clause.start <= start and end <= draft.clause.end
    )
    assignment = Assignment(
        id=f"a{number}",
        role=draft.role,
        modality=draft.modality,
        assignees=_parties(page, draft.assignees, draft),
        partners=_parties(page, draft.partners, draft, partners=True),
        action=Action(squeeze(span.cut(page.layout.text)), prove(page.layout, span, draft.rule, draft.confidence)),
        recipients=_parties(page, draft.recipients, draft),
        channel=_parties(page, draft.channel, draft),
        deadline=None,
        section=draft.section,
        inherited=draft.inherited,
        references=tuple(inside),
    )
    return Task(assignment, draft.clause, draft.scope)


def _parties(page: Page, chains: tuple[Chain, ...], draft: Draft, *, partners: bool = False) -> tuple[Party, ...]:
    return tuple(
        party for chain in chains for party in page.parties(chain, draft.rule, draft.confidence, partners=partners)
    )
