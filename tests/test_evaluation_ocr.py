"""The table of ``python -m vndocx.evaluation.ocr`` on a scan made here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image
from printed import BODY, DPI, body_page

from vndocx.evaluation import ocr
from vndocx.evaluation.ocr import main
from vndocx.evaluation.readings import Disagreement, fitted, lost, right_words
from vndocx.evaluation.scans import true_scans
from vndocx.model.scan import Word
from vndocx.reading.cleanup import Step
from vndocx.settings import Settings


def test_scans_find_their_truth(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "gold").mkdir()
    for name in ("a.light.png", "a.digital.pdf", "b.png", "c.tiff", "d.pdf", "notes.md"):
        (tmp_path / "papers" / name).write_bytes(b"x")
    (tmp_path / "gold" / "a.truth.txt").write_text("Điều 1", encoding="utf-8")
    (tmp_path / "papers" / "b.page2.txt").write_text("trang hai", encoding="utf-8")
    (tmp_path / "papers" / "d.layer.txt").write_text("lớp chữ", encoding="utf-8")
    lines = {"pages": [[{"text": "Điều 1", "block": "body"}, {"text": "2", "block": "page_number"}]]}
    (tmp_path / "papers" / "a.lines.json").write_text(json.dumps(lines), encoding="utf-8")
    found = {scan.path.name: scan for scan in true_scans(tmp_path)}
    assert set(found) == {"a.light.png", "b.png", "d.pdf"}
    assert (found["a.light.png"].kind, found["a.light.png"].lines) == ("light", "Điều 1")
    assert found["b.png"].only == 2
    assert found["d.pdf"].kind == "rasterised"


def test_the_table_has_a_row_a_mode(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Image.fromarray(body_page(height=600, top=100)).save(tmp_path / "a.clean.png", dpi=(DPI, DPI))
    (tmp_path / "a.truth.txt").write_text("\n".join(BODY), encoding="utf-8")
    assert main(["--scans", str(tmp_path), "--modes", "standard"]) == 0
    rows = [[cell.strip() for cell in row.split("|")[1:-1]] for row in capsys.readouterr().out.splitlines()[2:]]
    assert [row[:2] for row in rows] == [["clean (1)", "pytesseract 300 dpi"], ["clean (1)", "standard"]]
    assert float(rows[1][3].rstrip("%")) < 2.0
    assert rows[1][5] == "3/3"


def test_a_step_is_left_out_in_the_mode_that_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(settings: Settings, without: frozenset[Step] = frozenset()) -> ocr.Reader:
        return lambda scan: (f"{settings.mode} {len(without)}", [str(settings.mode), *without], 1, float(len(without)))

    monkeypatch.setattr(ocr, "ours", told)
    monkeypatch.setattr(ocr, "plain", told)
    Image.new("L", (9, 9)).save(tmp_path / "a.clean.png")
    (tmp_path / "a.truth.txt").write_text("standard 1", encoding="utf-8")
    assert main(["--scans", str(tmp_path), "--modes", "standard", "--steps"]) == 0
    rows = [[cell.strip() for cell in row.split("|")[1:-1]] for row in capsys.readouterr().out.splitlines()[4:]]
    assert [row[1] for row in rows] == [f"standard without {step}" for step in Step]
    assert {row[2] for row in rows} == {"0.00%"}


def test_nothing_to_measure_is_said(tmp_path: Path) -> None:
    assert main(["--scans", str(tmp_path)]) == 1


def test_words_right_by_their_place_in_the_truth() -> None:
    truth = "Căn cứ Kết luận số 94-KL/TW ngày 16/5/2022 của Bộ Chính trị"
    assert right_words(tuple(map(Word, ["Kết", "luân", "số", "94-KL/TW", "ngày"])), truth) == [
        True,
        False,
        True,
        True,
        True,
    ]
    assert right_words((Word("CÔNG"), Word("VĂN"), Word("ĐẾN")), truth) == [False] * 3


def test_fitted_weights_choose_the_better_reading() -> None:
    rows = [
        Disagreement("a", (1.0, side), 0 if side < 0 else 2, 0 if side > 0 else 2) for side in (-1.0, 1.0, -0.5, 0.5)
    ]
    assert lost(rows, fitted(rows)) == 0
