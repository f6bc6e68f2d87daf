"""Drawn papers for tests: one line of a file is one line that a reader gave, with its place on the page.

page 595 842 ocr         a new page: width, height, how it was read
70 56 ỦY BAN NHÂN DÂN    left edge and top in points, then the words; 12 points high, letters 6 points wide
70 56 10 - Như trên;     a figure before the words sets another height (letters half as wide)
mark seal 300 600 390 690
grid 70 300 525 420      a table; its cells follow, one a line: row column text ("//" parts the cell's lines)
cell 0 1 Nhiệm vụ
"""

from __future__ import annotations

import re
from pathlib import Path

from vndocx.geometry import Box
from vndocx.model.scan import Cell, Grid, Line, Mark, MarkKind, Origin, Page, Scan, Source, Word

_LINE = re.compile(r"(?P<x>\d+) (?P<y>\d+) (?:(?P<size>\d\d?) (?=\D))?(?P<text>.+)")


def words_at(x: float, y: float, text: str, size: float = 12.0, confidence: float = 0.95) -> tuple[Word, ...]:
    """The words of a text printed from (x, y) on; more blanks between words make a wider gap."""
    return tuple(
        Word(found[0], Box(x + found.start() * size / 2, y, x + found.end() * size / 2, y + size), confidence)
        for found in re.finditer(r"\S+", text)
    )


def scan_of(pages: tuple[Page, ...]) -> Scan:
    return Scan(Source("drawn.pdf", "0" * 64, 1, "application/pdf", len(pages)), pages)


def plain_scan(*pages: str) -> Scan:
    """Pages of text without places: a blank line starts a block."""
    made: list[Page] = []
    for number, text in enumerate(pages, 1):
        lines: list[Line] = []
        block = 0
        for raw in text.strip("\n").split("\n"):
            if raw.strip():
                lines.append(Line(tuple(map(Word, raw.split())), block))
            else:
                block += 1
        made.append(Page(number, 595.3, 841.9, Origin.PLAIN, tuple(lines)))
    return scan_of(tuple(made))


def drawn_scan(path: Path) -> Scan:
    """The scan that a drawing stands for."""
    pages: list[Page] = []
    lines: list[Line] = []
    grids: list[Grid] = []
    cells: list[Cell] = []
    marks: list[Mark] = []
    size = (0.0, 0.0)
    origin = Origin.OCR

    def close() -> None:
        if size[0]:
            pages.append(Page(len(pages) + 1, *size, origin, tuple(lines), tuple(grids), tuple(marks)))
        lines.clear(), grids.clear(), marks.clear()

    for raw in path.read_text(encoding="utf-8").splitlines():
        head, _, rest = raw.partition(" ")
        if head == "page":
            close()
            width, height, how = rest.split()
            size, origin = (float(width), float(height)), Origin(how)
        elif head == "mark":
            kind, *box = rest.split()
            marks.append(Mark(MarkKind(kind), Box(*map(float, box))))
        elif head == "grid":
            cells = []
            grids.append(Grid((), len(lines), Box(*map(float, rest.split()))))
        elif head == "cell":
            row, column, text = rest.split(" ", 2)
            made = tuple(Line(tuple(map(Word, part.split()))) for part in text.split("//"))
            cells.append(Cell(int(row), int(column), made))
            grids[-1] = Grid(tuple(cells), grids[-1].before, grids[-1].box)
        elif raw.strip():
            found = _LINE.fullmatch(raw)
            assert found is not None, f"{path.name}: {raw!r}"
            x, y, high = float(found["x"]), float(found["y"]), float(found["size"] or 12)
            lines.append(Line(words_at(x, y, found["text"], high), len(lines)))
    close()
    return scan_of(tuple(pages))
