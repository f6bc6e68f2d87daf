"""Who signed: every signature of a paper, in its order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from vndocx.layout.casing import body_name, person_name
from vndocx.layout.misread import deputy, misread_name, right_name
from vndocx.layout.pieces import Piece, alternatives, capitals, words
from vndocx.model.layout import Field, Signature
from vndocx.text import Span, fold, nfc

__all__ = ["SignatureBlock", "authority_at", "find_signatures", "name_in", "position_at"]

_COMMON = 24  # so many surnames of the lexicon, the first ones, are those of nine people in ten
REACH = 14  # lines from the authority down to the name


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """A signature, the lines it stands on, and its first and last line (not with it) among those searched."""

    signature: Signature
    start: int
    end: int
    lines: tuple[Piece, ...]


_AUTHORITY = re.compile(
    r"""
    (?P<sign> t\s?/\s?m | k\s?/\s?t | t\s?/\s?l | t\s?/\s?u(?:\s?/?\s?q)?     # Party: T/M, K/T, T/L, T/U
      | tm\s?[.,:] | kt\s?[.,:] | t[i1|!]?l\s?[.,:] | tuq\s?[.,:] | q\s?\.         # state: TM., KT., TL., TUQ., Q.
      | (?:tm|kt|tl|tuq)(?=\s(?:uy\ ban|hoi\ dong|ban|chu\ tich|giam\ doc|thu\ tuong|\w+\ truong|chanh)\b)
    )\s*(?=[a-z])
    """,
    re.VERBOSE,
)
_SPELLED = re.compile(r"(?P<sign>thay mat|thua lenh|thua uy quyen)\s+(?=[a-z])")
# What stands between a position and a name: "(Đã ký)", a seal, a panel of an electronic signature.
_SKIP = re.compile(
    r"""
    [\W_]*(?: \(?\s?(?:da\ k[yi] | ky\ ten | ky\ thay | ky)\b
        (?:[,.]?\s?(?:va\ )?(?:ghi\ ro\ ho\ ten|dong\ dau|ten)\b.*)?
      | \[?(?:chu\ ky|con\ dau|dau)\b.* | signature\ not\ verified
      | (?:ky\ boi|nguoi\ ky|co\ quan|thoi\ gian\ ky|email|digitally\ signed|ngay\ ky|time|date)\b.*
    )?[\W_]*
    """,
    re.VERBOSE,
)


_SIGNED = re.compile(r"\(\s?(?:da\s+k[yi]|ky)\s?\)\s*")


@cache
def _position() -> re.Pattern[str]:
    return re.compile(rf"{alternatives('position')}\b|pho\s")


@cache
def _surnames() -> frozenset[str]:
    """The surnames in small letters."""
    return frozenset(nfc(word.lower()) for word in words("surname"))


@cache
def _bare_surnames(common: bool) -> frozenset[str]:
    """The surnames without marks: all for a print that has none at all, the common ones for one that lost one."""
    return frozenset(fold(word) for word in words("surname")[: _COMMON if common else None])


@cache
def _any_position() -> re.Pattern[str]:
    """A position of several words anywhere in a line: no part of a person's name."""
    long = "|".join(sorted((fold(word) for word in words("position") if " " in word), key=len, reverse=True))
    return re.compile(rf"(?:{long})(?!\w)")


@cache
def _places() -> frozenset[str]:
    return frozenset(fold(name) for time in ("today", "until 2025", "older") for name in words(time, "provinces"))


@cache
def _rank() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('rank')}(?![a-z])[\s.,]*)+")


def authority_at(piece: Piece) -> re.Match[str] | None:
    """The sign of authority that a line in capitals begins with: T/M, KT., …"""
    match = _AUTHORITY.match(piece.folded) or _SPELLED.match(piece.folded)
    return match if match is not None and capitals(piece.text) and len(piece.text) < 140 else None


