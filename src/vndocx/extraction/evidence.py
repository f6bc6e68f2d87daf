"""Evidence for a finding: the words, their place, the rule and how sure it is."""

from __future__ import annotations

from vndocx.model.findings import Evidence
from vndocx.model.layout import Layout
from vndocx.text import Span

__all__ = ["prove"]


def prove(layout: Layout, span: Span, rule: str, confidence: float) -> Evidence:
    """The words of ``span`` with their place; ``confidence`` is the rule's own, the reading of the words lowers it."""
    return Evidence(
        text=span.cut(layout.text),
        span=span,
        page=layout.page_at(span.start),
        boxes=layout.boxes(span),
        confidence=round(confidence * layout.confidence(span), 3),
        rule=rule,
    )
