"""``huashu nlu``: how well the bot understands, and how it learns. ``evaluate`` and ``parse`` need no database."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from huashu.cli import simulate, suggest
from huashu.cli.outdated import tell_if_outdated
from huashu.nlu.heard import Heard, heard
from huashu.nlu.labelled import Labelled, read_labelled
from huashu.nlu.learning import points
from huashu.nlu.measures import figures
from huashu.nlu.misses import misses
from huashu.nlu.pages.page import Measured, page
from huashu.nlu.parsing import lines_of, parsed
from huashu.nlu.reading import read_messages
from huashu.nlu.taxonomy import Taxonomy, read_taxonomy
from huashu.scripts import ScriptErrors
from huashu.settings import Settings, read_settings
from huashu.training.shelf import Shelf

nlu = typer.Typer(help="听得准不准: how well the bot understands messages.", no_args_is_help=True)
T = TypeVar("T")


def add_to(app: typer.Typer) -> None:
    suggest.add_to(nlu)
    simulate.add_to(nlu)
    app.add_typer(nlu, name="nlu")


def _in_a_folder(file: Path | None) -> Path | None:
    """Refuses before anything is measured what could not be written after it."""
    if file is not None and not (file.parent.is_dir() and os.access(file.parent, os.W_OK)):
        raise typer.BadParameter(f"没有这个文件夹，或者不能往里写：{file.parent}")
    return file


@nlu.command()
def evaluate(
    file: Annotated[Path, typer.Argument(help="text<TAB>intents joined by |, the best first")],
    errors: Annotated[bool, typer.Option("--errors", help="list the misunderstood lines, as TSV on stderr")] = False,
    html: Annotated[
        Path | None,
        typer.Option(dir_okay=False, callback=_in_a_folder, help="write a page here; trains five small models"),
    ] = None,
) -> None:
    """量一量听得准不准: measures the current model on labelled messages; prints one JSON object."""
    settings = read_settings()
    taxonomy, labelled = _readable(file)
    tell_if_outdated(settings)
    lines = _heard(labelled, taxonomy, settings)
    found = figures(lines)
    typer.echo(json.dumps(found.rounded()))
    if errors:
        for each in misses(lines):
            typer.echo(each, err=True)
    if html is not None:
        curve = list(_shown(points(labelled, taxonomy, settings), "个点，学习曲线"))
        measured = Measured(file.name, _model(settings), datetime.now().astimezone(), found, lines, curve, taxonomy)
        html.write_text(page(measured), encoding="utf-8")


@nlu.command()
def parse(
    file: Annotated[
        Path | None,
        typer.Argument(exists=True, dir_okay=False, help="a message a line; by default what is typed or piped in"),
    ] = None,
) -> None:
    """看每句话听成了什么: one JSON object a message, with the first three guesses and the entities."""
    with file.open("rb") if file is not None else nullcontext(_typed()) as source:
        for each in read_messages(lines_of(source), read_settings()):
            typer.echo(json.dumps(parsed(each), ensure_ascii=False))


def _typed() -> io.BufferedReader:
    """Stdin, read by a buffer of its own: a thread that waits for more of Python's own would spoil the exit.

    Never closed: that would wait for the thread.
    """
    return open(sys.stdin.fileno(), "rb", closefd=False)


def _readable(file: Path) -> tuple[Taxonomy, list[Labelled]]:
    """Names and lines, or exit 2 with everything that is wrong: nothing is measured before all can be read."""
    try:
        taxonomy = read_taxonomy()
        return taxonomy, read_labelled(file, taxonomy)
    except ScriptErrors as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(2) from problem


def _heard(lines: list[Labelled], taxonomy: Taxonomy, settings: Settings) -> list[Heard]:
    readings = read_messages((each.text for each in lines), settings)
    return heard(lines, list(_shown(readings, f"句，共 {len(lines)} 句")), taxonomy)


def _model(settings: Settings) -> str:
    current = Shelf.of(settings).current()
    return current.name if current is not None else ""


def _shown(found: Iterable[T], what: str) -> Iterator[T]:
    """The same, counted on a terminal; a pipe gets nothing but what it asked for."""
    is_shown = sys.stderr.isatty()
    for number, each in enumerate(found, 1):
        if is_shown:
            typer.echo(f"\r已有 {number} {what}", nl=False, err=True)
        yield each
    if is_shown:
        typer.echo(err=True)
