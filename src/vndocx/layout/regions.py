"""Which block of the paper a line of plain text stands in; blocks that stood side by side one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from vndocx.layout.cues import (
    MOTTO,
    begins_body,
    begins_title,
    is_annex,
    is_authority,
    is_broken_type_name,
    is_numbered_head,
    is_recipients_label,
    is_type_name,
)
from vndocx.layout.printed import Printed, Region, label, opens_sentence, starts_low, stopped

__all__ = ["regions"]

HEAD = (Region.HEAD_LEFT, Region.HEAD_RIGHT)
END = (Region.RECIPIENTS, Region.SIGNATURE)

# The motto of a head stands within so many lines from the top.
_TOP = 24
# Below a type name so many lines can be its subject, and a motto among them is none: LƯU TRỮ / ĐẢNG CỘNG SẢN VIỆT NAM.
_TITLE = 5


def regions(lines: list[Printed]) -> Iterator[Printed]:
    """Plain lines with their region: the head up to the type name, address or first sentence, then the body; from
    "Nơi nhận" or the signer's capacity on the end block, until an annex or a second head begins. Where the two
    columns of a head or an end were printed row by row, the left one comes first."""
    for block, run in groupby(_marked(lines), key=lambda line: _BLOCKS.get(line.region)):
        given = list(run)
        if block == "head":
            yield from _by_column(given, _head_side(given))
        elif block == "end" and is_recipients_label(given[0]):
            yield from _by_column(given, _end_side(given))
        else:
            yield from given


_BLOCKS = dict.fromkeys(HEAD, "head") | dict.fromkeys(END, "end")


def _marked(lines: list[Printed]) -> Iterator[Printed]:
    motto = next((at for at in range(min(_TOP, len(lines))) if _is_motto(lines, at)), -1)
    region = Region.HEAD_LEFT
    signed = False
    titled = -_TITLE
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        titled = index if is_type_name(line) else titled
        if line.region is not Region.BODY:
            yield line
            continue
        if (
            region is not Region.BODY
            and line.capitals
            and index - titled > _TITLE
            and _begins_head(lines[index : index + 4])
        ):
            region = Region.HEAD_LEFT
        if region is Region.HEAD_LEFT and index > motto and _leaves_head(line, lines[index + 1 : index + 3]):
            region = Region.BODY
        if is_recipients_label(line):
            region = Region.RECIPIENTS
        elif region is not Region.HEAD_LEFT and is_authority(line) and _ends_paper(before, lines[index + 1 :]):
            region = Region.SIGNATURE
            signed = False
        elif region in END and _leaves_end(line, before, signed=signed):
            region = Region.BODY
        signed = region in END and (signed or _NAME.fullmatch(line.text) is not None)
        yield replace(line, region=region)


def _is_motto(lines: list[Printed], at: int) -> bool:
    """Whether the motto stands in the line, or is broken over it and the next of its block."""
    line = lines[at]
    below = lines[at + 1] if at + 1 < len(lines) and lines[at + 1].block == line.block else None
    return line.capitals and MOTTO.match(f"{line.folded} {below.folded}" if below else line.folded) is not None


def _begins_head(lines: list[Printed]) -> bool:
    """Whether a second head begins: the motto, or the number of a copy, below nothing but capitals."""
    for line in lines:
        if line.text.startswith("S") and is_numbered_head(line) and line is not lines[0]:
            return True
        if not line.capitals:
            return False
        if MOTTO.match(line.folded):
            return True
    return False


def _leaves_head(line: Printed, following: list[Printed]) -> bool:
    if is_type_name(line) or begins_title(line) or begins_body(line):
        return True
    if following and is_broken_type_name(line, following[0]):
        return True
    if label(line) and not line.text.startswith("*"):
        return True
    if re.match(r"v\s?/\s?v|ve\s+viec", line.folded) or line.capitals or "ngay" in line.folded[-30:]:
        return False
    below = following[0] if following and following[0].block == line.block else None
    goes_on = below is not None and (below.text[:1].islower() or len(below.text) > 50 or label(below) is not None)
    return len(line.text) > 110 or (len(line.text) > 45 and goes_on)


def _ends_paper(before: Printed | None, following: list[Printed]) -> bool:
    """A signer's line stands after a full stop or other lines of the end; the authority of a decision ("CHỦ TỊCH ỦY
    BAN NHÂN DÂN") stands before its legal grounds."""
    if before is None or before.region is Region.TABLE:
        return False
    if any(begins_body(other) or label(other) or len(other.text) > 90 for other in following[:3]):
        return False
    return stopped(before) or before.capitals or len(before.text) < 40


