"""Glyphs of a born-digital page → words and lines, by where they stand and not by the order they were drawn in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from vndocx.adapters.pdf import Glyph
from vndocx.geometry import Box
from vndocx.model.scan import Line, Style, Word
from vndocx.reading.characters import clean
from vndocx.reading.columns import is_blank_to_fill

__all__ = ["lines_of"]

# All in ems (the size of the type).
_GLUED = 0.12  # a wider gap parts two words even without a blank
_BLANK = 0.04  # with a blank between them, a gap as narrow as this parts them
_SAME_LINE = 0.42  # base lines nearer than this are one line: a raised footnote mark, a number stamped in
_COLUMN = 1.6  # a wider gap with nothing drawn in it parts two columns
_COLUMN_JUMP = 0.7  # so does a narrower one where the drawing jumped
_WIDEST_BLANK = 5.0  # blanks typed in a row up to this are a blank to fill in, wider ones part columns
_WIDEST_FILL = 7.0  # "Số:        /KH-UBND": the blank for the number
_ABOVE, _BELOW = 0.95, 0.27  # how far Vietnamese type reaches above and below its base line

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class _Piece:
    """Glyphs drawn one after another on one base line: the start of a line."""

    glyphs: list[tuple[int, Glyph]]
    base: float
    size: float

    x0: float
    x1: float


@dataclass(slots=True)
class _Row:
    """Pieces on one base line."""

    base: float
    size: float
    pieces: list[_Piece] = field(default_factory=list)


@dataclass(slots=True)
class _Drawn:
    """A word with what tells columns: its place in the drawing, the blank drawn behind it, how it is set."""

    text: str
    box: Box
    first: int
    last: int
    blank_end: float
    size: float
    glyphs: list[Glyph]


def lines_of(glyphs: Sequence[Glyph], decode: Callable[[str, str], str]) -> tuple[Line, ...]:
    """The lines of upright glyphs, top to bottom and left to right, parted at column gaps.

    ``decode`` is given the text of a word and its font, and returns what it means.
    """
    lines: list[Line] = []
    for row in _rows(_pieces(glyphs)):
        words = _words(row, decode)
        lines += [_line(part) for part in _columns(words)]
    return tuple(lines)


def _pieces(glyphs: Iterable[Glyph]) -> list[_Piece]:
    pieces: list[_Piece] = []
    end = 0.0
    for index, glyph in enumerate(glyphs):
        if glyph.text in "\r\n" or glyph.size <= 0:
            continue
        last = pieces[-1] if pieces else None
        if (
            last is not None
            and abs(glyph.base - last.base) < 0.05 * last.size
            and abs(glyph.size - last.size) < 0.1 * last.size
            and -0.5 * last.size < glyph.x0 - end < _COLUMN_JUMP * last.size
        ):
            last.glyphs.append((index, glyph))
            last.x0, last.x1 = min(last.x0, glyph.x0), max(last.x1, glyph.x1)
        else:
            pieces.append(_Piece([(index, glyph)], glyph.base, glyph.size, glyph.x0, glyph.x1))
        end = glyph.x1
    return [piece for piece in pieces if any(not glyph.text.isspace() for _, glyph in piece.glyphs)]


def _rows(pieces: list[_Piece]) -> list[_Row]:
    """Pieces gathered into rows: the large ones found the rows, small ones and figures stamped in join them."""
    rows: list[_Row] = []
    for piece in sorted(pieces, key=lambda piece: (_is_figure(piece), -round(piece.size), piece.base, piece.x0)):
        near = [row for row in rows if abs(row.base - piece.base) <= _SAME_LINE * max(row.size, piece.size)]
        near.sort(key=lambda row: abs(row.base - piece.base))
        fitting = next((row for row in near if _corrects(row, piece) or not _overprints(row, piece)), None)
        if fitting is None:
            fitting = _Row(piece.base, piece.size)
            rows.append(fitting)
        fitting.pieces.append(piece)
    return sorted(rows, key=lambda row: row.base)


def _overprints(row: _Row, piece: _Piece) -> bool:
    """Whether the piece lies upon other letters of the row, as a second line too near would.

    The same letters drawn again, to look bold, do not count, nor do blanks: a number is stamped into them.
    """
    upon = 0
    letters = [glyph for _, glyph in piece.glyphs if not glyph.text.isspace()]
    for other in row.pieces:
        if min(other.x1, piece.x1) <= max(other.x0, piece.x0):
            continue
        theirs = [glyph for _, glyph in other.glyphs if not glyph.text.isspace()]
        upon += sum(any(_lies_upon(glyph, under) for under in theirs) for glyph in letters)
    return upon * 2 > len(letters)


def _is_figure(piece: _Piece) -> bool:
    return len(piece.glyphs) <= 4 and all(glyph.text.isdigit() for _, glyph in piece.glyphs)


def _corrects(row: _Row, piece: _Piece) -> bool:
    """Whether the piece is a figure stamped over another, as a month put right on signing; that one goes."""
    if not _is_figure(piece):
        return False
    corrected = False
    for other in row.pieces:
        if piece.glyphs[0][0] < other.glyphs[-1][0] + 10:
            continue  # stamps are drawn last
        kept = [
            (index, under)
            for index, under in other.glyphs
            if not (under.text.isdigit() and any(_lies_upon(glyph, under) for _, glyph in piece.glyphs))
        ]
        if kept and len(kept) < len(other.glyphs):
            other.glyphs, corrected = kept, True
    return corrected


def _lies_upon(glyph: Glyph, under: Glyph) -> bool:
    shared = min(glyph.x1, under.x1) - max(glyph.x0, under.x0)
    if shared < 0.35 * min(glyph.x1 - glyph.x0, under.x1 - under.x0) or shared <= 0:
        return False
    return glyph.text != under.text or abs(glyph.x0 - under.x0) > 0.15 * glyph.size


def _words(row: _Row, decode: Callable[[str, str], str]) -> list[_Drawn]:
    found: list[_Drawn] = []
    current: list[tuple[int, Glyph]] = []
    raised = False
    blank_end = 0.0
    blank = False

    def close() -> None:
        if current:
            found.append(_drawn(current, row, decode, raised=raised))
            current.clear()

    tracking = {index: wide for piece in row.pieces for wide in (_tracking(piece),) for index, _ in piece.glyphs}
    raised_marks = {index for piece in row.pieces if _is_raised(piece, row) for index, _ in piece.glyphs}
    placed = sorted((item for piece in row.pieces for item in piece.glyphs), key=lambda item: (item[1].x0, item[0]))
    for index, glyph in placed:
        if glyph.text.isspace() or glyph.text == "\u00a0":
            blank = True
            blank_end = max(blank_end, glyph.x1)
            continue
        up = index in raised_marks
        if current:
            last, before = current[-1]
            gap = glyph.x0 - before.x1 - tracking[index]
            size = max(glyph.size, before.size)
            if glyph.text == before.text and abs(glyph.x0 - before.x0) < 0.1 * size:
                continue  # drawn twice to look bold
            stamped_in = (
                abs(index - last) > 2 and glyph.text.isdigit() != before.text.isdigit() and glyph.text.isalnum()
            )
            if (
                gap > _GLUED * size
                or (blank and gap > _BLANK * size)
                or up > raised  # a raised mark is a word of its own, with the comma behind it
                or (raised and not up and glyph.text.isalnum())
                or (stamped_in and before.text.isalnum())
            ):
                close()
                if found:
                    found[-1].blank_end = max(found[-1].box.x1, min(blank_end, glyph.x0)) if blank else 0.0
                raised = up
        else:
            raised = up
        current.append((index, glyph))
        blank = False
    close()
    return [word for word in found if word.text]


def _is_raised(piece: _Piece, row: _Row) -> bool:
    """Whether the piece is a small mark set above the base line of larger type beside it."""
    return len(piece.glyphs) <= 5 and any(
        piece.size < 0.85 * other.size
        and piece.base < other.base - 0.15 * other.size
        and max(piece.x0 - other.x1, other.x0 - piece.x1) < 0.8 * other.size
        for other in row.pieces
    )


def _tracking(piece: _Piece) -> float:
    """The extra width set between all letters of a piece ("K Ế  H O Ạ C H"), 0 in most."""
    gaps = [b.x0 - a.x1 for (_, a), (_, b) in pairwise(piece.glyphs) if not (a.text.isspace() or b.text.isspace())]
    usual = median(gaps) if len(gaps) >= 3 else 0.0
    return usual if usual > 0.03 * piece.size else 0.0


def _drawn(placed: list[tuple[int, Glyph]], row: _Row, decode: Callable[[str, str], str], *, raised: bool) -> _Drawn:
    glyphs = [glyph for _, glyph in placed]
    raw = "".join(glyph.text for glyph in glyphs)
    font = Counter(glyph.font for glyph in glyphs).most_common(1)[0][0]
    text = "".join(clean(decode(raw, font)).split())
    if raised and text.rstrip(",.;:)").isdigit():
        text = text.translate(_RAISED)
    size = max(glyph.size for glyph in glyphs)
    base = max(glyph.base for glyph in glyphs)
    box = Box(
        min(glyph.x0 for glyph in glyphs), base - _ABOVE * size, max(glyph.x1 for glyph in glyphs), base + _BELOW * size
    )
    return _Drawn(text, box, placed[0][0], placed[-1][0], 0.0, size, glyphs)


def _columns(words: list[_Drawn]) -> list[list[_Drawn]]:
    """The words of a row, parted where a column ends."""
    if not words:
        return []
    gaps = [after.box.x0 - before.box.x1 for before, after in pairwise(words)]
    usual = median(gaps) if len(gaps) >= 4 else 0.0
    parts = [[words[0]]]
    for (before, after), gap in zip(pairwise(words), gaps, strict=True):
        left = " ".join(word.text for word in parts[-1][-2:])
        if gap < _WIDEST_FILL * after.size and is_blank_to_fill(left, after.text):
            parts[-1].append(after)
            continue
        if _parted(before, after, gap, usual, alone=len(parts[-1]) == 1):
            parts.append([])
        parts[-1].append(after)
    return parts


def _parted(before: _Drawn, after: _Drawn, gap: float, usual: float, *, alone: bool) -> bool:
    size = min(before.size, after.size)
    if gap <= max(_COLUMN_JUMP * size, 2.2 * usual):
        return False
    if alone and len(before.text) <= 5 and gap < 4 * size and before.text[-1] in ".)-–+•*/":
        return False  # a list label and the tab behind it
    uncovered = gap - max(0.0, before.blank_end - before.box.x1)
    if uncovered > _COLUMN * size:
        return True
    jumped = not 0 < after.first - before.last <= 40
    if jumped and uncovered > _COLUMN_JUMP * size and len(before.text) + len(after.text) > 4:
        return True
    return gap > _WIDEST_BLANK * size


def _line(words: list[_Drawn]) -> Line:
    glyphs = [glyph for word in words for glyph in word.glyphs if glyph.text.isalnum()] or words[0].glyphs
    size = Counter(round(glyph.size * 2) / 2 for glyph in glyphs).most_common(1)[0][0]
    bold = sum(_is_bold(glyph.font) for glyph in glyphs) * 2 > len(glyphs)
    italic = sum(_is_italic(glyph.font) for glyph in glyphs) * 2 > len(glyphs)
    return Line(tuple(Word(word.text, word.box) for word in words), style=Style(size, bold, italic))


def _is_bold(font: str) -> bool:
    name = font.lower()
    return any(part in name for part in ("bold", "black", "heavy", ",b", "demi"))


def _is_italic(font: str) -> bool:
    name = font.lower()
    return "italic" in name or "oblique" in name
