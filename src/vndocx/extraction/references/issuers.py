"""Where the name of an issuer ends."""

from __future__ import annotations

import re
from functools import cache

from vndocx.extraction.references.citation import Prose
from vndocx.lexicon.codes import issuer_codes
from vndocx.text import fold

__all__ = ["issuer_end", "normal_case"]

_WORD = re.compile(r"(?:TP\.|[^\W\d_]+(?:-[^\W\d_]+)*)(?=\W|$)")
_GAP = re.compile(r"[ ]?&[ ]?|[ \n]+(?:[-–][ \n]+)?|,[ ]|[ ]?-[ ]?|/")

# Words of a body's name that stand small: "Ủy ban nhân dân tỉnh", "Ban cán sự đảng", "Đảng bộ tỉnh".
_SMALL_WORDS = (
    "uy ban nhan dan tinh thanh pho huyen quan xa phuong thi tran dang bo cac co khoi va nuoc trung uong "
    "thuong truc vu hoi dong can su doan cap cong an quan su chi nha truc thuoc lan thu chap hanh dai bieu "
    "toan quoc gia giup viec thuong chinh phu tich van phong so truong"
)
_SMALL = frozenset(_SMALL_WORDS.split())
# What can follow an issuer and never belongs to one; with marks, since "giao" is not "giáo".
_STOPS = r"""quy\ định|hướng\ dẫn|ban\ hành|phê\ duyệt|sửa\ đổi|bổ\ sung|thực\ hiện|triển\ khai|quyết\ định|công\ bố
    |thành\ lập|phân\ cấp|thông\ qua|điều\ chỉnh|cho|chấp\ thuận|[uủ][yỷ]\ quyền|về|v/v|và\ các|đã|được|có|là|do
    |trong|tại|theo|để|đối\ với|nhằm|khi|nếu|thì|mà|cùng|này|nêu\ trên|nói\ trên|trên|từ|đến|gửi|ký|bãi\ bỏ|thay\ thế
    |căn\ cứ|tổng\ kết|sơ\ kết|kiểm\ tra|thi\ hành|(?:khoá|khóa|khoa)\ [ivxIVX\d]+|nhiệm\ kỳ|lần\ này|ngày
    |số\ \d+|các|như|yêu\ cầu|đề\ nghị|chỉ\ đạo|tiếp\ tục|đồng\ thời|tính\ đến|phân\ công|kiện\ toàn|không|sẽ|vào
    |với|bằng|thống\ nhất|báo\ cáo|trình|tổ\ chức\ thực|quán\ triệt|bảo\ đảm|làm|kết\ luận|chủ\ trì|phải
    |hỏi|trả\ lời|góp\ ý|đồng\ ý|nêu|cấp(?!\ (?:tỉnh|huyện|xã|ủy|trung|cơ|trên|dưới))|phối\ hợp|xác\ nhận|chấp\ nhận
    |nghiệm\ thu|thẩm\ định|thông\ báo|kèm|chưa|đang|hết"""
_STOP = re.compile(rf"(?:{_STOPS}|giao|xây\ dựng)(?![^\W_])", re.VERBOSE)
# The same behind a firm, whose name may go on with what it does.
_FIRM_STOP = re.compile(
    rf"(?:{_STOPS}|giao(?!\ thông)|lập|nộp|xin|giữ|tham\ gia|tăng\ cường|xác\ định)(?![^\W_])", re.VERBOSE
)
_CAPITAL_STOP = re.compile(
    r"(?:Quy định|Ban hành|Hướng dẫn|Sửa đổi|Phê duyệt|Về việc|Về|Thông qua|Kết luận|Thông báo)(?![^\W_])"
)
_MEETING = re.compile(
    r"hoi\snghi\s(?:lan\sthu\s\w+\s)?(?:ban\schap\shanh\s)?trung\suong(?:\sdang)?"
    r"(?:\slan\sthu\s(?:muoi\s)?\w+|\s\d{1,2}(?!\d))?"
)
_MINISTRY = re.compile(r"(?:bo|so|uy ban|ban|tong cuc|cuc|vu|phong|bo truong|giam doc so|truong phong)\s")
# Bodies whose names go on in small letters: "Công ty cổ phần xây dựng cầu đường", "Phòng cảnh sát giao thông".
_FIRM = re.compile(
    r"(?:tong\s)?(?:cong\sty|chi\snhanh|doanh\snghiep|hop\stac\sxa|htx|xi\snghiep|lien\sdanh|tap\sdoan|phong\scanh\ssat)\b"
)
# Words of two syllables that stand small inside the names of offices: "Cục Bảo vệ thực vật".
_PAIR = re.compile(
    r"(?:công ty|thực vật|động vật|môi trường|kinh tế|cảnh sát|cổ phần|hóa chất|điện lực|quản trị|công nghiệp"
    r"|giao thông|đô thị|nông thôn|xã hội|khoáng sản|thực phẩm|hàng không|đường bộ|đường sắt|hàng hải|nước ngoài"
    r"|công nghệ|dân sự)(?![^\W_])"
)
_JOINT = re.compile(r"\s?-\s?(?=(?:bo|uy\sban|ngan\shang|thanh\stra|toa\san|vien)\s)")
_CLAUSE_END = re.compile(r"[.;()]")
_ABOUT_AGAIN = re.compile(r",?\s(?:ve|ban hanh|quy dinh|huong dan)\s")
_ABOUT = re.compile(r"(?:truong\s+)?(?:ban\s+chi\s+dao|to\s+cong\s+tac|hoi\s+dong(?!\s+nhan)|uy\s+ban\s+quoc\s+gia)\b")


