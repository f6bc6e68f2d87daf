"""References: lines of Vietnamese with what is cited in them, and what the lines cannot say."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path

import pytest

from vndocx.extraction.references import cite, find_references
from vndocx.extraction.references.citation import prose
from vndocx.lexicon.codes import document_types, issuer_codes, type_codes
from vndocx.model.findings import Reference
from vndocx.model.layout import Field, Layout, Letterhead, PageLayout, Paragraph, PlacedWord, Zone
from vndocx.model.scan import Notice, Origin
from vndocx.text import Span

CASES = Path(__file__).parent / "cases" / "references.txt"


def paper(text: str, number: str | None = None, kind: str | None = None) -> Layout:
    """A layout of one page, a paragraph a line, with the number and type code of its own head."""
    words = tuple(
        PlacedWord(Span(*match.span()), page=1, box=None, confidence=1.0) for match in re.finditer(r"\S+", text)
    )
    paragraphs, at = [], 0
    for line in text.split("\n"):
        span = Span(at, at + len(line))
        paragraphs.append(Paragraph(span, Zone.BODY, 1, (span,)))
        at = span.end + 1
    head = Letterhead(
        number=Field(number, None, "head", 1.0) if number else None,
        type=Field(kind, None, "head", 1.0) if kind else None,
    )
    page = PageLayout(1, 595.0, 842.0, Origin.PLAIN, 0, 0.0, None, Span(0, len(text)))
    return Layout(text, words, tuple(paragraphs), (page,), head)


def read(
    text: str, number: str | None = None, kind: str | None = None
) -> tuple[tuple[Reference, ...], tuple[Notice, ...]]:
    return find_references(paper(text, number, kind))


def unmark(line: str) -> tuple[str, list[Span]]:
    """The line without its marks, and the marked spans in the order in which they open."""
    text, spans, opened = "", [], []
    for part in re.split(r"(\[\[|\]\])", line.replace("¶", "\n")):
        if part == "[[":
            opened.append(len(spans))
            spans.append(Span(len(text), -1))
        elif part == "]]":
            index = opened.pop()
            spans[index] = Span(spans[index].start, len(text))
        else:
            text += part
    assert not opened, f"a mark is not closed: {line}"
    return text, spans


def cases() -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith(">"):
            found[-1][1].append(line[1:].strip())
        elif line.strip() and not line.startswith("#"):
            found.append((line, []))
    return found


@pytest.mark.parametrize(("line", "expected"), cases(), ids=lambda value: str(value)[:50])
def test_marked_lines(line: str, expected: list[str]) -> None:
    text, spans = unmark(line)
    references, _ = read(text)
    cited = sorted(
        ((mention.span, reference) for reference in references for mention in reference.mentions),
        key=lambda pair: (pair[0].start, -pair[0].end),
    )
    assert [span.cut(text) for span, _ in cited] == [span.cut(text) for span in spans]
    assert len(expected) == len(spans), "one line a mark"
    for (_, reference), wanted in zip(cited, expected, strict=True):
        got = [
            reference.number or reference.title,
            reference.issued,
            reference.type.name if reference.type else None,
            reference.relation,
            reference.issuer,
            reference.term,
        ]
        for have, want in zip(got, (part.strip() for part in wanted.split("|")), strict=False):
            assert want == "*" or (have or "-") == want, f"{want!r} wanted, {have!r} found in {wanted}"


def test_evidence_is_cut_from_the_text() -> None:
    for line, _ in cases():
        text, _ = unmark(line)
        for reference in read(text)[0]:
            for mention in reference.mentions:
                assert mention.text == mention.span.cut(text)
                assert 0.0 < mention.confidence <= 1.0


@pytest.mark.parametrize("row", document_types(), ids=lambda row: row.name)
def test_every_kind_of_paper_is_found_by_its_examples(row) -> None:  # type: ignore[no-untyped-def]
    for example in row.examples:
        found = [one for one in cite(prose(f"theo {row.name} số {example} ngày 3/4/2019")) if one.number is not None]
        assert [one.number.normal for one in found if one.number] == [example]
        assert found[0].type is not None
        assert found[0].type.name == row.name


def test_issuer_codes_are_written_out_for_every_level() -> None:
    codes = issuer_codes()
    assert codes["BTGTW"].name == "Ban Tuyên giáo Trung ương"
    assert codes["BTCTU"].name == "Ban Tổ chức Tỉnh ủy"
    assert not codes["TW"].single
    assert codes["TTG"].name == "Thủ tướng Chính phủ"
    assert len(codes) > 200


def test_type_codes_have_no_blank_key() -> None:
    assert all(type_codes())


def test_one_number_of_two_terms_is_two_papers() -> None:
    text = (
        "Theo Kết luận số 96-KL/TW ngày 20/3/2012 của Bộ Chính trị (khóa XI).\n"
        "Theo Kết luận số 96-KL/TW ngày 8/4/2024 của Bộ Chính trị (khóa XIII)."
    )
    references, notices = read(text)
    assert [(one.number, one.issued, one.term) for one in references] == [
        ("96-KL/TW", "2012-03-20", "XI"),
        ("96-KL/TW", "2024-04-08", "XIII"),
    ]
    assert notices == ()


def test_numbers_that_restart_each_year_are_two_papers() -> None:
    text = "Theo Quyết định số 915/QĐ-UBND ngày 07/4/2011.\nTheo Quyết định số 915/QĐ-UBND ngày 02/10/2024."
    references, notices = read(text)
    assert [one.issued for one in references] == ["2011-04-07", "2024-10-02"]
    assert notices == ()


def test_two_provinces_number_alike() -> None:
    text = (
        "Theo Quyết định số 90/QĐ-UBND ngày 08/6/2024 của Ủy ban nhân dân tỉnh Sông Thao.\n"
        "Theo Quyết định số 90/QĐ-UBND ngày 11/7/2024 của Ủy ban nhân dân tỉnh Núi Ngang."
    )
    assert len(read(text)[0]) == 2


def test_a_number_without_its_year_joins_the_full_one() -> None:
    text = "Theo Nghị định số 30/NĐ-CP ngày 5/3/2020; Nghị định số 30/2020/NĐ-CP ngày 5/3/2020 của Chính phủ."
    assert [(one.number, len(one.mentions)) for one in read(text)[0]] == [("30/2020/NĐ-CP", 2)]


def test_capitals_do_not_reach_the_record() -> None:
    text = "THỰC HIỆN NGHỊ QUYẾT SỐ 12/2024/NQ-HĐND CỦA HỘI ĐỒNG NHÂN DÂN TỈNH SÔNG THAO VỀ GIẢM NGHÈO"
    assert read(text)[0][0].issuer == "Hội đồng nhân dân tỉnh Sông Thao"


def test_two_dates_for_one_number_are_reported_and_not_repaired() -> None:
    text = "Theo Quyết định số 88/QĐ-SXD ngày 6/3/2025.\nTheo Quyết định số 88/QĐ-SXD ngày 9/3/2025 đã nêu."
    references, notices = read(text)
    assert len(references) == 1
    assert [mention.text[-8:] for mention in references[0].mentions] == ["6/3/2025", "9/3/2025"]
    assert max(mention.confidence for mention in references[0].mentions) < 0.8
    assert [notice.code for notice in notices] == ["conflicting_dates"]


def test_short_and_full_forms_are_one_entry() -> None:
    text = (
        "Thực hiện Kết luận số 91-KL/TW của Ban Bí thư.\n"
        "Kết luận số 91-KL/TW, ngày 5/6/2027 nêu rõ.\n"
        "Các cấp học tập KẾT LUẬN SỐ 91-KL/TW và Kết luận 91."
    )
    references, _ = read(text)
    assert [(one.number, one.issued, one.issuer, len(one.mentions)) for one in references] == [
        ("91-KL/TW", "2027-06-05", "Ban Bí thư", 4)
    ]


def test_a_law_by_name_joins_its_number() -> None:
    text = "Theo Luật Nhà ở.\nCăn cứ Luật Nhà ở số 27/2023/QH15 ngày 27/11/2023;\nĐiều 5 của Luật Nhà ở quy định."
    references, _ = read(text)
    assert [(one.number, one.title, one.issued, len(one.mentions)) for one in references] == [
        ("27/2023/QH15", "Luật Nhà ở", "2023-11-27", 3)
    ]
    provision = references[0].mentions[2].provision
    assert provision is not None
    assert provision.dieu == "5"


def test_provisions_stand_on_their_mention() -> None:
    text = "Theo điểm a khoản 2 Điều 5 Nghị định số 33/2021/NĐ-CP; khoản 2 Điều 29, khoản 3 Điều 34 Luật Lưu trữ."
    references, _ = read(text)
    first, second = (reference.mentions[0].provision for reference in references)
    assert first is not None
    assert second is not None
    assert (first.diem, first.khoan, first.dieu) == ("a", "2", "5")
    assert (second.khoan, second.dieu) == ("2, 3", "29, 34")


def test_a_plural_name_knows_its_members() -> None:
    text = (
        "Học các Nghị quyết Hội nghị lần thứ năm Ban Chấp hành Trung ương Đảng (khóa XII).\n"
        "Gồm Nghị quyết số 10-NQ/TW ngày 3/6/2017 và Nghị quyết số 12-NQ/TW ngày 3/6/2017; "
        "Nghị quyết số 18-NQ/TW ngày 25/10/2017."
    )
    references, _ = read(text)
    assert references[0].kind == "group"
    assert references[0].members == ("r2", "r3")
    assert references[3].number == "18-NQ/TW"


def test_own_number_in_the_body_is_the_paper_itself() -> None:
    text = "Số: 52/QĐ-UBND\n(Kèm theo Quyết định số 52/QĐ-UBND ngày 3/4/2025 của Ủy ban nhân dân tỉnh)\nTheo Quyết định này."
    references, _ = read(text, number="52/QĐ-UBND", kind="QĐ")
    assert [(one.kind, one.number, len(one.mentions)) for one in references] == [("self", "52/QĐ-UBND", 2)]


def test_a_head_line_is_no_citation() -> None:
    assert read("Số: 52/QĐ-UBND\nSố 11-KH/TU, Thanh Sơn, ngày 5 tháng 6 năm 2024")[0] == ()


def test_a_blank_number_of_its_own_kind_is_the_paper_itself() -> None:
    text = "Kèm theo Quyết định số      /QĐ-UBND ngày    tháng   năm 2025 của Ủy ban nhân dân tỉnh"
    references, _ = read(text, number="77/QĐ-UBND", kind="QĐ")
    assert [one.kind for one in references] == ["self"]


def test_a_blank_number_with_its_date_stays_without_number() -> None:
    references, _ = read("Căn cứ Nghị quyết số   /NQ-CP ngày 01 tháng 01 năm 2031;")
    assert [(one.number, one.issued, one.kind) for one in references] == [(None, "2031-01-01", "unnumbered")]


def test_an_impossible_day_is_left_out() -> None:
    references, _ = read("Theo Quyết định số 12/QĐ-UBND ngày 31/02/2024 của Ủy ban.")
    assert [(one.number, one.issued) for one in references] == [("12/QĐ-UBND", None)]


def test_blank_day_is_kept_blank() -> None:
    references, _ = read("Theo Kế hoạch số 12-KH/TU, ngày … tháng 9 năm 2023 của Tỉnh ủy.")
    assert references[0].issued == "2023-09-XX"


def test_unclear_codes_are_left_as_printed() -> None:
    references, _ = read("Theo Kế hoạch số 12-KH/ĐUXYZ của cơ quan và Quyết định số 5/QĐ-ABCD.")
    assert [one.number for one in references] == ["12-KH/ĐUXYZ", "5/QĐ-ABCD"]


def test_ids_follow_the_text_and_results_do_not_change() -> None:
    text = "\n".join(unmark(line)[0] for line, _ in cases())
    first, second = read(text), read(text)
    assert first == second
    references = first[0]
    assert [one.id for one in references] == [f"r{index}" for index in range(1, len(references) + 1)]
    starts = [min(mention.span.start for mention in one.mentions) for one in references]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    "piece",
    ["Luật sửa đổi, bổ sung ", "khoản 1, 2, 3 Điều 4, 5 ", "số 12, 13, ", "của Ban Chỉ đạo về ", "Nghị quyết Đại hội ",
     "12/2020/", "NQ-NQ-NQ/", "Kế hoạch của ", "I-I-I/", "ngày      ", "thực hiện, thực hiện, "],
)  # fmt: skip
def test_hostile_text_does_not_hang(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    started = time.perf_counter()
    read(text)
    assert time.perf_counter() - started < 5.0


def test_torn_lines_do_not_break_spans() -> None:
    chance = random.Random(7)
    text = "\n".join(unmark(line)[0] for line, _ in cases())
    for _ in range(15):
        torn = list(text[chance.randrange(len(text)) :][:1500])
        for _ in range(40):
            torn[chance.randrange(len(torn))] = chance.choice(" \n-/.,()số1lI|")
        for reference in read("".join(torn))[0]:
            for mention in reference.mentions:
                assert mention.text == mention.span.cut("".join(torn))
