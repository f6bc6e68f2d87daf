"""Lines that the search for lines passed over."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw
from printed import DPI, body_page, write

from vndocx.geometry import Box
from vndocx.reading.overlooked import completed

ROWS = tuple(Box(145, 300 + 48 * row, 1110, 340 + 48 * row) for row in range(4))


def test_a_line_without_a_box_is_found() -> None:
    page = body_page(height=800)
    write(page, 700, 600, "CHỦ TỊCH", 32)
    *_, found = completed(page[..., 0], DPI, ROWS)
    assert abs(found.x0 - 700) < 12
    assert found.x1 > 840
    assert 595 < found.y0 < found.y1 < 650


def test_covered_lines_dots_and_strokes_are_not() -> None:
    picture = Image.fromarray(body_page(height=800))
    draw = ImageDraw.Draw(picture)
    draw.line([(200, 560), (420, 620), (500, 540), (760, 690)], fill=(0, 0, 0), width=6)
    draw.line([(300, 720), (900, 720)], fill=(0, 0, 0), width=3)
    for x in range(100, 1100, 90):
        draw.ellipse([x, 760, x + 5, 765], fill=(0, 0, 0))
    assert completed(np.array(picture)[..., 0], DPI, ROWS) == ROWS


def test_a_line_found_in_part_is_completed() -> None:
    page = body_page(height=800)
    cut = (Box(320, 300, 1110, 340), *ROWS[1:])
    found = completed(page[..., 0], DPI, cut)
    assert len(found) == 4
    assert abs(found[0].x0 - 150) < 8
