"""Reading order: lines of pages → one text of paragraphs."""

from __future__ import annotations

from vndocx.layout.furniture import without_furniture
from vndocx.layout.joining import join_plain
from vndocx.layout.printed import Printed
from vndocx.layout.regions import regions
from vndocx.layout.weave import weave
from vndocx.model.layout import Layout
from vndocx.model.scan import Scan

__all__ = ["flow"]


def flow(scan: Scan) -> Layout:
    """The one text of a scan in reading order, its words, printed lines and paragraphs."""
    lines = [Printed.of(line, page.number) for page in scan.pages for line in page.lines]
    return weave(scan, join_plain(regions(without_furniture(lines))))
