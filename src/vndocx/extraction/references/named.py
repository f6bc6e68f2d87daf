"""Papers told by a name and an issuer: "Nghị quyết của Bộ Chính trị về …", "theo Kế hoạch … của Sở Y tế"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vndocx.extraction.references.citation import Citation, Prose
from vndocx.extraction.references.heads import TypeWord, as_type
from vndocx.extraction.references.issuers import issuer_end
from vndocx.extraction.references.making import is_made
from vndocx.extraction.trace import Trace, unheard
from vndocx.text import Span, squeeze

__all__ = ["cite_named", "purpose_end"]

# Kinds that one body issues and that are told by what they are about.
_ISSUED = frozenset(
    {"Nghị quyết", "Chỉ thị", "Kết luận", "Nghị định", "Thông tư", "Quyết định", "Kế hoạch", "Chương trình",
     "Chương trình hành động", "Đề án", "Quy chế", "Quy định", "Thông báo", "Thông báo kết luận", "Chiến lược"}
)  # fmt: skip
# Kinds that have a name of their own.
_NAMED = frozenset({"Kế hoạch", "Đề án", "Chương trình", "Quy chế", "Chiến lược", "Quy hoạch", "Điều lệ"})
# Kinds that are sent out with a paper that has a number.
_ANNEXED = _NAMED | {"Quy định", "Hướng dẫn", "Quy trình", "Phương án", "Chương trình hành động", "Quy chế phối hợp"}

_OF = re.compile(r"\scủa\s")
# A body of no name: every province has one.
_ANY_BODY = re.compile(r"\b(?:cấp|thẩm quyền|cơ quan|đơn vị)\b")
_DRAFT = re.compile(r"\bdu thao\s$")
_PLURAL = re.compile(r"(?:cac|nhung|mot|moi|hoac)\s$|\bcac\s[^.;:]{3,80}\s(?:va|hoac)\s$")
# The head of an item, a cell or a list of results names what is still to be made.
_OPENS = re.compile(r"(?:^|[\n.:+•“\"|–-]|\n\w{1,3}\))\s*$")
# What takes for granted that the paper is there.
_GIVEN = re.compile(r"(?:theo|tai|can cu|can cu vao|thuc hien|trien khai|vao|trong|kem theo)\s$")
_ABOUT = re.compile(
    r"\s(?:về\s(?:việc\s)?|quy\sđịnh\s|phê\sduyệt\s|hướng\sdẫn\s|sửa\sđổi,?\s|công\snhận\s)(?!này|tại|trên)"
    r"(?P<what>[^.;:()\"“”|\n]{10,260})"
)
_STOP = re.compile(
    r"""\s(?:để|gửi|(?<!công\s)(?<!chương\s)(?<!quá\s)(?<!tiến\s)(?<!lộ\s)(?<!quy\s)trình(?!\sđộ|\stự)|sau\skhi|trước\skhi|theo|kèm|do|nhằm|đã|đang|được|sẽ|thì|làm\scơ\ssở|ban\shành)\s
    |\svà\s(?:các\s)?(?:dự\sthảo|[Tt]ờ\strình|Nghị|Kế\shoạch|Quyết|Chỉ\sthị|Kết\sluận|Luật|Thông|Chương|Đề\sán)
    |,\s(?:báo\scáo|trình|tập\strung|bảo\sđảm|đảm\sbảo|trong\sđó|nhất\slà|đồng\sthời|làm|chủ\sđộng|kịp\sthời|khẩn\strương
        |hoàn\sthành|gắn|góp\sphần|tạo|và\scác|[A-ZĐÀ-Ỹ])""",
    re.VERBOSE,
)
# The numbers of the papers that share the name: "(số 06/2021/NĐ-CP …".
_NUMBERS = re.compile(r"\s?[(:]\s?(?:gom\s|cu\sthe\s|bao\sgom\s)?:?\s?(?:so\s)?\d")
_NAME = re.compile(r"(?P<name>(?:\s(?!của\s)[^\s.;:()\"“”|…]+){4,40}?)\scủa\s")
# What can stand behind an issuer; any other small word says that its name goes on.
_ENDS = re.compile(
    r"\W*$|\s?[^\w\s]|\n|\s[^\Wa-zà-ỹ]|\s(?:và|về|để|đã|được|do|tại|theo|từ|trong|có|là|cho|khi|với|hoặc)\s"
)
_WITH = re.compile(
    r"(?P<name>(?:(?!,\s[A-ZĐ])[^.;:()|]){12,220}?),?\s(?:được\s)?(?:(?:ban\shành|phê\sduyệt)\s(?:kèm\stheo|tại|theo)|kèm\stheo)\s"
)
_VERB = re.compile(
    r"(?<![^\W_])(?:được|đã|sẽ|phải|như|là|tại|theo|trước|ngày|do|cho|này|nhiệm\svụ|nội\sdung|văn\sbản|năm)(?![^\W_])",
    re.IGNORECASE,
)


def cite_named(
    prose: Prose, words: Sequence[TypeWord], cited: Sequence[Citation], trace: Trace = unheard
) -> list[Citation]:
    """Citations of papers by name and issuer; what other citations or their subjects hold is left to those."""
    taken = [one.span for one in cited] + [one.subject for one in cited if one.subject is not None]
    starts = {one.span.start for one in cited if one.number is not None and one.kind != "self"}
    found: list[Citation] = []
    for word in words:
        if not word.capital or word.span.cut(prose.text).isupper():
            continue
        citation = _by_subject(prose, word) or _by_carrier(prose, word, starts) or _by_name(prose, word)
        if citation is None:
            continue
        if any(citation.span.overlaps(span) for span in (*taken, *(one.span for one in found))):
            trace("lost", citation.rule, citation.span, "another citation or its subject has these words")
        else:
            found.append(citation)
    return found


def purpose_end(prose: Prose, at: int) -> int | None:
    """Where the words end that tell from ``at`` on what a paper is about; None where none follow."""
    about = _ABOUT.match(prose.text, at)
    if about is None:
        return None
    stop = _STOP.search(prose.text, about.start("what"), about.end())
    end = stop.start() if stop else about.end()
    return Span(at, end).strip(prose.text, " ,").end if end - about.start("what") >= 10 else None


def _make(prose: Prose, word: TypeWord, end: int, issuer: str | None, rule: str) -> Citation:
    span = Span(word.span.start, end)
    title = squeeze(span.cut(prose.text))
    return Citation(span, "unnumbered", rule, 0.75, as_type(word.row), title=title, issuer=issuer)


def _before(prose: Prose, word: TypeWord) -> str:
    return prose.folded[max(0, word.span.start - 90) : word.span.start]


def _by_subject(prose: Prose, word: TypeWord) -> Citation | None:
    """ "Nghị quyết của Bộ Chính trị về phát triển các vùng"."""
    of = _OF.match(prose.text, word.span.end) if word.row.name in _ISSUED else None
    before = _before(prose, word)
    if of is None or _PLURAL.search(before) or _DRAFT.search(before) or is_made(prose, word.span.start, closely=True):
        return None
    if _OPENS.search(prose.text, max(0, word.span.start - 6), word.span.start):
        return None
    stop = issuer_end(prose, of.end())
    end = purpose_end(prose, stop) if stop is not None else None
    if stop is None or end is None or _NUMBERS.match(prose.folded, end) or _ANY_BODY.search(prose.text, of.end(), stop):
        return None
    return _make(prose, word, end, squeeze(prose.text[of.end() : stop]), "name by issuer and subject")


def _by_name(prose: Prose, word: TypeWord) -> Citation | None:
    """ "theo Kế hoạch thu gom rác trên sông của Sở Xây dựng"."""
    if word.row.name not in _NAMED or not _GIVEN.search(_before(prose, word)) or is_made(prose, word.span.start):
        return None
    match = _NAME.match(prose.text, word.span.end)
    if match is None or "\n" in match[0] or _VERB.search(match["name"]):
        return None
    end = issuer_end(prose, match.end())
    if end is None or _ANY_BODY.search(prose.text, match.end(), end) or not _ENDS.match(prose.text, end):
        return None
    issuer = squeeze(prose.text[match.end() : end])
    return _make(prose, word, end, issuer, "name by issuer") if " " in issuer else None


def _by_carrier(prose: Prose, word: TypeWord, starts: set[int]) -> Citation | None:
    """ "Quy chế quản lý bến bãi ban hành kèm theo Quyết định số 12/2019/QĐ-UBND"; ``starts`` are those of citations
    with a number."""
    if word.row.name not in _ANNEXED or _PLURAL.search(_before(prose, word)):
        return None
    match = _WITH.match(prose.text, word.span.end)
    if match is None or match.end() not in starts or "\n" in match[0] or _VERB.search(match["name"]):
        return None
    return _make(prose, word, match.end("name"), None, "name by the paper that carries it")
