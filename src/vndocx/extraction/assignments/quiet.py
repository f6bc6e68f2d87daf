"""What gives no task though it reads like one: aims, scope, attendance, narration, what the paper says of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vndocx.extraction.assignments.chains import Page
from vndocx.extraction.assignments.subjects import Clause
from vndocx.extraction.assignments.units import Unit
from vndocx.text import fold

__all__ = [
    "LISTED", "TOLD", "announces", "form", "heralds", "hollow", "lists", "measured_section",
    "of_the_writer", "only_narrates", "outspoken", "preamble", "quiet_section", "silent_section", "told_section",
]  # fmt: skip

# Sections over the folded title. Silent ones tell who or what is meant, quiet ones what is hoped for.
_AIMS = re.compile(r"muc dich|muc tieu|quan diem")
_SILENT = re.compile(
    r"doi tuong ap dung|pham vi (?:dieu chinh|ap dung)|pham vi va doi tuong|pham vi, doi tuong(?!,)|giai thich tu ngu"
    r"|nghiem cam|khong duoc lam"
    r"|^(?:thanh phan|dai bieu|khach moi|doi tuong|tieu chi|tieu chuan|dieu kien)\b"
)
_MEASURES = re.compile(
    r"(?:thang diem|bang diem|xep (?:hang|loai)|(?:cach|cach thuc|phuong phap) (?:tinh|cham|xep)"
    r"|tieu chi (?:danh gia|xep|cham))\b"
)
# Titles of reports: what has been done, and what is to be done after all.
_DONE = re.compile(
    r"(?:cac |nhung |mot so |ve )?(?:ket qua|tinh hinh|thuc trang|hien trang|ton tai|han che|uu diem|khuyet diem"
    r"|thuan loi|kho khan|nguyen nhan|bai hoc|boi canh|su can thiet|khai quat|dac diem|dien bien|qua trinh"
    r"|danh gia (?:chung|tinh hinh|ket qua|thuc trang|nguyen nhan)|co so (?:chinh tri|phap ly|thuc tien))\b"
)
_TO_DO = re.compile(
    r"\b(?:nhiem vu|giai phap|phuong huong|bien phap|kien nghi|de xuat|to chuc thuc hien|trach nhiem)\b"
)
_TITLE = 160  # characters of a title; longer ones are sentences
_BLANK = re.compile(r"…{2,}|\.{5,}|_{4,}")
# A lead-in to cases, conditions or contents, not to duties.
_LISTING = re.compile(
    r"(?:truong hop|dieu kien|tieu chi|noi dung|thanh phan|hinh thuc|nguyen tac|tieu chuan|ho so|gom|cac buoc)"
    r"(?: nhu)?(?: sau)?(?: day)?\s*:$"
)
_PREAMBLE = re.compile(r"^(?:can cu|xet|theo de nghi cua|chieu)\b")
_HERALD = re.compile(r"(?:nhu sau|sau day|duoi day)\s*:?\s*$")
_LETTERS = frozenset({"CV", "TTr", "BC"})  # papers that tell their reader what their issuer does
_TELLING = frozenset({("thông", "báo"), ("trả", "lời"), ("báo", "cáo"), ("gửi", "đến"), ("đề", "nghị")})
_TOLD = re.compile(r"\b(?:duoc|de)\s[^.]{0,200}?\bbiet\b")
_PAPER = re.compile(
    r"ban hanh (?:ke hoach|quyet dinh|nghi quyet|chi thi|quy dinh|quy che|huong dan|chuong trinh"
    r"|thong tu|ket luan|nghi dinh)\b"
)
_PAPER_OF_OTHERS = re.compile(
    r"\b(?:co|nhan duoc|gui|nop|tai) (?:cac )?(?:van ban|cong van|to trinh|don|ho so|phieu)\b"
)
# A head that only announces what its items say.
_LEADS_IN = re.compile(r"(?:sau|sau day|duoi day|nhiem vu|noi dung|cong viec|cong tac|giai phap|viec|nhu)\s*:$")


# An act that only says that the list behind it is to be done.
_HOLLOW = re.compile(
    r"(?:tap trung |tiep tuc |phoi hop )?(?:(?:trien khai|to chuc|thuc hien)(?:, | ))+"
    r"(?:tot |nghiem tuc |nghiem |hieu qua )*"
    r"(?:mot so |cac |nhung )?(?:nhiem vu|noi dung|cong viec|giai phap|hoat dong|viec)(?:, (?:giai phap|bien phap))?"
    r"(?: trong tam| cu the| chu yeu)?(?: sau| duoi)?(?: day)?$"
)

LISTED = "in a list of cases, conditions or contents"
TOLD = "under a title of what has been done"


def silent_section(titles: Sequence[str]) -> bool:
    """Whether one of the folded titles around a unit heads definitions, prohibitions, criteria or those who attend."""
    return any(_SILENT.search(title) for title in titles)


def quiet_section(titles: Sequence[str]) -> bool:
    """Whether the nearest title heads aims, among which only what is told to somebody outright is a task."""
    return bool(titles) and _AIMS.search(titles[-1]) is not None


def measured_section(titles: Sequence[str]) -> bool:
    """Whether the nearest title heads marks and ranks: what earns them is no duty."""
    return bool(titles) and _MEASURES.match(titles[-1]) is not None


def told_section(titles: Sequence[str]) -> bool:
    """Whether the titles around a unit head a report of what is so or has been done: "II. Kết quả kiểm tra"."""
    for title in reversed([title for title in titles if len(title) <= _TITLE]):
        done = _DONE.match(title)
        if done is not None:
            return not re.search(r"(?:,|;| va) (?:cac )?" + _TO_DO.pattern, title)
        if _TO_DO.search(title):
            return False
    return False


def form(text: str) -> bool:
    """Whether a unit has blanks to fill in, so that nobody is told anything yet."""
    return _BLANK.search(text) is not None


def preamble(folded: str) -> bool:
    """Whether a unit is one of the grounds of a decision: "Căn cứ Luật …;"."""
    return _PREAMBLE.match(folded) is not None and folded.endswith(";")


def lists(folded: str) -> bool:
    """Whether a unit leads in cases, conditions or contents."""
    return _LISTING.search(folded) is not None


def announces(folded: str) -> bool:
    """Whether the head of a list says no more than that the list follows."""
    return _LEADS_IN.search(folded) is not None


def hollow(folded: str) -> bool:
    """Whether an act says no more than that the list behind it is to be done: "thực hiện tốt các nhiệm vụ sau"."""
    return _HOLLOW.match(folded) is not None


def heralds(folded: str) -> bool:
    """Whether a piece only announces the paper itself: "ban hành Kế hoạch … như sau:"."""
    return _HERALD.search(folded) is not None and "trach nhiem" not in folded and "yeu cau" not in folded


def outspoken(clause: Clause, quiet: str) -> bool:
    """Whether a clause gives a task even where others give none, for the reason ``quiet``: somebody is told to act.

    In a list of cases or contents it is enough that the body is named; in a report, that the sentence before told it
    to do what follows.
    """
    subject = clause.subject
    if quiet == LISTED and subject.chain.named:
        return not subject.inherited
    if quiet == TOLD and subject.inherited:
        return subject.strong and subject.rule != "label"
    return not subject.inherited and (subject.strong or subject.modality != "must" or clause.start < clause.verb)


def only_narrates(page: Page, unit: Unit, clause: Clause, first: int, folded: str) -> bool:
    """Whether a clause tells what the issuer does with this paper, what another paper asked, or opens a speech."""
    if clause.subject.rule == "order" and _narrated(page, first, clause):
        return True
    return _own_act(page, unit, clause, folded) or _speaks_for(page, clause)


def _narrated(page: Page, first: int, clause: Clause) -> bool:
    """Whether the order is another paper's: "Công ty có văn bản số 12 đề nghị Sở hướng dẫn"."""
    start = clause.subject.chain.start
    if start <= first:
        return False
    said = _PAPER_OF_OTHERS.search(fold(page.span(first, start).cut(page.layout.text)))
    if said is None:
        return False
    behind = page.words.spans[first].start + said.end()
    return not any(
        page.words.mark(at - 1) == "," and page.words.spans[at].start >= behind
        for at in range(first + 1, start)
        if at in page.names
    )


