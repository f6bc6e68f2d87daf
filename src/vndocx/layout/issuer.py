"""Who speaks: the issuer lines of the head as names, and the body that issues the paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from vndocx.layout.casing import body_name
from vndocx.layout.numbers import HeadNumber
from vndocx.layout.pieces import Piece, alternatives, organ_at, words
from vndocx.lexicon.codes import code_key, issuer_codes
from vndocx.model.layout import Field, Signature
from vndocx.text import Span, fold, squeeze

__all__ = ["enacting_body", "issuer_block", "issuing_body", "issuing_body_of", "issuing_body_without_head"]

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
_NEEDS_SUPERIOR = re.compile(
    r"""
    (?: van\ phong | phong\b(?!\ chong).* | ban\ quan\ ly.* | thanh\ tra | trung\ tam\ [^,]* | dang\ bo | chi\ cuc.*
      | ban\ chi\ huy.* | hoi\ dong\ thi\ dua.* | ban\ chi\ dao | hoi\ dong\ nhan\ dan | uy\ ban\ nhan\ dan | vu\ [^,]*
    )$
    """,
    re.VERBOSE,
)
_AREA = re.compile(r"\b(?:tinh|thanh pho|tp\.?|huyen|quan|thi xa|thi tran|phuong|xa|dac khu)\s+.+$")


@cache
def _seats() -> re.Pattern[str]:
    return re.compile(alternatives("seat") + r"(?!\w)")


def issuer_block(lines: Sequence[Piece]) -> tuple[Field, ...]:
    """The bodies that the left head names, superior first; a name printed over several lines is one."""
    groups: list[list[Piece]] = []
    for piece in lines:
        if groups and _continues(groups[-1], piece):
            groups[-1].append(piece)
        elif organ_at(piece):
            groups.append([piece])
    fields: list[Field] = []
    for group in groups:
        name = body_name(_full(" ".join(piece.text for piece in group)))
        whole = Span(group[0].span.start, group[-1].span.end)
        apart = whole.end - whole.start > sum(len(piece.text) for piece in group) + 12
        span = max((piece.span for piece in group), key=lambda one: one.end - one.start) if apart else whole
        fields.append(Field(name, span, "issuer line of the head", 0.95 if len(groups) < 4 else 0.7))
    return tuple(fields[:4])


# The line below one of these goes on with it, though a name could begin with it.
_UNFINISHED = frozenset(
    {
        "thu tuong", "pho thu tuong", "bo truong", "chu tich", "tong giam doc", "thanh tra", "ban chap hanh",
        "ban chi dao", "ban thuong truc", "uy ban", "uy ban thuong vu", "van phong chu tich", "tong cong ty",
        "dai hoi dai bieu", "bao hiem", "bo chi huy", "bo tu lenh",
    }
)  # fmt: skip
_OPEN_ENDS = (" cua", " va", " ve", " -", ",", " cac", " chi dao", " quan ly", " thuoc", " uy")


def _continues(group: Sequence[Piece], piece: Piece) -> bool:
    """Whether a line goes on with the name above it."""
    joined = squeeze(" ".join(one.folded for one in group)).strip(" *")
    if not organ_at(piece):
        return len(piece.text) < 90
    if _seats().match(piece.folded) and not re.match(r"trung uong (?:dang|doan|hoi|mat tran)", piece.folded):
        return True
    if joined.endswith((" tinh uy", " huyen uy", " dang uy", " thanh uy")):
        return False
    return joined in _UNFINISHED or joined.endswith(_OPEN_ENDS)


_SHORT = {"ubnd": "Ủy ban nhân dân", "hđnd": "Hội đồng nhân dân", "tp": "thành phố", "tp.": "thành phố"}


def _full(printed: str) -> str:
    """The print with the abbreviations of a head written out, in the same case."""
    out: list[str] = []
    for word in printed.split():
        long = _SHORT.get(word.lower())
        out.append(word if long is None else long.upper() if printed.isupper() or word.isupper() else long)
    text = " ".join(out)
    return text.upper() if printed.isupper() else text


def issuing_body(block: Sequence[Field], signatures: Sequence[Signature]) -> Field | None:
    """The body that speaks: the lowest of the head, or the body within it that signs."""
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
        if inner is not None and _COMMITTEE.match(key):
            committee = own.value
            if key.startswith("tinh uy") and inner == "Ban Chấp hành":
                committee = "Đảng bộ tỉnh" + own.value[len("Tỉnh ủy") :]
            return Field(f"{inner} {committee}", own.span, "head and signature", 0.95)
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
    return Field(body_name(_full(part.text.rstrip(" :,"))), part.span, "enacting line, head missing", 0.85)


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
    """The full name of a body under its superior: "Văn phòng" + "Đảng ủy Chính phủ"."""
    key, above = fold(own), fold(superior)
    if above in key:
        return own
    if above.startswith("ban chap hanh trung uong"):
        return (
            own
            if "trung uong" in key or not _PARTY_BODY.match(key)
            else f"{own} Trung ương" + (" Đảng" if key == "van phong" else "")
        )
    if _COMMITTEE.match(above) and _PARTY_BODY.match(key):
        return f"{own} {superior}"
    area = _AREA.search(above)
    if _AREA.search(key) is None and area is not None and (key.startswith("so ") or _NEEDS_SUPERIOR.match(key)):
        seat = superior[area.start() :]
        if key.startswith("so ") or (above.startswith("uy ban nhan dan") and key not in ("van phong",)):
            return f"{own} {seat}"
    if _NEEDS_SUPERIOR.match(key):
        return f"{own} {superior}"
    return own


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
def _provinces() -> re.Pattern[str]:
    names = sorted(
        {fold(name) for time in ("today", "until 2025", "older") for name in words(time, "provinces")},
        key=len,
        reverse=True,
    )
    return re.compile(r"\b(?:" + "|".join(names) + r")\b")


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
    places = Counter(
        squeeze(text[match.start() : match.end()])
        for match in _provinces().finditer(folded)
        if text[match.start()].isupper()
    )
    if not places:
        return None
    (place, count), *others = places.most_common(2)
    sure = 0.65 if not others or count > 2 * others[0][1] else 0.5
    return Field(
        f"{inner} {level[0]} {body_name(place)}", None, "signature, committee and place named in the text", sure
    )


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
