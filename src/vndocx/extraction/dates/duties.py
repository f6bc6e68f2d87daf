"""Whether a term without a date of its own binds an act: "định kỳ báo cáo" does, "ngân sách hằng năm" does not."""

from __future__ import annotations

import re

from vndocx.extraction.dates.cues import acts, cue
from vndocx.extraction.dates.places import Copy, Place
from vndocx.extraction.dates.recurrence import Round
from vndocx.extraction.dates.relative import Term
from vndocx.extraction.dates.roles import Verdict, labelled

__all__ = ["judge_round", "judge_term"]

_LIST_MARK = re.compile(
    r"[\s\"'(]*(?:(?:dieu|khoan|diem)\s\d+\.?|[-+*•]|\(?[a-z0-9]{1,3}[.)]|[ivx]+[.)-]|\d+(?:\.\d+)*[.)]?)?"
    r"[\s.)-]*"
)
_ASIDE = re.compile(
    r"(?:\s*(?:va|hoac|,)\s(?:dot\sxuat|theo\syeu\scau|khi\s(?:co|can)(?:\s\w+){0,4}|hang\s\w+)"
    r"(?:\stheo\syeu\scau(?:\scua(?:\s\w+){1,6})?)?,?)?(?:\s*\([^()]{0,40}\),?)?\s*"
)
# What "định kỳ" and "hằng năm" behind it only describe.
_THING = re.compile(
    r"(?<!\w)(?:che do|viec|cong tac|ke hoach|hoat dong|hinh thuc|phien|cuoc|noi dung|mau|ky|bao duong|du toan"
    r"|ngan sach|chuong trinh|kinh phi|to chuc cac|ket qua|nhiem vu|hoi nghi|danh muc|chi tieu|muc)\s(?:\w+\s){0,2}$"
)
_PERFORMED = re.compile(
    r"(?<!\w)(?:bao cao|tong hop|hop|giao ban|kiem tra|ra soat|cap nhat|danh gia|so ket|tong ket|thong ke|gui|thong bao"
    r"|sinh hoat|lam viec|doi thoai|tiep|theo doi|cong khai|cong bo|phat hanh)"
    r"(?:\s(?:nhanh|tong hop|ket qua|tinh hinh|ve|cho))?\s$"
)
# "báo cáo Chủ tịch UBND tỉnh kết quả thực hiện hằng năm", "thực hiện chế độ báo cáo định kỳ hằng quý".
_REPORTED = re.compile(
    r"(?:(?<!\w)thuc hien (?:che do )?bao cao"
    r"|(?<!che do )(?<!trong )(?<!cac )(?<!mau )(?<!noi dung )(?<!so lieu )(?<!ky )(?<!\w)bao cao"
    r"(?:(?:\s\w+){1,9}\s(?:ket qua|tinh hinh)(?:\s(?:thuc hien|trien khai|hoat dong|to chuc|cong tac)){0,2}"
    r"|\sso lieu|(?:\s\w+){1,6}\s(?:truoc|luc)\s\d{1,2}\s?(?:h|gio|g)\s?(?:\d{2})?\W{0,2}))\s$"
)
_REPORT_REACH = 130
_REPORT_END = re.compile(r"\s*(?:[.,;:)]|$|(?:theo|gui|cho|ve|hoac|va|tren)\b)")
_NAMED = re.compile(
    r"(?:che do|cong tac|cuoc|phien|ky|hinh thuc|noi dung|mau)?\s?(?:bao cao|hop|kiem tra|danh gia|so ket)\b"
)
_OBJECT = re.compile(r"\s*(?:[.;:)]|$|(?:ve|gui|cho|theo|ket qua|tinh hinh|voi|tai|hoac|va)\b)")
_EFFECT = re.compile(r"hieu luc(?:\sthi\shanh)?\s(?:ke\s)?(?:tu\s)?$")


