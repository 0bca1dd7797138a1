"""One file of each kind, read: what it holds and what is wrong with it.

The same content is read once, because most files stay as they were between two readings of a folder.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Generic, TypeVar

from huashu.domain.shop import ShopProfile
from huashu.scripts.checks.sc023_bad_file_name import bad_topic
from huashu.scripts.factbook import read_facts
from huashu.scripts.format import NAME
from huashu.scripts.model import Fact, Script, Wish
from huashu.scripts.problems import Notes, Problem, Span
from huashu.scripts.questions import Answered, read_topic
from huashu.scripts.reader import Node, Text, read_yaml
from huashu.scripts.scenes import read_scene
from huashu.scripts.shops import read_shop
from huashu.scripts.wishbook import read_wishes
from huashu.scripts.wordbook import read_words

R = TypeVar("R")
MOST = 2000
# How each path was read last: of a folder that is read again, most files are as they were.
_last: dict[tuple[str, str], tuple[bytes, tuple[str, ...], Read[Any]]] = {}


@dataclass(frozen=True)
class Read(Generic[R]):
    """``value`` is None after any problem: what was read then holds stand-ins. ``node``: the file's root, if any."""

    value: R | None
    text: str
    problems: tuple[Problem, ...]
    node: Node | None


def scene_file(path: str, content: bytes, shops: tuple[str, ...]) -> Read[tuple[Script, ...]]:
    """``path`` is how the file is called in problems; ``shops``: the known shop ids."""
    return _once("scene", path, content, shops, lambda node, notes: read_scene(node, shops, notes))


def topic_file(path: str, content: bytes, shops: tuple[str, ...]) -> Read[tuple[Answered, ...]]:
    stem = PurePosixPath(path).stem

    def reader(node: Node, notes: Notes) -> tuple[Answered, ...]:
        if NAME.parse(stem) is None:
            notes.add(bad_topic(Span(path, 1, 1), stem))
        return read_topic(node, stem, shops, notes)

    return _once("topic", path, content, shops, reader)


def shop_file(path: str, content: bytes) -> Read[ShopProfile]:
    return _once("shop", path, content, (), lambda node, notes: read_shop(node, PurePosixPath(path).stem, notes))


def facts_file(path: str, content: bytes) -> Read[tuple[Fact, ...]]:
    return _once("facts", path, content, (), read_facts)


def wishes_file(path: str, content: bytes) -> Read[tuple[Wish, ...]]:
    return _once("wishes", path, content, (), read_wishes)


def words_file(path: str, content: bytes) -> Read[Mapping[str, Text]]:
    return _once("words", path, content, (), read_words)


def _once(
    kind: str, path: str, content: bytes, shops: tuple[str, ...], reader: Callable[[Node, Notes], R]
) -> Read[R]:
    known = _last.get((kind, path))
    if known is not None and known[:2] == (content, shops):
        return known[2]
    read = _read(path, content, reader)
    if len(_last) > MOST:
        _last.clear()
    _last[kind, path] = (content, shops, read)
    return read


def _read(path: str, content: bytes, reader: Callable[[Node, Notes], R]) -> Read[R]:
    notes = Notes()
    node, text = read_yaml(path, content, notes)
    value = reader(node, notes) if node is not None else None
    return Read(value if not notes.problems else None, text, tuple(notes.problems), node)
