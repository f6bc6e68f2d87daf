"""``vndocx doctor`` and ``vndocx schema``: what is installed, and what a record looks like."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from typing import Annotated

import typer

from vndocx.errors import LanguageDataMissing, PackageMissing, ToolMissing

__all__ = ["app"]

app = typer.Typer()

PACKAGES = (
    "lxml", "numpy", "opencv-python-headless", "pdfplumber", "pillow", "psutil", "pydantic", "pypdfium2", "pytesseract",
    "python-docx", "spacy", "typer", "underthesea",
)  # fmt: skip
# Package of an extra → the extra, and what it is for.
EXTRAS = {
    "trueocr": ("second-reader", "the second reader: --mode fast and best"),
    "XlsxWriter": ("export", "export to XLSX"),
    "icalendar": ("export", "export to calendars"),
    "networkx": ("export", "export to GraphML"),
    "distributed": ("cluster", "runs on a Dask cluster"),
}
# Tesseract's data → whether it is needed, and what for.
LANGUAGES = {"vie": (True, "Vietnamese"), "osd": (False, "pages scanned sideways or upside down")}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked for; ``remedy`` is the command that installs it."""

    name: str
    version: str | None
    needed: bool
    purpose: str = ""
    remedy: str = ""
    exit_code: int = 0

    @property
    def missing(self) -> bool:
        return self.version is None


@app.command(
    epilog=f"Exit status: 0 all that is needed is there; {ToolMissing.exit_code} tesseract is missing;"
    f" {LanguageDataMissing.exit_code} its Vietnamese data; {PackageMissing.exit_code} a Python package."
)
def doctor(as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Show what is installed, what is missing, and the command that installs it."""
    findings = look()
    if as_json:
        sys.stdout.write(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("".join(_line(finding) for finding in findings))
    lacking = [finding for finding in findings if finding.missing and finding.needed]
    if lacking:
        raise typer.Exit(lacking[0].exit_code)
    if not as_json:
        sys.stdout.write("Everything needed is installed. / Đã cài đủ những gì cần thiết.\n")


def _line(finding: Finding) -> str:
    if not finding.missing:
        return f"{'ok':10}{finding.name} {finding.version}\n"
    word = "MISSING" if finding.needed else "not there"
    purpose = f" ({finding.purpose})" if finding.purpose else ""
    return f"{word:10}{finding.name}{purpose}\n{'':10}install it with: {finding.remedy}\n"


def look() -> list[Finding]:
    """Everything that vndocx needs or can use, with its version; asks no network."""
    findings = [Finding("vndocx", _version("vndocx"), True), Finding("Python", sys.version.split()[0], True)]
    findings.append(_tesseract())
    held = _languages()
    for name, (needed, purpose) in LANGUAGES.items():
        findings.append(
            Finding(
                f"tesseract data '{name}'",
                "installed" if name in held else None,
                needed,
                purpose,
                f"sudo apt-get install tesseract-ocr-{name}",
                LanguageDataMissing.exit_code,
            )
        )
    for package in PACKAGES:
        remedy = f"{sys.executable} -m pip install {package}"
        findings.append(Finding(package, _version(package), True, "", remedy, PackageMissing.exit_code))
    for package, (extra, purpose) in EXTRAS.items():
        remedy = f"{sys.executable} -m pip install 'vndocx[{extra}]'"
        findings.append(Finding(package, _version(package), False, purpose, remedy))
    return findings


def _version(package: str) -> str | None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _tesseract() -> Finding:
    said = _ask("--version")
    found = said.split()[1] if said.startswith("tesseract ") else None
    remedy = "sudo apt-get install tesseract-ocr tesseract-ocr-vie tesseract-ocr-osd"
    return Finding("tesseract", found, True, "reads scans", remedy, ToolMissing.exit_code)


def _languages() -> frozenset[str]:
    return frozenset(_ask("--list-langs").splitlines()[1:])


def _ask(option: str) -> str:
    """What tesseract answers, empty where it is not installed or does not run."""
    program = shutil.which("tesseract")
    if program is None:
        return ""
    try:
        done = subprocess.run([program, option], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout or done.stderr


@app.command()
def schema() -> None:
    """Print the JSON Schema (draft 2020-12) of the record."""
    from vndocx.codec import schema

    sys.stdout.write(json.dumps(schema(), ensure_ascii=False, indent=1) + "\n")
