"""``huashu nlu suggest``: asks what shoppers meant, and writes training lines of the answers."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

import click
import typer

from huashu.bootstrap import services
from huashu.cli.outdated import tell_if_outdated
from huashu.nlu.heard import heard
from huashu.nlu.labelled import read_labelled
from huashu.nlu.measures import Figures, figures
from huashu.nlu.reading import read_messages
from huashu.nlu.suggest.accepting import judged, offered_in, sound, take
from huashu.nlu.suggest.asking import Asking, Door
from huashu.nlu.suggest.found import Found, Suggestion, Wanted, find
from huashu.nlu.suggest.intents import nearest
from huashu.nlu.suggest.known import known_lines
from huashu.nlu.suggest.learnt import Learnt
from huashu.nlu.suggest.never import Never
from huashu.nlu.suggest.said import Said, said_in_books, said_in_file
from huashu.nlu.taxonomy import Taxonomy, read_taxonomy
from huashu.processes import train_if_changed
from huashu.scripts import ScriptErrors
from huashu.settings import Settings, read_settings


def add_to(nlu: typer.Typer) -> None:
    nlu.command()(suggest)


def suggest(
    file: Annotated[
        Path | None, typer.Argument(exists=True, dir_okay=False, help="a message a line; by default the books'")
    ] = None,
    days: Annotated[float, typer.Option(help="of the books: messages of the last days")] = 30.0,
    limit: Annotated[int, typer.Option(help="of the books: the newest messages")] = 2000,
    most: Annotated[int, typer.Option(help="questions at most")] = 100,
    list_: Annotated[bool, typer.Option("--list", help="print the questions as JSON lines, ask nothing")] = False,
    accept: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="take its text<TAB>intent, ask nothing")
    ] = None,
    check: Annotated[
        Path | None, typer.Option(dir_okay=False, help="measure on this labelled file, before and after")
    ] = None,
    no_train: Annotated[
        bool, typer.Option("--no-train", help="only write the lines; a running shop trains on them by itself")
    ] = False,
) -> None:
    """从顾客的话里学: asks what messages mean that the bot is unsure of, writes training lines of it, trains."""
    if list_ and accept is not None:
        raise typer.BadParameter("--list 和 --accept 不能一起用")
    settings = read_settings()
    round_ = Round(settings, _said(file, days, limit) if accept is None else [], most, check)
    tell_if_outdated(settings)
    if list_:
        round_.list()
        return
    if not no_train:
        round_.measure()
    written = round_.take(accept) if accept is not None else round_.ask()
    if written and not no_train:
        round_.train()
    raise typer.Exit(1 if round_.refused else 0)


class Round:
    """One round of asking: what was looked at, what was written, and how it was before. Exit 2 where a file is bad."""

    def __init__(self, settings: Settings, said: Sequence[Said], most: int, check: Path | None) -> None:
        self.settings, self.said = settings, said
        self.refused = 0
        self.figures: Figures | None = None
        self.never, self.learnt = Never(settings.home), Learnt()
        try:
            self.taxonomy = read_taxonomy()
            self.labelled = read_labelled(check, self.taxonomy) if check is not None else []
            # For the look after training too: what was answered meanwhile would drop out, whatever the model learnt.
            self.wanted = Wanted(known_lines(settings), self.never.texts(), most)
            self.found = self._find(said) if said else None
        except ScriptErrors as problem:
            typer.echo(str(problem), err=True)
            raise typer.Exit(2) from problem

    def measure(self) -> None:
        """How it is before. Ahead of the questions: a running shop may train on the answers while others are given."""
        self.figures = self._figures()

    def list(self) -> None:
        """The questions as JSON lines."""
        for each in self.found.suggestions if self.found is not None else ():
            typer.echo(json.dumps(as_json(each, self.taxonomy), ensure_ascii=False))

    def ask(self) -> int:
        """Asks; the number of lines written."""
        if self.found is None:
            typer.echo("没有要看的话", err=True)
            return 0
        typer.echo(told(self.found))
        asking = Asking(self.learnt, self.never, self.taxonomy, door())
        try:
            asking.run(self.found.suggestions)
        except KeyboardInterrupt:
            typer.echo(f"\n中断。已存 {asking.accepted} 句，没有训练：huashu train", err=True)
            raise typer.Exit(130) from None
        typer.echo(f"存了 {asking.accepted} 句")
        return asking.accepted

    def take(self, path: Path) -> int:
        """Writes the lines of a file; those that were not are told on stderr as ``path:line: text: why``."""
        offered = offered_in(path, self.taxonomy)
        asked = [Said(each.text) for each in sound(offered)]
        against = self._find(asked).dropped if asked else ()
        for each in take(judged(offered, against), self.learnt):
            self.refused += 1
            typer.echo(f"{path}:{each.number}: {each.text}: {each.problem}", err=True)
        typer.echo(f"存了 {len(offered) - self.refused} 句，没存 {self.refused} 句")
        return len(offered) - self.refused

    def train(self) -> None:
        """Trains, and tells what became of it. Exit 1: the training failed; the lines stay."""
        if not train_if_changed(self.settings):
            raise typer.Exit(1)
        if self.found is not None:
            after = self._find(self.said)
            typer.echo(f"没把握的：{self.found.unsure} → {after.unsure} 句，共看了 {after.looked_at} 句")
        if self.figures is not None and (now := self._figures()) is not None:
            for name in ("accepted", "top2_accepted"):
                typer.echo(f"{name}: {getattr(self.figures, name):.4f} → {getattr(now, name):.4f}")

    def _find(self, said: Sequence[Said]) -> Found:
        return find(said, self.wanted, self.settings)

    def _figures(self) -> Figures | None:
        if not self.labelled:
            return None
        readings = list(read_messages((each.text for each in self.labelled), self.settings))
        return figures(heard(self.labelled, readings, self.taxonomy))


def _said(file: Path | None, days: float, limit: int) -> list[Said]:
    if file is not None:
        return said_in_file(file)
    here = services()
    with here.uow() as uow:
        return said_in_books(uow, here.clock.now() - timedelta(days=days), limit)


def told(found: Found) -> str:
    """What was found, in one line."""
    personal = sum(each.why == "personal" for each in found.dropped)
    return f"看了 {found.looked_at} 句，没把握的 {found.unsure} 句；另有 {personal} 句有个人信息，不问也不存"


def as_json(each: Suggestion, taxonomy: Taxonomy) -> dict[str, Any]:
    """``text, times, unsure``; ``nearest``: ``[intent, title, confidence]``; ``mates``."""
    choices = [[one.intent, one.title, round(one.confidence, 4)] for one in nearest(each.ranking, taxonomy)]
    return {"text": each.text, "times": each.times, "unsure": round(each.unsure, 4), "nearest": choices,
            "mates": list(each.mates)}  # fmt: skip


def door() -> Door:
    """A terminal gives single keys; anything else a line for each."""
    if sys.stdin.isatty():
        return Door(typer.echo, click.getchar, _line)
    return Door(typer.echo, _line, _line)


def _line() -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.strip()
