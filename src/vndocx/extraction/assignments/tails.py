"""What stands around the act itself: with whom, for whom, through whom, until when."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from vndocx.extraction.assignments.chains import Chain, Page
from vndocx.extraction.assignments.descriptions import Descriptions
from vndocx.extraction.assignments.duties import Duties
from vndocx.extraction.assignments.parts import syllables
from vndocx.extraction.assignments.verbs import Verbs, verbs
from vndocx.model.findings import Role
from vndocx.text import fold

__all__ = ["Act", "act"]

_PARTNER_WORDS = 16
_DUTY_WORDS = 40  # words of "đến các nội dung nêu tại Điều 1 của Quyết định này" before "có trách nhiệm"
_DUTY = ("có", "trách", "nhiệm")
_LONG_PURPOSE = 30  # words behind a recipient that hold more of the act than its purpose

# A term at the end of a clause, over the folded text of the clause.
_TERM = re.compile(
    r"""
    [,;\s(]* (?: \b (?: xong | (?:va\s)? hoan\sthanh | gui
                    | thoi\s(?:gian|han) (?:\shoan\sthanh|\sthuc\shien)? \s? :? ) \s )?
    \b (?: (?:xong\s)? truoc \s (?:it\snhat\s|toi\sthieu\s)?
            (?: \d+\sngay | ngay | 0?\d{1,2}[/.-] | \d{1,2}h | thang | thoi\sdiem )              # trước ngày 17/9/2026
       | vao\s (?: ngay | tuan | thang | quy | dau | cuoi )                                      # vào ngày 15
       | cham\snhat | muon\snhat | den\shet | het\sngay
       | trong\s (?: (?:thang|quy|nam)\s\d | quy\s[ivx]+ | (?:thoi\shan|vong)\s\d )          # trong quý IV
       | (?:tu|den)\sngay\s\d
       | ngay\s\d{1,2}\shang
       | dinh\sky\s (?: \d | hang | truoc )
       | hang\s (?: ngay | tuan | thang | quy | nam ) $                                         # hằng năm
       | sau\skhi\sco\sthoi\sgian
       | theo\s(?:thoi\sgian|thoi\shan)\squy\sdinh )
    """,
    re.VERBOSE,
)
_TOWARDS = frozenset({"về", "gửi", "cho", "tới", "đến"})
_CLOSELY = frozenset({"chặt", "chẽ", "thường", "xuyên", "đồng", "bộ", "tốt"})
_TELLING_WHICH = frozenset({"thuộc", "tại", "được", "trên", "ở", "có"})
_SENDING = frozenset({"gửi", "báo", "chuyển", "nộp", "thông"})  # verbs whose "cho", "tới", "đến" names a recipient


@dataclass(frozen=True, slots=True)
class Act:
    """An act in words ``start`` to ``end`` with its role and the chains around it."""

    start: int
    end: int
    role: Role
    partners: tuple[Chain, ...]
    recipients: tuple[Chain, ...]
    channel: tuple[Chain, ...]


def act(page: Page, start: int, verb: int, end: int) -> Act:
    """The act that begins at word ``start`` with the verb at ``verb``; empty where only partners are named."""
    book, words = verbs(), page.words
    partners: list[Chain] = []
    lead = False
    while end > start and not words.is_word(end - 1) and words.mark(end - 1) not in {")", '"', "”"}:
        end -= 1
    found = book.verb(words, verb)
    if found is None:  # a verb by its part of speech only
        return _trimmed(page, Act(start, end, "execute", (), (), ()))
    at = found[0]
    if (
        found[1].role == "lead"
        and found[1].verbs[0] == "chủ trì"
        and words.marked[verb:at] in {("chủ", "trì"), ("đồng", "chủ", "trì")}
    ):
        lead = True
        joint = at + (words.mark(at) in {",", "và"})
        joint += words.mark(joint) == "và"
        if words.marked[joint : joint + 2] == ("phối", "hợp"):
            verb = joint
        elif words.mark(at) == "," and book.start(words, joint, end) is not None:
            start = verb = joint
    joined = _partner_at(page, verb, end, book)
    if joined is not None:
        chain, behind = joined
        partners += [chain] if chain is not None else []
        following = _following(page, behind, end, book)
        if following is not None:
            start = following
        elif behind >= end and chain is not None:
            # Only partners are named: the act may stand in the next piece.
            return Act(start, start, "lead" if lead else "coordinate", tuple(partners), (), ())
    role: Role = "lead" if lead else book.role(words, start, end)
    return _trimmed(page, Act(start, end, role, tuple(partners), (), ()))


def _partner_at(page: Page, verb: int, end: int, book: Verbs) -> tuple[Chain | None, int] | None:
    """The partners of "phối hợp (với) …" among the verbs at the head, and where they end."""
    words = page.words
    for at in range(verb, min(verb + 8, end)):
        if words.marked[at : at + 2] == ("phối", "hợp"):
            behind = at + 2
            while behind not in page.names and words.mark(behind) in _CLOSELY:
                behind += 1
            with_word = words.mark(behind) in {"với", "cùng"}
            if with_word:
                behind += 1 + (words.marked[behind : behind + 2] == ("cùng", "với"))
            chain = page.chain(behind, end, semicolons=True)
            if chain is not None:
                closed = page.after_brackets(chain.end, end)
                if _following(page, closed, end, book) is None:
                    described = Descriptions(page, Duties(page)).end(chain, chain.end, end, named=False)
                    if described is not None:  # phối hợp với các tổ chức cung cấp thuyền nan thực hiện …
                        return replace(chain, end=described[0]), described[0]
                    longer = _unlisted(page, chain, end, book)
                    if longer is not None:
                        return longer, longer.end
                return chain, closed
            if not with_word:
                return None
            for stop in range(behind + 1, min(behind + _PARTNER_WORDS, end)):
                if book.start(words, stop, end) is not None and words.mark(stop - 1) not in {"được", "và", "có"}:
                    return (
                        None if stop == behind + 1 else (Chain(behind, stop - (words.mark(stop - 1) == ","), ()), stop)
                    )
            return None
        if at > verb and page.chain(at, end) is not None:
            return None
    return None


def _unlisted(page: Page, chain: Chain, end: int, book: Verbs) -> Chain | None:
    """The partners up to the next act, where the words between only tell which are meant, or name more of them that the
    lexicon does not know: "với các ngành, các cấp tổ chức …", "với các hộ thuộc vùng trũng chuẩn bị …"."""
    words, at = page.words, chain.end
    for stop in range(at + 1, min(at + _DUTY_WORDS, end)):
        if words.marked[stop : stop + 3] == _DUTY:
            return replace(chain, end=stop - (words.mark(stop - 1) == ","))
    more = words.mark(at) == "và" or (words.mark(at) == "," and words.mark(at + 1) in {"các", "những"})
    if not more and words.mark(at) not in _TELLING_WHICH:
        return None
    for stop in range(at + 2, min(at + _PARTNER_WORDS, end)):
        if not words.is_word(stop) or words.mark(stop) in {"để", "trong"}:
            return None
        inside = words.marked[stop - 2 : stop] == ("phạm", "vi")
        if inside or stop in page.names or words.mark(stop - 1) in syllables("nominal"):
            continue
        if book.start(words, stop, end) is not None and book.start(words, stop - 1, end) is None:
            return replace(chain, end=stop)
    return None


def _following(page: Page, behind: int, end: int, book: Verbs) -> int | None:
    """Where the act begins behind the partners."""
    at = behind
    while at < end and (page.words.mark(at) in {",", "và", "để", "cùng", "trong", "việc"}):
        at += 1
    chosen = page.words.mark(at) == "được" and page.words.mark(at + 1) in syllables("chosen")
    if at >= end or chosen or book.start(page.words, at, end) is None:
        return None
    while (obliging := book.obliging.match(page.words, at)) is not None and page.words.mark(at) != "chịu":
        at = obliging[0] + (page.words.mark(obliging[0]) == ":")
    return at


def _trimmed(page: Page, found: Act) -> Act:
    """The act without its term, and with its recipients and channel."""
    words, end = page.words, found.end
    recipients: list[Chain] = []
    channel: list[Chain] = []
    cut = end
    depth = 0
    for at in range(found.start, end):
        mark = words.mark(at)
        depth += (mark == "(") - (mark == ")")
        if mark == "qua":
            chain = page.chain(at + 1, end)
            if chain is not None and (depth or recipients):
                channel.append(chain)
                continue
        if depth:
            continue
        behind = at + 1
        if mark in _TOWARDS and at > found.start and not (mark == "gửi" and words.mark(at - 1) in {"và", "được"}):
            behind += words.mark(behind) in {"về", "cho", "tới", "đến"}
            chain = page.chain(behind, end)
            if mark in {"cho", "tới", "đến"} and words.mark(found.start) not in _SENDING:
                chain = None
            if (
                chain is not None
                and _ends_here(page, chain.end, end)
                and words.mark(at - 1) not in {"quy", "kết", "phân"}
            ):
                recipients.append(chain)
                if end - chain.end > _LONG_PURPOSE:
                    continue
                cut = min(cut, at)
                if words.mark(cut - 1) in {",", "và", "để"}:
                    cut -= 1
                continue
        if (
            (mark == "cáo" and words.mark(at - 1) == "báo")
            or (mark == "trình" and words.mark(at - 1) not in {"chương", "quá", "lộ", "quy", "công", "giải", "tờ"})
            or (mark == "xuất" and words.mark(at - 1) == "đề")
        ):
            chain = page.chain(behind, end)
            if chain is not None and words.mark(behind) != "của":
                recipients.append(chain)
        if mark == "gửi" and at == found.start:
            chain = page.chain(behind + (words.mark(behind) in {"về", "cho", "tới", "đến"}), end)
            if chain is not None:
                recipients.append(chain)
    while cut > found.start + 2 and not words.is_word(cut - 1) and words.mark(cut - 1) != ")":
        cut -= 1
    if words.mark(cut - 1) == ")" and cut > found.start + 2:
        opening = next((at for at in range(cut - 1, found.start, -1) if words.mark(at) == "("), None)
        if opening is not None and opening > found.start + 1:
            cut = opening
    term = _term(page, found.start, cut)
    cut = min(cut, term) if term > found.start else cut
    while cut > found.start + 1 and (not words.is_word(cut - 1) or words.mark(cut - 1) in {"và", "để"}):
        cut -= 1
    once = {chain.start: chain for chain in recipients}
    return Act(found.start, cut, found.role, found.partners, tuple(once.values()), tuple(channel))


def _ends_here(page: Page, index: int, end: int) -> bool:
    """Whether behind a recipient only a term, a purpose, a channel or nothing follows."""
    if index >= end:
        return True
    mark = page.words.mark(index)
    return mark in {
        "(",
        "trước",
        "để",
        "chậm",
        "định",
        "theo",
        ",",
        "khi",
        "sau",
        "trong",
        "xem",
        "tổng",
        "qua",
        "hằng",
        "hàng",
        "biết",
        ".",
        "muộn",
        "đúng",
    }


def _term(page: Page, start: int, end: int) -> int:
    """The word at which the term of a clause begins, or ``end``."""
    spans = page.words.spans
    if end <= start:
        return end
    first, last = spans[start].start, spans[end - 1].end
    piece = fold(page.words.text[first:last])
    for found in _TERM.finditer(piece):
        at = next((index for index in range(start, end) if spans[index].start >= first + found.start()), end)
        while at < end and not page.words.is_word(at):
            at += 1
        words_left = end - at
        if words_left <= 22:
            return at
    return end
