"""``python -m vndocx.evaluation GOLD``: score papers against their annotations, with floors that only rise.

GOLD holds ``NAME.json`` annotations; the papers are the files of the same name (up to the first dot) in GOLD
itself or in the folder ``papers`` beside it. Ends with exit code 1 when a kind lies below its floor.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from vndocx.codec import plain
from vndocx.errors import SettingsError, VndocxError
from vndocx.evaluation.gold import Gold, read_gold
from vndocx.evaluation.reliability import reliability
from vndocx.evaluation.score import KINDS, Score
from vndocx.evaluation.scoring import compare
from vndocx.pipeline import standard
from vndocx.settings import Mode, Settings

LAST = Path("out") / "quality.json"


def papers(folder: Path) -> Iterator[tuple[Gold, Path]]:
    """Every annotation in ``folder`` with each file of its paper."""
    places = [folder, folder.parent / "papers"]
    for annotation in sorted(folder.glob("*.json")):
        files = [
            path
            for place in places
            if place.is_dir()
            for path in sorted(place.iterdir())
            if path.name.split(".")[0] == annotation.stem
            and path.suffix != ".json"
            and not path.name.endswith(".truth.txt")
        ]
        if not files:
            raise SettingsError(f"{annotation}: no paper of that name", "Put it beside the annotation.")
        for path in files:
            yield read_gold(annotation), path


def main(arguments: list[str] | None = None) -> int:
    """Print the table, and what was asked for besides; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m vndocx.evaluation", description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", action="append", default=[], choices=KINDS, help="list the errors of this kind")
    parser.add_argument("--papers", action="store_true", help="a table for each paper")
    parser.add_argument("--mode", type=Mode, default=Settings().mode, choices=list(Mode), help="how scans are read")
    parser.add_argument(
        "--floors", type=Path, help="a TOML file of least F1 figures by kind (default: GOLD/floors.toml)"
    )
    options = parser.parse_args(arguments)
    pipeline = standard(Settings(mode=options.mode))
    total = Score()
    for gold, path in papers(options.gold):
        try:
            score = compare(gold, plain(pipeline(path)))
        except VndocxError as error:
            sys.stdout.write(f"{path.name}: {error.message}\n")
            score = compare(gold, {})
        if options.papers:
            sys.stdout.write(f"\n{path.name}\n{table(score, {})}")
        total.merge(score)
    before = json.loads(LAST.read_text(encoding="utf-8")) if LAST.is_file() else {}
    key = f"{options.gold}/{options.mode}"
    sys.stdout.write(table(total, before.get(key, {})))
    sys.stdout.write(reliability_table(total))
    for kind, name, what in total.errors:
        if kind in options.errors:
            sys.stdout.write(f"{kind}: {name}: {what}\n")
    LAST.parent.mkdir(exist_ok=True)
    LAST.write_text(
        json.dumps({**before, key: {kind: total.tallies[kind].f1 for kind in KINDS}}, indent=1) + "\n", encoding="utf-8"
    )
    return check_floors(total, options.floors or options.gold / "floors.toml")


def table(score: Score, before: dict[str, float]) -> str:
    """Right, found and annotated facts, precision, recall, F1 and the change since the last run, a row a kind."""
    rows = [f"{'':24}{'right':>7}{'found':>7}{'gold':>7}{'P':>8}{'R':>8}{'F1':>8}{'change':>9}"]
    for kind in KINDS:
        tally = score.tallies[kind]
        if not tally.found and not tally.gold:
            continue
        change = f"{tally.f1 - before[kind]:+9.3f}" if kind in before else ""
        rows.append(
            f"{kind:24}{tally.right:7}{tally.found:7}{tally.gold:7}"
            f"{tally.precision:8.3f}{tally.recall:8.3f}{tally.f1:8.3f}{change}"
        )
    return "\n".join(rows) + "\n"


def reliability_table(score: Score) -> str:
    """Confidence against truth, a row a tenth."""
    rows = [f"\n{'confidence':24}{'facts':>7}{'mean':>8}{'right':>8}"]
    for tenth in reliability(score.judged):
        rows.append(
            f"{tenth.low:.1f} to {tenth.low + 0.1:.1f}{'':14}{tenth.count:7}{tenth.confidence:8.3f}{tenth.right:8.3f}"
        )
    return "\n".join(rows) + "\n"


def check_floors(score: Score, path: Path) -> int:
    """0 when every kind reaches its floor in ``path`` or there is no such file, else 1 with a line for each."""
    if not path.is_file():
        return 0
    floors = tomllib.loads(path.read_text(encoding="utf-8"))
    if unknown := set(floors) - set(KINDS):
        raise SettingsError(f"{path}: unknown kind {sorted(unknown)[0]!r}")
    below = [kind for kind, floor in floors.items() if round(score.tallies[kind].f1, 3) < floor]
    for kind in below:
        sys.stdout.write(f"below its floor: {kind} {score.tallies[kind].f1:.3f} < {floors[kind]}\n")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
