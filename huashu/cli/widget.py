"""The chat window from the command line: what a shop pastes into its pages, and the key its server signs users with."""

from __future__ import annotations

from typing import Annotated

import typer

from huashu.bootstrap import services
from huashu.services.turns import profile_in
from huashu.web.shopper.tokens import user_key

widget = typer.Typer(help="聊天窗口: what a shop puts into its pages, see docs/howto/embed.md.", no_args_is_help=True)
Shop = Annotated[str, typer.Argument(help="shop id, see scripts_zh/shops")]


def add_to(app: typer.Typer) -> None:
    app.add_typer(widget, name="widget")


@widget.command()
def line(shop: Shop) -> None:
    """The line to paste, and the pages on which it works."""
    here = services()
    profile = profile_in(here.library(), shop)
    typer.echo(f'<script src="{here.settings.public_url}/widget.js" data-shop="{profile.shop_id}" async></script>')
    typer.echo(f"works on: {', '.join(profile.origins) or 'no site yet (网站 in the shop file)'}", err=True)


@widget.command()
def key(shop: Shop) -> None:
    """The key with which the shop's server signs its users. Keep it there: it opens all their conversations."""
    here = services()
    typer.echo(user_key(here.secret, profile_in(here.library(), shop).shop_id))
