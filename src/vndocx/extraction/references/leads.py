"""What a list of papers is to this one, told once by the words that lead in to it: "Bãi bỏ các Quyết định sau:"."""

from __future__ import annotations

import re

from vndocx.extraction.references.citation import Prose
from vndocx.model.findings import Relation

__all__ = ["relation_by_lead"]

_LEAD = re.compile(
    r"""(?:
        (?P<repeals>\b(?:bai\sbo|huy\sbo|(?<!da\s)het\shieu\sluc)\b[^.;:]{0,200})
      | (?P<replaces>\bthay\s(?:the|cho)\s(?:cac|nhung)\s[^.;:]{0,160})
      | (?P<based_on>\bcan\scu\s(?:vao\s)?cac\s[^.;:]{0,220})
      | (?P<implements>\b(?:thuc\shien|trien\skhai|thi\shanh)\s(?:vao\s)?cac\s[^.;:]{0,220})
    ):\s*$""",
    re.VERBOSE,
)
_LABELS = tuple(map(re.compile, (r"\s*[-+•]\s*", r"\s*\(?[a-zđ]{1,2}\)\s*", r"\s*\(?\d{1,3}[.)]\s*")))
# The paper opens its item: behind a mark, a label or "số".
_OPENS = re.compile(r"[:;]\s*(?:va\s)?(?:[-+•]\s?|\(?\w{1,3}[.)]\s)?(?:so\s*:?\s*)?$")
_FARTHEST = 12_000


def relation_by_lead(prose: Prose, at: int, clause: int) -> Relation:
    """The relation of a paper named at ``at`` by the lead-in of its list; ``clause`` is where its clause begins."""
    if _OPENS.search(prose.folded, max(0, at - 20), at) is None and prose.text.rfind("\n", 0, at) < at - 8:
        return "mentions"
    told = _told(prose, max(0, clause - 300), clause)
    if told != "mentions":
        return told
    line = prose.text.rfind("\n", 0, at) + 1
    label = next((label for label in _LABELS if label.fullmatch(prose.text, line, at)), None)
    while label is not None and line > max(0, at - _FARTHEST):
        end = line - 1
        line = prose.text.rfind("\n", 0, end) + 1
        if label.match(prose.text, line, end) is None:
            return _told(prose, line, end)
    return "mentions"


def _told(prose: Prose, start: int, end: int) -> Relation:
    match = _LEAD.search(prose.folded, start, end)
    if match is None or match.lastgroup is None:
        return "mentions"
    names: dict[str, Relation] = {
        "repeals": "repeals", "replaces": "replaces", "based_on": "based_on", "implements": "implements",
    }  # fmt: skip
    return names[match.lastgroup]
