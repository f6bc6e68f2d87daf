"""Who speaks where the head of a paper is lost: worked out from what enacts it, who signs it and who speaks in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from vndocx.layout.annexline import RULE
from vndocx.layout.casing import body_name
from vndocx.layout.issuer import written_out
from vndocx.layout.numbers import HeadNumber
from vndocx.layout.pieces import Piece, organ_at
from vndocx.layout.placing import places_named, with_place
from vndocx.layout.selfnamed import enacting_sentences
from vndocx.layout.speaker import CENTRAL, WITHIN_COMMITTEE, issuing_body, issuing_body_of, signed_for
from vndocx.layout.speaking import is_plain_name, speaking_body
from vndocx.model.layout import Field, Layout, Signature
from vndocx.text import fold, squeeze

__all__ = ["body_without_head"]

# The office by whose holder a body acts. The Prime Minister, the State President and such are bodies of their own.
_OFFICE = re.compile(
    r"""
    (?:pho\ )?
    (?: truong\ ban\ (?=ban\ ) | truong\ (?=ban\ |doan\ |tieu\ ban\ )
      | tong\ (?=kiem\ toan|thanh\ tra) | chanh\ (?=van\ phong|thanh\ tra)
      | chu\ tich\ (?=uy\ ban|ubnd|hoi\ dong|hdnd)
      | (?: bo\ truong | (?:tong\ |chi\ )?cuc\ truong | vu\ truong | vien\ truong | chanh\ an | hieu\ truong
          | thong\ doc | (?:tong\ )?giam\ doc | chu\ nhiem | truong\ ban )\ (?=\w)
    )
    """,
    re.VERBOSE,
)


def body_without_head(
    layout: Layout,
    folded: str,
    *,
    enacting: Piece | None,
    annexed: Piece | None,
    number: HeadNumber | None,
    type_name: str | None,
    subject: str,
    signatures: Sequence[Signature],
    stop: int,
) -> Field | None:
    """The body that speaks, from the surest trace that is left of it.

    ``enacting`` is the line under the subject that names who enacts, ``annexed`` who issued the paper by the line of
    its annex; ``stop`` is where the signature begins.
    """
    found = _named(enacting, "enacting line, head missing") if enacting is not None else None
    if found is None and annexed is not None:
        printed = _named(annexed, RULE)
        found = issuing_body((printed,), signatures) if printed is not None else None
    if found is None and number is not None:
        found = issuing_body_of(number)
    if found is None and type_name is not None:
        found = _enacting_body(layout, folded, type_name)
    found = found or _signing_body(layout.text, folded, signatures) or speaking_body(layout, folded, signatures, stop)
    name = with_place(found.value, subject, layout.text) if found is not None else None
    return replace(found, value=name) if found is not None and name is not None else None


def _named(piece: Piece, rule: str) -> Field | None:
    """The body that the words name by itself or by its head ("Trưởng Ban Chỉ đạo …"); None where they name none."""
    office = _OFFICE.match(piece.folded)
    own = piece.part(office.end()) if office is not None and organ_at(piece.part(office.end())) else piece
    if not organ_at(own):
        return None
    return Field(body_name(written_out(squeeze(own.text).rstrip(" :,"))), own.span, rule, 0.85)


def _enacting_body(layout: Layout, folded: str, type_name: str) -> Field | None:
    """The body of a sentence "Thủ tướng Chính phủ ban hành Quyết định …", for a paper of that type."""
    for span, _ in enacting_sentences(layout, folded, type_name):
        piece = Piece(span, span.cut(layout.text), span.cut(folded), 0)
        found = _named(piece, "enacting sentence, head missing") if is_plain_name(piece.text) else None
        if found is not None:
            return found
    return None


# Bodies of which every place has one.
_OF_A_PLACE = frozenset(
    {"uy ban nhan dan", "hoi dong nhan dan", "thuong truc hoi dong nhan dan", "doan dai bieu quoc hoi"}
)
_LEVELS = (
    (
        "Tỉnh ủy",
        re.compile(r"\bban thuong vu tinh uy\b|\bthuong truc tinh uy\b|\bvptu\b|\btvtu\b|\bvan phong tinh uy\b"),
    ),
    ("Thành ủy", re.compile(r"\bban thuong vu thanh uy\b|\bthuong truc thanh uy\b|\bvan phong thanh uy\b")),
    ("Huyện ủy", re.compile(r"\bban thuong vu huyen uy\b|\bthuong truc huyen uy\b|\bvphu\b|\bvan phong huyen uy\b")),
    ("Đảng ủy", re.compile(r"\bban thuong vu dang uy\b|\bthuong truc dang uy\b|\bvan phong dang uy\b")),
)


def _signing_body(text: str, folded: str, signatures: Sequence[Signature]) -> Field | None:
    """The body that is signed for, with the committee and the place that the text names.

    Worked out, so no words prove it and its confidence is low; None where the traces are too few.
    """
    signed = signed_for(signatures)
    if signed is None:
        return _sole_holder(signatures)
    key = fold(signed)
    central = next((name for form, name in CENTRAL.items() if key.startswith(form)), None)
    if central is not None:
        return Field(central, None, "signature, head missing", 0.85)
    inner = next((name for form, name in WITHIN_COMMITTEE.items() if key == form), None)
    if inner is None:
        named = key in ("chinh phu", "quoc hoi") or (len(signed.split()) > 2 and key not in _OF_A_PLACE)
        return Field(signed, None, "signature, head missing", 0.7) if named else None
    level = max(_LEVELS, key=lambda one: len(one[1].findall(folded)))
    if not level[1].search(folded):
        return None
    if level[0] not in ("Tỉnh ủy", "Thành ủy"):
        return _named_committee(text, folded, inner, level[0])
    places = places_named(text, folded)
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


# Offices of which the country has one, and the bodies that act by them.
_SOLE = {
    "thu tuong": "Thủ tướng Chính phủ",
    "thong doc": "Ngân hàng Nhà nước Việt Nam",
    "tong thanh tra": "Thanh tra Chính phủ",
    "tong kiem toan": "Kiểm toán nhà nước",
}


def _sole_holder(signatures: Sequence[Signature]) -> Field | None:
    """The body of an office that is held once in the country, signed by its holder or in its holder's place."""
    if not signatures:
        return None
    first = signatures[0]
    signs = first.authority is None or first.authority.upper().startswith(("K/T", "KT", "Q"))
    office = fold(first.body or first.title or "")
    name = next((name for form, name in _SOLE.items() if office.startswith(form)), None)
    return Field(name, None, "office of the signer, head missing", 0.7) if signs and name is not None else None
