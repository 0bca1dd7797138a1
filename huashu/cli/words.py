"""How scripts sound: ``huashu preview`` and ``huashu diff``. Needs no database and no bot."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timezone
from typing import Annotated

import typer

from huashu.domain.names import Name
from huashu.scripts import Conditions, Library, Script, conditions_at, load_library
from huashu.scripts.format import MOMENT
from huashu.scripts.kinds import moment
from huashu.scripts.problems import did_you_mean
from huashu.settings import read_settings
from huashu.workshop.difference import differences, library_at
from huashu.workshop.preview import preview as lines_of
from huashu.workshop.rendering import Sample

At = Annotated[str, typer.Option(help="when, in the shop's zone, like 2026-11-11 15:30; by default now")]


class Channel(Name):
    WEB = "web"
    REST = "rest"
    TERMINAL = "terminal"


def add_to(app: typer.Typer) -> None:
    app.command()(preview)
    app.command()(diff)


def preview(
    script: Annotated[str, typer.Argument(help="a script id such as utter_bargain_refuse")],
    shop: Annotated[str, typer.Option(help="shop id; by default every shop")] = "",
    at: At = "",
    member: Annotated[bool, typer.Option("--member", help="the shopper is a member")] = False,
    channel: Annotated[Channel, typer.Option(help="where the shopper writes from")] = Channel.WEB,
) -> None:
    """看一条话术说出来是什么样：每个说法，按钮，承诺和备注。"""
    library = _library()
    found = _script(library, script)
    for shop_id in [_known(shop, library.shops, "店铺")] if shop else _shops_that_say(found, library):
        profile = library.shops[shop_id]
        now = _at(at, library, shop_id)
        conditions: Conditions = replace(conditions_at(profile, now, member), channel=str(channel))
        typer.echo("\n".join(lines_of(Sample(library, found, profile, now), conditions)) + "\n")


def diff(
    revision: Annotated[str, typer.Argument(help="a git revision, or the version that a message carries")] = "HEAD",
    at: At = "",
) -> None:
    """和以前的一个版本比，顾客会听到什么不一样。"""
    settings = read_settings()
    new, old = _library(), library_at(revision, settings.scripts, settings.kept_scripts)
    lines = list(differences(old, new, _at(at, new, next(iter(new.shops)))))
    typer.echo("\n".join(lines).rstrip() if lines else f"和 {revision} 比，顾客听到的一个字也没变")


def _library() -> Library:
    """The scripts as they are on disk, right or not: only what cannot be read is refused."""
    return load_library(read_settings().scripts, checked=True)


def _shops_that_say(script: Script, library: Library) -> list[str]:
    """A question may be answered by some shops only."""
    of = [each for each in library.questions.values() if script.script_id in (each.script_id, each.follow_up)]
    return [shop for shop in library.shops if all(each.answered_by(shop) for each in of)]


def _script(library: Library, name: str) -> Script:
    return library.scripts[_known(name, library.scripts, "话术")]


def _known(name: str, known: Collection[str], what: str) -> str:
    if name not in known:
        typer.echo(f"没有这个{what}：{name}。{did_you_mean(name, known)}", err=True)
        raise typer.Exit(2)
    return name


def _at(text: str, library: Library, shop: str) -> datetime:
    if not text:
        return datetime.now(timezone.utc)
    at = moment(library.shops[shop].zone).parse(text)
    if at is None:
        typer.echo(f"时间写成 {MOMENT.example} 这样，写的是：{text}", err=True)
        raise typer.Exit(2)
    return at

