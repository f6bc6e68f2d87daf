"""Topics before a colon: "Về đề nghị sửa luật: Bộ Nội vụ nghiên cứu …", "Về kho vật liệu: Bổ sung biển báo"."""

from __future__ import annotations

from vndocx.extraction.assignments.chains import Page
from vndocx.extraction.assignments.verbs import verbs

__all__ = ["topic"]

_LONGEST = 150  # words of "Về đề nghị các bộ rà soát …; hoàn thiện quy trình …"


def topic(page: Page, start: int, end: int) -> int:
    """Where a unit goes on behind its topic, or ``start``: behind the colon somebody is named or a verb begins."""
    words = page.words
    if words.mark(start) != "về":
        return start
    depth = 0
    for at in range(start + 1, min(start + _LONGEST, end - 1)):
        mark = words.mark(at)
        depth += (mark == "(") - (mark == ")")
        if mark == "." and words.capital(at + 1):
            return start
        if mark == ":" and depth == 0:
            told = at + 1 in page.names or (words.capital(at + 1) and verbs().start(words, at + 1, end) is not None)
            return at + 1 if told else start
    return start
