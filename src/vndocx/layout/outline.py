"""The outline: the paragraphs of a paper as a tree of sections, by their marks and headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from vndocx.layout.closing import closes
from vndocx.layout.labels import BULLETS, Kind, read_label
from vndocx.layout.pieces import Piece, capitals
from vndocx.layout.titles import printed_type
from vndocx.model.layout import Layout, Paragraph, Section, Zone
from vndocx.text import Span, fold

__all__ = ["TITLE_LENGTH", "read_outline"]

TITLE_LENGTH = 120  # characters; a longer paragraph gives its beginning as title

_OUTSIDE = frozenset({Zone.HEAD, Zone.ADDRESSEES, Zone.RECIPIENTS, Zone.SIGNATURE, Zone.COPY, Zone.FOOTNOTE})
_CLOSING = re.compile(
    r"(?:tren day la|noi nhan\b|nghi quyet (?:nay )?(?:da )?duoc\b.{0,160}\bthong qua\b|luat nay (?:da )?duoc quoc hoi)"
)
_PART = re.compile(r"(?:quy dinh|quy che) (?:chung|cu the|khac|chuyen tiep)")  # titles of chapters, not of papers
_GROUNDS = re.compile(r"(?:[-+*]\s*)?(?:can cu|xet|theo de nghi|thuc hien)\b")
_ANNEX = re.compile(
    r"(?:phu luc|phu bieu|bieu mau|bieu so|mau so|mau)(?:\s+(?:so\s*)?[\divx]+[a-z]?(?:[-./][\da-z]+)?)?"
    r"\s?[.:-]?(?=\s|$)"
)


@dataclass(slots=True)
class _Open:
    """A section not yet closed."""

    kind: Kind
    value: int
    label: str
    title: str
    heading: Span
    end: int
    prose: bool
    lead: bool
    children: list[_Open] = field(default_factory=list)


def read_outline(layout: Layout) -> Layout:
    """The layout with ``outline`` set. A section's title is its heading without the mark; for an item that is
    running text the whole of it up to 120 characters, else its first clause or its beginning up to a word's end."""
    folded = fold(layout.text)
    root: list[_Open] = []
    stack: list[_Open] = []
    under: set[tuple[Kind, Kind]] = set()
    quoted_to = -1
    signed = False
    before: Paragraph | None = None
    for index, paragraph in enumerate(layout.paragraphs):
        span = paragraph.span
        if paragraph.zone in _OUTSIDE:
            signed = signed or paragraph.zone in (Zone.SIGNATURE, Zone.RECIPIENTS)
            if paragraph.zone is not Zone.FOOTNOTE:
                stack.clear()
        elif span.start < quoted_to or paragraph.zone in (Zone.TABLE, Zone.BACKDROP):
            _reach(stack, span.end)
        elif paragraph.zone is not Zone.TITLE:
            text, plain = span.cut(layout.text), span.cut(folded)
            quoted_to = max(quoted_to, _quote_end(layout, index))
            opened = None if _goes_on(text, before, layout.text) else _opened(paragraph, text, plain, signed)
            if _CLOSING.match(plain) or (opened is None and _may_close(stack, layout, folded, index)):
                stack.clear()
            elif opened is None or _enacts(layout, folded, index, opened) or (not root and _GROUNDS.match(plain)):
                _text(stack, text, span.end)
            elif before is not None and _is_title_of(opened, stack, before):
                _entitle(stack[-1], opened)
                _reach(stack, span.end)
            else:
                _place(stack, root, under, opened)
        before = paragraph
    return replace(layout, outline=_sections(root))


def _may_close(stack: Sequence[_Open], layout: Layout, folded: str, index: int) -> bool:
    """Whether the closing words begin here; a Điều owns its words, and a heading or an item with a colon needs some."""
    if not stack or any(one.kind is Kind.DIEU for one in stack) or stack[-1].kind < Kind.DIEU or stack[-1].lead:
        return False
    return closes(layout, folded, index)


def _goes_on(text: str, before: Paragraph | None, whole: str) -> bool:
    """Whether a dash goes on with the words above it: "giai đoạn 2026 / - 2030"."""
    if before is None or re.match(r"[-–]\s?\d", text) is None:
        return False
    last = before.span.cut(whole)[-6:]
    return re.search(r"\d$", last) is not None or (last[-1].isalpha() and re.match(r"[-–]\s?\d+%?/", text) is not None)


