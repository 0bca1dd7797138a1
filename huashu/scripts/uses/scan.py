"""One unit of a Python file: its strings that are script ids, its questions, and the names it uses."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from huashu.scripts.uses.model import Site
from huashu.scripts.uses.source import Function, Key, Module, Source, looked_for, methods, walk
from huashu.scripts.uses.values import values_of

ID = re.compile("utter(_[a-z0-9]+){2,}")
FOLLOW = re.compile("action_[a-z0-9_]*[a-z0-9]|[a-z0-9][a-z0-9_]*_form")
SAYING = ("say", "answer")
Given = tuple[bool, "frozenset[str] | None"]


@dataclass(frozen=True)
class Said:
    """``by``: what an f-string was filled with, e.g. rung; ``values`` go with ``ids``. ``pattern``: not resolvable."""

    ids: tuple[str, ...]
    site: Site
    by: str = ""
    values: tuple[str, ...] = ()
    pattern: str = ""


@dataclass
class Unit:
    """``steps``, in the order of the source: what is said, and which other units are referred to."""

    steps: list[Said | Key] = field(default_factory=list)
    asks: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    follows: list[str] = field(default_factory=list)


class Units:
    """Every unit of the project's code, each scanned once."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._known: dict[Key, Unit] = {}

    def __getitem__(self, key: Key) -> Unit:
        """A function, a method (``Class.method``), a class without its methods, a module's constant, or,
        as "", the module's other statements."""
        if key not in self._known:
            module = self.source.modules[key[0]]
            self._known[key] = Unit() if key[1] in module.compared else _Scan(self.source, module, key[1]).read()
        return self._known[key]

    def said(self) -> Iterator[Said]:
        """Everything that is said anywhere, each place once."""
        for name in self.source.names:
            for key in _keys(self.source.modules[name]):
                yield from (step for step in self[key].steps if isinstance(step, Said))


def _keys(module: Module) -> list[Key]:
    own = ["", *module.functions, *module.constants, *module.classes]
    own += [f"{name}.{each.name}" for name, node in module.classes.items() for each in methods(node)]
    return [(module.name, name) for name in own]


