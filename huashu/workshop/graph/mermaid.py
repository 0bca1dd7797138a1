"""A flow as Mermaid text, as code hosts draw it."""

from __future__ import annotations

import re

from huashu.workshop.graph.flow import Flow, Node

SHAPES = {"says": '(["{}"])', "action": '[["{}"]]', "ladder": '[["{}"]]', "rung": '["{}"]', "script": '("{}")',
          "gate": '{{{{"{}"}}}}', "wait": '[/"{}"/]', "exit": '>"{}"]'}  # fmt: skip
ESCAPED = str.maketrans({'"': "#quot;", "<": "#lt;", ">": "#gt;", "#": "#35;"})


def mermaid(flow: Flow) -> str:
    """The flowchart, from left to right, one node or arrow a line."""
    names = {key: name_of(index, node) for index, (key, node) in enumerate(flow.nodes.items())}
    nodes = [f"  {names[key]}{SHAPES[node.kind].format(_text(node))}" for key, node in flow.nodes.items()]
    edges = [f"  {names[each.source]} -->{_label(each.label)} {names[each.target]}" for each in flow.edges]
    return "\n".join(["flowchart LR", *nodes, *edges, ""])


def page(flow: Flow, command: str) -> str:
    """A Markdown page with the flow; ``command`` makes it again."""
    return f"# {flow.title}\n\n由 `{command}` 画出，不要手改。\n\n```mermaid\n{mermaid(flow)}```\n"


def name_of(index: int, node: Node) -> str:
    return node.key if re.fullmatch("[a-z0-9_]+", node.key) else f"{node.kind}_{index}"


def _text(node: Node) -> str:
    return "<br/>".join(line.translate(ESCAPED) for line in node.lines)


def _label(label: str) -> str:
    return f'|"{label.translate(ESCAPED)}"|' if label else ""
