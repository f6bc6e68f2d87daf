"""How an archive stands: counts, speed, what failed and why, what is held back."""

from __future__ import annotations

from dataclasses import dataclass

from vndocx.archive.ledger import Ledger

__all__ = ["Failure", "LastRun", "Standing", "standing"]

STATES = ("waiting", "running", "done", "partial", "failed", "duplicate")


@dataclass(frozen=True, slots=True)
class LastRun:
    """The last run. ``ended`` is None while it goes on, or when it was killed."""

    started: str
    ended: str | None
    engine: str
    jobs: int
    recipe: str
    read: int
    pages: int
    seconds: float | None
    files_per_s: float | None
    pages_per_s: float | None


@dataclass(frozen=True, slots=True)
class Failure:
    """A file without a record, and why."""

    file: str
    fault: str
    exit_code: int
    message: str
    hint: str
    attempts: int
    seconds: float | None
    finished: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The whole ledger in numbers. ``seconds`` is the time spent reading, over all processes."""

    files: int
    states: dict[str, int]
    faults: dict[str, int]
    pages: int
    seconds: float
    missing: int
    held_back: tuple[str, ...]
    recipes: dict[str, int]
    last_run: LastRun | None
    unread_folders: tuple[str, ...]
    failures: tuple[Failure, ...]


def standing(ledger: Ledger) -> Standing:
    """How the archive of ``ledger`` stands now."""
    db = ledger.db
    counted = dict(db.execute("SELECT state, count(*) FROM files GROUP BY state").fetchall())
    pages, seconds = db.execute(
        "SELECT coalesce(sum(pages), 0), coalesce(sum(seconds), 0) FROM files WHERE state <> 'duplicate'"
    ).fetchone()
    last = db.execute("SELECT * FROM runs ORDER BY id DESC LIMIT 1").fetchone()
    number = last["id"] if last else 0
    return Standing(
        files=sum(counted.values()),
        states={state: counted.get(state, 0) for state in STATES},
        faults=dict(
            db.execute(
                "SELECT fault, count(*) FROM files WHERE state = 'failed' GROUP BY fault ORDER BY count(*) DESC, fault"
            ).fetchall()
        ),
        pages=pages,
        seconds=round(seconds, 3),
        missing=db.execute("SELECT count(*) FROM files WHERE missing").fetchone()[0],
        held_back=tuple(
            name for (name,) in db.execute("SELECT name FROM files WHERE secrecy IS NOT NULL ORDER BY name")
        ),
        recipes=dict(
            db.execute(
                "SELECT recipe, count(*) FROM files WHERE state IN ('done', 'partial') GROUP BY recipe ORDER BY recipe"
            ).fetchall()
        ),
        last_run=LastRun(
            started=last["started"],
            ended=last["ended"],
            engine=last["engine"],
            jobs=last["jobs"],
            recipe=last["recipe"],
            read=last["read"],
            pages=last["pages"],
            seconds=last["seconds"],
            files_per_s=_rate(last["read"], last["seconds"]),
            pages_per_s=_rate(last["pages"], last["seconds"]),
        )
        if last
        else None,
        unread_folders=tuple(
            message for (message,) in db.execute("SELECT message FROM unread_folders WHERE run = ?", (number,))
        ),
        failures=tuple(
            Failure(*row)
            for row in db.execute(
                "SELECT name, fault, exit_code, message, hint, attempts, seconds, finished FROM files"
                " WHERE state = 'failed' ORDER BY name"
            )
        ),
    )


def _rate(count: int, seconds: float | None) -> float | None:
    return round(count / seconds, 2) if seconds else None
