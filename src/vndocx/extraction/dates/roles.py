"""What a date does in its clause: the rules of what is a deadline and what is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vndocx.extraction.dates.beginnings import EFFECT_REACH, comes_to_be, takes_hold
from vndocx.extraction.dates.cues import acts, cue
from vndocx.extraction.dates.phrases import Phrase
from vndocx.extraction.dates.places import Copy, Place
from vndocx.extraction.dates.values import Point, Several, Stretch, points
from vndocx.model.findings import DateRole
from vndocx.model.layout import Zone

__all__ = ["ACT_BY", "OF_ACT", "TERMED", "TOLD", "Verdict", "hands_in", "is_day", "judge", "labelled", "works_in"]

# "Số 12-KH/TU, ngày": a number right before the date.
_NUMBER = re.compile(r"\d[\w.]*\s?[/-]\s?[a-z0-9][\w/.&-]*\s*(?:,|\()?\s*(?:ky\s)?$")
_CITED = re.compile(
    r"(?<!\w)(?:luat|bo luat|phap lenh|nghi quyet|nghi dinh|quyet dinh|chi thi|thong tu|ket luan|huong dan|quy dinh"
    r"|quy che|cong van|thong bao|ke hoach|bao cao|to trinh|cong dien|van ban|dieu le|thong tri|lenh|hien phap|don"
    r"|giay moi|bien ban)(?!\w)"
)
_LAW = re.compile(r"(?<!\w)(?:luat|bo luat|phap lenh|hien phap)\s[^.;:]{2,70}$")
_BASIS = re.compile(r"\s*[-+*]?\s*(?:can cu|xet|theo de nghi)\b")
_CASE_OVER = re.compile(r"(?<!\w)thi(?!\w)")
TOLD = "a time that figures are told of"
ACT_BY = "within, at the end of a clause"  # a deadline only where the clause is a task
OF_ACT = "if of an act"  # how the rules of a term end that is a deadline only where it binds the act of a task
TERMED = ("behind a label of", "in a column of")  # how the rules of a term begin
_COMPLETES = re.compile(r"[\s+*•-]*(?:hoan thanh|hoan tat)\b")  # "Hoàn thành, báo cáo Ủy ban … trong tháng 5/2031"
_BORN = re.compile(r"(?<!\w)(?<!hoc )(?<!tuyen )(?<!ve )(?<!thi )(?<!khai )sinh\s(?:ra\s)?$")
_CLOSED = re.compile(r"\s*(?:[.;:)/]|,?\s?de (?:tong hop|bao cao|trinh|theo doi)\b|$)")
# What a time only describes: "nhiệm vụ trọng tâm trong năm 2031", "dự kiến trong tháng 5/2031".
_DESCRIBED = re.compile(
    r"(?<!\w)(?:nhiem vu|ke hoach|chuong trinh|cong tac|ket qua|tinh hinh|chi tieu|muc tieu|du toan|kinh phi"
    r"|ngan sach|von|so lieu|su kien|hoat dong|danh muc|du kien|phat sinh|dien ra|mua|dip|de ra)\s(?:\w+\s){0,2}$"
)
_PASSED_ON = re.compile(
    r"(?<!\w)(?:(?:nhan duoc|tiep nhan|da co|ban hanh)\s(?:van ban|cong van|cong dien|to trinh)\b"
    r"|^[\s\d.)*+-]*tai (?:van ban|cong van|cong dien)\b)[^;]*?(?<!\w)(?:de nghi|yeu cau)(?!\w)"
)
_ASKS = re.compile(r"(?<!\w)(?:de nghi|yeu cau|giao|phai|co trach nhiem)(?!\w)")
_NEAR = 60
_GROWN = re.compile(r"\s?,?\s(?:uoc\s)?(?:dat|tang|giam|thu|co|da|toan|so voi)\b")
_LEAD = re.compile(r"\b(?:co (?:trach )?nhiem(?: vu)?|phai)\s?:\s*$")  # "… Sở Y tế có trách nhiệm:" before a list
_WORKED = re.compile(
    r"(?<!\w)(?:gửi|nộp|báo cáo|đăng ký|kê khai|lập|trình|tổng hợp|rà soát|thẩm định|bình xét|chấm điểm|đánh giá"
    r"|xét duyệt|cập nhật|quyết toán|thống kê)(?!\w)"
)
_HANDS_IN = re.compile(r"(?<!\w)(?:gửi|nộp|báo cáo|đăng ký)(?:\s\w+){0,8}[\s,(]*$")
_COUNTED = re.compile(r"(?<!\w)(?:(?<!định )kỳ|tính|số liệu|chốt)(?!\w)")  # the days that a report tells of
_COMPLETED = re.compile(r"(?:hoan thanh|hoan tat|xong)(?:\s\w+){0,3}\s$")
_TOLD = re.compile(r"\s?,?\s(?:co|da|toan|ca|so|tong|dat|tren|luy)\b")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The role of a date and why; ``reference`` the cited paper whose date it is; ``alone``: a deadline even where
    no task stands around it."""

    role: DateRole
    rule: str
    confidence: float
    reference: str | None = None
    alone: bool = False


