"""underthesea: words and parts of speech of Vietnamese. Its words are spelled anew, so they need aligning."""

from __future__ import annotations

from vndocx.errors import PackageMissing

__all__ = ["tagged_words"]


def tagged_words(text: str) -> list[tuple[str, str]]:
    """The words of a short text with their parts of speech (V a verb, N a noun, Np a name), as underthesea spells them.

    Raises PackageMissing when underthesea is not installed.
    """
    try:
        from underthesea import pos_tag
    except ImportError as error:
        raise PackageMissing("underthesea is not installed", "pip install underthesea") from error
    return [(str(word), str(tag)) for word, tag in pos_tag(text)]
