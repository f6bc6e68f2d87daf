"""Names in full: abbreviations written out, a committee or office named with the province that the head says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vndocx.lexicon import rows
from vndocx.lexicon.phrases import settle
from vndocx.lexicon.row_types import AbbreviationRow
from vndocx.model.language import EntityKind
from vndocx.model.layout import Layout

__all__ = ["Context", "context_of"]

# The body that speaks, in the head: "Tỉnh ủy Quảng Nam", "Ủy ban nhân dân tỉnh Quảng Nam".
_OWN = re.compile(
    r"\b(?P<level>tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy|đảng bộ tỉnh"
    r"|tỉnh|thành phố|huyện|quận|thị xã|xã|phường|đặc khu)"
    r"\s+(?P<name>[^\W\d_]+(?:[\s-]+[^\W\d_]+){0,3})\s*$"
)
_SMALL = frozenset({"các", "trực", "có", "liên", "khác", "cấp", "trên", "và", "thuộc"})
_COMMITTEE = {"tỉnh": "Tỉnh ủy", "thành phố": "Thành ủy", "huyện": "Huyện ủy", "quận": "Quận ủy", "thị xã": "Thị ủy"}


@dataclass(frozen=True, slots=True)
class Context:
    """Where the paper comes from: "tỉnh" and "Quảng Nam"; both "" where its head does not say."""

    level: str = ""
    place: str = ""

    def full_name(self, printed: str, kind: EntityKind) -> str:
        """The name with its abbreviations written out, and with the paper's own province or district."""
        name = _written_out(printed)
        if kind not in {EntityKind.ORGANISATION, EntityKind.TITLE} or not self.place:
            return name
        committee = _COMMITTEE.get(self.level)
        lowered = settle(name)
        if self.place.lower() in name.lower():
            return name
        if committee is not None and lowered.endswith(settle(committee)) and not lowered.startswith("các"):
            return f"{name} {self.place}"
        if lowered.endswith(f" {self.level}") and not re.search(r"các\s+\w+$|cấp\s+\w+$", lowered):
            return f"{name} {self.place}"
        return name

    def members(self, printed: str, kind: EntityKind) -> tuple[str, ...]:
        """A list with a shared head written out: "các huyện, thành ủy" is "các huyện ủy" and "các thành ủy"."""
        shared = _MINISTRIES.match(printed)
        if shared is not None:
            head = shared["head"][0].upper() + shared["head"][1:]
            return tuple(f"{head} {field}" for field in _fields(shared["fields"]))
        units = _UNITS.match(printed)
        if units is not None:
            return tuple(f"{units['head']} các {unit.strip()}" for unit in re.split(r",|/|\svà\s", units["units"]))
        if kind is not EntityKind.GROUP:
            return ()
        counted = re.match(r"(?P<count>(?:tất cả )?(?:các|những|mỗi|từng)\s+)?(?P<rest>.+)$", printed, re.IGNORECASE)
        if counted is None:
            return ()
        parts = [part.strip() for part in re.split(r",|\svà\s", counted["rest"]) if part.strip()]
        if len(parts) < 2 or any(len(part.split()) > 6 for part in parts):
            return ()
        if settle(parts[-1].split(" trực thuộc")[0]).endswith("ủy"):
            parts = [f"{part} ủy" if " " not in part else part for part in parts[:-1]] + [parts[-1]]
        count = (counted["count"] or "").lower()
        return tuple(f"{count}{part}" for part in parts)


# Bodies that a shared head names: "Các Bộ: Quốc phòng, Công an".
_MINISTRIES = re.compile(r"^các\s+(?P<head>bộ|sở):\s*(?P<fields>.+)$", re.IGNORECASE)
# One head for the units of several kinds: "UBND các xã, phường".
_UNITS = re.compile(
    r"^(?P<head>.*\S)\s+các\s+(?P<units>(?:xã|phường|đặc khu|thị trấn|tỉnh|thành phố|huyện|thị xã|quận)"
    r"(?:(?:\s*[,/]\s*|\svà\s)(?:xã|phường|đặc khu|thị trấn|tỉnh|thành phố|huyện|thị xã|quận))+)$",
    re.IGNORECASE,
)


def _fields(listed: str) -> list[str]:
    """The fields of work of a list; a comma inside one ("Văn hóa, Thể thao và Du lịch") does not part it."""
    whole = re.sub(r"Văn hóa,\s*Thể thao", "Văn hóa\0Thể thao", listed)
    return [part.strip().replace("\0", ", ") for part in whole.split(",") if part.strip()]


@cache
def _long_forms() -> tuple[re.Pattern[str], dict[str, str]]:
    pairs = dict(pair.split(" = ", 1) for row in rows(AbbreviationRow, "abbreviations") for pair in row.pairs)
    shorts = "|".join(re.escape(short) for short in sorted(pairs, key=len, reverse=True))
    return re.compile(rf"(?<![\w&./-])(?:{shorts})(?![\w&./-])"), pairs


def _written_out(printed: str) -> str:
    """The name with its abbreviations written out."""
    pattern, pairs = _long_forms()
    return pattern.sub(lambda found: pairs[found[0]], printed)


def context_of(layout: Layout) -> Context:
    """The province, district or commune of the paper, as its head names it."""
    head = layout.letterhead
    for field in (*head.issuer_block, head.issuer):
        if field is None:
            continue
        found = _OWN.search(settle(field.value))
        if found is None:
            continue
        words = found["name"].split()
        if words[0] in _SMALL:
            continue
        level = found["level"].replace("đảng bộ ", "")
        level = {
            "tỉnh ủy": "tỉnh",
            "thành ủy": "thành phố",
            "huyện ủy": "huyện",
            "quận ủy": "quận",
            "thị ủy": "thị xã",
        }.get(level, level)
        place = field.value[found.start("name") : found.end("name")]
        return Context(level, place if not place.isupper() else place.title())
    return Context()
