"""Can the text layer of a PDF page be trusted? Whether it is drawn or hidden, mapped, and Vietnamese."""

from __future__ import annotations

from collections import Counter
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
_UNMAPPED = 0.03  # of the letters: a heading in a font without mapping is lost else
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
    raw = _texts(page.glyphs)
    judgement = Judgement(Trust.TEXT, _encodings(raw))
    texts = {font: clean(judgement.decode(text, font)) for font, text in raw.items()}
    text = " ".join(texts.values())
    reason = _distrust(page, profile(text), printed)
    if reason is None and (_is_foreign_to_all(text) or any(map(_is_unspeakable, texts.values()))):
        reason = "lớp chữ gồm những từ không thuộc ngôn ngữ nào, bảng ký tự của phông chữ bị sai"
    if reason is None:
        return judgement
    notice = Notice(
        "text_layer_rejected", f"Trang {page.number}: {reason}; trang được đọc bằng nhận dạng chữ (OCR).", page.number
    )
    return Judgement(Trust.PICTURE, {}, (notice,))


def _distrust(page: PdfPage, found: Profile, printed: list[Glyph]) -> str | None:
    """Why the text is not to be taken; None where it is.

    Hidden text is what another program recognised. Its words cannot vouch for it: layers in which 8 to 13 % of the
    words were wrong held 98 to 99 % true Vietnamese syllables, hardly less than good ones.
    """
    unmapped = sum(not glyph.mapped or "\ue000" <= clean(glyph.text) <= "\uf8ff" for glyph in printed)
    if unmapped > _UNMAPPED * len(printed):
        return "lớp chữ không cho biết trên trang in những ký tự nào"
    if sum(glyph.hidden for glyph in printed) * 2 > len(printed) or _covered(page, over_text=True) > _SCAN_SHARE:
        return "lớp chữ bị ẩn, do chương trình khác nhận dạng từ ảnh"
    if _covered(page, over_text=False) > _SCAN_SHARE and (found.words < _PAGE_OF_WORDS or found.marked_share < 0.5):
        return "trang là ảnh, chỉ có vài chữ đặt chồng lên"
    return None


# Of English and French: text with enough of these is well mapped, if foreign.
_FOREIGN = frozenset(
    ["the", "of", "and", "to", "in", "for", "is", "that", "by", "le", "la", "les", "de", "des", "et", "du"]
)


def _is_foreign_to_all(text: str) -> bool:
    """Whether the text of a page is neither Vietnamese, with marks or without, nor English nor French."""
    found = profile(text)
    if found.words < _FEW_WORDS or found.syllable_share >= _DRAWN_SYLLABLES or share_bare(text) >= 0.7:
        return False
    words = text.lower().split()
    return sum(word in _FOREIGN for word in words) < 0.08 * len(words)


def _is_unspeakable(text: str) -> bool:
    """Whether most words of a font are without vowels, as where the letters of another font stand: "7KӵF KLӋQ"."""
    lettered = sum(any(map(str.isalpha, word)) for word in text.split() if len(word) > 1)
    return lettered >= _FEW_WORDS and profile(text).words < 0.3 * lettered


def _covered(page: PdfPage, *, over_text: bool) -> float:
    """The share of the page covered by pictures, or by those that lie over its text."""
    area = sum(picture.box.area for picture in page.pictures if picture.over_text or not over_text)
    return min(1.0, area / max(page.width * page.height, 1.0))


def _encodings(texts: dict[str, str]) -> dict[str, Encoding]:
    """The fonts whose text is in an old encoding, told by all that is set in each and by the other fonts."""
    first = Counter(found for font, text in texts.items() if (found := detect([text], font)) is not None)
    if not first:
        return {}
    usual = first.most_common(1)[0][0]
    return {font: found for font, text in texts.items() if (found := detect([text], font, usual)) is not None}


def _texts(glyphs: tuple[Glyph, ...]) -> dict[str, str]:
    """What is set in each font as the file has it, in drawing order, good enough for counting words."""
    texts: dict[str, list[str]] = {}
    run: list[str] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and (
            glyph.font != last.font
            or abs(glyph.base - last.base) > 0.5 * last.size
            or not -last.size < glyph.x0 - last.x1 < 0.15 * last.size
        ):
            texts.setdefault(last.font, []).append("".join(run))
            run = []
        run.append(glyph.text)
        last = glyph
    if last is not None:
        texts.setdefault(last.font, []).append("".join(run))
    return {font: " ".join(runs) for font, runs in texts.items()}
