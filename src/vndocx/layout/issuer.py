"""The issuer lines of the left head, as names in normal case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from vndocx.layout.casing import body_name
from vndocx.layout.pieces import Piece, alternatives, organ_at
from vndocx.model.layout import Field
from vndocx.text import Span, squeeze

__all__ = ["issuer_block", "written_out"]


@cache
def _seats() -> re.Pattern[str]:
    return re.compile(alternatives("seat") + r"(?!\w)")


def issuer_block(lines: Sequence[Piece]) -> tuple[Field, ...]:
    """The bodies that the left head names, superior first; a name printed over several lines is one."""
    groups: list[list[Piece]] = []
    for piece in lines:
        office = len(groups) == 1 and [one.folded for one in groups[0]] == ["van phong"]  # it heads no other body
        if groups and (office or _continues(groups[-1], piece)):
            groups[-1].append(piece)
        elif organ_at(piece):
            groups.append([piece])
    fields: list[Field] = []
    for group in groups:
        name = body_name(written_out(" ".join(piece.text for piece in group)))
        whole = Span(group[0].span.start, group[-1].span.end)
        apart = whole.end - whole.start > sum(len(piece.text) for piece in group) + 12
        span = max((piece.span for piece in group), key=lambda one: one.end - one.start) if apart else whole
        fields.append(Field(name, span, "issuer line of the head", 0.95 if len(groups) < 4 else 0.7))
    return tuple(fields[:4])


# The line below one of these goes on with it, though a name could begin with it.
_UNFINISHED = frozenset(
    {
        "thu tuong", "pho thu tuong", "bo truong", "chu tich", "tong giam doc", "thanh tra", "ban chap hanh",
        "ban chi dao", "ban thuong truc", "uy ban", "uy ban trung uong", "uy ban thuong vu", "van phong chu tich",
        "tong cong ty", "dai hoi dai bieu", "bao hiem", "bo chi huy", "bo tu lenh",
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


_SHORT = {
    "bch": "Ban Chấp hành", "btv": "Ban Thường vụ", "ubtw": "Ủy ban Trung ương",
    "ubnd": "Ủy ban nhân dân", "hđnd": "Hội đồng nhân dân",
    "tp": "thành phố", "tp.": "thành phố",
}  # fmt: skip


def written_out(printed: str) -> str:
    """The print with the abbreviations of a head written out, in the same case."""
    out: list[str] = []
    for word in printed.split():
        long = _SHORT.get(word.lower())
        out.append(word if long is None else long)
    text = " ".join(out)
    return text.upper() if printed.isupper() else text
