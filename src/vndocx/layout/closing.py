"""The closing words of a paper: paragraphs behind its last item that are no part of the item."""

from __future__ import annotations

import re
from functools import cache

from vndocx.layout.labels import read_label
from vndocx.layout.pieces import capitals
from vndocx.lexicon.codes import document_types
from vndocx.model.layout import Layout, Zone
from vndocx.text import fold

__all__ = ["closes"]

LONGEST = 4  # paragraphs that may close a paper
_END = frozenset({Zone.SIGNATURE, Zone.RECIPIENTS, Zone.COPY})
_PASSING = frozenset({Zone.FOOTNOTE, Zone.HEAD})

# Requests to everybody, at the end of a letter or a plan.
_GENERAL = re.compile(
    r"""
    (?: trong\ qua\ trinh\ (?:to\ chuc\ )?(?:thuc\ hien|trien\ khai)
      | de\ nghi\ (?:cac|quy)\b | yeu\ cau\ cac\b
      | nhan\ duoc\ (?:cong\ van|van\ ban|[^.;]{0,40}\bnay\b)
      | (?:xin\ )?tran\ trong\b
      | (?:van\ phong|thua\ lenh|thua\ uy\ quyen)\b[^.;:]{3,120}\bthong\ bao\b
    )
    """,
    re.VERBOSE,
)


@cache
def _of_itself() -> re.Pattern[str]:
    """The paper speaks of itself: "Chỉ thị này thay thế …", "Nhận được Thông tri này, …"."""
    names = sorted({fold(row.name) for row in document_types()}, key=len, reverse=True)
    return re.compile(
        rf"""
        (?:(?:sau\ khi\ )?nhan\ duoc\ |can\ cu\ )?
        (?:{"|".join(re.escape(name) for name in names)}|van\ ban)\ nay
        (?:,|\ (?:(?:da\ )?duoc|thay|co\ hieu\ luc|co\ gia\ tri|pho\ bien|quan\ triet|gui|bai\ bo)\b)
        """,
        re.VERBOSE,
    )


_SPEAKS = re.compile(
    r"""
    (?P<who>[^.,;:]{3,80}?) \ (?:(?:xin|kinh|tran\ trong)\ ){0,2}
    (?: thong\ bao | de\ nghi | yeu\ cau | bao\ cao | kinh\ bao | mong )\b
    """,
    re.VERBOSE,
)


def _issuer_speaks(layout: Layout, text: str) -> bool:
    """Whether the body that issues the paper is who asks or tells: "Sở Công Thương thông báo … biết, thực hiện./."."""
    match = _SPEAKS.match(text)
    if match is None:
        return False
    who = match["who"].replace("ubnd", "uy ban nhan dan")
    fields = [layout.letterhead.issuer, *layout.letterhead.issuer_block[-1:]]
    names = [fold(field.value) for field in fields if field is not None]
    return len(who.split()) > 1 and any(name.startswith(who) or who.startswith(name) for name in names)


def closes(layout: Layout, folded: str, index: int) -> bool:
    """Whether the closing words begin with this paragraph: it speaks of the paper itself, asks everybody, or
    the issuer speaks in it; and no further item, heading or table stands between it and the signature."""
    text = layout.paragraphs[index].span.cut(folded)
    if not (_of_itself().match(text) or _GENERAL.match(text) or _issuer_speaks(layout, text)):
        return False
    for after in layout.paragraphs[index + 1 : index + LONGEST + 1]:
        if after.zone in _END:
            return True
        printed = after.span.cut(layout.text)
        if after.zone not in _PASSING and (
            after.zone is not Zone.BODY or read_label(printed, after.span.cut(folded)) or capitals(printed)
        ):
            return False
    return index + LONGEST >= len(layout.paragraphs) - 1
