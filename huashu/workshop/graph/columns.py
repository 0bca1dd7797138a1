"""Which column a node of a flow stands in, and in which order: few crossings.

The known method (Sugiyama): cycles are broken, columns go by the longest way, long arrows get a bend in every column
they cross, columns are sorted by the middle of their neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

BEND = 10.0
SWEEPS = 12
Point = tuple[float, float]


@dataclass
class Columns:
    """``sizes``: (width, height) of nodes and bends. ``chains``: for each arrow the nodes and bends it runs through."""

    sizes: dict[str, Point]
    ranks: dict[str, int]
    chains: list[list[str]] = field(default_factory=list)
    columns: list[list[str]] = field(default_factory=list)
    back: list[bool] = field(default_factory=list)


def columns_of(pairs: list[tuple[str, str]], sizes: Mapping[str, Point], ranks: Mapping[str, int]) -> Columns:
    """``pairs``: the arrows. ``ranks``: nodes of a column that keep their order among themselves."""
    found = Columns(dict(sizes), dict(ranks))
    back = _backward(list(sizes), pairs)
    found.back = [pair in back for pair in pairs]
    forward = [pair[::-1] if is_back else pair for pair, is_back in zip(pairs, found.back, strict=True)]
    _columns(found, list(sizes), forward)
    _sort(found)
    return found


def _backward(nodes: list[str], pairs: list[tuple[str, str]]) -> set[tuple[str, str]]:
    """The arrows that close a circle, walking from nodes that nothing leads to."""
    after: dict[str, list[str]] = {key: [target for source, target in pairs if source == key] for key in nodes}
    led_to = {target for _, target in pairs}
    found: set[tuple[str, str]] = set()
    state: dict[str, int] = {}

    def visit(key: str) -> None:
        state[key] = 1
        for each in after[key]:
            if state.get(each) == 1:
                found.add((key, each))
            elif each not in state:
                visit(each)
        state[key] = 2

    for key in sorted(nodes, key=lambda each: each in led_to):
        if key not in state:
            visit(key)
    return found


def _columns(layout: Columns, nodes: list[str], forward: list[tuple[str, str]]) -> None:
    """Column = the longest way there; a node that only leads on stands close before what it leads to."""
    column = dict.fromkeys(nodes, 0)
    for _ in nodes:
        for source, target in forward:
            column[target] = max(column[target], column[source] + 1)
    led_to = {target for _, target in forward}
    for key in nodes:
        if key not in led_to and (after := [column[target] for source, target in forward if source == key]):
            column[key] = min(after) - 1
    layout.columns = [[key for key in nodes if column[key] == each] for each in range(max(column.values()) + 1)]
    for index, (source, target) in enumerate(forward):
        bends = [f"|{index}|{each}" for each in range(column[source] + 1, column[target])]
        for place, bend in enumerate(bends, column[source] + 1):
            layout.columns[place].append(bend)
            layout.sizes[bend] = (0.0, BEND)
        layout.chains.append([source, *bends, target])


def links_of(layout: Columns) -> list[tuple[str, str]]:
    return [pair for chain in layout.chains for pair in pairwise(chain)]


def beside_of(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one, other in pairs:
        found.setdefault(one, []).append(other)
    return found


def _sort(layout: Columns) -> None:
    links = links_of(layout)
    before, after = beside_of((b, a) for a, b in links), beside_of(links)
    best, fewest = [list(each) for each in layout.columns], _crossings(layout.columns, after)
    for sweep in range(SWEEPS):
        forth = sweep % 2 == 0
        for column in layout.columns if forth else reversed(layout.columns):
            place = {key: index / len(each) for each in layout.columns for index, key in enumerate(each)}
            beside = before if forth else after
            middle = {key: mean([place[each] for each in beside.get(key, [key])]) for key in column}
            column.sort(key=lambda key: middle[key])
            _keep_ranks(column, layout.ranks)
        crossings = _crossings(layout.columns, after)
        if crossings < fewest:
            best, fewest = [list(each) for each in layout.columns], crossings
    layout.columns = best
    for column in layout.columns:
        _keep_ranks(column, layout.ranks)


def _keep_ranks(column: list[str], ranks: Mapping[str, int]) -> None:
    """Ranked nodes share their places among themselves in the order of their ranks."""
    places = [index for index, key in enumerate(column) if key in ranks]
    for index, key in zip(places, sorted((column[each] for each in places), key=lambda key: ranks[key]), strict=True):
        column[index] = key


def _crossings(columns: list[list[str]], after: Mapping[str, list[str]]) -> int:
    total = 0
    for column, following in pairwise(columns):
        place = {key: index for index, key in enumerate(following)}
        ends = [sorted(place[each] for each in after.get(key, []) if each in place) for key in column]
        flat = [end for each in ends for end in each]
        total += sum(one > other for index, one in enumerate(flat) for other in flat[index + 1 :])
    return total


def mean(values: list[float]) -> float:
    return sum(values) / len(values)
