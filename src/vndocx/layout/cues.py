"""Words by which head, title, body and end of a paper are known."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache, lru_cache

from vndocx.layout.printed import Printed
from vndocx.lexicon import rows
from vndocx.lexicon.row_types import DocumentTypeRow
from vndocx.text import fold

__all__ = [
    "MOTTO",
    "SIGNS_FOR",
    "begins_body",
    "begins_title",
    "is_annex",
    "is_authority",
    "is_broken_type_name",
    "is_issuing_body",
    "is_numbered_head",
    "is_party",
    "is_recipients_label",
    "is_type_name",
]

MOTTO = re.compile(
    r"""
      cong\s*hoa\s+xa\b(?:\s*hoi(?:\s+chu\s*nghia(?:\s+viet\s*nam)?)?)?   # CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    | dang\s+cong\s+san\s+viet\s+nam                               # ĐẢNG CỘNG SẢN VIỆT NAM
    | doc\s*lap\s*-\s*tu\s*do\s*-\s*hanh\s*phuc                    # Độc lập - Tự do - Hạnh phúc
    | viet\s+nam\s+dan\s+chu\s+cong\s+hoa                           # until 1976
    | dang\s+lao\s+dong\s+viet\s+nam                               # the Party's name until 1976
    | doan\s+(?:thanh\s+nien\s+cong\s+san|tncs)\s+ho\s+chi\s+minh   # the Youth Union's right head
    """,
    re.VERBOSE,
)
_RECIPIENTS = re.compile(r"noi\s+(?:nhan|gui)\s*(?:[:;.]|$|[-+]\s)")  # not "Nơi nhận hồ sơ"
SIGNS_FOR = re.compile(r"(?:[tk]\s?/\s?[mtlu]|(?:tm|kt|tl|tuq)\s?[.,:]|q\s?\.)\s?[^\W\d]")  # T/M BAN THƯỜNG VỤ
_POST = re.compile(
    r"""
      (?:pho\s+)?(?:bi\s+thu|chu\s+tich|giam\s+doc|truong\s+ban|chanh\s+van\s+phong|thu\s+tuong|bo\s+truong|thu\s+truong
        |tong\s+giam\s+doc|cuc\s+truong|vu\s+truong|hieu\s+truong|chu\s+nhiem|vien\s+truong|tong\s+bi\s+thu|truong\s+phong)\b
    """,
    re.VERBOSE,
)
_PARTY = re.compile(r"(?:dai\s+dien|chu\s+(?:tri|toa)|thu\s+ky|nguoi\s+(?:lap|ghi|viet)|ben\s+[ab])\b")
_BODY_THAT_ISSUES = re.compile(
    r"(?:chu\s+tich\s+)?(?:uy\s+ban|hoi\s+dong|quoc\s+hoi|chinh\s+phu|bo\s+chinh\s+tri|ban\s+(?:chap\s+hanh|thuong\s+vu|bi\s+thu)|"
    r"thuong\s+truc|tinh\s+uy|huyen\s+uy|thanh\s+uy|dang\s+uy)\b"
)
_BODY = re.compile(
    r"""
      (?:can\s+cu|thuc\s+hien|xet|theo\s+de\s+nghi|tren\s+co\s+so|nham|de\s+(?:kip|trien|thuc|tiep|chu|co)|qua|trong\s+thoi|ngay\s+\d
        |sau\s+khi|hien\s+nay|thoi\s+gian\s+qua|tiep\s+tuc|phan\s+thu|kinh\s+(?:gui|trinh))\b
    """,
    re.VERBOSE,
)


_BARE_ANNEX = re.compile(r"phu\s+luc(?:\s+(?:so\s+)?(?:[ivx]{1,5}|\d{1,2}))?\s?[:.]?")


@cache
def _type_names() -> frozenset[str]:
    return frozenset(fold(row.name) for row in rows(DocumentTypeRow, "document_types") if row.code != "CV")


@lru_cache(maxsize=1024)
def _names_type(folded: str) -> bool:
    """Whether the words name a kind of paper, a letter misread allowed for: "thong trti"."""
    if folded in _type_names():
        return True
    if not 6 <= len(folded) <= 22:
        return False
    return bool(get_close_matches(folded, [name for name in _type_names() if len(name) >= 6], 1, cutoff=0.88))


def is_type_name(line: Printed) -> bool:
    """Whether the line is nothing but the name of a kind of paper or annex in capitals: KẾ HOẠCH, PHỤ LỤC II."""
    if _BARE_ANNEX.fullmatch(line.folded):
        return line.text[:1].isupper()
    return line.capitals and _names_type(line.folded.rstrip(" :."))


def is_broken_type_name(line: Printed, below: Printed) -> bool:
    """Whether a narrow column broke the name of a kind of paper after its first word: QUYẾT / ĐỊNH."""
    joined = f"{line.folded} {below.folded}".rstrip(" :.")
    return line.block == below.block and line.capitals and below.capitals and _names_type(joined)


def begins_title(line: Printed) -> bool:
    """Whether the line is a title that begins with the kind of paper, in capitals: BÁO CÁO TỔNG KẾT NĂM …"""
    if not line.capitals:
        return False
    words = line.folded.split()
    return any(" ".join(words[:count]) in _type_names() for count in (2, 3) if count < len(words))


def is_recipients_label(line: Printed) -> bool:
    """Whether the line opens the list of recipients."""
    return _RECIPIENTS.match(line.folded) is not None


def is_authority(line: Printed) -> bool:
    """Whether the line is a signer's capacity or post in capitals: T/M BAN THƯỜNG VỤ, KT. CHỦ TỊCH."""
    return line.capitals and len(line.words) <= 12 and bool(SIGNS_FOR.match(line.folded) or _POST.match(line.folded))


def is_party(line: Printed) -> bool:
    """Whether the line says in capitals which side signs, as minutes and joint papers do: CHỦ TRÌ, ĐẠI DIỆN BÊN A."""
    return line.capitals and len(line.words) <= 12 and _PARTY.match(line.folded) is not None


def is_issuing_body(line: Printed) -> bool:
    """Whether the line names, in capitals, the body or post that decides: ỦY BAN NHÂN DÂN TỈNH, BỘ TRƯỞNG BỘ Y TẾ."""
    return line.capitals and bool(_BODY_THAT_ISSUES.match(line.folded) or _POST.match(line.folded))


def begins_body(line: Printed) -> bool:
    """Whether the line opens with the words of a preamble or an address, not of a trích yếu."""
    return _BODY.match(line.folded) is not None and line.text[:1].isupper()


_ANNEX = re.compile(r"(?:phu\s+luc|bieu\s+mau|bieu|mau\s+so|danh\s+(?:muc|sach))\b|mau\s+\d")


def is_annex(line: Printed) -> bool:
    """Whether the line is the heading of an annex: PHỤ LỤC, DANH MỤC …"""
    if _BARE_ANNEX.fullmatch(line.folded):
        return line.text[:1].isupper()
    if _ANNEX.match(line.folded) is None:
        return False
    return line.text[:3].isupper() or re.match(r"Mẫu (?:số )?\d", line.text) is not None


def is_numbered_head(line: Printed) -> bool:
    """Whether the line begins as the head's number line does: "Số 12-KH/TU"."""
    return re.match(r"s[o06]\b", line.folded) is not None
