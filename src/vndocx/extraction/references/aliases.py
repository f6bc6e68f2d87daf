"""Short names that a paper declares: "(sau đây gọi tắt là Nghị quyết 57)", and where they are used."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vndocx.extraction.references.citation import Citation, Prose
from vndocx.text import Span, fold, squeeze

__all__ = ["Alias", "find_aliases", "uses"]

_DECLARED = re.compile(
    r"[\s,]*\(?\s*(?:sau day\s+)?(?:duoc\s+)?(?:goi|viet)\s+(?:chung\s+)?(?:(?:tat|gon)\s+)?(?:chung\s+)?la\s*:?"
    r"\s*[\"']?(?P<name>[^)\"';.\n]{2,80})[\"']?\s*\)?"
)


@dataclass(frozen=True, slots=True)
class Alias:
    """``name`` stands for the paper of ``citation`` from ``declared`` on."""

    name: str
    declared: Span
    citation: Citation


def find_aliases(prose: Prose, citations: Sequence[Citation]) -> list[Alias]:
    """The short names declared right behind a citation or its subject; each begins with the kind of its paper."""
    found: dict[int, Alias] = {}
    for one in citations:
        ends = [one.span.end] + ([one.subject.end] if one.subject is not None else [])
        for end in ends:
            match = _DECLARED.match(prose.folded, end)
            if match is None or match.start("name") in found:
                continue
            span = Span(match.start("name"), match.end("name")).strip(prose.text)
            if one.type is not None and prose.folded.startswith(fold(one.type.name), span.start):
                found[span.start] = Alias(squeeze(span.cut(prose.text)), span, one)
    return list(found.values())


def uses(prose: Prose, alias: Alias) -> list[Span]:
    """Where the short name stands, its declaration first; never inside a longer name."""
    words = r"\s+".join(map(re.escape, alias.name.split()))
    single = " " not in alias.name
    plain = single or fold(alias.name) == fold(alias.citation.type.name if alias.citation.type else "")
    # A bare "Nghị quyết" is the short name only where nothing tells of other ones: "các Nghị quyết của Đảng".
    before = r"(?<![Cc]ác )(?<!những )(?<!theo )(?<!một )" if plain else ""
    after = r"(?!\s+(?:này|số|của|về|[A-ZĐÀ-Ỹ\d]))" if plain else ""
    pattern = re.compile(rf"(?<![^\W_])(?<!Bộ )(?<![Dd]ự thảo ){before}{words}(?![^\W_]){after}")
    return [Span(*match.span()) for match in pattern.finditer(prose.text, alias.declared.start)]
