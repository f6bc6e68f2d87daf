"""Seals and stamps by colour and by shape."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw
from printed import BODY, DPI, body_page, write

from vndocx.adapters.image import Picture, luminance
from vndocx.geometry import Box
from vndocx.reading.cleanup import clean
from vndocx.reading.seals import Coloured, coloured_marks, grey_frames, grey_seal, with_red_print, without_pen

RED, BLUE = (222, 50, 60), (50, 70, 180)
PAGE = body_page(BODY * 2, top=200)
SEAL = Box(640, 1000, 860, 1220).scaled(1 / DPI)


def sealed() -> Picture:
    picture = Image.fromarray(PAGE)
    draw = ImageDraw.Draw(picture)
    for inset in (0, 6, 60):
        draw.ellipse([640 + inset, 1000 + inset, 860 - inset, 1220 - inset], outline=RED, width=4)
    return np.array(picture)


def near(found: Box, wanted: Box) -> bool:
    return all(abs(one - other) < 0.08 for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize("strength", [1.0, 0.5, 0.2, 0.12])
def test_red_seals_are_found_strong_or_faint(strength: float) -> None:
    page = sealed()
    page[900:] = 255 - ((255 - page[900:]) * strength).astype(np.uint8)
    (seal,) = coloured_marks(clean(page, DPI)).seals
    assert near(seal, SEAL)


def test_a_seal_on_a_grey_copy_is_found_by_its_ring() -> None:
    page = clean(luminance(sealed()), DPI)
    assert coloured_marks(page) == Coloured()
    seal = grey_seal(page.grey, page.dpi, Box(3.5, 6.0, 8.2, 9.0))
    assert seal is not None
    assert near(seal, SEAL)


def test_no_seal_in_plain_print() -> None:
    page = clean(PAGE, DPI)
    assert coloured_marks(page) == Coloured()
    assert grey_seal(page.grey, page.dpi, Box(0.5, 1.0, 8.0, 9.0)) is None
    assert grey_frames(page.grey, page.dpi) == ()


@pytest.mark.parametrize("degrees", [0, 3, -4])
def test_a_black_stamp_is_found_by_its_frame(degrees: int) -> None:
    stamp = Image.new("RGB", (330, 190), (255, 255, 255))
    draw = ImageDraw.Draw(stamp)
    draw.rectangle([20, 20, 310, 170], outline=(0, 0, 0), width=3)
    draw.line([(20, 65), (310, 65)], fill=(0, 0, 0), width=2)
    picture = Image.fromarray(body_page(top=800))
    picture.paste(stamp.rotate(degrees, fillcolor=(255, 255, 255)), (120, 300))
    page = clean(np.array(picture), DPI)
    (frame,) = grey_frames(page.grey, page.dpi)
    assert frame.x0 == pytest.approx(140 / DPI, abs=0.1)
    assert frame.y1 == pytest.approx(470 / DPI, abs=0.1)


def test_secrecy_in_red_stays_in_the_text() -> None:
    picture = Image.fromarray(body_page(top=700))
    ImageDraw.Draw(picture).rectangle([180, 400, 360, 465], outline=RED, width=3)
    scanned = np.array(picture)
    write(scanned, 215, 412, "MẬT", 36, RED)
    page = clean(scanned, DPI)
    marks = coloured_marks(page)
    assert len(marks.words) == 1
    read = with_red_print(page.grey, page, marks)
    assert (page.grey[410:460, 190:350] > 150).all()
    assert (read[410:460, 190:350] < 110).any()
    assert (read[405:460, 176:184] > 150).all()  # the frame is left out


def test_pen_strokes_leave_the_print_under_them() -> None:
    scanned = body_page(top=700)
    picture = Image.fromarray(scanned)
    stroke = [(200, 1010), (300, 940), (360, 1040), (430, 930), (520, 1000)]
    ImageDraw.Draw(picture).line(stroke, fill=BLUE, width=6)
    scanned = np.array(picture)
    write(scanned, 220, 960, "Nguyễn Văn An", 36)
    page = clean(scanned, DPI)
    marks = coloured_marks(page)
    assert len(marks.strokes) == 1
    bare = without_pen(page.grey, page, marks)
    assert (bare < 110).sum() < 0.9 * (page.grey < 110).sum()
    assert (bare[960:1000, 220:440] < 80).any()


def test_a_round_sign_smaller_than_a_seal_is_none() -> None:
    picture = Image.fromarray(PAGE)
    draw = ImageDraw.Draw(picture)
    for inset in (0, 6):
        draw.ellipse([700 + inset, 1000 + inset, 810 - inset, 1110 - inset], outline=(60, 60, 60), width=4)
    page = clean(luminance(np.array(picture)), DPI)
    assert grey_seal(page.grey, page.dpi, Box(3.5, 6.0, 8.2, 9.0)) is None