def judge(phrase: Phrase, place: Place, copy: Copy, mention: str | None) -> Verdict:
    """The role of ``phrase``. ``mention`` is the id of the reference in whose mention it stands."""
    start, folded = phrase.span.start, copy.folded
    low = max(place.clause.start, start - _NEAR)
    near = folded[low:start]
    found = _in_a_name(phrase, place, mention) or _issue(phrase, place, folded, near)
    if found is not None:
        return found
    if phrase.until_now:
        return Verdict("period", "until now", 0.97)
    if place.zone is Zone.TITLE:
        return Verdict("period_in_title", "in the title", 0.97)
    if phrase.cue.startswith("tinh den"):
        return Verdict("reporting_cutoff_past", "a cut-off", 0.97)
    starts = not place.due_column and phrase.reach in ("from", "bare", "at", "until", "by")
    if starts and cue("effect").search(folded, copy.marked, max(low, start - EFFECT_REACH), start):
        return Verdict("effective_date", "behind a word of effect", 0.97)
    if place.due_column:
        return Verdict("deadline", "in a column of terms", 0.975, alone=not place.plain_column)
    label = labelled(copy, place, start)
    if label is not None and not phrase.time:
        alone = label == "completion" and not _is_told(place, copy, start)
        return Verdict("deadline", f"behind a label of {label}", 0.97, alone=alone)
    if phrase.reach in ("before", "by"):
        return _bounded(phrase, place, copy)
    if phrase.reach == "until":
        return _until(phrase, near)
    return _loose(phrase, place, copy, near)


def _in_a_name(phrase: Phrase, place: Place, mention: str | None) -> Verdict | None:
    if mention is not None and phrase.reach not in ("before", "by", "from", "after"):
        if _is_years(phrase):
            return Verdict("period_in_title", "in the name of a cited paper", 0.97)
        if phrase.reach == "until":
            return Verdict("horizon", "in the name of a cited paper", 0.97)
        return Verdict("issue_date", "date of a cited paper", 0.985, mention)
    if place.zone is Zone.BACKDROP:
        return Verdict("event_time", "on a backdrop", 0.97)
    return None


def _issue(phrase: Phrase, place: Place, folded: str, near: str) -> Verdict | None:
    if phrase.reach != "bare":
        return None
    if place.zone in (Zone.HEAD, Zone.COPY):
        return Verdict("issue_date", "in the head", 0.97)
    if _NUMBER.search(near) and is_day(phrase):
        return Verdict("issue_date", "behind a number", 0.975)
    clause = folded[place.clause.start : phrase.span.start]
    if is_day(phrase) and _BASIS.match(clause) and _CITED.search(clause):
        return Verdict("issue_date", "behind a basis", 0.92)
    if isinstance(phrase.value, Point) and phrase.value.is_year and _LAW.search(near):
        return Verdict("issue_date", "year of a law", 0.82)
    return None


@cache
def _label(name: str) -> re.Pattern[str]:
    words = cue(name).phrases.pattern
    return re.compile(rf"(?P<head>^|[-+*.;(,:]\s?|\d\s|\b[a-z]\)\s?)(?:{words})\s?(?P<colon>:|la\b|du\skien:?)?\s*\(?$")


