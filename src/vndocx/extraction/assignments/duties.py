"""Duties: where, behind a subject, the act begins that it is to do.

duty = {manner | "có trách nhiệm" | "có thể" | adjunct} verb …
"""

from __future__ import annotations

from dataclasses import dataclass

from vndocx.extraction.assignments.chains import Page
from vndocx.extraction.assignments.parts import part, syllables
from vndocx.extraction.assignments.verbs import verbs
from vndocx.model.findings import Modality

__all__ = ["Duties", "Duty"]

_REACH = 70  # words from an adjunct to the verb behind it
_SECOND_THOUGHT = 7  # words behind a verb in which a word of duty still shows that the verb was none
_STEPS = 12  # words of manner, duty and permission before one verb


@dataclass(frozen=True, slots=True)
class Duty:
    """An act from word ``start`` on, its first verb at ``verb``; ``obliged``: a word of duty stands before it."""

    start: int
    verb: int
    modality: Modality | None
    obliged: bool


class Duties:
    """The grammar of duties over one paper."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.words = page.words
        self.verbs = verbs()

    def at(self, at: int, end: int) -> Duty | None:
        """The duty that begins at ``at``; None where the words tell of the past, define, or hold no duty verb."""
        words = self.words
        modality: Modality | None = None
        obliged = False
        start: int | None = None
        if (
            words.marked[at : at + 2] == ("thẩm", "quyền")
            and at - 1 not in self.page.names
            and words.mark(at - 1) != "theo"
        ):
            at += 2  # phân cấp cho Sở thẩm quyền quyết định …
        for _ in range(_STEPS):
            if at >= end or self.verbs.past.match(words, at):
                return None
            if self._is_act(at, end):
                return None if self._given(at) else Duty(at if start is None else start, at, modality, obliged)
            obliging = self.verbs.obliging.match(words, at)
            if obliging is not None:
                obliged, start = True, None
                at = obliging[0] + (words.mark(obliging[0]) == ":")
                continue
            allowed = self.verbs.may.match(words, at)
            if allowed is not None:
                modality, at, start = "may", allowed[0], None
                continue
            manner = self.verbs.manner.match(words, at)
            if manner is not None:
                step = self._past_manner(at, manner[0], end)
                if step is None:
                    return None
                start = (at if start is None else start) if step[1] else None
                at = step[0]
                continue
            step_over = self._step_over(at, end)
            if step_over is None:
                return None
            at, start = step_over, start if words.mark(at) == "(" else None
        return None

    def _is_act(self, at: int, end: int) -> bool:
        """Whether the verb of the act stands at ``at``, not a longer word of duty or one of manner before a verb."""
        verb = self.verbs.verb(self.words, at)
        if verb is None:
            return False
        obliging = self.verbs.obliging.match(self.words, at)
        if obliging is not None and obliging[0] > verb[0]:
            return False
        manner = self.verbs.manner.match(self.words, at)
        return manner is None or self.verbs.start(self.words, manner[0], end) is None

    def _given(self, at: int) -> bool:
        """Whether "được giao" behind the verb makes it a noun: "nhiệm vụ quản lý được giao"."""
        verb = self.verbs.verb(self.words, at)
        return verb is not None and self.words.marked[verb[0] : verb[0] + 2] in {("được", "giao"), ("được", "phân")}

    def _past_manner(self, at: int, behind: int, end: int) -> tuple[int, bool] | None:
        """Where to go on behind a word of manner, and whether the act may still begin with that word."""
        words = self.words
        if words.mark(at) == "được":
            return None
        if words.mark(behind) in {",", "và"}:
            return behind + 1, True
        if self.verbs.start(words, behind, end) is not None or self.verbs.past.match(words, behind):
            return behind, True
        jumped = self._jump(behind, end) if self.verbs.time.match(words, at) is not None else None
        return (jumped, False) if jumped is not None else None

    def _step_over(self, at: int, end: int) -> int | None:
        """Where to go on behind a note in brackets, "là người" or an adjunct."""
        words = self.words
        if words.mark(at) == "(":
            behind = self.page.after_brackets(at, end)
            return behind if behind > at else None
        if part("definition").match(words, at) is not None:
            return at + 2 if words.mark(at + 1) == "người" else None
        adjunct = at + (words.mark(at) == ",")
        found = part("adjunct", "filler").match(words, adjunct)
        return self._jump(found[0], end) if found is not None else None

    def _jump(self, at: int, end: int) -> int | None:
        """The first place behind an adjunct that ends at ``at`` where a duty can begin.

        A verb that follows at once belongs to the adjunct, and a word of duty soon after a verb shows that it was none.
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
            here, index = index, index + 1
            before = self.words.mark(here - 1)
            if before == "trình":
                index = self._past_noun(here, last)
            if depth or not self.words.is_word(here) or before in syllables("nominal") or mark in {"được", "không"}:
                continue
            manner = self.verbs.manner.match(self.words, here)
            if self.verbs.obliging.match(self.words, here) or (
                manner is not None and self.verbs.start(self.words, here, end) is not None
            ):
                return here
            verb = self.verbs.verb(self.words, here)
            if verb is None or here == at or loose is not None or self.words.mark(verb[0]) == "được":
                continue
            if before == ",":
                return here
            loose, last = here, min(here + _SECOND_THOUGHT, last)
        return loose

    def _past_noun(self, at: int, end: int) -> int:
        """The word behind the verbs that belong to "quá trình" from ``at`` on: "quá trình tổ chức thực hiện"."""
        behind = at
        while behind < end and (verb := self.verbs.verb(self.words, behind)) is not None:
            behind = verb[0]
        return max(behind, at + 1)
