"""Bytes of a text file → characters: UTF-8, UTF-16, Windows-1258 or one of the encodings from before Unicode."""

from __future__ import annotations

from collections import Counter

from vndocx.errors import UnsupportedType
from vndocx.model.scan import Notice
from vndocx.reading.encodings import Encoding, decoded, detect
from vndocx.reading.syllables import profile
from vndocx.text import nfc

__all__ = ["decode_text"]

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode_text(name: str, content: bytes) -> tuple[str, tuple[Notice, ...]]:
    """The characters of a text file and a notice where it is not plain UTF-8 or UTF-16.

    Raises UnsupportedType when no encoding of Vietnamese fits.
    """
    text = _unicode(name, content)
    if text is not None:
        return _mended(text)
    return _one_byte(name, content)


def _unicode(name: str, content: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                if encoding == "utf-16":
                    return content[: len(content) // 2 * 2].decode(encoding, "replace")
    zeros = max(content[1::2].count(0), content[::2].count(0))
    if zeros > 0.3 * (len(content) // 2):
        encoding = "utf-16-le" if content[1::2].count(0) == zeros else "utf-16-be"
        return content[: len(content) // 2 * 2].decode(encoding, "replace")
    if zeros:
        raise UnsupportedType(f"{name} looks like a binary file, which vndocx does not read")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _mended(text: str) -> tuple[str, tuple[Notice, ...]]:
    """Unicode that still hides old text: TCVN3 and the like saved as UTF-8, or UTF-8 taken for Windows-1252."""
    text = nfc(text)
    if text.isascii():
        return text, ()
    twice = _taken_for_latin(text)
    if twice is not None:
        return twice, (_notice("UTF-8 saved twice"),)
    found = detect([text])
    if found is not None:
        return decoded(text, found), (_notice(found.value),)
    # A paper retyped in part: old text in single lines.
    lines = text.split("\n")
    if not any(ord(character) in range(0x80, 0x100) for character in text):
        return text, ()
    first = Counter(found for line in lines if (found := detect([line])) is not None)
    if not first:
        return text, ()
    usual = first.most_common(1)[0][0]
    found_in = [detect([line], expected=usual) for line in lines]
    made = [decoded(line, found) if found is not None else line for line, found in zip(lines, found_in, strict=True)]
    return "\n".join(made), (_notice(f"{usual.value}, in {sum(found is not None for found in found_in)} lines"),)


def _taken_for_latin(text: str) -> str | None:
    if not any(pair in text for pair in ("áº", "á»", "Ã", "Ä‘", "Æ°")):
        return None
    codes = bytearray()
    for character in text:
        try:
            codes += character.encode("cp1252")
        except UnicodeEncodeError:
            if ord(character) > 0xFF:
                return None
            codes.append(ord(character))
    try:
        made = codes.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return made if profile(nfc(made)).marked > profile(nfc(text)).marked else None


def _one_byte(name: str, content: bytes) -> tuple[str, tuple[Notice, ...]]:
    """Text that is no Unicode: whichever one-byte encoding makes most of it Vietnamese."""
    # A Unicode file with a few torn bytes is still Unicode.
    torn = content.decode("utf-8", "replace")
    losses = torn.count("\ufffd")
    whole = sum(ord(character) > 0x7F for character in torn) - losses
    if whole > 10 * losses:
        return torn, (Notice("text_bytes_damaged", f"{losses} ký tự trong tệp {name} không giải mã được (�)."),)
    candidates: list[tuple[float, int, str, str]] = []
    windows = nfc(content.decode("cp1258", "replace"))
    candidates.append((profile(windows).syllable_share, profile(windows).marked, "Windows-1258", windows))
    latin = content.decode("latin-1")
    for encoding in Encoding:
        text = decoded(latin, encoding)
        found = profile(text)
        candidates.append((found.syllable_share, found.marked, encoding.value, text))
    share, marked, encoding_name, text = max(candidates, key=lambda one: (round(one[0], 2), one[1]))
    if share < 0.7 or marked == 0:
        plain = content.decode("cp1252", "replace")
        if profile(plain).words and "\0" not in plain:
            # Readable, and in no encoding of Vietnamese: the check of the language will say so.
            return plain, ()
        raise UnsupportedType(f"{name} is text in no encoding of Vietnamese that vndocx knows")
    return text, (_notice(encoding_name),)


def _notice(encoding: str) -> Notice:
    return Notice("text_converted", f"Văn bản được chuyển sang Unicode từ bảng mã: {encoding}.")
