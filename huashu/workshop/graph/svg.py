"""A flow as one SVG file: nothing is loaded from elsewhere, and it follows the viewer's light or dark."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from huashu.scripts.problems import display_width
from huashu.workshop.graph.columns import Point
from huashu.workshop.graph.flow import Edge, Flow, Node
from huashu.workshop.graph.layout import Box, Plan, plan

CELL, LINE, PAD_X, PAD_Y = 7.0, 18.0, 14.0, 9.0  # A Chinese glyph is two cells wide.
MARGIN, HEAD = 24.0, 78.0
MOST_CELLS = 22  # of a label; the whole of it is shown when pointed at
LEGEND = (("says", "顾客说"), ("action", "程序处理"), ("rung", "阶梯的一级"), ("script", "话术"), ("gate", "等回答"),
          ("wait", "等别人"), ("exit", "到别的场景"))  # fmt: skip
LIGHT = {"paper": "#ffffff", "ink": "#1f2328", "faint": "#59636e", "line": "#818b98", "says": "#ddf4ff",
         "action": "#eff1f3", "rung": "#fff1e5", "script": "#dafbe1", "gate": "#fff8c5", "wait": "#fbefff"}  # fmt: skip
DARK = {"paper": "#0d1117", "ink": "#f0f6fc", "faint": "#b1bac4", "line": "#7d8590", "says": "#0c2d6b",
        "action": "#262c36", "rung": "#5a1e02", "script": "#033a16", "gate": "#4b2900", "wait": "#3c1e70"}  # fmt: skip
FILLED = ("paper", "says", "action", "rung", "script", "gate", "wait")
FONT = '"Noto Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei", sans-serif'
SHAPE = f"""text {{ font: 13px {FONT}; }} text.title {{ font-size: 18px; font-weight: 600; }}
text.small {{ font-size: 12px; }} .exit {{ stroke-dasharray: 4 3; }} .arrow {{ fill: none; stroke-width: 1.2; }}"""


def _colours(of: dict[str, str]) -> str:
    """Plain values, no variables: simple viewers do not know those."""
    kinds = " ".join(f".{kind} {{ fill: {of[kind]}; }}" for kind in FILLED)
    return (
        f"{kinds} .ladder {{ fill: {of['action']}; }} .exit {{ fill: {of['paper']}; }} .box {{ stroke: {of['line']}; }}"
        f" text {{ fill: {of['ink']}; }} text.small {{ fill: {of['faint']}; }} .arrow {{ stroke: {of['line']}; }}"
        f" .tip {{ fill: {of['line']}; }}"
    )


STYLE = f"{SHAPE}\n{_colours(LIGHT)}\n@media (prefers-color-scheme: dark) {{ {_colours(DARK)} }}"


def svg(flow: Flow) -> str:
    """The whole file."""
    labels = {each.label: label_width(each.label) for each in flow.edges if each.label}
    drawn = plan(flow, {key: size_of(node) for key, node in flow.nodes.items()}, labels)
    width = max(drawn.width, 820.0, display_width(flow.title) * 9.0) + 2 * MARGIN
    height = drawn.height + HEAD + 2 * MARGIN
    body = [*_arrows(drawn), *(_box(node, drawn.boxes[key]) for key, node in flow.nodes.items()), *_labels(drawn)]
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}"'
        f' height="{height:.0f}" role="img" aria-label={quoteattr(flow.title)}>',
        f"<style>{STYLE}</style>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>',
        '<rect class="paper" width="100%" height="100%"/>',
        f'<text class="title" x="{MARGIN}" y="{MARGIN + 14}">{escape(flow.title)}</text>',
        *_legend({node.kind for node in flow.nodes.values()}),
        f'<g transform="translate({MARGIN} {MARGIN + HEAD})">', *body, "</g>", "</svg>", "",
    ])  # fmt: skip


def size_of(node: Node) -> Point:
    wide = max(display_width(line) * CELL * (0.93 if index else 1) for index, line in enumerate(node.lines))
    slant = 16.0 if node.kind in ("gate", "wait", "says", "exit") else 0.0
    return wide + 2 * PAD_X + slant, len(node.lines) * LINE + 2 * PAD_Y


def _legend(kinds: Collection[str]) -> list[str]:
    found, x = [], MARGIN
    for kind, words in (each for each in LEGEND if each[0] in kinds):
        node = Node("", kind, (words,))
        width = display_width(words) * CELL + 30
        found.append(_box(node, Box(x, MARGIN + 30, width, 26)))
        x += width + 12
    return found


def _box(node: Node, box: Box) -> str:
    middle = box.x + box.width / 2
    first = box.y + (box.height - len(node.lines) * LINE) / 2 + 13
    lines = [
        f'<text{" class=" + chr(34) + "small" + chr(34) if index else ""} x="{middle:.1f}"'
        f' y="{first + index * LINE:.1f}" text-anchor="middle">{escape(line)}</text>'
        for index, line in enumerate(node.lines)
    ]
    return f'<g data-key={quoteattr(node.key)}>{_shape(node.kind, box)}{"".join(lines)}</g>'


def _shape(kind: str, box: Box) -> str:
    x, y, right, low, middle = box.x, box.y, box.x + box.width, box.y + box.height, box.y + box.height / 2
    if kind in ("gate", "wait", "exit"):
        points = {
            "gate": [(x + 10, y), (right - 10, y), (right, middle), (right - 10, low), (x + 10, low), (x, middle)],
            "wait": [(x + 10, y), (right, y), (right - 10, low), (x, low)],
            "exit": [(x, y), (right - 10, y), (right, middle), (right - 10, low), (x, low)],
        }[kind]
        return f'<polygon class="box {kind}" points="{" ".join(f"{a:.1f},{b:.1f}" for a, b in points)}"/>'
    round_by = {"says": box.height / 2, "script": 8.0}.get(kind, 2.0)
    return (
        f'<rect class="box {kind}" x="{x:.1f}" y="{y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}"'
        f' rx="{min(round_by, 20.0):.1f}"/>'
    )


def _arrows(drawn: Plan) -> list[str]:
    return [f'<path class="arrow" d="{_curve(points)}" marker-end="url(#tip)"/>' for _, points in drawn.paths]


def _curve(points: tuple[Point, ...]) -> str:
    """Straight through columns, a soft S between them."""
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for (x, y), (to_x, to_y) in pairwise(points):
        half = (x + to_x) / 2
        level = abs(y - to_y) < 0.1
        path += f"{'L' if level else f'C{half:.1f} {y:.1f} {half:.1f} {to_y:.1f} '}{to_x:.1f} {to_y:.1f}"
    return path


def _labels(drawn: Plan) -> list[str]:
    return [_label(edge, points) for edge, points in drawn.paths if edge.label]


def _label(edge: Edge, points: tuple[Point, ...]) -> str:
    """Right before the column that the arrow's first stretch borders on."""
    (x, y), (to_x, to_y) = points[1:3] if points[0][0] < points[-1][0] else points[0:2]
    text, width = _cut(edge.label), label_width(edge.label)
    middle = max(x, to_x) - 12 - width / 2
    share = (middle - x) / (to_x - x)
    height = y + (to_y - y) * share * share * (3 - 2 * share)  # As far as a soft S has risen there.
    return (
        f'<g class="label"><title>{escape(edge.label)}</title><rect class="paper" x="{middle - width / 2:.1f}"'
        f' y="{height - 9:.1f}" width="{width:.1f}" height="17" rx="3"/><text class="small" x="{middle:.1f}"'
        f' y="{height + 4:.1f}" text-anchor="middle">{escape(text)}</text></g>'
    )


def label_width(label: str) -> float:
    return display_width(_cut(label)) * 6.5 + 6


def _cut(text: str) -> str:
    if display_width(text) <= MOST_CELLS:
        return text
    while display_width(text) > MOST_CELLS - 2:
        text = text[:-1]
    return f"{text}…"
