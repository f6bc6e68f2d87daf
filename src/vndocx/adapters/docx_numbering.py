"""Word's automatic numbering: the label that is printed before a paragraph, from numbering.xml."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from vndocx.adapters.docx_styles import W

__all__ = ["Numbering"]

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
# What Word allows: a file that says more would be written out into labels of millions of letters.
_MOST_LEVELS, _LARGEST_START = 9, 32_767


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level counts: its format, first number, pattern ("%1.%2.") and whether numbers above it show as digits."""

    format: str
    start: int
    pattern: str
    legal: bool


@dataclass(slots=True)
class Numbering:
    """Labels in document order: ask once for each numbered paragraph."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # by numId
    lists: dict[str, str] = field(default_factory=dict)  # numId → the list it counts in
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    started: set[tuple[str, int]] = field(default_factory=set)
    overrides: dict[tuple[str, int], int] = field(default_factory=dict)

    @staticmethod
    def of(root: Any | None) -> Numbering:
        """The numbering of a numbering.xml; without one no paragraph has a label."""
        made = Numbering()
        if root is None:
            return made
        abstract = {item.get(f"{W}abstractNumId"): item for item in root.findall(f"{W}abstractNum")}
        for number in root.findall(f"{W}num"):
            num_id = number.get(f"{W}numId")
            reference = number.find(f"{W}abstractNumId")
            base = abstract.get(reference.get(f"{W}val")) if reference is not None else None
            if num_id is None or base is None:
                continue
            made.lists[num_id] = base.get(f"{W}abstractNumId")
            levels = {int(lvl.get(f"{W}ilvl", 0)): _level(lvl) for lvl in base.findall(f"{W}lvl")}
            made.levels[num_id] = {depth: level for depth, level in levels.items() if depth < _MOST_LEVELS}
            for override in number.findall(f"{W}lvlOverride"):
                depth = min(int(override.get(f"{W}ilvl", 0)), _MOST_LEVELS - 1)
                own = override.find(f"{W}lvl")
                if own is not None:
                    made.levels[num_id][depth] = _level(own)
                start = override.find(f"{W}startOverride")
                if start is not None:
                    made.overrides[num_id, depth] = min(int(start.get(f"{W}val", 1)), _LARGEST_START)
        return made

    def label(self, num_id: str, depth: int) -> str:
        """The label of the next paragraph of that list and level; "" where nothing is printed."""
        levels = self.levels.get(num_id)
        if levels is None or depth not in levels:
            return ""
        level = levels[depth]
        counts = self.counts.setdefault(self.lists[num_id], {})
        if (num_id, depth) in self.overrides and (num_id, depth) not in self.started:
            counts[depth] = self.overrides[num_id, depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        self.started.add((num_id, depth))
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if level.format == "bullet":
            return level.pattern
        text = level.pattern
        for above in range(depth + 1):
            if f"%{above + 1}" in text:
                of = levels.get(above, level)
                value = counts.get(above, of.start)
                shown = "decimal" if level.legal and above < depth else of.format
                text = text.replace(f"%{above + 1}", _written(value, shown))
        return text


def _level(element: Any) -> _Level:
    def value(name: str, otherwise: str) -> str:
        found = element.find(f"{W}{name}")
        given = found.get(f"{W}val") if found is not None else None
        return str(given) if given is not None else otherwise

    start = value("start", "1")
    return _Level(
        value("numFmt", "decimal"),
        min(int(start), _LARGEST_START) if start.isdigit() else 1,
        value("lvlText", ""),
        element.find(f"{W}isLgl") is not None,
    )


def _written(value: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value > 0 else ""
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        text, rest = "", value
        for worth, digits in _ROMAN:
            while rest >= worth:
                text, rest = text + digits, rest - worth
        return text if form == "upperRoman" else text.lower()
    if form == "decimalZero":
        return f"{value:02d}"
    return "" if form == "none" else str(value)
