"""The command line: help, exit codes, what goes to which stream."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import archive_fakes
import pytest
from typer.main import get_command
from typer.testing import CliRunner

import vndocx.cli.checking
import vndocx.cli.extracting
from vndocx import errors
from vndocx.cli import app, main
from vndocx.cli.messages import STATES, in_vietnamese
from vndocx.cli.progress import Progress, clock, one_line

COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]
ROOT = Path(__file__).parent.parent
ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(__file__).parent)}


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers read with the fake pipeline."""
    monkeypatch.setattr(vndocx.cli.extracting, "PIPELINE", archive_fakes.HERE)


class Ran:
    def __init__(self, *words: object) -> None:
        result = CliRunner().invoke(app, [str(word) for word in words])
        self.code, self.out, self.err, self.exception = result.exit_code, result.stdout, result.stderr, result.exception


def vndocx_command(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "vndocx", *map(str, words)], capture_output=True, text=True, check=False, env=ENVIRONMENT
    )


def put(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, words in files.items():
        (folder / f"{name}.txt").write_text(words)
    return folder


def test_help_names_every_command_and_the_exit_codes() -> None:
    told = Ran("--help")
    assert told.code == 0
    assert {"extract", "status", "deadlines", "references", "doctor", "schema"} <= set(COMMANDS)
    for command in COMMANDS:
        assert command in told.out
    for words in ("3 some files", "130 stopped"):
        assert words in re.sub(r"\s+", " ", told.out)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_has_help(command: str) -> None:
    told = Ran(command, "--help")
    assert told.code == 0
    options = re.findall(r"^ +(?:-\w, )?--[\w-]+(?: \S+)? *(.*)$", told.out, re.MULTILINE)
    assert options
    lines = told.out.splitlines()
    for place, line in enumerate(lines):
        if re.match(r"  (-\w, )?--", line):
            assert re.search(r"\S  +\S", line.strip()) or lines[place + 1].startswith(" " * 10), line


def test_start_up_loads_nothing_heavy() -> None:
    code = "import sys, vndocx.cli; print(*sys.modules)"
    loaded = set(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    )
    assert not loaded & {
        "rich",
        "pydantic",
        "numpy",
        "spacy",
        "underthesea",
        "cv2",
        "lxml",
        "distributed",
        "sqlite3",
        "psutil",
    }


def commands_in(page: Path) -> list[str]:
    """The vndocx commands in the code blocks and tables of a page."""
    text = page.read_text(encoding="utf-8")
    return re.findall(rf"vndocx (?:{'|'.join(COMMANDS)})\b[^`|\n;#)]*", text)


PAGES = [ROOT / "README.md", *sorted((ROOT / "src" / "vndocx" / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_pages_name_only_options_that_exist(page: Path) -> None:
    for line in commands_in(page):
        command = get_command(app).commands[line.split()[1]]  # type: ignore[attr-defined]
        known = {name for option in command.params for name in option.opts}
        assert set(re.findall(r"(?<=\s)--?[a-z][a-z-]*", line)) <= known | {"--help"}, line


def test_the_pages_show_commands() -> None:
    assert sum(len(commands_in(page)) for page in PAGES) > 10


def test_records_are_utf_8_in_any_locale(tmp_path: Path) -> None:
    environment = ENVIRONMENT | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "vndocx", "schema"]
    assert subprocess.run(command, capture_output=True, env=environment, check=True).stdout.isascii() is False
    put(tmp_path / "in", a="paper")
    script = CLI_WITH_FAKES.replace("import archive_fakes", "import sys, archive_fakes")
    words = ["extract", str(tmp_path / "in"), "-o", str(tmp_path / "out")]
    subprocess.run([sys.executable, "-c", script, *words], env=environment, capture_output=True, check=True)
    asked = subprocess.run(
        [sys.executable, "-m", "vndocx", "deadlines", str(tmp_path / "out")],
        capture_output=True,
        env=environment,
        check=True,
    )
    assert "Ban Tuyên giáo Tỉnh ủy" in asked.stdout.decode("utf-8")


def test_version() -> None:
    assert re.fullmatch(r"vndocx \d+\.\d+\.\d+\n", Ran("--version").out)


def test_a_record_goes_to_standard_output_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("TỈNH ỦY SÔNG LAM\nSố 12-KH/TU\nKẾ HOẠCH\nvề việc thử nghiệm")
    done = vndocx_command("extract", tmp_path / "a.txt")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["source"]["name"] == "a.txt"
    assert done.stderr == ""


def test_a_file_that_is_not_there() -> None:
    done = vndocx_command("extract", "nothing.pdf")
    assert (done.returncode, done.stdout) == (10, "")
    assert done.stderr.splitlines()[-1] == "Không đọc được tệp. Kiểm tra đường dẫn và quyền đọc."


def test_a_fault_of_vndocx_shows_its_traceback_only_when_asked(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(settings: object, workers: int) -> None:
        raise ZeroDivisionError("a fault in the code")

    monkeypatch.setattr("vndocx.pipeline.standard", broken)
    for words, shown in ((["extract", "a.txt"], False), (["extract", "a.txt", "--debug"], True)):
        monkeypatch.setattr(sys, "argv", ["vndocx", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == 1
        told = capfd.readouterr().err
        assert "vndocx: ZeroDivisionError: a fault in the code" in told
        assert ("Traceback" in told) is shown


@pytest.mark.parametrize(
    "words",
    [
        ["extract"],
        ["extract", "a.txt", "b.txt"],
        ["extract", "FOLDER"],
        ["extract", "FOLDER", "--rerun", "all"],
        ["extract", "FOLDER", "-o", "OUT", "--rerun", "some"],
        ["extract", "FOLDER", "-o", "OUT", "--engine", "dask"],
        ["extract", "FOLDER", "-o", "OUT", "--scheduler", "tcp://a:1"],
        ["extract", "FOLDER", "-o", "OUT", "--jobs", "0"],
        ["extract", "FOLDER", "-o", "FOLDER"],
        ["deadlines", "FOLDER", "--before", "1/5/2024"],
        ["nothing"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2(words: list[str], tmp_path: Path) -> None:
    places = {"FOLDER": str(put(tmp_path / "in", a="paper")), "OUT": str(tmp_path / "out")}
    told = Ran(*(places.get(word, word) for word in words))
    assert told.code == 2
    assert told.out == ""
    assert "Error" in told.err
    assert not (tmp_path / "out").exists()


def test_a_folder_with_bad_files_ends_with_3(tmp_path: Path, fakes: None) -> None:
    source = put(tmp_path / "in", a="paper", b="error encrypted", c="secret", d="partial", e="paper")
    (source / ".hidden").write_text("x")
    told = Ran("extract", source, "-o", tmp_path / "out", "--jobs", 1)
    assert (told.code, told.out) == (errors.BATCH_HAD_FAILURES, "")
    for words in (
        "failed: b.txt: encrypted: b.txt is bad",
        "read 4 files, 3 pages",
        "done / xong: 2; duplicate / trùng: 1; failed / lỗi: 1; partial / xong một phần: 1",
        "passed over: 1 hidden",
        "1 papers are marked mật",
        "vndocx status",
    ):
        assert words in told.err
    told = Ran("extract", source, "-o", tmp_path / "out")
    assert told.code == errors.BATCH_HAD_FAILURES
    assert "read 0 files" in told.err
    shown = Ran("status", tmp_path / "out")
    assert shown.code == 0
    assert "1 encrypted: Tệp có mật khẩu. Hãy lưu một bản không có mật khẩu.\n  b.txt: b.txt is bad" in shown.out
    told = json.loads(Ran("status", tmp_path / "out", "--json").out)
    assert told["states"] == {"waiting": 0, "running": 0, "done": 2, "partial": 1, "failed": 1, "duplicate": 1}


def test_questions_as_table_and_json(tmp_path: Path, fakes: None) -> None:
    source = put(tmp_path / "in", a="paper", b="secret")
    assert Ran("extract", source, "-o", tmp_path / "out", "--jobs", 1).code == 0
    told = Ran("deadlines", tmp_path / "out", "--before", "2024-05-01", "--assignee", "ban tuyên giáo")
    assert told.out.splitlines() == [
        "DUE         ASSIGNEE                TASK     PAPER     FILE:PAGE",
        "2024-04-24  Ban Tuyên giáo Tỉnh ủy  báo cáo  12-KH/TU  a.txt:1",
    ]
    assert "1 văn bản mật" in told.err
    found = json.loads(Ran("deadlines", tmp_path / "out", "--json", "--include-secret").out)
    assert [(item["due"], item["class"], item["paper"]["file"]) for item in found] == [
        ("2024-04-24", "hard", "a.txt"),
        ("2024-04-24", "hard", "b.txt"),
    ]
    told = Ran("references", tmp_path / "out", "--to", "94-KL/TW")
    assert told.out.splitlines()[1:] == ["94-KL/TW  -   implements  12-KH/TU  2024-03-01  a.txt:1"]
    assert json.loads(Ran("references", tmp_path / "out", "--to", "1-QĐ/TW", "--json").out) == []


def test_questions_to_a_folder_without_a_ledger(tmp_path: Path) -> None:
    for command in ("status", "deadlines", "references"):
        told = Ran(command, tmp_path)
        assert isinstance(told.exception, errors.FileUnreadable)


def test_records_are_streamed(tmp_path: Path, fakes: None) -> None:
    source = put(tmp_path / "in", a="paper", b="error damaged", c="paper two", s="secret")
    told = Ran("extract", source, "--format", "jsonl", "--jobs", 1)
    assert "1 papers marked mật or higher were not streamed" in told.err
    assert told.code == errors.BATCH_HAD_FAILURES
    lines = [json.loads(line) for line in told.out.splitlines()]
    assert sorted(line["source"]["name"] for line in lines) == ["a.txt", "c.txt"]
    kept = Ran("extract", source, "--format", "jsonl", "--jobs", 1, "-o", tmp_path / "out")
    assert sorted(kept.out.splitlines()) == sorted(told.out.splitlines())
    assert (tmp_path / "out" / "s.txt.json").is_file()
    whole = Ran("extract", source, "--format", "jsonl", "--jobs", 1, "--include-secret")
    assert len(whole.out.splitlines()) == 3


def test_one_file_under_limits(tmp_path: Path, fakes: None) -> None:
    source = put(tmp_path / "in", a="paper", h="hang", e="error encrypted")
    plain = Ran("extract", source / "a.txt", "--timeout", 5)
    assert json.loads(plain.out)["source"]["name"] == "a.txt"
    assert plain.err == ""
    assert isinstance(Ran("extract", source / "h.txt", "--timeout", 1).exception, errors.TimeLimit)
    assert isinstance(Ran("extract", source / "e.txt", "--jobs", 1).exception, errors.EncryptedFile)


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    source = put(tmp_path / "in", **{f"p{number}": f"paper {number}" for number in range(20)})
    process = subprocess.Popen(
        [sys.executable, "-c", CLI_WITH_FAKES, "extract", str(source), "--format", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert "Traceback" not in process.stderr.read().decode()
    process.stderr.close()
    assert process.wait() == 141


CLI_WITH_FAKES = """
import archive_fakes, vndocx.cli.extracting
from vndocx.cli import main
vndocx.cli.extracting.PIPELINE = archive_fakes.HERE
main()
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_stops_cleanly_and_the_same_command_goes_on(tmp_path: Path, number: signal.Signals, code: int) -> None:
    source = put(tmp_path / "in", **{f"p{place}": f"sleep 0.1 {place}" for place in range(12)})
    command = [sys.executable, "-c", CLI_WITH_FAKES, "extract", str(source), "-o", str(tmp_path / "out")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, env=ENVIRONMENT, text=True)
    until = time.monotonic() + 20
    while len(list((tmp_path / "out").glob("*.json"))) < 3:
        assert time.monotonic() < until
        time.sleep(0.02)
    process.send_signal(number)
    _, told = process.communicate()
    assert process.returncode == code
    assert "Traceback" not in told
    found = json.loads(Ran("status", tmp_path / "out", "--json").out)
    assert found["states"]["running"] == 0
    assert found["states"]["waiting"] + found["states"]["done"] == 12
    assert found["last_run"]["ended"] is not None
    if number == signal.SIGTERM:
        assert subprocess.run(command, stderr=subprocess.DEVNULL, env=ENVIRONMENT, check=False).returncode == 0


def test_settings_are_checked_at_the_door(tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text("max_page = 3\n")
    told = Ran("extract", tmp_path / "a.txt", "--settings", tmp_path / "s.toml")
    assert isinstance(told.exception, errors.SettingsError)
    assert "did you mean 'max_pages'" in str(told.exception)


def test_doctor_finds_all_or_says_how_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Ran("doctor", "--json")
    names = {item["name"] for item in json.loads(told.out)}
    assert {"tesseract", "tesseract data 'vie'", "underthesea", "spacy", "distributed"} <= names
    monkeypatch.setenv("PATH", "/nowhere")
    told = Ran("doctor")
    assert told.code == errors.ToolMissing.exit_code
    assert "sudo apt-get install tesseract-ocr tesseract-ocr-vie" in told.out


def test_doctor_tells_missing_data_and_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    checking = vndocx.cli.checking
    monkeypatch.setattr(checking, "_ask", lambda option: "tesseract 5.3.0" if option == "--version" else "List\neng\n")
    assert Ran("doctor").code == errors.LanguageDataMissing.exit_code
    monkeypatch.setattr(checking, "_ask", lambda option: "tesseract 5.3.0" if option == "--version" else "List\nvie\n")
    told = Ran("doctor")
    assert told.code == 0
    assert "not there" in told.out
    monkeypatch.setattr(checking, "_version", lambda package: None if package == "spacy" else "1")
    told = Ran("doctor")
    assert told.code == errors.PackageMissing.exit_code
    assert re.search(r"MISSING +spacy\n +install it with: .* -m pip install spacy", told.out)


def test_doctor_looks_for_every_package_that_is_declared() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = {re.split(r"[<>=]", line)[0].lower() for line in project["dependencies"]}
    assert declared == {name.lower() for name in vndocx.cli.checking.PACKAGES}


def test_schema_is_json_schema() -> None:
    told = json.loads(Ran("schema").out)
    assert told["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def all_errors() -> list[type[errors.VndocxError]]:
    kinds = [errors.VndocxError]
    for kind in kinds:
        kinds += [each for each in kind.__subclasses__() if each.__module__ == "vndocx.errors"]
    groups = {errors.InputError, errors.SetupError, errors.LimitError, errors.OutputError}
    return [kind for kind in kinds if kind not in groups]


@pytest.mark.parametrize("kind", all_errors(), ids=lambda kind: kind.__name__)
def test_every_fault_has_a_vietnamese_sentence_and_stands_in_the_docs(kind: type[errors.VndocxError]) -> None:
    assert in_vietnamese(kind.code)
    page = (ROOT / "src" / "vndocx" / "docs" / "exit-codes.md").read_text()
    assert re.search(rf"^\| {kind.exit_code} \| `{kind.code}` \|", page, re.MULTILINE)


def test_exit_codes_are_one_a_class() -> None:
    codes = [kind.exit_code for kind in all_errors()]
    assert len(set(codes)) == len(codes)


def test_every_state_has_a_vietnamese_word() -> None:
    from vndocx.archive.standing import STATES as KNOWN

    assert set(STATES) == set(KNOWN)


def test_progress_tells_rate_and_time_left(capsys: pytest.CaptureFixture[str]) -> None:
    from vndocx.archive.clerk import Event

    progress = Progress()
    progress.expect(4, 400_000)
    progress.begun -= 10
    progress.told -= 60
    progress(Event("a.txt", "done", 100_000, b"{}"))
    progress(Event("b.txt", "done", 100_000, b"{}"))
    assert capsys.readouterr().err == "1/4 files, 6.0 files/min, 30 s left\n"
    assert progress.line() == "2/4 files, 12.0 files/min, 10 s left"
    assert progress.bar() == "[##########..........] "


def test_a_terminal_gets_one_live_line_and_failures_stand_above_it() -> None:
    from vndocx.archive.clerk import Event
    from vndocx.archive.task import fault

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    progress = Progress(out=Terminal())
    progress.expect(2, 0)
    for name, state in (("a.txt", "done"), ("b.txt", "failed")):
        progress.told -= 1
        progress(Event(name, state, 0, None, fault(errors.EmptyFile(f"{name} is empty"))))
    progress.say("over")
    shown = progress.out.getvalue().split("\r")  # type: ignore[attr-defined]
    assert [line for line in shown if line.endswith("\n")] == ["failed: b.txt: empty: b.txt is empty\n", "over\n"]
    assert sum("/2 files" in line for line in shown) == 2


def test_the_end_of_a_run_needs_no_terminal() -> None:
    progress = Progress(out=io.StringIO())
    progress.say("over")
    assert progress.out.getvalue() == "over\n"  # type: ignore[attr-defined]


@pytest.mark.parametrize(("seconds", "words"), [(4.4, "4 s"), (89, "89 s"), (720, "12 min"), (12_000, "3 h 20 min")])
def test_times_are_told_as_people_say_them(seconds: float, words: str) -> None:
    assert clock(seconds) == words


def test_an_odd_name_cannot_forge_a_line() -> None:
    assert one_line("a\nfailed: b\x1b[2J") == "a\\nfailed: b\\x1b[2J"
    assert one_line("kế hoạch.pdf") == "kế hoạch.pdf"
