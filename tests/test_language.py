"""Language: sentences, names, members, names in full, tokens, and the components that others can use."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vndocx.language import annotate
from vndocx.language.authority import authority, in_force, successors
from vndocx.language.context import Context, context_of
from vndocx.language.names import find_names
from vndocx.language.sentences import sentences_in
from vndocx.language.terms import defined_parties
from vndocx.language.tokens import align
from vndocx.lexicon import rows
from vndocx.lexicon.phrases import PhraseBook, settle, split
from vndocx.lexicon.row_types import AuthorityRow, BodyRow, DutyVerbRow, PostRow
from vndocx.model.language import EntityKind
from vndocx.model.layout import Field, Layout, Letterhead, Paragraph, Zone
from vndocx.text import Span

CASES = [
    line
    for line in (Path(__file__).parent / "cases" / "names.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
MARK = re.compile(r"\[\[(\w+):(.*?)\]\]")


def names(text: str) -> list[tuple[str, str]]:
    words = split(text)
    return [
        (name.kind.value, text[words.spans[name.start].start : words.spans[name.end - 1].end])
        for name in find_names(words)
    ]


def sentences(text: str) -> list[str]:
    return [span.cut(text) for span in sentences_in(text, Span(0, len(text)))]


def layout(*paragraphs: str) -> Layout:
    text = "\n".join(paragraphs)
    made, at = [], 0
    for paragraph in paragraphs:
        span = Span(at, at + len(paragraph))
        made.append(Paragraph(span, Zone.BODY, 1, (span,)))
        at = span.end + 1
    return Layout(text, (), tuple(made), ())


@pytest.mark.parametrize("line", CASES)
def test_names_in_marked_lines(line: str) -> None:
    assert names(MARK.sub(r"\2", line)) == MARK.findall(line)


@pytest.mark.parametrize(
    "example",
    [
        example
        for kind, name in ((BodyRow, "organisations"), (PostRow, "posts"))
        for row in rows(kind, name)
        for example in row.examples
    ],
)
def test_lexicon_examples_are_found_whole(example: str) -> None:
    assert example in [name for _, name in names(f"Giao {example}.")]


def test_every_duty_verb_has_an_example_that_it_begins() -> None:
    for row in rows(DutyVerbRow, "duty_verbs"):
        book = PhraseBook((verb, row.role) for verb in row.verbs)
        assert row.examples
        for example in row.examples:
            assert book.match(split(example), 0), example


def test_two_spellings_of_a_tone_are_one() -> None:
    assert settle("Uỷ ban, hoà giải, quý, hoàn, thuỷ") == settle("Ủy ban, hòa giải, qúy, hoàn, thủy")
    assert len(settle("Uỷ ban")) == len("Uỷ ban")


def test_a_syllable_needs_its_marks() -> None:
    book = PhraseBook([("sở", "department"), ("ủy ban", "committee")])
    assert book.match(split("số 12"), 0) is None
    assert book.match(split("Uy ban"), 0) == (2, "committee")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giao Sở Y tế chủ trì. Hoàn thành trước ngày 20/3.", ["Giao Sở Y tế chủ trì.", "Hoàn thành trước ngày 20/3."]),
        ("Điều 1. Ban hành kèm theo Quyết định này Quy chế.", ["Điều 1. Ban hành kèm theo Quyết định này Quy chế."]),
        ("2.1. Sở Nội vụ", ["2.1. Sở Nội vụ"]),
        ("IV. Tổ chức thực hiện", ["IV. Tổ chức thực hiện"]),
        ("UBND TP. Quảng Hà báo cáo. Đạt 98.5 điểm.", ["UBND TP. Quảng Hà báo cáo.", "Đạt 98.5 điểm."]),
        ("Kinh phí 1.250.000 đồng, v.v. và các khoản khác.", ["Kinh phí 1.250.000 đồng, v.v. và các khoản khác."]),
        ("Chỉ đạo các đơn vị... Đưa kết quả vào báo cáo.", ["Chỉ đạo các đơn vị...", "Đưa kết quả vào báo cáo."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="Ab cĐđẾế.;!?… 1(“”)-", max_size=120))
def test_sentences_cover_all_words_in_order(text: str) -> None:
    spans = list(sentences_in(text, Span(0, len(text))))
    assert all(first.end <= second.start for first, second in pairwise(spans))
    assert "".join(span.cut(text) for span in spans).replace(" ", "") == text.replace(" ", "")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "các",
                "Ban",
                "Sở",
                "Chỉ",
                "đạo",
                "Tỉnh",
                "ủy",
                ",",
                "và",
                "(",
                ")",
                ":",
                ";",
                "thuộc",
                "của",
                "Y",
                "tế",
                "xã",
                "UBND",
                "đồng",
                "chí",
                "từ",
                "đến",
                "-",
                "\n",
            ]
        ),
        max_size=30,
    )
)
def test_names_never_overlap_nor_run_over_a_paragraph(parts: list[str]) -> None:
    words = split(" ".join(parts))
    found = list(find_names(words))
    assert all(name.start < name.end <= len(words) for name in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all("\n" not in words.marked[name.start : name.end] for name in found)


def test_a_shared_head_is_written_out() -> None:
    context = Context()
    group = EntityKind.GROUP
    assert context.members("các huyện, thành ủy, đảng ủy", group) == ("các huyện ủy", "các thành ủy", "các đảng ủy")
    assert context.members("các sở, ban, ngành", group) == ("các sở", "các ban", "các ngành")
    assert context.members("Các Bộ: Quốc phòng, Công an", group) == ("Bộ Quốc phòng", "Bộ Công an")
    assert context.members("Các Bộ: Y tế, Văn hóa, Thể thao và Du lịch", group)[1] == "Bộ Văn hóa, Thể thao và Du lịch"
    assert context.members("UBND các xã, phường", EntityKind.ORGANISATION) == ("UBND các xã", "UBND các phường")
    assert context.members("Ban Tuyên giáo Tỉnh ủy", EntityKind.ORGANISATION) == ()


def test_names_are_resolved_in_the_papers_context() -> None:
    head = Letterhead(issuer_block=(Field("Tỉnh ủy Quảng Hà", None, "head", 0.9),))
    context = context_of(replace(layout("x"), letterhead=head))
    assert context == Context("tỉnh", "Quảng Hà")
    organ = EntityKind.ORGANISATION
    assert context.full_name("Ban Tuyên giáo Tỉnh ủy", organ) == "Ban Tuyên giáo Tỉnh ủy Quảng Hà"
    assert context.full_name("UBND tỉnh", organ) == "Ủy ban nhân dân tỉnh Quảng Hà"
    assert context.full_name("VPTU", organ) == "Văn phòng Tỉnh ủy Quảng Hà"
    assert context.full_name("Bộ Y tế", organ) == "Bộ Y tế"
    assert context.full_name("Tỉnh ủy Quảng Hà", organ) == "Tỉnh ủy Quảng Hà"
    assert Context().full_name("Ban Tuyên giáo Tỉnh ủy", organ) == "Ban Tuyên giáo Tỉnh ủy"


def test_bodies_and_roles_that_the_paper_defines_are_names() -> None:
    text = (
        "Điều 2. Giải thích từ ngữ\n1. Trạm chủ: là đơn vị giữ khóa kho.\n2. “Người trực kho” là người ghi sổ.\n"
        "3. Kho là nơi để hàng.\n4. Bên thuê là tổ chức ký hợp đồng.\nĐiều 3. Giữ kho\n1. Thủ kho là người giữ khóa.\n"
    )
    assert defined_parties(text) == ("Trạm chủ", "Người trực kho")
    assert names(f"{text}Trạm chủ ghi sổ.")[-1] == ("GROUP", "Trạm chủ")


def test_the_authority_file_knows_what_existed_when() -> None:
    assert in_force("Bộ Kế hoạch và Đầu tư", "2025-02-28") is True
    assert in_force("bộ kế hoạch và đầu tư", "2025-03-01") is False
    assert in_force("BTGDVTW", "2025-12-01") is True
    assert in_force("Sở Không Có", "2025-01-01") is None
    assert successors("Ban Dân vận Trung ương", "2026-01-01") == ("Ban Tuyên giáo và Dân vận Trung ương",)
    assert successors("Ban Dân vận Trung ương", "2024-01-01") == ("Ban Dân vận Trung ương",)
    assert successors("tỉnh Bình Định", "2025-07-01") == ("tỉnh Gia Lai",)


def test_the_authority_file_agrees_with_itself() -> None:
    ended = 0
    for row in rows(AuthorityRow, "authorities"):
        assert row.source
        assert authority(row.name) is row
        assert not (row.valid_from and row.valid_to) or row.valid_from <= row.valid_to
        if row.valid_to:
            ended += 1
            assert row.successors
        for successor in row.successors:
            later = authority(successor)
            assert later is None or not later.valid_to, f"{row.name} was followed by {successor}, which ended"
    assert sum(row.level == "place" and bool(row.valid_to) for row in rows(AuthorityRow, "authorities")) == 30
    assert ended > 50


def test_tokens_keep_their_place_though_the_segmenter_spells_anew() -> None:
    text = "Tối ưu hoá  hệ thống thông tin Đắc Lắk"
    tokens = align(text, Span(0, len(text)))
    assert tokens[0].span.start == 0
    assert tokens[-1].span.cut(text).endswith("Lắk")
    assert "".join(token.span.cut(text) for token in tokens).replace(" ", "") == text.replace(" ", "")


def test_annotate_gives_sentences_names_and_tokens_of_what_the_lexicon_leaves_open() -> None:
    paper = layout("1. Sở Y tế", "- Gieo ươm cây giống bản địa tại các vườn ươm.", "- Xây dựng kế hoạch năm.")
    language = annotate(paper)
    assert [sentence.span for sentence in language.sentences] == [paragraph.span for paragraph in paper.paragraphs]
    assert [entity.name for entity in language.entities] == ["Sở Y tế"]
    assert language.tokens
    assert language.tokens[0].tag is not None
    assert all(token.span in paper.paragraphs[1].span for token in language.tokens)


def test_the_components_serve_other_spacy_pipelines() -> None:
    import spacy

    from vndocx.language import components

    nlp = spacy.blank("xx")
    for name in components.PIPELINE:
        nlp.add_pipe(name)
    doc = nlp("Giao đồng chí Trần Quốc Khánh và Sở Y tế chủ trì.")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("đồng chí Trần Quốc Khánh", "PER"), ("Sở Y tế", "ORG")]
    assert [span.id_ for span in doc.spans["vndocx"]] == ["person", "body"]
