"""Laws by name: "Luật Lưu trữ năm 2011", "Bộ luật Lao động", "Luật sửa đổi, bổ sung một số điều của Luật Giá"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from vndocx.extraction.references.citation import Citation, Prose, Tail
from vndocx.extraction.references.heads import LAWS, TypeWord, as_type
from vndocx.extraction.references.provisions import provision_before
from vndocx.extraction.references.tails import read_tail
from vndocx.extraction.trace import Trace, unheard
from vndocx.lexicon import rows
from vndocx.lexicon.row_types import LawRow
from vndocx.model.findings import ReferenceKind
from vndocx.text import Span, fold, squeeze

__all__ = ["cite_laws", "law_key"]

_WORD = re.compile(r"[^\W\d_]+(?:/[^\W\d_]+)?")
_STEP = re.compile(r"\s|,\s?|\s?&\s?|\s-\s")
# What ends a law's name that no list knows.
_STOP = re.compile(
    r"(?:số|ngày|năm|được|có|quy định|tại|thì|để|trên|đã|là|theo|của|cho|trong|với|này|hiện hành|sửa đổi|bổ sung"
    r"|thay thế|sau|khi|đối với|do|ban hành|từ|đến|nhằm|thông qua|trình|và các|và [Ll]uật|và [Bb]ộ luật|và [Nn]ghị"
    r"|và [Tt]hông tư|và [Qq]uyết định|và [Pp]háp lệnh|hoặc|cùng|không|phải|nếu|về việc|chưa|sẽ|đang|kho[áa]|khóa"
    r"|hiện nay|nói trên|nêu trên|mới|cũ|như|bao gồm|gồm|các|những|mỗi|tương|căn cứ|hướng dẫn|trước|vào)(?![^\W_])"
)
_AMENDS = re.compile(
    r"\s+sua doi(?:,? bo sung)?\s+(?:mot so\s+(?:dieu|noi dung|quy dinh)(?:\s+cua)?(?:\s+(?:cac\s+)?)?"
    r"|(?:cac\s+)?dieu\s+[\d, va]+(?:\s+cua)?|cac dieu(?:\s+cua)?|(?=\d+\s+luat)|(?=luat\s))\s*"
)
_DRAFT = re.compile(r"(?:du thao|du an)\s+(?:cac\s+)?$")
_REVISED = re.compile(r"\s*\((?:sua doi|thay the)\)")
_NOT_LAW = re.compile(r"(?:phap|ky|truong dai hoc|khoa|cu nhan|nganh|hoc|thi hanh cac|cac du an|doan)\s$")
_CONSTITUTION = re.compile(r"\s+nuoc cong hoa xa hoi chu nghia viet nam")


@cache
def _listed() -> dict[str, str]:
    return {
        fold(name).replace(",", ""): row.name for row in rows(LawRow, "laws") for name in (row.name, *row.other_names)
    }


@cache
def _known() -> re.Pattern[str]:
    every = {fold(name) for row in rows(LawRow, "laws") for name in (row.name, *row.other_names)}
    names = sorted(every, key=len, reverse=True)
    loose = (r"\s".join(re.escape(word).replace(",", ",?") for word in name.split()) for name in names)
    return re.compile("(?:" + "|".join(loose) + r")(?![^\W_])")


@cache
def _by_initials() -> dict[str, str]:
    """Initials of a law's words → its name, where only one law has them."""
    found: dict[str, str] = {}
    for row in rows(LawRow, "laws"):
        kind, _, rest = row.name.partition(" ")
        initials = f"{fold(kind)} {_initials(rest)}"
        found[initials] = "" if initials in found else row.name
    return {initials: name for initials, name in found.items() if name}


def _initials(words: str) -> str:
    made = ""
    for word in re.findall(r"[^\W\d_]+", words):
        if fold(word) != "va":
            made += fold(word) if word.isupper() and len(word) > 1 else fold(word[0])
    return made


@lru_cache(maxsize=4096)
def law_key(title: str) -> str:
    """What two citations of one law by name share."""
    folded = fold(re.sub(r"\s*(?:\(sửa đổi\)|năm \d{4}|nước Cộng hòa.*)$", "", squeeze(title)))
    words = re.sub(r"[^a-z0-9]+", " ", folded.replace("du thao ", "").replace("du an ", "")).split()
    return " ".join(word for word in words if word != "va")


def cite_laws(prose: Prose, words: Sequence[TypeWord], taken: Sequence[Span], trace: Trace = unheard) -> list[Citation]:
    """Citations of laws by name alone; ``taken`` are the citations with a number."""
    starts = {span.start for span in taken}
    found: list[Citation] = []
    covered = amended = 0
    for word in words:
        if word.row.name not in LAWS:
            continue
        if word.span.start < covered:
            trace("lost", "law by name", word.span, "inside the name of another law")
            continue
        if word.span.start in starts:
            if _AMENDS.match(prose.folded, word.span.end):
                amended = next(span.end for span in taken if span.start == word.span.start)
            continue
        citation = _cite(prose, word, amended)
        if citation is not None:
            found.append(citation)
            if "amending" in citation.rule:
                amended = citation.span.end  # the laws that it amends are cited too, without its date
                continue
            covered = citation.span.end
        else:
            trace("dropped", "law by name", word.span, "no name of a law begins here: not listed, not in capitals")
    return found


