"""Tables that are none: they only set the two blocks of a head, or recipients and signature, side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vndocx.text import fold

__all__ = ["is_layout"]

# Words of the head and of the end of a paper.
_HEAD_OR_END = re.compile(
    r"cong hoa\s+xa hoi|dang cong san|doc lap\s*-\s*tu do|ngay\s.{0,12}thang\s.{0,10}nam|noi nhan|kinh gui"
    r"|^\W*(?:k/?t|t/?m|t/?l|tuq|q)[. ]",
    re.M,
)


def is_layout(rows: Sequence[Sequence[Sequence[str]]], *, ruled: bool) -> bool:
    """Whether a table of rows of cells of lines is no table but two blocks side by side, or one block in a frame."""
    filled = [[cell for cell in row if cell] for row in rows]
    filled = [row for row in filled if row]
    widest = max(map(len, filled), default=0)
    if widest <= 1 or (widest == 2 and len(filled) == 1):
        return True
    if widest > 2:
        return False
    text = fold("\n".join(line for row in filled for cell in row for line in cell).replace("*", ""))
    return bool(_HEAD_OR_END.search(text)) or (not ruled and len(filled) <= 2)
