"""A printed line in its place in the reading order, and what its words show of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from vndocx.geometry import Box
from vndocx.model.scan import Line, Style, Word
from vndocx.text import fold

__all__ = [
    "Place",
    "Printed",
    "Region",
    "ends_open",
    "label",
    "opens_sentence",
    "starts_low",
    "stopped",
    "wants_figure",
]


class Region(StrEnum):
    """The block of the page that a line stands in. Lines of two regions are never one paragraph."""

    HEAD_LEFT = "head_left"
    HEAD_RIGHT = "head_right"
    BODY = "body"
    RECIPIENTS = "recipients"
    SIGNATURE = "signature"
    FOOTNOTE = "footnote"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Place:
    """How a line stands in its column, in points: ``left`` and ``right`` are the room on either side, ``above`` the
    step from the line above (None for the first of its column on the page), ``step`` and ``height`` what is usual."""

    left: float
    right: float
    above: float | None
    step: float
    height: float

    @property
    def indented(self) -> bool:
        """Whether the line begins to the right of the column's edge."""
        return self.left > 0.9 * self.height

    @property
    def centred(self) -> bool:
        """Whether the line stands in the middle, with room on both sides."""
        room = self.left + self.right
        return min(self.left, self.right) > 1.2 * self.height and abs(self.left - self.right) < max(12.0, 0.12 * room)

    @property
    def apart(self) -> bool:
        """Whether more than the usual room lies above the line."""
        return self.above is not None and self.above > 1.45 * self.step


@dataclass(frozen=True, slots=True)
class Printed:
    """A line with its page and region. ``cell`` tells the cells of tables apart, None outside of tables."""

    words: tuple[Word, ...]
    page: int
    block: int
    text: str
    folded: str
    region: Region = Region.BODY
    style: Style = Style()
    heading: int | None = None
    box: Box | None = None
    cell: tuple[str, int, int] | None = None
    place: Place | None = None

    @staticmethod
    def of(line: Line, page: int, region: Region = Region.BODY) -> Printed:
        """The line as it stands on ``page``."""
        text = line.text
        return Printed(line.words, page, line.block, text, fold(text), region, line.style, line.heading, line.box)

    def parted(self) -> Iterator[Printed]:
        """The line, or its two parts where a list begins on the line of "Kính gửi:" or "Nơi nhận:", or where the
        right head goes on in the line of the left one."""
        found = _ADDRESS.match(self.folded)
        if found is None and self.text[:1].isupper() and len(self.text) < 110:
            heads = _TWO_HEADS.fullmatch(self.folded)
            found = heads if heads is not None and (self.capitals or heads[2].startswith("doc")) else None
            found = found or _NUMBER_AND_DATE.fullmatch(self.folded)
        if found is None:
            yield self
            return
        count = len(found[1].split())
        for words in (self.words[:count], self.words[count:]):
            line = Line(words[words[0].text == "_" :], self.block, self.style, self.heading)
            yield Printed.of(line, self.page, self.region)

    @property
    def capitals(self) -> bool:
        """Whether all letters are capitals, and there are at least two."""
        return self.text.isupper() and sum(map(str.isalpha, self.text)) > 1


_ADDRESS = re.compile(r"((?:kinh\s+(?:gui|trinh)|noi\s+nhan)\s*:?)\s+[-+]\s")

_TWO_HEADS = re.compile(
    r"""
    (.{3,60}?)(?:\s+_)?\s+(
        cong\ hoa\ xa\ hoi\ chu\ nghia .{0,12}     # ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
      | dang\ (?:cong\ san|lao\ dong)\ viet\ nam
      | viet\ nam\ dan\ chu\ cong\ hoa
      | doc\ lap\ -\ tu\ do\ -\ hanh\ phuc        # TỈNH LÀO CAI Độc lập - Tự do - Hạnh phúc
    )
    """,
    re.VERBOSE,
)
# Số 45-KH/HU An Phú, ngày 06 tháng 5 năm 2024
_NUMBER_AND_DATE = re.compile(
    r"(so\b[\s:.]*\S+(?: ?/\S+)?)\s+((?:[^\s,]+ ){0,4}[^\s,]+, ngay .{0,6}thang .{0,4}nam ?.{0,5})"
)

