"""DOCX files through python-docx: paragraphs as printed and tables with merged cells, in the order of the text."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vndocx.adapters.docx_numbering import Numbering
from vndocx.adapters.docx_package import check_package
from vndocx.adapters.docx_styles import Styles, is_on, value
from vndocx.errors import DamagedFile

__all__ = ["WordCell", "WordParagraph", "WordTable", "read_docx"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# What zipfile and python-docx raise on torn files besides their own errors.
_TORN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, KeyError, ValueError, AttributeError,
         TypeError, IndexError)  # fmt: skip
_DEEPEST = 12  # tables and text boxes within each other


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph as printed, its automatic label included; line breaks are "\\n", tabs "\\t".

    ``heading`` is its outline level, 1 the highest; ``footnote`` is its number for a paragraph of a footnote.
    """

    text: str
    heading: int | None = None
    bold: bool | None = None
    italic: bool | None = None
    centred: bool | None = None
    size: float | None = None
    footnote: int | None = None


@dataclass(frozen=True, slots=True)
class WordCell:
    """A cell: 0-based row and column of its top left corner, its spans and its paragraphs."""

    row: int
    column: int
    row_span: int
    column_span: int
    paragraphs: tuple[WordParagraph, ...]


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table; ``ruled``: lines are drawn around its cells."""

    cells: tuple[WordCell, ...]
    ruled: bool


Block = WordParagraph | WordTable


def read_docx(path: Path) -> tuple[Block, ...]:
    """The body of the file with text boxes behind their paragraph and footnotes at the end.

    Headers, footers and tracked deletions are left out. Raises DamagedFile or TooLarge.
    """
    check_package(path)
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        document = docx.Document(str(path))
        parts = {relation.reltype.rsplit("/", 1)[-1]: relation for relation in document.part.rels.values()}
        reader = _Reader(
            Numbering.of(_root(parts.get("numbering"))),
            Styles(_root(parts.get("styles"))),
            _root(parts.get("footnotes")),
        )
        return tuple(reader.blocks(document.element.body, 0)) + tuple(reader.notes())
    except (OpcError, etree.XMLSyntaxError, *_TORN) as error:
        raise DamagedFile(f"{path.name} cannot be opened as DOCX: {error}") from error


def _root(relation: Any | None) -> Any | None:
    if relation is None or relation.is_external:
        return None
    part = relation.target_part
    element = getattr(part, "element", None)
    if element is not None:
        return element
    from lxml import etree

    return etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))


class _Reader:
    """Walks the body; counts list labels and footnotes as it goes."""

    def __init__(self, numbering: Numbering, styles: Styles, footnotes: Any | None) -> None:
        self._numbering = numbering
        self._styles = styles
        self._footnotes = {note.get(f"{_W}id"): note for note in footnotes} if footnotes is not None else {}
        self._cited: list[str] = []

    def blocks(self, parent: Any, depth: int) -> Iterator[Block]:
        """Paragraphs and tables below ``parent``, content controls opened."""
        if depth > _DEEPEST:
            return
        for child in parent:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child, depth)
            elif child.tag == f"{_W}tbl":
                yield self._table(child, depth)
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"):
                yield from self.blocks(child, depth)

    def notes(self) -> Iterator[WordParagraph]:
        """The footnotes that the text cites, in order."""
        for number, note in enumerate(self._cited, 1):
            element = self._footnotes.get(note)
            for block in self.blocks(element, 1) if element is not None else ():
                if isinstance(block, WordParagraph) and block.text.strip():
                    text = f"{str(number).translate(_RAISED)} {block.text.strip()}"
                    yield WordParagraph(text, None, block.bold, block.italic, None, block.size, number)

    def _paragraph(self, element: Any, depth: int) -> Iterator[Block]:
        properties = element.find(f"{_W}pPr")
        style = value(properties.find(f"{_W}pStyle")) if properties is not None else None
        pieces: list[tuple[str, Any]] = []
        boxes: list[Any] = []
        self._collect(element, pieces, boxes)
        text = "".join(piece for piece, _ in pieces)
        label = self._label(properties, style) if text.strip() or not boxes else ""
        if label and text.strip():
            text = f"{label} {text.lstrip()}"
        yield WordParagraph(
            text,
            self._heading(properties, style),
            self._most(pieces, style, "b"),
            self._most(pieces, style, "i"),
            value(self._own_or_styled(properties, style, "jc")) == "center",
            self._size(pieces, style),
        )
        for box in boxes:
            yield from self.blocks(box, depth + 1)

    def _own_or_styled(self, properties: Any | None, style: str | None, what: str) -> Any | None:
        own = properties.find(f"{_W}{what}") if properties is not None else None
        return own if own is not None else self._styles.paragraph(style, what)

    def _label(self, properties: Any | None, style: str | None) -> str:
        own = properties.find(f"{_W}numPr") if properties is not None else None
        styled = self._styles.paragraph(style, "numPr")

        def part(name: str) -> str | None:
            for source in (own, styled):
                found = value(source.find(f"{_W}{name}")) if source is not None else None
                if found is not None:
                    return found
            return None

        num_id, depth = part("numId"), part("ilvl") or "0"
        return self._numbering.label(num_id, int(depth)) if num_id and num_id != "0" and depth.isdigit() else ""

    def _heading(self, properties: Any | None, style: str | None) -> int | None:
        level = value(properties.find(f"{_W}outlineLvl")) if properties is not None else None
        if level is not None and level.isdigit() and int(level) < 9:
            return int(level) + 1
        return self._styles.heading(style)

    def _most(self, pieces: list[tuple[str, Any]], style: str | None, what: str) -> bool | None:
        """Whether most letters are bold or italic."""
        total = marked = 0
        for text, properties in pieces:
            letters = sum(map(str.isalnum, text))
            total += letters
            marked += letters if is_on(self._run(properties, style, what)) else 0
        return marked * 2 > total if total else None

    def _run(self, properties: Any | None, style: str | None, what: str) -> Any | None:
        if properties is not None:
            own = properties.find(f"{_W}{what}")
            if own is not None:
                return own
            named = value(properties.find(f"{_W}rStyle"))
            found = self._styles.run(named, what) if named is not None else None
            if found is not None:
                return found
        return self._styles.run(style, what)

    def _size(self, pieces: list[tuple[str, Any]], style: str | None) -> float | None:
        sizes: dict[float, int] = {}
        for text, properties in pieces:
            half = value(self._run(properties, style, "sz"))
            if half is not None and half.isdigit() and text.strip():
                sizes[int(half) / 2] = sizes.get(int(half) / 2, 0) + len(text)
        return max(sizes, key=lambda size: sizes[size]) if sizes else None

    def _collect(self, parent: Any, pieces: list[tuple[str, Any]], boxes: list[Any]) -> None:
        for child in parent:
            tag = child.tag
            if tag == f"{_W}r":
                self._collect_run(child, pieces, boxes)
            elif tag == f"{_MATH}t":
                pieces.append((child.text or "", None))
            elif tag not in (f"{_W}pPr", f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback") and isinstance(tag, str):
                self._collect(child, pieces, boxes)

    def _collect_run(self, run: Any, pieces: list[tuple[str, Any]], boxes: list[Any]) -> None:
        properties = run.find(f"{_W}rPr")
        if properties is not None and is_on(properties.find(f"{_W}vanish")):
            return
        text = ""
        for child in run:
            name = child.tag.removeprefix(_W) if isinstance(child.tag, str) else ""
            if name == "t":
                text += child.text or ""
            elif name in ("tab", "ptab"):
                text += "\t"
            elif name in ("br", "cr"):
                text += "\n"
            elif name == "noBreakHyphen":
                text += "-"
            elif name == "sym":
                code = value(child, "char") or ""
                text += chr(int(code, 16)) if code else ""
            elif name == "footnoteReference":
                self._cited.append(child.get(f"{_W}id"))
                text += str(len(self._cited)).translate(_RAISED)
            elif name in ("drawing", "pict", "object") or child.tag == f"{_MC}AlternateContent":
                boxes += _text_boxes(child)
        if properties is not None:
            if is_on(properties.find(f"{_W}caps")):
                text = text.upper()
            if value(properties.find(f"{_W}vertAlign")) == "superscript":
                text = text.translate(_RAISED)
        if text:
            pieces.append((text, properties))

    def _table(self, element: Any, depth: int) -> WordTable:
        cells: dict[tuple[int, int], WordCell] = {}
        open_above: dict[int, tuple[int, int]] = {}
        rows = [row for row in element.iter(f"{_W}tr") if _owner(row) is element]
        for number, row in enumerate(rows):
            column = int(value(row.find(f"{_W}trPr/{_W}gridBefore")) or 0)
            for cell in (cell for cell in row.iter(f"{_W}tc") if _owner(cell) is element):
                properties = cell.find(f"{_W}tcPr")
                span = value(properties.find(f"{_W}gridSpan")) if properties is not None else None
                wide = max(1, int(span)) if span is not None and span.isdigit() else 1
                merge = properties.find(f"{_W}vMerge") if properties is not None else None
                above = open_above.get(column)
                if merge is not None and value(merge) != "restart" and above is not None:
                    top = cells[above]
                    cells[above] = WordCell(top.row, top.column, number - top.row + 1, top.column_span, top.paragraphs)
                else:
                    paragraphs = tuple(_flat(self.blocks(cell, depth + 1)))
                    cells[number, column] = WordCell(number, column, 1, wide, paragraphs)
                    if merge is not None:
                        open_above[column] = (number, column)
                    else:
                        open_above.pop(column, None)
                column += wide
        return WordTable(tuple(cells.values()), self._ruled(element))

    def _ruled(self, element: Any) -> bool:
        borders = element.find(f"{_W}tblPr/{_W}tblBorders")
        name = value(element.find(f"{_W}tblPr/{_W}tblStyle"))
        if borders is None and name is not None:
            found = (style.find(f"{_W}tblPr/{_W}tblBorders") for style in self._styles.chain(name))
            borders = next((one for one in found if one is not None), None)
        places = list(borders) if borders is not None else []
        places += [side for sides in element.iter(f"{_W}tcBorders") for side in sides]
        inner = [side for side in places if value(side) not in (None, "nil", "none")]
        return len(inner) >= 2


def _owner(element: Any) -> Any:
    """The table that a row or cell belongs to."""
    parent = element.getparent()
    while parent is not None and parent.tag != f"{_W}tbl":
        parent = parent.getparent()
    return parent


def _text_boxes(drawing: Any) -> list[Any]:
    """The contents of text boxes, each once: the fallback for old programs repeats them."""
    return [
        box
        for box in drawing.iter(f"{_W}txbxContent")
        if not any(above.tag == f"{_MC}Fallback" for above in box.iterancestors())
        and not any(above.tag == f"{_W}txbxContent" for above in box.iterancestors() if above is not drawing)
    ]


def _flat(blocks: Iterator[Block]) -> Iterator[WordParagraph]:
    """Paragraphs, those of tables within included."""
    for block in blocks:
        if isinstance(block, WordParagraph):
            yield block
        else:
            for cell in block.cells:
                yield from cell.paragraphs
