"""Topics before a colon: "Về kho vật liệu: Bổ sung biển báo", "Báo cáo tháng: Sở Tài chính tổng hợp …"."""

from __future__ import annotations

from vndocx.extraction.assignments.chains import Page
from vndocx.extraction.assignments.verbs import verbs

__all__ = ["topic"]

_LONGEST = 150  # words of "Về đề nghị các bộ rà soát …; hoàn thiện quy trình …"
_WORK = frozenset({("công", "tác"), ("lĩnh", "vực")})  # "Công tác huấn luyện: Tổ chức lớp …"
_SHORT = 9  # words of "Báo cáo 6 tháng, cả năm"


def topic(page: Page, start: int, end: int) -> int:
    """Where a unit goes on behind its topic, or ``start``: behind the colon somebody is named or a verb begins."""
    words = page.words
    if words.mark(start) == "bước" and words.mark(start + 1).isalnum() and words.mark(start + 2) in {":", "."}:
        return topic(page, start + 3, end)  # the step of a procedure
    if words.mark(start) != "về" and words.marked[start : start + 2] not in _WORK:
        return _short_topic(page, start, end)
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


def _short_topic(page: Page, start: int, end: int) -> int:
    """As ``topic``, for a few words that name nobody, before a body that is told to act."""
    words = page.words
    for at in range(start, min(start + _SHORT, end - 1)):
        if at in page.names or words.mark(at) in {".", ";", "("}:
            return start
        if words.mark(at) == ":":
            chain = page.chain(at + 1, end)
            acts = chain is not None and chain.named and verbs().start(words, chain.end, end) is not None
            return at + 1 if acts else start
    return start
