"""Layout: Scan → the one text, its paragraphs and zones, head, outline and tables."""

from __future__ import annotations

from vndocx.layout.flow import flow
from vndocx.layout.letterhead import read_letterhead
from vndocx.layout.outline import read_outline
from vndocx.model.layout import Layout
from vndocx.model.scan import Scan

__all__ = ["lay_out"]


def lay_out(scan: Scan) -> Layout:
    """The layout of a scan: reading order first, then what the parts are."""
    return read_outline(read_letterhead(flow(scan)))