def _speaks_for(page: Page, clause: Clause) -> bool:
    """Whether "Thay mặt X," only opens a speech."""
    words = page.words
    if words.marked[clause.verb : clause.verb + 2] != ("thay", "mặt"):
        return False
    chain = page.chain(clause.verb + 2, clause.end)
    return chain is not None and words.mark(chain.end) == ","


def _own_act(page: Page, unit: Unit, clause: Clause, folded: str) -> bool:
    """Whether the issuer only says what this paper does: it makes it known, issues it, or tells of itself."""
    if clause.subject.rule != "subject" or clause.subject.inherited:
        return False
    verb = page.words.marked[clause.verb : clause.verb + 2]
    if (verb in _TELLING and _TOLD.search(folded)) or of_the_writer(page, clause):
        return True
    issuing = verb == ("ban", "hành") and _PAPER.search(folded) is not None
    return issuing and (not unit.path or not unit.path[-1].label)


def of_the_writer(page: Page, clause: Clause) -> bool:
    """Whether a letter or report tells what its own issuer does, with no word of duty: "Sở kính trình … xem xét"."""
    head = page.layout.letterhead
    if head.type is None or head.issuer is None or head.type.value not in _LETTERS or clause.obliged:
        return False
    chain = clause.subject.chain
    if "sẽ" in page.words.marked[chain.end : clause.verb + 1] or len(chain.items) != 1:
        return False
    return chain.named and fold(page.span(chain.start, chain.end).cut(page.layout.text)) in fold(head.issuer.value)
