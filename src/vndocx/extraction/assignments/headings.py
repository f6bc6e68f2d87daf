"""Headings and labels that name who does what stands under or behind them.

heading = ["Trách nhiệm của" | order] bodies ["chủ trì, phối hợp với" bodies] [description] ["(" alias ")"] [":"]
"""

from __future__ import annotations

from dataclasses import replace

from vndocx.extraction.assignments.chains import Chain, Page
from vndocx.extraction.assignments.parts import part, syllables
from vndocx.extraction.assignments.quiet import hollow
from vndocx.extraction.assignments.subjects import Subject
from vndocx.extraction.assignments.verbs import verbs
from vndocx.lexicon.phrases import Words
from vndocx.model.findings import Modality
from vndocx.text import fold

__all__ = ["Headings", "modality_of", "skip_fillers"]

_LABEL_TAIL = 26  # words between a name and the colon of its label: "có trách nhiệm thực hiện các nhiệm vụ sau:"
_LONG_TAIL = 45  # words of a description behind "Đối với các cơ sở"
_DIRECTING = frozenset({("chỉ", "đạo"), ("hướng", "dẫn"), ("đôn", "đốc")})
_PARTS = frozenset({("chủ", "trì"), ("phối", "hợp")})
_PASSIVE = 8  # words of "được kiểm tra" before a colon
_PERSON = 16  # words of "Ông Nguyễn Văn A - Phó Trưởng đoàn" before a colon
_NUMBER = 4  # letters of "viii"
_DESCRIPTION = 12  # words of "có cửa hàng bán lẻ xăng dầu" in a heading


