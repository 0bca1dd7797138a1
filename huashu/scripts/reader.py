"""The one YAML reader: text -> a tree of plain nodes, every scalar kept as text, every node with its place.

Built from PyYAML's events (libyaml's when there) in one loop without recursion, so that nothing is typed by YAML
(``12:30`` stays text) and a hostile file is refused early: size, depth, anchors and aliases have limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from huashu.scripts.checks.sc001_too_large import too_large
from huashu.scripts.checks.sc002_not_utf8 import control_character, not_utf8
from huashu.scripts.checks.sc003_syntax import bad_syntax
from huashu.scripts.checks.sc004_too_deep import too_deep
from huashu.scripts.checks.sc005_alias import alias_of_nothing, too_many_aliases
from huashu.scripts.checks.sc006_key_twice import key_twice
from huashu.scripts.checks.sc007_yaml_extra import odd_key, second_document, tag
from huashu.scripts.problems import LINE_BREAK, Notes, Problem, Span

MOST_BYTES = 1024 * 1024
MOST_DEPTH = 20
MOST_ALIASES = 8
MOST_REMARK = 80  # characters looked at behind a scalar
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Control characters, and those that nobody sees and that part words: no check would find 最好 in 最\u200b好.
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)


@dataclass(frozen=True)
class Text:
    """A scalar. ``raw`` is the source between its marks, for finding a part of it. ``plain``: written without quotes.
    ``remark``: what YAML takes for a remark behind it on its line, from ``#`` on."""

    value: str
    span: Span
    raw: str = ""
    plain: bool = False
    remark: str = ""

    def at(self, part: str, nth: int = 0) -> Span:
        """Where the ``nth`` (from 0) ``part`` stands in the file; the scalar's place when it is escaped or folded."""
        found = -1
        for _ in range(nth + 1):
            found = self.raw.find(part, found + 1)
            if found < 0:
                return self.span
        breaks = list(LINE_BREAK.finditer(self.raw, 0, found))
        column = found - breaks[-1].end() + 1 if breaks else self.span.column + found
        return Span(self.span.path, self.span.line + len(breaks), column, len(part))


@dataclass(frozen=True)
class Items:
    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True)
class Table:
    """A mapping: key text -> (the key with its place, the value)."""

    entries: Mapping[str, tuple[Text, Node]]
    span: Span


Node = Text | Items | Table


def child(node: Node | None, step: str | int) -> Node | None:
    """The value under a key, or the item at a position; None when there is none."""
    if isinstance(node, Table) and isinstance(step, str):
        return node.entries[step][1] if step in node.entries else None
    if isinstance(node, Items) and isinstance(step, int):
        return node.items[step] if step < len(node.items) else None
    return None


def deepest(node: Node, path: Iterable[str | int]) -> Node:
    """The node under keys and positions, as far down as there is one."""
    for step in path:
        below = child(node, step)
        if below is None:
            break
        node = below
    return node


def items_of(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Items) else ()


def entries_of(node: Node | None) -> tuple[tuple[Text, Node], ...]:
    return tuple(node.entries.values()) if isinstance(node, Table) else ()


class _Refused(Exception):
    """The rest of the file cannot be read."""


@dataclass
class _Open:
    """A list or mapping whose end has not come yet."""

    span: Span
    is_table: bool
    anchor: str | None
    items: list[Node] = field(default_factory=list)
    entries: dict[str, tuple[Text, Node]] = field(default_factory=dict)
    key: Node | None = None

    def close(self) -> Node:
        return Table(self.entries, self.span) if self.is_table else Items(tuple(self.items), self.span)


