"""A night at the archive: many files, some of them poisoned, read to the end with exact counts.

    python tests/overnight.py [FILES] [FOLDER]

Writes FILES small papers (2,000: text, born-digital PDF, scans; one in fifty is poisoned), reads them with two workers,
reads again, and reads a clean part with one worker and with two. Prints figures as JSON; ends with 1 on a wrong count.
Needs the ``test`` extra (reportlab) and a font with Vietnamese letters.
"""

from __future__ import annotations

import ctypes
import json
import os
import struct
import sys
import tempfile
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from vndocx.archive.clerk import Event
from vndocx.archive.ledger import open_ledger
from vndocx.archive.run import Totals, engine, run
from vndocx.archive.standing import standing
from vndocx.archive.task import Limits, Work
from vndocx.model.record import Record
from vndocx.settings import Settings

__all__ = ["poisonable"]

FONTS = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf",
)
FACTORY = "overnight:poisonable"
TIMEOUT_S = 20.0
SWOLLEN_MB = 800.0
# Kind of poison → the class of fault that it must get.
POISON = {
    "truncated": "damaged",
    "encrypted": "encrypted",
    "bomb": "too_large",
    "empty": "empty",
    "unknown": "unsupported",
    "hang": "timeout",
    "crash": "crashed",
    "swell": "memory",
}

PAPER = """TỈNH ỦY SÔNG LAM
*
Số {number}-KH/TU
Sông Lam, ngày {day} tháng 3 năm 2024

KẾ HOẠCH
thực hiện đợt rà soát hồ sơ lần thứ {number}

Căn cứ Kết luận số {cited}-KL/TW, ngày 16/5/2022 của Bộ Chính trị về công tác lưu trữ, Ban Thường vụ Tỉnh ủy ban hành
kế hoạch như sau:

I- MỤC ĐÍCH, YÊU CẦU
1- Rà soát toàn bộ hồ sơ của cơ quan trong năm 2023.
2- Việc rà soát phải kịp thời, đúng quy định.

II- TỔ CHỨC THỰC HIỆN
1- Ban Nội chính Tỉnh ủy chủ trì, phối hợp với Hội Luật gia tỉnh lập danh mục hồ sơ trước ngày {due}/4/2024.
2- Các huyện ủy, thành ủy báo cáo kết quả về Văn phòng Tỉnh ủy chậm nhất ngày 20/12/2024.

Nơi nhận:
- Ban Thường vụ Tỉnh ủy,
- Lưu Văn phòng Tỉnh ủy.
"""


def poisonable(settings: Settings) -> Callable[[Path], Record]:
    """The standard pipeline, except for files whose first words tell it to hang, crash or swell."""
    from vndocx.pipeline import standard

    read = standard(settings)

    def obey(path: Path) -> Record:
        with path.open("rb") as file:
            words = file.read(20).split()
        if words[:2] == [b"POISON", b"hang"]:
            while True:
                time.sleep(1)
        if words[:2] == [b"POISON", b"crash"]:
            ctypes.string_at(0)
        if words[:2] == [b"POISON", b"swell"]:
            held = []
            while True:
                held.append(bytearray(50_000_000))
        return read(path)

    return obey


def paper(number: int) -> str:
    """An invented paper, another for each number."""
    return PAPER.format(number=number, cited=number % 90 + 1, day=number % 28 + 1, due=number % 30 + 1)


@cache
def _font() -> str:
    return next(path for path in FONTS if os.path.exists(path))


def _pdf(path: Path, text: str, password: str | None = None) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    if "Paper" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Paper", _font()))
    made = Canvas(str(path), pagesize=(595, 842), encrypt=StandardEncryption(password) if password else None)
    made.setFont("Paper", 9)
    for place, line in enumerate(text.splitlines()):
        made.drawString(50, 790 - 16 * place, line)
    made.save()


def _scan(path: Path, text: str) -> None:
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("L", (1240, 1754), 255)
    pen, font = ImageDraw.Draw(page), ImageFont.truetype(_font(), 19)
    for place, line in enumerate(text.splitlines()):
        pen.text((80, 90 + 34 * place), line, font=font, fill=0)
    page.save(path, dpi=(150, 150))


