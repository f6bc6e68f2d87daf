"""Calendar expressions: every shape they take in papers, and what is no date."""

from __future__ import annotations

import re
from pathlib import Path
from time import process_time

import edtf
import pytest

from vndocx import lexicon
from vndocx.extraction.dates import find_expressions
from vndocx.extraction.expression import Expression
from vndocx.lexicon.row_types import DateCueRow
from vndocx.model.findings import Mention, Reference
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
    assert [span.cut(text) for span in dict.fromkeys(one.span for one in found)] == spans  # days of one span have one
    assert [f"{value(one)} {one.role}" for one in found] == expected


@pytest.mark.parametrize(("marked", "values"), cases(), ids=lambda text: text[:50])
def test_edtf_is_valid(marked: str, values: str) -> None:
    for one in read(marked.replace("[[", "").replace("]]", "")):
        # The parser knows quarters and sets, but no quarter inside a set.
        for member in (one.edtf or "").strip("{}").split(","):
            if member:  # nor one before an open end ("2031-36/.."), which is read without it
                edtf.parse_edtf(re.sub(r"(-[34]\d)/\.\.$", r"\1", member))


@pytest.mark.parametrize("row", lexicon.rows(DateCueRow, "date_cues"), ids=lambda row: row.phrase)
def test_date_cue_examples(row: DateCueRow) -> None:
    for example in row.examples:
        found = read(example)
        assert found
        assert row.phrase in found[0].span.cut(example)


@pytest.mark.parametrize(
    ("issued", "edtf_form"),
    [("1980-03-01", "1979-08-25"), ("1979-XX-XX", "1979-08-25"), ("1978-02-01", "1979-08-25"), (None, None)],
)
def test_two_digit_years_take_the_century_of_the_paper(issued: str | None, edtf_form: str | None) -> None:
    (one,) = read("Theo Quyết định số 7-QĐ/TU ngày 25-8-79", issued)
    assert one.edtf == edtf_form


def test_a_blank_form_holds_no_date() -> None:
    assert read("….., ngày … tháng … năm 20…") == ()


def test_a_date_in_a_mention_names_its_paper() -> None:
    text = "Thực hiện Kế hoạch của Tỉnh ủy ngày 05/01/2031 về trồng cây."
    span = Span(10, 46)
    mention = Mention(span.cut(text), span, 1, (), 1.0, "given")
    paper = Reference("r1", "unnumbered", None, None, "Kế hoạch", None, None, None, None, "implements", (), (mention,))
    whole = Span(0, len(text))
    (one,) = find_expressions(Layout(text, (), (Paragraph(whole, Zone.BODY, 1, (whole,)),), ()), (paper,))
    assert (one.role, one.reference, one.span.cut(text)) == ("issue_date", "r1", "ngày 05/01/2031")


def test_years_in_the_subject_of_a_cited_paper_are_its_own() -> None:
    text = "Thực hiện Kế hoạch của Tỉnh ủy về trồng rừng giai đoạn 2031 - 2035, các xã gieo ươm năm 2032."
    span = Span(10, 30)
    mention = Mention(span.cut(text), span, 1, (), 1.0, "given")
    paper = Reference("r1", "unnumbered", None, None, "Kế hoạch", None, None, None, None, "implements", (), (mention,))
    whole = Span(0, len(text))
    found = find_expressions(Layout(text, (), (Paragraph(whole, Zone.BODY, 1, (whole,)),), ()), (paper,))
    assert [one.role == "period_in_title" for one in found] == [True, False]


def test_a_date_may_tell_which_event_it_is() -> None:
    found = read("Các trường gửi báo cáo trước khi kết thúc năm học 2030 - 2031.")
    assert [(value(one), one.role) for one in found] == [
        ("None kết thúc năm học 2030 - 2031", "deadline"),
        ("2030/2031", "period"),
    ]


@pytest.mark.parametrize("crowd", ["trước ngày 1/1 ", "ngày 1, 2, 3, ", "hằng tháng "])
def test_a_crowded_paragraph_is_read_in_the_time_of_its_length(crowd: str) -> None:
    def seconds(count: int) -> float:
        begun = process_time()
        read(crowd * count)
        return process_time() - begun

    seconds(50)
    assert seconds(2400) < 12 * seconds(600)
