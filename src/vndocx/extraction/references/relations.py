"""What a cited paper is to this one: the cue left of the citation."""

from __future__ import annotations

import re

from vndocx.extraction.references.citation import Citation, Prose
from vndocx.model.findings import Relation

__all__ = ["STRENGTH", "relation_of"]

# Where the mentions of one paper tell different things, the first of these counts.
STRENGTH: tuple[Relation, ...] = (
    "replaces", "repeals", "amends", "attached_to", "based_on", "implements", "guides", "mentions",
)  # fmt: skip

_SELF = (
    r"(?:quyet\sdinh|quy\sdinh|quy\sche|chi\sthi|nghi\squyet|nghi\sdinh|thong\stu|huong\sdan|ke\shoach|ket\sluan"
    r"|luat|van\sban)\snay"
)
_REPLACES = re.compile(rf"(?:{_SELF}\b[^.]*?\b|^\W*(?:dieu\s\d+\.?\s*)?)thay\s(?:the|cho)\b")
_REPEALS = re.compile(r"(?:^|\W)(?:bai\sbo|huy\sbo)\b")
_AMENDS = re.compile(r"^\W*(?:dieu\s\d+\.?\s*|v/v\s*|ve\s(?:viec\s)?)?(?:sua\sdoi|bo\ssung|dieu\schinh)\b")
_ENDS = re.compile(r"[^.;]{0,250}?\b(?:het\shieu\sluc|bi\sbai\sbo)\b")
_ATTACHED = re.compile(r"(?:kem\stheo|dinh\skem|gui\skem)\b[^.;]{0,40}$")
_BASED = re.compile(
    r"^\W*(?:can\scu|tren\sco\sso|theo\squy\sdinh\s(?:tai|cua)|xet)\b|\btheo\squy\sdinh\s(?:tai|cua|o)\b[^.;]{0,60}$|\bcan\scu\b[^.;]{0,80}$"
)
_IMPLEMENTS = re.compile(
    r"(?:^|\W)(?:thuc\shien|trien\skhai|thi\shanh|quan\striet|cu\sthe\shoa|chap\shanh|hoc\stap)\b[^.;:]*$"
)
_GUIDES = re.compile(r"(?:^|\W)huong\sdan\s(?:thuc\shien|thi\shanh|trien\skhai|mot\sso)\b[^.;:]*$")
_SPIRIT = re.compile(r"\b(?:theo\stinh\sthan|theo\schu\struong)\b[^.;:]*$")


def relation_of(prose: Prose, citation: Citation, clause_start: int, *, nested: bool) -> Relation:
    """The relation that one citation shows; ``clause_start`` is where its sentence begins.

    A citation ``nested`` in another's name or subject says nothing of this paper.
    """
    left = prose.folded[clause_start : citation.span.start].replace(";", ",")
    right = prose.folded[citation.span.end : citation.span.end + 260]
    if nested:
        return "mentions"
    if _REPLACES.search(left):
        return "replaces"
    if _REPEALS.search(left[-160:]) or (_ENDS.match(right) and "het hieu luc" in right[:260]):
        return "repeals"
    if _AMENDS.search(left):
        return "amends"
    if _ATTACHED.search(left):
        return "attached_to"
    if _BASED.search(left):
        return "based_on"
    if _SPIRIT.search(left):
        return "mentions"
    if _GUIDES.search(left):
        return "guides"
    if _IMPLEMENTS.search(left):
        return "implements"
    return "mentions"
