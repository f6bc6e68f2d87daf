"""The Vietnamese words for what a record says in codes, and the names by which people know papers and parties."""

from __future__ import annotations

from collections.abc import Iterable

from vndocx.model.findings import Party
from vndocx.model.record import Document

__all__ = ["CLASSES", "MODALITIES", "RELATIONS", "ROLES", "names", "title"]

RELATIONS = {
    "based_on": "Căn cứ",
    "implements": "Thực hiện",
    "replaces": "Thay thế",
    "repeals": "Bãi bỏ",
    "amends": "Sửa đổi, bổ sung",
    "attached_to": "Kèm theo",
    "guides": "Hướng dẫn",
    "mentions": "Viện dẫn",
}
ROLES = {
    "lead": "Chủ trì",
    "execute": "Thực hiện",
    "advise": "Tham mưu",
    "direct": "Chỉ đạo",
    "monitor": "Theo dõi, đôn đốc",
    "report": "Báo cáo",
    "accountable": "Chịu trách nhiệm",
    "chair": "Chủ trì hội nghị",
    "present": "Trình bày",
    "coordinate": "Phối hợp",
}
MODALITIES = {"must": "Phải làm", "request": "Đề nghị", "may": "Có thể"}
CLASSES = {
    "hard": "Theo ngày",
    "relative": "Theo sự kiện",
    "recurring": "Định kỳ",
    "trigger": "Khi có sự kiện",
    "pointer": "Theo quy định khác",
}


def names(parties: Iterable[Party]) -> str:
    """The names of the parties, semicolons between them."""
    return "; ".join(party.name for party in parties)


def title(paper: Document) -> str:
    """Kind and number of the paper, "Kế hoạch 301-KH/TU"; "" where it shows neither."""
    return " ".join(filter(None, (paper.type.name if paper.type else None, paper.number)))
