"""Calendar expressions: every shape of chapter 4 of the domain handbook, and what is no date."""

from __future__ import annotations

from pathlib import Path

import edtf
import pytest

from vndocx import lexicon
from vndocx.extraction.dates import find_expressions
from vndocx.extraction.expression import Expression
from vndocx.lexicon.rows import DateCueRow
from vndocx.model.layout import Field, Layout, Letterhead, Paragraph, Zone
from vndocx.text import Span, nfc

CASES = Path(__file__).parent / "cases" / "dates.txt"
ISSUED = "2031-03-15"


def read(text: str, issued: str | None = ISSUED) -> tuple[Expression, ...]:
    """The expressions of one paragraph in a paper of ``issued``."""
    head = Letterhead(issued=Field(issued, None, "given", 1.0)) if issued is not None else Letterhead()
    span = Span(0, len(text))
    return find_expressions(Layout(text, (), (Paragraph(span, Zone.BODY, 1, (span,)),), (), head), ())


def cases() -> list[tuple[str, str]]:
    """Marked lines: the text with every expression in brackets, an arrow, and one value for each."""
    lines = [nfc(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    pairs = [tuple(line.split(" => ")) for line in lines if line.strip() and not line.startswith("#")]
    return [(text, values) for text, values in pairs]


def value(one: Expression) -> str:
    if one.rrule is not None:
        return one.rrule
    if one.relative is not None:
        return f"{one.relative.offset} {one.relative.time or ''}".strip() + f" {one.relative.event}"
    return one.edtf or "-"


@pytest.mark.parametrize(("marked", "values"), cases(), ids=lambda text: text[:50])
def test_marked_line(marked: str, values: str) -> None:
    expected = [] if values == "none" else values.split(" ; ")
    text = marked.replace("[[", "").replace("]]", "")
    spans = [piece.split("]]")[0] for piece in marked.split("[[")[1:]]
    found = read(text)
    assert [one.span.cut(text) for one in found] == spans
    assert [f"{value(one)} {one.role}" for one in found] == expected


@pytest.mark.parametrize(("marked", "values"), cases(), ids=lambda text: text[:50])
def test_edtf_is_valid(marked: str, values: str) -> None:
    for one in read(marked.replace("[[", "").replace("]]", "")):
        # The parser knows quarters and sets, but no quarter inside a set.
        for member in (one.edtf or "").strip("{}").split(","):
            if member:
                edtf.parse_edtf(member)


@pytest.mark.parametrize("row", lexicon.rows(DateCueRow, "date_cues"), ids=lambda row: row.phrase)
def test_date_cue_examples(row: DateCueRow) -> None:
    for example in row.examples:
        found = read(example)
        assert found
        assert row.phrase in found[0].span.cut(example)
