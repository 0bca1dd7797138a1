"""Which written training lines a shop's own question takes over.

The product's lines call 「包安装吗」 out of scope; a shop that has written an answer to it means that answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from huashu.engine.normalise import glued

GIVES_WAY = "out_of_scope"
ALIKE = 0.75
_POLITE = re.compile("请问|你们|[亲吗么嘛呢呀啊吧哦]")
_PARTICLES = re.compile("[不没的了是有]")
Line = tuple[str, str]


def without_answered(lines: Sequence[Line], phrasings: Iterable[str]) -> list[Line]:
    """``lines`` (text, intent), in order, without those that a phrasing replaces.

    A line that is the same as a phrasing (but for 请问, 吗 and the like) goes whatever its intent; one that is nearly
    the same (three quarters of the characters and pairs of characters shared) only where it is out of scope.
    """
    asked = [_bare(text) for text in phrasings]
    same, parts = set(asked), [_parts(text) for text in asked]
    return [(text, intent) for text, intent in lines if not _answered(_bare(text), intent, same, parts)]


def _answered(text: str, intent: str, same: set[str], asked: list[set[str]]) -> bool:
    if text in same:
        return True
    return intent == GIVES_WAY and any(_share(_parts(text), each) >= ALIKE for each in asked)


def _bare(text: str) -> str:
    whole = glued(text)
    return _POLITE.sub("", whole) or whole


def _parts(text: str) -> set[str]:
    words = _PARTICLES.sub("", text) or text
    return {*words, *(words[place : place + 2] for place in range(len(words) - 1))}


def _share(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0
