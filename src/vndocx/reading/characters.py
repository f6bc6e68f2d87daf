"""Characters as written → the characters meant: NFC, đ as đ, no look-alikes of other scripts, no layout characters."""

from __future__ import annotations

import re

from vndocx.text import nfc

__all__ = ["clean"]

# Never seen on paper: soft hyphen, zero-width characters, direction marks, byte order mark; and variants of đ and ư.
_PLAIN = str.maketrans(
    {
        "\u00ad": None, "\u200b": None, "\u200c": None, "\u200d": None, "\u200e": None, "\u200f": None,
        "\u2060": None, "\ufeff": None, "\u0000": None,
        "Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ", "Ƣ": "Ư", "ƣ": "ư",
        "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl",
        # List marks set in symbol fonts (Symbol, Wingdings), as word processors write them.
        "\uf02d": "-", "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf076": "❖", "\uf02b": "+",
        "\uf06f": "□", "\uf0a8": "□", "\uf02a": "*", "\uf0e0": "→", "\uf0de": "⇒",
    }
)  # fmt: skip

# Nor are control characters, which PDF writers leave for hyphens and padding; line and page breaks are not among them.
_PLAIN |= {code: None for code in (*range(0x20), 0x7F) if chr(code) not in "\t\n\v\f\r"}

_CYRILLIC_AND_GREEK = str.maketrans(
    "АВСЕНІЈКМОРЅТХУаеіјорсуѕхАΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανυι",
    "ABCEHIJKMOPSTXYaeijopcysxAABEZHIKMNOPTYXoavui",
)
_LOOK_ALIKE = re.compile(r"[\u0370-\u03ff\u0400-\u04ff]")
_MIXED_WORD = re.compile(r"[^\W\d_]*[A-Za-z\u00c0-\u01b0\u1ea0-\u1ef9][^\W\d_]*")


def clean(text: str) -> str:
    """``text`` in NFC with the characters that a Vietnamese paper means.

    A Cyrillic or Greek letter is replaced only inside a word that holds Latin letters, so "α" alone stays.
    """
    if text.isascii() and text.isprintable():
        return text
    plain = nfc(text.translate(_PLAIN))
    if _LOOK_ALIKE.search(plain):
        plain = nfc(_MIXED_WORD.sub(lambda word: word[0].translate(_CYRILLIC_AND_GREEK), plain))
    return plain
