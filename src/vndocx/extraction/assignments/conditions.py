"""Conditions: "Trường hợp … thì …" tells somebody to act only behind its turn, and often only threatens."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from vndocx.extraction.assignments.chains import Page
from vndocx.extraction.assignments.subjects import Clause, Subject, Subjects

__all__ = ["Conditions"]

_OPENINGS = (("trường", "hợp"), ("nếu",), ("khi",), ("trong", "trường", "hợp"))
# What follows a breach is no task: "thì sẽ bị xử lý", "thì phải chịu trách nhiệm trước pháp luật".
_SANCTIONS = (("bị",), ("có", "thể"), ("phải", "chịu"), ("chịu",), ("phải", "bị"), ("được", "coi"))


class Conditions:
    """The grammar of conditional sentences over one paper."""

    def __init__(self, page: Page, subjects: Subjects) -> None:
        self.page = page
        self.words = page.words
        self.subjects = subjects

    def turn(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the words of a condition begin and the index of its "thì"; None where there is no condition.

        It opens at ``start``, or behind a comma: "Sau thời gian niêm yết, nếu không có khiếu nại thì …". A comma stands
        for "thì" where "phải" follows it: "nếu nước không sạch, phải cải tạo giếng".
        """
        depth, opened = 0, self._opening(start)
        for at in range(start, end):
            mark = self.words.mark(at)
            depth += (mark == "(") - (mark == ")")
            if opened is None and mark == "," and at not in self.page.names:
                opened = self._opening(at + 1)
            if mark == "thì" and not depth:
                return (opened, at) if opened is not None else None
            if mark == "," and not depth and opened is not None and self.words.mark(at + 1) == "phải":
                return opened, at
        return None

    def told(self, opened: int, turn: int, end: int, carried: Subject | None) -> Clause | None:
        """The act behind the turn, of the body that the condition names, or of the one that holds on."""
        behind = self.words.marked[turn + 1 : end]
        if ("sẽ", "bị") in pairwise(behind) or any(behind[: len(words)] == words for words in _SANCTIONS):
            return None
        duty = self.subjects.duties.at(turn + 1, end)
        if duty is None:
            return None
        chain = self.page.chain(opened, turn)
        if chain is not None and (duty.obliged or not chain.weak):
            subject = Subject(chain, duty.modality or "must", "condition", 0.75, strong=duty.obliged)
        elif chain is None and carried is not None:
            subject = replace(carried, modality=duty.modality or carried.modality)
        else:
            return None
        return Clause(subject, duty.start, duty.verb, end, duty.obliged)

    def _opening(self, start: int) -> int | None:
        for words in _OPENINGS:
            if self.words.marked[start : start + len(words)] == words:
                return start + len(words)
        return None
