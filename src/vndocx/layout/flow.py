"""Reading order: lines of pages → one text of paragraphs."""

from __future__ import annotations

from vndocx.layout.columns import read_columns
from vndocx.layout.fragments import fragments, line_height
from vndocx.layout.furniture import on_paper, running, without_furniture
from vndocx.layout.joining import join
from vndocx.layout.printed import Printed
from vndocx.layout.regions import regions
from vndocx.layout.setting import set_lines
from vndocx.layout.weave import weave
from vndocx.model.layout import Layout
from vndocx.model.scan import Page, Scan

__all__ = ["flow"]


def flow(scan: Scan) -> Layout:
    """The one text of a scan in reading order, its words, printed lines and paragraphs."""
    again = running(scan.pages)
    lines: list[Printed] = []
    plain: list[Printed] = []
    ending = False
    for page in scan.pages:
        if _has_places(page):
            lines += regions(without_furniture(plain))
            plain = []
            height = line_height(page)
            ordered, ending = read_columns(page, on_paper(fragments(page, height), page, again), height, ending=ending)
            lines += set_lines(ordered, height)
        else:
            plain += [part for line in page.lines for part in Printed.of(line, page.number).parted()]
    lines += regions(without_furniture(plain))
    return weave(scan, join(lines))


def _has_places(page: Page) -> bool:
    return any(line.box is not None for line in page.lines)
