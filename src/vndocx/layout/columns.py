"""Reading order on a page with places: the two columns of the head, the body, recipients and signature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from vndocx.layout.blocks import Row, end_cut, end_stop, head_cut, head_stop, left_of_end, with_place
from vndocx.layout.fragments import Fragment, rows
from vndocx.layout.furniture import is_speck, swept
from vndocx.layout.printed import Printed, Region
from vndocx.layout.unruled import unruled
from vndocx.model.scan import Grid, Line, Origin, Page

__all__ = ["Columns", "read_columns"]


@dataclass(frozen=True, slots=True)
class Columns:
    """A page read column by column. ``ending``: it ends within the recipients or the signature."""

    lines: list[Printed]
    grids: list[Grid]
    ending: bool


def read_columns(page: Page, kept: Iterable[Fragment], height: float, *, ending: bool) -> Columns:
    """The page's lines in reading order with their regions, and the tables without rules among them.

    ``ending``: the page before ended within the recipients or the signature.
    """
    table = rows(kept)
    if page.origin is Origin.OCR:
        table = [clean for row in table if (clean := _clean(row, height))]
    table = [list(with_place(row, page.width, height)) for row in table]
    made: list[Printed] = []
    grids: list[Grid] = []
    body: list[Row] = []
    at = 0
    while at < len(table):
        if (stop := head_stop(table, at, page, height, ending=ending)) > at:
            columns = _two_columns(table[at:stop], head_cut(table[at:stop], page.width), page, height, head=True)
        elif (stop := end_stop(table, at, page, height, ending=ending)) > at:
            columns = _two_columns(table[at:stop], end_cut(table[at:stop], page.width), page, height, head=False)
        else:
            body.append(table[at])
            ending = False
            at += 1
            continue
        ending = columns[-1].region in (Region.RECIPIENTS, Region.SIGNATURE) if columns else ending
        made += _body(body, page, height, grids)
        made += columns
        body = []
        at = stop
    made += _body(body, page, height, grids)
    return Columns(made, grids, ending)


def _body(table: list[Row], page: Page, height: float, grids: list[Grid]) -> Iterator[Printed]:
    """The rows of the body as lines; those of a table without rules go to ``grids`` instead."""
    done = 0
    for first, stop, grid in unruled(table, height):
        for row in table[done:first]:
            yield from _body_line(row, page)
        grids.append(grid)
        done = stop
    for row in table[done:]:
        yield from _body_line(row, page)


def _printed(fragment: Fragment, page: Page, region: Region) -> Printed:
    return Printed.of(replace(fragment.line, words=fragment.words), page.number, region)


def _clean(row: Row, height: float) -> Row:
    """The row without specks; a list mark that stands off its words stays."""
    kept = [swept(one, height) for one in row]
    letters = [one for one in kept if any(map(str.isalnum, one.text))]
    if not letters:
        return [one for one in kept if one.text in ("…", "...", "./.")]
    mark = kept[0].text in ("-", "+", "*") and kept[0] not in letters
    return [kept[0], *letters] if mark and letters[0].text[:1].isupper() else letters


def _body_line(row: Row, page: Page) -> Iterator[Printed]:
    """A row of the body as one line; an address list that begins on the line of "Kính gửi:" stands apart."""
    words = tuple(word for fragment in row for word in fragment.words)
    line = Line(words, row[0].line.block, row[0].line.style, row[0].line.heading)
    yield from Printed.of(line, page.number).parted()


def _two_columns(table: list[Row], cut: float, page: Page, height: float, *, head: bool) -> list[Printed]:
    """The left column's lines from top to bottom, then the right one's."""
    left, right = (Region.HEAD_LEFT, Region.HEAD_RIGHT) if head else (left_of_end(table, cut), Region.SIGNATURE)
    sides: tuple[list[Printed], list[Printed]] = ([], [])
    for row in table:
        halves: tuple[Row, Row] = ([], [])
        for fragment in row:
            for part in _split(fragment, cut, height):
                piece = swept(part, height) if page.origin is Origin.OCR else part
                if page.origin is Origin.OCR and is_speck(piece, least=1 if head else 2):
                    continue
                halves[piece.box.x0 > cut - (1.5 * height if head else 0)].append(piece)
        for side, half, region in zip(sides, halves, (left, right), strict=True):
            side += [_printed(one, page, region) for one in _mended(half, height)]
    return sides[0] + sides[1]


def _mended(pieces: Row, height: float) -> Iterator[Fragment]:
    """Pieces of one line that the reader tore apart, put together again."""
    last: Fragment | None = None
    for piece in pieces:
        if last is not None and piece.box.x0 - last.box.x1 < 2.5 * height:
            last = Fragment.of((*last.words, *piece.words), last.line)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def _split(fragment: Fragment, cut: float, height: float) -> Iterator[Fragment]:
    """The fragment, or its two parts where it runs over the gap between the columns."""
    if fragment.box.x0 < cut - 3 * height and fragment.box.x1 > cut + 3 * height:
        gaps = [
            (right.box.x0 - left.box.x1, place)
            for place, (left, right) in enumerate(pairwise(fragment.words), 1)
            if left.box is not None and right.box is not None and abs(right.box.x0 - cut) < 5 * height
        ]
        if gaps and max(gaps)[0] > 0.3 * height:
            place = max(gaps)[1]
            yield Fragment.of(fragment.words[:place], fragment.line)
            yield Fragment.of(fragment.words[place:], fragment.line)
            return
    yield fragment
