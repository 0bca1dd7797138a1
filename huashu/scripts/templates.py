"""Placeholders ``{like_this}``: checked when a file is read, filled when a script is said. Nothing else is special."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from huashu.domain.errors import HuashuError
from huashu.scripts.problems import Notes, did_you_mean
from huashu.scripts.reader import Text

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_MOST_LISTED = 8
_BRACES = re.compile(r"\{[^{}]*\}|[{}]")


class MissingFact(HuashuError):
    """A script was said without a fact that it needs. The raw template is never shown."""

    code = "missing_fact"

    def __init__(self, script_id: str, name: str) -> None:
        self.script_id, self.name = script_id, name
        super().__init__(script_id, name)

    def __str__(self) -> str:
        return f"{self.script_id}: the fact {self.name} is missing"


def placeholders(template: str) -> tuple[str, ...]:
    """The names in the order of the text."""
    return tuple(_PLACEHOLDER.findall(template))


def fill(template: str, facts: Mapping[str, object], script_id: str) -> str:
    """The text with every placeholder replaced in one pass, so braces inside a value stay text. Raises MissingFact."""

    def value(found: re.Match[str]) -> str:
        if facts.get(found[1]) is None:
            raise MissingFact(script_id, found[1])
        return str(facts[found[1]])

    return _PLACEHOLDER.sub(value, template)


def spoken_length(template: str) -> int:
    """Characters without the placeholders."""
    return len(_PLACEHOLDER.sub("", template))


def check_template(text: Text, allowed: Collection[str], notes: Notes) -> None:
    """Reports SC020 for stray braces and malformed names, SC012 for names not ``allowed``."""
    for match in _BRACES.finditer(text.value):
        found = match[0]
        if found[1:-1] in allowed:
            continue
        if notes.full:
            return
        span = text.at(found, text.value.count(found, 0, match.start()))
        if not _PLACEHOLDER.fullmatch(found):
            fix = "占位符写成 {gift_name} 这样；不是占位符就不用大括号"
            notes.add(span, "SC020", f"大括号写错了：{found[:40]}", fix)
        else:
            guess = did_you_mean(found[1:-1], allowed, "{{}}")
            notes.add(span, "SC012", f"没有这个占位符：{found}", f"{guess}这里可以用：{_listed(allowed)}")


def _listed(names: Collection[str]) -> str:
    shown = "、".join(f"{{{name}}}" for name in list(names)[:_MOST_LISTED])
    return f"{shown} 等，见 docs/scripts.md" if len(names) > _MOST_LISTED else shown
