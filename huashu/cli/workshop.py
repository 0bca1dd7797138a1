"""The script workshop's commands for conversations: play the tests, see what they leave out, try a chat."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from huashu.bootstrap import Services, services
from huashu.domain.names import Name
from huashu.scripts import ScriptErrors, load_library
from huashu.services.ports import StorageUnavailable
from huashu.settings import PROJECT, Settings, read_settings
from huashu.workshop.coverage import as_json, as_text, coverage_of
from huashu.workshop.play.conversation import Conversation
from huashu.workshop.play.reading import find_files, read_conversations
from huashu.workshop.play.round import play_all
from huashu.workshop.stage import open_stage, quiet
from huashu.workshop.trying import INDENT, BadBeginning, Trial, beginning, try_out
from huashu.workshop.usage import NoCoverage, Usage, read_tested, record

TESTS = PROJECT / "tests" / "conversations"
PIPED_WIDTH = 120
PROMPT = "顾客  "


def add_to(app: typer.Typer) -> None:
    app.command()(test)
    app.command()(coverage)
    app.command("try")(try_)


def test(
    paths: Annotated[list[Path] | None, typer.Argument(help="files or folders; by default tests/conversations")] = None,
) -> None:
    """对话测试: play conversation tests on the real model and actions. Exit 1: one failed; 2: one cannot be read."""
    settings, console = read_settings(), _console()
    conversations = _conversations(paths or [TESTS], settings.scripts)
    console.print(f"{len(conversations)} 个对话测试；正在准备一套单独的机器人，大约半分钟 …", highlight=False)
    with quiet(settings), open_stage(settings) as stage:
        played = play_all(stage, conversations, console)
        record(settings.home, stage, played)
    if any(each.failure is not None for each in played):
        raise typer.Exit(1)


def _conversations(paths: list[Path], scripts: Path) -> list[Conversation]:
    """All of them, or exit 2 with everything that is wrong: nothing is played before all can be read."""
    try:
        return read_conversations(find_files(paths), load_library(scripts))
    except ScriptErrors as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(2) from problem


class Format(Name):
    TEXT = "text"
    JSON = "json"


def coverage(
    days: Annotated[int, typer.Option(min=0, max=3650, help="how far back real conversations count")] = 30,
    format: Annotated[Format, typer.Option(help="text or json")] = Format.TEXT,
) -> None:
    """没用到的话术: scripts, variants and rungs that no conversation test and no real conversation has used."""
    here = services()
    try:
        tested = read_tested(here.settings.home)
    except NoCoverage:
        typer.echo("还没有跑过对话测试，不知道它们用到了什么。先运行：huashu test", err=True)
        raise typer.Exit(2) from None
    real = _used_since(here, here.clock.now() - timedelta(days=days))
    found = coverage_of(here.library(), tested, real)
    if format is Format.JSON:
        typer.echo(json.dumps(as_json(found, days), ensure_ascii=False, indent=2))
    else:
        typer.echo(as_text(found, days))


def try_(
    shop: Annotated[str, typer.Option(help="shop id, see scripts_zh/shops")] = "qingmian",
    at: Annotated[str, typer.Option(help='the shop\'s time, e.g. "2026-11-11 15:30"; by default now')] = "",
    member: Annotated[bool, typer.Option("--member", help="the shopper has bought before")] = False,
) -> None:
    """试聊: a chat on a stage of its own with a movable clock; tells after each message why it was answered so."""
    settings = read_settings()
    begins_at = _begin(settings, shop, at)
    typer.echo("正在准备一套单独的机器人，大约半分钟 …")
    with quiet(settings), open_stage(settings) as stage:
        trial = Trial(stage, _tell, shop, begins_at)
        if member:
            trial.take("/会员")
        try_out(trial, _typed())


def _begin(settings: Settings, shop: str, at: str) -> datetime:
    """When the chat begins, aware; exit 2 with a word on a shop or a time that cannot be used."""
    try:
        library = load_library(settings.scripts)
        return beginning(library, shop, at, datetime.now(timezone.utc))
    except (ScriptErrors, BadBeginning) as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(2) from problem


def _tell(line: str) -> None:
    typer.secho(line, dim=line.startswith(INDENT) or None)


def _typed() -> Iterator[str]:
    """What is typed at the prompt; lines of a pipe are shown as if they had been typed."""
    import readline  # noqa: F401  # makes input() delete whole Chinese glyphs

    if not sys.stdin.isatty():
        for line in sys.stdin:
            typer.echo(f"{PROMPT}{line.rstrip()}")
            yield line
        return
    while True:
        try:
            yield input(PROMPT)
        except EOFError:
            return


def _used_since(here: Services, since: datetime) -> Usage:
    """What shoppers heard; nothing, and a word about it, where there are no books yet."""
    try:
        with here.uow() as uow:
            return Usage(frozenset(uow.said_since(since)), frozenset(uow.rungs_since(since)))
    except StorageUnavailable as problem:
        typer.echo(f"没有读到真实对话（{problem}），只算对话测试用到的。", err=True)
        return Usage()


def _console() -> Console:
    """As wide as the terminal; wide enough for two columns where the output goes to a file."""
    console = Console()
    return console if console.is_terminal else Console(width=PIPED_WIDTH)
