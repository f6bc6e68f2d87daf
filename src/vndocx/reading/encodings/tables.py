"""The code tables of TCVN3, VNI, VISCII and VPS.

Each byte table is written as the Vietnamese letters in the order of ``LETTERS`` and the byte of each. VNI sets a
mark of its own behind a base letter, so it is a table of pairs.
"""

from __future__ import annotations

__all__ = ["BYTES_1252", "TCVN3", "VISCII", "VNI", "VPS", "byte_of"]

_LOWER = (
    "á à ả ã ạ ă ắ ằ ẳ ẵ ặ â ấ ầ ẩ ẫ ậ đ é è ẻ ẽ ẹ ê ế ề ể ễ ệ í ì ỉ ĩ ị "
    "ó ò ỏ õ ọ ô ố ồ ổ ỗ ộ ơ ớ ờ ở ỡ ợ ú ù ủ ũ ụ ư ứ ừ ử ữ ự ý ỳ ỷ ỹ ỵ"
)
_LETTERS = tuple(_LOWER.split())
_CAPITALS = tuple(letter.upper() for letter in _LETTERS)


def _table(letters: tuple[str, ...], codes: str) -> dict[int, str]:
    values = [int(code, 16) for code in codes.split()]
    return dict(zip(values, letters, strict=True))


# TCVN 5712:1993, third code page (VN3, "ABC"): capitals with a tone have no code, a font such as .VnTimeH draws
# the small letter as a capital.
TCVN3 = _table(
    _LETTERS,
    "b8 b5 b6 b7 b9 a8 be bb bc bd c6 a9 ca c7 c8 c9 cb ae d0 cc ce cf d1 aa d5 d2 d3 d4 d6 dd d7 d8 dc de "
    "e3 df e1 e2 e4 ab e8 e5 e6 e7 e9 ac ed ea eb ec ee f3 ef f1 f2 f4 ad f8 f5 f6 f7 f9 fd fa fb fc fe",
) | _table(("Ă", "Â", "Đ", "Ê", "Ô", "Ơ", "Ư"), "a1 a2 a7 a3 a4 a5 a6")

# RFC 1456.
VISCII = _table(
    _LETTERS,
    "e1 e0 e4 e3 d5 e5 a1 a2 c6 c7 a3 e2 a4 a5 a6 e7 a7 f0 e9 e8 eb a8 a9 ea aa ab ac ad ae ed ec ef ee b8 "
    "f3 f2 f6 f5 f7 f4 af b0 b1 b2 b5 bd be b6 b7 de fe fa f9 fc fb f8 df d1 d7 d8 e6 f1 fd cf d6 db dc",
) | _table(
    _CAPITALS,
    "c1 c0 c4 c3 80 c5 81 82 02 05 83 c2 84 85 86 06 87 d0 c9 c8 cb 88 89 ca 8a 8b 8c 8d 8e cd cc 9b ce 98 "
    "d3 d2 99 a0 9a d4 8f 90 91 92 93 b4 95 96 97 b3 94 da d9 9c 9d 9e bf ba bb bc ff b9 dd 9f 14 19 1e",
)

# The code page of the VPS fonts (Vietnamese Professionals Society).
VPS = _table(
    _LETTERS,
    "e1 e0 e4 e3 e5 e6 a1 a2 a3 a4 a5 e2 c3 c0 c4 c5 c6 c7 e9 e8 c8 eb cb ea 89 8a 8b cd 8c ed ec cc ef ce "
    "f3 f2 d5 f5 86 f4 d3 d2 b0 87 b6 d6 a7 a9 aa ab ae fa f9 fb db f8 dc d9 d8 ba bb bf 9a ff 9b cf 9c",
) | _table(
    _CAPITALS,
    "c1 80 81 82 02 88 8d 8e 8f f0 04 c2 83 84 85 1c 03 f1 c9 d7 de fe 05 ca 90 93 94 95 06 b4 b5 b7 b8 10 "
    "b9 bc bd be 11 d4 96 97 98 99 12 f7 9d 9e 9f a6 13 da a8 d1 ac 14 d0 ad af b1 1d 15 dd b2 fd b3 19",
)

# VNI for Windows: the tone or roof stands behind its letter; đ, ơ, ư and most forms of i and y are single letters.
_VNI_MARKS = {
    "ù": {"a": "á", "e": "é", "o": "ó", "u": "ú", "y": "ý", "ô": "ớ", "ö": "ứ"},
    "ø": {"a": "à", "e": "è", "o": "ò", "u": "ù", "y": "ỳ", "ô": "ờ", "ö": "ừ"},
    "û": {"a": "ả", "e": "ẻ", "o": "ỏ", "u": "ủ", "y": "ỷ", "ô": "ở", "ö": "ử"},
    "õ": {"a": "ã", "e": "ẽ", "o": "õ", "u": "ũ", "y": "ỹ", "ô": "ỡ", "ö": "ữ"},
    "ï": {"a": "ạ", "e": "ẹ", "o": "ọ", "u": "ụ", "ô": "ợ", "ö": "ự"},
    "â": {"a": "â", "e": "ê", "o": "ô"},
    "á": {"a": "ấ", "e": "ế", "o": "ố"},
    "à": {"a": "ầ", "e": "ề", "o": "ồ"},
    "å": {"a": "ẩ", "e": "ể", "o": "ổ"},
    "ã": {"a": "ẫ", "e": "ễ", "o": "ỗ"},
    "ä": {"a": "ậ", "e": "ệ", "o": "ộ"},
    "ê": {"a": "ă"},
    "é": {"a": "ắ"},
    "è": {"a": "ằ"},
    "ú": {"a": "ẳ"},
    "ü": {"a": "ẵ"},
    "ë": {"a": "ặ"},
}
_VNI_SINGLE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_RARE = {"iù": "í", "iø": "ì", "yï": "ỵ"}


def _vni() -> dict[str, str]:
    table = _VNI_RARE | {code.upper(): letter.upper() for code, letter in _VNI_RARE.items()}
    table |= _VNI_SINGLE | {code.upper(): letter.upper() for code, letter in _VNI_SINGLE.items()}
    for mark, letters in _VNI_MARKS.items():
        for base, letter in letters.items():
            table[base + mark] = letter
            table[base + mark.upper()] = letter
            table[base.upper() + mark] = letter.upper()
            table[base.upper() + mark.upper()] = letter.upper()
    return table


VNI = _vni()

# What a text layer shows for each byte: Windows-1252, with Latin-1 where that has no letter.
BYTES_1252 = {
    **{bytes([code]).decode("cp1252", "replace"): code for code in range(0x80, 0xA0)},
    **{chr(code): code for code in range(0x100) if not 0x20 <= code < 0x7F},
    **{chr(0xF000 + code): code for code in range(0x20, 0x100)},
    # Other characters by which PDF writers name the same glyphs: mu, minus, bullet operator, macron, soft hyphen.
    "\u03bc": 0xB5,
    "\u2212": 0xAD,
    "\u2219": 0xB7,
    "\u02c9": 0xAF,
}
BYTES_1252.pop("\ufffd", None)


def byte_of(character: str) -> int | None:
    """The byte that a one-byte font code shows as ``character``; None for a character that no such font shows."""
    if " " <= character <= "~":
        return ord(character)
    return BYTES_1252.get(character)