# Bodies whose name nothing goes on, beside those that their code names alone.
_COMPLETE = (
    "Bộ Chính trị, Ban Bí thư", "Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành Trung ương Đảng", "Quốc hội", "Chính phủ",
    "Thủ tướng Chính phủ", "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", "Bộ trưởng, Chủ nhiệm Ủy ban Dân tộc",
)  # fmt: skip
_SHORT = frozenset(["TNHH", "MTV", "HTX", "CP"])
_LEVELS = frozenset(["tinh", "pho", "huyen", "quan", "xa", "phuong", "uy", "tran"])
_PAPER = re.compile(r"(?:luat|bo luat|nghi (?:dinh|quyet)|thong tu|quyet dinh|quy (?:dinh|che)|phap lenh|ke hoach)\b")


@cache
def _whole() -> re.Pattern[str]:
    names = {fold(row.name) for row in issuer_codes().values() if row.single} | {fold(name) for name in _COMPLETE}
    names |= {f"bo truong {name}" for name in names if name.startswith("bo ")}
    return _any_of(names)


def _any_of(names: set[str]) -> re.Pattern[str]:
    ordered = sorted(names, key=len, reverse=True)
    return re.compile("(?:" + "|".join(r"\s".join(map(re.escape, name.split())) for name in ordered) + r")(?![^\W_])")


@cache
def _known() -> re.Pattern[str]:
    return _any_of({fold(row.name) for row in issuer_codes().values()})


def normal_case(name: str) -> str:
    """The name out of a line of capitals in its usual letters: known bodies as they are written, places in capitals."""
    if not name.isupper() or len(name) < 6:
        return name
    written = {fold(known): known for known in (*_COMPLETE, *(row.name for row in issuer_codes().values()))}
    written |= {f"bo truong {known}": f"Bộ trưởng {name}" for known, name in written.items() if known[:3] == "bo "}
    head = _whole().match(fold(name)) or _known().match(fold(name))
    words = name[head.end() :].split() if head else name.split()
    rest = [_cased(word) for word in words]
    if head is not None:
        rest.insert(0, written.get(head[0], name[: head.end()].capitalize()))
    made = re.sub(r"\b(tỉnh|thành|huyện|quận|thị|đảng) ([uủ][yỷ])\b", lambda m: m[0].capitalize(), " ".join(rest))
    return made[0].upper() + made[1:]


def _cased(word: str) -> str:
    if word in _SHORT:
        return word
    return word.lower() if fold(word) in _SMALL or fold(word) in ("ty", "phan") else word.capitalize()


