"""Does confidence mean what it says? Of the facts given 0.9, about nine in ten should be right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vndocx.evaluation.score import Judged

__all__ = ["Bin", "reliability"]


@dataclass(frozen=True, slots=True)
class Bin:
    """Facts whose confidence lies in one tenth: how many, their mean confidence, how many of them are right."""

    low: float
    count: int
    confidence: float
    right: float


def reliability(facts: Iterable[Judged]) -> tuple[Bin, ...]:
    """The tenths in which facts lie, lowest first; 1.0 counts into the highest."""
    tenths: dict[int, list[Judged]] = {}
    for fact in facts:
        tenths.setdefault(min(9, int(fact.confidence * 10)), []).append(fact)
    return tuple(
        Bin(
            tenth / 10,
            len(inside),
            sum(fact.confidence for fact in inside) / len(inside),
            sum(fact.right for fact in inside) / len(inside),
        )
        for tenth, inside in sorted(tenths.items())
    )
