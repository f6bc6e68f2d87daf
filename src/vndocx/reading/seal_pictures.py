"""The seals among the pictures of a born-digital page: electronic signing sets them as pictures over the text."""

from __future__ import annotations

from vndocx.adapters.pdf import PdfFile, PdfPage
from vndocx.model.scan import Mark, MarkKind

__all__ = ["seal_marks"]

_DPI = 100.0  # enough to tell a seal by its colour and shape
_LEAST_SIDE = 45.0  # points: no seal is smaller


def seal_marks(file: PdfFile, page: PdfPage) -> tuple[Mark, ...]:
    """The seals on the page; it is drawn only where a picture is large enough to be one."""
    if page.turned or not any(min(picture.box.width, picture.box.height) >= _LEAST_SIDE for picture in page.pictures):
        return ()
    from vndocx.reading.cleanup import clean
    from vndocx.reading.seals import coloured_marks

    drawn = clean(file.picture(page.number, _DPI), _DPI)
    if drawn.rotation or drawn.skew:
        return ()
    pictures = [picture.box for picture in page.pictures]
    seals = (box.scaled(72.0).clipped(page.width, page.height) for box in coloured_marks(drawn).seals)
    return tuple(
        Mark(MarkKind.SEAL, box) for box in seals if any(box.intersection(one) > 0.5 * box.area for one in pictures)
    )
