"""Tasks in tables: each row is one, its parties stand in columns of their own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vndocx.extraction.assignments.chains import Chain, Page
from vndocx.extraction.assignments.drafts import Draft
from vndocx.model.language import Entity
from vndocx.model.layout import Table, TableCell
from vndocx.text import Span, fold, squeeze

__all__ = ["table_drafts"]

_TASK = re.compile(
    r"nhiem vu|cong viec|noi dung (?:cong viec|thuc hien|trien khai)|^noi dung$|noi dung/|hoat dong|giai phap|chi tieu"
    r"|^ten (?:van ban|de an|du an|ke hoach)"
)
_LEAD = re.compile(
    r"chu tri|dau moi|(?:co quan|don vi|nguoi|bo phan) (?:thuc hien|tham muu|chiu trach nhiem|phu trach)"
    r"|phan cong|trach nhiem (?:thuc hien|chinh)"
)
_PARTNER = re.compile(r"phoi hop")
_OTHER = re.compile(r"^(?:stt|tt|so tt|ghi chu)$|thoi (?:gian|han)|tien do|ket qua|san pham|kinh phi")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which columns hold the task, who leads and who takes part; ``leads``: the heading says "chủ trì"."""

    task: int
    lead: int
    partners: tuple[int, ...]
    leads: bool


def table_drafts(page: Page) -> Iterator[Draft]:
    """The tasks of the paper's tables, row by row."""
    before: tuple[_Columns, Sequence[TableCell]] | None = None  # of a table that ends behind its header
    for table in page.layout.tables:
        header, rows = table.header, table.rows
        if not any(cell.text for cell in header) and rows:
            header, rows = rows[0], rows[1:]
        found = _columns(header)
        if found is None and before is not None and not any(cell.text for cell in table.header):
            found, rows = _continued(*before, table.rows), table.rows
        before = (found, header) if found is not None and not rows else None
        if found is None:
            page.trace("dropped", "table row", _whole(table), "no column of tasks beside one of those who do them")
            continue
        for row in rows:
            yield from _row(page, found, row)


def _whole(table: Table) -> Span:
    """From the first to the last word of a table."""
    spans = [cell.span for row in (table.header, *table.rows) for cell in row if cell.span.end > cell.span.start]
    return Span(min(span.start for span in spans), max(span.end for span in spans)) if spans else Span(0, 0)


def _columns(header: Sequence[TableCell]) -> _Columns | None:
    """The columns of a task table; None for any other."""
    task = lead = None
    partners: list[int] = []
    leads = False
    for index, cell in enumerate(header):
        name = fold(squeeze(cell.text)).strip(" .:")
        if _PARTNER.search(name) and not re.search("chu tri", name):
            partners.append(index)
        elif _LEAD.search(name):
            if lead is None:
                lead, leads = index, "chu tri" in name or "dau moi" in name
        elif task is None and not _OTHER.search(name) and _TASK.search(name):
            task = index
    if task is None or lead is None:
        return None
    return _Columns(task, lead, tuple(partners), leads)


def _continued(columns: _Columns, header: Sequence[TableCell], rows: Sequence[Sequence[TableCell]]) -> _Columns | None:
    """The columns of rows that were torn from their header, where empty columns may be left out; None where the rows do
    not fit it."""
    width = len(rows[0]) if rows else 0
    if width == len(header):
        return columns
    kept = sorted((columns.task, columns.lead, *columns.partners))
    if width != len(kept):
        return None
    partners = tuple(kept.index(partner) for partner in columns.partners)
    return _Columns(kept.index(columns.task), kept.index(columns.lead), partners, columns.leads)


def _row(page: Page, columns: _Columns, row: Sequence[TableCell]) -> Iterator[Draft]:
    width = max(columns.task, columns.lead, *columns.partners, 0) + 1
    if len(row) < width:
        return
    task, lead = row[columns.task], row[columns.lead]
    if not task.text.strip() or not lead.text.strip() or task.span == lead.span or task.text == lead.text:
        return
    action = _words(page, task.span)
    assignees = _chains(page, lead.span)
    if action is None or not assignees:
        return
    partners = [chain for index in columns.partners for chain in _chains(page, row[index].span)]
    filled = [cell.span for cell in row if cell.text.strip()]
    clause = Span(min(span.start for span in filled), max(span.end for span in filled))
    path = page.layout.section_path(task.span.start)
    yield Draft(
        assignees=assignees,
        partners=tuple(partners),
        recipients=(),
        channel=(),
        action=action,
        clause=clause,
        scope=clause,
        role="lead" if columns.leads else "execute",
        modality="must",
        inherited=False,
        section=path[-1].id if path else None,
        rule="table row",
        confidence=0.91,
    )


def _words(page: Page, span: Span) -> tuple[int, int] | None:
    """The words of a cell without marks at either end."""
    spans = page.words.spans
    start = bisect_left(spans, span.start, key=lambda word: word.start)
    end = bisect_left(spans, span.end, key=lambda word: word.start)
    while start < end and not page.words.is_word(start):
        start += 1
    while end > start and not page.words.is_word(end - 1):
        end -= 1
    return (start, end) if start < end else None


def _chains(page: Page, span: Span) -> tuple[Chain, ...]:
    """The parties of a cell, a chain for each part between semicolons; none for an empty cell."""
    words = _words(page, span)
    if words is None:
        return ()
    start, end = words
    found: list[Chain] = []
    for index in range(start, end + 1):
        if index < end and page.words.mark(index) != ";":
            continue
        if index > start:
            found.append(_chain(page, start, index))
        start = index + 1
    return tuple(found)


def _chain(page: Page, start: int, end: int) -> Chain:
    """The parties between two words; without items where not all of it is known."""
    items: list[Entity] = []
    at, covered = start, 0
    while at < end:
        if at in page.names and page.names[at][0] <= end:
            stop, entity = page.names[at]
            items.append(entity)
            covered += stop - at
            at = stop
        else:
            covered += not page.words.is_word(at) or page.words.mark(at) == "và"
            at += 1
    known = items and items[-1].span.end == page.words.spans[end - 1].end and covered == end - start
    return Chain(start, end, tuple(items) if known else ())
