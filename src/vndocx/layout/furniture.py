"""What stands on a page without being its words: page numbers, running heads, rules, ornaments, stamps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from vndocx.geometry import Box
from vndocx.layout.cues import MOTTO
from vndocx.layout.fragments import Fragment
from vndocx.layout.printed import Printed, Region
from vndocx.model.scan import MarkKind, Origin, Page, Word
from vndocx.text import fold

__all__ = ["is_speck", "on_paper", "running", "swept", "without_furniture"]

_ORNAMENT = re.compile(
    r"[\s\-–—_=*~.·•|+#:]{2,}|[|_=~*·]|[—–]{1,}"
)  # ------ , *** , | : the lines below head and title
_PAGE_NUMBER = re.compile(r"[-–—\s]*(\d{1,3})[-–—\s]*|trang\s+(\d{1,3})(?:\s*/\s*\d{1,3})?")

# Fewer letters than this between two figures of plain text, and they are no page numbers but cells or items.
_LEAST_PAGE = 700
# Page numbers stand in this part of the page at its top and foot, running heads nearer to the edge.
_MARGIN = 0.1
_EDGE = 0.066
# Two letters read as surely as this are a word.
_SURE = 0.95


def without_furniture(lines: list[Printed]) -> list[Printed]:
    """The lines of plain text that hold words: no ornaments, no page numbers."""
    numbers = _page_numbers(lines)
    return [line for index, line in enumerate(lines) if index not in numbers and not _ORNAMENT.fullmatch(line.text)]


def _page_numbers(lines: list[Printed]) -> set[int]:
    """The places of lone figures that count up from page to page."""
    found: list[int] = []
    expected: int | None = None
    letters = 0
    for index, line in enumerate(lines):
        letters += len(line.text)
        match = _PAGE_NUMBER.fullmatch(line.folded)
        if match is None or line.region is Region.TABLE:
            continue
        number = int(match[1] or match[2])
        if letters >= _LEAST_PAGE and (number == expected or (expected is None and number in (1, 2))):
            found.append(index)
            expected = number + 1
            letters = 0
    return set(found)


def running(pages: Iterable[Page]) -> Mapping[str, int]:
    """The words, figures aside, that come again at the top or foot of three pages or more, and the first such page.

    A page that opens with a head of its own, as a form does, has none.
    """
    seen: dict[str, list[int]] = {}
    for page in pages:
        margin = {
            _figureless(line.text) for line in page.lines if line.box is not None and _near_edge(line.box, page, _EDGE)
        }
        if not any(MOTTO.search(fold(text)) for text in margin):
            for text in margin:
                seen.setdefault(text, []).append(page.number)
    return {text: numbers[0] for text, numbers in seen.items() if len(numbers) >= 3}


def on_paper(given: Iterable[Fragment], page: Page, again: Mapping[str, int]) -> list[Fragment]:
    """The fragments that are words of the paper: no page number, no running head, no stamp of the incoming post, no
    ring of a seal, no ornament."""
    stamps = [mark.box for mark in page.marks if mark.kind is MarkKind.INCOMING_STAMP]
    seals = [mark.box for mark in page.marks if mark.kind in (MarkKind.SEAL, MarkKind.SIGNATURE)]
    every = list(given)
    kept: list[Fragment] = []
    for fragment in every:
        if _ORNAMENT.fullmatch(fragment.text) or any(stamp.contains_middle(fragment.box) for stamp in stamps):
            continue
        if (
            _near_edge(fragment.box, page, _MARGIN)
            and _PAGE_NUMBER.fullmatch(fragment.folded)
            and _stands_alone(fragment, every)
        ):
            continue
        if (
            _near_edge(fragment.box, page, _EDGE)
            and again.get(_figureless(fragment.line.text), page.number) < page.number
        ):
            continue
        if page.origin is Origin.OCR and any(_is_ink(fragment, seal.intersection(fragment.box)) for seal in seals):
            continue
        kept.append(fragment)
    return kept


_NEVER_PRINTED = frozenset("`_ˆ^'°¬|\\~·")
_SIGN = re.compile(r"[^\w\s]{1,3}|_{1,3}")
_NUMBER = re.compile(r"s[o06]\b\s*[:.]?\s*\d*\s*[-/]")  # "Số    -NQ/ĐU", where a pen has to fill in
_STOPS = re.compile(r"\.{1,3}|…|\./\.|[;:,]")


def swept(fragment: Fragment, height: float) -> Fragment:
    """The fragment without the specks that an engine read as signs of their own at its ends. A list mark before a
    capital stays, and a stop close behind a word."""
    words = list(fragment.words)
    while len(words) > 1 and _is_dirt(words[-1]) and not _is_stop(words[-2], words[-1], height):
        words.pop()
    while len(words) > 1 and _is_dirt(words[0]) and not _is_list_mark(words[0], words[1]):
        words.pop(0)
    return fragment if len(words) == len(fragment.words) else Fragment.of(words, fragment.line)


def _is_dirt(word: Word) -> bool:
    """Whether the word is a sign that print does not have, or one that the engine itself doubts."""
    return _SIGN.fullmatch(word.text) is not None and (word.confidence < 0.7 or set(word.text) <= _NEVER_PRINTED)


def _is_stop(word: Word, sign: Word, height: float) -> bool:
    if not _STOPS.fullmatch(sign.text) or word.text[-1] in ".;:," or word.box is None or sign.box is None:
        return False
    return sign.box.x0 - word.box.x1 < 0.6 * height


def _is_list_mark(mark: Word, word: Word) -> bool:
    return mark.text in ("-", "+", "*", "~", "_", "•", "–", "~-", "-~") and word.text[:1].isupper()


def is_speck(fragment: Fragment, least: int) -> bool:
    """Whether what an engine read beside the print is dirt or a pen: no more than ``least`` letters or figures that
    are no word surely read (VỤ, TS), or few of them and hardly readable."""
    count = sum(map(str.isalnum, fragment.text))
    if any(len(word.text) > 2 and word.text.isalpha() and word.text.istitle() for word in fragment.words):
        return False  # what is left of a name below a seal
    if _NUMBER.match(fragment.folded):
        return False
    if count <= least:
        return count < 2 or not fragment.text.isalpha() or _sureness(fragment) < _SURE
    return _sureness(fragment) < 0.5 and (count <= 6 or count < 0.6 * len(fragment.text))


def _sureness(fragment: Fragment) -> float:
    letters = sum(len(word.text) for word in fragment.words)
    return sum(word.confidence * len(word.text) for word in fragment.words) / letters


def _stands_alone(fragment: Fragment, every: list[Fragment]) -> bool:
    """Whether nothing else is printed on the fragment's line, specks aside."""
    return not any(
        other is not fragment
        and min(other.box.y1, fragment.box.y1) - max(other.box.y0, fragment.box.y0) > 0.5 * fragment.box.height
        and sum(map(str.isalnum, other.text)) > 2
        for other in every
    )


def _near_edge(box: Box, page: Page, share: float) -> bool:
    y = box.middle[1]
    return y < share * page.height or y > (1 - share) * page.height


def _figureless(text: str) -> str:
    return re.sub(r"\d+", "#", text.lower())


def _is_ink(fragment: Fragment, covered: float) -> bool:
    """Whether the words are what an engine made of a seal's ring or a signature: inside it, and hardly readable."""
    return covered > 0.8 * fragment.box.area and _sureness(fragment) < 0.6