def judge_round(one: Round, place: Place, copy: Copy) -> Verdict:
    """Whether a recurring term is the deadline of an act or describes a thing."""
    folded, marked = copy.folded, copy.marked
    start, end = one.span.start, one.span.end
    if place.due_column or labelled(copy, place, start):
        return Verdict(
            "deadline",
            f"{one.name}, in a column or behind a label",
            0.9,
            alone=place.due_column and not place.plain_column,
        )
    mark = _LIST_MARK.match(folded, place.clause.start, start)
    bare = folded[mark.end() if mark is not None else place.clause.start : start]
    aside = _ASIDE.match(folded, end, place.clause.end)
    following = aside.end() if aside is not None else end
    told = mark is not None and mark.group().strip() != "" and acts().match(folded, marked, mark.end()) is not None
    told = told or (one.rrule is not None and "BY" in one.rrule)
    interval = one.name == "recurring: interval"
    explicit = interval or (one.rrule is not None and "BY" in one.rrule)
    if not explicit and _heading(bare, folded[following : place.clause.end]):
        return Verdict("attributive_not_deadline", f"{one.name}, in a heading", 0.7)
    if not bare.strip():
        if acts().search(folded, marked, following, place.clause.end):
            return Verdict("deadline", f"{one.name}, at the head", 0.85)
        return Verdict("attributive_not_deadline", f"{one.name}, with no act", 0.6)
    lead = folded[max(place.clause.start, start - 50) : start]
    if _REPORT_END.match(folded, end, place.clause.end) and _REPORTED.search(
        folded[max(place.clause.start, start - _REPORT_REACH) : start]
    ):
        return Verdict("deadline", f"{one.name}, of a report", 0.75)
    if _THING.search(lead):
        return Verdict("attributive_not_deadline", f"{one.name}, of a thing", 0.8)
    if acts().match(folded, marked, following):
        return Verdict("deadline", f"{one.name}, before an act", 0.8, alone=told)
    if _PERFORMED.search(lead) and _is_performed(lead, copy, start) and _OBJECT.match(folded, end, place.clause.end):
        return Verdict("deadline", f"{one.name}, behind an act", 0.75, alone=told)
    if interval and re.search(r"dinh ky[\s:]*$|(?:to chuc|thuc hien|hop)\s$", lead):
        return Verdict("deadline", f"{one.name}, behind an act", 0.8, alone=told)
    return Verdict("attributive_not_deadline", f"{one.name}, of a thing", 0.75)


def _is_performed(lead: str, copy: Copy, start: int) -> bool:
    """Not "phối hợp định kỳ", which folds like "họp định kỳ"."""
    return not lead.endswith("hop ") or copy.marked[start - 4 : start - 1] == "họp"


def _heading(lead: str, following: str) -> bool:
    """ "Báo cáo định kỳ:" and "Chế độ báo cáo hằng tháng" as a line of its own name a report, not a time."""
    return len(lead) < 40 and not following.strip(" .:") and _NAMED.match(lead) is not None


def judge_term(term: Term, place: Place, copy: Copy) -> Verdict:
    """The role of an event-relative term or pointer."""
    if term.kind == "pointer":
        return Verdict("deadline_pointer", "pointer", 0.8)
    if term.kind == "trigger":
        return Verdict("trigger", term.name, 0.75)
    folded, marked = copy.folded, copy.marked
    start, end = term.span.start, term.span.end
    lead = folded[place.clause.start : start]
    if term.kind == "relative" and _EFFECT.search(lead):
        return Verdict("effective_date", term.name, 0.85)
    if term.kind == "constraint" or term.relative is None or term.relative.offset is None:
        return Verdict("constraint", term.name, 0.75)
    if place.due_column or labelled(copy, place, start):
        return Verdict("deadline", term.name, 0.9, alone=True)
    mark = _LIST_MARK.match(folded, place.clause.start, start)
    at = mark.end() if mark is not None else place.clause.start
    item = mark is not None and mark.group().strip() != "" and place.clause.end - end < 2
    ordered = item or acts().match(folded, marked, at) is not None
    told = (
        ordered
        or cue("duty").search(folded, marked, place.clause.start, start) is not None
        or cue("duty").search(folded, marked, end, place.clause.end) is not None
    )
    fact = cue("fact").search(folded, marked, max(place.clause.start, start - 30), start) is not None
    if term.name == "at once":
        if told and not fact:
            return Verdict("deadline", term.name, 0.8, alone=ordered)
        return Verdict("constraint", term.name, 0.65)
    if term.relative.offset.endswith("Y") or re.match(r"\s*ma\b", folded[end : place.clause.end]) or fact:
        return Verdict("constraint", term.name, 0.7)
    if told or acts().search(folded, marked, place.clause.start, place.clause.end):
        return Verdict("deadline", term.name, 0.8, alone=told)
    return Verdict("constraint", term.name, 0.65)
