"""The last line of a resolution or law: "Nghị quyết này được … thông qua ngày 21 tháng 6 năm 2031"."""

from __future__ import annotations

import re

from vndocx.layout.dateline import plain_date
from vndocx.model.layout import Field, Layout
from vndocx.text import Span

__all__ = ["adopted_on"]

_ADOPTED = re.compile(
    r"""
    \W* (?: nghi\ quyet | luat | bo\ luat | phap\ lenh ) \ nay \ (?:da\ )? duoc \s
    [^.;:]{5,160}? thong\ qua \s (?: tai \s [^.;:]{3,80}? ,?\s )?
    (?P<date> ngay \s* \d{1,2} \s* (?: thang \s* \d{1,2} \s* nam | [/.-] \s* \d{1,2} \s* [/.-] ) \s* \d{4} )
    """,
    re.VERBOSE,
)
_SURE = 0.8


def adopted_on(layout: Layout, folded: str) -> Field | None:
    """The day on which the paper says that it was adopted; None where it does not, or names two."""
    found = [
        match
        for paragraph in layout.paragraphs
        if (match := _ADOPTED.match(folded, paragraph.span.start, paragraph.span.end)) is not None
    ]
    days = {plain_date(match["date"]): Span(*match.span("date")) for match in found}
    if len(days) != 1:
        return None
    ((edtf, span),) = days.items()
    return Field(edtf, span, "adopted, in the closing line", _SURE) if edtf is not None else None
