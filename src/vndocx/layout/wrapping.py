"""Plain text: whether two lines of the body are one paragraph, by length, blank lines, capitals and punctuation."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from vndocx.layout.printed import Printed, Region, ends_open, label, starts_low, stopped

__all__ = ["Wrap", "joins_wrapped", "measure"]


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a text was wrapped: ``width`` in characters (None where a paragraph is a line), and whether
    paragraphs are set apart by blank lines."""

    width: int | None
    blank_lines: bool

    def full(self, line: Printed, following: Printed) -> bool:
        """Whether the first word of the next line had no room on this one; letters differ in width, so a line that
        does not end a sentence may be a little shorter."""
        if self.width is None or len(line.text) > 1.25 * self.width:
            return False
        least = 0.92 if stopped(line) else 0.84
        return len(line.text) + 1 + len(following.words[0].text) > least * self.width


def measure(lines: list[Printed]) -> Wrap:
    """The width at which lines that go on in the next one break, and the use of blank lines."""
    plain = [line for line in lines if line.box is None and line.region is Region.BODY]
    continued = sorted(
        len(line.text)
        for line, following in pairwise(plain)
        if following.block == line.block and starts_low(following) and not label(following) and not stopped(line)
    )
    long = [line for line in plain if len(line.text) > 40]
    labelled = [(one, two) for one, two in pairwise(plain) if label(two, one)]
    apart = sum(one.block != two.block for one, two in labelled)
    width = continued[int(0.9 * len(continued))] if len(continued) > max(1, 0.1 * len(long)) else None
    return Wrap(width if width is not None and width < 160 else None, apart > 0.6 * len(labelled))


def joins_wrapped(first: Printed, last: Printed, line: Printed, wrap: Wrap) -> bool:
    """Whether ``line``, without a label, goes on with the paragraph from ``first`` to ``last``."""
    if line.block != last.block or line.page != last.page:
        return _joins_over_gap(last, line)
    full = wrap.full(last, line)
    if starts_low(line):
        if last.capitals and line.text.startswith("("):
            return False
        return not stopped(last) or (full and not last.text.endswith("."))
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
