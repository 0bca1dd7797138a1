"""What the scripts have to agree with: what the code says, and the lines that the bot is trained on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from huashu.scripts.problems import Notes, Span
from huashu.scripts.reader import Node, Text, child, items_of, read_yaml
from huashu.scripts.uses import Uses, read_uses

Line = tuple[str, Span]


@dataclass(frozen=True, eq=False)
class Project:
    """``lines``: a training line as it stands in data/nlu -> its intent and place. ``uses``: what the code says."""

    lines: Mapping[str, Line] = field(default_factory=dict)
    uses: Uses = field(default_factory=Uses)


def read_project(root: Path) -> Project:
    """The Rasa project in a folder. What it cannot read it leaves out: Rasa itself complains about that."""
    files = {path.relative_to(root).as_posix(): path for path in sorted(root.glob("data/nlu/*.yml"))}
    lines = dict(each for name, path in files.items() for each in training_lines(name, path.read_bytes()))
    return Project(lines, read_uses(root))


def training_lines(name: str, content: bytes) -> list[tuple[str, Line]]:
    """The training lines of a file called ``name``: text -> its intent and place, in order, repeats too."""
    node, _ = read_yaml(name, content, Notes())
    blocks = items_of(child(node, "nlu"))
    return [line for each in blocks for line in _examples(child(each, "intent"), child(each, "examples"))]


def _examples(intent: Node | None, block: Node | None) -> list[tuple[str, Line]]:
    """The lines of ``examples: |``, each of which begins with a dash."""
    if not isinstance(intent, Text) or not isinstance(block, Text):
        return []
    found = []
    for number, line in enumerate(block.raw.split("\n"), block.span.line):
        before, dash, text = line.partition("- ")
        if dash and not before.strip():
            span = Span(block.span.path, number, len(before) + 3, len(text))
            found.append((text.strip(), (intent.value, span)))
    return found
