"""Where the nodes of a flow stand and where its arrows run, in pixels: nothing overlaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from huashu.workshop.graph.columns import BEND, SWEEPS, Columns, Point, beside_of, columns_of, links_of, mean
from huashu.workshop.graph.flow import Edge, Flow

GAP_X, GAP_Y = 74.0, 16.0


@dataclass(frozen=True)
class Box:
    """``x`` and ``y`` are the upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Plan:
    """``paths``: for each edge of the flow the points that it runs through, level
    inside the columns; backward edges run from right to left."""

    boxes: Mapping[str, Box]
    paths: tuple[tuple[Edge, tuple[Point, ...]], ...]
    width: float
    height: float


def plan(flow: Flow, sizes: Mapping[str, Point], labels: Mapping[str, float]) -> Plan:
    """``sizes``: node key -> (width, height). ``labels``: label -> the width that it needs before its target."""
    ranks = {key: node.rank for key, node in flow.nodes.items() if node.rank is not None}
    columns = columns_of([(each.source, each.target) for each in flow.edges], sizes, ranks)
    return _drawn(columns, _stand(columns), flow.edges, _gaps(columns, flow.edges, labels))


def _stand(layout: Columns) -> dict[str, float]:
    """Heights: each node wants the middle of its neighbours; those in its way move."""
    links = links_of(layout)
    before, after = beside_of((b, a) for a, b in links), beside_of(links)
    middles: dict[str, float] = {}
    for column in layout.columns:
        top = 0.0
        for key in column:
            middles[key] = top + layout.sizes[key][1] / 2
            top += layout.sizes[key][1] + GAP_Y
    for sweep in range(SWEEPS):
        forth = sweep % 2 == 0
        for column in layout.columns if forth else reversed(layout.columns):
            beside = before if forth else after
            wanted = {key: mean([middles[each] for each in beside.get(key, [key])]) for key in column}
            _settle(layout, middles, column, wanted)
    return middles


def _settle(layout: Columns, middles: dict[str, float], column: list[str], wanted: Mapping[str, float]) -> None:
    """The order is kept; groups that push each other stand around their common middle."""
    groups: list[tuple[float, list[str]]] = []  # (middle of what the group's nodes want for its top, keys)
    for key in column:
        groups.append((wanted[key] - layout.sizes[key][1] / 2, [key]))
        while len(groups) > 1 and groups[-2][0] + _height(layout, groups[-2][1]) > groups[-1][0]:
            (top, upper), (low, lower) = groups[-2], groups[-1]
            shifted = low - _height(layout, upper)
            middle = (top * len(upper) + shifted * len(lower)) / (len(upper) + len(lower))
            groups[-2:] = [(middle, upper + lower)]
    for top, keys in groups:
        for key in keys:
            middles[key] = top + layout.sizes[key][1] / 2
            top += layout.sizes[key][1] + GAP_Y


def _height(layout: Columns, keys: list[str]) -> float:
    return sum(layout.sizes[key][1] + GAP_Y for key in keys)


def _drawn(layout: Columns, middles: Mapping[str, float], edges: list[Edge], gaps: list[float]) -> Plan:
    widths = [max((layout.sizes[key][0] for key in column), default=0.0) for column in layout.columns]
    left = [sum(widths[:index]) + sum(gaps[:index]) for index in range(len(widths))]
    top = min(middles[key] - layout.sizes[key][1] / 2 for key in middles)
    boxes: dict[str, Box] = {}
    for x, wide, column in zip(left, widths, layout.columns, strict=True):
        for key in column:
            width, height = layout.sizes[key] if not key.startswith("|") else (wide, BEND)
            boxes[key] = Box(x, middles[key] - height / 2 - top, width, height)
    ports = _ports(layout, boxes)
    right = {key: x + wide for x, wide, column in zip(left, widths, layout.columns, strict=True) for key in column}
    paths = []
    for edge, is_back, chain in zip(edges, layout.back, layout.chains, strict=True):
        points: list[Point] = []
        for one, other in pairwise(chain):
            start, end = ports[one, other]
            points += [start, (right[one], start[1]), end] if not points else [(right[one], start[1]), end]
        paths.append((edge, tuple(reversed(points) if is_back else points)))
    shown = {key: box for key, box in boxes.items() if not key.startswith("|")}
    height = max(box.y + box.height for box in boxes.values())
    return Plan(shown, tuple(paths), left[-1] + widths[-1], height)


def _gaps(layout: Columns, edges: list[Edge], labels: Mapping[str, float]) -> list[float]:
    """Between each column and the next: room for the labels of the arrows that begin there."""
    gaps = [GAP_X] * len(layout.columns)
    at = {key: index for index, column in enumerate(layout.columns) for key in column}
    for edge, is_back, chain in zip(edges, layout.back, layout.chains, strict=True):
        gap = at[chain[-1]] - 1 if is_back else at[chain[0]]
        gaps[gap] = max(gaps[gap], GAP_X / 2 + labels.get(edge.label, 0.0))
    return gaps


def _ports(layout: Columns, boxes: Mapping[str, Box]) -> dict[tuple[str, str], tuple[Point, Point]]:
    """Where each link leaves and enters: spread over the side of its node, sorted by the other end."""
    links = list(dict.fromkeys(links_of(layout)))
    starts: dict[tuple[str, str], Point] = {}
    ends: dict[tuple[str, str], Point] = {}
    for key, others in beside_of(links).items():
        for share, other in _spread(others, boxes):
            starts[key, other] = (boxes[key].x + boxes[key].width, boxes[key].y + boxes[key].height * share)
    for key, others in beside_of((b, a) for a, b in links).items():
        for share, other in _spread(others, boxes):
            ends[other, key] = (boxes[key].x, boxes[key].y + boxes[key].height * share)
    return {link: (starts[link], ends[link]) for link in links}


def _spread(keys: list[str], boxes: Mapping[str, Box]) -> Iterable[tuple[float, str]]:
    ordered = sorted(keys, key=lambda key: boxes[key].y + boxes[key].height / 2)
    return [((index + 1) / (len(ordered) + 1), key) for index, key in enumerate(ordered)]
