"""What the rules say of a place: each try with its outcome and reason, on a paper of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from vndocx.cli import app
from vndocx.extraction import extract
from vndocx.extraction.explaining import Explanation, explain, find_words
from vndocx.extraction.trace import Trial
from vndocx.language import annotate
from vndocx.layout import lay_out
from vndocx.model.language import Language
from vndocx.model.layout import Layout
from vndocx.reading import reader
from vndocx.settings import Settings

PAPER = """TỈNH ỦY AN THỊNH
*
Số 41-KH/TU
An Thịnh, ngày 06 tháng 3 năm 2031

KẾ HOẠCH
chăm lo đời sống hộ nghèo năm 2031

Thực hiện Nghị quyết số 12-NQ/TU, ngày 15/01/2031 của Ban Chấp hành Đảng bộ tỉnh về giảm nghèo, Ban Thường vụ Tỉnh ủy xây dựng Kế hoạch như sau:

I- MỤC ĐÍCH, YÊU CẦU

1. Ban Dân vận Tỉnh ủy vận động nhân dân giúp nhau thoát nghèo.

II- NHIỆM VỤ

1. Ban Tổ chức Tỉnh ủy chủ trì, phối hợp với Văn phòng Tỉnh ủy rà soát danh sách cán bộ, báo cáo Ban Thường vụ Tỉnh ủy trước ngày 20/4/2031.

2. Năm 2030 có 45/120 xã đạt chuẩn, các cơ sở thực hiện nhiều kế hoạch của địa phương mình.

3. Ngày 12/5/2029, mưa lũ làm hư hỏng nhiều nhà ở.

4. Ban Tuyên giáo Tỉnh ủy đã tổ chức 3 lớp tập huấn.

III- TỔ CHỨC THỰC HIỆN

1. Văn phòng Tỉnh ủy theo dõi việc thực hiện Kế hoạch này.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Đỗ Minh Khuê
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("why") / "ke-hoach.txt"
    path.write_text(PAPER, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def stages(file: Path) -> tuple[Layout, Language]:
    layout = lay_out(reader(Settings())(file))
    return layout, annotate(layout)


def told(stages: tuple[Layout, Language], words: str) -> Explanation:
    layout, language = stages
    return explain(layout, language, layout.text.index(words))


def trial(found: Explanation, stages: tuple[Layout, Language], words: str, rule: str = "") -> Trial:
    """The one trial on these words, of a rule whose name holds ``rule``."""
    (one,) = [one for one in found.trials if one.span.cut(stages[0].text) == words and rule in one.rule]
    return one


def test_place_of_the_words(stages: tuple[Layout, Language]) -> None:
    found = told(stages, "rà soát")
    assert (found.page, found.zone) == (1, "body")
    assert found.sections[0] == "II- NHIỆM VỤ"
    assert found.sentence is not None
    assert found.sentence.text.startswith("1. Ban Tổ chức Tỉnh ủy chủ trì")
    assert found.offset in found.sentence.span
    assert ("ORG", "Ban Tổ chức Tỉnh ủy An Thịnh") in {(one.kind, one.full) for one in found.names}


def test_statistics_are_no_number_of_a_paper(stages: tuple[Layout, Language]) -> None:
    one = trial(told(stages, "45/120"), stages, "45/120")
    assert (one.rule, one.outcome) == ("number", "dropped")
    assert "share" in one.reason


def test_class_of_documents_is_no_reference(stages: tuple[Layout, Language]) -> None:
    one = trial(told(stages, "45/120"), stages, "kế hoạch")
    assert (one.rule, one.outcome) == ("paper without number", "dropped")
    assert "class of papers" in one.reason


def test_paper_still_to_be_made_is_no_reference(stages: tuple[Layout, Language]) -> None:
    found = told(stages, "xây dựng Kế hoạch")
    assert "still to be made" in trial(found, stages, "Kế hoạch", "without number").reason


def test_reference_that_won(stages: tuple[Layout, Language]) -> None:
    found = told(stages, "12-NQ/TU")
    (won,) = [one for one in found.trials if one.rule == "number with its head"]
    assert (won.outcome, "12-NQ/TU" in won.reason) == ("won", True)
    (fact,) = [one for one in found.facts if one.id.startswith("r")]
    assert fact.rule == "number with its head"
    assert fact.confidence == pytest.approx((fact.of_rule or 0) * fact.of_reading, abs=0.001)


def test_date_of_an_event_is_no_deadline(stages: tuple[Layout, Language]) -> None:
    found = told(stages, "Ngày 12/5/2029")
    date = trial(found, stages, "Ngày 12/5/2029", "date")
    assert date.outcome == "won"
    assert date.reason == "event_time, 2029-05-12"
    assert trial(found, stages, "Ngày 12/5/2029", "deadline").outcome == "dropped"


def test_deadline_tells_whose_it_is(stages: tuple[Layout, Language]) -> None:
    found = told(stages, "trước ngày 20/4/2031")
    (task,) = [one.id for one in extract(*stages).assignments if one.deadline is not None]
    owner = trial(found, stages, "trước ngày 20/4/2031", "owner")
    assert (owner.outcome, owner.reason) == ("won", f"in the clause of {task}")
    assert trial(found, stages, "trước ngày 20/4/2031", "deadline").outcome == "won"
    assert any(one.value == f"hard deadline of {task}: 2031-04-19" for one in found.facts)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("vận động nhân dân", "under a title of aims, and nobody is told outright"),
        (
            "đạt chuẩn",
            "no subject: the bodies named in it stand where they are not told to act, and none is handed down",
        ),
        ("mưa lũ", "no duty verb in it"),
        ("3 lớp", "it tells what is so or has been done: “đã”"),
        ("xây dựng Kế hoạch", "it only announces what follows"),
    ],
)
def test_sentence_that_gives_no_task(stages: tuple[Layout, Language], words: str, reason: str) -> None:
    found = told(stages, words)
    assert [(one.outcome, one.reason) for one in found.trials if "task" in one.rule] == [("dropped", reason)]


