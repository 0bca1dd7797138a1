"""The ``huashu`` command. Each command parses, calls a service or starts a process, prints."""

from __future__ import annotations

import typer

from huashu.cli import books, chat, processes

app = typer.Typer(
    help="话术: rule-driven pre-sales dialogue for Chinese online shops.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

processes.add_to(app)
books.add_to(app)
chat.add_to(app)
