"""When something begins: a date from which a thing holds, works or has been there."""

from __future__ import annotations

import re

from vndocx.extraction.dates.phrases import Phrase
from vndocx.extraction.dates.places import Copy, Place
from vndocx.extraction.dates.values import Point

__all__ = ["EFFECT_REACH", "comes_to_be", "takes_hold"]

EFFECT_REACH = 32
_NEAR = 60
_WORKS = re.compile(r"(?<!\w)(?:van hanh|hoat dong|chinh thuc)\s$")
_GOES_ON = re.compile(r",?\s(?:den|toi)\s")  # "từ ngày 01/7/2031 đến thời điểm kiểm tra"
_UNTIL_NOW = re.compile(r",\s(?:den|toi)\snay\b")
# What came to be at one time and did not go on: "được thành lập từ năm 2019".
_FOUNDED = re.compile(
    r"(?<!\w)(?:được|đã)\s(?:được\s)?(?:xây dựng|thành lập|hình thành|khởi công|khánh thành|ra đời|đưa vào sử dụng"
    r"|ban hành|phê duyệt)\s$"
)
_TOLD_BEHIND = re.compile(r"(?<!\w)(?:xac dinh|quy dinh|neu ro|nhu sau|cu the|thong bao)(?:\s(?:ro|rang|la))?\s?:\s*$")


def comes_to_be(phrase: Phrase, place: Place, copy: Copy) -> bool:
    """Whether a date tells when a thing came to be ("được xây dựng từ năm 2019, đến nay …"), or the hour at which
    something begins ("bắt đầu từ 13h30 ngày 06/7/2031")."""
    if not isinstance(phrase.value, Point) or phrase.onward or phrase.back:
        return False
    if _GOES_ON.match(copy.folded, phrase.span.end, place.clause.end) and not _UNTIL_NOW.match(
        copy.folded, phrase.span.end, place.clause.end
    ):
        return False
    return (phrase.cue.startswith("bat dau") and phrase.time is not None) or (
        _FOUNDED.search(copy.marked, max(place.clause.start, phrase.span.start - _NEAR), phrase.span.start) is not None
    )


def takes_hold(phrase: Phrase, place: Place, copy: Copy) -> bool:
    """Whether a day opens its clause, so that all of it holds from then on, or tells when something begins to work."""
    if not isinstance(phrase.value, Point) or phrase.onward or phrase.back:
        return False
    if _GOES_ON.match(copy.folded, phrase.span.end, place.clause.end):
        return False
    low = max(place.clause.start, phrase.span.start - EFFECT_REACH)
    if _WORKS.search(copy.folded, low, phrase.span.start):
        return True
    lead = copy.folded[place.clause.start : phrase.span.start]
    opens = re.search(r"[^\W_]{3}", lead) is None or _TOLD_BEHIND.search(lead) is not None
    return opens and re.match(r"[\s_]*[,:]", copy.folded[phrase.span.end : place.clause.end]) is not None
