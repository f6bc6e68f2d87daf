"""Linked data: W3C Web Annotations, and Akoma Ntoso documents with their references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree import ElementTree

from vndocx.export.item import Item, deadline_key, fact_key
from vndocx.model.findings import Evidence
from vndocx.text import fold

__all__ = ["akoma_ntoso", "web_annotations"]

AROUND = 32  # characters of text before and after, as a Text Quote Selector wants them


def web_annotations(items: Iterable[Item]) -> dict[str, Any]:
    """An annotation page (W3C Web Annotation Data Model): each fact with its place in the text and on the page."""
    every = [annotation for item in items for annotation in _annotations(item)]
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "items": every,
    }


def _annotations(item: Item) -> Iterator[dict[str, Any]]:
    record = item.record
    for reference in record.references:
        named = reference.number or reference.title or ""
        for mention in reference.mentions:
            yield _annotation(
                item,
                fact_key(record, "reference", mention),
                "identifying",
                mention,
                {"type": "TextualBody", "value": named, "purpose": "identifying"},
            )
    for date in record.dates:
        yield _annotation(
            item,
            fact_key(record, "date", date),
            "tagging",
            date,
            {"type": "TextualBody", "value": date.edtf or date.role, "purpose": "tagging"},
        )
    for task in record.assignments:
        who = "; ".join(party.name for party in task.assignees)
        body = {"type": "TextualBody", "value": f"{task.role}: {who}", "purpose": "tagging"}
        proof = task.action.evidence
        yield _annotation(item, fact_key(record, "assignment", proof), "tagging", proof, body)
    for term in record.deadlines:
        value = term.due or term.rrule or term.edtf or term.class_
        yield _annotation(
            item,
            deadline_key(record, term),
            "tagging",
            term.evidence,
            {"type": "TextualBody", "value": value, "purpose": "tagging"},
        )


def _annotation(item: Item, key: str, motivation: str, evidence: Evidence, body: dict[str, str]) -> dict[str, Any]:
    start, end = evidence.span
    text = item.record.text
    selectors: list[dict[str, Any]] = [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": evidence.text,
            "prefix": text[max(0, start - AROUND) : start],
            "suffix": text[end : end + AROUND],
        },
    ]
    for place in evidence.boxes:
        box = place.box
        selectors.append(
            {
                "type": "FragmentSelector",
                "conformsTo": "http://tools.ietf.org/rfc/rfc3778",
                "value": f"page={place.page}&viewrect={box.x0},{box.y0},{box.width:.1f},{box.height:.1f}",
            }
        )
    return {
        "id": f"urn:vndocx:{key}",
        "type": "Annotation",
        "motivation": motivation,
        "body": body,
        "target": {"source": item.address, "selector": selectors},
    }


AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def akoma_ntoso(item: Item) -> bytes:
    """The paper as an Akoma Ntoso 3.0 ``doc``: its paragraphs, every mention of a cited paper a ``ref``."""
    record, paper = item.record, item.record.document
    ElementTree.register_namespace("", AKN)
    root = _element(None, "akomaNtoso")
    doc = _element(root, "doc", name=fold(paper.type.name).replace(" ", "-") if paper.type else "paper")
    meta = _element(doc, "meta")
    identification = _element(meta, "identification", source="#vndocx")
    here = _address(paper.type.code if paper.type else None, paper.number, paper.issued)
    for level, suffix in (("FRBRWork", ""), ("FRBRExpression", "/vie@"), ("FRBRManifestation", "/vie@.xml")):
        part = _element(identification, level)
        _element(part, "FRBRthis", value=f"{here}{suffix}/!main")
        _element(part, "FRBRuri", value=f"{here}{suffix}")
        _element(part, "FRBRdate", date=_date(paper.issued), name="issued")
        _element(part, "FRBRauthor", href="#issuer")
        if level == "FRBRWork":
            _element(part, "FRBRcountry", value="vn")
        elif level == "FRBRExpression":
            _element(part, "FRBRlanguage", language="vie")
    references = _element(meta, "references", source="#vndocx")
    _element(
        references, "TLCOrganization", eId="issuer", href="/ontology/organization/vn/issuer", showAs=paper.issuer or ""
    )
    _element(references, "TLCOrganization", eId="vndocx", href="/ontology/organization/vndocx", showAs="vndocx")
    body = _element(doc, "mainBody")
    mentions = sorted(
        (mention.span, _address(reference.type.code if reference.type else None, reference.number, reference.issued))
        for reference in record.references
        if reference.kind != "self" and reference.number
        for mention in reference.mentions
    )
    at = 0
    for line in record.text.split("\n"):
        if line.strip():
            _paragraph(
                body, line, at, [found for found in mentions if at <= found[0].start and found[0].end <= at + len(line)]
            )
        at += len(line) + 1
    made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def _paragraph(body: ElementTree.Element, line: str, at: int, mentions: list[tuple[Any, str]]) -> None:
    """A paragraph of text with its references; of two that overlap, the first stays."""
    paragraph = _element(body, "p")
    last: ElementTree.Element | None = None
    done = 0
    for span, address in mentions:
        start, end = span.start - at, span.end - at
        if start < done:
            continue
        _append(paragraph, last, line[done:start])
        last = _element(paragraph, "ref", href=address)
        last.text = _clean(line[start:end])
        done = end
    _append(paragraph, last, line[done:])


def _append(paragraph: ElementTree.Element, last: ElementTree.Element | None, words: str) -> None:
    if last is None:
        paragraph.text = (paragraph.text or "") + _clean(words)
    else:
        last.tail = (last.tail or "") + _clean(words)


def _clean(words: str) -> str:
    """Words without the control characters that XML 1.0 forbids."""
    return "".join(c for c in words if c >= " " or c in "\t\n")


def _element(parent: ElementTree.Element | None, tag: str, **attributes: str) -> ElementTree.Element:
    name = f"{{{AKN}}}{tag}"
    told = {key: _clean(value) for key, value in attributes.items()}
    return ElementTree.Element(name, told) if parent is None else ElementTree.SubElement(parent, name, told)


def _date(issued: str | None) -> str:
    """A whole day, or the first of 1000 where the paper tells none: the schema wants a date."""
    return issued if issued is not None and len(issued) == 10 and "X" not in issued else "1000-01-01"


def _address(code: str | None, number: str | None, issued: str | None) -> str:
    parts = [
        "/akn/vn/doc",
        fold(code or "paper"),
        (issued or "0000")[:10],
        fold(number or "nn").replace("/", "_").replace(" ", ""),
    ]
    return "/".join(parts)
