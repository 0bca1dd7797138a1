"""Typed access to one mapping of a script file: every key asked for is a known key, ``close`` reports the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from huashu.scripts.kinds import Kind
from huashu.scripts.problems import Notes, Span, did_you_mean
from huashu.scripts.reader import Items, Node, Table, Text

T = TypeVar("T")
D = TypeVar("D")
_SHAPES = {Text: "文字", Items: "列表", Table: "“键: 值”"}


class Section:
    """A mapping being read. Problems go to ``notes`` and a fallback comes back, so that reading always goes on."""

    def __init__(self, node: Node, notes: Notes) -> None:
        self.notes, self.span = notes, node.span
        self._asked: set[str] = set()
        self._broken = not isinstance(node, Table)
        self.entries: Mapping[str, tuple[Text, Node]] = node.entries if isinstance(node, Table) else {}
        if self._broken:
            wrong_shape(node, Table, notes)

    def has(self, key: str) -> bool:
        self._asked.add(key)
        return key in self.entries

    def read(self, key: str, kind: Kind[T]) -> T:
        """The value of a key that must be there."""
        return read_value(self.entries[key][1], kind, self.notes) if self.must(key) else kind.fallback

    def maybe(self, key: str, kind: Kind[T], default: D) -> T | D:
        return self.read(key, kind) if self.has(key) else default

    def node(self, key: str) -> Text:
        """The scalar under ``key``, with its place; an empty one after a problem."""
        self.read(key, _ANY)
        found = self.entries.get(key)
        return found[1] if found and isinstance(found[1], Text) else Text("", self.span)

    def section(self, key: str) -> Section:
        """The mapping under a key that must be there."""
        if self.must(key):
            return Section(self.entries[key][1], self.notes)
        return Section(Table({}, self.span), self.notes).give_up()

    def nodes(self, key: str) -> tuple[Node, ...]:
        """The items under a key, none when it is not there."""
        return items_of(self.entries[key][1], self.notes) if self.has(key) else ()

    def values(self, key: str, kind: Kind[T]) -> tuple[T, ...]:
        return tuple(read_value(each, kind, self.notes) for each in self.nodes(key))

    def every(self) -> Iterator[tuple[Text, Node]]:
        """All entries of a mapping whose keys are names given by the owner."""
        self._asked.update(self.entries)
        return iter(self.entries.values())

    def place(self, path: Iterable[str | int]) -> Span:
        """Where the value under keys and list positions stands; of the nearest node above it that is there."""
        node: Node | None = Table(self.entries, self.span)
        span = self.span
        for step in path:
            node = _child(node, step)
            if node is None:
                break
            span = node.span
        return span

    def give_up(self) -> Section:
        """Report nothing more about missing keys: the cause has been reported."""
        self._broken = True
        return self

    def close(self) -> None:
        """Report the keys that nobody asked for."""
        for name, (key, _) in self.entries.items():
            if name not in self._asked:
                self._unknown(key)

    def _unknown(self, key: Text) -> None:
        if self.notes.full:
            return
        known = sorted(self._asked)
        guess = did_you_mean(key.value, known)
        self.notes.add(key.span, "SC008", f"不认识这个键：{key.value[:40]}", f"{guess}这里可以写：{'、'.join(known)}")

    def must(self, key: str) -> bool:
        """Whether the key is there; reports SC009 when it is not."""
        if not self.has(key) and not self._broken:
            self.notes.add(self.span, "SC009", f"这里缺少 {key}", f"加上一行“{key}: …”")
        return key in self.entries


def _child(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, Table) and isinstance(step, str):
        return node.entries[step][1] if step in node.entries else None
    if isinstance(node, Items) and isinstance(step, int):
        return node.items[step]
    return None


def read_value(node: Node, kind: Kind[T], notes: Notes) -> T:
    if not isinstance(node, Text):
        wrong_shape(node, Text, notes)
        return kind.fallback
    value = kind.parse(node.value)
    if value is not None:
        return value
    written = f"写的是：{node.value[:40]}" if node.value.strip() else "这里是空的"
    notes.add(node.span, "SC011", f"应当是{kind.name}，{written}", f"写成 {kind.example} 这样")
    return kind.fallback


def items_of(node: Node, notes: Notes) -> tuple[Node, ...]:
    if isinstance(node, Items):
        return node.items
    wrong_shape(node, Items, notes)
    return ()


def wrong_shape(node: Node, wanted: type[Text | Items | Table], notes: Notes) -> None:
    message = f"这里应当是{_SHAPES[wanted]}，写的是{_SHAPES[type(node)]}"
    notes.add(Span(node.span.path, node.span.line, node.span.column), "SC010", message, _shape_fix(node, wanted))


def _shape_fix(node: Node, wanted: type[Text | Items | Table]) -> str:
    if wanted is Text:
        return "以 { 或 [ 开头的句子，整句加上引号"
    if wanted is Items:
        return "一项一行，以“- ”开头；或者写成 [甲, 乙]"
    full_width = isinstance(node, Text) and "：" in node.value
    return "键后面用半角冒号加一个空格，不用全角冒号“：”" if full_width else "写成“键: 值”，一行一个，对齐"


_ANY: Kind[str] = Kind("文字", "亲，在的哦", lambda text: text if text.strip() else None, "")
