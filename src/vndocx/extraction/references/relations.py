"""What a cited paper is to this one: the cue left of the citation."""

from __future__ import annotations

import re

from vndocx.extraction.references.citation import Citation, Prose
from vndocx.model.findings import Relation

__all__ = ["STRENGTH", "relation_of"]

# Where the mentions of one paper tell different things, the first of these counts.
STRENGTH: tuple[Relation, ...] = (
    "replaces", "repeals", "amends", "attached_to", "based_on", "implements", "guides", "mentions",
)  # fmt: skip

_SELF = (
    r"(?:quyet\sdinh|quy\sdinh|quy\sche|chi\sthi|nghi\squyet|nghi\sdinh|thong\stu|huong\sdan|ke\shoach|ket\sluan"
    r"|luat|van\sban)\snay"
)
_REPLACES = re.compile(rf"(?:{_SELF}\b[^.]*?\b|^\W*(?:dieu\s\d+\.?\s*)?)thay\s(?:the|cho)\b")
_REPEALS = re.compile(r"(?:^|\W)(?:bai\sbo|huy\sbo)\b(?:(?!\s(?:thuc\shien|theo)\b)[^.:]){0,120}$")
# "Thay thế cụm từ … tại khoản 2 …" changes a paper and does not replace it.
_WORDING = re.compile(
    r"thay\sthe(?:,\sbai\sbo)?\s(?:mot\sso\s)?(?:tu\b|cum\stu|noi\sdung|dieu\s|khoan\s|diem\s|phu\sluc|mau\s)"
)
_AMENDS = re.compile(r"^\W*(?:dieu\s\d+\.?\s*|v/v\s*|ve\s(?:viec\s)?)?(?:sua\sdoi|bo\ssung|dieu\schinh)\b")
# Not what a permit does some day: "… nếu gia hạn thì nộp trước khi giấy phép hết hiệu lực".
_ENDS = re.compile(r"(?:(?!\b(?:neu|truoc\skhi|giay\sphep)\b)[^.;]){0,250}?\b(?:het\shieu\sluc|bi\sbai\sbo)\b")
_REPEALED_HERE = re.compile(r"\s(?:bai\sbo|huy\sbo)\s(?:toan\sbo\s)?(?:cac\s)?$")
# Sent with this paper; "Phụ lục ban hành kèm theo …" is attached to the other one.
_ATTACHED = re.compile(r"(?:gui|dinh)\s(?:\w+\s)?kem(?:\stheo)?\s[^.;]{0,20}$|(?:^|[(:])\W*kem\stheo\s[^.;]{0,20}$")
_BASED = re.compile(
    r"\b(?:can\scu|tren\sco\sso)\s(?:(?:diem|khoan|dieu|muc|phan|chuong)\s[\w.]{1,6},?\s(?:va\s)?){0,8}[^,;:]{0,60}$|\btheo\s(?:dung\s)?quy\sdinh\s(?:tai|cua|o)\s[^,;:]{0,60}$|\bxet\s[^,;:]{0,50}$"
)
_SENT = re.compile(r"[^.;(]{0,40}\([^)]{0,30}kem\stheo\)")
_IMPLEMENTS = re.compile(
    r"(?:^|\W)(?:thuc\shien|trien\skhai|thi\shanh|quan\striet|cu\sthe\shoa|chap\shanh|hoc\stap)\b[^.;:]*$"
)
_GUIDES = re.compile(r"(?:^|\W)huong\sdan\s(?:thuc\shien|thi\shanh|trien\skhai|mot\sso)\b[^.;:]*$")
_SPIRIT = re.compile(r"\b(?:theo\stinh\sthan|theo\schu\struong)\b[^.;:]*$")


def _quoted(text: str, at: int) -> bool:
    """Whether the place stands between quotes that open in its paragraph."""
    line = text.rfind("\n", 0, at) + 1
    before = text[line:at]
    return before.count("“") > before.count("”")


def relation_of(prose: Prose, citation: Citation, clause_start: int, free_start: int) -> Relation:
    """The relation that one citation shows. ``clause_start`` is where its sentence begins, ``free_start`` where
    the citation before it ends; what is quoted from another paper replaces or amends nothing for this one."""
    clause = prose.folded[clause_start : citation.span.start].replace(";", ",")
    left = prose.folded[max(clause_start, free_start) : citation.span.start].replace(";", ",")
    right = prose.folded[citation.span.end : citation.span.end + 260]
    opens = free_start <= clause_start and not _quoted(prose.text, citation.span.start)
    if opens and _WORDING.search(left):
        return "amends"
    if _REPLACES.search(clause) and (opens or "thay the" in left or "thay cho" in left):
        return "replaces"
    if (
        (opens and _REPEALS.search(left[-160:]))
        or _REPEALED_HERE.fullmatch(left)
        or (_ENDS.match(right) and "het hieu luc" in right)
    ):
        return "repeals"
    if opens and _AMENDS.search(left):
        return "amends"
    if _ATTACHED.search(left):
        return "attached_to"
    if _SENT.match(right):
        return "attached_to"
    if _BASED.search(left):
        return "based_on"
    if _SPIRIT.search(left):
        return "mentions"
    if _GUIDES.search(left):
        return "guides"
    if _IMPLEMENTS.search(left):
        return "implements"
    return "mentions"
