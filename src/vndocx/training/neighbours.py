"""``python -m vndocx.training.neighbours PAPERS ...``: counts what stands beside what in official papers.

Papers are files of text (.txt, or .gz with form feeds between the papers) or folders of them. Writes the table that
``reading.neighbours`` loads: likelihoods of three tokens in a row, interpolated after Kneser and Ney. Papers that share
runs of words with a text given by ``--without`` are left out, so that the table can be measured on those.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vndocx.reading.neighbours import GRAIN, TABLE, tokens
from vndocx.text import nfc

__all__ = ["main", "papers", "table"]

# A syllable, a pair and a row of three are kept when they stand in the papers so often.
_LEAST_ONE, _LEAST_TWO, _LEAST_THREE = 3, 2, 3
# Taken off each count and given to what was not met.
_OFF_ONE, _OFF_MORE = 0.5, 0.75
# Papers of which so many runs of so many words stand in a text to be measured on are left out.
_RUN, _SHARED = 10, 0.1
# Longer paragraphs are counted once: copies of one paper would outvote the others.
_ONCE = 12
_UNKNOWN, _EDGE = "", "\t"


def papers(paths: Iterable[Path]) -> Iterator[str]:
    """The text of each paper."""
    for path in paths:
        if path.is_dir():
            yield from papers(sorted(path.iterdir()))
        elif path.suffix == ".gz":
            yield from gzip.decompress(path.read_bytes()).decode("utf-8").split("\f")
        elif path.suffix == ".txt":
            yield path.read_text(encoding="utf-8")


def paragraphs(text: str) -> Iterator[tuple[str, ...]]:
    """The tokens of each Vietnamese paragraph; marks of Markdown are no text."""
    for part in re.split(r"\n\s*\n", nfc(re.sub(r"[*_|#]+", " ", text))):
        made = tokens(part)
        letters = [token for token in made if token not in set(",;:.#")]
        marked = sum(not token.isascii() for token in letters)
        if made and (len(letters) < 6 or marked > 0.35 * len(letters)):
            yield made


def unlike(every: Iterable[str], measured: Iterable[str]) -> Iterator[str]:
    """The papers that do not share runs of words with a text to be measured on."""
    known = [runs(text) for text in measured]
    for text in every:
        own = runs(text)
        if all(len(own & other) <= _SHARED * max(1, min(len(own), len(other))) for other in known):
            yield text


def runs(text: str) -> frozenset[int]:
    """The runs of words of a text, as numbers."""
    words = re.findall(r"[^\W\d_]+", nfc(text).lower())
    return frozenset(hash(tuple(words[at : at + _RUN])) for at in range(len(words) - _RUN + 1))


def table(every: Iterable[str]) -> dict[str, Any]:
    """The columns of ``reading.neighbours.Neighbours``, counted in the papers."""
    rows: list[tuple[str, ...]] = []
    met: set[tuple[str, ...]] = set()
    for text in every:
        for row in paragraphs(text):
            if len(row) <= _ONCE or row not in met:
                rows.append(row)
            met.add(row)
    often = Counter(token for row in rows for token in row)
    names = [_UNKNOWN, _EDGE, *sorted(token for token, count in often.items() if count >= _LEAST_ONE)]
    numbers = {name: number for number, name in enumerate(names)}
    flat = [number for row in rows for number in (1, 1, *(numbers.get(token, 0) for token in row), 1)]
    columns = _likelihoods(np.array(flat, np.int64), len(names))
    stored = np.frombuffer("\n".join(names).encode(), np.uint8)
    return {"tokens": stored, **columns}


def _likelihoods(row: NDArray[np.int64], size: int) -> dict[str, Any]:
    first, second, last = row[:-2], row[1:-1], row[2:]
    inside = ~((second == 1) & (last == 1)) & ~((first != 1) & (second == 1))
    first, second, last = first[inside], second[inside], last[inside]
    three, times = np.unique((first * size + second) * size + last, return_counts=True)
    two, kinds = np.unique(three % (size * size), return_counts=True)
    one, ends = np.unique(two % size, return_counts=True)

    alone = np.zeros(size)
    alone[one] = np.maximum(ends - _OFF_ONE, 0) / ends.sum()
    alone += (1 - alone.sum()) / size

    before = two // size
    share = np.maximum(kinds - _OFF_MORE, 0) / np.bincount(before, kinds, size)[before]
    keep = kinds >= _LEAST_TWO
    after_one = 1.0 - np.bincount(before[keep], share[keep], size)
    pairs = two[keep]
    pair = share[keep] + after_one[before[keep]] * alone[pairs % size]

    firsts, which = np.unique(three // size, return_inverse=True)
    share = np.maximum(times - _OFF_MORE, 0) / np.bincount(which, times)[which]
    keep = times >= _LEAST_THREE
    after_two = 1.0 - np.bincount(which[keep], share[keep], len(firsts))
    thirds, which = three[keep], which[keep]
    tail = thirds % (size * size)
    place = np.minimum(np.searchsorted(pairs, tail), len(pairs) - 1)
    lower = np.where(pairs[place] == tail, pair[place], after_one[tail // size] * alone[tail % size])
    third = share[keep] + after_two[which] * lower
    used, starts = np.unique(which, return_index=True)
    return {
        "alone": _bytes(alone),
        "after_one": _bytes(after_one),
        "pairs": pairs.astype(np.uint32),
        "pair": _bytes(pair),
        "firsts": firsts[used].astype(np.uint32),
        "starts": np.append(starts, len(thirds)).astype(np.uint32),
        "after_two": _bytes(after_two[used]),
        "thirds": (thirds % size).astype(np.uint16),
        "third": _bytes(third),
    }


def _bytes(likely: NDArray[Any]) -> NDArray[np.uint8]:
    made: NDArray[np.uint8] = np.clip(np.round(-GRAIN * np.log(np.maximum(likely, 1e-7))), 0, 255).astype(np.uint8)
    return made


def main(arguments: list[str] | None = None) -> int:
    """Write the table; 0, or 1 without any paper."""
    parser = argparse.ArgumentParser(prog="python -m vndocx.training.neighbours", description=__doc__)
    parser.add_argument("papers", type=Path, nargs="+", help="files and folders of papers")
    parser.add_argument("--without", type=Path, action="append", default=[], help="texts to be measured on, or folders")
    parser.add_argument("-o", "--output", type=Path, default=TABLE)
    chosen = parser.parse_args(arguments)
    every = list(papers(chosen.papers))
    if not every:
        sys.stderr.write("no paper was found\n")
        return 1
    kept = list(unlike(every, list(papers(chosen.without))))
    made = table(kept)
    np.savez_compressed(chosen.output, **made)
    size = chosen.output.stat().st_size
    sys.stdout.write(f"{len(kept)} of {len(every)} papers, {len(made['alone'])} tokens, {len(made['pairs'])} pairs, ")
    digest = hashlib.sha256("\f".join(kept).encode()).hexdigest()
    sys.stdout.write(f"{len(made['thirds'])} rows of three, {size} bytes, from sha256 {digest}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
