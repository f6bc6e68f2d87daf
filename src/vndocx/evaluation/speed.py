"""``python -m vndocx.evaluation.speed``: time and memory of the command, each figure beside what it is held against.

Every figure is of whole processes with their children, in one run on one machine; quote the ratios.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

PAPERS = Path("samples") / "papers"
SCAN = PAPERS / "quyet-dinh-ban-chi-dao.scan-light.pdf"
PLAIN_READING = """
import sys
from pathlib import Path
from vndocx.adapters.pdf import PdfFile
from PIL import Image
import pytesseract
for name in sys.argv[1:]:
    with PdfFile(Path(name)) as file:
        for number in range(1, file.pages + 1):
            pytesseract.image_to_string(Image.fromarray(file.picture(number, 200)), lang="vie")
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took, children included: seconds on the clock, CPU seconds, the largest process in MiB."""

    wall_s: float
    cpu_s: float
    peak_mib: float


def cost(command: Sequence[str], runs: int = 3) -> Cost:
    """The median cost of a command over ``runs`` runs after one that is not counted."""
    every = [_once(command) for _ in range(runs + 1)][1:] if runs > 1 else [_once(command)]
    return Cost(*(statistics.median(getattr(one, name) for one in every) for name in ("wall_s", "cpu_s", "peak_mib")))


def _once(command: Sequence[str]) -> Cost:
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    peak = 0.0
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            peak = max(peak, _largest(watched))
            time.sleep(0.02)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, peak)


def _largest(process: psutil.Process) -> float:
    try:
        return float(max(one.memory_info().rss for one in (process, *process.children(recursive=True)))) / 2**20
    except psutil.Error:
        return 0.0


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m vndocx.evaluation.speed", description=__doc__)
    parser.add_argument("--pages", type=int, default=20, help="pages of the long scan")
    options = parser.parse_args(arguments)
    vndocx = [sys.executable, "-m", "vndocx"]
    with tempfile.TemporaryDirectory() as folder:
        _starting(vndocx)
        _text_paper(vndocx, Path(folder))
        _scanned_page(vndocx, Path(folder))
        _two_cores(vndocx, Path(folder))
        _long_scan(vndocx, Path(folder), options.pages)
    return 0


def _tell(what: str, figure: str) -> None:
    sys.stdout.write(f"{what:58}{figure}\n")
    sys.stdout.flush()


def _starting(vndocx: Sequence[str]) -> None:
    _tell("python -c 'import vndocx'", f"{cost([sys.executable, '-c', 'import vndocx'], 5).wall_s:8.2f} s")
    _tell("vndocx --help", f"{cost([*vndocx, '--help'], 5).wall_s:8.2f} s")


def _text_paper(vndocx: Sequence[str], folder: Path) -> None:
    """A plan of ten pages (25,000 characters) as text, from the start of the command to its end."""
    truth = PAPERS.parent / "gold" / "ke-hoach-chuyen-doi-so.truth.txt"
    head, _, body = truth.read_text(encoding="utf-8").partition("I- MỤC ĐÍCH")
    paper = folder / "ten-pages.txt"
    paper.write_text(head + "\n".join(f"I- MỤC ĐÍCH{body}" for _ in range(25_000 // len(body) + 1)), encoding="utf-8")
    imports = cost([sys.executable, "-c", "import underthesea, spacy"], 5).wall_s
    whole = cost([*vndocx, "extract", str(paper)], 5)
    _tell("text paper of 10 pages, whole command", f"{whole.wall_s:8.2f} s")
    _tell("  of it importing underthesea and spaCy alone", f"{imports:8.2f} s")


def _scanned_page(vndocx: Sequence[str], folder: Path) -> None:
    """CPU of a scanned page against plain pytesseract of the same picture: five more pages, so that starting is out."""
    one, six = (_repeated(folder, pages) for pages in (1, 6))
    plain = [sys.executable, "-c", PLAIN_READING]
    least = (cost([*plain, str(six)], 1).cpu_s - cost([*plain, str(one)], 1).cpu_s) / 5
    _tell("scanned page, CPU of pytesseract.image_to_string", f"{least:8.2f} s")
    for mode in ("standard", "best"):
        command = [*vndocx, "extract", "--mode", mode]
        read = (cost([*command, str(six)], 1).cpu_s - cost([*command, str(one)], 1).cpu_s) / 5
        _tell(f"scanned page, CPU of vndocx, mode {mode}", f"{read:8.2f} s   ratio {read / least:.2f}")


def _repeated(folder: Path, pages: int) -> Path:
    """A scan of so many pages, all the same."""
    from PIL import Image

    from vndocx.adapters.pdf import PdfFile

    with PdfFile(SCAN) as file:
        page = Image.fromarray(file.picture(1, 200))
    made = folder / f"{pages}-pages.pdf"
    page.save(made, save_all=True, append_images=(page for _ in range(pages - 1)), resolution=200, quality=60)
    return made


def _two_cores(vndocx: Sequence[str], folder: Path) -> None:
    """A folder of twelve scans with one worker and with two."""
    scans = folder / "scans"
    scans.mkdir()
    for number in range(12):
        # Each file has bytes of its own, or it would be known as a duplicate.
        (scans / f"{number}.pdf").write_bytes(SCAN.read_bytes() + f"\n%{number}\n".encode())
    walls = []
    for jobs in (1, 2):
        out = folder / f"out-{jobs}"
        walls.append(_once([*vndocx, "extract", str(scans), "-o", str(out), "--jobs", str(jobs)]).wall_s)
        shutil.rmtree(out)
    _tell("12 scans with one worker", f"{walls[0]:8.2f} s")
    _tell("12 scans with two workers", f"{walls[1]:8.2f} s   ratio {walls[0] / walls[1]:.2f}")


def _long_scan(vndocx: Sequence[str], folder: Path, pages: int) -> None:
    """The largest process while a long scan is read."""
    long = _repeated(folder, pages)
    peak = _once([*vndocx, "extract", str(long), "-o", str(folder / "long"), "--jobs", "1"]).peak_mib
    _tell(f"scan of {pages} pages, largest process", f"{peak:8.0f} MiB")


if __name__ == "__main__":
    sys.exit(main())
