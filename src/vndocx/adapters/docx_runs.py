"""The runs of a Word paragraph: its characters as printed, and how most of them are set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vndocx.adapters.docx_styles import Styles, W, is_on, value

__all__ = ["RAISED", "Runs", "runs_of"]

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


@dataclass(frozen=True, slots=True)
class Runs:
    """The pieces of a paragraph, each with its run properties (None where it has none), and its text boxes."""

    pieces: tuple[tuple[str, Any], ...]
    boxes: tuple[Any, ...]

    @property
    def text(self) -> str:
        return "".join(piece for piece, _ in self.pieces)

    def mostly(self, what: str, style: str | None, styles: Styles) -> bool | None:
        """Whether most letters are set so (``b`` bold, ``i`` italic); None without letters."""
        total = marked = 0
        for text, properties in self.pieces:
            letters = sum(map(str.isalnum, text))
            total += letters
            marked += letters if is_on(_property(properties, style, what, styles)) else 0
        return marked * 2 > total if total else None

    def size(self, style: str | None, styles: Styles) -> float | None:
        """The size of most characters in points; None where the file does not say."""
        sizes: dict[float, int] = {}
        for text, properties in self.pieces:
            half = value(_property(properties, style, "sz", styles))
            if half is not None and half.isdigit() and text.strip():
                sizes[int(half) / 2] = sizes.get(int(half) / 2, 0) + len(text)
        return max(sizes, key=lambda size: sizes[size]) if sizes else None


def _property(properties: Any | None, style: str | None, what: str, styles: Styles) -> Any | None:
    """The run property ``what``: the run's own, else that of its style, else that of its paragraph's style."""
    if properties is not None:
        own = properties.find(f"{W}{what}")
        if own is not None:
            return own
        named = value(properties.find(f"{W}rStyle"))
        found = styles.run(named, what) if named is not None else None
        if found is not None:
            return found
    return styles.run(style, what)


def runs_of(paragraph: Any, cited: list[str]) -> Runs:
    """The runs below a paragraph without tracked deletions and hidden text; ids of footnotes go on to ``cited``."""
    pieces: list[tuple[str, Any]] = []
    boxes: list[Any] = []
    _collect(paragraph, pieces, boxes, cited)
    return Runs(tuple(pieces), tuple(boxes))


def _collect(parent: Any, pieces: list[tuple[str, Any]], boxes: list[Any], cited: list[str]) -> None:
    for child in parent:
        tag = child.tag
        if tag == f"{W}r":
            _collect_run(child, pieces, boxes, cited)
        elif tag == f"{_MATH}t":
            pieces.append((child.text or "", None))
        elif tag not in (f"{W}pPr", f"{W}del", f"{W}moveFrom", f"{_MC}Fallback") and isinstance(tag, str):
            _collect(child, pieces, boxes, cited)


def _collect_run(run: Any, pieces: list[tuple[str, Any]], boxes: list[Any], cited: list[str]) -> None:
    properties = run.find(f"{W}rPr")
    if properties is not None and is_on(properties.find(f"{W}vanish")):
        return
    text = ""
    for child in run:
        name = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
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
            cited.append(child.get(f"{W}id"))
            text += str(len(cited)).translate(RAISED)
        elif name in ("drawing", "pict", "object") or child.tag == f"{_MC}AlternateContent":
            boxes += _text_boxes(child)
    if properties is not None:
        if is_on(properties.find(f"{W}caps")):
            text = text.upper()
        if value(properties.find(f"{W}vertAlign")) == "superscript":
            text = text.translate(RAISED)
    if text:
        pieces.append((text, properties))


def _text_boxes(drawing: Any) -> list[Any]:
    """The contents of text boxes, each once: the fallback for old programs repeats them."""
    return [
        box
        for box in drawing.iter(f"{W}txbxContent")
        if not any(above.tag == f"{_MC}Fallback" for above in box.iterancestors())
        and not any(above.tag == f"{W}txbxContent" for above in box.iterancestors() if above is not drawing)
    ]