def _enacts(layout: Layout, folded: str, index: int, opened: _Open) -> bool:
    """Whether a line in capitals names who enacts: the legal grounds follow."""
    after = layout.paragraphs[index + 1].span.cut(folded) if index + 1 < len(layout.paragraphs) else ""
    if opened.kind is not Kind.HEADING:
        return False
    printed = layout.paragraphs[index].span.cut(folded)
    return _GROUNDS.match(after) is not None or re.search(r"\w (?:quyet dinh|quyet nghi)\W*$", printed) is not None


def _is_title_of(opened: _Open, stack: Sequence[_Open], before: Paragraph) -> bool:
    """Whether a heading without a mark is the title of the section just opened above it: CHƯƠNG I / QUY ĐỊNH CHUNG."""
    if not stack or opened.label or stack[-1].end != before.span.end:
        return False
    top = stack[-1]
    bare = top.kind in (Kind.PHAN, Kind.CHUONG, Kind.MUC, Kind.TIEU_MUC) and not top.title
    return bare or (top.kind is Kind.ANNEX and opened.kind is Kind.HEADING and len(top.title) < 250)


def _entitle(top: _Open, title: _Open) -> None:
    top.title = f"{top.title} {title.title}".strip()
    top.heading = Span(top.heading.start, title.heading.end)


_COUNTED = frozenset({Kind.NUMBER, Kind.LETTER, Kind.BRACKET, Kind.SMALL_ROMAN})


def _reach(stack: Sequence[_Open], end: int) -> None:
    for one in stack:
        one.end = max(one.end, end)


def _text(stack: list[_Open], text: str, end: int) -> None:
    """Running text goes with the section above it; it ends a list, unless it goes on with the last item."""
    if not text[:1].islower() and not (stack and stack[-1].lead and not stack[-1].children):
        while stack and stack[-1].kind in BULLETS:
            stack.pop()
        while stack and stack[-1].kind in (Kind.LETTER, Kind.BRACKET, Kind.SMALL_ROMAN) and _is_list(stack):
            stack.pop()
    _reach(stack, end)


def _is_list(stack: Sequence[_Open]) -> bool:
    """Whether the last item is one of a list whose items end with a semicolon."""
    if len(stack) < 2 or len(stack[-2].children) < 2:
        return False
    return stack[-2].children[-2].prose and not stack[-1].lead


_QUOTE_ENDS = re.compile(r"[”\"]\s?[.;,]?$")


def _quote_end(layout: Layout, index: int) -> int:
    """Where a quotation that begins with this paragraph and goes over several ends; -1 where none does."""
    text = layout.paragraphs[index].span.cut(layout.text)
    if text[0] not in '“"' or _QUOTE_ENDS.search(text) or text.count("“") == text.count("”") > 0:
        return -1
    for after in layout.paragraphs[index + 1 : index + 60]:
        if _QUOTE_ENDS.search(after.span.cut(layout.text)):
            return after.span.end
    return -1


def _opened(paragraph: Paragraph, text: str, folded: str, after_signature: bool) -> _Open | None:
    """The section that a paragraph opens, None where it is running text."""
    span = paragraph.span
    annex = _ANNEX.match(folded) if text[:1].isupper() and len(text) < 200 else None
    if annex is not None and (folded.startswith("phu luc") or capitals(text) or annex.end() >= len(text.rstrip())):
        return _section(Kind.ANNEX, 0, text, 0, span)
    label = read_label(text, folded)
    if label is not None:
        return _section(label.kind, label.value, text, label.length, span)
    if not capitals(text) and not _set_apart(paragraph, text):
        return None
    piece = Piece(span, text, folded, 0)
    if after_signature and printed_type(piece) is not None and not _PART.fullmatch(folded):
        return _section(Kind.ANNEX, 0, text, 0, span)
    if (
        len(text) > 250
        or sum(map(str.isalpha, text)) < 4
        or folded.rstrip(" :") in _ENACTING
        or re.match(r"\W*\(?kem theo", folded)
    ):
        return None
    return _section(Kind.HEADING, 0, text, 0, span)


_ENACTING = frozenset(
    {"quyet dinh", "quyet nghi", "nghi quyet", "chi thi", "nghi dinh", "thong tu", "cong bo", "ket luan", "thong bao"}
)


def _set_apart(paragraph: Paragraph, text: str) -> bool:
    """Whether a short line is set as a heading: bold or centred, and not a sentence."""
    style = paragraph.style
    if len(text) > 160 or text.endswith((";", ",", "./.")) or not text[:1].isupper():
        return False
    return (bool(style.bold) and (not text.endswith(".") or len(text) < 60)) or (
        bool(style.centred) and not text.endswith(".")
    )


