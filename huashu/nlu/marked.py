"""Messages with their entities marked inline, as in Rasa: ``发[圆通](carrier)到[杭州](place)行不``.

One message a line; empty lines and lines that begin with ``#`` are none; ``\\n`` is a line break within a message.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from huashu.domain.errors import HuashuError
from huashu.nlu.spans import Mark

HELD_OUT_EVERY = 3
_MARK = re.compile(r"\[(?P<words>[^\[\]]*)\]\((?P<entity>[^()]*)\)")


@dataclass(frozen=True)
class Marked:
    """One message as the shopper typed it; ``line`` counts from 1."""

    line: int
    text: str
    marks: frozenset[Mark]


class MarkErrors(HuashuError):
    """Bad marks: ``problems`` holds all of the file, each ``path:line:column what``, counted in characters from 1."""

    code = "MARKS"

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_marked(path: Path, entities: Collection[str]) -> list[Marked]:
    """The messages in the order of the file. Raises MarkErrors: a mark is broken or names none of ``entities``."""
    lines = [
        (number, line)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]
    problems = [
        f"{path}:{number}:{column} {what}" for number, line in lines for column, what in _problems(line, entities)
    ]
    if problems:
        raise MarkErrors(problems)
    return [_marked(number, line) for number, line in lines]


def held_out(messages: list[Marked]) -> list[Marked]:
    """Every third message: it is measured, and nothing is ever mended after it."""
    return messages[HELD_OUT_EVERY - 1 :: HELD_OUT_EVERY]


def _problems(line: str, entities: Collection[str]) -> Iterator[tuple[int, str]]:
    for match in _MARK.finditer(line):
        if match["entity"] not in entities:
            yield match.start("entity") + 1, f"no such entity: {match['entity']!r}"
        if not match["words"] or match["words"] != match["words"].strip():
            yield match.start("words") + 1, f"a mark begins and ends with a word: {match['words']!r}"
    rest = _MARK.sub(lambda mark: " " * len(mark[0]), line)
    for bracket in re.finditer(r"[\[\]]", rest):
        yield bracket.start() + 1, f"{bracket[0]!r} belongs to no mark [words](entity)"


def _marked(number: int, line: str) -> Marked:
    text, marks, end = "", set(), 0
    for match in _MARK.finditer(line):
        text += _typed(line[end : match.start()])
        words = _typed(match["words"])
        marks.add(Mark(match["entity"], len(text), len(text) + len(words)))
        text, end = text + words, match.end()
    return Marked(number, text + _typed(line[end:]), frozenset(marks))


def _typed(piece: str) -> str:
    return piece.replace("\\n", "\n")
