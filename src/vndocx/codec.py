"""Value ↔ JSON at every border, and the JSON Schema of the record.

Types are written once, as the frozen dataclasses of ``model``; pydantic derives checks and schema from them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from vndocx.errors import BadRecord
from vndocx.model.record import SCHEMA_VERSION, Record

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = ["dump", "load", "plain", "schema"]

T = TypeVar("T")


def plain(value: object) -> Any:
    """``value`` as dicts, lists, strings and numbers, keys in the order of the fields."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name.rstrip("_"): plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float):
        return round(value, 4)
    return value


def dump(value: object, *, indent: int | None = 1) -> str:
    """``value`` as JSON text ending in a line break; the same value gives the same bytes."""
    return json.dumps(plain(value), ensure_ascii=False, indent=indent) + "\n"


@cache
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def load(kind: type[T], text: str | bytes) -> T:
    """The value of type ``kind`` that ``text`` holds; raises BadRecord when it does not fit."""
    from pydantic import ValidationError

    try:
        value: T = _adapter(kind).validate_json(text)  # type: ignore[arg-type]
        return value
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise BadRecord(f"not a {kind.__name__}: {where}: {first['msg']}") from error


@cache
def _schema_text() -> str:
    made = _adapter(Record).json_schema(mode="serialization", by_alias=True)
    made = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:vndocx:record:{SCHEMA_VERSION}",
        "title": "vndocx record",
        **{key: value for key, value in made.items() if key != "title"},
    }
    _close(made)
    return json.dumps(made, ensure_ascii=False)


def _close(node: Any) -> None:
    """Forbid unknown keys in every object with named properties, and require all of them."""
    if isinstance(node, dict):
        if "properties" in node:
            node["additionalProperties"] = False
            node["required"] = sorted(node["properties"], key=list(node["properties"]).index)
            for value in node["properties"].values():
                value.pop("default", None)
        for value in node.values():
            _close(value)
    elif isinstance(node, list):
        for value in node:
            _close(value)


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the record."""
    made: dict[str, Any] = json.loads(_schema_text())
    return made
