"""Is the paper Vietnamese? English, French and other tongues are refused, Vietnamese typed without marks is not."""

from __future__ import annotations

from dataclasses import replace

from vndocx.errors import NotVietnamese
from vndocx.model.scan import Notice, Origin, Scan
from vndocx.reading.syllables import profile, share_bare

__all__ = ["checked"]

_FEW_WORDS = 8  # fewer tell no language
_MARKED = 0.12  # a Vietnamese paper with a long English annex still has this share of marked words
_BARE = 0.8  # share of words that are Vietnamese without their marks, in a paper typed without them


def checked(scan: Scan) -> Scan:
    """The scan, with a notice where it is Vietnamese without marks; raises NotVietnamese for another tongue."""
    text = "\n".join(
        line.text
        for page in scan.pages
        for line in (*page.lines, *(line for grid in page.grids for cell in grid.cells for line in cell.lines))
    )
    found = profile(text)
    if found.words < _FEW_WORDS or found.marked_share >= _MARKED:
        return scan
    if share_bare(text) >= _BARE:
        message = "Văn bản tiếng Việt gõ không dấu: tên riêng và từ ngữ có thể được hiểu theo nhiều cách."
        return replace(scan, notices=(*scan.notices, Notice("text_without_marks", message)))
    recognised = any(page.origin is Origin.OCR for page in scan.pages)
    if recognised and found.words < 40:
        return scan  # too little was read of the picture to tell
    raise NotVietnamese(
        f"{scan.source.name} is not Vietnamese: of {found.words} words {found.marked} have Vietnamese marks"
    )
