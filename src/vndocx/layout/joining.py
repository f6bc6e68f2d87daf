"""Which printed lines are one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import zip_longest

from vndocx.layout.cues import (
    MOTTO,
    begins_body,
    begins_title,
    is_authority,
    is_issuing_body,
    is_recipients_label,
    is_type_name,
)
from vndocx.layout.notes import begins_note
from vndocx.layout.printed import Printed, Region, label, opens_sentence, starts_low, stopped
from vndocx.layout.setting import joins_set
from vndocx.layout.weave import glued
from vndocx.layout.wrapping import Wrap, joins_wrapped, measure

__all__ = ["join"]

_SUBJECT = re.compile(r"v\s?/\s?v\b|ve\s+viec\b")
_PLACE_DATE = re.compile(r".{0,40}\bngay\b.{0,12}\bthang\b")

_STATE = "cong hoa xa hoi chu nghia viet nam"

HEAD = (Region.HEAD_LEFT, Region.HEAD_RIGHT)


def join(lines: Iterable[Printed]) -> list[list[Printed]]:
    """The lines of each paragraph, in the order of the pages; footnotes part what goes on behind them."""
    given = list(lines)
    wrap = measure(given)
    paragraphs: list[list[Printed]] = []
    notes: list[list[Printed]] = []
    titled = False
    for place, (line, following) in enumerate(zip_longest(given, given[1:])):
        if line.region is Region.FOOTNOTE:
            if notes and notes[-1][-1].page == line.page and not begins_note(line, notes[-1][-1]):
                notes[-1].append(line)
            else:
                notes.append([line])
            continue
        last = paragraphs[-1] if paragraphs else None
        if last is not None and _joins(last, line, following, wrap.near(place), titled=titled):
            if notes:
                paragraphs += [*notes, [line]]
                notes = []
            else:
                last.append(line)
            continue
        titled = last is not None and line.region is Region.BODY and _opens_title(last[-1]) and not label(line)
        paragraphs += notes
        notes = []
        paragraphs.append([line])
    return paragraphs + notes


def _joins(paragraph: list[Printed], line: Printed, following: Printed | None, wrap: Wrap, *, titled: bool) -> bool:
    first, last = paragraph[0], paragraph[-1]
    if last.cell != line.cell or last.region is not line.region or last.heading != line.heading:
        return False
    if line.cell is not None:
        return True
    if is_type_name(last) or is_type_name(line):
        return False
    if last.folded in ("phan", "chuong", "muc", "dieu") and line.block == last.block:
        return True
    if label(line):
        return label(line, last) is None and _near(last, line)
    if glued(last.words[-1].text, line.words[0].text) and len(last.words) > 1:
        return line.region is not Region.SIGNATURE
    if line.region in HEAD:
        return _joins_head(first, last, line)
    if line.region in (Region.RECIPIENTS, Region.SIGNATURE):
        return _joins_end(first, last, line)
    if len(paragraph) == 1 and _near(last, line) and _is_bare_label(last):
        return True
    if (titled or begins_title(first)) and _near(last, line):
        decides = following is not None and begins_body(following) and is_issuing_body(line)
        return not decides and _joins_title(last, line)
    if begins_preamble(line) and stopped(last):
        return False
    if line.place is not None and last.place is not None:
        return joins_set(first, last, line)
    return joins_wrapped(first, last, line, wrap)


def begins_preamble(line: Printed) -> bool:
    """Whether the line opens with "Căn cứ" or "Kính gửi"."""
    return line.folded.startswith(("can cu ", "kinh gui", "kinh trinh"))


def _near(last: Printed, line: Printed) -> bool:
    """Whether no blank line or wider step parts the two."""
    if last.page != line.page:
        return False
    if line.place is not None:
        return not line.place.apart
    if line.box is not None and last.box is not None:
        return line.box.y1 - last.box.y1 < 2 * max(line.box.height, last.box.height)
    return line.block == last.block


def _opens_title(line: Printed) -> bool:
    """Whether the line stands alone above a title: KẾ HOẠCH, PHỤ LỤC I, Chương II."""
    return is_type_name(line) or (line.text[:2].isalpha() and label(line) == line.text and not line.text.isupper())


def _is_bare_label(line: Printed) -> bool:
    """Whether the line is nothing but a list mark whose words stand in the next line; "Chương I" is a heading."""
    return label(line) == line.text and (
        not line.text[:2].isalpha() or line.text.isupper() or line.folded.startswith("dieu")
    )


def _joins_head(first: Printed, last: Printed, line: Printed) -> bool:
    if MOTTO.match(line.folded) or re.match(r"so\b", line.folded):
        return False
    if last.folded.rstrip(" :") in ("so", "dang cong san") or _STATE.startswith(f"{last.folded} {line.folded}"):
        return True
    if _SUBJECT.match(first.folded):
        if line.capitals or begins_body(line) or _PLACE_DATE.match(line.folded):
            return False
        return _near(last, line) or (line.box is None and not stopped(last))
    if not _near(last, line):
        return False
    if starts_low(line) and not last.capitals:
        return True
    if opens_sentence(last) and line.text[:1].isdigit():
        return True
    return bool(_PLACE_DATE.match(first.folded)) and line.text[:1].isdigit()


def _joins_end(first: Printed, last: Printed, line: Printed) -> bool:
    if not _near(last, line) or is_authority(line) or is_recipients_label(last):
        return False
    if line.capitals and line.box is None:
        return False
    if starts_low(line):
        return not stopped(last)
    return line.region is Region.RECIPIENTS and label(first) is not None and not stopped(last)


def _joins_title(last: Printed, line: Printed) -> bool:
    if line.text.startswith("("):
        return False
    if starts_low(line) or opens_sentence(last):
        return True
    if last.capitals != line.capitals or begins_body(line) or (stopped(last) and last.text[-1] != ";"):
        return False
    return len(line.text) <= 110
