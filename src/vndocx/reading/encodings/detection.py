"""Which old encoding a text is in, if any: its decoding must turn non-words into Vietnamese words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from vndocx.reading.encodings.tables import TCVN3, VISCII, VNI, VPS, byte_of
from vndocx.reading.syllables import Profile, is_marked, is_syllable, profile
from vndocx.text import nfc

__all__ = ["Encoding", "decoded", "detect", "from_font"]


class Encoding(StrEnum):
    """An encoding of Vietnamese from before Unicode."""

    TCVN3 = "TCVN3"
    VNI = "VNI"
    VISCII = "VISCII"
    VPS = "VPS"


_BYTE_TABLES = {Encoding.TCVN3: TCVN3, Encoding.VISCII: VISCII, Encoding.VPS: VPS}

_FONT_NAMES = (
    (re.compile(r"(?:^|\+)\.?vn[a-z]", re.I), Encoding.TCVN3),  # .VnTime, .VnTimeH, .VnArial
    (re.compile(r"(?:^|\+)vni[- _]", re.I), Encoding.VNI),  # VNI-Times
    (re.compile(r"(?:^|\+)vps[- _]", re.I), Encoding.VPS),  # VPS Times
    (re.compile(r"viscii|(?:^|\+)vi (?:arial|times)", re.I), Encoding.VISCII),
)
_CAPITAL_FONT = re.compile(r"(?:^|\+)\.?vn[a-z]+h(?:$|[-, ])", re.I)  # .VnTimeH draws small letters as capitals


@lru_cache(maxsize=1024)
def from_font(font: str) -> Encoding | None:
    """The encoding for which a font of that name is made; None for others. A hint only: it may be mapped well."""
    return next((encoding for pattern, encoding in _FONT_NAMES if pattern.search(font)), None)


def decoded(text: str, encoding: Encoding, font: str = "") -> str:
    """``text`` read in ``encoding``, in NFC; characters that it has no letter for stay."""
    if encoding is Encoding.VNI:
        return nfc(_from_vni(text))
    table = _BYTE_TABLES[encoding]
    letters = "".join(table.get(code, character) for character, code in ((c, _code(c)) for c in text))
    if encoding is Encoding.TCVN3:
        letters = _HORN_DASH.sub(_with_horn, letters)
        letters = letters.upper() if _CAPITAL_FONT.search(font) else _LETTERS.sub(_in_capitals, letters)
    return nfc(letters)


_LETTERS = re.compile(r"[^\W\d_]+")


def _in_capitals(word: re.Match[str]) -> str:
    """A word typed in capitals whose toned letters are small because TCVN3 has no others: "CHÝNH" is "CHÍNH"."""
    plain = [character for character in word[0] if character.isascii()]
    if not plain or any(character.islower() for character in plain):
        return word[0]
    small_before = word[0].find(plain[-1]) > 0 and word[0][0].islower()
    return word[0].upper() if len(plain) > 1 or small_before else word[0]


def _code(character: str) -> int:
    code = byte_of(character)
    return -1 if code is None else code


def _from_vni(text: str) -> str:
    out: list[str] = []
    at = 0
    while at < len(text):
        pair = VNI.get(text[at : at + 2])
        if pair is not None:
            out.append(pair)
            at += 2
        else:
            out.append(VNI.get(text[at], text[at]))
            at += 1
    return "".join(out)


# The byte of TCVN3's ư is a hyphen in Windows-1252: PDF writers give "n-íc" for "nước", "t-" for "tư".
_HORN_DASH = re.compile(r"(?<![\w/-])[^\W\d_]{0,3}-[^\W\d_]{0,4}(?![\w/-])")


def _with_horn(found: re.Match[str]) -> str:
    raw = found[0]
    before, after = raw.split("-")
    joined = nfc(before + "ư" + after)
    whole = (not before or _stands(before)) and (not after or _stands(after))
    return raw if whole or not is_syllable(joined) else joined


def _stands(word: str) -> bool:
    return is_syllable(nfc(word)) or word.isupper()


_WORD = re.compile(r"\S+")
_TRIM = ".,;:!?\"'()[]/“”‘’…*-–"


def _cores(text: str) -> list[str]:
    return [core for word in _WORD.findall(text) if (core := word.strip(_TRIM))]


def _is_broken(core: str) -> bool:
    """Whether the word, as it stands, cannot be Vietnamese and is not plain English either."""
    return not core.isascii() and not (core.isalpha() and is_syllable(nfc(core)))


_UNITS = frozenset(["µm", "µg", "µl", "µs", "°C", "°F", "×", "º", "ª"])


def _is_mended(core: str, made: str) -> bool:
    """Whether the decoded word is Vietnamese with marks, joined ones such as "kinh tế-xã hội" included."""
    if core in _UNITS:
        return False
    parts = [part for part in re.split(r"[-/]", made) if part]
    return any(len(part) > 1 and is_marked(part) for part in parts) and all(map(is_syllable, parts)) and len(parts) <= 3


def detect(texts: Iterable[str], font: str = "", expected: Encoding | None = None) -> Encoding | None:
    """The old encoding of ``texts`` (all set in one font, or one line of unknown font); None for good text.

    A decoding is believed when it turns words that cannot be Vietnamese into words that are, nearly all of them.
    Two words must be mended, or one where the font's name, the encoding ``expected`` from the rest of the paper or
    a second marked word and no word without marks speak for it.
    """
    text = nfc(" ".join(texts))
    if text.isascii() or any(byte_of(character) is None and character.isalpha() for character in text):
        return None  # a letter that no old font shows, such as "ệ" or "đ": Unicode
    cores = _cores(text)
    broken = [core for core in cores if _is_broken(core)]
    if not broken:
        return None
    hinted = from_font(font) or expected
    lettered = [core for core in cores if any(map(str.isalpha, core))]
    sound = 1.0 - len(broken) / max(1, len(lettered))
    best: tuple[float, float, Encoding] | None = None
    for encoding in Encoding:
        mended = sum(_is_mended(core, decoded(core, encoding)) for core in broken)
        made = profile(decoded(text, encoding))
        plain = made.marked >= 2 and made.marked == made.words  # "Nghò quyeát soá": every word comes out right
        if mended < (1 if plain or hinted is encoding else 2):
            continue
        if not _convincing(made, hinted is encoding):
            continue
        score = made.syllable_share + 0.5 * made.common / made.words + (0.2 if hinted is encoding else 0.0)
        if best is None or score > best[0]:
            best = (score, made.syllable_share, encoding)
    return best[2] if best is not None and best[1] > sound + 0.15 else None


def _convincing(made: Profile, hinted: bool) -> bool:
    return made.syllable_share >= (0.6 if hinted else 0.8) and made.marked >= made.words * 0.3
