"""What a person said of the facts of a paper, kept beside the records and never in them."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vndocx.errors import OutputUnwritable

__all__ = ["VERDICTS", "Corrections"]

VERDICTS = ("right", "wrong", "corrected")
FOLDER = "review"
LONGEST = 4000  # characters of a correction


@dataclass(frozen=True, slots=True)
class Corrections:
    """The verdicts on the papers of an output folder, one small JSON file a paper."""

    output: Path

    def of(self, sha256: str) -> dict[str, dict[str, str]]:
        """The verdicts on a paper by key of the fact: ``{"verdict": …, "value": …}``."""
        try:
            given: dict[str, Any] = json.loads(self._file(sha256).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return dict(given["facts"])

    def keep(self, sha256: str, key: str, verdict: str, value: str) -> None:
        """Keep a verdict; raises ValueError when it is none, OutputUnwritable when it cannot be written."""
        if verdict not in VERDICTS or not key.isalnum() or len(key) > 64 or len(value) > LONGEST:
            raise ValueError("not a verdict")
        facts = self.of(sha256)
        facts[key] = {"verdict": verdict, "value": value} if verdict == "corrected" else {"verdict": verdict}
        file = self._file(sha256)
        unfinished = file.with_suffix(".unfinished")
        try:
            file.parent.mkdir(exist_ok=True)
            with unfinished.open("w", encoding="utf-8") as out:
                json.dump({"id": sha256, "facts": dict(sorted(facts.items()))}, out, ensure_ascii=False, indent=1)
                out.flush()
                os.fsync(out.fileno())
            unfinished.replace(file)
        except OSError as error:
            raise OutputUnwritable(f"{file}: {error.strerror}") from error

    def _file(self, sha256: str) -> Path:
        if len(sha256) != 64 or not sha256.isalnum():
            raise ValueError("not the id of a paper")
        return self.output / FOLDER / f"{sha256}.json"
