"""Terms: bodies and roles that the paper itself defines, "Thuê bao là cơ quan, tổ chức, cá nhân được cấp …"."""

from __future__ import annotations

import re

from vndocx.text import fold

__all__ = ["defined_parties"]

# The title or the first sentence of the article that defines, and the article behind it, over folded lines.
_OPENING = re.compile(r"giai thich tu ngu|duoc hieu (?:nhu sau|la)")
_NEXT = re.compile(r"(?:dieu|chuong|muc) [\divx]+\b")
_ITEM = re.compile(
    r"""
    (?: \d+ (?:\.\d+)* [.)]? | [a-zd] [.)] | [-+*] )? \s*             # 7.
    ["“]? (?P<term> [^\W\d_]+ (?:,?\ [^\W\d_]+){0,7}? ) ["”]?        # Cơ quan, tổ chức quản lý trực tiếp
    \s* :? \s+ la \s+ (?:cac\ |nhung\ |mot\ |moi\ )?
    (?: co\ quan | to\ chuc | ca\ nhan | nguoi | don\ vi | doanh\ nghiep | cong\ chuc | can\ bo | chu\ the | bo\ phan
      | phap\ nhan | ho\ gia\ dinh | cong\ ty | nha\ dau\ tu | luc\ luong )\b
    """,
    re.VERBOSE,
)


def defined_parties(text: str) -> tuple[str, ...]:
    """The terms that the text defines as bodies or persons, as printed; not the parties ("Bên mua") of a contract."""
    if _OPENING.search(fold(text)) is None:
        return ()
    found: list[str] = []
    defining = False
    for line in text.splitlines():
        folded = fold(line)
        opens = _OPENING.search(folded) is not None
        defining = opens or (defining and _NEXT.match(folded) is None)
        item = _ITEM.match(folded) if defining else None
        if item is not None and len(folded) == len(line) and not item["term"].startswith("ben "):
            found.append(line[item.start("term") : item.end("term")])
    return tuple(dict.fromkeys(found))