def _section(kind: Kind, value: int, text: str, length: int, span: Span) -> _Open:
    label = text[:length].strip()
    title_start = length + len(text[length:]) - len(text[length:].lstrip())
    title_end = title_start + _title_length(text[title_start:])
    title = text[title_start:title_end]
    heading_end = span.start + (title_end if title else len(text[:length].rstrip()))
    prose = text.rstrip().endswith(";") or (text.rstrip().endswith((".", ",")) and len(text) > 60)
    return _Open(kind, value, label, title, Span(span.start, heading_end), span.end, prose, text.rstrip().endswith(":"))


def _title_length(text: str) -> int:
    """How much of a paragraph is its title."""
    if len(text) <= TITLE_LENGTH:
        return len(text.rstrip())
    for match in re.finditer(r":(?=\s)|\.(?=\s+[^\W\d_a-z])", text[:TITLE_LENGTH]):
        if match.start() >= 3 and not re.search(r"\b(?:TP|Tp|đ/c|số|Q|P|[A-ZĐ])$", text[: match.start()]):
            return match.start()
    cut = text.rfind(" ", 0, TITLE_LENGTH)
    return len(text[: cut if cut > 0 else TITLE_LENGTH].rstrip(" ,;"))


def _place(stack: list[_Open], root: list[_Open], under: set[tuple[Kind, Kind]], opened: _Open) -> None:
    """Close what the new section ends and put it under what is left open."""
    if opened.kind is Kind.SMALL_ROMAN and _is_letter(stack, opened):
        opened.kind = Kind.LETTER
    keep = _sibling(stack, opened)
    if keep is not None:
        del stack[keep:]
    else:
        while stack and not _may_hold(stack, under, opened):
            stack.pop()
    holder = stack[-1].children if stack else root
    if stack:
        under.add((stack[-1].kind, opened.kind))
    holder.append(opened)
    stack.append(opened)
    _reach(stack, opened.end)


def _sibling(stack: Sequence[_Open], opened: _Open) -> int | None:
    """The place of the open section that the new one stands beside; None where it begins a list of its own.

    Of two open lists of one kind the one goes on whose number comes before; a number 1 inside an item that waits for
    a list, or inside a list of another kind, begins a new one.
    """
    same = [at for at, one in enumerate(stack) if one.kind is opened.kind]
    if not same:
        return None
    if opened.kind in _COUNTED:
        if opened.value == 1 and stack[same[-1]].value > 0:
            inside = stack[-1].lead and not stack[-1].children
            deeper = same[-1] < len(stack) - 1 and not stack[-1].prose
            return None if inside or deeper else same[-1]
        follows = [at for at in same if stack[at].value == opened.value - 1]
        if follows:
            return follows[-1]
    return same[-1]


_BEFORE_ROMAN = {"i": "h", "v": "u", "x": "v"}


def _is_letter(stack: Sequence[_Open], opened: _Open) -> bool:
    """Whether "i)" is the letter behind h), not the roman number."""
    mark = opened.label.strip("().").lower()
    letters = [one for one in stack if one.kind is Kind.LETTER]
    if letters and mark in _BEFORE_ROMAN:
        opened.value = letters[-1].value + 1
        return letters[-1].label.lower().startswith(_BEFORE_ROMAN[mark])
    return False


def _may_hold(stack: Sequence[_Open], under: set[tuple[Kind, Kind]], opened: _Open) -> bool:
    """Whether the innermost open section can hold the new one, which is of a kind that is not open."""
    top = stack[-1].kind
    if opened.value == 1 and not stack[-1].children and (stack[-1].lead or (top in BULLETS and not stack[-1].prose)):
        return True
    if (opened.kind, top) in under and (top, opened.kind) not in under:
        return False
    if opened.kind in BULLETS:
        return True
    if opened.kind is Kind.HEADING:
        return top < Kind.DIEU and top not in (Kind.ROMAN,)
    if top is Kind.HEADING:
        return opened.kind > Kind.PHAN
    if opened.kind in (Kind.LETTER, Kind.BRACKET, Kind.SMALL_ROMAN, Kind.BRACKET_LETTER):
        return top not in BULLETS or stack[-1].title.rstrip().endswith(":")
    return top < opened.kind


def _sections(root: Sequence[_Open]) -> tuple[Section, ...]:
    counter = iter(range(1, 1_000_000))

    def close(one: _Open, level: int) -> Section:
        name = f"s{next(counter)}"
        children = tuple(close(child, level + 1) for child in one.children)
        end = max([one.end, *(child.span.end for child in children)])
        return Section(name, one.label, one.title, level, one.heading, Span(one.heading.start, end), children)

    return tuple(close(one, 1) for one in root)
