"""Whether a paper is cited or only to be made: "xây dựng Kế hoạch", "trình Đề án" name a task's product."""

from __future__ import annotations

import re

from vndocx.extraction.references.citation import Prose

__all__ = ["is_changed", "is_made"]

# "trình" the verb, not the end of "quá trình", "chương trình".
_SUBMIT = r"(?<!quá\ )(?<!chương\ )(?<!tiến\ )(?<!lộ\ )(?<!công\ )(?<!quy\ )trình"
# Verbs that make a paper, right before it.
_MAKES = re.compile(
    rf"""(?:xây\ dựng|ban\ hành|soạn\ thảo|tham\ mưu|hoàn\ thiện|lập|{_SUBMIT}|chuẩn\ bị|nộp|có|gửi|viết|tổng\ hợp
    |bổ\ sung|điều\ chỉnh|phê\ duyệt|thông\ qua|bằng|ký|giao|tiếp\ tục|sửa\ đổi|công\ bố|rà\ soát|nghiên\ cứu|đề\ xuất)
    \s+(?:và\s+\w+(?:\s\w+)?\s+)?(?:các|những|một|riêng)?\s*$""",
    re.VERBOSE,
)
# The same with the body for which it is made in between: "tham mưu Ban Thường vụ Huyện ủy Đề án …".
_FOR_SOMEBODY = re.compile(rf"(?:tham\ mưu|xây\ dựng|{_SUBMIT}|ban\ hành|soạn\ thảo)\s[^.;:,()]{{0,50}}$", re.VERBOSE)


def is_made(prose: Prose, at: int, *, closely: bool = False) -> bool:
    """Whether a verb before ``at`` makes the paper named there; ``closely`` asks for the verb right before it."""
    before = prose.text[max(0, at - 60) : at].lower()
    return bool(_MAKES.search(before)) or (not closely and bool(_FOR_SOMEBODY.search(before)))


# Verbs that ask for a paper that is there already: "điều chỉnh Quy hoạch tỉnh thời kỳ …".
_CHANGES = re.compile(
    r"(?:điều chỉnh|sửa đổi|bổ sung|rà soát|cập nhật|công bố)(?:\s+(?:lại|nội dung))?\s+(?:các|những)?\s*$"
)


def is_changed(prose: Prose, at: int) -> bool:
    """Whether a verb right before ``at`` changes the paper named there, which must be there to be changed."""
    return bool(_CHANGES.search(prose.text[max(0, at - 40) : at].lower()))
