"""Which lines of plain text are one paragraph, by length, blank lines, marks, capitals and punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from vndocx.layout.printed import Printed, Region, ends_open, label, starts_low
from vndocx.layout.regions import MOTTO, begins_body, is_authority, is_recipients_label, is_type_name

__all__ = ["Wrap", "join_plain", "measure"]

_STOP = (".", ";", ":", "!", "?", "…", "./.", "/.")
_SUBJECT = re.compile(r"v\s?/\s?v\b|ve\s+viec\b")
_PLACE_DATE = re.compile(r".{0,40}\bngay\b.{0,12}\bthang\b")


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a text was wrapped: ``width`` in characters (None where a paragraph is a line), and whether
    paragraphs are set apart by blank lines."""

    width: int | None
    blank_lines: bool

    def full(self, line: Printed, following: Printed) -> bool:
        """Whether the first word of the next line had no room on this one."""
        if self.width is None:
            return False
        return (
            len(line.text) + 1 + len(following.words[0].text) > 0.92 * self.width and len(line.text) < 1.25 * self.width
        )


def measure(lines: list[Printed]) -> Wrap:
    """The width at which lines that go on in the next one break, and the use of blank lines."""
    continued = sorted(
        len(line.text)
        for line, following in pairwise(lines)
        if following.block == line.block
        and starts_low(following)
        and not label(following)
        and not line.text.endswith(_STOP)
    )
    long = [line for line in lines if len(line.text) > 40]
    labelled = [(one, two) for one, two in pairwise(lines) if label(two, one)]
    apart = sum(one.block != two.block for one, two in labelled)
    width = continued[int(0.9 * len(continued))] if len(continued) > max(2, 0.1 * len(long)) else None
    return Wrap(width if width is not None and width < 160 else None, apart > 0.6 * len(labelled))


def join_plain(lines: Iterable[Printed]) -> list[list[Printed]]:
    """The lines of each paragraph, in order."""
    given = list(lines)
    wrap = measure(given)
    paragraphs: list[list[Printed]] = []
    titled = False
    for line in given:
        last = paragraphs[-1] if paragraphs else None
        if last is None or not _joins(last, line, wrap, titled):
            titled = last is not None and is_type_name(last[-1]) and line.region is Region.BODY
            paragraphs.append([line])
        else:
            last.append(line)
    return paragraphs


def _joins(paragraph: list[Printed], line: Printed, wrap: Wrap, titled: bool) -> bool:
    first, last = paragraph[0], paragraph[-1]
    if last.cell != line.cell or last.region is not line.region or last.heading != line.heading:
        return False
    if is_type_name(last) or is_type_name(line) or label(line, last):
        return False
    if len(paragraph) == 1 and line.block == last.block and _is_bare_label(last):
        return True
    if line.region is Region.HEAD_LEFT:
        return _joins_head(first, last, line)
    if line.region in (Region.RECIPIENTS, Region.SIGNATURE):
        return _joins_end(first, last, line)
    if line.block != last.block:
        return _joins_over_gap(first, last, line)
    if titled:
        return _joins_title(last, line)
    return _joins_body(first, last, line, wrap)


def _is_bare_label(line: Printed) -> bool:
    """Whether the line is nothing but a list mark whose words stand in the next line; "Chương I" is a heading."""
    return label(line) == line.text and (
        not line.text[:2].isalpha() or line.text.isupper() or line.folded.startswith("dieu")
    )


def _joins_head(first: Printed, last: Printed, line: Printed) -> bool:
    if MOTTO.match(line.folded) or re.match(r"so\b", line.folded):
        return False
    if last.folded.rstrip(" :") in ("so", "cong hoa xa hoi", "dang cong san"):
        return True
    if _SUBJECT.match(first.folded):
        return line.block == last.block and not (line.capitals or begins_body(line) or _PLACE_DATE.match(line.folded))
    if line.block != last.block:
        return False
    if starts_low(line) and not last.capitals:
        return True
    return bool(_PLACE_DATE.match(first.folded)) and line.text[:1].isdigit()


def _joins_end(first: Printed, last: Printed, line: Printed) -> bool:
    if line.block != last.block or line.capitals or is_authority(line) or is_recipients_label(last):
        return False
    if starts_low(line):
        return not last.text.endswith(_STOP)
    return bool(label(first)) and not last.text.endswith((*_STOP, ",")) and line.region is Region.RECIPIENTS


def _joins_over_gap(first: Printed, last: Printed, line: Printed) -> bool:
    """A page break, or the retyper's stray blank line, in the middle of a sentence."""
    if last.text.endswith(_STOP) or last.capitals or line.capitals or len(last.text) < 25:
        return False
    if starts_low(line):
        return True
    return ends_open(last) and not last.text.endswith(",") and not begins_body(line) and len(last.text) > 60


def _joins_title(last: Printed, line: Printed) -> bool:
    if starts_low(line) or (ends_open(last) and not last.text.endswith(",")):
        return True
    if last.capitals != line.capitals or begins_body(line) or last.text.endswith((".", ":", ";")):
        return False
    return len(line.text) <= 110 and not (line.capitals and is_authority(line))


def _joins_body(first: Printed, last: Printed, line: Printed, wrap: Wrap) -> bool:
    full = wrap.full(last, line)
    stopped = last.text.endswith(_STOP)
    if starts_low(line):
        return not stopped or (full and not last.text.endswith("."))
    if wrap.width is None:
        return ends_open(last) and not last.text.endswith(",") and not last.capitals
    if last.capitals != line.capitals and (last.capitals and len(last.text) > 3):
        return False
    if last.style.bold and line.style.bold is False and not full:
        return False
    if wrap.blank_lines:
        if not full and stopped:
            return False
        return full or not last.capitals or line.capitals
    if full:
        return not last.text.endswith((".", ":", "!", "?", ";", "…"))
    return (last.text.endswith(",") and not line.capitals) or ends_open(last)
