"""A conversation test as values; docs/testing.md explains the file it is read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from huashu.web.orders import Pushed


@dataclass(frozen=True)
class Say:
    """顾客: one message."""

    text: str


@dataclass(frozen=True)
class Line:
    """One bubble that must have been said. ``script_id`` "" is any script; ``written`` is how the file puts it."""

    script_id: str
    words: tuple[str, ...]
    written: str


@dataclass(frozen=True)
class Hear:
    """客服: every bubble since the last look, in order."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Wait:
    """时间: so many seconds later, or at a moment (aware). What is due then is done."""

    seconds: int = 0
    at: datetime | None = None


@dataclass(frozen=True)
class Supervise:
    """主管: answers the open approval; ``refused``: 主管不能, the answer must be refused. ``fen`` 0: no amount."""

    kind: str
    written: str
    fen: int = 0
    refused: bool = False


@dataclass(frozen=True)
class Mall:
    """商城: pushes an order event. ``pushed`` lacks the shopper and the time, which the player knows; ``newest``: and
    the number, which is that of the shopper's newest order."""

    pushed: Pushed
    word: str
    newest: bool = False


@dataclass(frozen=True)
class Colleague:
    """同事: accept, return or close the newest handoff."""

    step: str
    written: str


@dataclass(frozen=True)
class Queue:
    """排队: so many other shoppers of the shop wait for a person."""

    others: int


@dataclass(frozen=True)
class Join:
    """会员: from here on the shopper is a member."""


@dataclass(frozen=True)
class Look:
    """记录: table -> its rows, each as the words that it must contain. A table named is compared whole."""

    tables: Mapping[str, tuple[tuple[str, ...], ...]]


Step = Say | Hear | Wait | Supervise | Mall | Colleague | Queue | Join | Look


@dataclass(frozen=True)
class Conversation:
    """One file. ``at``: aware, when it begins. ``sender``: from the file's name, so the variants said repeat.

    ``lines``: where each step stands in the file, from 1.
    """

    path: Path
    sender: str
    title: str
    shop: str
    at: datetime
    steps: tuple[Step, ...]
    lines: tuple[int, ...]
