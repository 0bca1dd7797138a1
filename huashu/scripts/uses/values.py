"""What an f-string of a script id can be filled with."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from huashu.scripts.uses.source import Module, Source, walk

# Known by meaning only: the kinds of offer that ask for an answer, those that the supervisor may make.
OF_SUPERVISOR = ("gift", "price", "coupon")
DECLARED: Mapping[str, tuple[str, ...]] = {"offer.kind": OF_SUPERVISOR, "accepted.kind": OF_SUPERVISOR}


@dataclass(frozen=True)
class Table:
    """A dict from the members of an enum to functions of the same module. ``members``: value -> function."""

    enum: str
    members: Mapping[str, str]


def values_of(
    source: Source, module: Module, name: str, unit: ast.AST, joined: ast.JoinedStr, filled: ast.expr
) -> tuple[str, ...] | None:
    """The values of ``filled`` in ``joined``, a template in ``unit`` called ``name``; None when they are not known.

    In this order: a test around it (``if x in ("a", "b")``), the declared ones, the texts that the function returns
    which made it, the members of an enum of the same name for which a table leads here.
    """
    tested = _tested(unit, joined, ast.dump(filled))
    declared = DECLARED.get(ast.unparse(filled))
    return tested or declared or _returned(source, module, unit, filled) or _tabled(source, module, name, filled)


def tables(source: Source, module: Module) -> list[Table]:
    found = []
    for name, node in module.constants.items():
        if not isinstance(node, ast.Dict) or not node.keys:
            continue
        rows = [(key.value, key.attr, value.id) for key, value in zip(node.keys, node.values, strict=True)
                if isinstance(key, ast.Attribute) and isinstance(value, ast.Name)]  # fmt: skip
        enums = {owner.id for owner, _, _ in rows if isinstance(owner, ast.Name)}
        members = enum_values(source, module, enums.pop()) if len(enums) == 1 and len(rows) == len(node.keys) else {}
        if members:
            default = _default(module, name)
            listed = {members[member]: function for _, member, function in rows if member in members}
            rest = {value: default for value in members.values() if value not in listed} if default else {}
            found.append(Table(_enum_name(rows), {**listed, **rest}))
    return found


def _enum_name(rows: list[tuple[ast.expr, str, str]]) -> str:
    return ast.unparse(rows[0][0])


def enum_values(source: Source, module: Module, name: str) -> dict[str, str]:
    """Member -> text, of a class whose members are texts; empty for anything else."""
    where = source.resolve(module, name, everywhere=True)
    node = where[0].classes.get(where[1]) if where else None
    rows = [each for each in (node.body if node else []) if isinstance(each, ast.Assign)]
    return {each.targets[0].id: each.value.value for each in rows
            if isinstance(each.targets[0], ast.Name) and isinstance(each.value, ast.Constant)
            and isinstance(each.value.value, str)}  # fmt: skip


def _default(module: Module, table: str) -> str | None:
    """The function in ``TABLE.get(key, function)``."""
    for node in walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and len(node.args) == 2:
            owner, default = node.func.value, node.args[1]
            if (node.func.attr, getattr(owner, "id", "")) == ("get", table) and isinstance(default, ast.Name):
                return default.id
    return None


def _tested(unit: ast.AST, joined: ast.JoinedStr, filled: str) -> tuple[str, ...] | None:
    for node in walk(unit):
        test = node.test if isinstance(node, ast.If) else None
        if isinstance(test, ast.Compare) and ast.dump(test.left) == filled and _holds(node, joined):
            known = [each.value for each in walk(test.comparators[0]) if isinstance(each, ast.Constant)]
            if isinstance(test.ops[0], ast.In | ast.Eq):
                return tuple(str(each) for each in known)
    return None


def _holds(node: ast.AST, joined: ast.JoinedStr) -> bool:
    return any(each is joined for below in getattr(node, "body", []) for each in walk(below))


def _returned(source: Source, module: Module, unit: ast.AST, filled: ast.expr) -> tuple[str, ...] | None:
    made = [node.value for node in walk(unit) if isinstance(node, ast.Assign)
            and ast.dump(node.targets[0]).replace("Store", "Load") == ast.dump(filled)]  # fmt: skip
    calls = [each for value in made for each in walk(value) if isinstance(each, ast.Call)]
    for call in calls:
        where = source.resolve(module, call.func.id, everywhere=True) if isinstance(call.func, ast.Name) else None
        if where and where[1] in where[0].functions:
            return tuple(dict.fromkeys(_returns(where[0].functions[where[1]]))) or None
    return None


def _returns(function: ast.AST) -> Iterator[str]:
    for node in walk(function):
        if isinstance(node, ast.Return) and node.value is not None:
            outcomes = [node.value.body, node.value.orelse] if isinstance(node.value, ast.IfExp) else [node.value]
            constants = (each.value for each in outcomes if isinstance(each, ast.Constant))
            yield from (each for each in constants if isinstance(each, str))


def _tabled(source: Source, module: Module, name: str, filled: ast.expr) -> tuple[str, ...] | None:
    kind = ast.unparse(filled).rpartition(".")[2].replace("_", "")
    for table in tables(source, module):
        if table.enum.lower() == kind:
            callers = {each for each, node in module.functions.items() if _calls(node, name)}
            return tuple(value for value, function in table.members.items() if function in {name, *callers}) or None
    return None


def _calls(function: ast.AST, name: str) -> bool:
    return any(isinstance(each, ast.Call) and getattr(each.func, "id", "") == name for each in walk(function))
