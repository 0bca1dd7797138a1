"""Placeholders ``{like_this}``: checked when a file is read, filled when a script is said. Nothing else is special."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from huashu.domain.errors import HuashuError
from huashu.scripts.checks.sc012_unknown_placeholder import unknown_placeholder
from huashu.scripts.checks.sc020_stray_brace import other_brackets, stray_brace
from huashu.scripts.problems import Notes
from huashu.scripts.reader import Text

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
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
    for problem in other_brackets(text, allowed):
        notes.add(problem)
    for match in _BRACES.finditer(text.value):
        found = match[0]
        if found[1:-1] in allowed:
            continue
        if notes.full:
            return
        span = text.at(found, text.value.count(found, 0, match.start()))
        known_form = _PLACEHOLDER.fullmatch(found)
        notes.add(unknown_placeholder(span, found[1:-1], allowed) if known_form else stray_brace(span, found))
