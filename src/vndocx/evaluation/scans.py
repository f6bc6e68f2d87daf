"""Scans whose true text is known: which files they are, their pages as pictures, the truth of each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vndocx.adapters.image import Picture, enlarged
from vndocx.adapters.pdf import PdfFile, PdfPage
from vndocx.adapters.pictures import PictureFile

__all__ = ["TrueScan", "pictures", "true_scans"]

_SUFFIXES = {".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp"}
_PLAIN_DPI = 300.0


@dataclass(frozen=True, slots=True)
class TrueScan:
    """A file with the true text of all its pages, or of the one page ``only`` (1-based).

    ``text`` is in reading order, ``lines`` the printed lines where they are known. ``kind`` names its set.
    """

    path: Path
    kind: str
    text: str
    lines: str
    only: int | None = None


def true_scans(folder: Path) -> Iterator[TrueScan]:
    """The files below ``folder`` that have their truth beside them, or in a folder "gold" beside theirs.

    Beside NAME.LEVEL.pdf or NAME.pdf stand NAME.truth.txt (a paragraph a line), NAME.pageN.txt for one page, or
    NAME.layer.txt for a born-digital PDF that is to be rasterised; NAME.lines.json may give the printed lines.
    """
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in _SUFFIXES or re.search(r"\.p\d\d\.|\.digital\.", path.name):
            continue
        stem, name = path.name[: -len(path.suffix)], path.name.split(".")[0]
        kind = stem.split(".")[1] if "." in stem else path.parent.name
        layer = path.with_name(f"{stem}.layer.txt")
        places = (path.parent, path.parent.parent / "gold")
        beside = (place / f"{key}.truth.txt" for place in places for key in (stem, name))
        truth = next((one for one in beside if one.exists()), None)
        if layer.exists():
            text = layer.read_text(encoding="utf-8")
            yield TrueScan(path, "rasterised", text, text)
        elif truth is not None:
            text = truth.read_text(encoding="utf-8")
            yield TrueScan(path, kind, text, _printed(path.with_name(f"{name}.lines.json")) or text)
        for page in sorted(path.parent.glob(f"{stem}.page*.txt")):
            number = re.fullmatch(r".*\.page(\d+)\.txt", page.name)
            if number is not None:
                text = page.read_text(encoding="utf-8")
                yield TrueScan(path, kind, text, text, int(number.group(1)))


def _printed(path: Path) -> str:
    """The printed lines of all pages without page numbers; "" when they are not given."""
    if not path.exists():
        return ""
    pages = json.loads(path.read_text(encoding="utf-8"))["pages"]
    return "\n".join(line["text"] for page in pages for line in page if line["block"] != "page_number")


def pictures(scan: TrueScan) -> Iterator[tuple[int, Picture, float | None, Picture]]:
    """Each page of the scan: its number, its picture, its resolution, and the picture at 300 dots per inch."""
    if scan.path.suffix.lower() == ".pdf":
        with PdfFile(scan.path) as file:
            for number in range(1, file.pages + 1):
                if scan.only in (None, number):
                    dpi = _native(file.page(number))
                    yield number, file.picture(number, dpi), dpi, file.picture(number, _PLAIN_DPI)
        return
    with PictureFile(scan.path, 200_000_000) as images:
        for number in range(1, images.pages + 1):
            if scan.only in (None, number):
                picture, given = images.page(number)
                native = given or max(picture.shape[:2]) / 11.69
                factor = _PLAIN_DPI / native
                yield number, picture, given, enlarged(picture, factor) if factor > 1.05 else picture


def _native(page: PdfPage) -> float:
    """The resolution of the page's largest picture within 150 and 300, below that 200; 200 without a picture."""
    found = [
        picture.width_px / picture.box.width * 72 for picture in page.pictures if picture.box.width > page.width / 2
    ]
    return min(max(found), 300.0) if found and max(found) >= 145 else 200.0
