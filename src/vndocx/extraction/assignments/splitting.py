"""Where one clause holds two acts: before a new assignment verb behind "và" or ","."""

from __future__ import annotations

from vndocx.extraction.assignments.chains import Page
from vndocx.extraction.assignments.verbs import verbs

__all__ = ["acts"]

# The verbs that open a new assignment behind "và".
_OPENING = frozenset({"chỉ đạo", "báo cáo", "tổng hợp báo cáo", "chịu trách nhiệm", "ký", "ủy quyền", "gửi báo cáo"})
_PURPOSE = frozenset({"để", "nhằm"})


def acts(page: Page, start: int, verb: int, end: int) -> list[tuple[int, int, int]]:
    """The acts of a clause: where each begins, its verb, where it ends."""
    words, book = page.words, verbs()
    first = book.verb(words, verb)
    if first is None:  # a verb by its part of speech only
        return [(start, verb, end)]
    cuts: list[tuple[int, int]] = []
    head, depth, purpose, role = first[0], 0, False, first[1].role
    chained = True
    for at in range(first[0], end - 1):
        mark = words.mark(at)
        depth += (mark == "(") - (mark == ")")
        if mark in _PURPOSE:
            purpose = True
        if chained and words.is_word(at) and mark != "và":
            inner = book.verb(words, at)
            chained = inner is not None or at < head
            head = inner[0] if inner is not None else head
        if depth or mark not in {"và", ","} or chained:
            continue
        opening = book.start(words, at + 1, end)
        if opening is None:
            continue
        found = book.verb(words, opening)
        assert found is not None
        name = " ".join(words.marked[opening : found[0]])
        hurried = words.marked[at + 1 : at + 3] == ("kịp", "thời") and name.startswith("báo cáo")
        if mark == ",":
            if hurried:
                cuts.append((at, opening))
            continue
        other = name == "thực hiện" and words.marked[found[0] : found[0] + 4] == ("các", "nhiệm", "vụ", "khác")
        if (name not in _OPENING and not other) or purpose or at - first[0] < 2:
            continue
        if role == "accountable" or (
            role == "direct" and not (name.startswith("báo cáo") or other or name == "chịu trách nhiệm")
        ):
            continue
        cuts.append((at, opening))
    made: list[tuple[int, int, int]] = []
    begin, at_verb = start, verb
    for cut, opening in cuts:
        made.append((begin, at_verb, cut))
        begin, at_verb = cut + 1, opening
    made.append((begin, at_verb, end))
    return made
