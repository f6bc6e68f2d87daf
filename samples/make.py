"""Make the sample papers and their gold from ``sources/``: ``make samples``."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from ageing import age, save
from typesetting import typeset, write_docx

HERE = Path(__file__).parent


def gold(source: dict[str, Any]) -> dict[str, Any]:
    """The annotation of a source as ``make quality`` reads it."""
    head = source["header"]
    return {
        "header": {
            "doc_type": {"code": head["code"]},
            "number": head.get("number"),
            "issuer": {"value": head["issuer"]},
            "issue_date": head.get("issued"),
            "subject": {"text": head.get("subject", source.get("subject"))},
            "signature": {"name": {"text": head["signer"]}},
        },
        "references": [
            {
                "canonical": row.get("number") or row["title"],
                "kind": row.get("kind", "numbered"),
                "issued": row.get("issued"),
                "issuer": row.get("issuer"),
                "relation": row.get("relation"),
                "mentions": [{"text": text} for text in row["mentions"]],
            }
            for row in source.get("references", [])
        ],
        "dates": [
            {"text": text, "edtf": row.get("edtf"), "role": row["role"], **tier(row)}
            for text, row in source.get("dates", {}).items()
            for _ in range(row.get("times", 1))
        ],
        "assignments": [
            {
                "id": row["id"],
                "role": row["role"],
                "assignees": [{"text": name} for name in row["who"]],
                "partners": [{"text": name} for name in row.get("with", [])],
                "action": {"text": row["what"]},
                **tier(row),
            }
            for row in source.get("assignments", [])
        ],
        "deadlines": [
            {
                "id": f"L{index}",
                "class": row.get("class", "hard"),
                "text": row["text"],
                "norm": {key: row[key] for key in ("edtf", "due", "rrule") if key in row},
                "assignments": row.get("of", []),
                **tier(row),
            }
            for index, row in enumerate(source.get("deadlines", []), 1)
        ],
    }


def tier(row: dict[str, Any]) -> dict[str, str]:
    return {"tier": "lenient"} if row.get("lenient") else {}


def main(names: list[str]) -> None:
    for path in sorted((HERE / "sources").glob("*.toml")):
        if names and path.stem not in names:
            continue
        source = tomllib.loads(path.read_text(encoding="utf-8"))
        paper = typeset(source)
        (HERE / "gold" / f"{path.stem}.truth.txt").write_text(paper.truth, encoding="utf-8")
        (HERE / "gold" / f"{path.stem}.json").write_text(
            json.dumps(gold(source), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
        for output in source["outputs"]:
            target = HERE / "papers" / f"{path.stem}.{output}"
            kind, suffix = output.rsplit(".", 1)
            if suffix == "docx":
                write_docx(source, target)
            elif kind == "digital":
                target.write_bytes(paper.pdf)
            else:
                save(age(paper, kind, seed=path.stem), target)
            print(f"{target.name}: {target.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main(sys.argv[1:])
