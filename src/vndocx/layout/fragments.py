"""Lines as a reader gave them → fragments: words that stand together, split where two columns meet in one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from vndocx.geometry import Box
from vndocx.model.scan import Line, Page, Word
from vndocx.text import fold

__all__ = ["Fragment", "fragments", "line_height", "rows"]

# A blank wider than this many line heights parts two columns; justified print stays far below.
_COLUMN_GAP = 1.6
# The opening words of the right head, where they follow three or more words of the left one in the same line.
_RIGHT_HEAD = re.compile(
    r"(?:cong hoa xa hoi|dang cong san viet|dang lao dong viet|viet nam dan chu|doc lap\s?- ?tu do)\b"
)


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words on one line in one column. ``line`` is the reader's line that they come from."""

    words: tuple[Word, ...]
    box: Box
    line: Line
    text: str
    folded: str

    @staticmethod
    def of(words: Iterable[Word], line: Line) -> Fragment:
        """The fragment of these words; all have boxes."""
        kept = tuple(words)
        text = " ".join([word.text for word in kept])
        return Fragment(kept, Box.around([word.box for word in kept if word.box is not None]), line, text, fold(text))


def line_height(page: Page) -> float:
    """The usual height of a line on the page in points; 12 for a page without words."""
    heights = [word.box.height for line in page.lines for word in line.words if word.box is not None]
    return max(4.0, median(heights)) if heights else 12.0


def fragments(page: Page, height: float) -> Iterator[Fragment]:
    """The page's lines cut at column gaps and before the right head's opening words."""
    for line in page.lines:
        placed = sorted(
            (word for word in line.words if word.box is not None), key=lambda word: word.box.x0 if word.box else 0.0
        )
        piece: list[Word] = []
        for word in placed:
            if piece and (_gap(piece[-1], word) > _COLUMN_GAP * height):
                yield from _at_motto(piece, line)
                piece = []
            piece.append(word)
        if piece:
            yield from _at_motto(piece, line)


def _gap(left: Word, right: Word) -> float:
    return right.box.x0 - left.box.x1 if left.box is not None and right.box is not None else 0.0


def _at_motto(words: list[Word], line: Line) -> Iterator[Fragment]:
    """The words as one fragment, or as two where the motto begins after words of the issuer."""
    whole = Fragment.of(words, line)
    if len(words) > 3:
        folded = whole.folded
        found = _RIGHT_HEAD.search(folded)
        if found is not None and found.start() > 0 and words[-1].text[-1:] not in ".;,":
            place = folded[: found.start()].count(" ")
            rest = words[place:]
            if rest[0].text.isupper() or folded[found.start() :].startswith("doc lap"):
                yield Fragment.of(words[:place], line)
                yield Fragment.of(rest, line)
                return
    yield whole


def rows(given: Iterable[Fragment]) -> list[list[Fragment]]:
    """The fragments by rows from the top, each row from the left."""
    made: list[list[Fragment]] = []
    for fragment in sorted(given, key=lambda one: one.box.y0 + one.box.y1):
        for row in reversed(made[-2:]):
            if _level(row[0].box, fragment.box) and all(_apart(one.box, fragment.box) for one in row):
                row.append(fragment)
                break
        else:
            made.append([fragment])
    for row in made:
        row.sort(key=lambda one: one.box.x0)
    return made


def _level(one: Box, other: Box) -> bool:
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared > 0.5 * min(one.height, other.height)


def _apart(one: Box, other: Box) -> bool:
    return min(one.x1, other.x1) - max(one.x0, other.x0) < 0.3 * min(one.width, other.width)
