"""A fact that is given little confidence makes a notice that says why."""

from __future__ import annotations

from dataclasses import replace

from vndocx.extraction.doubts import doubts
from vndocx.model.findings import Action, Assignment, Evidence, Findings
from vndocx.model.layout import Layout, PageLayout, Paragraph, PlacedWord, Zone
from vndocx.model.scan import Origin
from vndocx.text import Span

TEXT = "Ban Tổ chức lập danh sách."


def layout(confidence: float) -> Layout:
    whole = Span(0, len(TEXT))
    page = PageLayout(1, 595.3, 841.9, Origin.OCR, 0, 0.0, confidence, whole)
    word = PlacedWord(whole, 1, None, confidence)
    return Layout(TEXT, (word,), (Paragraph(whole, Zone.BODY, 1, (whole,)),), (page,))


def findings(confidence: float) -> Findings:
    proof = Evidence(TEXT[12:25], Span(12, 25), 1, (), confidence, "subject and verb")
    task = Assignment("a1", "execute", "must", (), (), Action(proof.text, proof), (), (), None, None, False, ())
    return Findings(assignments=(task,))


def test_sure_fact_makes_no_notice() -> None:
    assert doubts(layout(1.0), findings(0.9)) == ()


def test_doubtful_reading_of_a_sentence() -> None:
    (notice,) = doubts(layout(1.0), findings(0.5))
    assert (notice.code, notice.span, notice.page) == ("needs_review", (12, 25), 1)
    assert "hiểu cách khác" in notice.message


def test_doubtful_letters() -> None:
    (notice,) = doubts(layout(0.4), findings(0.3))
    assert "khó đọc" in notice.message


def test_long_words_are_cut() -> None:
    found = findings(0.5)
    proof = replace(found.assignments[0].action.evidence, text="việc " * 60)
    task = replace(found.assignments[0], action=Action(proof.text, proof))
    (notice,) = doubts(layout(1.0), Findings(assignments=(task,)))
    assert len(notice.message) < 180
