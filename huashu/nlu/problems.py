"""The problems of one file of ours, collected so that its owner is told all of them at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from huashu.scripts import Problem, Span
from huashu.settings import PROJECT


@dataclass
class Pile:
    """What reading ``path`` has found. ``source`` is the file's text, for the excerpts."""

    path: Path
    source: str = ""
    problems: list[Problem] = field(default_factory=list)

    @property
    def name(self) -> str:
        """From the project's folder where the file lies below it, else as it was given."""
        whole = self.path.resolve()
        return whole.relative_to(PROJECT).as_posix() if whole.is_relative_to(PROJECT) else str(self.path)

    @property
    def sources(self) -> dict[str, str]:
        return {self.name: self.source}

    def span(self, line: int, column: int = 1, length: int = 1) -> Span:
        """A place in the file; line and column count from 1."""
        return Span(self.name, line, column, length)

    def add(self, span: Span, code: str, message: str, fix: str) -> None:
        """``fix`` is what to type."""
        self.problems.append(Problem(span, code, message, fix))
