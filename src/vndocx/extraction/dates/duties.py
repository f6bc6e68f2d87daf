"""Whether a term without a date of its own binds an act: "định kỳ báo cáo" does, "ngân sách hằng năm" does not."""

from __future__ import annotations

import re

from vndocx.extraction.dates.cues import acts, cue
from vndocx.extraction.dates.places import Copy, Place
from vndocx.extraction.dates.recurrence import Round
from vndocx.extraction.dates.relative import Term
from vndocx.extraction.dates.roles import OF_ACT, Verdict, labelled

__all__ = ["judge_round", "judge_term", "somebody"]

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
    r"|\sso lieu))\s$"
)
_REPORT_REACH = 130
# How often, in figures: tells of an act and not of a thing.
_COUNTED = ("recurring: interval", "recurring: times", "recurring: times_each", "recurring: occasion")
# "thực hiện sao lưu hằng ngày": what is done so often; "(hằng quý)" behind "định kỳ": how often it is.
_DONE = re.compile(r"(?<!\w)(?:thuc hien|tien hanh)\s(?:\w+\s){0,2}$")
_UPDATED = re.compile(r"(?<!\w)(?:bao cao|cap nhat|tong hop)\s(?:ket qua|tinh hinh)\s(?:(?:thuc hien|trien khai)\s)?$")
_REGULARLY = re.compile(r"(?<!\w)dinh ky\s?\(\s?$")
_SHORT = ("FREQ=DAILY", "FREQ=WEEKLY")
# "đánh giá kết quả thực hiện Kế hoạch (hằng năm)", "báo cáo Thủ tướng Chính phủ (định kỳ hằng năm)"
_PLAN_DONE = re.compile(
    r"(?:[Bb]áo cáo|[Đđ]ánh giá|[Tt]ổng hợp)[^.;:]{0,80}(?:kết quả|tình hình) (?:thực hiện|triển khai)"
    r" (?:Kế hoạch|Đề án|Chương trình|Nghị quyết|Chỉ thị|Quyết định|Quy chế|Quy định|Kết luận)(?: này)?\s\(?$"
)
_TO_WHOM = re.compile(r"[Bb]áo cáo (?:về |cho )?[A-ZĐ][^.;:]{2,90}\s\(?$")
_REPORT_END = re.compile(r"\s*(?:[.,;:)]|$|(?:theo|gui|cho|ve|hoac|va|tren)\b)")
_NAMED = re.compile(
    r"(?:che do|cong tac|cuoc|phien|ky|hinh thuc|noi dung|mau)?\s?(?:bao cao|hop|kiem tra|danh gia|so ket)\b"
)
_OBJECT = re.compile(r"\s*(?:[.;:)]|$|(?:ve|gui|cho|theo|ket qua|tinh hinh|voi|tai|hoac|va)\b)")
# "Báo cáo định kỳ kết quả hoạt động" is the name of a report, which tells no interval.
_MATTER = re.compile(r"\s(?:ket qua|tinh hinh)\b")
# "trước ngày Luật này có hiệu lực", "trước khi sáp nhập": what was the case before a law or a reform.
_PASSED = re.compile(
    r"hieu luc|(?:khi|ngay|diem) (?:(?:thuc hien|tien hanh|co) )?(?:sap nhap|hop nhat|sap xep|chia tach)"
)
_EFFECT_AHEAD = re.compile(r"[^.;:]{0,60}?\bco hieu luc\b")
_FACT_REACH = 40
# "Thời hạn giải quyết: trong 10 ngày kể từ ngày nhận đủ hồ sơ" tells how long a procedure takes.
_PROCEDURE = re.compile(
    r"(?:^[\s\w]{0,3}[\s.)*+-]*|(?<!\w)(?=[^:]{0,60}:\s*$))"
    r"(?:thoi han|thoi gian) (?:giai quyet|tham dinh|xu ly ho so|cap phep)(?!\w)"
)
_BANNED = re.compile(r"[\s\w]{0,3}[\s.)*+-]*khong (?!qua\b)")
_IF = re.compile(r"\s?,?\s?nếu\b")
# Between "Trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ" and who has to act within it.
_BEHIND_TERM = re.compile(r"(?:\stheo quy định)?(?P<comma>\s?,)?\s(?:các\s)?")
_ACT_REACH = 120
_UNDONE = re.compile(r"(?<!\w)(?:chưa|không được|được phép|nghiêm cấm)(?!\w)")
_MEASURED = re.compile(r"(?<!\w)(?:(?:ty le|chi phi)\s(?:\w+\s){0,8}|(?:so voi|hon|nhu|lien|lien ke|den)\s)$")
# "phần còn lại của xã Đông sau khi sắp xếp": it tells which part of the commune is meant.
_REST = re.compile(r"\bphan con lai cua [^.;:,]{1,60}$")
_CASE = re.compile(r"(?<!\w)truong hop\s$")
_CASE_OVER = re.compile(r"(?<!\w)(?:thi|phai|co trach nhiem)(?!\w)")
_EFFECT = re.compile(r"hieu luc(?:\sthi\shanh)?\s(?:ke\s)?(?:tu\s)?$")