class _Scan:
    def __init__(self, source: Source, module: Module, name: str) -> None:
        self.source, self.module, self.name = source, module, name
        self.class_name, _, method = name.rpartition(".")
        self.nodes = self._nodes(method)
        self.unit = Unit()
        self.given: dict[ast.AST, Given] = {}
        self.skipped: set[ast.AST] = set()
        self.ids: dict[ast.AST, tuple[str, ...]] = {}
        self.typed = self._typed()

    def _nodes(self, method: str) -> list[ast.AST]:
        if not self.name:
            return [*self.module.rest]
        if self.class_name:
            return [each for each in methods(self.module.classes[self.class_name]) if each.name == method]
        if self.name in self.module.classes:
            return [each for each in self.module.classes[self.name].body if not isinstance(each, Function)]
        return [self.module.functions.get(self.name) or self.module.constants[self.name]]

    def _typed(self) -> dict[str, Key]:
        """Parameters that are objects of a class of ours -> the class."""
        found: dict[str, Key] = {"self": (self.module.name, self.class_name)} if self.class_name else {}
        for node in self.nodes:
            for each in node.args.args if isinstance(node, Function) else ():
                kind = each.annotation
                where = self.source.resolve(self.module, kind.id) if isinstance(kind, ast.Name) else None
                if where and where[1] in where[0].classes:
                    found[each.arg] = (where[0].name, where[1])
        return found

    def read(self) -> Unit:
        for node in self.nodes:
            for each in walk(node):
                self._take(each)
        for node in self.nodes:
            self.unit.asks.extend(self._asks(getattr(node, "body", []) if isinstance(node, Function) else [], ()))
        whole = self.name in self.module.classes
        for each in methods(self.module.classes[self.name]) if whole else ():
            self.unit.steps.append((self.module.name, f"{self.name}.{each.name}"))
        return self.unit

    def _take(self, node: ast.AST) -> None:
        for looked in looked_for(node):
            self.skipped.update(each for each in walk(looked) if isinstance(each, ast.Constant | ast.JoinedStr))
        if isinstance(node, ast.Call):
            self._call(node)
        elif isinstance(node, ast.JoinedStr):
            if node not in self.skipped:
                self._template(node)
            self.skipped.update(walk(node))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in self.skipped:
            self._text(node, node.value)
        elif isinstance(node, ast.Name):
            self._name(node)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            self._attribute(node.value.id, node.attr)

    def _call(self, node: ast.Call) -> None:
        if getattr(node.func, "attr", "") in SAYING and node.args:
            names = [each.arg for each in node.keywords]
            facts = None if None in names or len(node.args) > 1 else frozenset(name for name in names if name)
            self.given.update({each: (_name_of(node) == "answer", facts) for each in walk(node.args[0])})

    def _text(self, node: ast.Constant, text: str) -> None:
        if ID.fullmatch(text):
            self._say(node, (text,))
        elif FOLLOW.fullmatch(text) and self.name not in self.module.classes:
            self.unit.follows.append(text)

    def _template(self, node: ast.JoinedStr) -> None:
        parts = [each.value if isinstance(each, ast.Constant) else None for each in node.values]
        filled = [each.value for each in node.values if isinstance(each, ast.FormattedValue)]
        if not str(parts[0]).startswith("utter_"):
            return
        here = (self.source, self.module, self.name, self.nodes[0] if self.name else self.module.tree)
        values = values_of(*here, node, filled[0]) if len(filled) == 1 else None
        if values is None:
            regex = "".join("[a-z0-9_]+" if part is None else re.escape(str(part)) for part in parts)
            self._say(node, (), pattern=regex)
        else:
            ids = tuple("".join(value if part is None else str(part) for part in parts) for value in values)
            self._say(node, ids, ast.unparse(filled[0]).rpartition(".")[2], values)

    def _say(
        self, node: ast.expr, ids: tuple[str, ...], by: str = "", values: tuple[str, ...] = (), pattern: str = ""
    ) -> None:
        repeats, facts = self.given.get(node, (False, None))
        site = self.module.site(node, repeats, facts)
        self.unit.steps.append(Said(ids, site, by, values, pattern))
        self.ids[node] = ids

    def _name(self, node: ast.Name) -> None:
        where = self.source.resolve(self.module, node.id) if isinstance(node.ctx, ast.Load) else None
        if where is not None:
            self.unit.steps.append((where[0].name, where[1]))

    def _attribute(self, owner: str, name: str) -> None:
        key = method_of(self.source, self.typed[owner], name) if owner in self.typed else None
        if key is not None:
            self.unit.steps.append(key)

    def _asks(self, block: list[ast.stmt], above: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each question with the scripts said nearest before it."""
        before = above
        for each in block:
            inner = [getattr(each, name, []) for name in ("body", "orelse", "finalbody")]
            for below in inner:
                yield from self._asks(below, before)
            for node in walk(each) if not any(inner) else ():
                if isinstance(node, ast.Call) and _name_of(node) == "ask" and node.args:
                    yield from ((text, before) for text in texts(node.args[0]))
            before = tuple(dict.fromkeys(i for node in walk(each) for i in self.ids.get(node, ()))) or before


def method_of(source: Source, owner: Key, name: str) -> Key | None:
    """The method of a class or of its bases."""
    module = source.modules[owner[0]]
    node = module.classes[owner[1]]
    if any(each.name == name for each in methods(node)):
        return owner[0], f"{owner[1]}.{name}"
    for where in bases(source, module, node):
        found = method_of(source, (where[0].name, where[1]), name)
        if found:
            return found
    return None


def bases(source: Source, module: Module, node: ast.ClassDef) -> list[tuple[Module, str]]:
    found = [source.resolve(module, each.id) for each in node.bases if isinstance(each, ast.Name)]
    return [each for each in found if each and each[1] in each[0].classes]


def texts(node: ast.expr) -> list[str]:
    return [each.value for each in walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)]


def _name_of(node: ast.Call) -> str:
    return str(getattr(node.func, "attr", ""))