def labelled(copy: Copy, place: Place, start: int) -> str | None:
    """Which label stands right before ``start``: one of "completion" ("Thời gian hoàn thành:") or of "time"
    ("Thời gian thực hiện:"), which needs a task around it; None where there is none."""
    before = copy.folded[max(place.unit.start, start - _NEAR) : start]
    if (match := _label("labels").search(before)) is not None:
        return "completion"
    if (match := _label("time_labels").search(before)) is not None and (
        match["colon"] or not match["head"].strip(" -+*")
    ):
        return "time"
    return None


def _bounded(phrase: Phrase, place: Place, copy: Copy) -> Verdict:
    """Behind "trước", "chậm nhất", "đến hết": a deadline where something is to be done by then."""
    start = phrase.span.start
    if isinstance(phrase.value, Point) and phrase.value.is_year:
        if _COMPLETED.search(copy.folded, max(place.clause.start, start - 40), start):
            return Verdict("deadline", "a year, behind a word of completion", 0.87)
        return Verdict("horizon" if phrase.reach == "by" else "constraint", "a year", 0.87)
    if phrase.reach == "before" and _is_years(phrase):
        return Verdict("constraint", "before some years", 0.77)  # nothing says on which day a school year begins
    if _is_past(copy, max(place.clause.start, start - 40), start):
        return Verdict("constraint", "a fact before a day", 0.82)
    if _is_passed_on(copy.folded[place.clause.start : start]):
        return Verdict("constraint", "a request that another paper makes", 0.77)
    head = re.search(r"\w", copy.folded[place.clause.start : start])
    if head is None and phrase.reach == "by" and _TOLD.match(copy.folded, phrase.span.end, place.clause.end):
        return Verdict("reporting_cutoff_past", "told up to a day", 0.82)
    if head is not None and not phrase.cue.startswith(("cham", "muon", "han")):
        at = place.clause.start + head.start()
        if cue("condition").match(copy.folded, copy.marked, at) and not _CASE_OVER.search(copy.folded, at, start):
            return Verdict("constraint", "a case before a day", 0.77)
    completed = cue("completed").search(copy.folded, copy.marked, max(place.clause.start, start - _NEAR), start)
    if phrase.cue.endswith("het") and not phrase.cue.startswith(("cham", "muon")) and completed is None:
        return Verdict("constraint", "good until a day", 0.77)
    if acts().search(copy.folded, copy.marked, place.clause.start, place.clause.end) or _LEAD.search(
        copy.folded, phrase.span.end, place.clause.end
    ):
        told = _is_told(place, copy, start)
        return Verdict("deadline", f"behind {phrase.cue!r}", 0.77 if told else 0.975, alone=not told)
    return Verdict("constraint", "nothing to be done by then", 0.6)


def _is_past(copy: Copy, low: int, start: int) -> bool:
    """Whether a fact and no duty is told right before ``start``: "được giao trước …", "sinh trước …"; not before the
    colon that opens what is to be done."""
    low = max(low, copy.folded.rfind(": ", low, start))
    return cue("past").search(copy.folded, copy.marked, low, start) is not None or (
        _BORN.search(copy.folded, low, start) is not None
    )


def _is_passed_on(lead: str) -> bool:
    """Whether a clause tells what another paper asks, and asks nothing itself: "Sở nhận được Công văn … đề nghị"."""
    told = _PASSED_ON.search(lead)
    return told is not None and _ASKS.search(lead, told.end()) is None


def _is_told(place: Place, copy: Copy, start: int) -> bool:
    """Whether the clause tells before ``start`` what has been done: "Bộ đã đề nghị … ban hành"."""
    return re.search(r"(?<!\w)đã(?!\w)", copy.marked[place.clause.start : start]) is not None


def _until(phrase: Phrase, near: str) -> Verdict:
    if is_day(phrase) and re.search(r"(?:hoan thanh|gia han|xong)\s$", near):
        return Verdict("deadline", "until a day, behind a word of completion", 0.97, alone=True)
    if not is_day(phrase):
        return Verdict("horizon", "until a year", 0.97)
    return Verdict("reporting_cutoff_past", "until a day", 0.85)