def test_task_that_won(stages: tuple[Layout, Language]) -> None:
    found = told(stages, "rà soát")
    (won,) = [one for one in found.trials if one.rule.startswith("task")]
    assert (won.outcome, won.rule) == ("won", "task: subject")
    assert "lead: Ban Tổ chức Tỉnh ủy" in won.reason
    (fact,) = found.facts
    assert fact.value == "task (lead, must) of Ban Tổ chức Tỉnh ủy"


def test_head_of_the_paper(stages: tuple[Layout, Language]) -> None:
    found = told(stages, "41-KH/TU")
    assert {"document.number"} <= {one.id for one in found.facts}
    assert any(one.outcome == "dropped" and "head" in one.reason for one in found.trials)


def test_trials_are_sorted_and_touch_the_sentence(stages: tuple[Layout, Language]) -> None:
    found = told(stages, "rà soát")
    assert found.sentence is not None
    spans = [one.span for one in found.trials]
    assert spans == sorted(spans)
    assert all(span.overlaps(found.sentence.span) for span in spans)


def test_listening_changes_nothing(stages: tuple[Layout, Language]) -> None:
    heard: list[str] = []
    assert extract(*stages, trace=lambda outcome, rule, span, reason: heard.append(reason)) == extract(*stages)
    assert heard


def test_words_are_found_without_marks() -> None:
    text = "Ban Tổ chức\nrà  soát danh sách"
    assert find_words(text, "RA SOÁT danh") == 12
    assert find_words(text, "không có") is None
    assert find_words(text, " ") is None


def run(*words: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["why", *map(str, words)])
    return result.exit_code, result.stdout, result.stderr


def test_command_tells_place_tries_and_facts(file: Path) -> None:
    code, out, _ = run(file, "--find", "nghi quyet so 12")
    assert code == 0
    assert "12-NQ/TU" in out
    assert "TRIED" in out
    assert "won      number with its head" in out
    assert "= rule 0.99 × reading 1.00" in out


def test_command_as_json(file: Path) -> None:
    code, out, _ = run(file, "--find", "rà soát", "--json")
    found = json.loads(out)
    assert (code, found["zone"]) == (0, "body")
    assert {one["outcome"] for one in found["trials"]} <= {"won", "lost", "dropped"}
    assert run(file, "--at", found["offset"], "--json")[1] == out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--at", "999999"), "characters"),
        (("--at", "-1"), "outside"),
        (("--find", "không đâu có"), "does not stand"),
        ((), "either"),
        (("--at", "1", "--find", "Tỉnh"), "either"),
    ],
)
def test_wrong_usage(file: Path, words: tuple[str, ...], said: str) -> None:
    code, out, told = run(file, *words)
    assert (code, out) == (2, "")
    assert said in told
