"""The record of the sample papers: schema, evidence, boxes, links, same bytes, and the golden record of a small plan."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import vndocx
from vndocx import Record, dump, load, schema, standard
from vndocx.codec import plain
from vndocx.errors import BadRecord

ROOT = Path(__file__).parent.parent
PAPERS = sorted((ROOT / "samples" / "papers").iterdir())
QUICK = [path for path in PAPERS if path.name.endswith((".digital.pdf", ".docx"))]
SCANS = [path for path in PAPERS if path.name.endswith(("typewriter.pdf", ".webp"))]
GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module", params=QUICK + SCANS, ids=lambda path: path.name)
def record(request: pytest.FixtureRequest) -> Record:
    return standard()(request.param)


def evidence(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "rule" in node and "span" in node:
            yield node
        for value in node.values():
            yield from evidence(value)
    elif isinstance(node, list):
        for value in node:
            yield from evidence(value)


def test_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_record_fits_the_schema(record: Record) -> None:
    jsonschema.validate(plain(record), schema(), cls=jsonschema.Draft202012Validator)


def test_evidence_is_what_stands_in_the_text(record: Record) -> None:
    found = list(evidence(plain(record)))
    assert len(found) > 15
    for one in found:
        start, end = one["span"]
        assert record.text[start:end] == one["text"]
        assert 0 < one["confidence"] <= 1
        assert one["rule"]


def test_boxes_lie_on_their_page(record: Record) -> None:
    sizes = {page.number: (page.width, page.height) for page in record.pages}
    for one in evidence(plain(record)):
        for place in one["boxes"]:
            width, height = sizes[place["page"]]
            x0, y0, x1, y1 = place["box"]
            assert 0 <= x0 < x1 <= width + 0.1
            assert 0 <= y0 < y1 <= height + 0.1
        if record.source.media_type in ("application/pdf", "image/webp"):
            assert one["boxes"], one["text"]


def test_ids_lead_somewhere(record: Record) -> None:
    references = {one.id for one in record.references}
    tasks = {one.id for one in record.assignments}
    terms = {one.id for one in record.deadlines}
    sections = {one["id"] for item in plain(record)["outline"] for one in walk(item)}
    for reference in record.references:
        assert set(reference.members) <= references
    for date in record.dates:
        assert date.reference is None or date.reference in references
        assert date.deadline is None or date.deadline in terms
    for task in record.assignments:
        assert task.deadline is None or task.deadline in terms
        assert task.section is None or task.section in sections
        assert set(task.references) <= references
    for term in record.deadlines:
        assert set(term.assignments) <= tasks


def walk(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield item
    for child in item["children"]:
        yield from walk(child)


def test_sections_lie_in_their_parents(record: Record) -> None:
    for item in plain(record)["outline"]:
        for parent in walk(item):
            for child in parent["children"]:
                assert parent["span"][0] <= child["span"][0] <= child["span"][1] <= parent["span"][1]


def test_record_survives_the_way_to_json_and_back(record: Record) -> None:
    assert dump(load(Record, dump(record))) == dump(record)


def test_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    copy = tmp_path / "somewhere" / QUICK[0].name
    copy.parent.mkdir()
    copy.write_bytes(QUICK[0].read_bytes())
    assert dump(standard()(copy)) == dump(standard()(QUICK[0]))


@pytest.mark.parametrize("change", [{"text": 3}, {"status": "perhaps"}, {"references": [{"id": "r1"}]}])
def test_what_is_no_record_is_refused(change: dict[str, object]) -> None:
    given = plain(standard()(QUICK[0])) | change
    with pytest.raises(BadRecord) as told:
        load(Record, json.dumps(given))
    assert next(iter(change)) in told.value.message


def test_golden_record() -> None:
    """``make golden`` writes the record again; a person reads the difference."""
    made = plain(standard()(ROOT / "samples" / "papers" / "ke-hoach-cai-cach-hanh-chinh.digital.pdf"))
    made["provenance"].pop("recipe")  # changes with every word of the lexicon
    text = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
    golden = GOLDEN / "ke-hoach-cai-cach-hanh-chinh.record.json"
    if os.environ.get("VNDOCX_WRITE_GOLDEN") and not os.environ.get("CI"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_public_names() -> None:
    assert sorted(vndocx.__all__) == vndocx.__all__ == dir(vndocx)
    for name in vndocx.__all__:
        assert getattr(vndocx, name).__name__
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        vndocx.nonsense  # noqa: B018