def issuer_end(prose: Prose, at: int) -> int | None:
    """Where the name that begins at ``at`` ends; None where no body's name begins there."""
    folded, text = prose.folded, prose.text
    if meeting := _MEETING.match(folded, at):
        return meeting.end()
    if whole := _whole().match(folded, at):
        joint = _JOINT.match(folded, whole.end())
        return (joint and issuer_end(prose, joint.end())) or whole.end()
    known = _known().match(folded, at)
    first = _WORD.match(text, at)
    if first is None or _STOP.match(text[at : at + 14].lower()) or _PAPER.match(folded, at):
        return None
    if not first[0][0].isupper() and known is None and not _ABOUT.match(folded, at):
        return None
    end = known.end() if known else first.end()
    capital = text[_last_word(text, end)].isupper()
    shouted = len(first[0]) > 1 and first[0].isupper() and upper_follows(text, first.end())
    about = bool(_ABOUT.match(folded, at))
    ministry = bool(_MINISTRY.match(folded, at))
    firm = bool(_FIRM.match(folded, at))
    place = 0 if folded[_last_word(text, end) : end] in _LEVELS else -1  # syllables of a place's name so far
    while gap := _GAP.match(text, end):
        word = _WORD.match(text, gap.end())
        if word is None:
            break
        low = folded[word.start() : word.end()]
        upper = word[0][0].isupper()
        if about and low == "ve":
            about = False
            if (second := _second_about(folded, word.end())) is not None:
                end = second
            elif upper_follows(text, word.end()):
                end = _about_end(prose, word.end())
            break
        if _ends_name(text, word.start(), upper=upper, shouted=shouted, firm=firm):
            break
        if gap[0].startswith(",") and not (ministry and _ministry_goes_on(text, word.start())):
            break
        if place >= 2 and upper and not shouted and _syllable_follows(text, word.end()):
            break  # "tỉnh Thanh Sơn Thành lập …": a place's name is all capitals, what follows is not
        if firm and shouted and not upper:
            break
        if "\n" in gap[0] and ((upper and not shouted) or (not upper and low not in _SMALL)):
            break
        if low == "va":
            if not (firm or upper_follows(text, word.end())) or _new_body(folded, word.end()):
                break
            capital, place = False, -1
        elif upper:
            capital, place = True, place + 1 if place >= 0 else -1
        elif (pair := _PAIR.match(text, word.start())) and not shouted:
            end, capital = pair.end(), False
            continue
        elif (low in _SMALL and (place < 1 or low in _LEVELS | {"thanh", "thi"})) or (capital and place < 1):
            capital = False
            place = 0 if low in _LEVELS else -1 if low not in _SMALL or low == "ban" else place
        elif firm:
            capital, place = False, -1
        else:
            break
        end = word.end()
    return end


def _ends_name(text: str, at: int, *, upper: bool, shouted: bool, firm: bool) -> bool:
    """Whether the word at ``at`` goes on with the sentence; in a line of capitals ("shouted") case tells nothing."""
    if shouted:
        return _STOP.match(text[at : at + 16].lower()) is not None
    return (_CAPITAL_STOP if upper else _FIRM_STOP if firm else _STOP).match(text, at) is not None


def upper_follows(text: str, at: int) -> bool:
    """Whether the next word begins with a capital."""
    while at < len(text) and text[at] in " \n":
        at += 1
    return at < len(text) and text[at].isupper()


def _syllable_follows(text: str, at: int) -> bool:
    """Whether a small word goes on with the one before ("Thành lập"), and is none that a sentence goes on with."""
    follows = _WORD.match(text, at + 1)
    if follows is None or not text[at : at + 1].isspace() or not follows[0].islower():
        return False
    return _STOP.match(text, follows.start()) is None and follows[0] != "và"


def _last_word(text: str, end: int) -> int:
    start = end - 1
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    return start


_NEW_BODY = re.compile(
    r"\s+(?:ban\s|bo\s|so\s|uy\s+ban|ubnd|hdnd|hoi\s+dong|mat\s+tran|thu\s+tuong|chu\s+tich|van\s+phong\s"
    r"|nghi\s+(?:quyet|dinh)|quyet\s+dinh|thong\s+(?:tu|bao)|luat|ke\s+hoach|chi\s+thi|ket\s+luan|quy\s+(?:dinh|che)"
    r"|cong\s+(?:van|dien)|huong\s+dan|giay\s|chuong\s+trinh|de\s+an|chien\s+luoc|quy\s+hoach|bao\s+cao|to\s+trinh)"
)


def _new_body(folded: str, at: int) -> bool:
    return bool(_NEW_BODY.match(folded, at))


def _ministry_goes_on(text: str, at: int) -> bool:
    """Whether a comma stands inside a name: "Bộ Văn hóa, Thể thao và Du lịch"."""
    return bool(re.compile(r"[^\W\d_]+(?: [^\W\d_A-ZĐ]+)? (?:và|,|-) [A-ZĐ]").match(text, at))


def _second_about(folded: str, at: int) -> int | None:
    """Where the second "về" of the clause stands, which tells the subject: the first one names the committee."""
    stop = _CLAUSE_END.search(folded, at, at + 250)
    found = _ABOUT_AGAIN.search(folded, at, stop.start() if stop else min(len(folded), at + 250))
    return found.start() if found else None


def _about_end(prose: Prose, at: int) -> int:
    """The end of what a steering committee is about: before the second "về", a comma before a verb, or a mark."""
    stop = re.compile(
        r"\s(?:ve|ban hanh|quy dinh|huong dan|phe duyet|thuc hien|trien khai)\s|[.;:()\"\n]|,\s(?!\w+\s(?:va|,))"
    ).search(prose.folded, at)
    return stop.start() if stop else len(prose.folded)
