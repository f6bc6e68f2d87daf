"""Picture files of every make become upright RGB pages; a torn page leaves a notice; pages may be read side by side."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest
from PIL import Image

import vndocx.reading.recognition
from vndocx import errors
from vndocx.adapters.pictures import PictureFile
from vndocx.geometry import Box
from vndocx.model.scan import Line, Notice, Origin, Page, Word
from vndocx.reading import reader
from vndocx.reading.parallel import ReadPage, in_turn_or_parallel
from vndocx.settings import Settings

LIMIT = 10_000_000


def half_black(mode: str = "L", width: int = 120, height: int = 80) -> Image.Image:
    """White above, black below."""
    grey = numpy.full((height, width), 255, dtype=numpy.uint8)
    grey[height // 2 :] = 0
    return Image.fromarray(grey).convert(mode)


@pytest.fixture
def ocr(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, numpy.ndarray, float | None]]:
    """Recognition that gives the page's number as its text, and what it was asked to read."""
    seen: list[tuple[int, numpy.ndarray, float | None]] = []

    def fake(image: numpy.ndarray, dpi: float | None, number: int, settings: Settings) -> ReadPage:
        seen.append((number, image, dpi))
        words = tuple(Word(word, Box(1, 1, 9, 9), 0.9) for word in ("Trang", "số", str(number), "của", "kế", "hoạch"))
        return Page(number, 100, 100, Origin.OCR, (Line(words),)), ()

    monkeypatch.setattr(vndocx.reading.recognition, "recognise", fake)
    return seen


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "CMYK", "I;16", "I", "F"])
def test_every_mode_becomes_rgb(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "page.tif"
    made = half_black()
    if mode in ("I;16", "I", "F"):
        levels = numpy.asarray(made, dtype=numpy.float32) * 200
        made = Image.fromarray(levels.astype({"I;16": numpy.uint16, "I": numpy.int32, "F": numpy.float32}[mode]))
    else:
        made = made.convert(mode)
    made.save(path)
    with PictureFile(path, LIMIT) as file:
        picture, _ = file.page(1)
    assert (picture.shape, picture.dtype) == ((80, 120, 3), numpy.uint8)
    assert picture[:38].min() > 250
    assert picture[42:].max() < 60  # CMYK black is printed as dark grey


def test_what_is_see_through_is_paper(tmp_path: Path) -> None:
    Image.new("RGBA", (60, 60), (0, 0, 0, 0)).save(tmp_path / "page.png")
    with PictureFile(tmp_path / "page.png", LIMIT) as file:
        assert file.page(1)[0].min() == 255


@pytest.mark.parametrize(("mark", "dark"), [(1, "foot"), (3, "head"), (6, "left"), (8, "right")])
def test_a_photo_is_turned_by_its_exif_mark(tmp_path: Path, mark: int, dark: str) -> None:
    made = half_black("RGB")
    exif = made.getexif()
    exif[0x0112] = mark
    made.save(tmp_path / "photo.jpg", exif=exif)
    with PictureFile(tmp_path / "photo.jpg", LIMIT) as file:
        picture, _ = file.page(1)
    edges = {"head": picture[:5], "foot": picture[-5:], "left": picture[:, :5], "right": picture[:, -5:]}
    assert [name for name, edge in edges.items() if edge.max() < 60] == [dark]


@pytest.mark.parametrize(
    ("written", "read"), [((200, 200), 200), ((300, 300), 300), ((72, 72), None), ((1, 1), None), (None, None)]
)
def test_resolution_is_given_where_it_makes_sense(
    tmp_path: Path, written: tuple[int, int] | None, read: float | None
) -> None:
    options = {} if written is None else {"dpi": written}
    half_black().save(tmp_path / "page.tif", **options)
    with PictureFile(tmp_path / "page.tif", LIMIT) as file:
        assert file.page(1)[1] == read


def test_pages_of_a_tiff_are_read_in_order(tmp_path: Path, ocr: list[tuple[int, numpy.ndarray, float | None]]) -> None:
    pages = [half_black("1", width) for width in (100, 110, 120)]
    pages[0].save(tmp_path / "a.tif", save_all=True, append_images=pages[1:], compression="group4", dpi=(200, 200))
    scan = reader(Settings())(tmp_path / "a.tif")
    assert [(number, image.shape[1], dpi) for number, image, dpi in ocr] == [
        (1, 100, 200),
        (2, 110, 200),
        (3, 120, 200),
    ]
    assert [page.lines[0].words[2].text for page in scan.pages] == ["1", "2", "3"]
    assert (scan.source.pages, scan.source.media_type, scan.notices) == (3, "image/tiff", ())


def test_a_torn_page_among_others_leaves_a_notice(
    tmp_path: Path, ocr: list[tuple[int, numpy.ndarray, float | None]]
) -> None:
    noise = [
        Image.fromarray(numpy.random.default_rng(seed).integers(0, 255, (200, 200), dtype=numpy.uint8))
        for seed in range(2)
    ]
    noise[0].save(tmp_path / "a.tif", save_all=True, append_images=noise[1:], compression="tiff_adobe_deflate")
    content = bytearray((tmp_path / "a.tif").read_bytes())
    with Image.open(tmp_path / "a.tif") as made:
        made.seek(1)
        start = made.tag_v2[273][0]
    content[start + 20 : start + 400] = bytes(380)
    (tmp_path / "a.tif").write_bytes(content)
    scan = reader(Settings())(tmp_path / "a.tif")
    assert [(notice.code, notice.page) for notice in scan.notices] == [("page_unreadable", 2)]
    assert [len(page.lines) for page in scan.pages] == [1, 0]


def test_handwriting_alone_is_no_blank_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unread(image: numpy.ndarray, dpi: float | None, number: int, settings: Settings) -> ReadPage:
        return Page(number, 100, 100, Origin.OCR), (Notice("page_unread", "ink, but no print", number),)

    monkeypatch.setattr(vndocx.reading.recognition, "recognise", unread)
    half_black().save(tmp_path / "a.png")
    scan = reader(Settings())(tmp_path / "a.png")
    assert [notice.code for notice in scan.notices] == ["page_unread"]
    assert scan.ocr is None


def test_a_page_over_the_limit_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    half_black("1", 3000, 3000).save(tmp_path / "a.tif", compression="group4")
    with pytest.raises(errors.TooLarge, match="3,000 x 3,000"), PictureFile(tmp_path / "a.tif", 1_000_000):
        pass


def numbered(number: int) -> ReadPage:
    if number == 13:
        raise errors.ToolMissing("the program is not installed")
    return Page(number, 100, 100, Origin.OCR), ()


def test_pages_side_by_side_come_in_order_and_faults_come_through() -> None:
    assert [page.number for page, _ in in_turn_or_parallel(numbered, [1, 2, 3], 1)] == [1, 2, 3]
    found = in_turn_or_parallel(numbered, [4, 5, 6, 13], 2)
    assert [next(found)[0].number for _ in range(3)] == [4, 5, 6]
    with pytest.raises(errors.ToolMissing, match="not installed") as raised:
        next(found)
    assert "apt-get" in raised.value.hint