class Headings:
    """The grammar of headings over one paper."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.words = page.words
        self.verbs = verbs()

    def label(self, start: int, end: int, *, heads: bool = False) -> tuple[Subject, int] | None:
        """A subject that stands as a label before ":" or as a whole heading, and where the text behind it begins.

        ``heads``: items stand under it, so that a description may be longer.
        """
        words = self.words
        at = skip_fillers(self.words, start, end)
        person = self._person(at, end)
        if person is not None:
            return person
        opening = part("label").match(words, at)
        at = opening[0] if opening is not None else at
        modality: Modality = "must"
        order = self.verbs.order.match(words, at)
        if order is not None:
            modality, at = modality_of(words.marked[at : order[0]]), order[0]
            at += words.mark(at) == ":"
        chain = self.page.chain(at, end, semicolons=True)
        if chain is None and opening is not None and order is None and words.mark(at - 1) == "của":
            return self._unknown(at, end)
        closed = heads and words.mark(end - 1) == ":"
        if chain is None or (chain.weak and opening is None and not closed):
            return None
        behind = self.page.after_brackets(chain.end, end)
        joint = self._joint(behind, end)
        behind = joint.end if joint is not None else behind
        obliging = self.verbs.obliging.match(words, behind) if words.mark(behind) != "được" else None
        behind = obliging[0] if obliging is not None else behind
        partners = (joint,) if joint is not None else ()
        subject = Subject(chain, modality, "label", 0.87, inherited=True, strong=True, partners=partners)
        if behind >= end or not any(words.is_word(index) or words.mark(index) == ":" for index in range(behind, end)):
            return subject, end
        if words.mark(behind) == ":":
            return subject, behind + 1
        if obliging is not None:
            return (subject, end) if words.mark(end - 1) == ":" and end - behind <= _LABEL_TAIL else None
        if opening is not None and words.mark(behind) == "được":
            stop = next((at for at in range(behind, min(behind + _PASSIVE, end)) if words.mark(at) == ":"), None)
            if stop is not None:  # Đối với đơn vị được kiểm tra: …
                return replace(subject, chain=replace(chain, end=stop)), stop + 1
        given = order is not None and words.marked[behind : behind + 2] == ("được", "giao")
        if (
            given and words.mark(end - 1) == ":" and end - behind <= _LABEL_TAIL
        ):  # … các đơn vị được giao làm chủ đầu tư:
            return replace(subject, chain=replace(chain, end=end - 1)), end
        directed = self._directed(behind, end)
        if directed is not None:
            return replace(subject, chain=directed, partners=()), end
        if self._directs(behind, end):
            return subject, end
        colon = self._colon(behind, end)
        if colon is not None:
            last = min(colon, self._without_alias(behind, colon + 1))
            return replace(subject, chain=replace(chain, end=last), confidence=0.8), colon + 1
        last = self._without_alias(behind, end)
        last -= heads and words.mark(last - 1) in {".", ":"}
        if opening is not None and order is None and last - behind <= _LONG_TAIL and words.is_word(last - 1):
            return replace(subject, chain=replace(chain, end=last)), end  # Trách nhiệm của đơn vị sử dụng công chức
        if heads and self._by_part(chain, behind, last):
            return replace(subject, chain=replace(chain, end=last), confidence=0.8), end
        listed = heads or words.mark(end - 1) == ":"
        described = self._described(behind, end, heads=listed and chain.generic)
        return (replace(subject, chain=replace(chain, end=described)), end) if described is not None else None

    def _directed(self, at: int, end: int) -> Chain | None:
        """The bodies directed in "Sở Y tế chỉ đạo các bệnh viện có trách nhiệm:", to whom the list behind is told."""
        if self.words.marked[at : at + 2] not in _DIRECTING or self.words.mark(end - 1) != ":":
            return None
        chain = self.page.chain(at + 2, end)
        if chain is None or end - chain.end > _LABEL_TAIL:
            return None
        for stop in range(chain.end, end - 1):
            obliging = self.verbs.obliging.match(self.words, stop)
            if obliging is not None and self.words.mark(stop) != "được":
                return replace(chain, end=stop) if obliging[0] == end - 1 else None
        return None

    def _directs(self, at: int, end: int) -> bool:
        """Whether a heading only says whom its subject directs to a list: "Sở Y tế chỉ đạo Chi cục Dân số thực hiện các
        nội dung sau:", whose items are what it is to see to."""
        if self.words.marked[at : at + 2] not in _DIRECTING or self.words.mark(end - 1) != ":":
            return False
        chain = self.page.chain(at + 2, end)
        if chain is None or end - chain.end > _DESCRIPTION:
            return False
        acting = (index for index in range(chain.end, end) if self.verbs.start(self.words, index, end) is not None)
        stop = next(acting, end - 1)
        return stop == end - 1 or hollow(fold(self.page.span(stop, end - 1).cut(self.words.text)))

    def _person(self, at: int, end: int) -> tuple[Subject, int] | None:
        """A person with a post before the colon: "Ông Lê Văn A - Trưởng đoàn: phụ trách chung; …"."""
        if self.words.mark(at) not in {"ông", "bà"} or not self.words.capital(at):
            return None
        stop = next((index for index in range(at, min(at + _PERSON, end)) if self.words.mark(index) == ":"), None)
        if stop is None or stop + 1 >= end or self.verbs.start(self.words, stop + 1, end) is None:
            return None
        return Subject(Chain(at, stop, ()), "must", "label", 0.85, inherited=True, strong=True), stop + 1

    def _unknown(self, at: int, end: int) -> tuple[Subject, int] | None:
        """The rest of a heading "Trách nhiệm của …" whose name the lexicon does not know."""
        last = end
        while last > at and not self.words.is_word(last - 1):
            last -= 1
        listed = any(self.words.mark(index) in {":", ";"} for index in range(at, last))
        if last == at or last - at > _LABEL_TAIL or listed or self.words.mark(at) in syllables("thing"):
            return None
        return Subject(Chain(at, last, ()), "must", "label", 0.8, inherited=True, strong=True), end

    def _joint(self, at: int, end: int) -> Chain | None:
        """The partners of a label that names them: "Sở A chủ trì, phối hợp với Sở B (có trách nhiệm):"."""
        words = self.words
        if words.mark(end - 1) != ":" or words.marked[at : at + 2] != ("chủ", "trì"):
            return None
        at += 2 + (words.mark(at + 2) in {",", "và"})
        if words.marked[at : at + 2] != ("phối", "hợp"):
            return None
        at += 2 + (words.mark(at + 2) in {"với", "cùng"})
        chain = self.page.chain(at, end, semicolons=True)
        if chain is None:
            return None
        obliging = self.verbs.obliging.match(words, chain.end)
        return chain if (obliging[0] if obliging is not None else chain.end) == end - 1 else None

    def _colon(self, behind: int, end: int) -> int | None:
        """The colon behind a list of parties of which some are not known, and in which nobody acts yet."""
        index = behind
        while index < min(behind + _LABEL_TAIL, end):
            if index in self.page.names:
                index = self.page.names[index][0]
                continue
            mark = self.words.mark(index)
            if mark == ":":
                return index
            if mark in {".", ";"} or self.verbs.obliging.match(self.words, index) or self.verbs.verb(self.words, index):
                return None
            index += 1
        return None

    def _described(self, behind: int, end: int, *, heads: bool) -> int | None:
        """The end of a heading's name that a clause describes: "Các doanh nghiệp có xưởng chế biến gỗ"."""
        last = self._without_alias(behind, end)
        while last > behind and not self.words.is_word(last - 1):
            last -= 1
        duty = ("có", "trách", "nhiệm")
        told = self.words.mark(last) == ":" or (heads and last == end)
        if self.words.marked[last - 3 : last] == duty and told and last - behind <= _LABEL_TAIL:
            return last - 3
        closed = last == end or (heads and last < end and self.words.mark(last) in {"(", ":"})
        closed = closed or (heads and self.words.mark(last) == "." and not self._duties_in(behind, last))
        short = end - behind <= (_LABEL_TAIL if heads else _DESCRIPTION) and closed
        if not short or not (heads or self.words.mark(behind) in syllables("relative")):
            return None
        trade = self.words.mark(last) == ":" and part("describing").match(self.words, behind) is not None
        acting = not trade and any(self.verbs.start(self.words, index, end) for index in range(behind, behind + 2))
        return None if acting else last

    def _by_part(self, chain: Chain, behind: int, last: int) -> bool:
        """Whether a heading names a body by the part it takes: "Cơ quan chủ trì thẩm định dự án", "Đơn vị phối hợp"."""
        bare = part("bare").match(self.words, chain.start)
        role = self.words.marked[behind : behind + 2] in _PARTS and bare is not None and bare[0] == chain.end == behind
        return role and last - behind <= _DESCRIPTION and all(map(self.words.is_word, range(behind, last)))

    def _duties_in(self, start: int, end: int) -> bool:
        """Whether a duty verb stands between two words."""
        return any(self.verbs.start(self.words, index, end) is not None for index in range(start, end))

    def _without_alias(self, start: int, end: int) -> int:
        """The end of a heading without the short name in brackets behind it: "Đơn vị quản lý nhà ở (Bên cho thuê):"."""
        last = end - (self.words.mark(end - 1) == ":")
        if self.words.mark(last - 1) != ")":
            return end
        return next((at for at in range(last - 1, start - 1, -1) if self.words.mark(at) == "("), end)


def skip_fillers(words: Words, start: int, end: int) -> int:
    """Where a clause begins behind marks, "Đồng thời", and the number of an item inside a sentence."""
    at = start
    while at < end:
        filler = part("filler").match(words, at)
        if words.mark(at) == "(" and words.mark(at + 2) == ")" and len(words.mark(at + 1)) <= _NUMBER:
            at += 3  # "(ii) Báo cáo …"
        elif filler is not None:
            at = filler[0]
        elif words.is_word(at):
            break
        else:
            at += 1
    return at


def modality_of(words: tuple[str, ...]) -> Modality:
    """What an order word says: a request, or a duty."""
    return "request" if "nghị" in words or "mong" in words or "mời" in words else "must"
