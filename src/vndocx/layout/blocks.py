"""Where the head, and the recipients and signature, begin and end on a page, and where their right columns begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from vndocx.layout.cues import (
    MOTTO,
    SIGNS_FOR,
    begins_body,
    is_annex,
    is_authority,
    is_numbered_head,
    is_party,
    is_type_name,
)
from vndocx.layout.fragments import Fragment
from vndocx.layout.pieces import capitals
from vndocx.layout.printed import Printed, Region, label
from vndocx.model.scan import Page

__all__ = ["Row", "end_cut", "end_stop", "head_cut", "head_stop", "left_of_end", "with_place"]

Row = list[Fragment]

# "Nơi nhận:", also as an engine misreads its small slanted letters: "Ni nhập:", "Nui nhân".
_RECIPIENTS = re.compile(r"n\w{1,2}i? nh[ae][nmp]\s?[:;.]?(?!\s?\w)|noi (?:nhan|gui)\s*(?:[:;.]|$|[-+]\s)")
_FULL_DATE = re.compile(r"\bngay\b.{0,12}\bthang\b.{0,8}\bnam\b.{0,6}$")
_PLACE_DATE = re.compile(r"\bngay\b.{0,12}(?:\bthang\b|/)")


def _line(fragment: Fragment) -> Printed:
    return Printed.of(replace(fragment.line, words=fragment.words), 0)


# --- head


def _is_motto(fragment: Fragment) -> bool:
    found = MOTTO.match(fragment.folded)
    return found is not None and len(fragment.text) < 50 and (capitals(fragment.text) or found.group()[:3] == "doc")


def head_stop(table: list[Row], start: int, page: Page, height: float, *, ending: bool = False) -> int:
    """Where the head that begins at row ``start`` ends; ``start`` itself where none begins.

    ``ending``: the recipients or the signature stand above; there the head of a copy, which has no motto, may follow.
    """
    near = range(start, min(start + 6, len(table)))
    first = next((at for at in near if any(map(_is_motto, table[at]))), None)
    if first is None and (ending or (start == 0 and page.number == 1)):
        first = next((at for at in near if _is_numbered_row(table[at], page.width)), None)
    if first is None:
        return start
    cut = head_cut(table[start : first + 8], page.width)
    if (start > 0 or ending) and any(not _is_issuer(fragment, cut) for row in table[start:first] for fragment in row):
        return start
    stop = first
    for row in table[first : first + 16]:
        left = _is_centred(row, page.width) or any(_is_label(one, page.width) for one in row)
        if stop > first and (left or any(_leaves_head(one, cut, height) for one in row)):
            break
        stop += 1
    return stop


def _is_centred(row: Row, width: float) -> bool:
    """Whether capitals stand alone in the middle of the page, as the name of the kind of paper does."""
    return (
        len(row) == 1
        and row[0].text.isupper()
        and 0.44 * width < row[0].box.middle[0] < 0.62 * width
        and row[0].box.x0 < 0.5 * width
        and not _is_motto(row[0])
    )


def with_place(row: Row, width: float, height: float) -> Iterator[Fragment]:
    """The row with the place put before its date again, where the reader cut "Hải / Vân, ngày …" in two."""
    last: Fragment | None = None
    for fragment in row:
        if (
            last is not None
            and fragment.box.x0 - last.box.x1 < 1.3 * height
            and last.box.x0 > 0.38 * width
            and last.text.istitle()
            and len(last.words) < 4
            and _PLACE_DATE.search(fragment.folded)
        ):
            last = Fragment.of((*last.words, *fragment.words), fragment.line)
            continue
        if last is not None:
            yield last
        last = fragment
    if last is not None:
        yield last


def _is_numbered_row(row: Row, width: float) -> bool:
    """Whether number and date stand side by side, as below a motto that could not be read."""
    left, right = row[0], row[-1]
    return (
        is_numbered_head(Printed.of(left.line, 0))
        and left.text.startswith("S")
        and right.box.x1 > 0.6 * width
        and _FULL_DATE.search(right.folded) is not None
    )


def _is_issuer(fragment: Fragment, cut: float) -> bool:
    """Whether a fragment above the motto's line may be of the issuer: capitals, or anything that keeps to one side."""
    return fragment.text.isupper() and fragment.box.x1 < cut + 20


