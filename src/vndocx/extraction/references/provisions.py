"""The place inside a cited paper: "điểm a khoản 2 Điều 5" before its name."""

from __future__ import annotations

import re

from vndocx.extraction.references.citation import Prose
from vndocx.model.findings import Provision

__all__ = ["provision_before"]

_UNIT = r"(?:diem|khoan|dieu|chuong|muc|phan)"
_VALUE = r"(?:[a-zđ]|[ivxl]{1,6}|\d{1,3}[a-z]?|\d{1,2}\.\d{1,2})(?![^\W_])"
_ONE = re.compile(rf"(?P<unit>{_UNIT})\s+(?P<values>{_VALUE}(?:\s*(?:,|va|;)\s*{_VALUE})*)")
_RUN = re.compile(
    rf"(?:{_UNIT}\s+{_VALUE}(?:\s*(?:,|va|;)\s*{_VALUE})*(?:\s*(?:,|va|;|cua|tai)?\s*)(?:cua\s+|tai\s+)?){{1,12}}$"
)


def provision_before(prose: Prose, at: int) -> Provision | None:
    """The provision that ends right before ``at``; several share a field, in the order of the print ("29, 34")."""
    window = prose.folded[max(0, at - 160) : at]
    match = _RUN.search(window)
    if match is None:
        return None
    start = max(0, at - 160) + match.start()
    if start > 0 and prose.folded[start - 1].isalnum():
        return None
    found: dict[str, list[str]] = {}
    for one in _ONE.finditer(prose.folded, start, at):
        values = prose.text[one.start("values") : one.end("values")]
        found.setdefault(one["unit"], []).extend(part for part in re.split(r"\s*(?:,|;|\bvà\b)\s*", values) if part)
    return Provision(**{unit: ", ".join(values) for unit, values in found.items()}) if found else None
