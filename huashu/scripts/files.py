"""One file of each kind, read: what it holds and what is wrong with it.

The same content is read once, because most files stay as they were between two readings of a folder.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Generic, TypeVar

from huashu.domain.shop import ShopProfile
from huashu.scripts.checks.sc023_bad_file_name import bad_topic
from huashu.scripts.factbook import read_facts
from huashu.scripts.format import NAME
from huashu.scripts.model import Fact, Script
from huashu.scripts.problems import Notes, Problem, Span
from huashu.scripts.questions import Answered, read_topic
from huashu.scripts.reader import Node, read_yaml
from huashu.scripts.scenes import read_scene
from huashu.scripts.shops import read_shop

R = TypeVar("R")
MOST = 512


@dataclass(frozen=True)
class Read(Generic[R]):
    """``value`` is None after any problem: what was read then holds stand-ins. ``node``: the file's root, if any."""

    value: R | None
    text: str
    problems: tuple[Problem, ...]
    node: Node | None


@lru_cache(maxsize=MOST)
def scene_file(path: str, content: bytes, shops: tuple[str, ...]) -> Read[tuple[Script, ...]]:
    """``path`` is how the file is called in problems; ``shops``: the known shop ids."""
    return _read(path, content, lambda node, notes: read_scene(node, shops, notes))


@lru_cache(maxsize=MOST)
def topic_file(path: str, content: bytes, shops: tuple[str, ...]) -> Read[tuple[Answered, ...]]:
    stem = PurePosixPath(path).stem

    def reader(node: Node, notes: Notes) -> tuple[Answered, ...]:
        if NAME.parse(stem) is None:
            notes.add(bad_topic(Span(path, 1, 1), stem))
        return read_topic(node, stem, shops, notes)

    return _read(path, content, reader)


@lru_cache(maxsize=MOST)
def shop_file(path: str, content: bytes) -> Read[ShopProfile]:
    return _read(path, content, lambda node, notes: read_shop(node, PurePosixPath(path).stem, notes))


@lru_cache(maxsize=MOST)
def facts_file(path: str, content: bytes) -> Read[tuple[Fact, ...]]:
    return _read(path, content, read_facts)


def _read(path: str, content: bytes, reader: Callable[[Node, Notes], R]) -> Read[R]:
    notes = Notes()
    node, text = read_yaml(path, content, notes)
    value = reader(node, notes) if node is not None else None
    return Read(value if not notes.problems else None, text, tuple(notes.problems), node)