def _leaves_end(line: Printed, before: Printed | None, *, signed: bool) -> bool:
    """Whether recipients and signatures are over: an annex, a form, a numbered item, a sentence, or anything behind
    the signer's name that is no second signature."""
    if is_type_name(line) or is_annex(line):
        return True
    mark = label(line)
    if mark:
        return mark.strip()[0] not in "-+*•●○▪◦·>~_"
    if line.capitals or _NAME.fullmatch(line.text) or _SIGNED.fullmatch(line.folded):
        return False
    if len(line.text) > 160 or (before is not None and before.region is Region.TABLE):
        return True
    ended = before is None or stopped(before) or before.block != line.block or signed
    return ended and not starts_low(line) and (signed or len(line.text) > 70)


# --- columns that were printed row by row


def _by_column(lines: list[Printed], sides: Iterator[Region]) -> list[Printed]:
    """The left column, then the right one with the motto above place and date."""
    placed = [replace(line, region=side) for line, side in zip(lines, sides, strict=True)]
    placed = [line for _, run in groupby(placed, key=lambda line: line.block) for line in _one_cell(list(run))]
    right = (Region.HEAD_RIGHT, Region.SIGNATURE)
    dated = next((at for at, line in enumerate(placed) if line.region in right and _DATE.match(line.folded)), None)
    late = dated is not None and any(MOTTO.match(line.folded) for line in placed[dated:])
    return sorted(placed, key=lambda line: (line.region in right) + (late and bool(_DATE.match(line.folded))))


def _one_cell(block: list[Printed]) -> list[Printed]:
    """The lines of a block, all on one side where it is a cell of its own and not rows of both columns: a date line
    with the broken rest of its place, the motto over several lines, a list of recipients with no signer in it."""
    sides = {line.region for line in block}
    if len(sides) == 1:
        return block
    joined = " ".join(line.folded for line in block)
    if sides == {*HEAD}:
        fragments = [line for line in block if line.region is Region.HEAD_LEFT]
        right = MOTTO.match(joined) or all(
            line.text[:1] != "S" and (len(line.words) == 1 or (len(line.words) < 5 and not line.capitals))
            for line in fragments
        )
        return [replace(line, region=Region.HEAD_RIGHT) for line in block] if right else block
    listed = label(block[0]) or is_recipients_label(block[0])
    if sides == {*END} and listed and not any(is_authority(line) for line in block):
        signs = [line for line in block if line.region is Region.SIGNATURE]
        if all(line.text.endswith((";", ",", ".")) or starts_low(line) for line in signs):
            return [replace(line, region=Region.RECIPIENTS) for line in block]
    if sides == {*END} and not listed and not any(label(line) for line in block):
        return [replace(line, region=Region.SIGNATURE) for line in block]
    return block


_DATE = re.compile(r".{0,40}\bngay\b(?:.{0,14}\b(?:thang|nam)\b|[\s\d.]*$)")
_REST_OF_MOTTO = re.compile(r"(?:chu\s+nghia\s+)?viet\s+nam$|(?:tu\s+do\s+-\s+)?hanh\s+phuc$")


def _head_side(lines: list[Printed]) -> Iterator[Region]:
    """Right of each head line: the motto and the place and date; the rest is left."""
    side = Region.HEAD_LEFT
    for before, line, after in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        goes_on = before is not None and before.block == line.block and (starts_low(line) or opens_sentence(before))
        place = after is not None and line.text.endswith(",") and after.folded.startswith("ngay")
        if line.region is Region.HEAD_RIGHT or MOTTO.match(line.folded) or _DATE.match(line.folded) or place:
            side = Region.HEAD_RIGHT
        elif not goes_on and not (side is Region.HEAD_RIGHT and _REST_OF_MOTTO.match(line.folded)):
            side = Region.HEAD_LEFT
        yield side


_NAME = re.compile(r"(?:[A-ZĐÀ-Ỹ][a-zđà-ỹ]*\s+){1,4}[A-ZĐÀ-Ỹ][a-zđà-ỹ]+")
_SIGNED = re.compile(r"[(\[].{0,20}(?:da ky|dau|ky ten|ky,).*|□")


def _end_side(lines: list[Printed]) -> Iterator[Region]:
    """Right of each line from "Nơi nhận" on: capitals, a person's name, "(Đã ký)"; items and their rest are left."""
    for line in lines:
        item = label(line) or is_recipients_label(line)
        signs = line.capitals or bool(_NAME.fullmatch(line.text) or _SIGNED.fullmatch(line.folded))
        right = line.region is Region.SIGNATURE or (signs and not item)
        yield Region.SIGNATURE if right else Region.RECIPIENTS
