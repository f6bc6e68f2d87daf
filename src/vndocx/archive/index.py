"""The index in the ledger: deadlines with their owners, and citations, of every record."""

from __future__ import annotations

import re
import sqlite3

from vndocx.archive.facts import Facts
from vndocx.text import fold, nfc, squeeze

__all__ = ["SCHEMA", "drop_facts", "folded", "keep_facts", "number_key"]

SCHEMA = """
CREATE TABLE deadlines (
    file INTEGER NOT NULL REFERENCES files (id), id TEXT NOT NULL, class TEXT NOT NULL, text TEXT NOT NULL,
    edtf TEXT, due TEXT, rrule TEXT, recipient TEXT, page INTEGER NOT NULL, action TEXT,
    PRIMARY KEY (file, id)
);
CREATE INDEX deadlines_due ON deadlines (due);
CREATE TABLE owners (
    file INTEGER NOT NULL, deadline TEXT NOT NULL, place INTEGER NOT NULL, partner INTEGER NOT NULL,
    name TEXT NOT NULL, folded TEXT NOT NULL,
    PRIMARY KEY (file, deadline, place)
);
CREATE TABLE citations (
    file INTEGER NOT NULL REFERENCES files (id), id TEXT NOT NULL, kind TEXT NOT NULL, number TEXT, number_key TEXT,
    title TEXT, folded_title TEXT, issued TEXT, issuer TEXT, relation TEXT NOT NULL, page INTEGER, text TEXT,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (file, id)
);
CREATE INDEX citations_number ON citations (number_key);
"""


def folded(words: str) -> str:
    """``words`` for loose search: folded, single blanks, a blank at both ends so that whole words match."""
    return f" {squeeze(fold(nfc(words)))} "


def number_key(number: str) -> str:
    """A document number for comparison: "94 KL/TW", "94-kl/tw" and "94-KL/TW" are one."""
    return re.sub(r"[^a-z0-9]", "", fold(nfc(number)))


def drop_facts(db: sqlite3.Connection, file: int) -> None:
    """Take the facts of a file out of the index."""
    for table in ("deadlines", "owners", "citations"):
        db.execute(f"DELETE FROM {table} WHERE file = ?", (file,))


def keep_facts(db: sqlite3.Connection, file: int, facts: Facts) -> None:
    """Put the facts of a file into the index, in place of older ones."""
    drop_facts(db, file)
    db.executemany(
        "INSERT INTO deadlines VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (file, d.id, d.class_, d.text, d.edtf, d.due, d.rrule, d.recipient, d.page, d.action)
            for d in facts.deadlines
        ],
    )
    db.executemany(
        "INSERT INTO owners VALUES (?, ?, ?, ?, ?, ?)",
        [
            (file, d.id, place, place >= len(d.assignees), name, folded(name))
            for d in facts.deadlines
            for place, name in enumerate((*d.assignees, *d.partners))
        ],
    )
    db.executemany(
        "INSERT INTO citations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                file, c.id, c.kind, c.number, number_key(c.number) if c.number else None, c.title,
                folded(c.title) if c.title else None, c.issued, c.issuer, c.relation, c.page, c.text, c.mentions,
            )
            for c in facts.references
        ],
    )  # fmt: skip