def head_cut(table: list[Row], width: float) -> float:
    """Where the right column of the head begins."""
    mottos = [one.box.x0 for row in table for one in row if _is_motto(one)]
    mottos = [x for x in mottos if x > 0.33 * width] or mottos
    dates = [
        one.box.x0
        for row in table
        for one in row
        if _PLACE_DATE.search(one.folded) and one.box.x0 > 0.38 * width and len(one.text) < 60
    ]
    return min(mottos + dates, default=width / 2)


def _leaves_head(fragment: Fragment, cut: float, height: float) -> bool:
    line = _line(fragment)
    if is_type_name(line) or begins_body(line):
        return True
    if fragment.box.x0 < cut - 1.5 * height and fragment.box.x1 > cut + 2.5 * height:
        return not (is_numbered_head(line) and _PLACE_DATE.search(line.folded))
    return False


# --- recipients and signature


def end_stop(table: list[Row], start: int, page: Page, height: float, *, ending: bool) -> int:
    """Where the block of recipients and signature that begins, or goes on, at row ``start`` ends."""
    if not (_opens_end(table, start, page.width) or (ending and _goes_on(table[start], page.width))):
        return start
    stop = start + 1
    while stop < len(table) and _goes_on(table[stop], page.width):
        if head_stop(table, stop, page, height, ending=True) > stop:
            break
        stop += 1
    return stop


def _opens_end(table: list[Row], at: int, width: float) -> bool:
    row = table[at]
    if any(_is_label(fragment, width) for fragment in row):
        return True
    if any(_on_the_right(one, width) and one.text.isupper() and SIGNS_FOR.match(one.folded) for one in row):
        return True
    if len(row) > 1 and all(one.text.isupper() for one in row) and any(is_party(_line(one)) for one in row):
        return True
    if not all(_on_the_right(fragment, width) for fragment in row):
        return False
    lines = [_line(fragment) for fragment in row]
    if any(map(is_authority, lines)):
        return True
    following = table[at + 1 : at + 4]
    return all(map(_mostly_capitals, lines)) and any(
        _is_label(fragment, width) for other in following for fragment in other
    )


def _mostly_capitals(line: Printed) -> bool:
    letters = [letter for letter in line.text if letter.isalpha()]
    return len(letters) > 3 and sum(map(str.isupper, letters)) > 0.6 * len(letters)


def _is_label(fragment: Fragment, width: float) -> bool:
    return fragment.box.x0 < 0.4 * width and _RECIPIENTS.match(fragment.folded) is not None


def _on_the_right(fragment: Fragment, width: float) -> bool:
    return fragment.box.x0 > 0.36 * width and fragment.box.middle[0] > 0.54 * width


def _goes_on(row: Row, width: float) -> bool:
    for fragment in row:
        line = _line(fragment)
        if _is_motto(fragment) or is_annex(line) or (is_type_name(line) and not _on_the_right(fragment, width)):
            return False
        if fragment.box.width > 0.6 * width and fragment.box.x0 < 0.3 * width and not line.text.startswith("-"):
            return False
    return True


def end_cut(table: list[Row], width: float) -> float:
    """Where the signature's column begins: left of all that stands clear of the list's left edge."""
    edge = min((one.box.x0 for row in table for one in row if _is_label(one, width)), default=0.14 * width)
    clear = [one.box.x0 for row in table for one in row if one.box.x0 > edge + 0.25 * width]
    return min(clear, default=0.5 * width) - 2


def left_of_end(table: list[Row], cut: float) -> Region:
    """What stands left of the signature: the recipients, or another signature where two bodies sign."""
    left = [_line(one) for row in table for one in row if one.box.x0 < cut]
    signs = any(is_party(line) or (line.capitals and SIGNS_FOR.match(line.folded)) for line in left)
    return Region.SIGNATURE if signs and not any(label(line) for line in left) else Region.RECIPIENTS
