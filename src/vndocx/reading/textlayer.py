"""Can the text layer of a PDF page be trusted? Whether it is drawn or hidden, mapped, and Vietnamese."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from vndocx.adapters.pdf import Glyph, PdfPage
from vndocx.model.scan import Notice
from vndocx.reading.characters import clean
from vndocx.reading.encodings import Encoding, decoded, detect
from vndocx.reading.syllables import Profile, profile, share_bare

__all__ = ["Judgement", "Trust", "judge"]

_SCAN_SHARE = 0.55  # of the page covered by pictures: a scan, unless there is a page's worth of text upon it
_PAGE_OF_WORDS = 60  # more than a signature panel and a number stamped on a scan
_DRAWN_SYLLABLES = 0.55  # below this, drawn text is mapped wrongly
_FEW_SHAPES = 40  # a page without text but with more shapes than these may have its letters drawn as shapes
_FEW_WORDS = 12  # too few to judge a page's text by its statistics


class Trust(Enum):
    """How the words of a page are to be got."""

    TEXT = "text"
    PICTURE = "picture"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Judgement:
    """How to read a page, which fonts are set in an old encoding, and why its text is not taken."""

    trust: Trust
    encodings: dict[str, Encoding]
    notices: tuple[Notice, ...] = ()

    def decode(self, text: str, font: str) -> str:
        """The meaning of ``text`` set in ``font``."""
        encoding = self.encodings.get(font)
        return decoded(text, encoding, font) if encoding is not None else text


def judge(page: PdfPage) -> Judgement:
    """Which way page ``page`` is to be read."""
    printed = [glyph for glyph in page.glyphs if not glyph.text.isspace()]
    if not printed:
        return Judgement(Trust.PICTURE if page.pictures or page.shapes > _FEW_SHAPES else Trust.EMPTY, {})
    encodings = _encodings(page.glyphs)
    judgement = Judgement(Trust.TEXT, encodings)
    text = clean(_text(page.glyphs, judgement))
    found = profile(text)
    unmapped = sum(not glyph.mapped or "\ue000" <= glyph.text <= "\uf8ff" for glyph in printed) / len(printed)
    hidden = sum(glyph.hidden for glyph in printed) / len(printed)
    reason = _distrust(page, found, unmapped, hidden)
    if reason is None and _is_garbled(text, found):
        reason = "its text layer holds words of no language: its characters are mapped wrongly"
    if reason is None:
        return judgement
    notice = Notice("text_layer_rejected", f"page {page.number}: {reason}; the page was read by OCR", page.number)
    return Judgement(Trust.PICTURE, {}, (notice,))


def _distrust(page: PdfPage, found: Profile, unmapped: float, hidden: float) -> str | None:
    """Why the text is not to be taken; None where it is.

    Hidden text is what another program recognised. Its words cannot vouch for it: layers in which 8 to 13 % of the
    words were wrong held 98 to 99 % true Vietnamese syllables, hardly less than good ones.
    """
    if unmapped > 0.1:
        return "its text layer does not say which characters are drawn"
    if hidden > 0.5 or _covered(page, over_text=True) > _SCAN_SHARE:
        return "its text layer is hidden: another program's reading of the picture"
    if _covered(page, over_text=False) > _SCAN_SHARE and (found.words < _PAGE_OF_WORDS or found.marked_share < 0.5):
        return "it is a picture with only some words set upon it"
    return None


# Of English and French: text with enough of these is well mapped, if foreign.
_FOREIGN = frozenset(
    ["the", "of", "and", "to", "in", "for", "is", "that", "by", "le", "la", "les", "de", "des", "et", "du"]
)


def _is_garbled(text: str, found: Profile) -> bool:
    """Whether drawn text is neither Vietnamese, with marks or without, nor English nor French."""
    lettered = sum(any(map(str.isalpha, word)) for word in text.split() if len(word) > 1)
    if lettered > 2 * _FEW_WORDS and found.words < 0.3 * lettered:
        return True  # words without vowels: "7KӵF KLӋQ"
    if found.words < _FEW_WORDS or found.syllable_share >= _DRAWN_SYLLABLES or share_bare(text) >= 0.7:
        return False
    words = text.lower().split()
    return sum(word in _FOREIGN for word in words) < 0.08 * len(words)


def _covered(page: PdfPage, *, over_text: bool) -> float:
    """The share of the page covered by pictures, or by those that lie over its text."""
    area = sum(picture.box.area for picture in page.pictures if picture.over_text or not over_text)
    return min(1.0, area / max(page.width * page.height, 1.0))


def _encodings(glyphs: tuple[Glyph, ...]) -> dict[str, Encoding]:
    """The fonts whose text is in an old encoding, told by all that is set in each."""
    texts: dict[str, list[str]] = {}
    previous = ""
    for glyph in glyphs:
        parts = texts.setdefault(glyph.font, [])
        parts.append(glyph.text if glyph.font == previous else " " + glyph.text)
        previous = glyph.font
    found: dict[str, Encoding] = {}
    for font, parts in texts.items():
        encoding = detect(["".join(parts)], font)
        if encoding is not None:
            found[font] = encoding
    return found


def _text(glyphs: tuple[Glyph, ...], judgement: Judgement) -> str:
    """The text in drawing order, good enough for counting words."""
    out: list[str] = []
    run: list[str] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and (
            glyph.font != last.font
            or abs(glyph.base - last.base) > 0.5 * last.size
            or not -last.size < glyph.x0 - last.x1 < 0.15 * last.size
        ):
            out.append(judgement.decode("".join(run), last.font))
            run = []
        run.append(glyph.text)
        last = glyph
    if last is not None:
        out.append(judgement.decode("".join(run), last.font))
    return " ".join(out)
