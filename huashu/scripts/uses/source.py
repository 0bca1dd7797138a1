"""The Python files of the project, parsed, and the way from a name to where it is defined."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from huashu.scripts.uses.model import Site

Key = tuple[str, str]  # module, name or Class.method
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass
class Module:
    name: str
    path: str
    text: str

    def __post_init__(self) -> None:
        self.tree = ast.parse(self.text, self.path)
        self.lines = self.text.splitlines()
        self.imports: dict[str, Key] = {}
        self.functions: dict[str, Function] = {}
        self.classes: dict[str, ast.ClassDef] = {}
        self.constants: dict[str, ast.expr] = {}
        self.rest: list[ast.stmt] = []
        for node in self.tree.body:
            self._take(node)

    def _take(self, node: ast.stmt) -> None:
        if isinstance(node, ast.ImportFrom) and node.module:
            self.imports.update({each.asname or each.name: (node.module, each.name) for each in node.names})
        elif isinstance(node, Function):
            self.functions[node.name] = node
        elif isinstance(node, ast.ClassDef):
            self.classes[node.name] = node
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            self.constants[node.targets[0].id] = node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            self.constants[node.target.id] = node.value
        else:
            self.rest.append(node)

    def site(self, node: ast.expr, repeats: bool, facts: frozenset[str] | None) -> Site:
        before = self.lines[node.lineno - 1].encode()[: node.col_offset]
        return Site(self.path, node.lineno, len(before.decode()) + 1, repeats, facts)

    @cached_property
    def compared(self) -> set[str]:
        """Constants that are only looked for in something, such as the beginnings given to ``startswith``."""
        looked = {each.id for node in walk(self.tree) for each in looked_for(node) if isinstance(each, ast.Name)}
        return looked & {*self.constants}


class Source:
    """Modules by dotted name; those outside ``files`` are read when a name leads to them."""

    def __init__(self, root: Path, files: Iterable[Path]) -> None:
        self.root = root
        self.modules: dict[str, Module] = {}
        self.names = [self._load(path) for path in files if self._matters(path)]

    def _matters(self, path: Path) -> bool:
        return path.relative_to(self.root).parts[0] == "actions" or "utter_" in path.read_text("utf-8")

    def _load(self, path: Path) -> str:
        inside = path.relative_to(self.root)
        name = ".".join(inside.with_suffix("").parts).removesuffix(".__init__")
        self.modules[name] = Module(name, inside.as_posix(), path.read_text("utf-8"))
        return name

    def module(self, name: str) -> Module | None:
        path = self.root.joinpath(*name.split(".")).with_suffix(".py")
        if name not in self.modules and path.is_file():
            self._load(path)
        return self.modules.get(name)

    def resolve(self, module: Module, name: str, everywhere: bool = False) -> tuple[Module, str] | None:
        """Where ``name`` is defined, through imports; ``everywhere``: modules not read so far too."""
        for _ in range(10):
            if name in module.functions or name in module.classes or name in module.constants:
                return module, name
            origin, name = module.imports.get(name, ("", ""))
            found = self.module(origin) if everywhere and origin else self.modules.get(origin)
            if found is None:
                return None
            module = found
        return None


def methods(node: ast.ClassDef) -> list[Function]:
    return [each for each in node.body if isinstance(each, Function)]


def looked_for(node: ast.AST) -> list[ast.expr]:
    """The expressions that a test only looks for: of a comparison, of startswith and endswith."""
    if isinstance(node, ast.Compare):
        return [node.left, *node.comparators]
    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("startswith", "endswith"):
        return node.args
    return []


def walk(node: ast.AST) -> Iterator[ast.AST]:
    """The node and all below it in the order of the source, without annotations, decorators and docstrings."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        yield each
        waiting.extend(reversed(list(_below(each))))


def _below(node: ast.AST) -> Iterable[ast.AST]:
    if isinstance(node, Function):
        return [*node.args.defaults, *(each for each in node.args.kw_defaults if each), *node.body]
    if isinstance(node, ast.AnnAssign):
        return [node.value] if node.value else []
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return []
    return ast.iter_child_nodes(node)