def position_at(piece: Piece) -> bool:
    """Whether a line in capitals is a signer's position."""
    return len(piece.text) < 90 and capitals(piece.text) and _position().match(piece.folded) is not None


def name_in(piece: Piece) -> Span | None:
    """The span of a person's name that fills a line, rank and title before it left out; None for any other line."""
    signed = _SIGNED.match(piece.folded)
    start = signed.end() if signed is not None else 0
    rank = _rank().match(piece.folded, start)
    start = rank.end() if rank is not None else start
    start += len(piece.text[start:]) - len(piece.text[start:].lstrip("\"'„“”`´.,:;*-–—_|~ "))
    stop = len(piece.text.rstrip(" .,;:*"))
    printed = piece.text[start:stop]
    parts = printed.split()
    if not 2 <= len(parts) <= 6 or len(printed) > 42:
        return None
    if not all(re.fullmatch(r"[^\W\d_][\w'.-]*", part) and (part[0].isupper()) for part in parts):
        return None
    bare = _bare_surnames(not printed.isascii()) if parts[0].isascii() else frozenset()
    if (parts[0].lower() not in _surnames() | bare and not _foreign(parts[0])) or len(parts[-1]) == 1:
        return None  # "Nguyễn Văn A" stands for anybody
    if fold(printed) in _places() or _any_position().search(fold(printed)):
        return None
    if position_at(piece) or authority_at(piece) is not None or any(part.endswith(".") for part in parts[1:]):
        return None
    return Span(piece.span.start + start, piece.span.start + stop)


def _foreign(first: str) -> bool:
    return "'" in first or first in ("Y", "K", "H")


def find_signatures(lines: Sequence[Piece]) -> list[SignatureBlock]:
    """All signatures among the lines behind the head, recipients left out: authority and position in capitals, with
    a name below them."""
    lines = [part for line in lines for part in _parts(line)]
    found: list[SignatureBlock] = []
    at = 0
    while at < len(lines):
        if authority_at(lines[at]) is None and not position_at(lines[at]):
            at += 1
            continue
        block = _block(lines, at)
        if block is None:
            at += 1
            continue
        found.append(block)
        at = block.end
    return found


def _parts(piece: Piece) -> Iterator[Piece]:
    """The lines of a signature that a copy has run into one: "T/M BỘ CHÍNH TRỊ (Đã ký) Lê Văn An"."""
    signed = _SIGNED.search(piece.folded)
    if signed is None or not signed.start() or signed.end() == len(piece.text):
        yield piece
        return
    yield piece.part(0, signed.start())
    yield piece.part(signed.end())


def _block(lines: Sequence[Piece], start: int) -> SignatureBlock | None:
    authorities: list[tuple[str, str]] = []
    position: list[str] = []
    name: Field | None = None
    open_part: list[str] | None = None
    last = sure = start
    for at in range(start, min(len(lines), start + REACH)):
        piece = lines[at]
        sign = authority_at(piece)
        if sign is not None:
            if position or (authorities and name is not None):
                break
            body, title = _split_position(piece.text[sign.end() :], sign["sign"])
            authorities.append((_sign(sign["sign"]), body))
            position += [title] if title else []
            open_part, last = position if title else None, at + 1
            sure = last
            continue
        if len(piece.text) < 160 and _SKIP.fullmatch(piece.folded):
            continue
        post = _deputy_at(piece, authorities) if not position else None
        if post is not None or position_at(piece):
            if position and not _one_more_position(position, piece):
                break
            position.append(post or piece.text)
            open_part, last = position, at + 1
            sure = last
            continue
        span = name_in(piece)
        misread = span is None and misread_name(piece.text.strip(" .,;:*"))
        if span is not None or misread:
            before = at - last
            name = Field("", span or piece.span, "signature", 0.95 if before < 6 and not misread else 0.8)
            last = at + 1
            break
        if not capitals(piece.text) or len(piece.text) > 80:
            if not _signed_note(piece) and len(piece.text) > 8:  # a short one is a piece of a seal
                break
            continue
        damaged = _position().search(piece.folded) if not position else None
        if damaged is not None:  # the seal has run into the line: of "5ó THỌ BÍ THƯ" nobody can say whose it is
            position.append("")
            open_part, last = position, at + 1
            continue
        if open_part is not None:
            open_part[-1] += " " + piece.text
        elif authorities:
            authorities[-1] = (authorities[-1][0], f"{authorities[-1][1]} {piece.text}")
        else:
            break
        last = at + 1
    if name is None and not authorities:
        return None
    if name is not None and not (authorities or position):
        return None
    last = last if name is not None else max(sure, start + 1)
    return SignatureBlock(_signature(lines, authorities, position, name), start, last, tuple(lines[start:last]))


