"""What stands on a page without being its text: found before the page is read, taken out of the lines afterwards."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from vndocx.adapters.image import Picture
from vndocx.geometry import Box
from vndocx.model.scan import Line, Mark, MarkKind, Word
from vndocx.reading.cleanup import Cleaned
from vndocx.reading.seals import Coloured, grey_frames, grey_seal
from vndocx.text import fold

__all__ = ["in_middle", "marks_of", "without_marks"]

# The stamp of the incoming post: CÔNG VĂN ĐẾN, or ĐẾN alone, over Số, Ngày, Giờ, Chuyển with something written in.
_ARRIVED = re.compile(r"\W*(?:.{0,3}(?:ong|ng|ung)\s+van\s+den|den)\W*")
_STAMP_ROW = re.compile(r"\W*(?:so|ngay|gio|chuyen|luu ho so|ho so|den)\b.{0,24}")
_POINTS = 72.0
_SURELY_READ = 0.8


def marks_of(lines: tuple[Line, ...], coloured: Coloured, page: Cleaned) -> tuple[Mark, ...]:
    """The marks of a page that was read as ``lines`` (in points): from colour, from shape, from the words of stamps."""
    marks = [Mark(MarkKind.SEAL, box.scaled(_POINTS), 0.95) for box in coloured.seals]
    marks += [Mark(MarkKind.INCOMING_STAMP, box.scaled(_POINTS), 0.9) for box in coloured.frames]
    marks += [Mark(MarkKind.SIGNATURE, box.scaled(_POINTS), 0.8) for box in coloured.strokes]
    if not coloured.seals:
        bare = _without_print(lines, page)
        for region in _room_to_sign(lines, page):
            seal = grey_seal(bare, page.dpi, region)
            if seal is not None:
                marks.append(Mark(MarkKind.SEAL, seal.scaled(_POINTS), 0.7))
                break
    if not coloured.frames:
        framed = [box.scaled(_POINTS) for box in grey_frames(page.grey, page.dpi)]
        stamps = framed or _stamp_by_words(lines, page)
        marks += [Mark(MarkKind.INCOMING_STAMP, box, 0.7) for box in stamps]
    return tuple(marks)


def without_marks(lines: tuple[Line, ...], marks: tuple[Mark, ...]) -> tuple[Line, ...]:
    """The lines without the words of stamps, of a seal's ring, and what a pen stroke was misread as."""
    stamps = [mark.box for mark in marks if mark.kind is MarkKind.INCOMING_STAMP]
    seals = [mark.box for mark in marks if mark.kind is MarkKind.SEAL]
    blurs = [*seals, *(mark.box for mark in marks if mark.kind is MarkKind.SIGNATURE)]

    def printed(word: Word, alone: bool, own: bool) -> bool:
        box = word.box
        if box is None:
            return True
        if any(stamp.contains_middle(box) for stamp in stamps):
            return False
        if any(blur.contains_middle(box) for blur in blurs):
            letters = sum(letter.isalnum() for letter in word.text)
            return word.confidence >= (0.85 if own else 0.6 if alone else 0.3) and letters >= (2 if alone else 1)
        return True

    made = []
    for line in lines:
        around = line.box
        alone = around is not None and any(blur.intersection(around) > 0.8 * around.area for blur in blurs)
        own = any(in_middle(seal, around) for seal in seals)
        words = tuple(word for word in line.words if printed(word, alone, own))
        if words:
            made.append(replace(line, words=words))
    return tuple(made)


def in_middle(seal: Box, box: Box | None) -> bool:
    """Whether a line stands in the middle of a seal, where the seal's own name is."""
    edge = 0.15 * seal.width
    middle = Box(seal.x0 + edge, seal.y0 + edge, seal.x1 - edge, seal.y1 - edge)
    return box is not None and middle.intersection(box) > 0.8 * box.area


def _without_print(lines: tuple[Line, ...], page: Cleaned) -> Picture:
    """The page without the words that were surely read: rows of print make rings of dark points too."""
    made = page.grey.copy()
    for line in lines:
        for word in line.words:
            if word.box is not None and word.confidence > _SURELY_READ:
                x0, y0, x1, y1 = (max(0, round(value * page.dpi / _POINTS)) for value in word.box)
                made[y0:y1, x0:x1] = 255
    return made


def _room_to_sign(lines: tuple[Line, ...], page: Cleaned) -> list[Box]:
    """The parts of the right half with room for a signature, in inches: at least 15 mm between two lines of print."""
    height, width = (side / page.dpi for side in page.grey.shape)
    boxes = [word.box.scaled(1 / _POINTS) for line in lines for word in line.words if word.box is not None]
    held = np.zeros(max(1, round(height * 20)), bool)
    for box in boxes:
        if box.x1 > 0.55 * width and box.height < 0.5:
            held[max(0, int(box.y0 * 20)) : int(box.y1 * 20) + 1] = True
    rows = np.flatnonzero(held)
    if not len(rows):
        return []
    rooms = []
    for above, below in zip(rows, [*rows[1:], len(held) - 1], strict=True):
        if below - above > 20 * 15 / 25.4 and above > 0.08 * len(held):
            top, bottom = above / 20 - 0.9, min(below / 20 + 0.9, above / 20 + 3.5)
            rooms.append(Box(0.35 * width, max(0.0, top), width, min(height, bottom)))
    return rooms[-3:]


def _stamp_by_words(lines: tuple[Line, ...], page: Cleaned) -> list[Box]:
    """The stamps of the incoming post in the upper half, from their words."""
    half = 0.5 * page.grey.shape[0] / page.dpi * _POINTS
    found: list[Box] = []
    for line in lines:
        box = line.box
        if box is None or box.y0 > half or box.width > 130 or not _ARRIVED.fullmatch(fold(line.text)):
            continue
        stamp = Box(box.x0 - 25, box.y0 - 12, box.x1 + 45, box.y1 + 4)
        # The long form can be nothing else; ĐẾN alone must have the rows of a stamp below it.
        rows = int("van" in fold(line.text))
        for other in lines:
            place = other.box
            if place is None or other is line or not (0 <= place.y0 - box.y0 < 75):
                continue
            row = _STAMP_ROW.match(fold(other.text)) or (rows and place.width < 110)
            if place.x0 > box.x0 - 45 and place.x1 < box.x1 + 70 and row:
                stamp, rows = stamp.union(place), rows + 1
        if rows:
            found.append(stamp)
    return found
