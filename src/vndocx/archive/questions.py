"""Questions to the ledger: which deadlines, who cites a paper, how the archive stands."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vndocx.archive.index import folded, number_key
from vndocx.archive.ledger import Ledger
from vndocx.archive.walk import output_of

__all__ = ["Citation", "DueItem", "Kept", "Paper", "citations", "deadlines", "held_back", "kept_records"]


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper that a fact was read from."""

    file: str
    sha256: str
    number: str | None
    issuer: str | None
    issued: str | None
    subject: str | None
    secrecy: str | None


@dataclass(frozen=True, slots=True)
class DueItem:
    """A deadline. ``id`` is the same in every run: the digest of the file's bytes and the id in its record."""

    id: str
    due: str | None
    class_: str
    text: str
    edtf: str | None
    rrule: str | None
    recipient: str | None
    action: str | None
    assignees: tuple[str, ...]
    partners: tuple[str, ...]
    page: int
    paper: Paper


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited paper, and the paper that cites it."""

    id: str
    number: str | None
    title: str | None
    issued: str | None
    issuer: str | None
    relation: str
    text: str | None
    mentions: int
    page: int | None
    paper: Paper


@dataclass(frozen=True, slots=True)
class Kept:
    """A record on the disk, and its paper: the path ``file`` under the folder ``root``."""

    file: str
    root: Path
    record: Path
    secrecy: str | None


PAPER = "f.name, f.sha256, f.number, f.issuer, f.issued, f.subject, f.secrecy"
OPEN = "(f.secrecy IS NULL OR :secret)"


def deadlines(
    ledger: Ledger,
    *,
    before: str | None = None,
    after: str | None = None,
    assignee: str | None = None,
    include_secret: bool = False,
) -> Iterator[DueItem]:
    """The deadlines of all papers, the nearest first, those without a known day last.

    ``before`` and ``after`` are days (YYYY-MM-DD) that are themselves left out; with one of them, deadlines without a
    known day are left out too. ``assignee`` is matched by whole words, without regard to case and marks.
    """
    found = ledger.db.execute(
        "SELECT d.*, f.name AS name, f.sha256, f.number, f.issuer, f.issued, f.subject, f.secrecy"
        " FROM deadlines d JOIN files f ON f.id = d.file"
        f" WHERE {OPEN} AND (:before IS NULL OR d.due < :before) AND (:after IS NULL OR d.due > :after)"
        " AND (:assignee IS NULL OR EXISTS (SELECT 1 FROM owners o WHERE o.file = d.file AND o.deadline = d.id"
        " AND NOT o.partner AND instr(o.folded, :assignee)))"
        " ORDER BY d.due IS NULL, d.due, f.name, d.id",
        {
            "before": before,
            "after": after,
            "assignee": folded(assignee) if assignee is not None else None,
            "secret": include_secret,
        },
    )
    for row in found:
        owners = ledger.db.execute(
            "SELECT name, partner FROM owners WHERE file = ? AND deadline = ? ORDER BY place", (row["file"], row["id"])
        ).fetchall()
        yield DueItem(
            id=f"{row['sha256']}#{row['id']}",
            due=row["due"],
            class_=row["class"],
            text=row["text"],
            edtf=row["edtf"],
            rrule=row["rrule"],
            recipient=row["recipient"],
            action=row["action"],
            assignees=tuple(name for name, partner in owners if not partner),
            partners=tuple(name for name, partner in owners if partner),
            page=row["page"],
            paper=_paper(row),
        )


def citations(ledger: Ledger, *, to: str | None = None, include_secret: bool = False) -> Iterator[Citation]:
    """Who cites what, by the number cited; ``to`` is a number, or words of a title."""
    found = ledger.db.execute(
        "SELECT c.id, c.number AS cited_number, c.title, c.issued AS cited_issued, c.issuer AS cited_issuer,"
        " c.relation, c.text, c.mentions, c.page,"
        f" {PAPER} FROM citations c JOIN files f ON f.id = c.file WHERE {OPEN}"
        " AND (:to IS NULL OR c.number_key = :number OR (c.folded_title IS NOT NULL AND instr(c.folded_title, :title)))"
        " ORDER BY c.number_key IS NULL, c.number_key, c.title, f.issued, f.name, c.id",
        {
            "to": to,
            "number": number_key(to) if to else None,
            "title": folded(to) if to else None,
            "secret": include_secret,
        },
    )
    for row in found:
        yield Citation(
            id=f"{row['sha256']}#{row['id']}",
            number=row["cited_number"],
            title=row["title"],
            issued=row["cited_issued"],
            issuer=row["cited_issuer"],
            relation=row["relation"],
            text=row["text"],
            mentions=row["mentions"],
            page=row["page"],
            paper=_paper(row),
        )


def _paper(row: Mapping[str, Any]) -> Paper:
    return Paper(
        row["name"], row["sha256"], row["number"], row["issuer"], row["issued"], row["subject"], row["secrecy"]
    )


def held_back(ledger: Ledger) -> int:
    """How many papers are marked mật or higher."""
    (count,) = ledger.db.execute(
        "SELECT count(*) FROM files WHERE secrecy IS NOT NULL AND state IN ('done', 'partial')"
    ).fetchone()
    return int(count)


def kept_records(ledger: Ledger, output: Path, *, include_secret: bool = False) -> Iterator[Kept]:
    """The records of an output folder in the order of their names, for exports."""
    for row in ledger.db.execute(
        "SELECT f.path, f.name, f.root, f.secrecy FROM files f"
        f" WHERE f.state IN ('done', 'partial', 'duplicate') AND {OPEN} ORDER BY f.path",
        {"secret": include_secret},
    ):
        record = output / output_of(os.fsdecode(row["path"]))
        yield Kept(row["name"], Path(os.fsdecode(row["root"])), record, row["secrecy"])
