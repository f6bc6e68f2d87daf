"""Who speaks: the body that issues a paper, from its head, its signature and its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from vndocx.layout.casing import body_name
from vndocx.layout.issuer import written_out
from vndocx.layout.numbers import HeadNumber
from vndocx.layout.pieces import Piece, organ_at, words
from vndocx.lexicon.codes import code_key, issuer_codes
from vndocx.model.layout import Field, Signature
from vndocx.text import fold, squeeze

__all__ = ["enacting_body", "issuing_body", "issuing_body_of", "issuing_body_without_head"]

# Bodies of a Party committee that sign for it under its head.
_WITHIN_COMMITTEE = {
    "ban thuong vu": "Ban Thường vụ",
    "thuong truc": "Thường trực",
    "ban chap hanh": "Ban Chấp hành",
    "thuong vu": "Ban Thường vụ",
}
_CENTRAL = {
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
# Offices and boards that are nothing without the body above them; a Sở, Cục or Chi cục has a name of its own.
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
        return _CENTRAL[titled[1]]
    for match in _SPEAKS.finditer(opening):
        body = squeeze(match["body"]).removesuffix(" dang")
        if match.group().startswith("cua"):
            continue
        if body in _CENTRAL and head.startswith("ban chap hanh trung uong"):
            return _CENTRAL[body]
        if body in _WITHIN_COMMITTEE and _COMMITTEE.match(head):
            return _within(_WITHIN_COMMITTEE[body], committee)
    return None


def issuing_body(block: Sequence[Field], signatures: Sequence[Signature], opening: str | None = None) -> Field | None:
    """The body that speaks: the lowest of the head, or the body within it that signs; where nobody signs on behalf,
    the one that the folded ``opening`` names."""
    if not block:
        return None
    own = block[-1]
    signed = _signed_for(signatures)
    key = fold(own.value)
    if signed is not None:
        folded = fold(signed)
        central = next((name for form, name in _CENTRAL.items() if folded.startswith(form)), None)
        if central is not None and (key.startswith("ban chap hanh trung uong") or key == "bo chinh tri"):
            return Field(central, own.span, "head and signature", 0.95)
        inner = next((name for form, name in _WITHIN_COMMITTEE.items() if folded.startswith(form)), None)
        committee = own.value.removeprefix("Ban Chấp hành ")
        if inner is not None and _COMMITTEE.match(fold(committee)):
            return Field(_within(inner, committee), own.span, "head and signature", 0.95)
    elif opening is not None and (name := _speaks(opening, key, own.value)) is not None:
        return Field(name, own.span, "head and enacting sentence", 0.85)
    if len(block) == 1:
        return Field(own.value, own.span, "head", own.confidence)
    superior = block[-2]
    return Field(_under(own.value, superior.value), own.span, "head", min(own.confidence, superior.confidence))


_OFFICE = re.compile(
    r"(?:pho )?(?:bo truong|tong kiem toan|truong ban|chu nhiem|vien truong|chanh an|giam doc|cuc truong) (?=\w)"
)


def enacting_body(piece: Piece) -> Field | None:
    """The body that enacts in a line of its own under the subject, for a paper whose head is lost."""
    office = _OFFICE.match(piece.folded)
    part = piece.part(office.end()) if office is not None and organ_at(piece.part(office.end())) else piece
    if not organ_at(part):
        return None
    return Field(body_name(written_out(part.text.rstrip(" :,"))), part.span, "enacting line, head missing", 0.85)


def issuing_body_of(number: HeadNumber) -> Field | None:
    """The one body in the country whose code the number ends with: NĐ-CP → Chính phủ."""
    row = issuer_codes().get(code_key(number.issuer)) if number.issuer is not None else None
    if row is None or not row.single or (row.level and number.party):
        return None
    return Field(row.name, number.span, "code in the number, head missing", 0.8)


def _signed_for(signatures: Sequence[Signature]) -> str | None:
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
    if not _NEEDS_SUPERIOR.match(key):
        return own
    if _AREA.search(key) is None and area is not None and key != "van phong" and above.startswith("uy ban nhan dan"):
        return f"{own} {superior[area.start() :]}"
    return f"{own} {superior}"


_LEVELS = (
    (
        "Tỉnh ủy",
        re.compile(r"\bban thuong vu tinh uy\b|\bthuong truc tinh uy\b|\bvptu\b|\btvtu\b|\bvan phong tinh uy\b"),
    ),
    ("Thành ủy", re.compile(r"\bban thuong vu thanh uy\b|\bthuong truc thanh uy\b|\bvan phong thanh uy\b")),
    ("Huyện ủy", re.compile(r"\bban thuong vu huyen uy\b|\bthuong truc huyen uy\b|\bvphu\b|\bvan phong huyen uy\b")),
    ("Đảng ủy", re.compile(r"\bban thuong vu dang uy\b|\bthuong truc dang uy\b|\bvan phong dang uy\b")),
)


@cache
def _provinces() -> dict[tuple[str, ...], str]:
    """The folded words of each province's name → the name, the longest first."""
    names = [name for time in ("today", "until 2025", "older") for name in words(time, "provinces")]
    return {tuple(re.findall(r"\w+", fold(name))): name for name in sorted(names, key=len, reverse=True)}


def _places(text: str, folded: str) -> Counter[str]:
    """How often the text names each province."""
    known = _provinces()
    first = {name[0] for name in known}
    found: Counter[str] = Counter()
    tokens = list(re.finditer(r"\w+", folded))
    for at, token in enumerate(tokens):
        if token.group() not in first or not text[token.start()].isupper():
            continue
        for length in (4, 3, 2, 1):
            name = known.get(tuple(one.group() for one in tokens[at : at + length]))
            if name is not None:
                found[name] += 1
                break
    return found


def issuing_body_without_head(text: str, folded: str, signatures: Sequence[Signature]) -> Field | None:
    """The body that speaks where no head is left: from the signature, the committee that the text names, and its place.

    Worked out, so no words prove it and its confidence is low; None where the traces are too few.
    """
    signed = _signed_for(signatures)
    if signed is None:
        return None
    key = fold(signed)
    central = next((name for form, name in _CENTRAL.items() if key.startswith(form)), None)
    if central is not None:
        return Field(central, None, "signature, head missing", 0.85)
    inner = next((name for form, name in _WITHIN_COMMITTEE.items() if key == form), None)
    if inner is None:
        return Field(signed, None, "signature, head missing", 0.7) if len(signed.split()) > 2 else None
    level = max(_LEVELS, key=lambda one: len(one[1].findall(folded)))
    if not level[1].search(folded):
        return None
    if level[0] not in ("Tỉnh ủy", "Thành ủy"):
        return _named_committee(text, folded, inner, level[0])
    places = _places(text, folded)
    if not places:
        return None
    (place, count), *others = places.most_common(2)
    sure = 0.65 if not others or count > 2 * others[0][1] else 0.5
    return Field(f"{inner} {level[0]} {place}", None, "signature, committee and place named in the text", sure)


def _named_committee(text: str, folded: str, inner: str, level: str) -> Field | None:
    named = Counter(
        squeeze(text[match.start() : match.end()])
        for match in re.finditer(rf"\b{fold(level)} (?:\w+ ){{0,3}}\w+", folded)
        if re.fullmatch(
            r"[^,;]+(?: (?:xã|phường|huyện|thị trấn|quận))? [A-ZĐ]\w+ [A-ZĐ]\w+", text[match.start() : match.end()]
        )
    )
    if not named:
        return None
    return Field(f"{inner} {named.most_common(1)[0][0]}", None, "signature and committee named in the text", 0.5)
