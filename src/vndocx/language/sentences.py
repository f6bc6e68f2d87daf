"""Sentences within one paragraph: safe for abbreviations, numbers, labels and initials."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vndocx.text import Span

__all__ = ["sentences_in"]

_STOP = re.compile(r"(?:\.\.\.|[.!?…])[”\"')\]]*(?=\s+(\S))")

# What stands before a full stop that ends nothing.
_NO_STOP = re.compile(
    r"""
    (?: (?:^|\s) (?: điều | khoản | mục | chương | phần | số | phụ\slục ) \s+ [\dIVXLC]+ [a-zđ]?  # Điều 1.
      | ^ \s* [-+*•]? \s* (?: [IVXLC]+ | [a-zđ] | \d+ (?:\.\d+)* )                            # IV.  2.1.
      | (?:^|[\s(,]) (?: tp|tx|tt|ths|ts|pgs|gs|bs|ks|cn|ng|th|tr|st|mr|mrs|dr|co|ltd|q|p|đ )   # TP. Huế
      | (?:^|\s) [^\W\d_]                                                                       # an initial
    ) $
    """,
    re.VERBOSE | re.IGNORECASE,
)


def sentences_in(text: str, paragraph: Span) -> Iterator[Span]:
    """The spans of the sentences of a paragraph, in order; together they cover all its words.

    A full stop ends a sentence when a capital letter, a figure, a quote or a list mark follows, and what stands
    before it is no label ("Điều 1.", "IV.", "2.1."), no initial and no abbreviation.
    """
    start = paragraph.start
    for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
        following = stop[1]
        if not (following.isupper() or following.isdigit() or following in '“"(-+*'):
            continue
        before = text[max(start, stop.start() - 24) : stop.start()]
        if stop[0][0] == "." and _NO_STOP.search(before):
            continue
        yield Span(start, stop.end()).strip(text)
        start = stop.end()
    rest = Span(start, paragraph.end).strip(text)
    if rest.start < rest.end:
        yield rest
