"""A drawn paper goes in, its layout comes out: ``make golden`` writes the second again, a person reads the diff."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from drawing import drawn_scan

from vndocx.layout.flow import flow
from vndocx.model.layout import Layout

GOLDEN = Path(__file__).parent / "golden"


def written(layout: Layout) -> str:
    """Paragraphs with zone and page, "⏎" where a printed line ends; then the tables."""
    made = [
        f"{paragraph.zone.value:<10} {paragraph.page} | "
        + " ⏎ ".join(line.cut(layout.text) for line in paragraph.lines)
        for paragraph in layout.paragraphs
    ]
    for table in layout.tables:
        made.append(f"table {table.id}, page {table.page}: " + " | ".join(cell.text for cell in table.header))
        made += ["    " + " | ".join(cell.text for cell in row) for row in table.rows]
    return "\n".join(made) + "\n"


@pytest.mark.parametrize("drawn", sorted(GOLDEN.glob("*.drawn.txt")), ids=lambda path: path.name.split(".")[0])
def test_golden(drawn: Path) -> None:
    expected = drawn.with_name(drawn.name.replace(".drawn.", ".layout."))
    found = written(flow(drawn_scan(drawn)))
    if os.environ.get("VNDOCX_WRITE_GOLDEN") and not os.environ.get("CI"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
