"""Clauses that begin with their object: "Tài liệu do Văn phòng chuẩn bị", "Bản tin của Ban được phát hành …"."""

from __future__ import annotations

import re
from dataclasses import replace

from vndocx.extraction.assignments.chains import Page
from vndocx.extraction.assignments.parts import part, syllables
from vndocx.extraction.assignments.subjects import Clause, Subject, Subjects
from vndocx.extraction.assignments.verbs import verbs
from vndocx.text import fold

__all__ = ["Objects"]

_TIMED = re.compile(r"\bngay \d|\btuan\b|\bthang (?:\d|thu)|\bquy [ivx\d]|\bhang (?:nam|thang|quy|tuan|ngay)\b|dinh ky")
_OBJECT = 30  # words of an object before "được"
_HEAD_ONLY = 2  # words of a head without its name
_LEAST_ACT = 6  # words of an act whose verb the lexicon does not know


class Objects:
    """The grammar of passive and nominal clauses over one paper."""

    def __init__(self, page: Page, subjects: Subjects) -> None:
        self.page = page
        self.words = page.words
        self.verbs = verbs()
        self.subjects = subjects

    def agent(self, start: int, at: int, end: int) -> Clause | None:
        """A clause with "do" before its subject, "do X chủ trì": "do" stands at ``at``, its object from ``start``."""
        chain = self.page.chain(at + 1, end)
        if chain is None:
            return None
        duty = self.subjects.duties.at(self.page.after_brackets(chain.end, end), end)
        if duty is None:
            return None
        if at > start and (self._standing(duty.verb, end) or self._acted(start, at)):
            return None
        if chain.end - chain.start <= _HEAD_ONLY and len(chain.items) == 1 and duty.verb == chain.end:
            return None  # a head whose name goes on in small letters: "do Cục quản lý hoạt động xây dựng cấp"
        subject = Subject(chain, duty.modality or "must", "passive", 0.75, strong=True)
        return Clause(subject, duty.start, duty.verb, end, duty.obliged, (start, at) if at > start else None)

    def _standing(self, at: int, end: int) -> bool:
        """Whether a verb tells who makes something ("giấy phép do Sở cấp"): one without a second act behind it."""
        if self.words.mark(at) not in syllables("standing"):
            return False
        found = self.verbs.verb(self.words, at)
        behind = found[0] if found is not None else end
        return self.words.mark(behind) != "và" or self.verbs.start(self.words, behind + 1, end) is None

    def _acted(self, start: int, end: int) -> bool:
        """Whether the words before "do" begin with an act of their own: then "do …" only belongs to its object."""
        return self.verbs.start(self.words, start, end) is not None or self.words.mark(start) in {"có", "là", "được"}

    def passive(self, start: int, end: int) -> Clause | None:
        """An object first: "… do X chuẩn bị", "… là trách nhiệm của X"."""
        if self.words.mark(start) in {"căn", "theo", "xét", "để"} or self.verbs.past.match(self.words, start):
            return None
        for at in range(start + 2, end):
            mark = self.words.mark(at)
            if mark == "do" and (found := self.agent(start, at, end)) is not None:
                return found
            if mark == "là" and self.words.marked[at : at + 4] == ("là", "trách", "nhiệm", "của"):
                chain = self.page.chain(at + 4, end)
                if chain is not None:
                    return Clause(Subject(chain, "must", "nominal", 0.8, strong=True), start, start, at, True)
        return None

    def made_known(self, start: int, end: int, owner: Subject | None) -> Clause | None:
        """Something that its owner issues at a time: "Bản tin của Ban được phát hành vào ngày 15"."""
        words = self.words
        if end - start < _LEAST_ACT or not _TIMED.search(fold(self.page.span(start, end).cut(words.text))):
            return None
        for at in range(start + 1, min(start + _OBJECT, end)):
            verb = part("made known").match(words, at + 1) if words.mark(at) == "được" else None
            if verb is None or self.verbs.verb(words, at + 1) is None:
                continue
            stop = next((index for index in range(at + 2, end) if words.mark(index) == "vào"), end)
            named = [index for index in range(start, at) if index in self.page.names and words.mark(index - 1) == "của"]
            chain = self.page.chain(named[-1], end) if named else None
            if chain is not None and words.marked[chain.end : at] in {(), ("sẽ",), ("phải",), ("cần",)}:
                return Clause(Subject(chain, "must", "owner", 0.75, strong=True), at + 1, at + 1, stop, True)
            if chain is None and owner is not None and start not in self.page.names:
                return Clause(replace(owner, confidence=0.65), start, at + 1, stop, True)
            return None
        return None
