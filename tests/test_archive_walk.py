"""Which files a run finds, and where their records go."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from vndocx.archive.walk import Walk, output_of
from vndocx.errors import FileUnreadable


def found(walk: Walk) -> list[str]:
    return [file.relative for file in walk]


def test_files_come_in_order_and_what_is_passed_over_is_counted(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "a").mkdir()
    for name in ("z.pdf", "b/x.pdf", "a/y.pdf", ".hidden", "~$open.docx", "Thumbs.db", ".git"):
        (tmp_path / name).write_text("x")
    os.mkfifo(tmp_path / "pipe")
    walk = Walk((tmp_path,))
    assert found(walk) == ["z.pdf", "a/y.pdf", "b/x.pdf"]
    assert walk.skipped == {"hidden": 4, "special": 1}


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.pdf").write_text("x")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "again").symlink_to(tmp_path / "a")
    walk = Walk((tmp_path,))
    assert found(walk) == ["a/x.pdf"]
    assert walk.skipped == {"loop": 2}


def test_a_link_to_nothing_is_found_so_that_the_ledger_can_tell(tmp_path: Path) -> None:
    (tmp_path / "gone.pdf").symlink_to(tmp_path / "nowhere")
    assert found(Walk((tmp_path,))) == ["gone.pdf"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_without_rights_is_named(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    (tmp_path / "x.pdf").write_text("x")
    walk = Walk((tmp_path,))
    assert found(walk) == ["x.pdf"]
    assert walk.unreadable == [f"{tmp_path}/closed: Permission denied"]


def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "x.pdf").write_text("x")
    whole = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return whole(path)

    monkeypatch.setattr(os, "scandir", scandir)
    walk = Walk((tmp_path,))
    assert found(walk) == ["x.pdf"]
    assert walk.unreadable == [f"{tmp_path}/closed: Permission denied"]


def test_the_output_folder_is_no_input(tmp_path: Path) -> None:
    output = tmp_path / "out"
    output.mkdir()
    (output / "x.pdf.json").write_text("{}")
    other = tmp_path / "of-another-run"
    other.mkdir()
    (other / "ledger.sqlite").write_text("")
    (other / "y.pdf.json").write_text("{}")
    (tmp_path / "x.pdf").write_text("x")
    walk = Walk((tmp_path,), output)
    assert found(walk) == ["x.pdf"]
    assert walk.skipped == {"output": 2}


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="No such file"):
        found(Walk((tmp_path / "nothing",)))


def test_a_deep_tree_is_walked(tmp_path: Path) -> None:
    deep = str(tmp_path)
    for _ in range(1200):
        deep += "/a"
        os.mkdir(deep)
    with open(deep + "/x.pdf", "w", encoding="utf-8") as file:
        file.write("x")
    try:
        assert found(Walk((tmp_path,))) == ["a/" * 1200 + "x.pdf"]
    finally:
        subprocess.run(["rm", "-rf", tmp_path / "a"], check=True)  # deeper than Python can remove


def test_a_record_stands_under_the_path_of_its_file() -> None:
    assert output_of("a/b.pdf") == "a/b.pdf.json"


def test_names_too_long_for_the_suffix_are_cut_and_stay_apart() -> None:
    one, other = output_of("a/" + "ộ" * 84 + "x.p"), output_of("a/" + "ộ" * 84 + "y.p")
    assert one != other
    for made in (one, other):
        assert made.startswith("a/ộộ")
        assert made.endswith(".json")
        assert len(os.fsencode(os.path.basename(made))) <= 255
