"""Who speaks: the body that issues a paper, from its head, its signature and its words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vndocx.layout.numbers import HeadNumber
from vndocx.lexicon.codes import code_key, issuer_codes
from vndocx.model.layout import Field, Signature
from vndocx.text import fold, squeeze

__all__ = ["CENTRAL", "WITHIN_COMMITTEE", "issuing_body", "issuing_body_of", "signed_for"]

# Bodies of a Party committee that sign for it under its head.
WITHIN_COMMITTEE = {
    "ban thuong vu": "Ban Thường vụ",
    "thuong truc": "Thường trực",
    "ban chap hanh": "Ban Chấp hành",
    "thuong vu": "Ban Thường vụ",
}
CENTRAL = {
    "bo chinh tri": "Bộ Chính trị",
    "ban bi thu": "Ban Bí thư",
    "ban chap hanh trung uong": "Ban Chấp hành Trung ương",
    "bch trung uong": "Ban Chấp hành Trung ương",
}
_COMMITTEE = re.compile(
    r"(?:tinh uy|thanh uy|huyen uy|quan uy|thi uy|dang uy|dang bo|chi bo|chi uy|tinh doan|thanh doan)\b"
)
_PARTY_BODY = re.compile(
    r"""
    (?: van\ phong | ban\ (?:to\ chuc|tuyen\ giao|dan\ van|noi\ chinh|kinh\ te|doi\ ngoai|chinh\ sach|bao\ ve|chi\ dao)
      | (?:co\ quan\ )?uy\ ban\ kiem\ tra | truong\ chinh\ tri | trung\ tam\ chinh\ tri | bao | hoi\ dong\ ly\ luan
    )\b
    """,
    re.VERBOSE,
)
# Of these every province, district or commune has one.
_OF_ITS_PLACE = re.compile(r"(?:so|phong)\ ")
# Offices and boards that are nothing without the body above them; a Cục or Chi cục has a name of its own.
_NEEDS_SUPERIOR = re.compile(
    r"""
    (?: van\ phong | ban\ quan\ ly.* | thanh\ tra | dang\ bo | ban\ thuong\ (?:truc|vu) | thuong\ truc | doan\ chu\ tich
      | ban\ chi\ huy.* | hoi\ dong\ thi\ dua.* | ban\ chi\ dao | hoi\ dong\ nhan\ dan | uy\ ban\ nhan\ dan
    )$
    """,
    re.VERBOSE,
)
_AREA = re.compile(r"\b(?:tinh|thanh pho|tp\.?|huyen|quan|thi xa|thi tran|phuong|xa|dac khu)\s+.+$")


def _within(inner: str, committee: str) -> str:
    """A body within a committee: Ban Thường vụ Tỉnh ủy X, but Ban Chấp hành Đảng bộ tỉnh X."""
    for form, area in _PARTY_OF.items():
        if inner == "Ban Chấp hành" and committee.startswith(form):
            return f"{inner} Đảng bộ {area}{committee.removeprefix(form)}"
    return f"{inner} {committee}"


_PARTY_OF = {"Tỉnh ủy": "tỉnh", "Thành ủy": "thành phố", "Huyện ủy": "huyện", "Quận ủy": "quận", "Thị ủy": "thị xã"}
_SPEAKS = re.compile(
    r"""
    (?:^|[,;.\n]\s?|\bcua\ )
    (?P<body> bo\ chinh\ tri | ban\ bi\ thu | ban\ chap\ hanh\ trung\ uong(?:\ dang)?
      | (?:ban\ thuong\ vu|thuong\ truc|ban\ chap\ hanh)(?=\ (?:tinh|thanh|huyen|quan|thi|dang)\ (?:uy|bo)) )
    [^.;:,]{0,40}?\ (?: ban\ hanh | xay\ dung | quyet\ dinh | quy\ dinh | yeu\ cau | ket\ luan | huong\ dan | chi\ thi
      | thong\ bao | bao\ cao )\b
    """,
    re.VERBOSE,
)


def _speaks(opening: str, head: str, committee: str) -> str | None:
    """The body within the one of the head that the opening says speaks: "Ban Bí thư quy định … như sau"."""
    titled = re.match(r"\W*cua (bo chinh tri|ban bi thu)\b", opening)
    if titled is not None and head.startswith("ban chap hanh trung uong"):
        return CENTRAL[titled[1]]
    for match in _SPEAKS.finditer(opening):
        body = squeeze(match["body"]).removesuffix(" dang")
        if match.group().startswith("cua"):
            continue
        if body in CENTRAL and head.startswith("ban chap hanh trung uong"):
            return CENTRAL[body]
        if body in WITHIN_COMMITTEE and _COMMITTEE.match(head):
            return _within(WITHIN_COMMITTEE[body], committee)
    return None


def issuing_body(block: Sequence[Field], signatures: Sequence[Signature], opening: str | None = None) -> Field | None:
    """The body that speaks: the lowest of the head, or the body within it that signs; where nobody signs on behalf,
    the one that the folded ``opening`` names."""
    if not block:
        return None
    own = block[-1]
    signed = signed_for(signatures)
    key = fold(own.value)
    if signed is not None:
        folded = fold(signed)
        central = next((name for form, name in CENTRAL.items() if folded.startswith(form)), None)
        if central is not None and (key.startswith("ban chap hanh trung uong") or key == "bo chinh tri"):
            return Field(central, own.span, "head and signature", 0.95)
        inner = next((name for form, name in WITHIN_COMMITTEE.items() if folded.startswith(form)), None)
        committee = own.value.removeprefix("Ban Chấp hành ")
        if inner is not None and _COMMITTEE.match(fold(committee)):
            return Field(_within(inner, committee), own.span, "head and signature", 0.95)
    elif opening is not None and (name := _speaks(opening, key, own.value)) is not None:
        return Field(name, own.span, "head and enacting sentence", 0.85)
    if len(block) == 1:
        return Field(own.value, own.span, "head", own.confidence)
    superior = block[-2]
    return Field(_under(own.value, superior.value), own.span, "head", min(own.confidence, superior.confidence))


def issuing_body_of(number: HeadNumber) -> Field | None:
    """The one body in the country whose code the number ends with: NĐ-CP → Chính phủ."""
    row = issuer_codes().get(code_key(number.issuer)) if number.issuer is not None else None
    if row is None or not row.single or (row.level and number.party):
        return None
    return Field(row.name, number.span, "code in the number, head missing", 0.8)


def signed_for(signatures: Sequence[Signature]) -> str | None:
    """The body on whose behalf the first signature stands; None where it stands for none."""
    if not signatures or signatures[0].authority is None:
        return None
    return signatures[0].body if signatures[0].authority.upper().startswith(("T/M", "TM", "T/L")) else None


def _under(own: str, superior: str) -> str:
    """The full name of a body under its superior: "Văn phòng" + "Đảng ủy Chính phủ"; its own where it has one."""
    key, above = fold(own), fold(superior)
    if above in key:
        return own
    congress = re.fullmatch(r"(Đại hội đại biểu) (lần thứ .+)", own)
    if congress is not None:
        return f"{congress[1]} {superior} {congress[2]}"
    if above.startswith("ban chap hanh trung uong"):
        return (
            own
            if "trung uong" in key or not _PARTY_BODY.match(key)
            else f"{own} Trung ương" + (" Đảng" if key == "van phong" else "")
        )
    if _COMMITTEE.match(above) and _PARTY_BODY.match(key):
        return f"{own} {superior}"
    area = _AREA.search(above)
    if _OF_ITS_PLACE.match(key) and area is not None and above.startswith(("uy ban nhan dan", "ubnd")):
        place = superior[area.start() :]
        return own if area.group().split(" ", 1)[1] in key else f"{own} {place}"
    if not _NEEDS_SUPERIOR.match(key):
        return own
    if _AREA.search(key) is None and area is not None and key != "van phong" and above.startswith("uy ban nhan dan"):
        return f"{own} {superior[area.start() :]}"
    return f"{own} {superior}"
