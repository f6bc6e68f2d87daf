"""The body that a regulation is about: it has the duties under the bare heading "Nhiệm vụ và quyền hạn"."""

from __future__ import annotations

import re

from vndocx.extraction.assignments.chains import Page
from vndocx.extraction.assignments.subjects import Subject
from vndocx.extraction.assignments.units import Unit
from vndocx.text import fold

__all__ = ["bare_duties", "regulated"]

_TWO = r"(?:nhiem vu|quyen han|trach nhiem)"
_BARE = re.compile(rf"\W*(?:vi tri,? )?(?:chuc nang,? )?(?:va )?(?:nhiem vu(?: cu the)?|{_TWO}(?:,| va) {_TWO})\W*$")
_POSITION = re.compile(r"\b(?:vi tri|chuc nang)\b")
_BEING = frozenset({("là", "cơ"), ("là", "tổ"), ("là", "đơn"), ("là", "ban")})


def bare_duties(title: str) -> bool:
    """Whether a folded title heads duties and names nobody."""
    return _BARE.match(title) is not None


def regulated(page: Page, unit: Unit) -> Subject | None:
    """The body that a unit on its place and function defines: "Điều 1. … Chi cục là tổ chức hành chính thuộc Sở"."""
    titles = [fold(section.title) for section in (*unit.above, *((unit.own,) if unit.own is not None else ()))]
    if not any(_POSITION.search(title) for title in titles):
        return None
    for start in range(unit.start, unit.end):
        chain = page.chain(start, unit.end)
        if chain is None:
            continue
        behind = page.after_brackets(chain.end, unit.end)
        if chain.named and page.words.marked[behind : behind + 2] in _BEING:
            return Subject(chain, "must", "label", 0.8, inherited=True, strong=True)
        return None
    return None
