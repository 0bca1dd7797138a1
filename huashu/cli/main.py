"""The ``huashu`` command. Each command parses, calls a service or starts a process, prints."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from functools import cache
from typing import Any

import typer
from typer.core import TyperGroup

from huashu.domain.errors import HuashuError

# Command -> the module of huashu.cli that has it. Loaded when it is called: `huashu check` needs no database.
COMMANDS = {
    **dict.fromkeys(("run", "train", "migrate", "serve"), "processes"),
    **dict.fromkeys(("import", "promises", "approvals", "handoffs", "slips"), "books"),
    "chat": "chat",
    **dict.fromkeys(("check", "explain", "schema"), "check"),
    **dict.fromkeys(("preview", "diff"), "words"),
    "graph": "graph",
    "widget": "widget",
    "nlu": "nlu",
    **dict.fromkeys(("test", "coverage", "try"), "workshop"),
}


class Commands(TyperGroup):
    """Loads a command when it is called. A refusal is printed in one line with its code, exit 1: no traceback for what
    has a name."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, name: str) -> Any:
        return commands_of(COMMANDS[name])[name] if name in COMMANDS else None

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except HuashuError as problem:
            typer.echo(f"{problem.code}: {problem}", err=True)
            raise typer.Exit(1) from problem


@cache
def commands_of(module: str) -> Mapping[str, Any]:
    """Name -> command, of one module."""
    part = typer.Typer()
    part.callback()(lambda: None)  # With a single command, Typer would otherwise make no group.
    importlib.import_module(f"huashu.cli.{module}").add_to(part)
    return typer.main.get_group(part).commands


app = typer.Typer(
    cls=Commands,
    help="话术: rule-driven pre-sales dialogue for Chinese online shops.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.callback()
def main() -> None:
    """话术: rule-driven pre-sales dialogue for Chinese online shops."""