def _cite(prose: Prose, word: TypeWord, amended: int) -> Citation | None:
    start = word.span.start
    before = prose.folded[max(0, start - 16) : start]
    if _NOT_LAW.search(before) or (start and prose.folded[start - 1].isalnum()):
        return None
    if word.row.name == "Hiến pháp":
        return _constitution(prose, word)
    ending = _name_end(prose, word)
    if ending is None:
        return None
    end, name, rule, confidence = ending
    kind: ReferenceKind = "titled"
    if draft := _DRAFT.search(before):
        start -= len(before) - draft.start()
        kind, name, rule = "draft", f"Dự thảo {name}", f"draft {rule}"
    revised = _REVISED.match(prose.folded, end)
    if revised:
        end = revised.end()
        kind = "draft"
        name = f"{name} (sửa đổi)"
    tail = Tail(end) if start < amended else read_tail(prose, end, year_alone=True)
    if tail.issued is None and start >= amended:
        tail = _bare_year(prose, end) or tail
    return Citation(
        span=Span(start, max(end, tail.end)),
        kind=kind,
        rule=rule,
        confidence=confidence,
        type=as_type(word.row),
        title=name,
        issued=tail.issued,
        issuer=tail.issuer,
        term=tail.term,
        provision=provision_before(prose, start),
    )


def _bare_year(prose: Prose, end: int) -> Tail | None:
    """ "Luật An ninh mạng 2018", without the word "năm"."""
    match = re.compile(r"\s((?:19|20)\d\d)(?![\d/.\-])").match(prose.folded, end)
    return Tail(match.end(), match[1]) if match else None


def _constitution(prose: Prose, word: TypeWord) -> Citation | None:
    if not word.capital:
        return None
    longer = _CONSTITUTION.match(prose.folded, word.span.end)
    tail = read_tail(prose, longer.end() if longer else word.span.end, year_alone=True)
    return Citation(
        Span(word.span.start, tail.end),
        "titled",
        "constitution",
        0.95,
        as_type(word.row),
        title="Hiến pháp",
        issued=tail.issued,
        provision=provision_before(prose, word.span.start),
    )


def _name_end(prose: Prose, word: TypeWord) -> tuple[int, str, str, float] | None:
    """Where the law's name ends, the name, the rule and how sure it is."""
    folded, text, start = prose.folded, prose.text, word.span.start
    if word.capital and (amends := _AMENDS.match(folded, word.span.end)):
        end = _after_amended(prose, amends.end())
        if end is None:
            return None
        return end, squeeze(text[start:end]), "amending law by name", 0.93
    if (listed := _listed_at(folded, word)) is not None:
        if word.capital or text[start + 5 : start + 6].isupper():
            return *listed, "law by listed name", 0.97
        return None
    if not word.capital or word.span.cut(text).isupper():
        return None
    return _unlisted(prose, word)


def _listed_at(folded: str, word: TypeWord) -> tuple[int, str] | None:
    """Where a listed name that begins at the type word ends, and the name; "Luật về Quản lý thuế" means one too."""
    if known := _known().match(folded, word.span.start):
        return known.end(), _official(known[0])
    about = re.compile(r"\s+ve\s+").match(folded, word.span.end)
    if about is None:
        return None
    kind = f"{fold(word.row.name)} "
    known = _known().match(kind + folded[about.end() : about.end() + 160])
    return (about.end() + known.end() - len(kind), _official(known[0])) if known else None


def _official(name: str) -> str:
    return _listed()[" ".join(name.replace(",", "").split())]


_COUNT = re.compile(
    r"\d+\s+luat\b(?:\s+trong\s+linh\s+vuc\s+[^,.;()\d]{3,60}?(?=\s+(?:so|ngay|va\s+dieu|duoc)\b|[,.;(]))?"
)
_JOINT = re.compile(r"\s+va\s+(?=luat\b)|,\s+(?=luat\b)|,\s+va\s+(?=luat\b)")
_DATED = re.compile(r"\s*,?\s+(?:so\s*:?\s*\d|ngay\s+\d|nam\s+\d)")


def _after_amended(prose: Prose, at: int) -> int | None:
    """The end of the law or laws that an amending law names; a list only where a number or date closes it."""
    first = end = None
    while True:
        if count := _COUNT.match(prose.folded, at):
            return count.end()
        known = _known().match(prose.folded, at)
        if known is None:
            break
        end = known.end()
        first = first or end
        joint = _JOINT.match(prose.folded, end)
        if joint is None:
            break
        if joint[0].startswith(" va") and first == end:
            first = None
        at = joint.end()
    return end if end is not None and (first is None or _DATED.match(prose.folded, end)) else first


def _unlisted(prose: Prose, word: TypeWord) -> tuple[int, str, str, float] | None:
    """A name by grammar: a capital after "Luật", then words up to a stop; abbreviations are looked up by initials."""
    folded, text = prose.folded, prose.text
    at, end, count = word.span.end, None, 0
    short = False
    while count < 16 and (step := _STEP.match(text, at)):
        part = _WORD.match(text, step.end())
        if part is None or "\n" in step[0] or _STOP.match(text, part.start()):
            break
        if "," in step[0] and not (short and text[part.start()].isupper() and not _is_type(folded, part.start())):
            break
        short = short or (part[0].isupper() and len(part[0]) > 1)
        if fold(part[0]) != "va":
            end = part.end()
        at, count = part.end(), count + 1
    if end is None:
        return None
    name = squeeze(text[word.span.start : end])
    kind, _, rest = name.partition(" ")
    if short:
        full = _by_initials().get(f"{fold(kind)} {_initials(rest)}")
        return (end, full, "law by initials", 0.9) if full else None
    first = text[word.span.end : end].lstrip()
    if not first[:1].isupper() or count < 2:
        return None
    return end, name, "law by unlisted name", 0.8


_TYPE_AHEAD = re.compile(r"(?:luat|bo luat|nghi (?:dinh|quyet)|thong tu|quyet dinh|phap lenh|phap luat)(?![^\W_])")


def _is_type(folded: str, at: int) -> bool:
    return bool(_TYPE_AHEAD.match(folded, at))
