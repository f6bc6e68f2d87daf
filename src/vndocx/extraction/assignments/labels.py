"""Lines under a task that say who: "Cơ quan chủ trì: …", "Đơn vị phối hợp: …", "Thời gian hoàn thành: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vndocx.text import Span, fold

__all__ = ["LabelLine", "label_lines"]

_LABEL = re.compile(
    r"""
    (?<![^\W_])
    (?: (?P<partner>
          (?: (?:cac\s)? (?:co\squan|don\svi|bo\sphan|to\schuc|cap) (?:,\s(?:don\svi|to\schuc|dia\sphuong))? \s )?
          (?:lien\squan\s)? phoi\shop (?:\sthuc\shien|\schinh)? )
      | (?P<lead>
          (?: (?:cac\s)? (?:co\squan|don\svi|bo\sphan|to\schuc|cap|nguoi) (?:,\s(?:don\svi|to\schuc|dia\sphuong))? \s )
          (?:duoc\sgiao\s)?
          (?: chu\stri (?:\s(?:thuc\shien|tham\smuu|soan\sthao|xay\sdung|to\schuc)){0,2}
            | thuc\shien | dau\smoi | chiu\strach\snhiem (?:\schinh|\sthuc\shien)? | to\schuc\sthuc\shien
            | tham\smuu | soan\sthao | phu\strach | chi\sdao | trinh | duoc\sphan\scong )
        | phan\scong\s(?:thuc\shien|nhiem\svu) | trach\snhiem\s(?:thuc\shien|chu\stri) | giao
        | chu\stri\sthuc\shien | to\schuc\sthuc\shien )
      | (?P<other>
          thoi\s(?:gian|han) (?:\s(?:thuc\shien|hoan\sthanh|ban\shanh|trinh|bao\scao|to\schuc|trien\skhai))?
        | tien\sdo (?:\s(?:thuc\shien|hoan\sthanh))? | (?:han\s)?hoan\sthanh
        | san\spham (?:\sdau\sra)? | ket\squa (?:\sdau\sra|\sdat\sduoc)?
        | (?:nguon\s)?kinh\sphi | dia\sdiem | noi\sdung | hinh\sthuc )
    )
    \s* :
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class LabelLine:
    """A label and what stands behind it. ``kind``: lead, partner or other; ``label`` and ``value`` are spans."""

    kind: str
    label: Span
    value: Span


def label_lines(text: str, span: Span) -> Iterator[LabelLine]:
    """The labels in a paragraph; each must begin it or stand behind a mark."""
    piece = fold(span.cut(text))
    found = [
        label
        for label in _LABEL.finditer(piece)
        if re.search(r"(?:^[\s\-+*•]*|[.;,(:/]\s*|\s-\s)$", piece[max(0, label.start() - 8) : label.start()])
    ]
    for index, label in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(piece)
        yield LabelLine(
            label.lastgroup or "",
            Span(span.start + label.start(), span.start + label.end()),
            Span(span.start + label.end(), span.start + end).strip(text, " \n\t.;,/-()+"),
        )
