"""Two variants of one list that differ by a few words: a shopper who asks again hears the same again (practice P4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from huashu.scripts.checks.base import Book, Check, Finding
from huashu.scripts.checks.lists import lists_of, rivals
from huashu.scripts.model import Script

# The demo's 547 sentences reach 0.45 with one another; the same sentence with a few words changed starts at about 0.7.
ALIKE = 0.62
_NOT_WORDS = re.compile(r"\{[a-z][a-z0-9_]*\}|[\W_]")
_SHORT = 4


def too_alike(script: Script, book: Book) -> Iterator[Finding]:
    for _, variants in lists_of(script):
        told = set()
        for first, second in rivals(variants):
            if id(second) not in told and alike(first.text, second.text):
                told.add(id(second))
                message = f"和第 {first.node.span.line} 行的说法太像：{first.text[:20]}"
                yield Finding(second.node.span, message, "换一个角度重写，比如说原因、说规矩、说怎么办；不然就删掉它")


def alike(one: str, other: str) -> bool:
    """Whether two variants say the same in nearly the same words; placeholders and punctuation do not count."""
    first, second = _NOT_WORDS.sub("", one), _NOT_WORDS.sub("", other)
    if min(len(first), len(second)) < _SHORT:
        return first == second and (bool(first) or one == other)
    if first in second or second in first:
        return True
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


CHECK = Check("SC032", "两个说法太像", script=too_alike)
