"""What can come of an action: everything said, asked and handed over to by the functions that it leads to."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from huashu.scripts.uses.model import ActionUse, Reach
from huashu.scripts.uses.scan import Said, Units, bases
from huashu.scripts.uses.source import Key, Module, Source
from huashu.scripts.uses.values import tables

BASE = "ShopAction"
PACKAGE = "actions"


def read_actions(source: Source, units: Units) -> dict[str, ActionUse]:
    """Action name -> what can come of it, for every class below ShopAction that has an ``action_name``."""
    found: dict[str, ActionUse] = {}
    for module in _modules(source):
        for node in module.classes.values():
            name = _attribute(node, "action_name")
            if isinstance(name, str) and _is_action(source, module, node):
                reached = reach(units, (module.name, node.name))
                resumes = bool(_attribute(node, "resumes"))
                found[name] = ActionUse(name, module.path, node.lineno, reached, resumes)
    return dict(sorted(found.items()))


def read_rungs(source: Source, units: Units) -> dict[str, Reach]:
    """Rung -> what can come of it, from the table of functions by ``Rung``; empty without such a table."""
    found: dict[str, Reach] = {}
    for module in _modules(source):
        for table in tables(source, module):
            if table.enum == "Rung":
                found.update({
                    value: reach(units, (module.name, function), value) for value, function in table.members.items()
                })  # fmt: skip
    return found


def reach(units: Units, start: Key, rung: str | None = None) -> Reach:
    """Everything that ``start`` leads to inside the actions package; ``rung``: with this rung at hand."""
    scripts: dict[str, None] = {}
    asked: dict[str, dict[str, None]] = {}
    follows: dict[str, None] = {}
    seen: set[Key] = set()
    waiting: list[Said | Key] = [start]
    while waiting:
        step = waiting.pop()
        if isinstance(step, Said):
            scripts.update(dict.fromkeys(_ids(step, rung)))
        elif step not in seen and _is_ours(step):
            seen.add(step)
            unit = units[step]
            waiting.extend(reversed(unit.steps))
            follows.update(dict.fromkeys(unit.follows))
            for question, before in unit.asks:
                asked.setdefault(question, {}).update(dict.fromkeys(before))
    return Reach(tuple(scripts), {name: tuple(by) for name, by in asked.items()}, tuple(follows))


def _ids(said: Said, rung: str | None) -> Iterator[str]:
    for index, script_id in enumerate(said.ids):
        if rung is None or said.by != "rung" or said.values[index] == rung:
            yield script_id


def _is_ours(key: Key) -> bool:
    return key[0].partition(".")[0] == PACKAGE


def _modules(source: Source) -> list[Module]:
    return [module for name in source.names if _is_ours((name, "")) for module in [source.modules[name]]]


def _is_action(source: Source, module: Module, node: ast.ClassDef) -> bool:
    return any(name == BASE or _is_action(source, where, where.classes[name])
               for where, name in bases(source, module, node))  # fmt: skip


def _attribute(node: ast.ClassDef, name: str) -> object:
    """The constant that the class itself gives an attribute; None when it gives none."""
    for each in node.body:
        target = each.targets[0] if isinstance(each, ast.Assign) else getattr(each, "target", None)
        value = getattr(each, "value", None)
        if isinstance(target, ast.Name) and target.id == name and isinstance(value, ast.Constant):
            return value.value
    return None
