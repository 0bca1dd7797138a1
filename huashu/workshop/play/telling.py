"""The story of a conversation that failed, as its owner reads it: what should be beside what is."""

from __future__ import annotations

from io import StringIO

from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from huashu.workshop.play.story import Played, Told

WIDTH = 120


def story_of(played: Played) -> Table:
    """The whole conversation up to the failing step; a line that differs has a mark and is red."""
    columns = (Column(name, overflow="fold") for name in ("", "", "应当", "实际"))
    table = Table(*columns, pad_edge=False)
    for told in played.story:
        table.add_row(*_cells(told), style=None if told.right else "bold red")
    return table


def failure_of(played: Played) -> str:
    """Where it stopped, and why."""
    return f"{played.conversation.path.name} 第 {played.line} 行：{played.failure}"


def _cells(told: Told) -> tuple[str, ...]:
    return "" if told.right else "✗", told.who, escape(told.wanted), escape(told.actual)


def as_text(played: Played) -> str:
    """The story without colours, for a log or a test's message."""
    out = StringIO()
    console = Console(file=out, width=WIDTH)
    console.print(failure_of(played), markup=False)
    console.print(story_of(played))
    return out.getvalue()
