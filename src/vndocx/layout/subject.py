"""The subject of a paper, its trích yếu: under the type name, or the "V/v …" of a letter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vndocx.layout.pieces import Piece, capitals
from vndocx.layout.titles import is_type_name, named_type
from vndocx.model.layout import Field
from vndocx.text import Span, fold, squeeze

__all__ = ["ABOUT", "ADDRESS", "OPENING", "RULE", "is_enacting", "letter_subject", "title_subject"]

ADDRESS = re.compile(r"\W*kinh (?:gui|trinh)\b")
# "V/v" and what the reader makes of it: "Viv", "V/y", "Wv", "V⁄v".
ABOUT = re.compile(r"\W?(?:(?P<mark>v\s?[/⁄∕\\|]\s?[vy]|v[il1!]v|[vw]v)|ve viec)\b\s?:?\s?")
RULE = re.compile(r"[-–—_*=~.·•x×+\s]{1,80}")
# The first words of a body: nothing behind them is head.
OPENING = re.compile(
    r"""
    (?:[-+*]\s*)?
    (?: can\ cu | thuc\ hien | thi\ hanh | trien\ khai\ thuc\ hien | xet | nham | thua | sau\ khi | trong\ thoi\ gian
      | ngay\ \d
      | vua\ qua | ngay\ sau | hom\ nay | hien\ nay | qua\ | nhan\ (?:duoc|thuc) | tai\ (?:hoi\ nghi|cuoc\ hop|phien)
      | theo\ (?:de\ nghi|chi\ dao|tinh\ than|y\ kien|bao\ cao)
      | de\ (?:thuc\ hien|trien\ khai|to\ chuc|kip\ thoi|tiep\ tuc|nang\ cao|bao\ dam|dam\ bao|chu\ dong)
      | (?:[ivx]{1,4}|\d{1,2}|[a-d])\s?[-.)] | dieu\s\d | chuong\s[ivx1] | phan\s(?:thu|[ivx1]) | muc\s[ivx1]
    )(?!\w)
    """,
    re.VERBOSE,
)
# The body or person that enacts, in a line of its own under the subject.
_ENACTS = re.compile(
    r"""
    (?: (?:pho\ )?(?:thu\ tuong|bo\ truong|chu\ tich|chu\ nhiem|tong\ giam\ doc|giam\ doc|truong\ ban)
      | chanh\ an | vien\ truong
      | tong\ kiem\ toan | (?:tong\ )?cuc\ truong | hieu\ truong | thong\ doc | tong\ thanh\ tra | chanh\ van\ phong
      | uy\ ban | hoi\ dong | quoc\ hoi | chinh\ phu | bo\ chinh\ tri
      | ban\ (?:chap\ hanh|thuong\ vu|bi\ thu|chi\ dao|can\ su)
      | thuong\ truc | dai\ hoi | tinh\ uy | thanh\ uy | huyen\ uy | dang\ uy | bo | hoi\ nghi
    )\b
    """,
    re.VERBOSE,
)


def letter_subject(text: str, rest: Sequence[Piece]) -> tuple[Field | None, list[Piece]]:
    """The "V/v …" of a letter, and the other lines."""
    for index, piece in enumerate(rest):
        if not ABOUT.match(piece.folded):
            continue
        stop = index + 1
        while stop < len(rest) and _goes_on(rest[stop - 1], rest[stop]):
            stop += 1
        span = Span(piece.span.start, rest[stop - 1].span.end).strip(text, " .;,*")
        gap = span.cut(text).count("\n")
        return (
            Field(_mended(squeeze(span.cut(text))), span, "V/v under the number", 0.95 if gap < 8 else 0.7),
            [*rest[:index], *rest[stop:]],
        )
    return None, list(rest)


def _mended(subject: str) -> str:
    """The words with their misread "V/v" as it is written; any way of writing it with a stroke stays."""
    mark = ABOUT.match(fold(subject))
    if mark is None or mark["mark"] is None or re.fullmatch(r"v\s?/\s?v|vv", mark["mark"]):
        return subject
    return f"V/v {subject[mark.end() :]}"


def _goes_on(before: Piece, piece: Piece) -> bool:
    if piece.span.start - before.span.end > 3 or ABOUT.match(piece.folded):
        return False
    if piece.paragraph == before.paragraph:
        return not capitals(piece.text) or capitals(before.text)
    return piece.text[:1].islower() or before.text.endswith(",")


def title_subject(text: str, lines: Sequence[Piece], type_at: int, name_end: int) -> tuple[Field | None, int]:
    """The trích yếu behind the type name, and the first line behind it."""
    own = lines[type_at].part(name_end)
    own_starts = own.text.lstrip(" :.-*")
    found: list[Piece] = []
    if own_starts and not re.match(r"so\b", fold(own_starts)):
        found.append(own.part(len(own.text) - len(own_starts)))
    at = type_at + 1
    while at < len(lines) and at - type_at < 16:
        piece = lines[at]
        if RULE.fullmatch(piece.folded) or _number_line(piece):
            if found:
                break
            at += 1
            continue
        if (
            not found
            and _AUTHOR.fullmatch(piece.folded)
            and at + 1 < len(lines)
            and not _ends_subject(lines[at + 1], None)
        ):
            at += 1
            continue
        before = found[-1] if found else None
        unfinished = before is not None and _goes_on_below(lines, before, at)
        if before is not None and not unfinished and _enacted_next(lines, at):
            break
        if not unfinished and _ends_subject(piece, before) and not (before is None and _is_phrase(lines, at)):
            break
        found.append(piece)
        at += 1
    if not found:
        return None, type_at + 1
    span = Span(found[0].span.start, found[-1].span.end).strip(text, ' .;,:*-–"“”')
    if len(span.cut(text)) < 6:
        return None, at
    for opening, closing in ("()", "“”", '""'):
        open_marks = span.cut(text).count(opening) - (span.cut(text).count(closing) if opening != closing else 0)
        if open_marks == 1 and text[span.end : span.end + 1] == closing:
            span = Span(span.start, span.end + 1)
    return Field(squeeze(span.cut(text)), span, "words under the type name", 0.93), at


def _number_line(piece: Piece) -> bool:
    return re.match(r"so\s?:?\s?[\d\s.]*[-/]", piece.folded) is not None and len(piece.text) < 40


def _enacted_next(lines: Sequence[Piece], at: int) -> bool:
    """Whether the line names who enacts, the legal grounds below it, or is the first of the grounds."""
    if re.match(r"can cu (?:hien phap|luat|bo luat|nghi|phap lenh|quyet dinh|dieu le)\b", lines[at].folded):
        return lines[at].text[0].isupper()
    below = at + 1
    while below < len(lines) and below - at < 4 and lines[below].paragraph == lines[at].paragraph:
        below += 1
    grounds = [piece for piece in lines[at + 1 : below + 1] if re.match(r"\W*can cu\b", piece.folded)]
    return bool(grounds) and is_enacting(lines[at])


# The line below goes on: "… CỦA / ỦY BAN NHÂN DÂN TỈNH", "… ĐÃ ĐƯỢC / QUỐC HỘI QUYẾT ĐỊNH …", "TOÀN / BỘ". With its
# own tones, since HÀ NỘI and BẢO VỆ end no line so.
_UNFINISHED = re.compile(
    r"\b(?:của|và|về|việc|các|những|do|được|cho|với|tại|thuộc|theo|trong|trên|giữa|bởi|từ|đến|là|khi|để|toàn)$"
)
_PERIOD = re.compile(r"(?:giai đoạn|thời kỳ|nhiệm kỳ|năm học|năm)$")


def _goes_on_below(lines: Sequence[Piece], before: Piece, at: int) -> bool:
    """Whether a subject cannot end with the line before: it stops in mid-phrase, or says only what is written down
    ("BIÊN BẢN THẨM ĐỊNH") and a phrase follows that stands above the legal grounds."""
    piece = lines[at]
    if capitals(piece.text):
        return _UNFINISHED.search(before.text.lower()) is not None
    if re.fullmatch(r"[\d\s–-]+", piece.text):
        return _PERIOD.search(before.text.lower()) is not None
    own_title = at > 0 and lines[at - 1].span.end == before.span.end and lines[at - 1].span.start < before.span.start
    own = (
        own_title and len(before.text.split()) < 5 and piece.text[:1].isupper() and OPENING.match(piece.folded) is None
    )
    below = next((one for one in lines[at : at + 5] if one.paragraph != piece.paragraph), None)
    return own and below is not None and re.match(r"\W*(?:can cu|hom nay)\b", below.folded) is not None


_TASK = re.compile(r"(?:thuc hien|trien khai|thi hanh|nang cao|to chuc)\b")


def _is_phrase(lines: Sequence[Piece], at: int) -> bool:
    """Whether the paragraph below the type name is a phrase and no sentence of the body: "Thực hiện Chỉ thị số …"
    without a full stop or a colon at its end, another paragraph below it."""
    paragraph = [piece for piece in lines[at : at + 8] if piece.paragraph == lines[at].paragraph]
    after = at + len(paragraph)
    if _TASK.match(lines[at].folded) is None or after >= len(lines):
        return False
    length = paragraph[-1].span.end - paragraph[0].span.start
    return length < 350 and paragraph[-1].text[-1] not in ".:;,/" and ADDRESS.match(lines[after].folded) is None


# "CỦA BỘ CHÍNH TRỊ" below the type name: who speaks, not of what.
_AUTHOR = re.compile(r"cua (?:(?!ve ).){3,60}")


def is_enacting(piece: Piece) -> bool:
    """Whether a line in capitals names the body or person that enacts."""
    if re.search(r"\bquyet dinh \w", piece.folded):
        return False  # "… QUỐC HỘI QUYẾT ĐỊNH CHỦ TRƯƠNG ĐẦU TƯ …": words of a subject
    return capitals(piece.text) and _ENACTS.match(piece.folded) is not None


def _ends_subject(piece: Piece, before: Piece | None) -> bool:
    """Whether a line under the type name is no longer part of the trích yếu."""
    if ADDRESS.match(piece.folded) or re.match(r"\(?(?:ban hanh )?kem theo\b|noi nhan\b|cong hoa xa hoi", piece.folded):
        return True
    if is_type_name(piece.folded.rstrip(" :.")) and capitals(piece.text):
        return True
    if before is None:
        return not capitals(piece.text) and (OPENING.match(piece.folded) is not None) and piece.text[:1].isupper()
    same = piece.paragraph == before.paragraph
    if capitals(piece.text):
        if not capitals(before.text):
            return True
        return not same and (_ENACTS.match(piece.folded) is not None or OPENING.match(piece.folded) is not None)
    if capitals(before.text) and not piece.text[:1].islower():
        return True
    if not same:
        cited = named_type(piece.folded) is not None and re.search(r"\bso\s?\d", piece.folded[:60]) is not None
        return before.text.endswith((".", ";", ":")) or not (piece.text[:1].islower() or cited)
    return (
        OPENING.match(piece.folded) is not None and piece.text[:1].isupper() and before.text.endswith((".", ")", ";"))
    )
