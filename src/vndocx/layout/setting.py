"""How the lines of a page are set: edges of the column, steps between lines, footnotes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from statistics import median

from vndocx.layout.notes import begins_note
from vndocx.layout.printed import Place, Printed, Region, ends_open, label, opens_sentence, starts_low, stopped

__all__ = ["Edges", "joins_set", "set_lines"]

Edges = tuple[float, float]


def set_lines(lines: list[Printed], height: float, before: Edges | None = None) -> tuple[list[Printed], Edges | None]:
    """The page's lines with their place in the column, and the column's edges; footnotes are marked as such.

    ``before`` are the edges on the page before, which hold for a page with few lines too.
    """
    body = [line for line in lines if line.region is Region.BODY and line.box is not None]
    if not body:
        return lines, before
    left, right = edges = _edges(body, before)
    step = _step(body, height)
    notes = _footnotes(body)
    made: list[Printed] = []
    above: Printed | None = None
    for line in lines:
        if line.region is not Region.BODY or line.box is None:
            made.append(line)
            above = None
            continue
        gap = line.box.y1 - above.box.y1 if above is not None and above.box is not None else None
        place = Place(line.box.x0 - left, right - line.box.x1, gap, step, height)
        region = Region.FOOTNOTE if id(line) in notes else Region.BODY
        style = line.style if line.style.centred is not None else replace(line.style, centred=place.centred)
        made.append(replace(line, place=place, region=region, style=style))
        above = line
    return made, edges


def _edges(body: list[Printed], before: Edges | None) -> Edges:
    """The left and the right edge of the column, from its long lines; a stray line moves neither."""
    boxes = [line.box for line in body if line.box is not None]
    widest = max(box.width for box in boxes)
    if before is not None and len(boxes) < 8 and widest < 1.1 * (before[1] - before[0]):
        return before
    long = [box for box in boxes if box.width > 0.7 * widest]
    lefts = sorted(box.x0 for box in long)
    rights = sorted(box.x1 for box in long)
    return lefts[len(lefts) // 10], rights[-1 - len(rights) // 10]


def _step(body: list[Printed], height: float) -> float:
    """The usual step from line to line."""
    bottoms = [line.box.y1 for line in body if line.box is not None]
    steps = [low - high for high, low in pairwise(bottoms) if 0.8 * height < low - high < 3 * height]
    return sorted(steps)[len(steps) // 3] if steps else 1.4 * height


def _footnotes(body: list[Printed]) -> set[int]:
    """The lines at the foot of the page that are set smaller than the rest and begin with a note's mark."""
    sizes = [_size(line) for line in body]
    usual = median(sizes)
    first = len(body)
    while first > 0 and sizes[first - 1] < 0.9 * usual:
        first -= 1
    while first < len(body) and not begins_note(body[first], None):
        first += 1
    return {id(line) for line in body[first:]} if first > len(body) // 3 else set()


def _size(line: Printed) -> float:
    if line.style.size is not None:
        return line.style.size
    return median(word.box.height for word in line.words if word.box is not None)


def joins_set(first: Printed, last: Printed, line: Printed) -> bool:
    """Whether ``line`` goes on with the paragraph that began with ``first`` and whose latest line is ``last``.

    It does where the line above has no room left for its first word, and it is neither indented nor set apart.
    """
    if line.place is None or last.place is None or line.box is None:
        return False
    full = last.place.right < _first_width(line) + 0.9 * line.place.height
    if line.page != last.page:
        if starts_low(line):
            return not stopped(last)
        if line.place.indented or last.capitals:
            return False
        if stopped(last):
            return full and _began_indented(first)
        return full or _began_indented(first)
    if not stopped(last) and (_hangs(first, line) or _hangs_on(first, last, line)):
        return True
    if last.text.rfind("(") > last.text.rfind(")") and ")" in line.text and not line.place.apart:
        return True
    if line.place.apart or (last.capitals != line.capitals and (last.capitals or line.place.centred)):
        return starts_low(line) and not stopped(last) and not last.capitals
    if starts_low(line):
        return not stopped(last) or (full and not line.place.indented)
    if last.place.centred and line.place.centred:
        if ends_open(last):
            return True
        return not stopped(last) and last.place.left + last.place.right < _first_width(line) + line.place.height
    if not full:
        return opens_sentence(last)
    if line.place.indented and not _hangs(first, line):
        return not stopped(last) and abs(line.place.left - last.place.left) < 0.5 * line.place.height
    return True


def _first_width(line: Printed) -> float:
    box = line.words[0].box
    return box.width if box is not None else 0.0


def _began_indented(first: Printed) -> bool:
    return first.place is not None and first.place.indented


def _hangs_on(first: Printed, last: Printed, line: Printed) -> bool:
    """Whether the line stands below the latest one of an item, to the right of the item's mark."""
    if first is last or first.box is None or last.box is None or line.box is None:
        return False
    return abs(last.box.x0 - line.box.x0) < 4 and line.box.x0 > first.box.x0 + 4 and label(first) is not None


def _hangs(first: Printed, line: Printed) -> bool:
    """Whether the line begins below the first word behind the list mark of the paragraph's first line."""
    mark = label(first)
    if mark is None or line.box is None or len(first.words) <= len(mark.split()):
        return False
    text = first.words[len(mark.split())].box
    return text is not None and abs(text.x0 - line.box.x0) < 6
