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
from vndocx.adapters.docx_runs import RAISED, runs_of
from vndocx.adapters.docx_styles import Styles, W, value
from vndocx.errors import DamagedFile

__all__ = ["WordCell", "WordParagraph", "WordTable", "read_docx"]

# What zipfile and python-docx raise on torn files besides their own errors.
_TORN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, KeyError, ValueError, AttributeError,
         TypeError, IndexError)  # fmt: skip
_DEEPEST = 12  # tables and text boxes within each other
_MOST_COLUMNS = 63  # of a table in Word


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph as printed, its automatic label included; line breaks are "\\n", tabs "\\t".

    ``heading`` is its outline level, 1 the highest.
    """

    text: str
    heading: int | None = None
    bold: bool | None = None
    italic: bool | None = None
    centred: bool | None = None
    size: float | None = None


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
        self._footnotes = {note.get(f"{W}id"): note for note in footnotes} if footnotes is not None else {}
        self._cited: list[str] = []

    def blocks(self, parent: Any, depth: int) -> Iterator[Block]:
        """Paragraphs and tables below ``parent``, content controls opened."""
        if depth > _DEEPEST:
            return
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child, depth)
            elif child.tag == f"{W}tbl":
                yield self._table(child, depth)
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag"):
                yield from self.blocks(child, depth)

    def notes(self) -> Iterator[WordParagraph]:
        """The footnotes that the text cites, in order."""
        for number, note in enumerate(self._cited, 1):
            element = self._footnotes.get(note)
            for block in self.blocks(element, 1) if element is not None else ():
                if isinstance(block, WordParagraph) and block.text.strip():
                    text = f"{str(number).translate(RAISED)} {block.text.strip()}"
                    yield WordParagraph(text, None, block.bold, block.italic, None, block.size)

    def _paragraph(self, element: Any, depth: int) -> Iterator[Block]:
        properties = element.find(f"{W}pPr")
        style = value(properties.find(f"{W}pStyle")) if properties is not None else None
        runs = runs_of(element, self._cited)
        text = runs.text
        label = self._label(properties, style) if text.strip() or not runs.boxes else ""
        if label and text.strip():
            text = f"{label} {text.lstrip()}"
        yield WordParagraph(
            text,
            self._heading(properties, style),
            runs.mostly("b", style, self._styles),
            runs.mostly("i", style, self._styles),
            value(self._own_or_styled(properties, style, "jc")) == "center",
            runs.size(style, self._styles),
        )
        for box in runs.boxes:
            yield from self.blocks(box, depth + 1)

    def _own_or_styled(self, properties: Any | None, style: str | None, what: str) -> Any | None:
        own = properties.find(f"{W}{what}") if properties is not None else None
        return own if own is not None else self._styles.paragraph(style, what)

    def _label(self, properties: Any | None, style: str | None) -> str:
        own = properties.find(f"{W}numPr") if properties is not None else None
        styled = self._styles.paragraph(style, "numPr")

        def part(name: str) -> str | None:
            for source in (own, styled):
                found = value(source.find(f"{W}{name}")) if source is not None else None
                if found is not None:
                    return found
            return None

        num_id, depth = part("numId"), part("ilvl") or "0"
        return self._numbering.label(num_id, int(depth)) if num_id and num_id != "0" and depth.isdigit() else ""

    def _heading(self, properties: Any | None, style: str | None) -> int | None:
        level = value(properties.find(f"{W}outlineLvl")) if properties is not None else None
        if level is not None and level.isdigit() and int(level) < 9:
            return int(level) + 1
        return self._styles.heading(style)

    def _table(self, element: Any, depth: int) -> WordTable:
        cells: dict[tuple[int, int], WordCell] = {}
        open_above: dict[int, tuple[int, int]] = {}
        rows = [row for row in element.iter(f"{W}tr") if _owner(row) is element]
        for number, row in enumerate(rows):
            column = min(_MOST_COLUMNS, int(value(row.find(f"{W}trPr/{W}gridBefore")) or 0))
            for cell in (cell for cell in row.iter(f"{W}tc") if _owner(cell) is element):
                properties = cell.find(f"{W}tcPr")
                span = value(properties.find(f"{W}gridSpan")) if properties is not None else None
                wide = max(1, min(_MOST_COLUMNS, int(span))) if span is not None and span.isdigit() else 1
                merge = properties.find(f"{W}vMerge") if properties is not None else None
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
        borders = element.find(f"{W}tblPr/{W}tblBorders")
        name = value(element.find(f"{W}tblPr/{W}tblStyle"))
        if borders is None and name is not None:
            found = (style.find(f"{W}tblPr/{W}tblBorders") for style in self._styles.chain(name))
            borders = next((one for one in found if one is not None), None)
        places = list(borders) if borders is not None else []
        places += [side for sides in element.iter(f"{W}tcBorders") for side in sides]
        inner = [side for side in places if value(side) not in (None, "nil", "none")]
        return len(inner) >= 2


def _owner(element: Any) -> Any:
    """The table that a row or cell belongs to."""
    parent = element.getparent()
    while parent is not None and parent.tag != f"{W}tbl":
        parent = parent.getparent()
    return parent


def _flat(blocks: Iterator[Block]) -> Iterator[WordParagraph]:
    """Paragraphs, those of tables within included."""
    for block in blocks:
        if isinstance(block, WordParagraph):
            yield block
        else:
            for cell in block.cells:
                yield from cell.paragraphs
