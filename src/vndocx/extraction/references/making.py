"""Whether a paper is cited or only to be made: "xây dựng Kế hoạch", "trình Đề án" name a task's product."""

from __future__ import annotations

import re

from vndocx.extraction.references.citation import Prose

__all__ = ["is_made"]

# Verbs that make a paper, right before it.
_MAKES = re.compile(
    r"(?:xay dung|ban hanh|soan thao|tham muu|hoan thien|lap|trinh|chuan bi|nop|co|gui|viet|tong hop|bo sung|dieu chinh"
    r"|phe duyet|thong qua|bang|ky|giao|tiep tuc|sua doi|cong bo|ra soat|nghien cuu|de xuat)"
    r"\s+(?:va\s+\w+(?:\s\w+)?\s+)?(?:cac|nhung|mot|rieng)?\s*$"
)
# The same with the body for which it is made in between: "tham mưu Ban Thường vụ Tỉnh ủy Kế hoạch …".
_FOR_SOMEBODY = re.compile(r"(?:tham muu|xay dung|trinh|ban hanh|soan thao)\s[^.;:,()]{0,50}$")


def is_made(prose: Prose, at: int, *, closely: bool = False) -> bool:
    """Whether a verb before ``at`` makes the paper named there; ``closely`` asks for the verb right before it."""
    before = prose.folded[max(0, at - 60) : at]
    return bool(_MAKES.search(before)) or (not closely and bool(_FOR_SOMEBODY.search(before)))
