"""A flow as nodes and arrows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

BEFORE, BEHIND = 4, 4  # steps shown around one script


@dataclass(frozen=True)
class Node:
    """``kind``: says | action | ladder | rung | script | gate | wait | exit. ``rank`` sorts nodes of a column."""

    key: str
    kind: str
    lines: tuple[str, ...]
    rank: int | None = None


@dataclass(frozen=True)
class Edge:
    source: str
    target: str
    label: str = ""


@dataclass
class Flow:
    title: str
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)

    def link(self, source: str, target: str, label: str = "") -> None:
        """One arrow between two nodes; a second reason is added to its label."""
        for index, each in enumerate(self.edges):
            if (each.source, each.target) == (source, target):
                labels = dict.fromkeys(part for part in (*each.label.split("／"), label) if part)
                self.edges[index] = Edge(source, target, "／".join(labels))
                return
        self.edges.append(Edge(source, target, label))

    def prune(self) -> None:
        """Takes out what nothing said leads to."""
        kept = {key for key, node in self.nodes.items() if node.kind == "says"}
        kept = _reached(kept, [(each.source, each.target) for each in self.edges], len(self.nodes))
        self.nodes = {key: node for key, node in self.nodes.items() if key in kept}
        self.edges = [each for each in self.edges if each.source in kept]

    def drop(self, key: str) -> None:
        """Takes a node out, and the ways out that only it leads to."""
        gone = {key, *(each.target for each in self.edges if each.source == key and each.target.startswith("exit_"))}
        self.nodes = {name: node for name, node in self.nodes.items() if name not in gone}
        self.edges = [each for each in self.edges if not {each.source, each.target} & gone]

    def around(self, key: str) -> Flow:
        """The part of the flow that leads to a node and away from it."""
        back = _reached([key], [(each.target, each.source) for each in self.edges], BEFORE)
        forth = _reached([key], [(each.source, each.target) for each in self.edges], BEHIND)
        kept = {name: node for name, node in self.nodes.items() if name in back | forth}
        edges = [each for each in self.edges if any({each.source, each.target} <= part for part in (back, forth))]
        return Flow(self.title, kept, edges)


def _reached(start: Iterable[str], pairs: list[tuple[str, str]], steps: int) -> set[str]:
    found = set(start)
    for _ in range(steps):
        found |= {target for source, target in pairs if source in found}
    return found
