"""References: every cited paper, once, with all its mentions."""

from __future__ import annotations

from vndocx.model.findings import Reference
from vndocx.model.language import Language
from vndocx.model.layout import Layout
from vndocx.model.scan import Notice

__all__ = ["find_references"]


def find_references(layout: Layout, language: Language) -> tuple[tuple[Reference, ...], tuple[Notice, ...]]:
    """The papers that a paper cites, in the order of their first mention, and what contradicts itself in them."""
    return (), ()