def judge_round(one: Round, place: Place, copy: Copy) -> Verdict:
    """Whether a recurring term is the deadline of an act or describes a thing."""
    folded, marked = copy.folded, copy.marked
    start, end = one.span.start, one.span.end
    if place.due_column or labelled(copy, place, start):
        return Verdict(
            "deadline",
            f"{one.name}, in a column or behind a label",
            0.97,
            alone=place.due_column and not place.plain_column,
        )
    mark = _LIST_MARK.match(folded, place.clause.start, start)
    bare = folded[mark.end() if mark is not None else place.clause.start : start]
    aside = _ASIDE.match(folded, end, place.clause.end)
    following = aside.end() if aside is not None else end
    told = mark is not None and mark.group().strip() != "" and acts().match(folded, marked, mark.end()) is not None
    told = told or (one.rrule is not None and "BY" in one.rrule)
    counted = one.name in _COUNTED
    explicit = counted or (one.rrule is not None and "BY" in one.rrule)
    if not explicit and _heading(bare, folded[following : place.clause.end]):
        return Verdict("attributive_not_deadline", f"{one.name}, in a heading", 0.77)
    if not bare.strip():
        if acts().search(folded, marked, following, place.clause.end):
            return Verdict("deadline", f"{one.name}, at the head", 0.92)
        return Verdict("attributive_not_deadline", f"{one.name}, with no act", 0.6)
    lead = folded[max(place.clause.start, start - 50) : start]
    low, regular = max(place.clause.start, start - _REPORT_REACH), folded.startswith("dinh ky", start)
    if _REPORT_END.match(folded, end, place.clause.end) and _REPORTED.search(folded[low:start]):
        return Verdict("deadline", f"{one.name}, of a report", 0.82)
    if folded.startswith(("truoc", "luc", "vao luc"), start) and acts().search(
        folded, marked, place.clause.start, place.clause.end
    ):
        if one.name == "recurring: weekday":
            return Verdict("deadline", f"{one.name}, before a weekday", 0.87, alone=told)
        return Verdict("deadline", f"{one.name}, by an hour, {OF_ACT}", 0.82)
    if one.rrule is not None and one.rrule.startswith(_SHORT) and _UPDATED.search(lead):
        return Verdict("deadline", f"{one.name}, of a report, {OF_ACT}", 0.75)
    if _PLAN_DONE.search(copy.text, low, start) or (_TO_WHOM.search(copy.text, low, start) and regular):
        return Verdict("deadline", f"{one.name}, of a report, {OF_ACT}", 0.75)
    if not counted and _THING.search(lead):
        return Verdict("attributive_not_deadline", f"{one.name}, of a thing", 0.87)
    if acts().match(folded, marked, following):
        return Verdict("deadline", f"{one.name}, before an act", 0.87, alone=told)
    matter = one.rrule is None and (lead.endswith("(bao cao ") or _MATTER.match(folded, end, place.clause.end))
    performed = _PERFORMED.search(lead) and _is_performed(lead, copy, start)
    if performed and not matter and _OBJECT.match(folded, end, place.clause.end):
        return Verdict("deadline", f"{one.name}, behind an act", 0.82, alone=told)
    if counted and re.search(r"dinh ky[\s:]*$|(?:to chuc|thuc hien|hop)\s$", lead):
        return Verdict("deadline", f"{one.name}, behind an act", 0.87, alone=told)
    if counted:
        return Verdict("deadline", f"{one.name}, {OF_ACT}", 0.82)
    if _is_of_act(one, lead, regular=regular):
        return Verdict("deadline", f"{one.name}, {OF_ACT}", 0.75)
    return Verdict("attributive_not_deadline", f"{one.name}, of a thing", 0.82)


def _is_of_act(one: Round, lead: str, *, regular: bool) -> bool:
    """Whether a term tells how often an act before it is done, and not which thing is meant: "định kỳ hằng năm",
    "định kỳ (hằng quý)", "thực hiện sao lưu hằng ngày"."""
    if one.rrule is None:
        return False
    if regular or _REGULARLY.search(lead):
        return True
    return one.rrule.startswith(_SHORT) and _DONE.search(lead) is not None


def _is_performed(lead: str, copy: Copy, start: int) -> bool:
    """Not "phối hợp định kỳ", which folds like "họp định kỳ"."""
    return not lead.endswith("hop ") or copy.marked[start - 4 : start - 1] == "họp"


