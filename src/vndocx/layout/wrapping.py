"""Plain text: whether two lines of the body are one paragraph, by length, blank lines, capitals and punctuation."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from vndocx.layout.printed import Printed, Region, ends_open, label, starts_low, stopped

__all__ = ["Wrap", "joins_wrapped", "measure"]


# Lines nearer than this tell how wide the text is here; an annex may be wrapped wider than the paper.
_NEAR = 40


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a text was wrapped: the places and lengths of lines that break in mid-sentence, and whether paragraphs are
    set apart by blank lines. ``width`` is the usual length in characters, None where a paragraph is a line."""

    width: int | None
    blank_lines: bool
    places: tuple[int, ...] = ()
    lengths: tuple[int, ...] = ()

    def near(self, place: int) -> Wrap:
        """The wrapping around the line with that index."""
        if self.width is None:
            return self
        first, last = bisect_left(self.places, place - _NEAR), bisect_left(self.places, place + _NEAR)
        if last - first < 4:
            return self
        return replace(self, width=_usual(self.lengths[first:last]))

    def full(self, line: Printed, following: Printed) -> bool:
        """Whether the first word of the next line had no room on this one; letters differ in width, so a line that
        does not end a sentence may be a little shorter."""
        if self.width is None or len(line.text) > 1.25 * self.width:
            return False
        least = 0.92 if stopped(line) else 0.84
        return len(line.text) + 1 + len(following.words[0].text) > least * self.width


def _usual(lengths: Sequence[int]) -> int:
    return sorted(lengths)[int(0.75 * len(lengths))]


def measure(lines: list[Printed]) -> Wrap:
    """The lengths at which lines that go on in the next one break, and the use of blank lines."""
    plain = [(place, line) for place, line in enumerate(lines) if line.box is None and line.region is Region.BODY]
    continued = [
        (place, len(line.text))
        for (place, line), (_, following) in pairwise(plain)
        if following.block == line.block and starts_low(following) and not label(following) and not stopped(line)
    ]
    long = sum(len(line.text) > 40 for _, line in plain)
    labelled = [one.block != two.block for (_, one), (_, two) in pairwise(plain) if label(two, one)]
    blank_lines = sum(labelled) > 0.6 * len(labelled)
    if len(continued) <= max(1, 0.1 * long):
        return Wrap(None, blank_lines)
    places, lengths = zip(*continued, strict=True)
    width = _usual(lengths)
    return Wrap(width if width < 160 else None, blank_lines, places, lengths)


def joins_wrapped(first: Printed, last: Printed, line: Printed, wrap: Wrap) -> bool:
    """Whether ``line``, without a label, goes on with the paragraph from ``first`` to ``last``."""
    if line.block != last.block or line.page != last.page:
        return _joins_over_gap(last, line)
    full = wrap.full(last, line)
    if starts_low(line):
        if last.capitals and (line.text.startswith("(") or (len(last.words) > 2 and label(first) is None)):
            return False
        return not stopped(last) or (full and last.text[-1] != ".") or (wrap.blank_lines and last.text[-1] in ";,")
    if wrap.width is None:
        return ends_open(last) and not last.text.endswith(",") and not last.capitals
    if last.capitals and len(last.text) > 3:
        return line.capitals and not stopped(last) and (wrap.blank_lines or label(first) is not None)
    if last.style.bold and line.style.bold is False and not full:
        return False
    if wrap.blank_lines:
        return full or not stopped(last)
    if full:
        return not stopped(last)
    return (last.text.endswith(",") and not line.capitals) or ends_open(last)


def _joins_over_gap(last: Printed, line: Printed) -> bool:
    """A page break, or the retyper's stray blank line, in the middle of a sentence."""
    if stopped(last) or last.capitals or line.capitals or len(last.text) < 25:
        return False
    if starts_low(line):
        return True
    return ends_open(last) and not last.text.endswith(",") and len(last.text) > 60
