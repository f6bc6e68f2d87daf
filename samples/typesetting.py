"""Set a sample paper as an office would print it: PDF, the place of its seal, its words in reading order; or DOCX."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

FONTS = {
    "serif": ("/usr/share/fonts/truetype/croscore/Tinos-{}.ttf", ("Regular", "Bold", "Italic", "BoldItalic"), 13.5),
    "typewriter": (
        "/usr/share/fonts/truetype/freefont/FreeMono{}.ttf",
        ("", "Bold", "Oblique", "BoldOblique"),
        11.5,
    ),
}


@dataclass(frozen=True)
class Paper:
    """A set paper: the PDF, page and place (points from the top left) of the seal's middle, and the truth."""

    pdf: bytes
    seal_page: int
    seal_at: tuple[float, float]
    truth: str


class Anchor(Flowable):
    """Takes no room and remembers where it stood."""

    def __init__(self) -> None:
        super().__init__()
        self.page = 0
        self.at = (0.0, 0.0)

    def wrap(self, *_: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        x, y = self.canv.absolutePosition(0, 0)
        self.page, self.at = self.canv.getPageNumber(), (x, A4[1] - y)


def plain(line: str) -> str:
    """A line without its style mark."""
    if line == "*" or line == "_":
        return ""
    return line[2:] if line.startswith("# ") else line[1:] if line[:1] in "*/^" else line


def typeset(source: dict[str, Any]) -> Paper:
    """The paper of a source."""
    face = source.get("face", "serif")
    pattern, cuts, size = FONTS[face]
    names = [f"{face}-{index}" for index in range(4)]
    for name, cut in zip(names, cuts, strict=True):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, pattern.format(cut)))
    pdfmetrics.registerFontFamily(face, normal=names[0], bold=names[1], italic=names[2], boldItalic=names[3])
    base = ParagraphStyle("body", fontName=names[0], fontSize=size, leading=size * 1.3, spaceAfter=5, wordWrap="LTR")

    def set_line(line: str, align: int, scale: float = 1.0, indent: float = 0) -> Flowable:
        if line == "*":
            return Paragraph("*", ParagraphStyle("star", base, alignment=TA_CENTER, leading=size * 1.1))
        if line == "_":
            rule = Table([[""]], colWidths=[30 * mm], rowHeights=[4])
            rule.setStyle(TableStyle([("LINEABOVE", (0, 0), (-1, 0), 0.8, colors.black)]))
            return rule
        words = plain(line).replace("&", "&amp;").replace("<", "&lt;").replace("  ", "&nbsp; ")
        if line.startswith(("*", "# ")):
            words = f"<b>{words}</b>"
        elif line.startswith("/"):
            words = f"<i>{words}</i>"
        if line.startswith("^"):
            align, indent = TA_CENTER, 0
        style = ParagraphStyle(
            "line", base, alignment=align, fontSize=size * scale, leading=size * scale * 1.25, firstLineIndent=indent
        )
        return Paragraph(words, style)

    def block(lines: list[str], align: int, scale: float = 1.0) -> list[Flowable]:
        return [Spacer(1, 44) if line == "" else set_line(line, align, scale) for line in lines]

    def side_by_side(left: list[Flowable], right: list[Flowable]) -> Table:
        table = Table([[left, right]], colWidths=[75 * mm, 95 * mm])
        table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]))
        return table

    story: list[Flowable] = [
        side_by_side(block(source["left"], TA_CENTER, 0.95), block(source["right"], TA_CENTER, 0.92))
    ]
    story.append(Spacer(1, 10))
    truth = [plain(line) for line in source["left"] + source["right"] if plain(line)]
    if "title" in source:
        story += [set_line("*" + source["title"], TA_CENTER, 1.1), set_line("*" + source["subject"], TA_CENTER)]
        story.append(set_line("-----", TA_CENTER))
        truth += [source["title"], source["subject"], "-----"]
    for line in source["body"].strip().split("\n"):
        story.append(set_line(line, TA_JUSTIFY, indent=0 if line.startswith("^") else 10 * mm))
        truth.append(plain(line))
    anchor = Anchor()
    recipients = [set_line("/Nơi nhận:", TA_LEFT, 0.9)]
    recipients += [set_line("- " + line, TA_LEFT, 0.84) for line in source["recipients"]]
    signature = block(source["signature"], TA_CENTER)
    gap = source["signature"].index("")
    signature.insert(gap + 1, anchor)
    story += [Spacer(1, 8), side_by_side(recipients, signature)]
    truth += ["Nơi nhận:", *("- " + line for line in source["recipients"])]
    truth += [plain(line) for line in source["signature"] if line]
    if "table" in source:
        head = [source["annex_title"], source["annex_subject"], source["annex_note"]]
        story += [PageBreak(), set_line("*" + head[0], TA_CENTER), set_line("*" + head[1], TA_CENTER)]
        story += [set_line("/" + head[2], TA_CENTER), Spacer(1, 6)]
        cells = [
            [set_line(("*" if index == 0 else "") + cell, TA_LEFT, 0.9) for cell in row]
            for index, row in enumerate(source["table"])
        ]
        grid = Table(cells, colWidths=[12 * mm, 55 * mm, 36 * mm, 36 * mm, 31 * mm], repeatRows=1)
        grid.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.6, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
        story.append(grid)
        truth += head + [cell for row in source["table"] for cell in row]

    buffer = io.BytesIO()

    def number_page(canvas: Any, _: Any) -> None:
        if canvas.getPageNumber() > 1:
            canvas.setFont(names[0], size)
            canvas.drawCentredString(A4[0] / 2, A4[1] - 12 * mm, str(canvas.getPageNumber()))

    document = SimpleDocTemplate(
        buffer, pagesize=A4, leftMargin=28 * mm, rightMargin=15 * mm, topMargin=20 * mm, bottomMargin=20 * mm,
        invariant=1, title=source.get("title", "CÔNG VĂN"),
    )  # fmt: skip
    document.build(story, onFirstPage=number_page, onLaterPages=number_page)
    return Paper(buffer.getvalue(), anchor.page, anchor.at, "\n".join(truth) + "\n")


