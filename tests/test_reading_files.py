"""What a file is, told by its content; every fault has its own error and a word on what to do."""

from __future__ import annotations

import hashlib
import io
import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
import numpy
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from papers import paper
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption

from vndocx import errors
from vndocx.reading import reader
from vndocx.reading.files import Kind, open_file
from vndocx.settings import Settings

SETTINGS = Settings()


def noise(width: int = 300, height: int = 200) -> Image.Image:
    return Image.fromarray(numpy.random.default_rng(3).integers(0, 255, (height, width, 3), dtype=numpy.uint8))


def picture(path: Path, form: str, **options: object) -> Path:
    noise().save(path, form, **options)
    return path


def word(path: Path, text: str = "Kính gửi: Sở Nội vụ tỉnh An Thịnh") -> Path:
    document = docx.Document()
    document.add_paragraph(text)
    document.save(str(path))
    return path


def half(path: Path) -> Path:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return path


@pytest.mark.parametrize(
    ("kind", "make"),
    [
        (Kind.PDF, lambda path: paper(path)),
        (Kind.PNG, lambda path: picture(path, "PNG")),
        (Kind.JPEG, lambda path: picture(path, "JPEG")),
        (Kind.TIFF, lambda path: picture(path, "TIFF")),
        (Kind.WEBP, lambda path: picture(path, "WEBP")),
        (Kind.DOCX, word),
    ],
    ids=lambda value: value.name if isinstance(value, Kind) else "",
)
def test_kind_is_told_by_content(tmp_path: Path, kind: Kind, make: Callable[[Path], Path]) -> None:
    opened = open_file(make(tmp_path / "paper.bin"), SETTINGS)
    assert opened.kind is kind
    assert [notice.code for notice in opened.notices] == ["wrong_suffix"]
    right = open_file(make(tmp_path / f"paper{kind.suffixes[0]}"), SETTINGS)
    assert right.notices == ()


def test_source_names_the_file_and_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "công văn.txt"
    path.write_text("Kính gửi: Sở Nội vụ", encoding="utf-8")
    source = open_file(path, SETTINGS).source
    assert (source.name, source.bytes, source.media_type) == ("công văn.txt", 28, "text/plain")
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def no_pages(path: Path) -> Path:
    pypdfium2.PdfDocument.new().save(str(path))
    return path


def bomb(path: Path) -> Path:
    """A PNG whose head promises 30,000 by 30,000 pixels."""
    head = b"IHDR" + struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    data = b"IDAT" + zlib.compress(bytes(1000))
    chunks = (
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in (head, data)
    )
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))
    return path


def with_part(path: Path, change: Callable[[bytes], bytes]) -> Path:
    source = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Kính gửi: Sở Nội vụ")
    document.save(source)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            content = old.read(item)
            new.writestr(item, change(content) if item.filename == "word/document.xml" else content)
    return path


def written(content: bytes) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return make