def _bomb(path: Path) -> None:
    """A PNG of 30,000 × 30,000 white points in a few kilobytes."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 0, 0, 0, 0)
    body = zlib.compress(bytes(30_001 * 300), 9)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b""))


def _poison(folder: Path, kind: str, number: int) -> None:
    path = folder / f"{kind}-{number}"
    if kind == "truncated":
        _pdf(path.with_suffix(".pdf"), paper(number))
        content = path.with_suffix(".pdf").read_bytes()
        path.with_suffix(".pdf").write_bytes(content[: len(content) // 3])
    elif kind == "encrypted":
        _pdf(path.with_suffix(".pdf"), paper(number), password="x")
    elif kind == "bomb":
        _bomb(path.with_suffix(".png"))
        with path.with_suffix(".png").open("ab") as file:
            file.write(b"%d" % number)
    elif kind == "empty":
        path.with_suffix(".txt").touch()
    elif kind == "unknown":
        path.with_suffix(".dat").write_bytes(os.urandom(4000))
    else:
        path.with_suffix(".txt").write_text(f"POISON {kind} {number}\n")


def write(folder: Path, files: int) -> Counter[str]:
    """Write the archive; returns how many files must end in which state, or with which fault."""
    expected: Counter[str] = Counter()
    for number in range(files):
        place = folder / f"{number // 100:02}"
        place.mkdir(parents=True, exist_ok=True)
        if number % 50 == 7:
            kind = list(POISON)[number // 50 % len(POISON)]
            _poison(place, kind, number)
            expected[POISON[kind]] += 1
        elif number % 100 == 13:
            (place / f"copy-{number}.txt").write_text(paper(number - 1))
            expected["duplicate"] += 1
        elif number % 100 == 50:
            _scan(place / f"scan-{number}.png", paper(number))
            expected["done"] += 1
        elif number % 4 == 1:
            _pdf(place / f"paper-{number}.pdf", paper(number))
            expected["done"] += 1
        else:
            (place / f"paper-{number}.txt").write_text(paper(number))
            expected["done"] += 1
    return expected


def counts(output: Path) -> Counter[str]:
    """How the files of an output folder ended: by state, and the failed ones by fault."""
    with open_ledger(output) as ledger:
        found = standing(ledger)
    return +Counter({**{state: count for state, count in found.states.items() if state != "failed"}, **found.faults})


class Memory:
    """Samples, once a second, of what this process and the largest of its workers hold.

    A worker that a poisoned file has swell is not counted: beyond ``SWOLLEN_MB`` it is about to be ended.
    """

    def __init__(self) -> None:
        self.own: list[float] = []
        self.worker: list[float] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        import psutil

        me = psutil.Process()
        while not self._over.wait(1.0):
            held = []
            for child in me.children():
                try:
                    held.append(child.memory_info().rss / 1e6)
                except psutil.Error:
                    continue
            self.own.append(me.memory_info().rss / 1e6)
            self.worker.append(max((size for size in held if size < SWOLLEN_MB), default=0.0))

    def told(self) -> dict[str, float]:
        """Megabytes in the second and in the seventh tenth of the run; at its end only poisoned files are left."""
        tenth = max(1, len(self.own) // 10)

        def middle(values: list[float]) -> float:
            return round(sorted(values)[len(values) // 2], 1) if values else 0.0

        return {
            "supervisor_early_mb": middle(self.own[tenth : 2 * tenth]),
            "supervisor_late_mb": middle(self.own[6 * tenth : 7 * tenth]),
            "worker_early_mb": middle(self.worker[tenth : 2 * tenth]),
            "worker_late_mb": middle(self.worker[6 * tenth : 7 * tenth]),
        }


def measure(folder: Path, files: int) -> dict[str, Any]:
    """All figures of one night over ``files`` files."""
    source = folder / "archive"
    expected = write(source, files)
    work = Work(limits=Limits(TIMEOUT_S, 1500), factory=FACTORY)

    def read(*paths: Path, to: str, jobs: int) -> Totals:
        return run(paths, folder / to, work, engine("processes", jobs, None), _silent)

    with Memory() as memory:
        begun = time.monotonic()
        first = read(source, to="out", jobs=2)
        spent = time.monotonic() - begun
    begun = time.monotonic()
    second = read(source, to="out", jobs=2)
    again = time.monotonic() - begun
    clean = folder / "clean"
    clean.mkdir()
    for number in range(files, files + max(40, files // 5)):
        (clean / f"{number}.txt").write_text(paper(number) * 3)
    one, two = read(clean, to="one", jobs=1).seconds, read(clean, to="two", jobs=2).seconds
    found = counts(folder / "out")
    return {
        "files": files,
        "expected": dict(sorted(expected.items())),
        "found": dict(sorted(found.items())),
        "exact": found == expected,
        "seconds": round(spent, 1),
        "files_per_s": round(first.read / spent, 1),
        "second_run_read": second.read,
        "second_run_s": round(again, 2),
        "one_worker_s": round(one, 1),
        "two_workers_s": round(two, 1),
        "two_over_one": round(one / two, 2),
        **memory.told(),
    }


def _silent(event: Event | None) -> None:
    """Nobody watches at night."""


def main() -> None:
    """Measure and print."""
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with tempfile.TemporaryDirectory() as made:
        figures = measure(Path(sys.argv[2]) if len(sys.argv) > 2 else Path(made), files)
    sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
    if not figures["exact"]:
        sys.exit(1)


if __name__ == "__main__":
    main()
