"""A run and its ledger: each file read once, nothing lost. The engine reads in this process, so that all is fast."""

from __future__ import annotations

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import archive_fakes
import pytest

from vndocx.archive.clerk import Event
from vndocx.archive.enrolment import Collision, Rerun
from vndocx.archive.ledger import open_ledger
from vndocx.archive.run import Totals, engine, run
from vndocx.archive.standing import standing
from vndocx.archive.task import Work
from vndocx.errors import FileUnreadable, OutputInUse, OutputUnwritable
from vndocx.settings import Settings

WORK = Work(factory=archive_fakes.HERE)
OTHER = Work(settings=Settings(ocr_timeout_s=7.0), factory=archive_fakes.HERE)


class Archive:
    """A folder of files, its output folder, and which files were read."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.source, self.output, self.trace = folder / "in", folder / "out", folder / "trace"
        self.source.mkdir()
        self.events: list[Event] = []
        monkeypatch.setenv("VNDOCX_TEST_TRACE", str(self.trace))

    def put(self, name: str, words: str) -> Path:
        path = self.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words)
        return path

    def run(self, rerun: Rerun | None = None, work: Work = WORK, paths: tuple[Path, ...] = ()) -> Totals:
        self.trace.write_text("")
        self.events = []
        listen: Callable[[Event | None], None] = lambda event: self.events.append(event) if event else None  # noqa: E731
        return run(paths or (self.source,), self.output, work, engine("serial", 1, None), listen, rerun=rerun)

    @property
    def read(self) -> list[str]:
        return sorted(self.trace.read_text().split())

    def record(self, name: str) -> dict[str, object]:
        made: dict[str, object] = json.loads((self.output / f"{name}.json").read_bytes())
        return made

    def records(self) -> dict[str, bytes]:
        return {str(path.relative_to(self.output)): path.read_bytes() for path in self.output.rglob("*.json")}

    def row(self, name: str) -> sqlite3.Row:
        with open_ledger(self.output) as ledger:
            found: sqlite3.Row = ledger.db.execute("SELECT * FROM files WHERE name = ?", (name,)).fetchone()
            return found


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    return Archive(tmp_path, monkeypatch)


def test_a_record_a_file_and_a_second_run_does_nothing(archive: Archive) -> None:
    archive.put("a.txt", "paper one")
    archive.put("sub/b.pdf", "paper two")
    archive.put("p.txt", "partial")
    totals = archive.run()
    assert totals.states == {"done": 2, "partial": 1}
    assert totals.complete
    assert sorted(archive.records()) == ["a.txt.json", "p.txt.json", "sub/b.pdf.json"]
    before = archive.records()
    again = archive.run()
    assert (again.read, archive.read, again.states) == (0, [], totals.states)
    assert archive.records() == before
    assert not (archive.output / ".unfinished").exists()


def test_a_bad_file_does_not_stop_the_rest(archive: Archive) -> None:
    archive.put("a.txt", "error encrypted")
    archive.put("b.txt", "bug")
    archive.put("c.txt", "paper")
    totals = archive.run()
    assert totals.states == {"done": 1, "failed": 2}
    assert not totals.complete
    row = archive.row("a.txt")
    assert (row["fault"], row["exit_code"], row["message"]) == ("encrypted", 14, "a.txt is bad")
    assert "ZeroDivisionError" in archive.row("b.txt")["detail"]
    archive.run()
    assert archive.read == []


def test_rerun_failed_reads_only_the_failed(archive: Archive) -> None:
    archive.put("a.txt", "error encrypted")
    archive.put("b.txt", "paper")
    archive.run()
    archive.run(Rerun.FAILED)
    assert archive.read == ["a.txt"]
    assert archive.row("a.txt")["attempts"] == 2


def test_another_recipe_is_outdated_until_asked(archive: Archive) -> None:
    archive.put("a.txt", "paper")
    archive.put("b.txt", "paper two")
    archive.run()
    assert archive.run(work=OTHER).outdated == 2
    assert archive.read == []
    archive.put("b.txt", "paper three")
    assert archive.run(work=OTHER).outdated == 1
    assert archive.run(Rerun.OUTDATED, OTHER).outdated == 0
    assert archive.read == ["a.txt"]


def test_rerun_all_reads_each_once(archive: Archive) -> None:
    archive.put("a.txt", "paper")
    archive.put("copy.txt", "paper")
    archive.put("b.txt", "paper two")
    archive.run()
    before = archive.records()
    totals = archive.run(Rerun.ALL)
    assert archive.read == ["a.txt", "b.txt"]
    assert totals.states == {"done": 2, "duplicate": 1}
    assert archive.records() == before


def test_a_machine_that_was_mended_is_tried_again_by_itself(archive: Archive) -> None:
    archive.put("a.txt", "error tool_missing")
    archive.run()
    archive.run()
    assert archive.read == ["a.txt"]


def test_a_changed_file_is_read_again_and_its_old_facts_go(archive: Archive) -> None:
    archive.put("a.txt", "paper")
    archive.run()
    archive.put("a.txt", "error damaged file")
    assert archive.run().states == {"failed": 1}
    assert archive.records() == {}
    with open_ledger(archive.output) as ledger:
        assert ledger.db.execute("SELECT count(*) FROM deadlines").fetchone()[0] == 0


def test_a_record_stays_when_the_same_bytes_fail_later(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.put("a.txt", "paper")
    archive.run()
    monkeypatch.setattr(archive_fakes, "obey", lambda words, path: 1 / 0)
    assert archive.run(Rerun.ALL).states == {"failed": 1}
    assert list(archive.records()) == ["a.txt.json"]


def test_a_touched_file_is_not_read_again(archive: Archive) -> None:
    path = archive.put("a.txt", "paper")
    archive.run()
    os.utime(path, (1, 1))
    assert archive.run().states == {"done": 1}
    assert archive.read == []


def test_the_same_bytes_are_read_once_and_linked(archive: Archive) -> None:
    archive.put("a.txt", "paper")
    archive.put("sub/b.txt", "paper")
    archive.put("c.md", "paper")  # another suffix may mean another reading
    assert archive.run().states == {"done": 2, "duplicate": 1}
    assert archive.read == ["a.txt", "c.md"]
    assert archive.record("sub/b.txt") == archive.record("a.txt") | {
        "source": archive.record("a.txt")["source"] | {"name": "b.txt"}  # type: ignore[operator]
    }
    direct = archive_fakes.read(archive.source / "sub" / "b.txt", Settings())
    from vndocx.codec import dump

    assert (archive.output / "sub" / "b.txt.json").read_text() == dump(direct)


def test_the_same_bad_bytes_are_tried_once(archive: Archive) -> None:
    archive.put("a.txt", "error damaged")
    archive.put("b.txt", "error damaged")
    assert archive.run().states == {"failed": 2}
    assert archive.read == ["a.txt"]
    assert archive.row("b.txt")["message"] == "the same bytes as a.txt: a.txt is bad"
    archive.run(Rerun.FAILED)
    assert archive.read == ["a.txt"]


def test_when_the_file_that_was_read_is_deleted_its_copy_takes_its_place(archive: Archive) -> None:
    archive.put("a.txt", "paper")
    archive.put("b.txt", "paper")
    archive.run()
    (archive.source / "a.txt").unlink()
    assert archive.run().states == {"done": 1}
    assert archive.read == []
    assert list(archive.records()) == ["b.txt.json"]


def test_a_renamed_file_is_known_by_its_bytes(archive: Archive) -> None:
    archive.put("a.txt", "paper").rename(archive.source / "a.txt")
    archive.run()
    (archive.source / "moved").mkdir()
    (archive.source / "a.txt").rename(archive.source / "moved" / "new.txt")
    assert archive.run().states == {"done": 1}
    assert archive.read == []
    assert list(archive.records()) == ["moved/new.txt.json"]
    assert archive.record("moved/new.txt")["source"]["name"] == "new.txt"  # type: ignore[index]
    with open_ledger(archive.output) as ledger:
        assert ledger.db.execute("SELECT count(*) FROM deadlines JOIN files ON files.id = file").fetchone()[0] == 1


def test_a_moved_archive_is_the_same_archive(archive: Archive) -> None:
    archive.put("a.txt", "paper")
    archive.run()
    before = archive.records()
    archive.source.rename(archive.source.with_name("elsewhere"))
    archive.source = archive.source.with_name("elsewhere")
    os.utime(archive.source / "a.txt", (1, 1))
    assert archive.run().states == {"done": 1}
    assert (archive.read, archive.records()) == ([], before)


def test_a_deleted_file_keeps_its_record_and_is_counted(archive: Archive) -> None:
    archive.put("a.txt", "paper").unlink()
    archive.put("a.txt", "paper")
    archive.put("b.txt", "paper two")
    archive.run()
    (archive.source / "a.txt").unlink()
    archive.run()
    assert sorted(archive.records()) == ["a.txt.json", "b.txt.json"]
    with open_ledger(archive.output) as ledger:
        assert standing(ledger).missing == 1


def test_a_deleted_record_is_made_again(archive: Archive) -> None:
    archive.put("a.txt", "paper")
    archive.run()
    (archive.output / "a.txt.json").unlink()
    archive.run()
    assert archive.read == ["a.txt"]


@pytest.mark.parametrize("loss", ["ledger", "log"])
def test_records_outlive_a_lost_ledger(archive: Archive, loss: str) -> None:
    """Power fails: the newest entries of the ledger are gone, the records are whole."""
    for number in range(5):
        archive.put(f"{number}.txt", f"paper {number}")
    archive.put("copy.txt", "paper 1")
    archive.run()
    before = archive.records()
    if loss == "ledger":
        (archive.output / "ledger.sqlite").unlink()
    else:
        with open_ledger(archive.output, write=True) as ledger:
            ledger.db.execute("UPDATE files SET state = 'running', sha256 = NULL, recipe = NULL, twin = NULL")
    (archive.output / ".unfinished").mkdir()
    (archive.output / ".unfinished" / "123.part").write_text('{"torn')
    (archive.output / "4.txt.json").write_text('{"torn')
    assert archive.run().states == {"done": 5, "duplicate": 1}
    assert archive.read == ["4.txt"]
    assert archive.records() == before


def test_a_damaged_ledger_is_told_with_a_way_out(archive: Archive) -> None:
    archive.put("a.txt", "paper")
    archive.run()
    (archive.output / "ledger.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(OutputUnwritable, match=r"ledger\.sqlite") as told:
        archive.run()
    assert "made anew" in told.value.hint


def test_two_runs_on_one_folder_are_kept_apart(archive: Archive) -> None:
    archive.put("a.txt", "paper")

    def second(event: Event | None) -> None:
        with pytest.raises(OutputInUse):
            run((archive.source,), archive.output, WORK, engine("serial", 1, None), lambda event: None)
        seen.append(event)

    seen: list[Event | None] = []
    run((archive.source,), archive.output, WORK, engine("serial", 1, None), second)
    assert seen


def test_two_files_for_one_record_are_refused_before_anything_is_read(archive: Archive) -> None:
    one, other = archive.put("one/x.txt", "paper").parent, archive.put("other/x.txt", "paper two").parent
    with pytest.raises(Collision, match=r"one/x\.txt and .*other/x\.txt"):
        archive.run(paths=(one, other))
    assert archive.read == []
    archive.run(paths=(one,))
    with pytest.raises(Collision):
        archive.run(paths=(other,))
    assert archive.run(paths=(one, one / "x.txt")).states == {"done": 1}


def test_a_path_that_is_not_there_leaves_no_output(archive: Archive) -> None:
    with pytest.raises(FileUnreadable):
        archive.run(paths=(archive.source / "nothing",))
    assert not archive.output.exists()


def test_odd_names_are_kept_and_shown(archive: Archive) -> None:
    archive.put("hai\ndòng.txt", "paper")
    archive.put("x" * 253, "paper two")
    with open(os.fsencode(archive.source) + b"/k\xe9.txt", "w", encoding="utf-8") as file:
        file.write("paper three")
    assert archive.run().states == {"done": 3}
    names = {json.loads(content)["source"]["name"] for content in archive.records().values()}
    assert names == {"hai\ndòng.txt", "k\\xe9.txt", "x" * 253}
    archive.run()
    assert archive.read == []


def test_a_name_that_cannot_be_written_fails_that_file_alone(archive: Archive) -> None:
    archive.put("a.txt", "paper")
    archive.put("a.txt.json/b.txt", "a larger paper")
    totals = archive.run()
    assert totals.states == {"done": 1, "failed": 1}
    assert {event.outcome.code for event in archive.events if event.state == "failed"} == {"unwritable"}


def test_a_full_disk_stops_the_run_and_nothing_is_half_done(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        archive.put(f"{number}.txt", f"paper {number}")
    whole = os.fsync

    def full(handle: int) -> None:
        if archive.records():
            raise OSError(28, "No space left on device")
        whole(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputUnwritable, match="No space left"):
        archive.run()
    monkeypatch.setattr(os, "fsync", whole)
    with open_ledger(archive.output) as ledger:
        assert Counter(standing(ledger).states)["running"] == 0
    assert len(archive.records()) == 1
    assert archive.run().states == {"done": 3}
    assert len(archive.read) == 2


def test_an_unreadable_folder_makes_the_run_incomplete(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.put("a.txt", "paper")
    archive.put("closed/b.txt", "paper")
    whole = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return whole(path)

    monkeypatch.setattr(os, "scandir", scandir)
    totals = archive.run()
    assert not totals.complete
    assert totals.unread_folders == (f"{archive.source}/closed: Permission denied",)
    with open_ledger(archive.output) as ledger:
        assert standing(ledger).unread_folders == totals.unread_folders
