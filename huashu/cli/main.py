"""The ``huashu`` command. Each command parses, calls a service or starts a process, prints."""

from __future__ import annotations

from typing import Any

import structlog
import typer
from structlog.dev import ConsoleRenderer, plain_traceback
from typer.core import TyperGroup

from huashu.cli import books, chat, processes, workshop
from huashu.domain.errors import HuashuError


class Told(TyperGroup):
    """A refusal is printed in one line with its code, exit 1: no traceback for what has a name."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except HuashuError as problem:
            typer.echo(f"{problem.code}: {problem}", err=True)
            raise typer.Exit(1) from problem


def write_logs_plainly() -> None:
    """One line an event; a traceback without the values in it, which are shoppers' messages and addresses."""
    keep = [each for each in structlog.get_config()["processors"] if not isinstance(each, ConsoleRenderer)]
    structlog.configure(processors=[*keep, ConsoleRenderer(colors=False, exception_formatter=plain_traceback)])


app = typer.Typer(
    cls=Told,
    help="话术: rule-driven pre-sales dialogue for Chinese online shops.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

write_logs_plainly()
processes.add_to(app)
books.add_to(app)
chat.add_to(app)
workshop.add_to(app)
