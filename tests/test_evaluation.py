"""The measure: a right record scores 1.0, each kind of error costs its kind, floors hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from vndocx.errors import SettingsError
from vndocx.evaluation.__main__ import check_floors, main
from vndocx.evaluation.gold import Gold, read_gold
from vndocx.evaluation.likeness import likeness, pair, party_name
from vndocx.evaluation.reliability import reliability
from vndocx.evaluation.score import KINDS, Judged, Score
from vndocx.evaluation.scoring import compare

TEXT = "Ban Tổ chức lập danh sách trước ngày 17/5/2024 theo Kế hoạch số 12-KH/TU ngày 02/01/2024 và Điều lệ Hội."


def proof(words: str, confidence: float = 0.9) -> dict[str, Any]:
    start = TEXT.index(words)
    return {
        "text": words,
        "span": [start, start + len(words)],
        "page": 1,
        "boxes": [],
        "confidence": confidence,
        "rule": "r",
    }


@pytest.fixture
def gold(tmp_path: Path) -> Gold:
    given = {
        "header": {
            "doc_type": {"code": "CV"},
            "number": "7-CV/BTCHU",
            "issuer": {"value": "Ban Tổ chức Huyện ủy"},
            "issue_date": "2024-04-01",
            "subject": {"text": "lập danh sách"},
            "signature": {"name": {"text": "Lò Văn Pành"}},
        },
        "references": [
            {"canonical": "12-KH/TU", "kind": "numbered", "issued": "2024-01-02", "mentions": [{"text": "12-KH/TU"}]},
            {"canonical": "Điều lệ Hội", "kind": "unnumbered", "mentions": [{"text": "Điều lệ Hội"}]},
        ],
        "dates": [{"edtf": "../2024-05-16", "role": "deadline"}, {"edtf": "2024-01-02", "role": "issue_date"}],
        "assignments": [
            {"id": "A1", "assignees": [{"text": "Ban Tổ chức"}], "partners": [], "action": {"text": "lập danh sách"}}
        ],
        "deadlines": [
            {
                "id": "L1",
                "class": "hard",
                "text": "trước ngày 17/5/2024",
                "norm": {"edtf": "../2024-05-16"},
                "assignments": ["A1"],
            }
        ],
    }
    (tmp_path / "p.json").write_text(json.dumps(given), encoding="utf-8")
    return read_gold(tmp_path / "p.json")


@pytest.fixture
def record() -> dict[str, Any]:
    return {
        "text": TEXT,
        "document": {
            "type": {"code": "CV", "name": "Công văn"},
            "number": "7-CV/BTCHU",
            "issuer": "Ban Tổ chức Huyện ủy",
            "issued": "2024-04-01",
            "subject": "lập danh sách",
            "signatures": [{"name": "Lò Văn Pành"}],
            "evidence": {"number": proof("Ban Tổ chức")},
        },
        "references": [
            {
                "kind": "numbered",
                "number": "12-KH/TU",
                "title": None,
                "issued": "2024-01-02",
                "mentions": [proof("Kế hoạch số 12-KH/TU")],
            },
            {
                "kind": "unnumbered",
                "number": None,
                "title": "Điều lệ Hội",
                "issued": None,
                "mentions": [proof("Điều lệ Hội")],
            },
        ],
        "dates": [
            proof("trước ngày 17/5/2024") | {"edtf": "../2024-05-16"},
            proof("ngày 02/01/2024") | {"edtf": "2024-01-02"},
        ],
        "assignments": [
            {
                "id": "a1",
                "assignees": [{"name": "Ban Tổ chức"}],
                "partners": [],
                "action": {"text": "lập danh sách", "evidence": proof("lập danh sách")},
            }
        ],
        "deadlines": [
            {
                "class": "hard",
                "text": "trước ngày 17/5/2024",
                "edtf": "../2024-05-16",
                "due": "2024-05-16",
                "rrule": None,
                "assignments": ["a1"],
                "evidence": proof("trước ngày 17/5/2024"),
            }
        ],
    }


def test_right_record_scores_one(gold: Gold, record: dict[str, Any]) -> None:
    score = compare(gold, record)
    assert {kind: score.tallies[kind].f1 for kind in KINDS} == dict.fromkeys(KINDS, 1.0)
    assert score.errors == []
    assert all(judged.right for judged in score.judged)


def test_missing_record_scores_nothing(gold: Gold) -> None:
    score = compare(gold, {})
    assert all(score.tallies[kind].right == 0 for kind in KINDS)
    counted = set(KINDS) - {"evidence", "reference dates"}  # these two are asked only of what was found
    assert {kind: score.tallies[kind].recall for kind in counted} == dict.fromkeys(counted, 0.0)


@pytest.mark.parametrize(
    ("kind", "spoil"),
    [
        ("header", lambda r: r["document"].update(number="8-CV/BTCHU")),
        ("references", lambda r: r["references"][0].update(number="13-KH/TU")),
        ("reference dates", lambda r: r["references"][0].update(issued="2024-01-03")),
        ("mentions", lambda r: r["references"][0]["mentions"].append(proof("Kế hoạch số 12-KH/TU"))),
        ("unnumbered references", lambda r: r["references"].pop()),
        ("dates", lambda r: r["dates"][0].update(edtf="../2024-05-10")),
        ("deadlines", lambda r: r["deadlines"][0].update(due="2024-05-10", edtf="../2024-05-10")),
        ("deadline owners", lambda r: r["deadlines"][0].update(assignments=[])),
        ("tasks found", lambda r: r["assignments"].clear()),
        ("assignments", lambda r: r["assignments"][0].update(partners=[{"name": "Văn phòng"}])),
        ("evidence", lambda r: r["dates"][0].update(text="sau ngày")),
    ],
)
def test_each_error_costs_its_kind(gold: Gold, record: dict[str, Any], kind: str, spoil: Any) -> None:
    spoil(record)
    score = compare(gold, record)
    assert score.tallies[kind].f1 < 1.0


def test_what_is_no_annotation_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"header": {}}', encoding="utf-8")
    with pytest.raises(SettingsError, match="not an annotation"):
        read_gold(tmp_path / "x.json")


def test_names_are_compared_without_address_words_and_brackets() -> None:
    assert party_name("Các đồng chí Bí thư (qua Văn phòng)") == "bi thu"
    assert likeness("Ủy ban nhân dân", "Uỷ ban Nhân dân") == 1.0
    assert pair(["a b", "c"], ["c", "a b d"], likeness, 0.5) == [(1, 0), (0, 1)]


def test_confidence_is_held_against_the_truth() -> None:
    facts = [Judged("dates", 0.95, True)] * 3 + [
        Judged("dates", 0.95, False),
        Judged("dates", 1.0, True),
        Judged("dates", 0.31, False),
    ]
    low, high = reliability(facts)
    assert (low.low, low.count, low.right) == (0.3, 1, 0.0)
    assert (high.low, high.count, round(high.right, 2)) == (0.9, 5, 0.8)


def test_floors(tmp_path: Path, capsys: pytest.CaptureFixture[str], gold: Gold, record: dict[str, Any]) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text("dates = 0.9\n", encoding="utf-8")
    assert check_floors(compare(gold, record), floors) == 0
    record["dates"].clear()
    assert check_floors(compare(gold, record), floors) == 1
    assert "below its floor: dates 0.000 < 0.9" in capsys.readouterr().out
    floors.write_text("date = 0.9\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="unknown kind 'date'"):
        check_floors(Score(), floors)


def test_command_scores_a_text_beside_its_annotation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    samples = Path(__file__).parent.parent / "samples" / "gold"
    name = "chi-thi-phong-chay"
    (tmp_path / f"{name}.json").write_bytes((samples / f"{name}.json").read_bytes())
    (tmp_path / f"{name}.txt").write_bytes((samples / f"{name}.truth.txt").read_bytes())
    monkeypatch.chdir(tmp_path)
    assert main([str(tmp_path), "--papers", "--errors", "dates"]) == 0
    shown = capsys.readouterr().out
    assert f"{name}.txt" in shown
    assert "references                    2      2      2   1.000   1.000   1.000" in shown
    assert (tmp_path / "out" / "quality.json").is_file()
