"""A pipeline that does what the file says: for tests of the archive, run in real worker processes.

The file's first word decides: ``hang``, ``exit``, ``segfault``, ``abort`` (as C++ does without memory), ``swell``
(20 GB at once), ``creep`` (slowly), ``keep`` (30 MB), ``bug``, ``child`` (leaves a process behind while it hangs),
``once`` (crashes the first time), ``sleep SECONDS``, ``error CODE`` (any class of fault), ``secret``, ``partial``.
Anything else is a paper with one deadline and one reference.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import subprocess
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from vndocx import errors
from vndocx.assembly import recipe
from vndocx.model.findings import Action, Assignment, Deadline, Evidence, Mention, Party, Reference
from vndocx.model.record import SCHEMA_VERSION, Document, Provenance, Record
from vndocx.model.scan import Source
from vndocx.settings import Settings
from vndocx.text import Span

HERE = "archive_fakes:pipeline"

held: list[bytearray] = []
loads: list[int] = []


def pipeline(settings: Settings, workers: int = 1):
    return lambda path: read(path, settings)


def broken(settings: Settings):
    raise errors.LanguageDataMissing("tesseract has no data for 'vie'")


def unbound(settings: Settings):
    """Without the limit that the system holds, as where there is none."""
    import resource

    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))
    return pipeline(settings)


def telling_pid(settings: Settings):
    """The record says which process read the file."""
    return lambda path: _telling(read(path, settings), str(os.getpid()))


def telling_loads(settings: Settings):
    """The record says how often this was called, and how many threads tesseract would use."""
    loads.append(1)
    told = f"loads {len(loads)}, threads {os.environ.get('OMP_THREAD_LIMIT')}"
    return lambda path: _telling(read(path, settings), told)


def _telling(record: Record, words: str) -> Record:
    return replace(record, provenance=replace(record.provenance, vndocx=words))


def dying(settings: Settings):
    os._exit(7)


def read(path: Path, settings: Settings) -> Record:
    content = path.read_bytes()
    if (trace := os.environ.get("VNDOCX_TEST_TRACE")) is not None:
        with open(trace, "a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"{path.name}\n")
    words = content.decode("utf-8", "replace").split()
    obey(words, path)
    return record(path.name, content, settings, words)


def obey(words: list[str], path: Path) -> None:
    first = words[0] if words else ""
    if first == "hang":
        while True:
            time.sleep(1)
    if first == "child":
        path.with_suffix(".scratch").write_text(tempfile.mkdtemp())
        tool = subprocess.Popen(["sleep", "1000"])
        path.with_suffix(".pid").write_text(str(tool.pid))
        tool.wait()
    if first == "exit":
        os._exit(3)
    if first == "segfault":
        ctypes.string_at(0)
    if first == "abort":
        os.write(2, b"terminate called after throwing an instance of 'std::bad_alloc'\n")
        os.abort()
    if first == "swell":
        held.append(bytearray(20_000_000_000))
    if first == "creep":
        while True:
            held.append(bytearray(20_000_000))
            time.sleep(0.02)
    if first == "keep":
        held.append(bytearray(b"x" * 30_000_000))
    if first == "once" and not (mark := path.with_name("." + path.name)).exists():
        mark.touch()
        os._exit(3)
    if first == "bug":
        raise ZeroDivisionError("a fault in the code")
    if first == "sleep":
        time.sleep(float(words[1]))
    if first == "error":
        kinds = [errors.VndocxError]
        for kind in kinds:
            kinds += kind.__subclasses__()
        raise next(kind for kind in kinds if kind.code == words[1])(f"{path.name} is bad")


def record(name: str, content: bytes, settings: Settings, words: list[str]) -> Record:
    text = "Ban Tuyên giáo báo cáo trước ngày 25/4/2024 theo Kết luận số 94-KL/TW"
    proof = Evidence(text[:14], Span(0, 14), 1, (), 0.9, "fake")
    cited = Mention("94-KL/TW", Span(len(text) - 8, len(text)), 1, (), 0.9, "fake")
    party = Party("Ban Tuyên giáo Tỉnh ủy", (), proof)
    return Record(
        schema_version=SCHEMA_VERSION,
        id=hashlib.sha256(content).hexdigest(),
        status="partial" if words[:1] == ["partial"] else "complete",
        source=Source(name, hashlib.sha256(content).hexdigest(), len(content), "text/plain", 1),
        document=Document(
            type=None,
            number="12-KH/TU",
            issuer="Tỉnh ủy Sông Lam",
            issuer_block=(),
            issued="2024-03-01",
            place=None,
            subject="về việc thử",
            secrecy="mật" if words[:1] == ["secret"] else None,
            urgency=None,
            state="original",
            signatures=(),
            recipients=(),
            evidence={},
        ),
        outline=(),
        references=(
            Reference("r1", "numbered", None, "94-KL/TW", None, None, None, None, None, "implements", (), (cited,)),
        ),
        dates=(),
        assignments=(
            Assignment("a1", "lead", "must", (party,), (), Action("báo cáo", proof), (), (), "l1", None, False, ()),
        ),
        deadlines=(
            Deadline(
                "l1",
                "hard",
                "trước ngày 25/4/2024",
                "../2024-04-24",
                "2024-04-24",
                "2024-04-25",
                "before_exclusive",
                None,
                None,
                ("a1",),
                None,
                proof,
            ),
        ),
        tables=(),
        notices=(),
        pages=(),
        text=text,
        provenance=Provenance("0", recipe(settings), None, ()),
    )
