"""The marks of Markdown and leftovers of HTML taken out of a line, the printed words and list marks left in."""

from __future__ import annotations

import html
import re

__all__ = ["heading_level", "is_rule", "list_mark", "unmarked"]

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(?=\S)")
_RULE = re.compile(r"[\s\\]*(?:[-–—_=](?:[\s\\]*[-–—_=]){2,}|\*(?:\s*\*){2,}|\*{2}(?:\s*\*{2})*|\*\s+\*)\s*")
_LIST_MARK = re.compile(
    r"(?:[-–—+*•▪➢❖✓]|\(?(?:\d{1,3}|[a-zđ]{1,2}|[IVXLC]{1,7})[.)]|\d{1,2}(?:\.\d{1,2}){1,4}\.?|[IVXLC]{1,7}[-–])"
)
_TAG = re.compile(
    r"</?(?:a|b|br|blockquote|center|code|del|div|em|font|h[1-6]|hr|i|img|li|mark|ol|p|pre|s|small|span|strike|strong|sub|"
    r"sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.{0,2000}?-->")
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,6});", re.IGNORECASE)
_IMAGE = re.compile(r"!\[[^\]]{0,300}\]\([^()]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]]{1,300})\]\((?:[a-z]+:|/|#|\.)[^()\s]{0,1000}\)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>|~<-])")
_HARD_BREAK = re.compile(r"\\$")

# Private characters keep escaped marks apart from marks until all marks are out.
_PRIVATE = 0xE000


def heading_level(line: str) -> int | None:
    """The level of a Markdown heading, None for another line."""
    found = _HEADING.match(line)
    return len(found[1]) if found else None


def is_rule(line: str) -> bool:
    """Whether the line is a printed rule or nothing but marks ("------", "***", "** **"); a lone star is not."""
    return bool(_RULE.fullmatch(line))


def list_mark(word: str) -> bool:
    """Whether ``word`` is a list mark or label: "-", "+", "*", "1.", "a)", "IV-", "2.1."."""
    return bool(_LIST_MARK.fullmatch(word))


def unmarked(line: str) -> str:
    """The line without marks of Markdown and HTML; "" for a rule. A star that is printed or marks a list stays."""
    if is_rule(line):
        return ""
    text = line
    if "<" in text:
        text = _COMMENT.sub("", text)
        text = _TAG.sub(lambda tag: " " if tag[0].lower().startswith("<br") else "", text)
    if "&" in text:
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    if "\\" in text:
        text = _ESCAPED.sub(lambda mark: chr(_PRIVATE + ord(mark[1])), _HARD_BREAK.sub("", text))
    if "](" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    text = _HEADING.sub("", text, count=1).rstrip()
    if heading_level(line) is not None:
        text = text.rstrip("#").rstrip()
    text = _without_emphasis(text).replace("`", "")
    if "\\" in line:
        text = "".join(chr(ord(c) - _PRIVATE) if _PRIVATE <= ord(c) < _PRIVATE + 0x80 else c for c in text)
    return text


_STARS = re.compile(r"\*+")


def _without_emphasis(text: str) -> str:
    if "*" not in text:
        return text.replace("__", "") if text.count("__") == 2 and "___" not in text else text
    if text.strip() == "*":
        return text  # the star that Party papers print under the issuer

    def keep(mark: re.Match[str]) -> str:
        start, end = mark.span()
        if len(mark[0]) == 1:
            before, after = text[:start], text[end:]
            if not before.strip() and after[:1].isspace():
                return "*"  # a list mark
            if before[-1:] == "(" and after[:1] == ")":
                return "*"  # a footnote mark
            if before[-1:].isdigit() and after[:1].isdigit():
                return "*"
        return ""

    return _STARS.sub(keep, text)
