"""What an import hands around: lines read from files, and problems with the place where they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from huashu.services.import_columns import SHEETS, Sheet


@dataclass(frozen=True)
class Problem:
    """``row`` counts from 1, the header is row 1; ``column`` is its header. ``str`` is ``file:row:column text``."""

    file: str
    row: int
    column: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.row}:{self.column} {self.text}"


@dataclass(frozen=True)
class ImportErrors:
    """All problems of one run, by file and row. Nothing was loaded. ``tables`` is what could be read nevertheless."""

    problems: tuple[Problem, ...]
    tables: Tables = field(repr=False, compare=False)

    @classmethod
    def of(cls, problems: Iterable[Problem], tables: Tables) -> ImportErrors:
        return cls(tuple(sorted(problems, key=lambda each: (each.file, each.row))), tables)

    def __str__(self) -> str:
        return "\n".join(str(each) for each in self.problems)


@dataclass(frozen=True)
class Line:
    """One row. ``values`` holds the fields that could be read; a bad cell's field is missing."""

    sheet: Sheet
    file: str
    row: int
    values: Mapping[str, Any]

    def problem(self, field_name: str, text: str) -> Problem:
        return Problem(self.file, self.row, self.sheet.header_of(field_name), text)


@dataclass(frozen=True)
class Tables:
    """The lines of each table by its name; a table that was not given is missing, which is not the same as empty.

    ``pictures``: the files that the goods' pictures are, by the name under which each is to be kept.
    """

    lines: Mapping[str, list[Line]] = field(default_factory=dict)
    pictures: Mapping[str, Path] = field(default_factory=dict)

    def has(self, sheet: Sheet) -> bool:
        return sheet.name in self.lines

    def of(self, sheet: Sheet) -> list[Line]:
        return self.lines.get(sheet.name, [])


@dataclass(frozen=True)
class Counts:
    added: int = 0
    changed: int = 0
    same: int = 0


@dataclass(frozen=True)
class ImportReport:
    """What an import did: table name -> counts of rows in the books (an order of three lines is one)."""

    counts: Mapping[str, Counts]

    def __str__(self) -> str:
        titles = {each.name: each.title for each in SHEETS}
        return "\n".join(
            f"{titles[name]}：新增{each.added}，更新{each.changed}，没变{each.same}"
            for name, each in self.counts.items()
        )
