"""Questions to the ledger: deadlines, references, standing; secret papers are held back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import archive_fakes
import pytest

from vndocx.archive.facts import CitedFact, DeadlineFact, Facts, facts_of
from vndocx.archive.index import number_key
from vndocx.archive.ledger import Ledger, open_ledger
from vndocx.archive.questions import citations, deadlines, held_back, kept_records
from vndocx.archive.run import engine, run
from vndocx.archive.standing import standing
from vndocx.archive.task import Outcome, Work
from vndocx.codec import dump
from vndocx.errors import BadRecord
from vndocx.settings import Settings


def due(name: str, day: str | None, *assignees: str, partners: tuple[str, ...] = ()) -> DeadlineFact:
    return DeadlineFact(name, "hard", f"trước {day}", day, day, None, None, 1, "báo cáo", assignees, partners)


def cited(name: str, number: str | None, title: str | None = None) -> CitedFact:
    return CitedFact(name, "numbered", number, title, "2023-06-15", "Bộ Chính trị", "implements", 1, number, 2)


def paper(ledger: Ledger, name: str, *facts: DeadlineFact | CitedFact, secrecy: str | None = None) -> None:
    """A paper in the ledger, as a run would note it."""
    file = ledger.db.execute(
        "INSERT INTO files (path, name, root, suffix, size, mtime_ns, state, seen) VALUES (?, ?, ?, '.txt', 1, 1, 'running', 1)",
        (name.encode(), name, b"/archive"),
    ).lastrowid
    assert file is not None
    made = Facts(
        sha256=name,
        name=name,
        status="complete",
        recipe="r",
        pages=1,
        type="Kế hoạch",
        number="1-KH/TU",
        issuer="Tỉnh ủy Sông Lam",
        issued="2024-01-01",
        subject=None,
        secrecy=secrecy,
        deadlines=tuple(fact for fact in facts if isinstance(fact, DeadlineFact)),
        references=tuple(fact for fact in facts if isinstance(fact, CitedFact)),
    )
    ledger.finish(file, Outcome(), made)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path, write=True) as made:
        yield made


def test_deadlines_by_day_and_body(ledger: Ledger) -> None:
    paper(
        ledger,
        "a",
        due("l1", "2024-04-24", "Ban Tuyên giáo Tỉnh ủy", partners=("Sở Tài chính",)),
        due("l2", "2024-05-01", "Văn phòng Tỉnh ủy"),
        due("l3", None, "Ban Tuyên giáo Tỉnh ủy"),
    )
    paper(ledger, "b", due("l1", "2024-03-01", "Sở Tài chính"))

    def ask(**words: str) -> list[str]:
        return [item.id for item in deadlines(ledger, **words)]  # type: ignore[arg-type]

    assert ask() == ["b#l1", "a#l1", "a#l2", "a#l3"]
    assert ask(before="2024-05-01") == ["b#l1", "a#l1"]
    assert ask(after="2024-03-01", before="2024-05-02") == ["a#l1", "a#l2"]
    assert ask(assignee="Ban Tuyên giáo") == ["a#l1", "a#l3"]
    assert ask(assignee="ban  TUYEN giao") == ["a#l1", "a#l3"]
    assert ask(assignee="Tuyên g") == []  # whole words
    assert ask(assignee="Sở Tài chính") == ["b#l1"]  # a partner is not the one who answers for it
    assert ask(assignee="So\u031b\u0309 Tài chính") == ["b#l1"]  # typed with combining marks
    (first, *_) = deadlines(ledger, assignee="Ban Tuyên giáo")
    assert (first.assignees, first.partners) == (("Ban Tuyên giáo Tỉnh ủy",), ("Sở Tài chính",))


def test_references_by_number_or_title(ledger: Ledger) -> None:
    paper(ledger, "a", cited("r1", "94-KL/TW"), cited("r2", None, "Luật Đất đai năm 2024"))
    paper(ledger, "b", cited("r1", "94-KL/TW"), cited("r2", "194-KL/TW"))

    def ask(to: str | None) -> list[str]:
        return [item.id for item in citations(ledger, to=to)]

    assert ask("94-KL/TW") == ["a#r1", "b#r1"]
    assert ask("94 kl/tw") == ["a#r1", "b#r1"]
    assert ask("luật đất đai") == ["a#r2"]
    assert ask("đất") == ["a#r2"]
    assert ask("KL/TW") == []
    assert ask(None) == ["b#r2", "a#r1", "b#r1", "a#r2"]


def test_numbers_are_compared_without_their_dress() -> None:
    assert number_key("30/2020/NĐ-CP") == number_key("30/2020/nđ – cp") == "302020ndcp"


def test_secret_papers_answer_only_when_asked_for(ledger: Ledger) -> None:
    paper(ledger, "open", due("l1", "2024-04-24", "Ban A"), cited("r1", "94-KL/TW"))
    paper(ledger, "secret", due("l1", "2024-04-24", "Ban A"), cited("r1", "94-KL/TW"), secrecy="mật")
    assert [item.paper.file for item in deadlines(ledger)] == ["open"]
    assert [item.paper.file for item in citations(ledger, to="94-KL/TW")] == ["open"]
    assert [item.paper.file for item in deadlines(ledger, include_secret=True)] == ["open", "secret"]
    assert [item.paper.file for item in citations(ledger, include_secret=True)] == ["open", "secret"]
    assert held_back(ledger) == 1
    assert standing(ledger).held_back == ("secret",)


def test_new_facts_take_the_place_of_old_ones(ledger: Ledger) -> None:
    paper(ledger, "a", due("l1", "2024-04-24", "Ban A"))
    (row,) = ledger.rows("name = 'a'")
    facts = Facts(
        "a", "a", "complete", "r", 1, None, None, None, None, None, None, (due("l1", "2025-01-01", "Ban B"),), ()
    )
    ledger.finish(row.id, Outcome(), facts)
    assert [(item.due, item.assignees) for item in deadlines(ledger)] == [("2025-01-01", ("Ban B",))]


def test_a_record_and_its_facts_are_noted_together_or_not_at_all(ledger: Ledger) -> None:
    twice = (due("l1", "2024-04-24", "Ban A"), due("l1", "2024-04-25", "Ban B"))
    with pytest.raises(sqlite3.IntegrityError):
        paper(ledger, "a", *twice)
    assert [row.state for row in ledger.rows("name = 'a'")] == ["running"]
    assert list(deadlines(ledger)) == []


def test_a_record_with_one_id_for_two_facts_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("paper")
    record = json.loads(dump(archive_fakes.read(tmp_path / "a.txt", Settings())))
    assert facts_of(record).deadlines[0].assignees == ("Ban Tuyên giáo Tỉnh ủy",)
    record["deadlines"] *= 2
    with pytest.raises(BadRecord, match="'l1' twice"):
        facts_of(record)


def test_records_for_exports(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for name, words in {"a": "paper", "b": "paper", "c": "secret", "d": "error damaged", "e": "partial"}.items():
        (source / f"{name}.txt").write_text(words)
    output = tmp_path / "out"
    work = Work(factory=archive_fakes.HERE)
    totals = run((source,), output, work, engine("serial", 1, None), lambda event: None)
    assert totals.held_back == 1
    with open_ledger(output) as ledger:
        kept = {item.file: item.root for item in kept_records(ledger, output)}
        assert kept == dict.fromkeys(("a.txt", "b.txt", "e.txt"), source)
        assert [item.secrecy for item in kept_records(ledger, output, include_secret=True) if item.secrecy] == ["mật"]
        assert all(item.record.is_file() for item in kept_records(ledger, output, include_secret=True))
        found = standing(ledger)
    assert found.states == {"waiting": 0, "running": 0, "done": 2, "partial": 1, "failed": 1, "duplicate": 1}
    assert found.faults == {"damaged": 1}
    assert found.failures[0].message == "d.txt is bad"
    assert found.last_run is not None
    assert (found.last_run.read, found.last_run.pages) == (4, 3)
