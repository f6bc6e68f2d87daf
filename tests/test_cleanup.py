"""Clean-up of page pictures: the sheet, its light, its edges, which way it lies."""

from __future__ import annotations

import numpy as np
import pytest
from printed import BODY, DPI, blank, body_page, write

from vndocx.adapters.image import Picture, blurred, straightened, turned, warped
from vndocx.reading.cleanup import Step, clean, print_on, resolution

FULL = body_page(BODY * 6, top=200)


def share_of_paper(grey: Picture) -> float:
    return float(np.mean(grey > 235))


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_pages_are_turned_upright(quarters: int) -> None:
    page = clean(turned(FULL, quarters), DPI)
    assert page.rotation == -90 * quarters % 360
    assert page.grey.shape[0] / page.dpi == pytest.approx(FULL.shape[0] / DPI, abs=0.02)


@pytest.mark.parametrize("degrees", [-6.0, -3.1, -0.7, 0.0, 0.5, 2.4, 5.0])
def test_lines_are_levelled(degrees: float) -> None:
    page = clean(straightened(FULL, degrees), DPI)
    assert page.skew == pytest.approx(-degrees, abs=0.25)
    assert page.rotation == 0


def test_turned_and_crooked_at_once() -> None:
    page = clean(turned(straightened(FULL, 2.0), 3), DPI)
    assert page.rotation == 90
    assert page.skew == pytest.approx(-2.0, abs=0.25)


@pytest.mark.parametrize("quarters", [0, 2])
def test_a_last_page_whose_columns_fill_each_others_gaps_is_turned_upright(quarters: int) -> None:
    page = blank()
    recipients = ("Nơi nhận:", "- Thường trực Tỉnh ủy,", "- Các huyện ủy, thành ủy,", "- Đảng bộ trực thuộc,")
    for row, line in enumerate((*recipients, "- Văn phòng Tỉnh ủy,", "- Lưu Văn phòng.")):
        write(page, 150, 300 + 34 * row, line, 24)
    for row, line in enumerate(("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "", "", "Nguyễn Văn Hòa")):
        write(page, 700, 326 + 36 * row, line)
    assert clean(turned(page, quarters), DPI).rotation == 90 * quarters


def test_a_landscape_page_stays_landscape() -> None:
    page = blank(1754, 1240)
    for row in range(18):
        write(page, 200, 150 + 50 * row, "Phụ lục danh mục nhiệm vụ trọng tâm giao cho các sở, ban, ngành của tỉnh")
    assert clean(page, DPI).rotation == 0


def test_a_shadow_is_flattened() -> None:
    shade = np.linspace(0.35, 1.0, FULL.shape[1])[None, :, None]
    dark = (FULL * shade).astype(np.uint8)
    assert share_of_paper(clean(dark, DPI).grey) > 0.9
    assert share_of_paper(clean(dark, DPI, frozenset({Step.FLATTEN})).grey) < 0.5


def test_red_ink_becomes_paper_and_black_stays() -> None:
    page = body_page()
    write(page, 150, 900, "ĐÃ KÝ VÀ ĐÓNG DẤU", colour=(215, 40, 50))
    grey = clean(page, DPI).grey
    assert (grey[int(0.508 * len(grey)) : int(0.542 * len(grey))] > 150).all()
    assert (grey[int(0.171 * len(grey)) : int(0.194 * len(grey))] < 80).any()


def test_copier_edges_are_taken_off() -> None:
    page = FULL.copy()
    page[:, :25] = 0
    page[:18] = 0
    grey = clean(page, DPI).grey
    assert (grey[140:2100, :33] > 200).all()
    assert print_on(grey) == pytest.approx(print_on(clean(FULL, DPI).grey), rel=0.1)


def test_a_photographed_sheet_is_pulled_straight() -> None:
    table = np.full((2000, 1600, 3), 70, np.uint8)
    corners = np.array([[150, 120], [1480, 190], [1420, 1880], [110, 1820]], np.float32)
    rows, columns = np.mgrid[0:2000, 0:1600]
    places = np.stack([columns.ravel(), rows.ravel(), np.ones(rows.size)])
    x, y, w = _projection(corners, 1240, 1754) @ places
    u, v = np.rint(x / w).astype(int), np.rint(y / w).astype(int)
    inside = (u >= 0) & (u < 1240) & (v >= 0) & (v < 1754)
    table.reshape(-1, 3)[inside] = FULL[v[inside], u[inside]]
    page = clean(table, None)
    assert page.grey.shape[0] / page.grey.shape[1] == pytest.approx(1.3, abs=0.1)
    assert share_of_paper(page.grey) > 0.85


def _projection(corners: np.ndarray, width: int, height: int) -> np.ndarray:
    """The matrix that takes the four corners to a page of that size."""
    rows, right = [], []
    for (x, y), (u, v) in zip(corners, [(0, 0), (width, 0), (width, height), (0, height)], strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    return np.append(np.linalg.solve(np.array(rows, float), np.array(right, float)), 1).reshape(3, 3)


def test_a_scan_is_not_taken_for_a_photograph() -> None:
    page = clean(FULL, DPI)
    assert page.grey.shape[1] / page.dpi == pytest.approx(FULL.shape[1] / DPI, abs=0.02)


def test_warping_takes_the_corners_to_the_edges() -> None:
    page = np.zeros((100, 100), np.uint8)
    page[20:80, 30:70] = 255
    corners = np.array([[30, 20], [70, 20], [70, 80], [30, 80]], np.float32)
    assert (warped(page, corners, 40, 60)[2:-2, 2:-2] == 255).all()


@pytest.mark.parametrize(
    ("height", "given", "found"),
    [(3508, 300.0, 300.0), (3508, 0.0, 300.1), (3508, None, 300.1), (1754, 96_000.0, 150.0), (20_000, 72.0, 1710.9)],
)
def test_nonsense_resolution_is_worked_out_from_the_size(height: int, given: float | None, found: float) -> None:
    assert resolution(np.zeros((height, height // 2), np.uint8), given) == pytest.approx(found, abs=0.2)


def test_coarse_pages_are_enlarged_and_huge_ones_made_smaller() -> None:
    assert clean(FULL[::2, ::2], 75).dpi == 200
    soft = blurred(FULL, 1.2)
    assert clean(soft, DPI).dpi == 200
    assert clean(np.where(FULL > 128, 255, 0).astype(np.uint8), DPI).dpi == DPI  # a fax is not enlarged
    assert clean(np.repeat(np.repeat(FULL, 3, axis=0), 3, axis=1), 450).dpi == 300


def test_faded_print_is_made_black_and_grain_is_not() -> None:
    faded = (255 - (255 - FULL.astype(int)) * 0.35).astype(np.uint8)
    assert print_on(clean(faded, DPI).grey) == pytest.approx(print_on(clean(FULL, DPI).grey), rel=0.3)
    grain = np.random.default_rng(3).normal(235, 6, (1754, 1240)).clip(0, 255).astype(np.uint8)
    assert print_on(clean(grain, DPI).grey) == 0.0
