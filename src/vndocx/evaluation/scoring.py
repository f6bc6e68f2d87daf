"""Compare a record with its annotation, kind by kind.

Values are compared, not offsets, so that one annotation serves the text of a paper and every scan of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from vndocx.evaluation.gold import Fact, Gold
from vndocx.evaluation.likeness import likeness, pair, party_name
from vndocx.evaluation.score import Judged, Score
from vndocx.text import squeeze

__all__ = ["compare"]

SAME_NAME = 0.8
SAME_ACTION = 0.6
Json = dict[str, Any]


def compare(gold: Gold, record: Json) -> Score:
    """The score of one record, given as plain JSON; ``{}`` stands for a paper without a record."""
    score = Score()
    for judge in (_header, _references, _unnumbered, _dates, _deadlines, _assignments, _evidence):
        judge(gold, record, score)
    return score


def _number(value: str | None) -> str | None:
    bare = re.sub(r"\s+", "", value or "").replace("–", "-").upper().lstrip("0")
    return bare or None


def _edtf(value: str | None) -> str:
    return (value or "").replace("[", "").replace("]", "")


def _header(gold: Gold, record: Json, score: Score) -> None:
    head = record.get("document") or {}
    signed = head.get("signatures") or [{}]
    found = {
        "type": (head.get("type") or {}).get("code"),
        "number": _number(head.get("number")),
        "issued": head.get("issued"),
        "issuer": head.get("issuer"),
        "subject": head.get("subject"),
        "signer": signed[0].get("name"),
    }
    least = {"issuer": 0.75, "subject": 0.9, "signer": 1.0}
    for name, wanted in gold.header.items():
        wanted = _number(wanted) if name == "number" else wanted
        got = found[name]
        if not wanted and not got:
            continue
        right = bool(wanted and got) and (likeness(wanted, got) >= least[name] if name in least else wanted == got)
        score.tallies["header"].add(right, bool(got), bool(wanted))
        proof = (head.get("evidence") or {}).get("signatures.0.name" if name == "signer" else name)
        if got and proof:
            score.judged.append(Judged("header", proof["confidence"], right))
        if not right:
            score.errors.append(("header", gold.name, f"{name}: {wanted!r}, not {got!r}"))


def _is_numbered(entry: Json) -> bool:
    return entry.get("kind") == "numbered" and "/" in (entry.get("canonical") or "")


def _references(gold: Gold, record: Json, score: Score) -> None:
    wanted = {_number(fact.values["canonical"]): fact for fact in gold.references if _is_numbered(fact.values)}
    got = {_number(r["number"]): r for r in record.get("references", []) if r["number"] and r["kind"] != "self"}
    strict = {number for number, fact in wanted.items() if not fact.lenient}
    counted = {number for number in got if number in strict or number not in wanted}
    score.tallies["references"].add(len(strict & set(got)), len(counted), len(strict))
    for number in counted:
        right = number in strict
        score.judged.append(Judged("references", _confidence(got[number]["mentions"]), right))
        if not right:
            score.errors.append(("references", gold.name, f"invented {number}"))
    for number in sorted(str(n) for n in strict - set(got)):
        score.errors.append(("references", gold.name, f"missed {number}"))
    for number in strict & set(got):
        date, read = wanted[number].values.get("issued"), got[number]["issued"]
        score.tallies["reference dates"].add(bool(date) and date == read, bool(read), bool(date))
        if date != read:
            score.errors.append(("reference dates", gold.name, f"{number}: {date}, not {read}"))
    for number in set(wanted) | set(got):
        entries = wanted[number].values["mentions"] if number in wanted else []
        must = sum(entry.get("tier") != "lenient" for entry in entries)
        free = len(entries) - must
        read_count = len(got[number]["mentions"]) if number in got else 0
        right_count = min(must, read_count)
        score.tallies["mentions"].add(right_count, max(read_count - free, right_count), must)
        if must != read_count:
            score.errors.append(("mentions", gold.name, f"{number}: {must}, not {read_count}"))


def _confidence(evidence: list[Json]) -> float:
    return max((float(one["confidence"]) for one in evidence), default=0.0)


def _unnumbered(gold: Gold, record: Json, score: Score) -> None:
    wanted = [f for f in gold.references if not _is_numbered(f.values) and f.values.get("kind") != "self"]
    got = [r for r in record.get("references", []) if not r["number"] and r["kind"] != "self"]

    def alike(fact: Fact, reference: Json) -> float:
        left = [fact.values["canonical"], *(mention["text"] for mention in fact.values["mentions"])]
        right = [reference["title"] or "", *(mention["text"] for mention in reference["mentions"])]
        return max(likeness(a, b) for a in left for b in right)

    pairs = pair(wanted, got, alike, SAME_NAME)
    right = {j for i, j in pairs if not wanted[i].lenient}
    free = {j for i, j in pairs if wanted[i].lenient}
    score.tallies["unnumbered references"].add(len(right), len(got) - len(free), sum(not f.lenient for f in wanted))
    seen = {i for i, _ in pairs}
    for i, fact in enumerate(wanted):
        if i not in seen and not fact.lenient:
            score.errors.append(("unnumbered references", gold.name, f"missed {fact.values['canonical']}"))
    for j, reference in enumerate(got):
        if j in free:
            continue
        score.judged.append(Judged("unnumbered references", _confidence(reference["mentions"]), j in right))
        if j not in right:
            score.errors.append(("unnumbered references", gold.name, f"invented {reference['title']}"))


def _dates(gold: Gold, record: Json, score: Score) -> None:
    must = Counter(_edtf(f.values["edtf"]) for f in gold.dates if f.values.get("edtf") and not f.lenient)
    free = Counter(_edtf(f.values["edtf"]) for f in gold.dates if f.values.get("edtf") and f.lenient)
    if gold.header["issued"]:
        free[gold.header["issued"]] += 1
    left = must + free
    got = Counter(_edtf(date["edtf"]) for date in record.get("dates", []) if date["edtf"])
    extra = (got - must) - free
    score.tallies["dates"].add(
        sum((must & got).values()), sum((must & got).values()) + sum(extra.values()), sum(must.values())
    )
    for value, times in sorted((must - got).items()):
        score.errors.append(("dates", gold.name, f"missed {value} ×{times}"))
    for value, times in sorted(extra.items()):
        score.errors.append(("dates", gold.name, f"invented {value} ×{times}"))
    for date in record.get("dates", []):
        if value := _edtf(date["edtf"]):
            score.judged.append(Judged("dates", date["confidence"], left[value] > 0))
            left[value] -= 1


_SCORED = {"hard": "hard", "hard_relative": "relative", "relative": "relative", "recurring": "recurring"}


def _rule(value: str | None) -> dict[str, str]:
    parts = re.sub(r"^RRULE:", "", value or "").upper().split(";")
    return dict(part.split("=", 1) for part in parts if "=" in part)


def _names(parties: list[Json], key: str) -> str:
    return " ".join(sorted(party_name(squeeze(party[key])) for party in parties))


def _same(wanted: str, got: str) -> bool:
    return likeness(wanted, got) >= SAME_NAME if wanted or got else True


def _deadlines(gold: Gold, record: Json, score: Score) -> None:
    wanted = [f for f in gold.deadlines if f.values["class"] in _SCORED and not f.lenient]
    optional = [f for f in gold.deadlines if f.values["class"] not in _SCORED or f.lenient]
    got = [d for d in record.get("deadlines", []) if d["class"] in _SCORED]
    tasks = {task["id"]: task for task in record.get("assignments", [])}
    gold_tasks = {fact.values["id"]: fact.values for fact in gold.assignments}

    def owners(deadline: Json) -> str:
        parties = {p["name"]: p for i in deadline["assignments"] if i in tasks for p in tasks[i]["assignees"]}
        return _names(list(parties.values()), "name")

    def gold_owners(fact: Fact) -> str:
        ids = fact.values.get("assignments") or []
        parties = {p["text"]: p for i in ids if i in gold_tasks for p in gold_tasks[i]["assignees"]}
        return _names(list(parties.values()), "text") or party_name(fact.values.get("assignee") or "")

    def alike(fact: Fact, deadline: Json) -> float:
        norm = fact.values.get("norm") or {}
        words = likeness(fact.values["text"], deadline["text"])
        if _SCORED[fact.values["class"]] != "hard":
            same = deadline["class"] == _SCORED[fact.values["class"]] and words >= 0.7
            same = same and (not norm.get("rrule") or _rule(norm["rrule"]) == _rule(deadline["rrule"]))
            return 1 + words if same else 0.0
        edtf = _edtf(norm.get("edtf"))
        due = norm.get("due") or edtf.removeprefix("../")
        if not due or not (deadline["due"] == due or _edtf(deadline["edtf"]) == edtf):
            return 0.0
        return 1 + words + likeness(gold_owners(fact), owners(deadline))

    pairs = pair(wanted, got, alike, 1.0)
    used = {j for _, j in pairs}
    rest = [j for j in range(len(got)) if j not in used]
    free = {
        rest[j]
        for _, j in pair(optional, [got[j] for j in rest], lambda f, d: likeness(f.values["text"], d["text"]), 0.7)
    }
    count = len(got) - len(free)
    score.tallies["deadlines"].add(len(pairs), count, len(wanted))
    for i in set(range(len(wanted))) - {i for i, _ in pairs}:
        score.errors.append(("deadlines", gold.name, f"missed {wanted[i].values['text']}"))
    for j, deadline in enumerate(got):
        if j not in free:
            score.judged.append(Judged("deadlines", deadline["evidence"]["confidence"], j in used))
            if j not in used:
                score.errors.append(("deadlines", gold.name, f"extra {deadline['text']} ({deadline['due']})"))
    owned = 0
    for i, j in pairs:
        if _same(gold_owners(wanted[i]), owners(got[j])):
            owned += 1
        else:
            text = wanted[i].values["text"]
            score.errors.append(
                ("deadline owners", gold.name, f"{text}: {gold_owners(wanted[i])!r}, not {owners(got[j])!r}")
            )
    score.tallies["deadline owners"].add(owned, count, len(wanted))


def _assignments(gold: Gold, record: Json, score: Score) -> None:
    wanted, got = gold.assignments, record.get("assignments", [])

    def alike(fact: Fact, task: Json) -> float:
        who = likeness(_names(fact.values["assignees"], "text"), _names(task["assignees"], "name"))
        return likeness(fact.values["action"]["text"], task["action"]["text"]) + 0.25 * who

    pairs = pair(wanted, got, alike, SAME_ACTION)
    free = {j for i, j in pairs if wanted[i].lenient}
    strict = [(i, j) for i, j in pairs if not wanted[i].lenient]
    count, must = len(got) - len(free), sum(not fact.lenient for fact in wanted)
    right: set[int] = set()
    for i, j in strict:
        fact, task = wanted[i].values, got[j]
        whole = True
        for name, key in (("who", "assignees"), ("with", "partners")):
            a, b = _names(fact.get(key) or [], "text"), _names(task[key], "name")
            if not _same(a, b):
                whole = False
                score.errors.append(
                    ("assignments", gold.name, f"{name}: {a!r}, not {b!r}: {fact['action']['text'][:60]}")
                )
        if whole:
            right.add(j)
    score.tallies["tasks found"].add(len(strict), count, must)
    score.tallies["assignments"].add(len(right), count, must)
    for i in set(range(len(wanted))) - {i for i, _ in pairs}:
        if not wanted[i].lenient:
            fact = wanted[i].values
            score.errors.append(
                ("tasks found", gold.name, f"missed {_names(fact['assignees'], 'text')}: {fact['action']['text'][:80]}")
            )
    for j, task in enumerate(got):
        if j in free:
            continue
        score.judged.append(Judged("assignments", task["action"]["evidence"]["confidence"], j in right))
        if all(j != b for _, b in pairs):
            score.errors.append(
                ("tasks found", gold.name, f"extra {_names(task['assignees'], 'name')}: {task['action']['text'][:80]}")
            )


def _evidence(gold: Gold, record: Json, score: Score) -> None:
    text = record.get("text") or ""
    kinds = ("document", "references", "dates", "assignments", "deadlines")
    every = [one for kind in kinds for one in _walk(record.get(kind))]
    wrong = [one for one in every if text[one["span"][0] : one["span"][1]] != one["text"]]
    score.tallies["evidence"].add(len(every) - len(wrong), len(every), len(every))
    for one in wrong:
        score.errors.append(("evidence", gold.name, f"{one['span']} is not {one['text'][:40]!r}"))


def _walk(node: Any) -> Iterator[Json]:
    if isinstance(node, dict):
        if "span" in node and "rule" in node:
            yield node
        for value in node.values():
            yield from _walk(value)
    elif isinstance(node, list):
        for value in node:
            yield from _walk(value)
