"""Where the words of an event end: "trước khi [xây dựng, cải tạo nhà], chủ đầu tư phải …"."""

from __future__ import annotations

import re

from vndocx.extraction.dates.cues import acts
from vndocx.extraction.dates.places import Copy

__all__ = ["event_end"]

_LONGEST_EVENT = 120
# An event's words end before the next clause.
_STOP = re.compile(
    r"[,;:.()\n\"]|\s-\s(?!\d)|\shoac\s"
    r"|\s(?:thi|va\s(?:bao|gui|trinh|to|trong|truoc|sau|nghiem|khan|tiep|kip|dong)|nhung|phai|se|de|co\strach\snhiem|ma|neu|ve\sviec)\s"
    r"|(?<!ho\sso)(?<!hop\sle)\stheo\s(?:dung\s)?(?:cac\s)?quy\sdinh\b"  # but: "hồ sơ hợp lệ theo quy định"
    r"|\s(?:it|toi)\s(?:nhat|thieu)\s|\svoi\s(?:tinh\sthan|phuong\scham|muc\stieu)\s"
)
# "trước khi nghỉ việc hoặc chuyển công tác"; "trước khi họp hoặc tại phiên họp" names another time or way.
_OTHER_EVENT = re.compile(
    r"(?!(?:trong|khi|truong\shop|theo|tuy|tai|qua|bang|tu|dinh\sky|dot\sxuat|truoc|sau|neu|hang|phai|khong|ngay\s"
    r"|thuong\sxuyen|co\sthe|cham\snhat|muon\snhat)\b)(?:[a-z]+\s?){1,7}(?=[,;:.()\n]|$)"
)
_LIGHT = r"(?:(?:tien\shanh|thuc\shien|to\schuc)\s)?"
_BARE_VERB = re.compile(rf"{_LIGHT}(?!khoi\scong|khai\smac|be\smac|ket\sthuc|nghi\s|hoan\s)[a-z]+\s[a-z]+")
_TELLS = re.compile(r"bao\scao|gui|nop|trinh|thong\sbao|phoi\shop|de\snghi|yeu\scau|dong\sthoi")
_HAPPENS = re.compile(r"(?<!\w)(?:co|duoc|bi|da|xong|qua|het|ra|hop|dien\sra|xay\sra|ket\sthuc)(?!\w)")


def event_end(copy: Copy, start: int, stop: int, *, behind_act: bool) -> int:
    """Where the event that begins at ``start`` ends: at the next clause, but not at a comma or "hoặc" within it.

    ``behind_act``: the act that the term binds stands before it, so that a verb behind a comma belongs to the event.
    """
    limit = min(stop, start + _LONGEST_EVENT)
    for match in _STOP.finditer(copy.folded, start, limit):
        sign = match.group().strip()
        if sign == "hoac" and _OTHER_EVENT.match(copy.folded, match.end(), stop) is not None:
            continue
        if sign == "," and _goes_on(copy, start, match.start(), behind_act=behind_act):
            continue
        return match.start()
    if limit == stop:
        return stop
    return copy.folded.rfind(" ", start, limit) if " " in copy.folded[start:limit] else limit


def _goes_on(copy: Copy, start: int, comma: int, *, behind_act: bool) -> bool:
    """Whether the event goes on behind the comma: a list of bodies that lacks its verb ("khi Hội đồng, Chủ tịch
    quyết định"), or of verbs that lack their object ("khi xây dựng, cải tạo nhà")."""
    following = comma + 2
    if following >= len(copy.text):
        return False
    if copy.text[start].isupper() and copy.text[following].isupper():
        happens = _HAPPENS.search(copy.folded, start, comma) or acts().search(copy.folded, copy.marked, start, comma)
        return happens is None
    if not behind_act or _BARE_VERB.fullmatch(copy.folded, start, comma) is None:
        return False
    return (
        _TELLS.match(copy.folded, following) is None and acts().match(copy.folded, copy.marked, following) is not None
    )
