"""Pages of print drawn for tests of recognition, and what scanning and age do to them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from vndocx.adapters.image import Picture
from vndocx.geometry import Box
from vndocx.model.scan import Line, Word

DPI = 150
_FONTS = ("croscore/Tinos-Regular.ttf", "freefont/FreeSerif.ttf", "dejavu/DejaVuSerif.ttf")

BODY = (
    "Căn cứ Kết luận số 94-KL/TW ngày 16/5/2022 của Bộ Chính trị về tiếp tục",
    "đổi mới cách làm hội chợ hàng thủ công ở các vùng ven biển xa xôi,",
    "Ban Thường vụ Tỉnh ủy giao các huyện ủy, thành ủy xây dựng kế hoạch",
    "thực hiện trước ngày 30/9/2022 và báo cáo kết quả về Văn phòng Tỉnh ủy.",
)


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    for name in _FONTS:
        path = Path("/usr/share/fonts/truetype") / name
        if path.exists():
            return ImageFont.truetype(str(path), size)
    raise FileNotFoundError("no font with Vietnamese letters: apt-get install fonts-croscore")


def blank(width: int = 1240, height: int = 1754) -> Picture:
    return np.full((height, width, 3), 255, np.uint8)


def write(page: Picture, x: int, y: int, text: str, size: int = 29, colour: tuple[int, int, int] = (0, 0, 0)) -> None:
    picture = Image.fromarray(page)
    ImageDraw.Draw(picture).text((x, y), text, font=font(size), fill=colour)
    page[:] = np.asarray(picture)


def body_page(lines: tuple[str, ...] = BODY, height: int = 1754, top: int = 300) -> Picture:
    picture = Image.fromarray(blank(height=height))
    draw = ImageDraw.Draw(picture)
    for row, line in enumerate(lines):
        draw.text((150, top + 48 * row), line, font=font(29), fill=(0, 0, 0))
    return np.array(picture)


def words(text: str, x0: float = 100, y0: float = 100, step: float = 40, confidence: float = 0.95) -> tuple[Word, ...]:
    """Words of one line, ``step`` points a word, with a small gap between them."""
    return tuple(
        Word(word, Box(x0 + step * k, y0, x0 + step * k + step - 4, y0 + 12), confidence)
        for k, word in enumerate(text.split())
    )


def line(text: str, x0: float = 100, y0: float = 100, step: float = 40, confidence: float = 0.95) -> Line:
    return Line(words(text, x0, y0, step, confidence))
