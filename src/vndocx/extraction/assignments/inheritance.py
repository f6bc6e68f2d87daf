"""Who stands over a unit: the subjects of headings, labels and lead-ins, handed down the outline."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from vndocx.extraction.assignments.chains import Chain
from vndocx.extraction.assignments.subjects import Subject
from vndocx.extraction.assignments.units import Unit
from vndocx.text import fold

__all__ = ["Heirs"]


_HANDED = 0.78  # how sure it is at most whom a sentence before the sections tells to act in them


@dataclass(slots=True)
class Heirs:
    """What earlier units leave to later ones, by section id ("" for the paper): fills while a paper is read.

    ``addressees``: the folded names of those the letter goes to; ``subjects``: who a heading names; ``listings``: heads
    of lists of cases; ``leads``: who the last paragraph without a number tells to do what the list behind it says;
    ``regulated``: the body that the paper is about.
    """

    addressees: str = ""
    subjects: dict[str, Subject] = field(default_factory=dict)
    listings: set[str] = field(default_factory=set)
    leads: dict[str, Subject | None] = field(default_factory=dict)
    regulated: Subject | None = None

    def subject_over(self, unit: Unit) -> Subject | None:
        """The subject that the unit inherits: from the nearest heading, else from the lead-in of its list.

        Of a heading "Trách nhiệm của cơ quan thường trực" and a lead-in under it that names the body, the body; and a
        lead-in that names the partners of the heading's body adds them.
        """
        for section in reversed(unit.above):
            lead = self.leads.get(section.id) if unit.own is not None else None
            if lead is not None and (lead.partners or (lead.strong and lead.chain.named)):
                return lead
            if section.id in self.subjects:
                return self.subjects[section.id]
        return self._led(unit)

    def listed(self, unit: Unit) -> bool:
        """Whether the unit is an item of a list of cases or conditions."""
        return bool(unit.above) and unit.above[-1].id in self.listings

    def lead(self, unit: Unit, subject: Subject | None, *, opens_list: bool, hollow: bool) -> None:
        """Keep or forget whom a paragraph without a number tells to act: "yêu cầu Công ty thực hiện: - …".

        ``hollow``: it says no more than that the list behind it is to be done.
        """
        told = opens_list and subject is not None and not subject.inherited and (subject.strong or hollow)
        self.leads[unit.path[-1].id if unit.path else ""] = (
            replace(subject, inherited=True, confidence=min(_HANDED, subject.confidence)) if told and subject else None
        )

    def join(self, unit: Unit, subject: Subject, partners: tuple[Chain, ...]) -> None:
        """Keep the partners that a paragraph without a number gives a heading's subject for the list behind it:
        "Chủ trì, phối hợp với các sở tham mưu cho UBND tỉnh: a) …"."""
        if unit.path:
            self.leads[unit.path[-1].id] = replace(subject, inherited=True, partners=partners)

    def _led(self, unit: Unit) -> Subject | None:
        """A class of bodies is taken for the items of the list only, not for what stands in sections under it, unless
        the letter goes to it: resolutions open their solutions with a call on everybody."""
        around = ("", *(section.id for section in unit.above))
        for depth, name in reversed(list(enumerate(around))):
            subject = self.leads.get(name)
            if subject is None:
                continue
            direct = depth == len(around) - 1 and unit.own is not None and not unit.own.children
            return subject if direct or not subject.chain.generic or self._addressed(subject) else None
        return None

    def _addressed(self, subject: Subject) -> bool:
        """Whether the letter goes to the bodies that the subject names."""
        return all(_bare(item.name) in self.addressees for item in subject.chain.items)


def _bare(name: str) -> str:
    """The folded name without the word of number before it."""
    return re.sub(r"^(?:cac|nhung|toan the|tat ca cac)\s+", "", fold(name))