class _Builder:
    def __init__(self, path: str, text: str, notes: Notes) -> None:
        self.path, self.text, self.notes = path, text, notes
        self.root: Node | None = None
        self.open: list[_Open] = []
        self.anchors: dict[str, Node] = {}
        self.aliases = self.documents = 0

    def take(self, event: Any) -> None:
        if getattr(event, "tag", None) is not None:
            self.notes.add(tag(self.span(event), event.tag))
        if isinstance(event, yaml.ScalarEvent):
            self.place(self.text_node(event), event.anchor)
        elif isinstance(event, yaml.AliasEvent):
            self.place(self.resolve(event), None)
        elif isinstance(event, yaml.CollectionStartEvent):
            self.start(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            ended = self.open.pop()
            self.place(ended.close(), ended.anchor)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.begin_document(event)

    def text_node(self, event: Any) -> Text:
        raw = self.text[event.start_mark.index : event.end_mark.index]
        span, plain = self.span(event, len(LINE_BREAK.split(raw)[0])), event.style in (None, "")
        behind = self.text[event.end_mark.index : event.end_mark.index + MOST_REMARK] if plain else ""
        remark = LINE_BREAK.split(behind)[0].strip()
        return Text(event.value, span, raw, plain, remark if remark.startswith("#") else "")

    def span(self, event: Any, length: int = 1) -> Span:
        return Span(self.path, event.start_mark.line + 1, event.start_mark.column + 1, max(1, length))

    def refuse(self, problem: Problem) -> _Refused:
        self.notes.add(problem)
        return _Refused()

    def begin_document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            raise self.refuse(second_document(self.span(event)))

    def start(self, event: Any) -> None:
        if len(self.open) >= MOST_DEPTH:
            raise self.refuse(too_deep(self.span(event), MOST_DEPTH))
        self.open.append(_Open(self.span(event), isinstance(event, yaml.MappingStartEvent), event.anchor))

    def resolve(self, event: Any) -> Node:
        self.aliases += 1
        if self.aliases > MOST_ALIASES:
            raise self.refuse(too_many_aliases(self.span(event), MOST_ALIASES))
        if event.anchor not in self.anchors:
            raise self.refuse(alias_of_nothing(self.span(event), event.anchor))
        return self.anchors[event.anchor]

    def place(self, node: Node, anchor: str | None) -> None:
        if anchor is not None:
            self.anchors[anchor] = node
        if not self.open:
            self.root = node
        elif not self.open[-1].is_table:
            self.open[-1].items.append(node)
        elif self.open[-1].key is None:
            self.open[-1].key = node
        else:
            self.enter(self.open[-1], self.open[-1].key, node)

    def enter(self, table: _Open, key: Node, node: Node) -> None:
        table.key = None
        if not isinstance(key, Text):
            self.notes.add(odd_key(key.span))
        elif key.value in table.entries:
            self.notes.add(key_twice(key.span, key.value, table.entries[key.value][0].span.line))
        else:
            table.entries[key.value] = (key, node)


def read_yaml(path: str, content: bytes, notes: Notes) -> tuple[Node | None, str]:
    """The tree (None when the file cannot be read at all) and the text; what is wrong goes to ``notes``.

    ``path`` is how the file is called in problems.
    """
    text = _decode(path, content, notes)
    if text is None:
        return None, ""
    builder = _Builder(path, text, notes)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except _Refused:
        return None, text
    except yaml.YAMLError as error:
        notes.add(_syntax(path, error, text))
        return None, text
    return builder.root or Text("", Span(path, 1, 1)), text


def _decode(path: str, content: bytes, notes: Notes) -> str | None:
    if len(content) > MOST_BYTES:
        notes.add(too_large(path))
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        notes.add(not_utf8(Span(path, line, 1)))
        return None
    bad = _FORBIDDEN.search(text)
    if bad is None:
        return text
    before = LINE_BREAK.split(text[: bad.start()])
    notes.add(control_character(Span(path, len(before), len(before[-1]) + 1)))
    return None


def _syntax(path: str, error: yaml.YAMLError, text: str) -> Problem:
    context, problem = str(getattr(error, "context", "")), str(getattr(error, "problem", ""))
    mark = getattr(error, "context_mark" if "quoted" in context else "problem_mark", None)
    span = Span(path, mark.line + 1, mark.column + 1) if mark else Span(path, 1, 1)
    return bad_syntax(span, context, problem, LINE_BREAK.split(text))
