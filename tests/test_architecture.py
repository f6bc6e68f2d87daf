"""Imports point one way: a place may import lower ranks, and one outside library has one home."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "src" / "vndocx"

RANKS = {
    "text": 0, "geometry": 0, "errors": 0,
    "model": 1, "settings": 1, "lexicon": 1,
    "adapters": 2, "codec": 2,
    "reading": 3, "layout": 3, "language": 3, "extraction": 3, "export": 3, "assembly": 3,
    "pipeline": 4,
    "archive": 5, "review": 5, "training": 5, "evaluation": 5,
    "cli": 6, "__init__": 6, "__main__": 6,
}  # fmt: skip

# An outside library and the only places that may import it.
HOMES = {
    "pytesseract": {"adapters/tesseract.py"},
    "trueocr": {"adapters/trueocr.py"},
    "onnxruntime": {"adapters/trueocr.py"},
    "pdfplumber": {"adapters/pdf.py"},
    "pypdfium2": {"adapters/pdf.py"},
    "cv2": {"adapters/image.py"},
    "docx": {"adapters/docx.py"},
    "underthesea": {"adapters/segmenter.py"},
    "spacy": {"adapters/tagger.py"},
    "pydantic": {"codec.py"},
    "xlsxwriter": {"export/xlsx.py"},
    "icalendar": {"export/calendar.py"},
    "networkx": {"export/graph.py"},
    "distributed": {"archive/cluster.py"},
    "typer": {"cli"},
}

# Never imported while papers are read.
OFF_LINE = {"training", "evaluation"}

FILES = sorted(ROOT.rglob("*.py"))


def place(path: Path) -> str:
    first = path.relative_to(ROOT).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> list[str]:
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: import by full name"
            module = node.module or ""
            found += [f"vndocx.{alias.name}" for alias in node.names] if module == "vndocx" else [module]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    own = place(path)
    assert own in RANKS, f"give {own} a rank"
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "vndocx":
            home = HOMES.get(parts[0])
            inside = str(path.relative_to(ROOT))
            assert home is None or any(inside.startswith(place) for place in home), f"{inside} imports {name}"
            continue
        other = parts[1] if len(parts) > 1 else "__init__"
        if other == own:
            continue
        assert other not in OFF_LINE or own == "cli", f"{own} imports {name}"
        assert RANKS[other] < RANKS[own] or (own, other) == ("__main__", "cli"), f"{own} imports {name}"
