"""Where one clause holds two acts: before a new assignment verb behind "và" or ","."""

from __future__ import annotations

from vndocx.extraction.assignments.chains import Page
from vndocx.extraction.assignments.verbs import Verbs, verbs
from vndocx.lexicon.phrases import Words

__all__ = ["acts"]

# The verbs that open a new assignment behind "và".
_OPENING = frozenset({"chỉ đạo", "báo cáo", "tổng hợp báo cáo", "chịu trách nhiệm", "ký", "ủy quyền", "gửi báo cáo"})
# Acts of their own behind "và" when a plan has been made: "xây dựng kế hoạch và tổ chức thực hiện …".
_CARRYING = frozenset({"tổ chức triển khai thực hiện", "tổ chức thực hiện", "tổ chức triển khai", "tổ chức"})
_PLANNING = frozenset({("xây", "dựng"), ("ban", "hành"), ("tham", "mưu"), ("hướng", "dẫn")})
_NEVER = frozenset({"accountable", "direct"})
_TIMES = 6  # words of "định kỳ 06 tháng một lần"
_OBJECT = 2  # words of an object that shows that the act before is complete
# What is reported: only then is "báo cáo" behind a comma a verb.
_REPORTED = frozenset({"kết", "danh", "tình", "về", "bằng", "cấp", "cơ", "các"})
_STANDARDS = frozenset({("bảo", "đảm"), ("đảm", "bảo")})  # how an act is to be done, behind ", đồng thời"
_PURPOSE = frozenset({"để", "nhằm"})


def _second(page: Page, comma: int, opening: int, name: str, role: str) -> bool:
    """Whether a comma parts two acts: the second reports, advises somebody, or works with somebody on something."""
    words, book = page.words, verbs()
    if name == "phối hợp" and words.mark(opening + 2) in {"với", "cùng"}:
        chain = page.chain(opening + 3, len(words))
        return chain is not None and book.start(words, chain.end, len(words)) is not None
    if any((found := book.verb(words, comma - back)) and found[0] == comma for back in (1, 2, 3)):
        return False  # "tổng hợp, báo cáo"
    behind = opening + len(name.split())
    if name == "báo cáo":
        told = page.names[behind][0] if behind in page.names else behind
        return words.mark(told) in _REPORTED or words.mark(opening - 1) != ","
    if name == "tham mưu":
        return role != "advise" and behind in page.names
    return False


def _at_times(page: Page, at: int, end: int) -> int | None:
    """The "báo cáo" behind a time: "…, định kỳ 6 tháng báo cáo Ban Thường vụ"."""
    words, book = page.words, verbs()
    if book.time.match(words, at) is None:
        return None
    return next((index for index in range(at, min(at + _TIMES, end)) if _reports(words, book, index)), None)


def _reports(words: Words, book: Verbs, at: int) -> bool:
    return words.marked[at : at + 2] == ("báo", "cáo") and book.verb(words, at) is not None


def _beside(words: Words, comma: int, end: int) -> int | None:
    """Where the act behind ", đồng thời" begins."""
    if words.mark(comma) != "," or words.marked[comma + 1 : comma + 3] != ("đồng", "thời"):
        return None
    behind = comma + 3 + (words.mark(comma + 3) == ",")
    obliging = verbs().obliging.match(words, behind)
    if obliging is not None and words.mark(behind) != "chịu":
        behind = obliging[0]
    return behind if behind < end else None


def acts(page: Page, start: int, verb: int, end: int) -> list[tuple[int, int, int]]:
    """The acts of a clause: where each begins, its verb, where it ends."""
    words, book = page.words, verbs()
    first = book.verb(words, verb)
    # a verb by its part of speech only is taken for one word
    head, role = (first[0], first[1].role) if first is not None else (verb + 1, "execute")
    cuts: list[tuple[int, int, int]] = []  # where an act ends, where the next begins, and its verb
    begins, depth, purpose = head, 0, False
    chained = True
    for at in range(begins, end - 1):
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
        beside = _beside(words, at, end)
        if beside is not None:
            opening = book.start(words, beside, end)
            if opening is not None and not purpose and words.marked[opening : opening + 2] not in _STANDARDS:
                cuts.append((at, beside, opening))
            continue
        timed = _at_times(page, at + 1, end) if book.start(words, at + 1, end) is None else None
        begin = timed or at + 1
        opening = book.start(words, begin, end)
        if opening is None:
            continue
        found = book.verb(words, opening)
        assert found is not None
        if words.marked[opening : found[0]] == ("đẩy", "mạnh") and (inner := book.verb(words, found[0])) is not None:
            found, opening = inner, found[0]
        name = " ".join(words.marked[opening : found[0]])
        hurried = words.marked[at + 1 : at + 3] == ("kịp", "thời") and name.startswith("báo cáo")
        if mark == ",":
            if hurried or (not purpose and at - begins >= _OBJECT and _second(page, at, opening, name, role)):
                cuts.append((at, begin, opening))
            continue
        other = name == "thực hiện" and words.marked[found[0] : found[0] + 4] == ("các", "nhiệm", "vụ", "khác")
        if name in _CARRYING and not purpose and at - begins >= _OBJECT - 1 and role not in _NEVER:
            if words.is_word(found[0]) and words.marked[verb : verb + 2] in _PLANNING:
                cuts.append((at, begin, opening))
            continue
        if (name not in _OPENING and not other) or purpose or at - begins < 2:
            continue
        if role == "accountable" or (
            role == "direct" and not (name.startswith("báo cáo") or other or name == "chịu trách nhiệm")
        ):
            continue
        cuts.append((at, begin, opening))
    made: list[tuple[int, int, int]] = []
    here, at_verb = start, verb
    for stop, begin, opening in cuts:
        made.append((here, at_verb, stop))
        here, at_verb = begin, opening
    made.append((here, at_verb, end))
    return made
