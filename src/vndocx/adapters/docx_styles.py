"""The named styles of a Word file: what they say of paragraphs, runs and tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

__all__ = ["Styles", "W", "is_on", "value"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def value(element: Any | None, name: str = "val") -> str | None:
    """An attribute of an element of Word; None where either is missing."""
    return None if element is None else element.get(f"{W}{name}")


def is_on(element: Any | None) -> bool | None:
    """A switch such as w:b: None where it is not given."""
    return None if element is None else value(element) not in ("0", "false", "off", "none")


class Styles:
    """What the named styles say of paragraphs and runs."""

    def __init__(self, root: Any | None) -> None:
        found = root.findall(f"{W}style") if root is not None else []
        self._styles = {style.get(f"{W}styleId"): style for style in found}
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        self._default_run = defaults
        normal = [style for style in found if style.get(f"{W}default") == "1" and value(style, "type") == "paragraph"]
        self._normal = normal[0].get(f"{W}styleId") if normal else None

    def chain(self, name: str | None) -> Iterator[Any]:
        """The style and those it is based on."""
        seen: set[str] = set()
        name = name or self._normal
        while name is not None and name not in seen and name in self._styles:
            seen.add(name)
            style = self._styles[name]
            yield style
            name = value(style.find(f"{W}basedOn"))

    def run(self, name: str | None, what: str) -> Any | None:
        """The run property ``what`` as the style or the defaults give it."""
        for style in self.chain(name):
            found = style.find(f"{W}rPr/{W}{what}")
            if found is not None:
                return found
        return self._default_run.find(f"{W}{what}") if self._default_run is not None else None

    def paragraph(self, name: str | None, what: str) -> Any | None:
        """The paragraph property ``what`` as the style gives it."""
        found = (style.find(f"{W}pPr/{W}{what}") for style in self.chain(name))
        return next((one for one in found if one is not None), None)

    def heading(self, name: str | None) -> int | None:
        """The level of a heading style, by its name or its outline level."""
        for style in self.chain(name) if name is not None else ():
            title = (value(style.find(f"{W}name")) or "").lower()
            if title.startswith("heading ") and title[8:].isdigit():
                return int(title[8:])
        return None