_LABEL = re.compile(
    r"""
    ["']?\s?(?:
      (?:phan|chuong|muc|tieu\ muc|phu\ luc)\s+(?:[ivxlc]+|\d{1,2}|thu\s+\w+)\s*(?=$|[-.:/])   # Chương II, Mục 1.
    | dieu\s+\d{1,3}[a-z]?\s*[.:]                        # Điều 5.
    | [ivxl]{1,6}\s*(?:[-.)](?=\s|$|[^\W\d_])|/(?=\s))   # I- II. III/
    | \d{1,2}(?:\.\d{1,2}){0,3}\s?[-.)/]-?(?=\s|$|[^\W\d_])   # 1- 1. 1.1- 2) 3/
    | \d{1,2}(?:\.\d{1,2}){1,3}(?=\s)                    # 1.1
    | [(\[](?:\d{1,2}|[ivx]{1,4}|[a-z])[)\]]             # (1) [1] (ii)
    | [a-z]{1,2}\d?\s?\)                                 # a) đ) a1)
    | [a-z]\.(?=\s)                                      # a.
    | [-+*•●○▪◦·>~_]+(?=\s|$)                             # -, and ~ _ as engines read it
    | [-+•●○▪◦](?=[^\W\d_])                               # -Tổ chức
    )
    """,
    re.VERBOSE,
)

# Words after which a sentence goes on: a line that ends with one is not the end of a paragraph. With their marks:
# "năm" wants a figure, "Việt Nam" does not; "số" wants one, "hồ sơ" does not.
_OPEN_END = re.compile(
    r"(?:^|[\s(])(?:và|của|các|những|với|cho|theo|tại|trong|về|do|bởi|hoặc|đến|từ|là|cùng|số|ngày|tháng|năm|quý|khoản|"
    r"điều|điểm|khóa|khoá|lần|thứ|mục|phụ lục|nghị quyết|quyết định|nghị định|thông tư|kết luận|chỉ thị|luật)$"
)
_PROVISION_END = re.compile(r"(?:khoản|điểm) \w+,?$")
# Words after which a figure is no list number.
_WANTS_FIGURE = re.compile(
    r"(?:^|[\s(])(?:số|ngày|tháng|năm|quý|khoản|điều|điểm|chương|mục|phần|khóa|khoá|thứ|lần|và|đến|từ|"
    r"hội nghị trung ương|tỷ lệ|tổng|phụ lục|biểu|mẫu|nghị quyết|quyết định)$"
)


def label(line: Printed, before: Printed | None = None) -> str | None:
    """The list mark or number that the line begins with, None where it has none.

    With ``before``, the line above in the same paragraph or the one before, a figure or a dash that only
    goes on with the sentence ("khoản / 1. Điều 5", "chính trị / - xã hội") is no label.
    """
    found = _LABEL.match(line.folded)
    if found is None:
        return None
    mark = line.text[: found.end()]
    if mark[:1].isalpha() and mark[:1].islower() and not mark.rstrip().endswith((")", ".")):
        return None  # "điều 5: …" in the midst of a sentence
    if before is not None and before.region is line.region and _goes_on(mark, line, before):
        return None
    return mark


# Compounds whose second half, behind a dash, may open a line: "chính trị / - xã hội".
_HALVES = re.compile(
    r"(?:chinh tri|kinh te|van hoa|khoa hoc|van hoc|quoc phong|xa hoi|phat thanh|lao dong|tu tuong|an ninh|giao duc)$"
)


def _goes_on(mark: str, line: Printed, before: Printed) -> bool:
    if before.text.endswith((".", ";", ":", "!", "?", "/")) or before.capitals:
        return False
    if mark.rstrip().endswith(")") and before.text.rfind("(") > before.text.rfind(")"):
        return True
    if mark[0].isdigit() or mark[0] in "IVX":
        return wants_figure(before)
    if mark in ("-", "+", "*"):
        if before.place is not None and line.place is not None and line.place.indented:
            return False
        if _HALVES.search(before.folded):
            return True
        return line.text[len(mark) :].lstrip()[:1].islower() and not before.text.endswith(",") and label(before) != mark
    if line.folded.startswith("dieu"):
        low = before.text.lower()
        return bool(_OPEN_END.search(low) or _PROVISION_END.search(low))
    return False


_STOP = (".", ";", ":", "!", "?", "…", "/")


def stopped(line: Printed) -> bool:
    """Whether the line ends as a sentence or an item does."""
    return line.text.endswith(_STOP)


def opens_sentence(line: Printed) -> bool:
    """Whether the line ends with a word that wants another, and not with a mere comma."""
    return ends_open(line) and not line.text.endswith(",")


def wants_figure(line: Printed) -> bool:
    """Whether the line ends with a word that a figure follows: "khoản", "ngày"."""
    return _WANTS_FIGURE.search(line.text.lower()) is not None


def starts_low(line: Printed) -> bool:
    """Whether the line begins with a small letter, as only a line inside a sentence does."""
    return line.text.lstrip("(“\"'")[:1].islower()


def ends_open(line: Printed) -> bool:
    """Whether the line cannot be the end of a sentence: a comma, a word that wants another, an open bracket."""
    return (
        line.text.endswith((",", "(", "“"))
        or _OPEN_END.search(line.text.lower()) is not None
        or line.text.rfind("(") > line.text.rfind(")")
    )