def write_docx(source: dict[str, Any], target: Path) -> None:
    """The paper as a Word file: head and signature in tables without rules, as offices set them."""
    from datetime import datetime

    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paper = docx.Document()
    paper.core_properties.created = paper.core_properties.modified = datetime(2024, 7, 7)

    def add(place: Any, line: str, centred: bool) -> None:
        paragraph = place.add_paragraph()
        run = paragraph.add_run("*" if line == "*" else plain(line))
        run.bold = line.startswith(("*", "# ")) and line != "*"
        run.italic = line.startswith("/")
        if centred or line.startswith("^"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def two_columns(left: list[str], right: list[str], left_centred: bool) -> None:
        cells = paper.add_table(rows=1, cols=2).rows[0].cells
        for cell, lines, centred in ((cells[0], left, left_centred), (cells[1], right, True)):
            for line in lines:
                add(cell, line, centred)
            cell._element.remove(cell.paragraphs[0]._element)

    two_columns(source["left"], source["right"], True)
    for line in ("*" + source["title"], "*" + source["subject"], "-----"):
        add(paper, line, True)
    for line in source["body"].strip().split("\n"):
        add(paper, line, False)
    two_columns(["*Nơi nhận:", *("- " + line for line in source["recipients"])], source["signature"], False)
    buffer = io.BytesIO()
    paper.save(buffer)
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as fixed:
        for item in made.infolist():  # without the clock
            fixed.writestr(zipfile.ZipInfo(item.filename, (2024, 7, 7, 0, 0, 0)), made.read(item), zipfile.ZIP_DEFLATED)