def _heading(lead: str, following: str) -> bool:
    """ "Báo cáo định kỳ:" and "Chế độ báo cáo hằng tháng" as a line of its own name a report, not a time."""
    return len(lead) < 40 and not following.strip(" .:") and _NAMED.match(lead) is not None


def judge_term(term: Term, place: Place, copy: Copy) -> Verdict:
    """The role of an event-relative term or pointer."""
    if term.kind == "pointer":
        return Verdict("deadline_pointer", "pointer", 0.87)
    if term.kind == "trigger" and _REST.search(copy.folded, place.clause.start, term.span.start):
        return Verdict("attributive_not_deadline", f"{term.name}, of a place", 0.92)
    if term.kind == "trigger":
        of_a_case = _CASE.search(copy.folded, place.clause.start, term.span.start) is not None
        return Verdict("constraint" if of_a_case else "trigger", term.name, 0.82)
    folded, marked = copy.folded, copy.marked
    start, end = term.span.start, term.span.end
    lead = folded[place.clause.start : start]
    if term.kind == "relative" and _EFFECT.search(lead):
        return Verdict("effective_date", term.name, 0.92)
    if term.kind == "constraint" or term.relative is None:
        return Verdict("constraint", term.name, 0.82)
    if place.due_column or labelled(copy, place, start):
        return Verdict("deadline", term.name, 0.97, alone=True)
    if term.relative.offset is None:
        return _by_event(term, place, copy)
    if _PROCEDURE.search(lead) or _BANNED.match(lead) or _IF.match(marked, end, place.clause.end):
        return Verdict("attributive_not_deadline", f"{term.name}, of a procedure, ban or case", 0.77)
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
            return Verdict("deadline", term.name, 0.87, alone=ordered)
        return Verdict("constraint", term.name, 0.7) if fact else _by_event(term, place, copy)
    if term.relative.offset.endswith("Y") or re.match(r"\s*ma\b", folded[end : place.clause.end]) or fact:
        return Verdict("constraint", term.name, 0.77)
    if told or acts().search(folded, marked, place.clause.start, place.clause.end):
        return Verdict("deadline", term.name, 0.87, alone=told or (_opens(lead) and _bids(copy, end, place.clause.end)))
    return Verdict("constraint", term.name, 0.7)


def _opens(lead: str) -> bool:
    """Whether nothing but the mark of its item stands before a term."""
    return _LIST_MARK.fullmatch(lead) is not None


def somebody(copy: Copy, start: int) -> tuple[int, bool] | None:
    """The end of the class of a body or post that is named right behind a term ("Trước ngày 15/6, [các sở] …"), and
    whether a comma stands before it."""
    gap = _BEHIND_TERM.match(copy.marked, start)
    named = cue("somebody").match(copy.folded, copy.marked, gap.end()) if gap is not None else None
    return (named.end(), gap["comma"] is not None) if gap is not None and named is not None else None


def _bids(copy: Copy, end: int, stop: int) -> bool:
    """Whether behind a term and a comma somebody is named and an act told, and no right, ban or case."""
    named = somebody(copy, end)
    if named is None or not named[1]:
        return False
    act = acts().search(copy.folded, copy.marked, named[0], min(stop, named[0] + _ACT_REACH))
    return act is not None and cue("no duty").search(copy.folded, copy.marked, end, act.end()) is None


def _by_event(term: Term, place: Place, copy: Copy) -> Verdict:
    """Behind "trước khi": the term of an act where it binds one, unless its clause tells a fact, a case or a ban."""
    start, end = term.span.start, term.span.end
    clause, folded = place.clause, copy.folded
    lead = folded[clause.start : start]
    event = folded[start:end]
    completed = cue("completed").search(folded, copy.marked, max(clause.start, start - 20), start) is not None
    if not completed and (_PASSED.search(event) or _EFFECT_AHEAD.match(folded, end, clause.end)):
        return Verdict("constraint", f"{term.name}, of a reform or law", 0.82)
    fact = cue("past").search(folded, copy.marked, max(clause.start, start - _FACT_REACH), start) is not None
    if fact or _UNDONE.search(copy.marked, clause.start, start) or _MEASURED.search(lead) or "%" in event:
        return Verdict("constraint", f"{term.name}, of a fact", 0.77)
    head = _LIST_MARK.match(folded, clause.start, start)
    at = head.end() if head is not None else clause.start
    if cue("condition").match(folded, copy.marked, at) and not _CASE_OVER.search(lead):
        return Verdict("constraint", f"{term.name}, of a case", 0.77)
    return Verdict("deadline", f"{term.name}, {OF_ACT}", 0.75)
