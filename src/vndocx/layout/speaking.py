"""The body that speaks in the sentences of a paper: "Cục Lãnh sự xin trân trọng thông báo", "UBND tỉnh yêu cầu"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vndocx.layout.casing import body_name
from vndocx.layout.issuer import written_out
from vndocx.layout.pieces import Piece, organ_at
from vndocx.layout.placing import AREA, CAPITALS
from vndocx.layout.speaker import signed_for
from vndocx.model.layout import Field, Layout, Signature
from vndocx.text import Span, fold, squeeze

__all__ = ["is_plain_name", "speaking_body"]

_NAME = 90  # characters of the longest name
_OPENING = 14  # paragraphs in which a body says what the paper is for

# What a body says of its own doing in the paper that it issues: the first are said of nobody else.
_PERFORMS = re.compile(r"\s+(?:xin|kinh|tran trong)\b")
_SPEAKS = re.compile(
    r"\s+(?:de nghi|yeu cau|thong bao|bao cao|huong dan|co y kien|phuc dap|tra loi|(?:da )?nhan duoc"
    r"|(?:ban hanh|xay dung) (?:ke hoach|chuong trinh|quyet dinh|nghi quyet|chi thi|cong van|huong dan))\b"
)
_CLAUSE = re.compile(r"(?:^|[,;.:]\s+|\n)(?=\w)")
_NOTE = re.compile(r"\s*\([^()]{2,60}\)$")
# Words that stand in no name; with their own tones, since nhận and nhân fold alike.
_NO_NAME = re.compile(
    r"""
    \b(?: phối\ hợp | đã | được | nhận | theo | tại | với | để | sẽ | cần | tiếp\ tục | của | gửi | cho | do | các
      | ngày | này | từ\ chối | kính | xin | trân\ trọng | đề\ nghị | yêu\ cầu | thông\ báo | báo\ cáo | hướng\ dẫn
      | phúc\ đáp | trả\ lời | xem\ xét | thực\ hiện | bố\ trí | tham\ mưu | chủ\ trì | tiếp\ nhận )\b
    | [;:.\n]
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PEOPLES = re.compile(rf"(?:Ủy ban|Hội đồng) nhân dân(?: {AREA}(?:{CAPITALS})?)?")
_ITS_PLACE = re.compile(rf"(?: {AREA})?{CAPITALS}")
_SUPERIOR = re.compile(r"(?:,| -| thuộc)? (?:Bộ|Tổng cục) .+$")


def speaking_body(layout: Layout, folded: str, signatures: Sequence[Signature], stop: int) -> Field | None:
    """The one body that speaks in the sentences before ``stop`` and whose office the signer holds.

    Worked out, so its confidence is low; None where two bodies fit.
    """
    kind = _kind_of_body(signatures)
    if kind is None:
        return None
    for verbs, reach in ((_PERFORMS, len(layout.paragraphs)), (_SPEAKS, _OPENING)):
        found: dict[str, Field] = {}
        for piece in _speakers(layout, folded, stop, verbs, reach):
            name = _own_name(body_name(written_out(squeeze(piece.text))))
            if re.match(rf"{kind}\b", fold(name)) and _is_full(name):
                found.setdefault(name, Field(name, piece.span, "speaks in the text and signs, head missing", 0.6))
        if found:
            return _one_of(found)
    return None


def is_plain_name(printed: str) -> bool:
    """Whether the words may be a name: none is a verb of speech or a preposition."""
    return _NO_NAME.search(printed) is None


def _speakers(layout: Layout, folded: str, stop: int, verbs: re.Pattern[str], reach: int) -> Iterator[Piece]:
    """The names at the head of a clause that the verbs follow, before ``stop``."""
    for paragraph in layout.paragraphs[:reach]:
        start, end = paragraph.span
        for verb in verbs.finditer(folded, start, min(end, stop)) if start < stop else ():
            left = max(start, verb.start() - _NAME)
            before = folded[left : verb.start()]
            note = _NOTE.search(before)
            before = before[: note.start()] if note is not None else before
            for clause in reversed(list(_CLAUSE.finditer(before))):
                if clause.start() == clause.end() and left > start:
                    continue  # not the head of a clause: the reach ends here
                span = Span(left + clause.end(), left + len(before))
                piece = Piece(span, span.cut(layout.text), span.cut(folded), 0)
                if piece.text[:1].isupper() and organ_at(piece):
                    if is_plain_name(piece.text):
                        yield piece
                    break


def _own_name(name: str) -> str:
    """ "Cục Lãnh sự Bộ Ngoại giao" → "Cục Lãnh sự": a body below a ministry has a name of its own."""
    return _SUPERIOR.sub("", name) if name.startswith(("Cục ", "Vụ ", "Viện ", "Tổng cục ")) else name


def _is_full(name: str) -> bool:
    """Whether a name has no abbreviation in it, and that of a people's body names its one place at most."""
    if any(len(word) > 1 and word.isupper() for word in name.split()):
        return False
    return " nhân dân" not in name[:20] or _PEOPLES.fullmatch(name) is not None


def _one_of(found: dict[str, Field]) -> Field | None:
    """The body that all the names are of, by its fullest name: with its place; None where they are of two."""
    shortest = min(found, key=len)
    if not all(fold(name).startswith(fold(shortest)) for name in found):
        return None
    fuller = [name for name in found if _ITS_PLACE.fullmatch(name[len(shortest) :])]
    return found[max(fuller, key=len, default=shortest)]


# An office in whose name stands the kind of its body: Cục trưởng, Trưởng phòng, Chánh Văn phòng.
_HOLDER = re.compile(
    r"(?:quyen )?(?:pho )?(?:truong (?P<behind>ban|phong|doan)|chanh (?P<of>van phong|thanh tra)"
    r"|(?P<before>bo|tong cuc|chi cuc|cuc|vu|vien) truong)\b"
)
_KINDS = {
    "thu truong": "bo",
    "giam doc": "so",
    "pho giam doc": "so",
    "chu tich": "(?:uy ban|hoi dong) nhan dan",
    "pho chu tich": "(?:uy ban|hoi dong) nhan dan",
}


def _kind_of_body(signatures: Sequence[Signature]) -> str | None:
    """The folded words with which the body begins that the signer heads or signs for: "Cục trưởng" → "cuc"."""
    if not signatures:
        return None
    first = signatures[0]
    signed = signed_for(signatures)
    if signed is not None and first.authority is not None and not first.authority.upper().startswith(("T/L", "TL")):
        return re.escape(fold(signed))
    if first.title is not None and "chu nhiem" in fold(first.title):
        return "van phong"
    office = fold((first.body if first.authority is not None else None) or first.title or "")
    found = _HOLDER.match(office)
    if found is not None:
        return found["behind"] or found["of"] or found["before"]
    return _KINDS.get(office)
