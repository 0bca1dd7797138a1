"""What was expected beside what happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from huashu.workshop.play.conversation import Conversation, Line

NOTHING, SILENCE = "（没有）", "（没有说）"
Bubble = dict[str, Any]


@dataclass(frozen=True)
class Told:
    """One line of the story: who, what should be and what is; the same where nothing can differ."""

    who: str
    wanted: str
    actual: str
    right: bool = True


@dataclass(frozen=True)
class Played:
    """A conversation that was played. ``failure`` says in Chinese why it stopped; None when all was as written.

    ``line``: of the step that failed, in the file.
    """

    conversation: Conversation
    story: tuple[Told, ...]
    failure: str | None
    line: int = 0


def told_lines(lines: Sequence[Line], bubbles: Sequence[Bubble]) -> list[Told]:
    """Each line beside the bubble that it is about."""
    return [_told_line(line, bubble) for line, bubble in _aligned(lines, bubbles)]


def _aligned(lines: Sequence[Line], bubbles: Sequence[Bubble]) -> Iterator[tuple[Line | None, Bubble | None]]:
    """By their scripts, so that one missing line does not make all later ones look wrong."""
    wanted, said = [each.script_id for each in lines], [each["script_id"] for each in bubbles]
    for _, first, last, said_first, said_last in SequenceMatcher(None, wanted, said, autojunk=False).get_opcodes():
        yield from zip_longest(lines[first:last], bubbles[said_first:said_last])


def _told_line(line: Line | None, bubble: Bubble | None) -> Told:
    actual = f"{bubble['text']}\n{bubble['script_id']}" if bubble else SILENCE
    right = line is not None and bubble is not None and _fits(line, bubble)
    return Told("客服", line.written if line else SILENCE, actual, right)


def _fits(line: Line, bubble: Bubble) -> bool:
    """The bubble is of the script, where one is named, and has all the words."""
    return line.script_id in ("", bubble["script_id"]) and all(each in bubble["text"] for each in line.words)


def told_rows(table: str, wanted: Sequence[tuple[str, ...]], rows: Sequence[str]) -> list[Told]:
    """A table is compared whole: so many rows, and each has the words asked for."""
    return [_told_row(f"记录 {table}", words, row) for words, row in zip_longest(wanted, rows)]


def _told_row(who: str, words: tuple[str, ...] | None, row: str | None) -> Told:
    right = words is not None and row is not None and all(each in row for each in words)
    return Told(who, NOTHING if words is None else "|".join(words), row or NOTHING, right)
