"""Where the name of an issuer ends."""

from __future__ import annotations

import re
from functools import cache

from vndocx.extraction.references.citation import Prose
from vndocx.lexicon.codes import issuer_codes
from vndocx.text import fold

__all__ = ["issuer_end"]

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*\.?(?=\W|$)")
_GAP = re.compile(r"[ \n]+(?:-[ \n]+)?|,[ ]|[ ]?-[ ]?|[ ]?&[ ]?|/")

# Words of a body's name that stand small: "Ủy ban nhân dân tỉnh", "Ban cán sự đảng", "Đảng bộ tỉnh".
_SMALL_WORDS = (
    "uy ban nhan dan tinh thanh pho huyen quan xa phuong thi tran dang bo cac co khoi va nuoc trung uong "
    "thuong truc vu hoi dong can su doan cap cong an quan su chi nha truc thuoc lan thu chap hanh dai bieu "
    "toan quoc thuong chinh phu tich van phong so truong"
)
_SMALL = frozenset(_SMALL_WORDS.split())
# What can follow an issuer and never belongs to one.
_STOP = re.compile(
    r"""(?:quy\ dinh|huong\ dan|ban\ hanh|phe\ duyet|sua\ doi|bo\ sung|thuc\ hien|trien\ khai|quyet\ dinh|cong\ bo
    |thanh\ lap|giao|phan\ cap|thong\ qua|dieu\ chinh|cho|chap\ thuan|uy\ quyen|ve|v/v|va\ cac|da|duoc|co|la|do|trong
    |tai|theo|de|doi\ voi|nham|khi|neu|thi|ma|cung|nay|neu\ tren|noi\ tren|tren|tu|den|gui|ky|bai\ bo|thay\ the|can\ cu
    |xay\ dung|tong\ ket|so\ ket|kiem\ tra|thi\ hanh|khoa\ [ivx\d]+|nhiem\ ky|lan\ nay|ngay|so\ \d+|cac|nhu
    |yeu\ cau|de\ nghi|chi\ dao|tiep\ tuc|dong\ thoi|tinh\ den)(?![^\W_])""",
    re.VERBOSE,
)
_ABOUT = re.compile(r"(?:truong\s+)?(?:ban\s+chi\s+dao|to\s+cong\s+tac|hoi\s+dong|uy\s+ban\s+quoc\s+gia)\b")


@cache
def _known() -> re.Pattern[str]:
    names = {fold(row.name) for row in issuer_codes().values()}
    names |= {f"bo truong {name}" for name in names if name.startswith("bo ")}
    ordered = sorted(names, key=len, reverse=True)
    return re.compile("(?:" + "|".join(r"\s".join(map(re.escape, name.split())) for name in ordered) + r")(?![^\W_])")


def issuer_end(prose: Prose, at: int) -> int | None:
    """Where the name that begins at ``at`` ends; None where no body's name begins there."""
    folded, text = prose.folded, prose.text
    known = _known().match(folded, at)
    first = _WORD.match(text, at)
    if first is None or _STOP.match(folded, at):
        return None
    if not first[0][0].isupper() and known is None and not _ABOUT.match(folded, at):
        return None
    end = known.end() if known else first.end()
    capital = text[_last_word(text, end)].isupper()
    about = bool(_ABOUT.match(folded, at))
    while gap := _GAP.match(text, end):
        word = _WORD.match(text, gap.end())
        if word is None:
            break
        low = folded[word.start() : word.end()]
        upper = word[0][0].isupper()
        if about and low == "ve":
            about = False
            if upper_follows(text, word.end()) or _second_about(folded, word.end()):
                end = _about_end(prose, word.end())
                break
            break
        if _STOP.match(folded, word.start()) and not (upper and not word[0].isupper()):
            break
        if gap[0] == "," and not _ministry_goes_on(text, word.start()):
            break
        if "\n" in gap[0] and not upper and low not in _SMALL:
            break
        if low == "va":
            if not upper_follows(text, word.end()) or _new_body(folded, word.end()):
                break
            capital = False
        elif upper:
            capital = True
        elif capital or low in _SMALL:
            capital = False
        else:
            break
        end = word.end()
    return end - 1 if text[end - 1] == "." else end


def upper_follows(text: str, at: int) -> bool:
    """Whether the next word begins with a capital."""
    while at < len(text) and text[at] in " \n":
        at += 1
    return at < len(text) and text[at].isupper()


def _last_word(text: str, end: int) -> int:
    start = end - 1
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    return start


_NEW_BODY = re.compile(
    r"\s+(?:ban\s|bo\s|so\s|uy\s+ban|ubnd|hdnd|hoi\s+dong|mat\s+tran|thu\s+tuong|chu\s+tich|van\s+phong\s"
    r"|nghi\s+(?:quyet|dinh)|quyet\s+dinh|thong\s+(?:tu|bao)|luat|ke\s+hoach|chi\s+thi|ket\s+luan|quy\s+(?:dinh|che)"
    r"|cong\s+(?:van|dien)|huong\s+dan)"
)


def _new_body(folded: str, at: int) -> bool:
    return bool(_NEW_BODY.match(folded, at))


def _ministry_goes_on(text: str, at: int) -> bool:
    """Whether a comma stands inside a name: "Bộ Văn hóa, Thể thao và Du lịch"."""
    return bool(re.compile(r"[^\W\d_]+(?: [^\W\d_A-ZĐ]+)? (?:và|,|-) [A-ZĐ]").match(text, at))


def _second_about(folded: str, at: int) -> bool:
    stop = re.compile(r"[.;()]").search(folded, at)
    return " ve " in folded[at : stop.start() if stop else at + 200]


def _about_end(prose: Prose, at: int) -> int:
    """The end of what a steering committee is about: before the second "về", a comma before a verb, or a mark."""
    stop = re.compile(
        r"\s(?:ve|ban hanh|quy dinh|huong dan|phe duyet|thuc hien|trien khai)\s|[.;:()\"\n]|,\s(?!\w+\s(?:va|,))"
    ).search(prose.folded, at)
    return stop.start() if stop else len(prose.folded)
