"""The facts of a record that the ledger keeps for questions over the whole archive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from vndocx.errors import BadRecord

__all__ = ["CitedFact", "DeadlineFact", "Facts", "facts_of"]


@dataclass(frozen=True, slots=True)
class DeadlineFact:
    """A deadline and who is bound by it."""

    id: str
    class_: str
    text: str
    edtf: str | None
    due: str | None
    rrule: str | None
    recipient: str | None
    page: int
    action: str | None
    assignees: tuple[str, ...]
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CitedFact:
    """A cited paper and where it is cited first."""

    id: str
    kind: str
    number: str | None
    title: str | None
    issued: str | None
    issuer: str | None
    relation: str
    page: int | None
    text: str | None
    mentions: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What the ledger keeps of one record."""

    sha256: str
    name: str
    status: str
    recipe: str
    pages: int
    type: str | None
    number: str | None
    issuer: str | None
    issued: str | None
    subject: str | None
    secrecy: str | None
    deadlines: tuple[DeadlineFact, ...]
    references: tuple[CitedFact, ...]

    @property
    def state(self) -> Literal["done", "partial"]:
        """What the ledger says of a file with this record."""
        return "done" if self.status == "complete" else "partial"


def facts_of(record: Mapping[str, Any]) -> Facts:
    """The facts of a record in its JSON form.

    Raises KeyError or TypeError when it is none, BadRecord when two facts have one id.
    """
    document, source = record["document"], record["source"]
    for kind in ("deadlines", "references"):
        if twice := [key for key, count in Counter(item["id"] for item in record[kind]).items() if count > 1]:
            raise BadRecord(f"{source['name']}: {kind} have the id {twice[0]!r} twice")
    tasks = {task["id"]: task for task in record["assignments"]}
    return Facts(
        sha256=record["id"],
        name=source["name"],
        status=record["status"],
        recipe=record["provenance"]["recipe"],
        pages=source["pages"],
        type=document["type"]["name"] if document["type"] else None,
        number=document["number"],
        issuer=document["issuer"],
        issued=document["issued"],
        subject=document["subject"],
        secrecy=document["secrecy"],
        deadlines=tuple(_deadline(item, [tasks[key] for key in item["assignments"]]) for item in record["deadlines"]),
        references=tuple(_cited(item) for item in record["references"] if item["kind"] != "self"),
    )


def _deadline(item: Mapping[str, Any], tasks: list[Mapping[str, Any]]) -> DeadlineFact:
    return DeadlineFact(
        id=item["id"],
        class_=item["class"],
        text=item["text"],
        edtf=item["edtf"],
        due=item["due"],
        rrule=item["rrule"],
        recipient=item["recipient"],
        page=item["evidence"]["page"],
        action=tasks[0]["action"]["text"] if tasks else None,
        assignees=_names(tasks, "assignees"),
        partners=_names(tasks, "partners"),
    )


def _names(tasks: list[Mapping[str, Any]], key: str) -> tuple[str, ...]:
    """Every body named under ``key``, lists with a shared head written out, each once in order."""
    found = (name for task in tasks for party in task[key] for name in (party["members"] or [party["name"]]))
    return tuple(dict.fromkeys(found))


def _cited(item: Mapping[str, Any]) -> CitedFact:
    first = item["mentions"][0] if item["mentions"] else None
    return CitedFact(
        id=item["id"],
        kind=item["kind"],
        number=item["number"],
        title=item["title"],
        issued=item["issued"],
        issuer=item["issuer"],
        relation=item["relation"],
        page=first["page"] if first else None,
        text=first["text"] if first else None,
        mentions=len(item["mentions"]),
    )
