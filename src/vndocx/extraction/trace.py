"""What the rules tried, for those who write them: told to a listener while a paper is read, kept by nobody else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from vndocx.text import Span

__all__ = ["Outcome", "Trace", "Trial", "trials_into", "unheard"]

Outcome = Literal["won", "lost", "dropped"]

# Outcome, rule, the words it looked at, and why: parts and no Trial, so that nothing is built where nobody listens.
Trace = Callable[[Outcome, str, Span, str], None]


@dataclass(frozen=True, slots=True)
class Trial:
    """One try of a rule. It ``won``: a fact came of it; ``lost``: another reading has the words; ``dropped``: the
    rule itself turned them down."""

    rule: str
    span: Span
    outcome: Outcome
    reason: str


def unheard(outcome: Outcome, rule: str, span: Span, reason: str) -> None:
    """The listener where nobody listens."""


def trials_into(kept: list[Trial]) -> Trace:
    """A listener that adds what it hears to ``kept``."""

    def listen(outcome: Outcome, rule: str, span: Span, reason: str) -> None:
        kept.append(Trial(rule, span, outcome, reason))

    return listen
