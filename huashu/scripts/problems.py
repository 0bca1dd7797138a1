"""What can be wrong in a script file, and how its owner is told: place, code, message, excerpt with caret, 改法.

A problem is a value; readers collect problems and go on. A code never changes its meaning.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from huashu.domain.errors import HuashuError

LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_EXCERPT_CHARACTERS = 100
_MOST_PER_FILE = 100


@dataclass(frozen=True)
class Span:
    """A place in a file. ``line`` and ``column`` count characters from 1; ``length`` is what the caret underlines."""

    path: str
    line: int
    column: int
    length: int = 1


@dataclass(frozen=True)
class Problem:
    """``message`` says what is wrong, ``fix`` what to type; both are Chinese, for the owner of the scripts."""

    span: Span
    code: str
    message: str
    fix: str


@dataclass(frozen=True)
class Code:
    """What a check reports: a code that never changes its meaning, and what it is about."""

    code: str
    title: str

    def at(self, span: Span, message: str, fix: str) -> Problem:
        return Problem(span, self.code, message, fix)


class Notes:
    """The problems found so far in one file. After a hundred the rest is dropped: fix these first."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self.problems: list[Problem] = list(problems)

    @property
    def full(self) -> bool:
        return len(self.problems) >= _MOST_PER_FILE

    def add(self, problem: Problem) -> None:
        if not self.full and problem not in self.problems:
            self.problems.append(problem)


class ScriptErrors(HuashuError):
    """Every problem of every file of one reading. ``sources``: path as in the spans -> text, for the excerpts."""

    code = "scripts"

    def __init__(self, problems: Iterable[Problem], sources: Mapping[str, str]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems, key=_place))
        self.sources = dict(sources)
        super().__init__(self.problems)

    def __str__(self) -> str:
        lines = {path: LINE_BREAK.split(text) for path, text in self.sources.items()}
        return "\n\n".join(describe(each, lines.get(each.span.path, ())) for each in self.problems)


def _place(problem: Problem) -> tuple[str, int, int, str]:
    return problem.span.path, problem.span.line, problem.span.column, problem.code


def describe(problem: Problem, lines: Sequence[str]) -> str:
    """The problem as its owner reads it; ``lines`` are those of the file, empty when it could not be read."""
    span = problem.span
    head = f"{span.path}:{span.line}:{span.column} 错误 {problem.code} {problem.message}"
    line = lines[span.line - 1] if span.line <= len(lines) else ""
    excerpt = _excerpt(line, span) if line.strip() else []
    return "\n".join([head, *excerpt, f"  改法：{_fix(problem)}"])


def _fix(problem: Problem) -> str:
    """A check of the scripts has a page of its own; the few things to know of a conversation file are on one page."""
    fix = problem.fix.rstrip("。")
    return f"{fix}。详细：huashu explain {problem.code}" if problem.code.startswith("SC") else fix


def _excerpt(line: str, span: Span) -> list[str]:
    first = max(0, span.column - 1 - _EXCERPT_CHARACTERS // 2) if len(line) > _EXCERPT_CHARACTERS else 0
    shown = _printable(line[first : first + _EXCERPT_CHARACTERS])
    before = shown[: span.column - 1 - first]
    marked = shown[len(before) : len(before) + span.length]
    gutter = f"  {span.line} | "
    bar = " " * (len(gutter) - 2) + "| "
    return [gutter + shown, bar + " " * display_width(before) + "^" * max(1, display_width(marked))]


def _printable(text: str) -> str:
    return "".join(each if each.isprintable() else " " for each in text)


def display_width(text: str) -> int:
    """Terminal cells: two for a Chinese glyph, none for a combining mark."""
    return sum(_cells(each) for each in text)


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def did_you_mean(word: str, known: Iterable[str], shape: str = "{}") -> str:
    """The start of a 改法: the known word nearest to ``word`` written in ``shape``, or "" when none is near."""
    few = [each for each in islice(known, 500) if len(each) <= 60]
    near = difflib.get_close_matches(word, few, n=1, cutoff=0.5) if len(word) <= 60 else []
    return f"您是不是想写 {shape.replace('{}', near[0])}？" if near else ""
