"""The score of papers: what was found, right and annotated, kind by kind, and the errors."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["KINDS", "Judged", "Score", "Tally"]

KINDS = (
    "header",
    "references",
    "reference dates",
    "mentions",
    "unnumbered references",
    "dates",
    "deadlines",
    "deadline owners",
    "tasks found",
    "assignments",
    "evidence",
)


@dataclass(slots=True)
class Tally:
    """Counts of one kind: found and right, found, annotated."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, right: int, found: int, gold: int) -> None:
        """Count some more."""
        self.right, self.found, self.gold = self.right + right, self.found + found, self.gold + gold

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact of a record with its confidence, and whether the annotation bears it out."""

    kind: str
    confidence: float
    right: bool


@dataclass(slots=True)
class Score:
    """The comparison of one or more papers."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in KINDS})
    errors: list[tuple[str, str, str]] = field(default_factory=list)  # kind, paper, what
    judged: list[Judged] = field(default_factory=list)

    def merge(self, other: Score) -> None:
        """Add another paper's comparison."""
        for kind, tally in other.tallies.items():
            self.tallies[kind].add(tally.right, tally.found, tally.gold)
        self.errors += other.errors
        self.judged += other.judged
