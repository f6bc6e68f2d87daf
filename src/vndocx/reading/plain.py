"""Plain text and Markdown → Scan."""

from __future__ import annotations

import re

from vndocx.model.scan import Line, Origin, Page, Scan, Source, Word
from vndocx.text import nfc

__all__ = ["read_plain"]


def read_plain(source: Source, content: bytes) -> Scan:
    """The text as one page without places; Markdown's marks are taken out, a blank line starts a block."""
    text = nfc(content.decode("utf-8-sig"))
    lines: list[Line] = []
    block = 0
    for raw in text.splitlines():
        words = re.sub(r"\*\*|\\|^#+ |^\||\|$", "", raw).replace("*", " ").split()
        if not words:
            block += 1
            continue
        lines.append(Line(tuple(Word(word) for word in words), block))
    return Scan(source, (Page(1, 595.3, 841.9, Origin.PLAIN, tuple(lines)),))