FAULTS: list[tuple[str, Callable[[Path], Path], type[errors.VndocxError], str]] = [
    ("empty.pdf", written(b""), errors.EmptyFile, "no bytes"),
    ("nothing.txt", lambda path: path, errors.FileUnreadable, "No such file"),
    ("blank.txt", written(b" \n\t\n"), errors.BlankDocument, "no text"),
    ("half.pdf", lambda path: half(paper(path)), errors.DamagedFile, "cut short"),
    ("zeros.pdf", written(b"%PDF-1.4\n" + bytes(900) + b"%%EOF"), errors.DamagedFile, "structure"),
    ("half.jpg", lambda path: half(picture(path, "JPEG")), errors.DamagedFile, "cut short"),
    ("half.png", lambda path: half(picture(path, "PNG")), errors.DamagedFile, "cut short"),
    ("half.tif", lambda path: half(picture(path, "TIFF")), errors.DamagedFile, "half.tif"),
    ("half.docx", lambda path: half(word(path)), errors.DamagedFile, "cut short"),
    ("locked.pdf", lambda path: paper(path, encrypt="khoá"), errors.EncryptedFile, "password"),
    ("none.pdf", no_pages, errors.NoPages, "without pages"),
    ("dot.png", lambda path: (Image.new("L", (1, 1)).save(path), path)[1], errors.ImageTooSmall, "1 x 1"),
    ("bomb.png", bomb, errors.TooLarge, "30,000 x 30,000"),
    (
        "bomb.docx",
        lambda path: with_part(path, lambda xml: xml.replace(b"</w:body>", b"<w:p/>" * 4_000_000 + b"</w:body>")),
        errors.TooLarge,
        "unpacks",
    ),
    (
        "entities.docx",
        lambda path: with_part(path, lambda xml: xml.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "aa">]>', 1)),
        errors.DamagedFile,
        "entities",
    ),
    ("drawing.png", written(b"GIF89a" + bytes(50)), errors.UnsupportedType, "GIF"),
    ("old.docx", written(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), errors.UnsupportedType, "old Office"),
    (
        "locked.docx",
        written(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")),
        errors.EncryptedFile,
        "password",
    ),
    ("page.txt", written(b"<!DOCTYPE html><p>Xin"), errors.UnsupportedType, "HTML"),
    ("noise.txt", written(bytes(range(256)) * 9), errors.UnsupportedType, "binary"),
    (
        "english.txt",
        written(b"The committee shall report to the council by the end of the month, in full and in writing."),
        errors.NotVietnamese,
        "not Vietnamese",
    ),
    (
        "french.txt",
        written("Le comité a décidé de présenter à l'assemblée générale un rapport écrit avant la fin.".encode()),
        errors.NotVietnamese,
        "not Vietnamese",
    ),
]


@pytest.mark.parametrize(("name", "make", "error", "words"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_each_fault_has_its_error(
    tmp_path: Path, name: str, make: Callable[[Path], Path], error: type[errors.VndocxError], words: str
) -> None:
    path = make(tmp_path / name)
    with pytest.raises(errors.VndocxError) as raised:
        reader(SETTINGS)(path)
    assert type(raised.value) is error
    assert words in raised.value.message
    assert raised.value.hint
    assert str(tmp_path) not in raised.value.message


def test_an_archive_that_is_no_word_file(tmp_path: Path) -> None:
    path = tmp_path / "tables.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(errors.UnsupportedType, match="Excel"):
        open_file(path, SETTINGS)


def test_a_folder_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    with pytest.raises(errors.FileUnreadable, match="folder"):
        open_file(tmp_path, SETTINGS)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(errors.FileUnreadable, match="regular"):
        open_file(tmp_path / "pipe", SETTINGS)


def test_limits_of_the_settings_hold(tmp_path: Path) -> None:
    path = paper(tmp_path / "a.pdf", pages=3)
    with pytest.raises(errors.TooLarge, match="bytes"):
        reader(Settings(max_bytes=100))(path)
    with pytest.raises(errors.TooLarge, match="3 pages; the limit is 2"):
        reader(Settings(max_pages=2))(path)
    small = picture(tmp_path / "a.png", "PNG")
    with pytest.raises(errors.TooLarge, match="300 x 200 pixels"):
        reader(Settings(max_pixels=59_999))(small)


def test_an_owner_password_does_not_keep_readers_out(tmp_path: Path) -> None:
    path = paper(tmp_path / "a.pdf", encrypt=StandardEncryption("", ownerPassword="x"))
    assert reader(SETTINGS)(path).pages[0].lines


def test_rubbish_behind_the_end_of_a_pdf_is_no_damage(tmp_path: Path) -> None:
    path = paper(tmp_path / "a.pdf")
    path.write_bytes(path.read_bytes() + b"\r\n<!-- sent by a portal -->" * 200)
    assert reader(SETTINGS)(path).pages[0].lines


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=some.binary(max_size=400))
def test_any_bytes_as_text_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any.txt"
    path.write_bytes(content)
    try:
        scan = reader(SETTINGS)(path)
    except errors.InputError:
        return
    assert scan.pages


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=some.binary(max_size=300), start=some.sampled_from([b"%PDF-1.4\n", b"\xff\xd8\xff", b"II*\0", b"PK\3\4"])
)
def test_any_bytes_behind_a_true_start_are_refused(tmp_path: Path, content: bytes, start: bytes) -> None:
    path = tmp_path / "any.bin"
    path.write_bytes(start + content)
    with pytest.raises(errors.InputError):
        reader(SETTINGS)(path)