def _loose(phrase: Phrase, place: Place, copy: Copy, near: str) -> Verdict:
    years = _is_years(phrase)
    start = phrase.span.start
    low = max(place.clause.start, start - 45)
    if phrase.reach == "within" and not years and not _is_past(copy, low, start):
        if phrase.cue.startswith("xong") or re.search(r"(?:hoan thanh|xong|hoan tat)\s$", near):
            return Verdict("deadline", "within, behind a word of completion", 0.97, alone=True)
        act = cue("completed").search(copy.folded, copy.marked, low, start)
        if act is not None and not copy.marked.endswith(("mới ", "đã ", "được "), low, act.start()):
            return Verdict("deadline", "within, behind an act", 0.92)
        if _COMPLETES.match(copy.folded, place.clause.start, start):
            return Verdict("deadline", "within, behind an act", 0.92)
        if _closes_an_act(phrase, place, copy):
            return Verdict("deadline", ACT_BY, 0.87)
    if years:
        return Verdict("period", "years", 0.97)
    if hands_in(phrase, place, copy):
        return Verdict("deadline", f"the days to hand in, {OF_ACT}", 0.87)
    if phrase.reach == "from" and is_day(phrase) and takes_hold(phrase, place, copy):
        return Verdict("effective_date", "from a day on, as a rule", 0.82)
    if phrase.reach == "from" and comes_to_be(phrase, place, copy):
        return Verdict("event_time", "when something began or begins", 0.82)
    if phrase.reach in ("from", "after") and not isinstance(phrase.value, Stretch):
        return Verdict("constraint", "from a day on", 0.77)
    if is_day(phrase):
        return Verdict("event_time", "a day", 0.92)
    if _GROWN.match(copy.folded, phrase.span.end, place.clause.end):
        return Verdict("period", TOLD, 0.87)
    return Verdict("period", "a month, quarter or year", 0.92)


def _closes_an_act(phrase: Phrase, place: Place, copy: Copy) -> bool:
    """Whether a month, quarter or year of print stands last in a clause and nothing but the act can have it."""
    start, clause = phrase.span.start, place.clause
    if place.cell or any(point.year is None for point in points(phrase.value)) or is_day(phrase):
        return False
    if _CLOSED.match(copy.folded, phrase.span.end, clause.end + 1) is None:
        return False
    return not _DESCRIBED.search(copy.folded, max(clause.start, start - 45), start) and not _is_told(place, copy, start)


def hands_in(phrase: Phrase, place: Place, copy: Copy) -> bool:
    """Whether something is to be handed in within some days: "gửi báo cáo từ ngày 10 đến ngày 15/12"."""
    spans = isinstance(phrase.value, Stretch) or phrase.reach == "until"
    if not spans or not is_day(phrase) or phrase.time:
        return False
    start = phrase.span.start
    low = max(place.clause.start, start - _NEAR)
    if _HANDS_IN.search(copy.marked, low, start) is None or _is_told(place, copy, start):
        return False
    return _COUNTED.search(copy.marked, place.clause.start, start) is None


def works_in(phrase: Phrase, place: Place, copy: Copy) -> bool:
    """Whether paper work is to be done within some days that come round: "tổng hợp … từ ngày 16 đến ngày 31/12 hằng
    năm". What is held, kept up or counted then has no last day by which it is done."""
    if not isinstance(phrase.value, Stretch) or not is_day(phrase) or phrase.time:
        return False
    low, start = place.clause.start, phrase.span.start
    if _WORKED.search(copy.marked, low, start) is None or _is_told(place, copy, start):
        return False
    return _COUNTED.search(copy.marked, low, start) is None


def _is_years(phrase: Phrase) -> bool:
    value = phrase.value
    return isinstance(value, Stretch) and value.first is not None and value.first.is_year


def is_day(phrase: Phrase) -> bool:
    """Whether a phrase names a day, not a month or a year."""
    value = phrase.value.members[0] if isinstance(phrase.value, Several) else phrase.value
    low = value.last or value.first if isinstance(value, Stretch) else value
    return low is not None and (low.day is not None or low.blank_day)
