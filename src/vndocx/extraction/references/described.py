"""Papers without a number: named by their issuer and what they carry out, drafts, annexes, quoted titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from vndocx.extraction.references.citation import Citation, Own, Prose
from vndocx.extraction.references.heads import LAWS, TypeWord, as_type
from vndocx.extraction.references.issuers import issuer_end
from vndocx.extraction.references.making import is_made
from vndocx.extraction.references.named import purpose_end
from vndocx.extraction.trace import Trace, unheard
from vndocx.model.findings import ReferenceKind
from vndocx.text import Span, fold, squeeze

__all__ = ["cite_described", "cite_short_forms"]

# Kinds that are cited by what they are about.
NAMED = frozenset(
    {"Kế hoạch", "Chương trình", "Chương trình hành động", "Báo cáo", "Đề án", "Hướng dẫn", "Quy chế", "Quy định",
     "Nghị quyết", "Kết luận", "Thông báo", "Chỉ thị", "Đề cương", "Chiến lược", "Quy hoạch", "Quyết định", "Tờ trình",
     "Nghị định", "Thông tư", "Phương án", "Công văn", "Thông báo kết luận", "Dự án"}
)  # fmt: skip
ANNEX = "annex of this paper"
_RULE = "paper without number"
_DRAFT = re.compile(r"\bdu thao\s+(?:lan\s+\w+\s+)?$")
_DRAFT_VERB = re.compile(r"(?:xay dung|soan thao|tham muu|chuan bi|trinh)\s+(?:cac\s+)?du thao\s+$")
_ATTACHED = re.compile(
    r"(?:kem theo|cung voi)\s+(?:quyet dinh|nghi quyet|van ban|cong van|ke hoach|thong tu|nghi dinh|huong dan)\s+nay"
    r"\s*:?\s*(?:la\s+)?(?:ban\s+)?(?P<quote>\")?\s*(?:cac\s+)?"
)
_OF = re.compile(r"\s+cua\s+")
_ABOUT = re.compile(
    r"\s+(?:(?:tong ket|so ket|danh gia|kiem diem|ket qua|tinh hinh|trien khai|to chuc|tiep tuc|nghien cuu|hoc tap"
    r"|quan triet|tuyen truyen|thuc hien|thi hanh|hanh dong|cu the hoa|ve viec|ve|(?:\d+|mot|hai|ba|nam|muoi) nam"
    r"|cong tac|giam sat|kiem tra|hoi nghi|va),?\s+){0,12}(?:trien khai|thuc hien|thi hanh|cu the hoa|quan triet)\s+"
)
_TERM = re.compile(r"\s*\(?\s*khoa\s+[ivxl\d]+\s*\)?")
_CLAUSE_END = re.compile(r"[.;:](?=\s|$)|$|\s\((?:sau day|goi tat|theo|trong do|chi tiet|kem|dinh kem|co )")
_QUOTE_END = re.compile(r"\"|$")


def cite_described(
    prose: Prose, words: Sequence[TypeWord], cited: Sequence[Citation], own: Own, trace: Trace = unheard
) -> list[Citation]:
    """Citations of papers without a number; ``cited`` are those already found, which may be nested in them."""
    taken = {citation.span.start for citation in cited}
    found = _attached(prose, words)
    covered = [citation.span for citation in found]
    for word in words:
        if word.span.start in taken or word.row.name not in NAMED | LAWS:
            continue
        if any(span.start <= word.span.start < span.end for span in covered):
            trace("lost", _RULE, word.span, "inside the name of another paper without a number")
            continue
        citation = _named(prose, word, cited, own)
        if isinstance(citation, Citation):
            found.append(citation)
            covered.append(citation.span)
        else:
            trace("dropped", _RULE, word.span, citation)
    return sorted(found, key=lambda one: one.span)


def _attached(prose: Prose, words: Sequence[TypeWord]) -> list[Citation]:
    """ "Ban hành kèm theo Quyết định này Quy chế hoạt động của …": the annex of this paper."""
    found = []
    for match in _ATTACHED.finditer(prose.folded):
        start = match.end()
        stop = (_QUOTE_END if match["quote"] else _CLAUSE_END).search(prose.folded, start, start + 600)
        if stop is None or stop.start() - start < 8 or prose.text[start] in ",;.":
            continue
        line = prose.text.find("\n", start, stop.start())
        span = Span(start, line if line >= 0 else stop.start()).strip(prose.text, " \n\t,")
        row = next((word.row for word in words if word.span.start == span.start), None)
        if row is None and not prose.text[span.start].isupper() and not match["quote"]:
            continue
        title = squeeze(span.cut(prose.text))
        if len(title.split()) < 4 or re.match(r"(?:co hieu luc|duoc|thay the|la)\b", prose.folded[span.start :]):
            continue
        issuer = None
        if row is not None and (of := _OF.match(prose.folded, span.start + len(row.name))):
            end = issuer_end(prose, of.end())
            issuer = squeeze(prose.text[of.end() : end]) if end is not None else None
        kind = as_type(row) if row else None
        found.append(Citation(span, "unnumbered", ANNEX, 0.9, kind, title=title, issuer=issuer))
    return found


def _named(prose: Prose, word: TypeWord, cited: Sequence[Citation], own: Own) -> Citation | str:
    """The paper that the type word names, or why it names none."""
    folded = prose.folded
    before = folded[max(0, word.span.start - 60) : word.span.start]
    start, kind = word.span.start, "unnumbered"
    draft = _DRAFT.search(before)
    if draft:
        start -= len(before) - draft.start()
        kind = "draft"
        if _DRAFT_VERB.search(before):
            return "a draft still to be written"
    elif not word.capital:
        return "in small letters: a class of papers, or a verb"
    elif is_made(prose, start, closely=bool(_OF.match(folded, word.span.end))):
        return "still to be made: a verb before it has it as its product"
    made: ReferenceKind = "draft" if kind == "draft" else "unnumbered"
    end, issuer = word.span.end, None
    if made == "draft" and (inner := _second_type(prose, end)):
        end = inner
    if of := _OF.match(folded, end):
        stop = issuer_end(prose, of.end())
        if stop is None:
            return "no issuer is known behind “của”"
        issuer, end = squeeze(prose.text[of.end() : stop]), stop
        if term := _TERM.match(folded, end):
            end = term.end()
    about = _ABOUT.match(folded, end)
    if made == "draft" and (about is None or _through(prose, about.end(), cited) is None):
        return _draft(prose, word, start, end, issuer) or "a draft without issuer or subject: a class of drafts"
    if about is None:
        return "nothing tells what it carries out: a class of papers, or one still to be made"
    if issuer is None and _is_title(prose, word, start):
        return "a title in capitals: this paper's own or its annex's"
    inside = _through(prose, about.end(), cited)
    if inside is None or inside.kind == "self":
        return "what it carries out is no other paper that is cited"
    if issuer is None and made != "draft" and _is_verb(prose, word, end):
        return "a verb at the head of an item: a task, not a name"
    if _is_own(word, inside, issuer, own):
        return "this paper's own name"
    span = Span(start, inside.span.end)
    return Citation(
        span=span,
        kind=made,
        rule=f"{made} by what it carries out",
        confidence=0.85 if issuer else 0.75,
        type=as_type(word.row),
        title=squeeze(span.cut(prose.text)),
        issuer=issuer,
        plural=folded[max(0, start - 4) : start].endswith("cac "),
        about=inside,
    )


_VERBS = frozenset({"Hướng dẫn", "Báo cáo", "Quy định", "Thông báo", "Kết luận", "Quyết định", "Chỉ thị", "Quy hoạch"})
_OPENS = re.compile(r"(?:^|[\n.;:+*•)\-])\s*$")


def _is_verb(prose: Prose, word: TypeWord, at: int) -> bool:
    """Whether "Hướng dẫn thực hiện …" at the start of an item is a task, not a name."""
    if word.row.name not in _VERBS or not _OPENS.search(prose.text, max(0, word.span.start - 4), word.span.start):
        return False
    return re.match(r"\s+(?:tong ket|so ket)\b", prose.folded[at : at + 12]) is None


def _draft(prose: Prose, word: TypeWord, start: int, end: int, issuer: str | None) -> Citation | None:
    """A draft by what it is about: "dự thảo Nghị quyết của Tỉnh ủy về phát triển du lịch"."""
    about = purpose_end(prose, end)
    # Without an issuer, or of "cấp tỉnh", it is a class of drafts that somebody has to write.
    if issuer is None or re.search(r"\bcấp (?:tỉnh|huyện|xã|mình|trên)\b", issuer) or not word.capital:
        return None
    if about is None:
        return None
    span = Span(start, about)
    title = squeeze(span.cut(prose.text))
    return Citation(span, "draft", "draft by its subject", 0.75, as_type(word.row), title=title, issuer=issuer)


def _is_own(word: TypeWord, about: Citation, issuer: str | None, own: Own) -> bool:
    """Whether the name is this paper's own: of its kind, about a paper that its subject names."""
    if own.subject is None or own.kind != word.row.code or about.number is None:
        return False
    if fold(about.number.normal) not in "".join(own.subject.split()):
        return False
    return issuer is None or f"{fold(word.row.name)} cua" not in own.subject


