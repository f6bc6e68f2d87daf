"""Papers without a number: named by their issuer and what they carry out, drafts, annexes, quoted titles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vndocx.extraction.references.citation import Citation, Prose
from vndocx.extraction.references.heads import LAWS, TypeWord, as_type
from vndocx.extraction.references.issuers import issuer_end
from vndocx.model.findings import ReferenceKind
from vndocx.text import Span, squeeze

__all__ = ["cite_described"]

# Kinds that are cited by what they are about.
NAMED = frozenset(
    {"Kế hoạch", "Chương trình", "Chương trình hành động", "Báo cáo", "Đề án", "Hướng dẫn", "Quy chế", "Quy định",
     "Nghị quyết", "Kết luận", "Thông báo", "Chỉ thị", "Đề cương", "Chiến lược", "Quy hoạch", "Quyết định", "Tờ trình",
     "Nghị định", "Thông tư", "Phương án", "Công văn", "Thông báo kết luận", "Dự án"}
)  # fmt: skip
_DRAFT = re.compile(r"\bdu thao\s+(?:lan\s+\w+\s+)?$")
_DRAFT_VERB = re.compile(
    r"(?:xay dung|soan thao|hoan thien|hoan chinh|tham muu|chuan bi|trinh)\s+(?:cac\s+)?du thao\s+$"
)
# Verbs that make a paper: what they make is not cited but still to be written.
_MAKES = re.compile(
    r"(?:xay dung|ban hanh|soan thao|tham muu|hoan thien|lap|trinh|chuan bi|nop|co|gui|viet|tong hop|bo sung|dieu chinh"
    r"|phe duyet|thong qua|bang|ky|giao|tiep tuc)\s+(?:va\s+\w+(?:\s\w+)?\s+)?(?:cac|nhung|mot|rieng)?\s*$"
)
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
_CLAUSE_END = re.compile(r"[.;:](?=\s|$)|\n|$|[\"]|\s\((?:sau day|goi tat|theo)|\)")


def cite_described(prose: Prose, words: Sequence[TypeWord], cited: Sequence[Citation]) -> list[Citation]:
    """Citations of papers without a number; ``cited`` are those already found, which may be nested in them."""
    taken = {citation.span.start for citation in cited}
    found = _attached(prose, words)
    covered = [citation.span for citation in found]
    for word in words:
        if word.span.start in taken or word.row.name not in NAMED | LAWS:
            continue
        if any(span.start <= word.span.start < span.end for span in covered):
            continue
        citation = _named(prose, word, cited)
        if citation is not None:
            found.append(citation)
            covered.append(citation.span)
    return sorted(found, key=lambda one: one.span)


def _attached(prose: Prose, words: Sequence[TypeWord]) -> list[Citation]:
    """ "Ban hành kèm theo Quyết định này Quy chế hoạt động của …": the annex of this paper."""
    found = []
    for match in _ATTACHED.finditer(prose.folded):
        start = match.end()
        stop = _CLAUSE_END.search(prose.folded, start, start + 600)
        if stop is None or stop.start() - start < 8:
            continue
        span = Span(start, stop.start()).strip(prose.text, ' \n\t,"“”')
        row = next((word.row for word in words if word.span.start == span.start), None)
        if row is None and not prose.text[span.start].isupper() and not match["quote"]:
            continue
        title = squeeze(span.cut(prose.text))
        if len(title.split()) < 4 or re.match(r"(?:co hieu luc|duoc|thay the|la)\b", prose.folded[span.start :]):
            continue
        found.append(
            Citation(span, "unnumbered", "annex of this paper", 0.9, as_type(row) if row else None, title=title)
        )
    return found


def _named(prose: Prose, word: TypeWord, cited: Sequence[Citation]) -> Citation | None:
    folded = prose.folded
    before = folded[max(0, word.span.start - 60) : word.span.start]
    start, kind = word.span.start, "unnumbered"
    draft = _DRAFT.search(before)
    if draft:
        start -= len(before) - draft.start()
        kind = "draft"
        if _DRAFT_VERB.search(before):
            return None
    elif not word.capital or _MAKES.search(before):
        return None
    made: ReferenceKind = "draft" if kind == "draft" else "unnumbered"
    end, issuer = word.span.end, None
    if made == "draft" and (inner := _second_type(prose, end)):
        end = inner
    if of := _OF.match(folded, end):
        stop = issuer_end(prose, of.end())
        if stop is None:
            return None
        issuer, end = squeeze(prose.text[of.end() : stop]), stop
        if term := _TERM.match(folded, end):
            end = term.end()
    about = _ABOUT.match(folded, end)
    if about is None or (issuer is None and made != "draft" and _is_title(prose, word)):
        return None
    inside = _through(prose, about.end(), cited)
    if inside is None:
        return None
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


def _is_title(prose: Prose, word: TypeWord) -> bool:
    """Whether the type word opens a paragraph in capitals: the title of this paper or of its annex."""
    opens = word.span.start == 0 or prose.text[word.span.start - 1] == "\n"
    return opens and word.span.cut(prose.text).isupper()


def _second_type(prose: Prose, at: int) -> int | None:
    """ "Dự thảo Đề cương Chương trình hành động": a kind within a kind."""
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
