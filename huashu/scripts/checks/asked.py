"""How two phrasings 问法 are compared: what a shopper would not hear as different does not count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from huashu.scripts.project import Line, Project

_UNHEARD = re.compile(r"[\W_吗呢啊呀亲哦嘛哈]+")
# A question that has an answer now may well stand among the examples of what nobody could answer.
_UNANSWERED = "out_of_scope"
_ENTITY = re.compile(r"\[([^\[\]]*)\](?:\([^()]*\)|\{[^{}]*\})")


def plain(phrasing: str) -> str:
    """Without punctuation and particles, half width, small letters; "" when nothing else is there."""
    return _UNHEARD.sub("", unicodedata.normalize("NFKC", phrasing).lower())


def without_entities(line: str) -> str:
    """A training line as it is spoken: ``[杭州](place)`` is 杭州."""
    return _ENTITY.sub(r"\1", line) if "[" in line else line


@lru_cache(maxsize=4)
def learned(project: Project) -> Mapping[str, Line]:
    """Plain phrasing -> what the bot has learned it means. Thousands of lines, the same at every reading of the
    scripts."""
    spoken = ((plain(without_entities(text)), line) for text, line in project.lines.items() if line[0] != _UNANSWERED)
    return {key: line for key, line in spoken if key}
