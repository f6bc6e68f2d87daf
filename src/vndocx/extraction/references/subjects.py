"""The subject of a cited paper: "về …", a quoted title, "quy định …", up to where it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vndocx.extraction.references.citation import Prose
from vndocx.text import Span

__all__ = ["subject_after"]

_QUOTED = re.compile(r'\s*,?\s*(?:ve\s+(?:viec\s+)?)?(?:ban hanh\s+|phe duyet\s+)?"[^"]{3,400}"')
_CUE = re.compile(
    r"\s*,?\s*(?=(?:ve|v/v|quy\s+dinh|huong\s+dan|ban\s+hanh|phe\s+duyet|sua\s+doi|bo\s+sung|thuc\s+hien|dieu\s+chinh"
    r"|thanh\s+lap|cong\s+bo|kien\s+toan|trien\s+khai|phan\s+cong|giao)[\s,])"
)
_END = re.compile(
    r"""[.;](?=\s|$)|\n|$
    |\s*\((?:sau\s+day|goi\s+tat|goi\s+la)             # the alias begins
    |\s?\[\d
    |,\s(?=(?:ban\s+thuong\s+vu|ban\s+chap\s+hanh|tinh\s+uy|thanh\s+uy|huyen\s+uy|dang\s+uy|uy\s+ban\s+nhan\s+dan|ubnd)\b[^.;]{0,90}
        (?:xay\s+dung|ban\s+hanh|yeu\s+cau|quyet\s+dinh|de\s+nghi))      # the enacting clause
    |,\s(?=(?:nghi\s+quyet|chi\s+thi|ket\s+luan|quyet\s+dinh|quy\s+dinh|ke\s+hoach|huong\s+dan|nghi\s+dinh|thong\s+tu|luat)\s
        (?:so\s)?[^,;.]{0,40}\d)                        # the next of a list
    """,
    re.VERBOSE,
)
# "… về đê điều và Nghị định số 45/2031/NĐ-CP": the next of a list, unless the subject itself is about papers.
_NEXT = re.compile(
    r"\sva\s(?=(?:nghi\squyet|chi\sthi|ket\sluan|quyet\sdinh|quy\sdinh|ke\shoach|huong\sdan|nghi\sdinh|thong\stu"
    r"|cong\svan|to\strinh|thong\sbao|van\sban)\s(?:so\s)?:?\s?\d{1,5}\s?[/-])"
)
_OF_PAPERS = re.compile(
    r"\b(?:luat|phap lenh)\b|\d\s?[/-]\s?[a-z0-9]{2,}[/-]|\b(?:nghi quyet|nghi dinh|thong tu|quyet dinh)\s"
)
_NUMBERED = re.compile(r"\w+\s\w+\s(?:so\b|\d|nay\b)")
_LONGEST = 600


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    """Where a line ends, and where a bracket closes that was opened before ``start``."""
    line = text.find("\n", start, end)
    if line >= 0:
        yield line
    depth = 0
    for at in range(start, end):
        if text[at] == "(":
            depth += 1
        elif text[at] == ")":
            depth -= 1
            if depth < 0:
                yield at
                return


def _goes_on(prose: Prose, at: int, cue: int) -> bool:
    """Whether a capital cue ("Quy định về …") belongs to the core before it: on the same line, and no paper itself."""
    return "\n" not in prose.text[at:cue] and _NUMBERED.match(prose.folded, cue) is None


def subject_after(prose: Prose, at: int) -> Span | None:
    """The span of the subject that follows a core span; None where none follows."""
    if quoted := _QUOTED.match(prose.folded, at):
        start = quoted.start() + len(quoted[0]) - len(quoted[0].lstrip(" ,\n"))
        return Span(start, quoted.end())
    cue = _CUE.match(prose.folded, at)
    if cue is None or (prose.text[cue.end()].isupper() and not _goes_on(prose, at, cue.end())):
        return None
    end = _END.search(prose.folded, cue.end(), cue.end() + _LONGEST)
    if end is None:
        return None
    # The fold makes a line break a blank: the paragraph ends the subject as well, and a bracket around the citation.
    stop = min((at for at in _stops(prose.text, cue.end(), end.start())), default=end.start())
    following = _NEXT.search(prose.folded, cue.end(), min(len(prose.folded), stop + 60))
    if (
        following is not None
        and following.start() < stop
        and not _OF_PAPERS.search(prose.folded, cue.end(), following.start())
    ):
        stop = following.start()
    span = Span(cue.end(), stop).strip(prose.text, " \n\t,")
    return span if span.end - span.start > 4 else None
