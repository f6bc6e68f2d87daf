"""``python -m vndocx.evaluation.ocr``: how well scans with known text are read, and at what cost, in one table.

For each set of scans and each mode: letters wrong in reading order (CER) and with lines taken as a bag (free), words
wrong (WER), document numbers and dates exactly right, and CPU seconds a page (children included), beside plain
``pytesseract.image_to_string`` of the same pages at 300 dpi in the same run.
"""

from __future__ import annotations

import argparse
import resource
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from vndocx.adapters.image import Picture
from vndocx.adapters.tesseract import Tesseract
from vndocx.evaluation.accuracy import Accuracy, compare
from vndocx.evaluation.scans import TrueScan, pictures, true_scans
from vndocx.layout import lay_out
from vndocx.model.scan import Page, Scan, Source
from vndocx.reading.cleanup import Step
from vndocx.reading.recognition import recognise
from vndocx.settings import Mode, Settings

__all__ = ["Figures", "main", "measure"]

_SAMPLES = Path("samples")
_PLAIN = "pytesseract 300 dpi"

Reader = Callable[[TrueScan], tuple[str, list[str], int, float]]


@dataclass(frozen=True, slots=True)
class Figures:
    """What one way of reading made of one set of scans."""

    accuracy: Accuracy = Accuracy()
    pages: int = 0
    seconds: float = 0.0

    def __add__(self, other: Figures) -> Figures:
        return Figures(self.accuracy + other.accuracy, self.pages + other.pages, self.seconds + other.seconds)


def measure(scans: Iterable[TrueScan], readers: dict[str, Reader]) -> dict[tuple[str, str], Figures]:
    """The figures of each set and way of reading, in the order in which they come up."""
    made: dict[tuple[str, str], Figures] = {}
    for scan in scans:
        for name, read in readers.items():
            text, lines, pages, seconds = read(scan)
            found = Figures(compare(text, lines, scan.text), pages, seconds)
            if scan.lines != scan.text:
                free = compare("\n".join(lines), lines, scan.lines).free_errors
                found = Figures(_with_free(found.accuracy, free), pages, seconds)
            made[scan.kind, name] = made.get((scan.kind, name), Figures()) + found
        sys.stderr.write(f"{scan.path.name}\n")
    return made


def table(figures: dict[tuple[str, str], Figures]) -> str:
    """The figures as a table in Markdown."""
    rows = [
        "| set (pages) | read by | CER % | free % | WER % | codes and dates | added | CPU s/page | of plain |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for (kind, name), found in sorted(figures.items(), key=lambda item: item[0][0]):
        got, cost = found.accuracy, found.seconds / max(1, found.pages)
        plain = figures.get((kind, _PLAIN))
        ratio = f"{found.seconds / plain.seconds:.2f}" if plain is not None and plain.seconds else ""
        rows.append(
            f"| {kind} ({found.pages}) | {name} | {got.cer:.2%} | {got.free_cer:.2%} | {got.wer:.2%} "
            f"| {got.facts_right}/{got.facts} | {got.facts_added} | {cost:.2f} | {ratio} |"
        )
    return "\n".join(rows)


def ours(settings: Settings, without: frozenset[Step] = frozenset()) -> Reader:
    """The reader of a mode, with steps left out."""

    def read(scan: TrueScan) -> tuple[str, list[str], int, float]:
        pages: list[Page] = []
        seconds = 0.0
        for number, picture, dpi, _ in pictures(scan):
            before = _cpu()
            pages.append(recognise(picture, dpi, number, settings, without=without)[0])
            seconds += _cpu() - before
        source = Source(scan.path.name, "", 0, "image/png", len(pages))
        text = lay_out(Scan(source, tuple(pages))).text
        return text, [line for page in pages for line in _lines(page)], len(pages), seconds

    return read


def plain(settings: Settings) -> Reader:
    """Tesseract as anybody would call it."""
    tesseract = Tesseract(settings.languages)

    def text_of(picture: Picture) -> tuple[str, float]:
        before = _cpu()
        return tesseract.plain_text(picture), _cpu() - before

    def read(scan: TrueScan) -> tuple[str, list[str], int, float]:
        found = [text_of(large) for _, _, _, large in pictures(scan)]
        text = "\n".join(text for text, _ in found)
        return text, text.splitlines(), len(found), sum(seconds for _, seconds in found)

    return read


def main(arguments: list[str] | None = None) -> int:
    """Measure and print the table; 0, or 1 when no scan with known text was found."""
    parser = argparse.ArgumentParser(prog="python -m vndocx.evaluation.ocr", description=__doc__)
    parser.add_argument("--scans", type=Path, action="append", help="a folder of scans with their truth (repeatable)")
    parser.add_argument("--modes", default=",".join(Mode), help="modes to measure, with commas between them")
    parser.add_argument("--only", default="", help="only the sets whose name contains this")
    parser.add_argument("--most", type=int, default=0, help="at most so many files of each set (0: all)")
    parser.add_argument("--steps", action="store_true", help="also each mode with each step of the clean-up left out")
    chosen = parser.parse_args(arguments)
    scans = [scan for folder in chosen.scans or [_SAMPLES] for scan in true_scans(folder) if chosen.only in scan.kind]
    if chosen.most:
        kinds: dict[str, list[TrueScan]] = {}
        for scan in scans:
            kinds.setdefault(scan.kind, []).append(scan)
        scans = [scan for group in kinds.values() for scan in group[: chosen.most]]
    if not scans:
        sys.stderr.write("no scan with its true text beside it was found\n")
        return 1
    readers: dict[str, Reader] = {_PLAIN: plain(Settings())}
    for mode in chosen.modes.split(",") if chosen.modes else ():
        settings = Settings(mode=Mode(mode))
        readers[mode] = ours(settings)
        if chosen.steps:
            readers |= {f"{mode} without {step}": ours(settings, frozenset({step})) for step in Step}
    sys.stdout.write(table(measure(scans, readers)) + "\n")
    return 0


def _lines(page: Page) -> list[str]:
    cells = [line.text for grid in page.grids for cell in grid.cells for line in cell.lines]
    return [line.text for line in page.lines] + cells


def _with_free(accuracy: Accuracy, free: int) -> Accuracy:
    return replace(accuracy, free_errors=min(accuracy.letter_errors, free))


def _cpu() -> float:
    """CPU seconds of this process and of the programs that it has run so far."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    raise SystemExit(main())
