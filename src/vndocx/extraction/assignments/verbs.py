"""Duty verbs and the small words around them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from vndocx.lexicon import rows
from vndocx.lexicon.phrases import PhraseBook, Words
from vndocx.lexicon.row_types import AdverbRow, DutyVerbRow
from vndocx.model.findings import Role

__all__ = ["Verbs", "verbs"]

_NOUN = 2  # words of a verb that is a noun as well


@dataclass(frozen=True, slots=True)
class Verbs:
    """Phrase books of duty verbs, and of the words before them by use."""

    duty: PhraseBook[DutyVerbRow]
    manner: PhraseBook[str]
    obliging: PhraseBook[str]
    may: PhraseBook[str]
    past: PhraseBook[str]
    order: PhraseBook[str]
    time: PhraseBook[str]
    noun: PhraseBook[str]
    compound: PhraseBook[str]

    def verb(self, words: Words, index: int) -> tuple[int, DutyVerbRow] | None:
        """The duty verb at ``index``, unless the same letters begin a noun there."""
        found = self.duty.match(words, index)
        if found is None or (words.capital(index) and index and words.is_word(index - 1)):
            return None  # a capital inside a sentence begins a name: "Ban Chỉ đạo", "Thông tư"
        if words.mark(found[0]) == "của" and found[0] - index <= _NOUN:
            return None  # the name of the act: "quản lý của Sở", but "tổng hợp báo cáo của các thành viên"
        if words.mark(found[0]) == "số" and words.mark(found[0] + 1)[:1].isdigit():
            return None  # a paper by its number: "Kết luận số 12-KL/TU"
        if found[0] - index == 1 and index and (pair := self.compound.match(words, index - 1)) and pair[0] == found[0]:
            return None
        noun = self.noun.match(words, index)
        return None if noun is not None and noun[0] > found[0] else found

    def start(self, words: Words, index: int, end: int) -> int | None:
        """The index at which a duty verb begins when ``index`` is it or words of manner before it; else None."""
        at = index
        while at < end:
            if self.verb(words, at):
                return at
            step = self.manner.match(words, at) or self.obliging.match(words, at) or self.may.match(words, at)
            if step is None:
                return None
            at = step[0]
            if words.mark(at) == "," and at + 1 < end:
                at += 1
        return None

    def role(self, words: Words, start: int, end: int) -> Role:
        """The strongest role of the verbs at the head of the clause: "lãnh đạo, chỉ đạo và chịu trách nhiệm"."""
        best: DutyVerbRow | None = None
        at = start
        while at < end:
            found = self.verb(words, at)
            if found is not None:
                if best is None or found[1].strength > best.strength:
                    best = found[1]
                at = found[0]
                continue
            step = self.manner.match(words, at) or self.obliging.match(words, at)
            if step is not None:
                at = step[0]
                continue
            if words.mark(at) not in {",", "và", "việc"}:
                break
            at += 1
        return best.role if best is not None else "execute"  # type: ignore[return-value]


@cache
def verbs() -> Verbs:
    """The shipped verbs."""
    adverbs = {
        row.use: PhraseBook(((word, row.use) for word in row.words), exact=row.use in {"noun", "compound"})
        for row in rows(AdverbRow, "adverbs")
    }
    return Verbs(
        duty=PhraseBook((verb, row) for row in rows(DutyVerbRow, "duty_verbs") for verb in row.verbs),
        manner=adverbs["manner"],
        obliging=adverbs["duty"],
        may=adverbs["may"],
        past=adverbs["past"],
        order=adverbs["order"],
        time=adverbs["time"],
        noun=adverbs["noun"],
        compound=adverbs["compound"],
    )
