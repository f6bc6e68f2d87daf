"""Files torn at random places are read or refused with an InputError; nothing else comes out."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import docx
import numpy
import pytest
from PIL import Image
from test_reading_pdf import table

import vndocx.reading.recognition
from vndocx import errors
from vndocx.model.scan import Line, Notice, Origin, Page, Word
from vndocx.reading import reader
from vndocx.settings import Settings


def word(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("Thực hiện Nghị quyết số 27-NQ/TU của Tỉnh ủy", style="List Number")
    rows = document.add_table(2, 3, style="Table Grid")
    rows.cell(1, 1).text = "Báo cáo kết quả"
    document.save(str(path))
    return path


def frames(path: Path) -> Path:
    noise = numpy.random.default_rng(2).integers(0, 255, (2, 60, 60), dtype=numpy.uint8)
    first, second = (Image.fromarray(one) for one in noise)
    first.save(path, save_all=True, append_images=[second], compression="tiff_lzw")
    return path


def torn(content: bytes, chance: random.Random) -> bytes:
    made = bytearray(content)
    for _ in range(chance.choice((1, 3, 10, 60))):
        at = chance.randrange(len(made))
        kind = chance.random()
        if kind < 0.5:
            made[at] = chance.randrange(256)
        elif kind < 0.75:
            del made[at : at + chance.randrange(1, 20)]
        else:
            made[at:at] = chance.randbytes(chance.randrange(1, 12))
    return bytes(made)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("name", "make"), [("a.pdf", table), ("c.docx", word), ("d.tif", frames)])
def test_torn_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, make: Callable[[Path], Path]) -> None:
    def read(
        image: numpy.ndarray, dpi: float | None, number: int, settings: Settings
    ) -> tuple[Page, tuple[Notice, ...]]:
        return Page(number, 595, 842, Origin.OCR, (Line((Word("Kế"), Word("hoạch"))),)), ()

    monkeypatch.setattr(vndocx.reading.recognition, "recognise", read)
    content = make(tmp_path / name).read_bytes()
    chance = random.Random(name)
    path = tmp_path / f"torn{Path(name).suffix}"
    for _ in range(25):
        path.write_bytes(torn(content, chance))
        try:
            scan = reader(Settings(max_pages=50, max_pixels=2_000_000))(path)
        except errors.InputError:
            continue
        assert [page.number for page in scan.pages] == list(range(1, len(scan.pages) + 1))
