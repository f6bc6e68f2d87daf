"""The panel that an electronic signature prints ("Ký bởi: … Thời gian ký: …"): found and taken out of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from vndocx.geometry import Box
from vndocx.model.scan import Line, Mark, MarkKind, Notice, Page
from vndocx.text import fold

__all__ = ["cleared", "without_panels"]

# A line that only such a panel prints.
_SURE = re.compile(
    r"""
      (?:nguoi|duoc)?\s*ky\ (?:so\ )?boi\s*:      # Ký bởi: Văn phòng …; Người ký: …
    | nguoi\ ky\s*:
    | (?:thoi\ gian|ngay|gio)\ ky\s*:             # Thời gian ký: 08/04/2026 09:12:33 +07:00
    | digitally\ signed\ by | signature\ (?:not\ verified|valid) | signed\ by\s*: | signing\ (?:date|time)\s*:
    | date\s*:\s*\d{4}[./-]\d\d | ky\ dien\ tu\s*:
    """,
    re.VERBOSE,
)
# A line that belongs to a panel where it touches one.
_BESIDE = re.compile(
    r"(?:email|co quan|chuc vu|to chuc|don vi|noi dung|reason|location|ly do|dia diem|dn|cn|o|ou|c)\s*[:=]"
    r"|.{0,40}[+]\d\d[:']\d\d|.{0,40}@|\d\d[:.]\d\d[:.]\d\d\b"
)


def without_panels(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[tuple[MarkKind, Box], ...]]:
    """The lines that are text, and the boxes of the panels with what they are."""
    sure = {index for index, line in enumerate(lines) if _SURE.match(fold(line.text).lstrip())}
    if not sure:
        return tuple(lines), ()
    size = max((lines[index].style.size or 0.0) for index in sure)
    taken = set(sure)
    changed = True
    while changed:
        changed = False
        for index, line in enumerate(lines):
            if index in taken or not any(_touches(lines[other], line) for other in taken):
                continue
            small = size > 0 and (line.style.size or 99.0) <= size + 0.6 and size <= 11
            if _BESIDE.match(fold(line.text).lstrip()) or (small and _wraps(line, [lines[other] for other in taken])):
                taken.add(index)
                changed = True
    groups: list[Box] = []
    for index in sorted(taken):
        box = lines[index].box
        if box is None:
            continue
        near = [group for group in groups if _near(group, box)]
        for group in near:
            groups.remove(group)
        groups.append(Box.around([box, *near]))
    kept = tuple(line for index, line in enumerate(lines) if index not in taken)
    return kept, tuple((MarkKind.SIGNATURE, group) for group in groups)


def _touches(one: Line, other: Line) -> bool:
    return one.box is not None and other.box is not None and _near(one.box, other.box)


def _near(one: Box, other: Box) -> bool:
    """Whether two boxes stand one below the other, less than a line apart."""
    apart = max(one.y0, other.y0) - min(one.y1, other.y1)
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    return apart < 0.5 * min(one.height, other.height) and shared > 0.5 * min(one.width, other.width)


def _wraps(line: Line, panel: Sequence[Line]) -> bool:
    """Whether the line begins where the panel's lines begin: one of them goes on in it."""
    box = line.box
    return box is not None and any(
        other.box is not None and abs(other.box.x0 - box.x0) < 3.0 and box.y0 > other.box.y0 for other in panel
    )


def cleared(read: tuple[Page, tuple[Notice, ...]]) -> tuple[Page, tuple[Notice, ...]]:
    """A recognised page without the panels of electronic signatures printed on it."""
    page, notices = read
    lines, panels = without_panels(page.lines)
    if not panels:
        return read
    # Grids stand before lines that may have gone.
    gone = [index for index, line in enumerate(page.lines) if not any(line is kept for kept in lines)]
    grids = tuple(replace(grid, before=grid.before - sum(index < grid.before for index in gone)) for grid in page.grids)
    marks = (*page.marks, *(Mark(kind, box) for kind, box in panels))
    return replace(page, lines=lines, grids=grids, marks=marks), notices
