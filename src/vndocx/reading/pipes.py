"""Tables drawn with pipes in plain text: found, cut into cells, and told from layouts that only stand side by side.

Three ways are met: Markdown rows ("| TT | Nhiệm vụ |"), rows without outer pipes ("TT | Nhiệm vụ"), and one cell
after another with a lone pipe between ("|", "TT", "|", "Nhiệm vụ", "|"), two lone pipes where a row ends.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["TableBlock", "find_tables"]

Row = tuple[tuple[str, ...], ...]  # cells, each the raw lines in it


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table between the lines ``first`` and ``end`` (exclusive) of a text."""

    first: int
    end: int
    rows: tuple[Row, ...]

    @property
    def columns(self) -> int:
        return max(map(len, self.rows))


_SEPARATOR = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_SPLIT = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MOST_PIPES_ON_A_ROW = 40


def find_tables(lines: Sequence[str]) -> Iterator[TableBlock]:
    """The pipe tables of a text, in order, layouts included."""
    index = 0
    while index < len(lines):
        line = lines[index]
        if "|" not in line:
            index += 1
            continue
        found = _lone(lines, index) if line.strip() == "|" else _outer(lines, index) or _bare(lines, index)
        if found is None:
            index += 1
            continue
        yield found
        index = found.end


def _outer(lines: Sequence[str], first: int) -> TableBlock | None:
    """Rows that begin with a pipe; a row goes on over lines until its last pipe."""
    if not lines[first].lstrip().startswith("|"):
        return None
    rows: list[Row] = []
    index = first
    while index < len(lines) and lines[index].lstrip().startswith("|") and lines[index].strip() != "|":
        row = lines[index].strip()
        index += 1
        while not row.endswith("|") and index < len(lines) and lines[index].strip() and index - first < 10_000:
            if lines[index].strip() == "|":
                index += 1
                break
            if lines[index].lstrip().startswith("|"):
                break
            row += "\n" + lines[index].strip()
            index += 1
        if not _SEPARATOR.fullmatch(row):
            rows.append(_cells(row))
    rows = [row for row in rows if row]
    if _is_padded(lines[first:index]):
        rows = _joined(rows)
    return TableBlock(first, index, tuple(rows)) if rows else None


def _is_padded(lines: Sequence[str]) -> bool:
    """Whether the table was printed in characters: all lines of one length, so a cell goes on in the next line."""
    lengths = {len(line.rstrip("\n")) for line in lines}
    return len(lines) >= 3 and len(lengths) == 1 and any("   |" in line for line in lines)


def _joined(rows: list[Row]) -> list[Row]:
    """Printed lines put together into rows: a line with an empty first cell goes on with the row above."""
    joined: list[Row] = []
    for row in rows:
        if joined and not row[0] and any(row) and len(row) == len(joined[-1]):
            joined[-1] = tuple(above + below for above, below in zip(joined[-1], row, strict=True))
        elif any(row):
            joined.append(row)
    return joined


def _bare(lines: Sequence[str], first: int) -> TableBlock | None:
    """Rows with pipes between cells only: two or more, or one that stands for columns side by side."""
    index = first
    rows: list[Row] = []
    while index < len(lines) and len(_SPLIT.findall(lines[index])) >= 1 and lines[index].strip() != "|":
        if lines[index].lstrip().startswith("|") and not rows:
            return None
        if not _SEPARATOR.fullmatch(lines[index]):
            rows.append(_cells(lines[index], outer=False))
        index += 1
    return TableBlock(first, index, tuple(rows)) if rows else None


def _cells(row: str, *, outer: bool = True) -> Row:
    parts = _SPLIT.split(row)
    if outer:
        parts = parts[1:]
        if parts and not parts[-1].strip():
            parts = parts[:-1]
    return tuple(
        tuple(line for line in _BREAK.sub("\n", part).split("\n") if line.strip(" \t\u00a0")) for part in parts
    )


def _lone(lines: Sequence[str], first: int) -> TableBlock | None:
    """Cells one below the other, a lone pipe before and after each; a blank line behind a pipe ends the table."""
    pipes: list[int] = []
    index = first
    end = first
    while index < len(lines):
        if lines[index].strip() == "|":
            pipes.append(index)
            end = index + 1
            if index + 1 < len(lines) and not lines[index + 1].strip():
                break
        index += 1
    if len(pipes) < 2:
        return TableBlock(first, first + 1, (((),),)) if pipes else None
    cells = [tuple(line for line in lines[a + 1 : b] if line.strip()) for a, b in pairwise(pipes)]
    return TableBlock(first, end, tuple(_rows_of_cells(cells)))


def _rows_of_cells(cells: list[tuple[str, ...]]) -> list[Row]:
    """Cells cut into rows. An empty cell may be the end of a row: the cut with the evenest rows is taken."""
    runs: list[int] = []
    length = 0
    for cell in cells:
        if cell:
            length += 1
        else:
            runs.append(length)
            length = 0
    runs.append(length)
    widths = {width for width, _ in Counter(run for run in runs if run).most_common(3)} | {max(runs)}
    best = min((_cut(cells, width) for width in sorted(widths)), key=lambda cut: cut[0])
    return best[1]


def _cut(cells: list[tuple[str, ...]], width: int) -> tuple[float, list[Row]]:
    """The cheapest cut into rows of about ``width`` cells, and its cost."""
    count = len(cells)
    cost = [float("inf")] * (count + 2)
    back = [0] * (count + 2)
    cost[0] = 0.0
    for start in range(count):
        if cost[start] == float("inf"):
            continue
        empty = 0
        for end in range(start + 1, min(count, start + _MOST_PIPES_ON_A_ROW) + 1):
            empty += not cells[end - 1]
            if end < count and cells[end]:
                continue  # a row ends before an empty place, where its last pipe and the next row's first stand
            size = end - start
            price = (
                cost[start] + 0.6 * empty + (0.0 if size == width else 1.0 if size < width else 3.0 * (size - width))
            )
            price += 0.3 * (not cells[start]) + 2.0 * (empty == size)
            after = min(end + 1, count + 1)
            if price < cost[after]:
                cost[after], back[after] = price, start
    rows: list[Row] = []
    at = count + 1
    while at > 0:
        start = back[at]
        rows.append(tuple(cells[start : at - 1]))
        at = start
    return cost[count + 1], rows[::-1]
