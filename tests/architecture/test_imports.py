"""Imports go one way, and only the engine knows Rasa: the contracts of pyproject.toml, and that they bite."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import tomllib

from huashu.settings import PROJECT

LINT = Path(sys.executable).with_name("lint-imports")
PURE = {"domain": set(), "scripts": {"yaml"}}
PACKAGES = sorted(path.parent for path in (PROJECT / "huashu").glob("*/__init__.py"))


def test_the_contracts_are_kept() -> None:
    done = subprocess.run([str(LINT)], cwd=PROJECT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout[-3000:]


def test_every_package_has_its_place_in_the_layers() -> None:
    rules = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    layers = {
        each.strip() for rule in rules if rule["type"] == "layers" for row in rule["layers"] for each in row.split("|")
    }
    assert {f"huashu.{each.name}" for each in PACKAGES} <= layers


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def files(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((PROJECT / folder).rglob("*.py"))]


@pytest.mark.parametrize("package", PURE)
def test_pure_packages_need_nothing_but_the_standard_library(package: str) -> None:
    for path in files(f"huashu/{package}"):
        roots = {name.partition(".")[0] for name in imported(path)} - {"huashu"}
        assert roots - PURE[package] <= set(sys.stdlib_module_names), path


def test_only_the_engine_imports_rasa() -> None:
    knowing = {path.relative_to(PROJECT).parts[:2] for path in files("huashu", "actions") for name in imported(path)
               if name.partition(".")[0] == "rasa"}  # fmt: skip
    assert knowing == {("huashu", "engine")}


def test_actions_know_no_database_and_the_app_no_sdk() -> None:
    for path in files("actions"):
        assert not {
            name for name in imported(path) if name.startswith(("sqlalchemy", "huashu.storage", "huashu.web"))
        }, path
    for path in files("huashu/web", "huashu/timers", "huashu/services", "huashu/storage"):
        assert not {name for name in imported(path) if name.startswith(("rasa_sdk", "actions"))}, path


def test_actions_say_nothing_but_scripts_by_their_id() -> None:
    """No text is handed to Rasa: every word a shopper reads lies in scripts_zh."""
    said = [node for path in files("actions") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and getattr(node.func, "attr", None) == "utter_message"]  # fmt: skip
    assert said
    for call in said:
        assert not call.args
        assert {each.arg for each in call.keywords} <= {"response", None}
