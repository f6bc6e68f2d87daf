"""Why nobody is told to act in a piece of a sentence: asked only where somebody listens."""

from __future__ import annotations

from vndocx.extraction.assignments.chains import Page
from vndocx.extraction.assignments.subjects import Subject
from vndocx.extraction.assignments.verbs import verbs

__all__ = ["refusal"]

_NEAR = 4  # words behind a subject in which "đã" shows that the act is over


def refusal(page: Page, first: int, stop: int, carried: Subject | None) -> str:
    """What the clause grammar misses between two words: a subject, a duty, or that the act is still to come."""
    words, book = page.words, verbs()
    start = next((at for at in range(first, stop) if words.is_word(at)), stop)
    chain = page.chain(start, stop, semicolons=True)
    behind = page.after_brackets(chain.end, stop) if chain is not None else start
    told = next((at for at in range(behind, min(behind + _NEAR, stop)) if book.past.match(words, at)), None)
    if told is not None and (chain is not None or carried is not None):
        return f"it tells what is so or has been done: “{words.mark(told)}”"
    if not any(book.verb(words, at) for at in range(first, stop) if words.is_word(at)):
        return "no duty verb in it"
    if chain is not None:
        name = page.span(chain.start, chain.end).cut(page.layout.text)
        if chain.weak:
            return f"“{name}” are people in general, and no word of duty stands behind them: an exhortation"
        return f"no duty begins behind the subject “{name}”"
    if carried is not None:
        return "a subject holds on from before, but the piece does not begin with a duty verb, or it defines something"
    if any(at in page.names for at in range(first, stop)):
        return "no subject: the bodies named in it stand where they are not told to act, and none is handed down"
    return "no subject: nobody is named in it, and no heading, label or sentence before hands one down"