def _deputy_at(piece: Piece, authorities: Sequence[tuple[str, str]]) -> str | None:
    """The post in capitals of the deputy who signs for the one named above (KT.), where the line is nearly that."""
    if not authorities or not authorities[-1][0].startswith("K") or not capitals(piece.text):
        return None
    chief = body_name(authorities[-1][1])
    printed = piece.text.lower()
    other = any(printed.startswith(word.lower()) for word in words("position") if word != chief)
    post = None if other else deputy(piece.text, chief)
    return post and post.upper()


def _position_name(printed: str) -> str:
    """The position in normal case, the reader's slips mended where one position of the lexicon is nearly the same."""
    name = body_name(printed)
    known = {fold(word): word for word in words("position")}
    if fold(name) not in known and len(name) > 6:
        near = get_close_matches(fold(name), known, 1, 0.88)
        if near and len(near[0].split()) == len(name.split()):
            return body_name(known[near[0]].upper())
    return name


def _split_position(printed: str, sign: str) -> tuple[str, str | None]:
    """The body that is signed for and the position behind it in the same line: TM. ỦY BAN NHÂN DÂN CHỦ TỊCH."""
    if "m" not in sign:
        return printed, None
    found = _last_position().search(fold(printed))
    if found is None or found.start() < 6:
        return printed, None
    return printed[: found.start()].strip(), printed[found.start() :]


@cache
def _last_position() -> re.Pattern[str]:
    return re.compile(rf"(?:pho )?{alternatives('position')}\W*$")


def _signed_note(piece: Piece) -> bool:
    return re.match(r"[\W_]*(?:da ky|ky|dau|so|ngay)\b", piece.folded) is not None and len(piece.text) < 60


def _one_more_position(position: Sequence[str], piece: Piece) -> bool:
    """A signer may hold two offices: TRƯỞNG BAN / PHÓ THỦ TƯỚNG."""
    return len(position) < 2 and fold(position[0]) != piece.folded


def _sign(printed: str) -> str:
    bare = re.sub(r"\s", "", printed).upper()
    state = re.fullmatch(r"(TM|KT|TL|TUQ|T[I1|!]L|Q)[.,:]?", bare)
    if state is not None:
        return f"{'TL' if state[1][-1] == 'L' else state[1]}."
    spelled = {"THAYMAT": "T/M", "THUALENH": "T/L", "THUAUYQUYEN": "TUQ."}
    return spelled.get(bare, bare)


def _signature(
    lines: Sequence[Piece], authorities: Sequence[tuple[str, str]], position: Sequence[str], name: Field | None
) -> Signature:
    body = next((text for sign, text in authorities if sign[0:2] in ("T/", "TM", "TL", "TU", "K/", "KT", "Q.")), None)
    title = _position_name(position[0]) if position and position[0] else None
    if name is not None and name.span is not None:
        piece = next(piece for piece in lines if piece.span.start <= name.span.start < piece.span.end)
        printed = piece.text[name.span.start - piece.span.start : name.span.end - piece.span.start]
        name = Field(person_name(right_name(printed)), name.span, name.rule, name.confidence)
    return Signature(authorities[0][0] if authorities else None, body_name(body) if body else None, title, name)
