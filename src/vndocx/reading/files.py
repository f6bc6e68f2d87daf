"""What is this file? By content, not by suffix."""

from __future__ import annotations

import hashlib
import re
import stat
import zipfile
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from vndocx.errors import DamagedFile, EmptyFile, EncryptedFile, FileUnreadable, TooLarge, UnsupportedType
from vndocx.model.scan import Notice, Source
from vndocx.settings import Settings

__all__ = ["Kind", "OpenedFile", "open_file"]


class Kind(Enum):
    """A kind of file that vndocx reads: its media type and the suffixes it goes by."""

    PDF = ("application/pdf", ".pdf")
    PNG = ("image/png", ".png")
    JPEG = ("image/jpeg", ".jpg .jpeg .jpe .jfif")
    TIFF = ("image/tiff", ".tif .tiff")
    WEBP = ("image/webp", ".webp")
    DOCX = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx .docm .dotx")
    TEXT = ("text/plain", ".txt .text .md .markdown")

    @property
    def media_type(self) -> str:
        return self.value[0]

    @property
    def suffixes(self) -> tuple[str, ...]:
        return tuple(self.value[1].split())


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file that can be read: where it is, what it is, and what is odd about it."""

    path: Path
    kind: Kind
    source: Source
    notices: tuple[Notice, ...]


# The first bytes of kinds that are read.
_STARTS: tuple[tuple[bytes, Kind], ...] = (
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"II*\x00", Kind.TIFF),
    (b"MM\x00*", Kind.TIFF),
    (b"II+\x00", Kind.TIFF),
    (b"MM\x00+", Kind.TIFF),
)
# The first bytes of kinds that are not, and what to call them.
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "an RTF text"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x00\x00\x00\x0cjP  ", "a JPEG 2000 picture"),
    (b"%!PS", "a PostScript file"),
    (b"AT&TFORM", "a DjVu file"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a program"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a sound recording"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"SQLite format 3", "a database"),
)
_OFFICE_PARTS = (("xl/", "an Excel workbook"), ("ppt/", "a PowerPoint file"), ("mimetype", "an OpenDocument file"))
_HEAD = 4096
_SPACING = b"\t\n\r\f\v\x1a"
_CAPITAL_CODES = b"\x02\x03\x04\x05\x06\x10\x11\x12\x13\x14\x15\x19\x1c\x1d\x1e"


def open_file(path: Path, settings: Settings) -> OpenedFile:
    """The file's kind and identity, its bytes hashed piece by piece; raises InputError when it cannot be used."""
    try:
        facts = path.stat()
        if stat.S_ISDIR(facts.st_mode):
            raise FileUnreadable(f"{path.name} is a folder, not a file", "Give folders together with -o OUT.")
        if not stat.S_ISREG(facts.st_mode):
            raise FileUnreadable(f"{path.name} is not a regular file")
        if facts.st_size == 0:
            raise EmptyFile(f"{path.name} is empty: it holds no bytes")
        if facts.st_size > settings.max_bytes:
            raise TooLarge(f"{path.name} has {facts.st_size:,} bytes; the limit is {settings.max_bytes:,}")
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
            digest = hashlib.sha256(head)
            size = len(head)
            while piece := stream.read(1 << 20):
                digest.update(piece)
                size += len(piece)
    except OSError as error:
        raise FileUnreadable(f"{path.name}: {error.strerror or error}") from error
    kind = _kind(path, head)
    if kind is Kind.PDF:
        _check_end_of_pdf(path)
    media_type = kind.media_type
    if kind is Kind.TEXT and path.suffix.lower() in (".md", ".markdown"):
        media_type = "text/markdown"
    notices: tuple[Notice, ...] = ()
    if path.suffix and path.suffix.lower() not in kind.suffixes:
        notices = (
            Notice("wrong_suffix", f"Nội dung của tệp {path.name} là {media_type}, không đúng với đuôi tên tệp."),
        )
    return OpenedFile(path, kind, Source(path.name, digest.hexdigest(), size, media_type, 1), notices)


def _kind(path: Path, head: bytes) -> Kind:
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head.startswith(b"PK\x03\x04"):
        return _zip_kind(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise _ole_error(path)
    if head[4:8] == b"ftyp":
        raise _unsupported(path, "a HEIC picture" if head[8:11] in (b"hei", b"mif", b"avi") else "a video")
    for start, name in _FOREIGN:
        if head.startswith(start) and (start != b"BM" or head[6:10] == b"\0\0\0\0"):
            raise _unsupported(path, name)
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|\?xml)", head, re.IGNORECASE):
        raise _unsupported(path, "an HTML or XML file")
    if _is_text(head):
        return Kind.TEXT
    raise _unsupported(path, "a binary file of a kind unknown to vndocx")


def _is_text(head: bytes) -> bool:
    """Whether the bytes can be text, old one-byte encodings and UTF-16 included."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    zeros = head.count(0)
    if zeros:
        # UTF-16 without its mark: every second byte is zero for much of Latin text.
        odd, even = head[1::2].count(0), head[::2].count(0)
        return max(odd, even) > 0.3 * (len(head) / 2) and min(odd, even) < 0.05 * len(head)
    # VISCII and VPS write capitals with a few control codes.
    strange = sum(byte < 0x20 and byte not in _SPACING and byte not in _CAPITAL_CODES for byte in head)
    control = sum(byte < 0x20 and byte not in _SPACING for byte in head)
    return strange == 0 and control <= 0.1 * len(head)


def _zip_kind(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
        raise DamagedFile(f"{path.name} looks like a DOCX or ZIP file that is cut short or torn") from error
    if any(name.startswith("word/document") for name in names):
        return Kind.DOCX
    for part, name in _OFFICE_PARTS:
        if any(entry.startswith(part) for entry in names):
            raise _unsupported(path, name)
    raise _unsupported(path, "a ZIP archive")


def _ole_error(path: Path) -> UnsupportedType | EncryptedFile:
    with path.open("rb") as stream:
        content = stream.read(1 << 20)
    if "EncryptedPackage".encode("utf-16-le") in content:
        return EncryptedFile(f"{path.name} is an Office file locked with a password")
    return _unsupported(path, "an old Office file (.doc, .xls)", "Save it as DOCX or PDF and give vndocx that copy.")


def _unsupported(path: Path, name: str, hint: str | None = None) -> UnsupportedType:
    return UnsupportedType(f"{path.name} looks like {name}, which vndocx does not read", hint)


def _check_end_of_pdf(path: Path) -> None:
    """Raise DamagedFile when the PDF ends in the middle of its objects: pages may be gone."""
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - 2048))
        tail = stream.read()
        if b"%%EOF" in tail or b"startxref" in tail:
            return
        stream.seek(0)
        content = stream.read()
    end = content.rfind(b"%%EOF")
    if end < 0 or re.search(rb"\d obj\b", content[end:]):
        raise DamagedFile(f"{path.name} is a PDF that is cut short: its end is missing")
