"""vndocx turns scanned Vietnamese Party documents into facts that can be tracked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vndocx.codec import dump, load, schema
    from vndocx.errors import VndocxError
    from vndocx.model.record import Record
    from vndocx.pipeline import Pipeline, standard
    from vndocx.settings import Mode, Settings

__all__ = ["Mode", "Pipeline", "Record", "Settings", "VndocxError", "dump", "load", "schema", "standard"]

# Where each public name lives: loaded when first used, so that `import vndocx` costs nothing.
_HOME = {
    "Mode": "settings",
    "Pipeline": "pipeline",
    "Record": "model.record",
    "Settings": "settings",
    "VndocxError": "errors",
    "dump": "codec",
    "load": "codec",
    "schema": "codec",
    "standard": "pipeline",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'vndocx' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"vndocx.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
