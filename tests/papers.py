"""Papers of the tests' own making: PDF, DOCX and pictures in the form that Vietnamese offices give them."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

# Fonts with all Vietnamese letters, by the Debian packages that hold them.
FONTS = (
    "/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf",
    "/usr/share/fonts/truetype/freefont/FreeSerif.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
)

BODY = (
    "Thực hiện Nghị quyết số 27-NQ/TU ngày 15/3/2024 của Ban Chấp hành Đảng bộ tỉnh An Thịnh",
    "về chuyển đổi số trong các cơ quan đảng, Ban Thường vụ Tỉnh ủy xây dựng Kế hoạch như sau:",
    "I- MỤC ĐÍCH, YÊU CẦU",
    "1- Nâng cao nhận thức của cán bộ, đảng viên về vai trò của chuyển đổi số.",
    "2- Xác định rõ nhiệm vụ của từng cơ quan, đơn vị; báo cáo kết quả trước ngày 25/6/2024.",
)


def font() -> str:
    """The name under which a Vietnamese font is known to reportlab."""
    if "Paper" not in pdfmetrics.getRegisteredFontNames():
        found = next((path for path in FONTS if Path(path).exists()), None)
        assert found is not None, "install fonts-croscore, fonts-freefont-ttf or fonts-dejavu"
        pdfmetrics.registerFont(TTFont("Paper", found))
    return "Paper"


def canvas(path: Path, **options: object) -> Canvas:
    """An A4 canvas set in the Vietnamese font."""
    made = Canvas(str(path), pagesize=A4, invariant=1, **options)
    made.setFont(font(), 13)
    return made


def write(made: Canvas, lines: tuple[str, ...] = BODY, x: float = 85, y: float = 760, pitch: float = 20) -> None:
    """Lines below each other from ``y`` points above the foot of the page."""
    for number, line in enumerate(lines):
        made.drawString(x, y - number * pitch, line)


def paper(path: Path, pages: int = 1, **options: object) -> Path:
    """A born-digital PDF with the body on each page."""
    made = canvas(path, **options)
    for _ in range(pages):
        made.setFont(font(), 13)
        write(made)
        made.showPage()
    made.save()
    return path
