"""Spans among other spans, all sorted by place: asked by bisection, so that a long paragraph stays quick."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import TypeVar

from vndocx.text import Span

__all__ = ["inside", "overlaps_any", "within"]

Item = TypeVar("Item")


def inside(inner: Span, outer: Span) -> bool:
    """Whether the one span lies wholly in the other."""
    return outer.start <= inner.start and inner.end <= outer.end


def overlaps_any(span: Span, taken: Sequence[Span]) -> bool:
    """Whether the span shares a character with one of the spans, which do not overlap each other."""
    at = bisect_left(taken, (span.start, span.start))
    return any(span.overlaps(one) for one in taken[max(0, at - 1) : at + 2])


def within(items: Sequence[Item], clause: Span, span_of: Callable[[Item], Span]) -> Sequence[Item]:
    """The items that lie in the clause."""
    first = bisect_left(items, clause.start, key=lambda item: span_of(item).start)
    last = bisect_right(items, clause.end, key=lambda item: span_of(item).end)
    return items[first:last]
