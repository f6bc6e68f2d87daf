"""Papers known by their name alone: the Party's charter, working rules, strategies and programmes with their period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from vndocx.extraction.references.citation import Citation, Prose
from vndocx.extraction.references.heads import TypeWord, as_type
from vndocx.extraction.references.issuers import issuer_end
from vndocx.extraction.references.making import is_changed, is_made
from vndocx.extraction.trace import Trace, unheard
from vndocx.text import Span, squeeze

__all__ = ["cite_standing"]

_CHARTER = re.compile(
    r"\s(?:dang(?:\scong\ssan\sviet\snam)?(?!\s(?:bo|uy|vien|doan)\b)|cong\sdoan\sviet\snam"
    r"|doan\sthanh\snien\scong\ssan\sho\schi\sminh|mat\stran\sto\squoc\sviet\snam)(?![^\W_])"
)
_WORKING_RULES = re.compile(
    r"\s(?:lam\sviec|(?:to\schuc\s?(?:va|,)\s)?hoat\sdong)\scua\s(?!(?:cac|minh|don\svi|co\squan)\b)"
    r"[^.;:()\"\d]{4,140}?(?=[.;:()\"]|$|\s(?:ve|da|duoc|va\scac|de)\s)"
)
_PERIOD = re.compile(
    r"""(?P<name>[^.;:()"|]{6,170}?)
    \s(?:(?P<year>nam)|giai\sdoan|thoi\sky|den\snam|den\shet\snam|den|nhiem\sky|ky)\s(?P<from>20\d\d)
    (?P<to>\s?-\s?20\d\d)?(?!\d|/)
    (?:,?\s(?:dinh\shuong|tam\snhin)(?:\sden)?(?:\snam)?\s20\d\d)?
    """,
    re.VERBOSE,
)
_OF = re.compile(r"\scua\s")
# "Chương trình công tác năm 2025" is anybody's where no issuer follows.
_PLAIN = re.compile(
    r"\s(?:công\stác|trong|trung\shạn|hoạt\sđộng|giám\ssát|làm\sviệc|này|trên|đã|tại)(?![^\W_])", re.IGNORECASE
)
# What is carried out in a place in one year bears the name of the paper, but is another one or none.
_HERE = re.compile(r"\s(?:trên\sđịa\sbàn|tại\sđịa\sphương)\s", re.IGNORECASE)
_NEXT = re.compile(r",\s(?:Chương trình|Chiến lược|Quy hoạch|Đề án|Dự án)\s")
# The plans of the power grid are counted: "Quy hoạch điện VIII".
_COUNTED = re.compile(r"\sđiện\s(?:[IVX]{2,5}|\d{1,2})(?![^\W_]|[.,]\d)(?:\sđiều\schỉnh)?")
_DRAFT = re.compile(r"\bdu thao\s$")
_QUOTED = re.compile(
    r'\s"(?P<title>[^"\n]{8,220})"(?:\s(?:giai\sdoan|den\snam|thoi\sky|nam)\s20\d\d(?:\s?-\s?20\d\d)?)?'
)
_LONG_TERM = frozenset({"Chiến lược", "Quy hoạch", "Chương trình", "Đề án"})
_TITLED = _LONG_TERM | {"Kế hoạch", "Chương trình hành động", "Phương án"}
# A verb inside means that the words are a sentence, not a name; a type word that another paper begins.
_SENTENCE = re.compile(
    r"(?<![^\W_])(?:trong\snăm|được|đã|sẽ|phải|như|là|tại|theo|trước|ngày|số\s\d|do|(?<!chương\s)(?<!lộ\s)(?<!quá\s)trình"
    r"|hoàn\sthành|báo\scáo|nghị\s(?:quyết|định)|quyết\sđịnh|kế\shoạch|thông\stư|chỉ\sthị|kết\sluận|luật)(?![^\W_])",
    re.IGNORECASE,
)


def cite_standing(
    prose: Prose, words: Sequence[TypeWord], cited: Sequence[Citation], trace: Trace = unheard
) -> list[Citation]:
    """Citations of papers by a standing name; what stands inside another citation's subject is only part of that."""
    taken = [one.span for one in cited] + [one.subject for one in cited if one.subject is not None]
    found = []
    for word in words:
        citation = _charter(prose, word) or _working_rules(prose, word) or _titled(prose, word)
        if citation is None:
            if word.capital and word.row.name in _TITLED:
                trace("dropped", "standing name", word.span, "no quoted title or period makes it a name of its own")
            continue
        if any(citation.span.overlaps(span) for span in taken):
            trace("lost", citation.rule, citation.span, "another citation or its subject has these words")
        else:
            found.append(citation)
    return found


def _make(prose: Prose, word: TypeWord, end: int, rule: str, confidence: float) -> Citation:
    span = Span(word.span.start, end).strip(prose.text, " \n\t,")
    title = squeeze(span.cut(prose.text))
    return Citation(span, "titled", rule, confidence, as_type(word.row), title=title)


def _charter(prose: Prose, word: TypeWord) -> Citation | None:
    if word.row.name != "Điều lệ" or not word.capital:
        return None
    match = _CHARTER.match(prose.folded, word.span.end)
    return _make(prose, word, match.end(), "charter", 0.93) if match else None


def _working_rules(prose: Prose, word: TypeWord) -> Citation | None:
    if word.row.name != "Quy chế" or not word.capital:
        return None
    match = _WORKING_RULES.match(prose.folded, word.span.end)
    if match is None or "\n" in prose.text[match.start() : match.end()] or is_made(prose, word.span.start):
        return None
    return _make(prose, word, match.end(), "working rules", 0.85)


def _is_made(prose: Prose, word: TypeWord) -> bool:
    return is_made(prose, word.span.start) and not is_changed(prose, word.span.start)


def _titled(prose: Prose, word: TypeWord) -> Citation | None:
    """A strategy or programme with its period, or any plan with a quoted title."""
    if word.row.name not in _TITLED or not word.capital or _is_made(prose, word):
        return None
    if word.span.cut(prose.text).isupper():
        return None
    if quoted := _QUOTED.match(prose.folded, word.span.end):
        cited = _make(prose, word, quoted.end(), "quoted title", 0.85)
        draft = _DRAFT.search(prose.folded, max(0, word.span.start - 10), word.span.start)
        return replace(cited, kind="draft", span=Span(draft.start(), cited.span.end)) if draft else cited
    if prose.folded[: word.span.start][-4:] == "cac ":
        return None
    if word.row.name == "Quy hoạch" and (counted := _COUNTED.match(prose.text, word.span.end)):
        return _make(prose, word, counted.end(), "name with its number", 0.85)
    return _with_period(prose, word)


def _with_period(prose: Prose, word: TypeWord) -> Citation | None:
    """A name with its period; with a single year only what has an issuer, or what is not carried out "trên địa bàn"."""
    match = _PERIOD.match(prose.folded, word.span.end)
    if match is None or "\n" in prose.text[match.start() : match.end()]:
        return None
    printed = prose.text[match.start() : match.end()]
    if _SENTENCE.search(printed) or _NEXT.search(printed):
        return None
    of = _OF.match(prose.folded, match.end())
    end = issuer_end(prose, of.end()) if of else None
    if of is not None and end is not None:
        cited = _make(prose, word, end, "name with its period", 0.8)
        return replace(cited, issuer=squeeze(prose.text[of.end() : end]))
    one_year = match["year"] is not None and match["to"] is None
    if word.row.name not in _LONG_TERM or _PLAIN.match(printed) or (one_year and _HERE.search(printed)):
        return None
    return _make(prose, word, match.end(), "name with its period", 0.8)