def _is_title(prose: Prose, word: TypeWord, start: int) -> bool:
    """Whether the type word opens a paragraph in capitals: the title of this paper or of its annex."""
    opens = start == 0 or prose.text[start - 1] == "\n"
    return opens and word.span.cut(prose.text).isupper()


def _second_type(prose: Prose, at: int) -> int | None:
    """ "Dự thảo Đề cương Kế hoạch sắp xếp trường lớp": a kind within a kind."""
    match = re.compile(
        r"\s+(?:chuong trinh hanh dong|chuong trinh|ke hoach|bao cao|de an|nghi quyet|quyet dinh)"
    ).match(prose.folded, at)
    return match.end() if match else None


def _through(prose: Prose, at: int, cited: Sequence[Citation]) -> Citation | None:
    """The paper that the name is about: a citation that begins here, after a plural word at most."""
    start = at
    if plural := re.compile(r"(?:cac|nhung)\s+").match(prose.folded, at):
        start = plural.end()
    inside = [citation for citation in cited if citation.span.start in (start, at)]
    return max(inside, key=lambda one: one.span.end, default=None)


def cite_short_forms(
    prose: Prose, described: Sequence[Citation], cited: Sequence[Citation], own: Own, trace: Trace = unheard
) -> list[Citation]:
    """ "Chương trình của Ban Chấp hành Đảng bộ huyện" where the full name stands elsewhere: that of this paper's annex
    before others, a plural name before a singular one. Where this paper's own title has that name, it is its own."""
    taken = [one.span for one in (*cited, *described)]
    found: list[Citation] = []
    done: set[tuple[str, str]] = set()
    for one in sorted(described, key=lambda citation: (citation.rule != ANNEX, not citation.plural, citation.span)):
        if one.issuer is None or one.type is None or one.kind == "draft":
            continue
        kind, issuer = fold(one.type.name), fold(one.issuer)
        own_name = own.subject is not None and f"{kind} cua {issuer}" in own.subject
        if (kind, issuer) in done or (own_name and one.rule != ANNEX and own.kind != one.type.code):
            continue
        done.add((kind, issuer))
        pattern = r"\s".join(map(re.escape, f"{kind} cua {issuer}".split()))
        for match in re.finditer(rf"\b{pattern}(?![^\W_])", prose.folded):
            span = Span(*match.span())
            if any(span.overlaps(other) for other in taken):
                trace("lost", "short form", span, "another citation has these words")
            elif prose.text[span.start].isupper():
                found.append(replace(one, span=span, rule="short form", confidence=0.8))
    return found
