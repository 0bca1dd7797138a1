"""How two phrasings 问法 are compared: what a shopper would not hear as different does not count."""

from __future__ import annotations

import re
import unicodedata

_UNHEARD = re.compile(r"[\W_吗呢啊呀亲哦嘛哈]+")
_ENTITY = re.compile(r"\[([^\[\]]*)\](?:\([^()]*\)|\{[^{}]*\})")


def plain(phrasing: str) -> str:
    """Without punctuation and particles, half width, small letters; "" when nothing else is there."""
    return _UNHEARD.sub("", unicodedata.normalize("NFKC", phrasing).lower())


def without_entities(line: str) -> str:
    """A training line as it is spoken: ``[杭州](place)`` is 杭州."""
    return _ENTITY.sub(r"\1", line) if "[" in line else line
