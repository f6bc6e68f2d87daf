"""The review page of a paper, and the list of papers, as HTML. All text is escaped; nothing comes from outside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from importlib.resources import files
from itertools import pairwise
from string import Template

from vndocx.export.wording import title
from vndocx.model.record import Record
from vndocx.review.findings import GROUPS, Entry, entries

__all__ = ["list_page", "review_page"]


def review_page(
    record: Record, path: str, picture: Mapping[int, str], verdicts: Mapping[str, Mapping[str, str]], token: str | None
) -> str:
    """The page of a paper: at the left its pages with the facts marked, at the right the facts.

    ``picture`` maps a page's number to the address of its picture; a page without one shows its text. Without a
    ``token`` nothing can be corrected: the page is for reading.
    """
    found = entries(record)
    sheet = [_sheet(record, page.number, found, picture) for page in record.pages]
    notices = "".join(f"<li>{escape(notice.message)}</li>" for notice in record.notices)
    groups = "".join(
        f"<section><h2>{escape(label)}</h2>{''.join(_entry(one, verdicts, token) for one in inside)}</section>"
        for group, label in GROUPS.items()
        if (inside := [one for one in found if one.group == group])
    )
    paper = record.document
    named = title(paper) or path
    return _template("paper.html").substitute(
        title=escape(named),
        path=escape(path),
        subject=escape(paper.subject or ""),
        pages="".join(sheet),
        notices=f'<section class="notices"><h2>Lưu ý</h2><ul>{notices}</ul></section>' if notices else "",
        groups=groups,
        style=_resource("review.css"),
        script=_resource("review.js"),
        token=escape(token or "", quote=True),
        paper=escape(record.id, quote=True),
    )


def list_page(papers: Iterable[tuple[str, Record, int]]) -> str:
    """The papers of an archive: address, record, and how many facts were checked."""
    rows = []
    for address, record, checked in papers:
        paper = record.document
        least = min((one.evidence.confidence for one in entries(record)), default=1.0)
        cells = (
            f'<a href="{escape(address, quote=True)}">{escape(paper.number or record.source.name)}</a>',
            escape(paper.type.name if paper.type else ""),
            escape(paper.issued or ""),
            escape(paper.subject or ""),
            str(len(record.assignments)),
            str(len(record.deadlines)),
            f"{least:.2f}",
            str(checked),
        )
        rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    return _template("list.html").substitute(rows="".join(rows), style=_resource("review.css"))


def _sheet(record: Record, number: int, found: tuple[Entry, ...], picture: Mapping[int, str]) -> str:
    page = next(page for page in record.pages if page.number == number)
    if number not in picture:
        return f'<div class="text">{_marked_text(record, page.span, found)}</div>'
    boxes = []
    for one in found:
        for place in one.evidence.boxes:
            if place.page == number:
                box = place.box
                boxes.append(
                    f'<a class="box {one.group}" data-key="{one.key}" title="{escape(one.title, quote=True)}" style="'
                    f"left:{100 * box.x0 / page.width:.2f}%;top:{100 * box.y0 / page.height:.2f}%;"
                    f'width:{100 * box.width / page.width:.2f}%;height:{100 * box.height / page.height:.2f}%"></a>'
                )
    address = escape(picture[number], quote=True)
    shape = f"aspect-ratio:{page.width}/{page.height}"
    return (
        f'<figure style="{shape}"><img src="{address}" alt="Trang {number}" loading="lazy">{"".join(boxes)}'
        f"<figcaption>Trang {number}</figcaption></figure>"
    )


def _marked_text(record: Record, span: tuple[int, int], found: tuple[Entry, ...]) -> str:
    """The text of a page with its facts marked; where facts overlap, a piece bears the marks of all."""
    start, end = span
    inside = [one for one in found if one.evidence.span.start < end and one.evidence.span.end > start]
    cuts = {start, end}
    for one in inside:
        cuts |= {max(start, one.evidence.span.start), min(end, one.evidence.span.end)}
    made = []
    for a, b in pairwise(sorted(cuts)):
        here = [one for one in inside if one.evidence.span.start <= a and b <= one.evidence.span.end]
        words = escape(record.text[a:b])
        if here:
            shortest = min(here, key=lambda one: one.evidence.span.end - one.evidence.span.start)
            kinds = " ".join(dict.fromkeys(one.group for one in here))
            words = f'<mark class="{kinds}" data-key="{shortest.key}">{words}</mark>'
        made.append(words)
    return "".join(made)


def _entry(one: Entry, verdicts: Mapping[str, Mapping[str, str]], token: str | None) -> str:
    verdict = verdicts.get(one.key, {})
    details = "".join(f"<li>{escape(line)}</li>" for line in one.details)
    sure = "low" if one.evidence.confidence < 0.7 else "middle" if one.evidence.confidence < 0.85 else "high"
    corrected = escape(verdict.get("value", ""), quote=True)
    buttons = (
        '<p class="verdict"><button data-verdict="right">Đúng</button><button data-verdict="wrong">Sai</button>'
        f'<input aria-label="Sửa lại" placeholder="Sửa lại…" value="{corrected}">'
        '<button data-verdict="corrected">Lưu</button></p>'
        if token
        else ""
    )
    return (
        f'<article class="{one.group} {escape(verdict.get("verdict", ""))}" id="f{one.key}" data-key="{one.key}">'
        f'<h3>{escape(one.title)}</h3><ul>{details}</ul><p class="proof"><q>{escape(one.evidence.text)}</q> '
        f'<span class="{sure}">tin cậy {one.evidence.confidence:.2f}</span>, trang {one.evidence.page}</p>'
        f"{buttons}</article>"
    )


def _resource(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


def _template(name: str) -> Template:
    return Template(_resource(name))
