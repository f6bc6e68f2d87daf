"""What the README and the docs show is run: commands that begin with $ and blocks of Python, page by page."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "src" / "vndocx" / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SMALL = ("ke-hoach-cai-cach-hanh-chinh.digital.pdf", "bao-cao-so-ket-khuyen-hoc.word.docx")


@pytest.mark.parametrize("page", [page for page in PAGES if BLOCK.search(page.read_text(encoding="utf-8"))], ids=str)
def test_page_runs(page: Path, tmp_path: Path) -> None:
    papers = tmp_path / "samples" / "papers"
    papers.mkdir(parents=True)
    for name in SMALL:  # born digital: the pages are run, not the OCR
        shutil.copy(ROOT / "samples" / "papers" / name, papers / name)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for kind, block in BLOCK.findall(page.read_text(encoding="utf-8")):
        commands = [[sys.executable, "-c", block]]
        if kind == "console":
            commands = [["sh", "-c", line[2:]] for line in block.splitlines() if line.startswith("$ ")]
        for command in commands:
            done = subprocess.run(
                command,
                cwd=tmp_path,
                env={**os.environ, "PATH": path},
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            )
            assert done.returncode == 0, f"{command[-1]}\n{done.stderr}"


def test_links_between_pages_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
