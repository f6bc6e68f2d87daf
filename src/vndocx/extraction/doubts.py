"""Facts that a person should look at, each with the reason."""

from __future__ import annotations

from collections.abc import Iterator

from vndocx.model.findings import Evidence, Findings
from vndocx.model.layout import Layout
from vndocx.model.scan import Notice

__all__ = ["doubts"]

# Below this, fewer than about seven facts in ten are right (see the table of confidence in DESIGN.md).
UNSURE = 0.7
# Below this the words themselves are doubtful, not what the rules made of them.
ILLEGIBLE = 0.75


def doubts(layout: Layout, findings: Findings) -> tuple[Notice, ...]:
    """A notice ``needs_review`` for each fact given less than 0.7, in the order of the text."""
    found = [
        Notice("needs_review", f"{label} “{_short(proof.text)}”: {_reason(layout, proof)}", proof.page, proof.span)
        for label, proof in _facts(findings)
        if proof.confidence < UNSURE
    ]
    return tuple(sorted(found, key=lambda notice: notice.span or (0, 0)))


def _facts(findings: Findings) -> Iterator[tuple[str, Evidence]]:
    for reference in findings.references:
        if reference.kind != "self" and reference.mentions:
            yield "Văn bản viện dẫn", max(reference.mentions, key=lambda mention: mention.confidence)
    for task in findings.assignments:
        yield "Nhiệm vụ", task.action.evidence
    for term in findings.deadlines:
        yield "Thời hạn", term.evidence


def _reason(layout: Layout, proof: Evidence) -> str:
    read = layout.confidence(proof.span)
    if read < ILLEGIBLE:
        return f"chữ trên trang khó đọc (độ tin cậy {read:.2f}), cần xem lại bản gốc"
    return f"câu này có thể hiểu cách khác (độ tin cậy {proof.confidence:.2f}), cần xem lại"


def _short(words: str) -> str:
    return words if len(words) <= 80 else words[:77].rsplit(" ", 1)[0] + " …"
