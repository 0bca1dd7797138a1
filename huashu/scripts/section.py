"""Typed access to one mapping of a script file, by the keys that its shape declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from huashu.scripts.checks.sc008_unknown_key import unknown_key
from huashu.scripts.checks.sc009_missing_key import missing_key
from huashu.scripts.checks.sc010_wrong_shape import wrong_shape
from huashu.scripts.checks.sc011_wrong_value import wrong_value
from huashu.scripts.kinds import Kind
from huashu.scripts.problems import Notes, Span
from huashu.scripts.reader import Items, Node, Table, Text
from huashu.scripts.shape import Key, ListOf, MapOf, Shape

T = TypeVar("T")
D = TypeVar("D")
EMPTY = Table({}, Span("", 1, 1))


class Section:
    """A mapping being read. What is wrong with its keys goes to ``notes`` at once; a value that cannot be read gives
    its kind's fallback, so that reading always goes on."""

    def __init__(self, node: Node, shape: type[Shape], notes: Notes) -> None:
        self.notes, self.span = notes, node.span
        self.entries: Mapping[str, tuple[Text, Node]] = node.entries if isinstance(node, Table) else {}
        if not isinstance(node, Table):
            notes.add(wrong_shape(node, Table))
        elif node is not EMPTY:
            self._check_keys(shape)

    def _check_keys(self, shape: type[Shape]) -> None:
        keys = {each.name: each for each in shape.declared()}
        for name, (key, _) in self.entries.items():
            if name not in keys and not self.notes.full:
                self.notes.add(unknown_key(key, list(keys)))
        for each in keys.values():
            if each.must and each.name not in self.entries:
                self.notes.add(missing_key(self.span, each.name))

    def has(self, key: Key[Any]) -> bool:
        return key.name in self.entries

    def read(self, key: Key[Kind[T]]) -> T:
        """The value of a key that must be there."""
        return read_value(self.entries[key.name][1], key.value, self.notes) if self.has(key) else key.value.fallback

    def maybe(self, key: Key[Kind[T]], default: D) -> T | D:
        return self.read(key) if self.has(key) else default

    def node(self, key: Key[Kind[str]]) -> Text:
        """The scalar under ``key``, with its place; an empty one after a problem."""
        self.read(key)
        found = self.entries.get(key.name)
        return found[1] if found and isinstance(found[1], Text) else Text("", self.span)

    def section(self, key: Key[type[Shape]]) -> Section:
        """The mapping under a key; an empty one where it is not there, which was reported if it had to be."""
        return Section(self.entries[key.name][1] if self.has(key) else EMPTY, key.value, self.notes)

    def nodes(self, key: Key[ListOf[Any]]) -> tuple[Node, ...]:
        """The items under a key, none when it is not there."""
        return items_of(self.entries[key.name][1], self.notes) if self.has(key) else ()

    def values(self, key: Key[ListOf[Kind[T]]]) -> tuple[T, ...]:
        return tuple(read_value(each, key.value.item, self.notes) for each in self.nodes(key))

    def every(self, key: Key[MapOf[Any]]) -> Iterator[tuple[Text, Node]]:
        """The entries of a mapping whose keys are names given by the owner, none when it is not there."""
        return table_of(self.entries[key.name][1], self.notes) if self.has(key) else iter(())


def read_value(node: Node, kind: Kind[T], notes: Notes) -> T:
    if not isinstance(node, Text):
        notes.add(wrong_shape(node, Text))
        return kind.fallback
    value = kind.parse(node.value)
    if value is not None:
        return value
    notes.add(wrong_value(node, kind.name, kind.example))
    return kind.fallback


def items_of(node: Node, notes: Notes) -> tuple[Node, ...]:
    if isinstance(node, Items):
        return node.items
    notes.add(wrong_shape(node, Items))
    return ()


def table_of(node: Node, notes: Notes) -> Iterator[tuple[Text, Node]]:
    if isinstance(node, Table):
        return iter(node.entries.values())
    notes.add(wrong_shape(node, Table))
    return iter(())
