"""Which rule of ``data/rules`` fired: found again afterwards, from what was understood and what was done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from huashu.scripts.problems import Notes
from huashu.scripts.reader import Items, Node, Table, Text, read_yaml
from huashu.settings import PROJECT

RULES = PROJECT / "data" / "rules"


@dataclass(frozen=True)
class Rule:
    """``intent`` None: it begins with an action. ``form``: the form that must be active. ``pending``: the open
    question that must be there, "null" for none; None: whatever is open."""

    name: str
    place: str
    intent: str | None
    form: str | None
    pending: str | None
    actions: tuple[str, ...]

    @property
    def conditions(self) -> int:
        return (self.form is not None) + (self.pending is not None)


def read_rules(folder: Path = RULES) -> tuple[Rule, ...]:
    """All rules, in the order of the files. What is not understood is left out: the training has checked them."""
    return tuple(rule for file in sorted(folder.glob("*.yml")) for rule in _rules_in(file))


def _rules_in(file: Path) -> Iterator[Rule]:
    name = f"data/rules/{file.name}"
    root, _ = read_yaml(name, file.read_bytes(), Notes())
    for each in _items(_child(root, "rules")):
        said = _child(each, "rule")
        if isinstance(said, Text):
            yield _rule(each, said, f"{name}:{said.span.line}")


def _rule(node: Node, name: Text, place: str) -> Rule:
    steps, conditions = _items(_child(node, "steps")), _items(_child(node, "condition"))
    slots = [slot for each in conditions for slot in _items(_child(each, "slot_was_set"))]
    return Rule(
        name=name.value,
        place=place,
        intent=_first(steps[:1], "intent"),
        form=_first(conditions, "active_loop"),
        pending=_first(slots, "pending_question"),
        actions=tuple(each.value for step in steps if isinstance(each := _child(step, "action"), Text)),
    )


def _child(node: Node | None, key: str) -> Node | None:
    return node.entries[key][1] if isinstance(node, Table) and key in node.entries else None


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Items) else ()


def _first(nodes: Sequence[Node], key: str) -> str | None:
    return next((each.value for node in nodes if isinstance(each := _child(node, key), Text)), None)


def rules_fired(rules: Sequence[Rule], part: Mapping[str, Any]) -> list[Rule]:
    """The rule of the intent, the one with most conditions first in question, then the rule of a form that was
    completed. ``part`` as in ``huashu.engine.understood``."""
    done = [name for name, _ in part.get("actions") or []]
    fitting = [each for each in rules if _holds(each, part) and set(each.actions) <= {*done, "action_deactivate_loop"}]
    asked = [each for each in fitting if each.intent is not None and each.intent == part.get("intent")]
    completed = [each for each in fitting if each.intent is None and each.form is not None]
    return [*sorted(asked, key=lambda each: -each.conditions)[:1], *completed]


def _holds(rule: Rule, part: Mapping[str, Any]) -> bool:
    pending = part.get("pending") or "null"
    return rule.form in (None, part.get("form")) and rule.pending in (None, pending)
