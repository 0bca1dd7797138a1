"""The shop's books from the command line: import, approvals, handoffs, promises, slips for the printing desk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from huashu import loading
from huashu.bootstrap import Services, services
from huashu.domain.money import format_yuan, parse_yuan
from huashu.domain.phone import mask_in
from huashu.domain.supervisor import AnswerKind
from huashu.services.approvals import give_answer
from huashu.services.handoffs import move_handoff
from huashu.services.notices import mark_seen

approvals = typer.Typer(help="请示主管: the questions that wait for an answer.", no_args_is_help=True)
handoffs = typer.Typer(help="转人工: conversations that wait for a person.", no_args_is_help=True)
slips = typer.Typer(help="打单: slips for the printing desk.", no_args_is_help=True)
By = Annotated[str, typer.Option(help="who does it; kept in the books")]


def add_to(app: typer.Typer) -> None:
    app.command("import")(import_)
    app.command()(promises)
    app.add_typer(approvals, name="approvals")
    app.add_typer(handoffs, name="handoffs")
    app.add_typer(slips, name="slips")


def import_(
    path: Annotated[Path, typer.Argument(help="a folder of tables, one CSV or one XLSX; columns: docs/import.md")],
    shop: Annotated[str, typer.Option(help="shop id, see scripts_zh/shops")],
) -> None:
    """Load goods, orders and members of a shop. With any bad row nothing is loaded and every problem is listed."""
    if shop not in services().library().shops:
        typer.echo(f"no shop {shop!r}; known: {', '.join(services().library().shops)}", err=True)
        raise typer.Exit(2)
    if not load_folder(services(), path, shop):
        raise typer.Exit(1)


def load_folder(here: Services, path: Path, shop: str) -> bool:
    """Imports one shop's tables and prints what happened; False when they were refused."""
    return _tell_loaded(loading.load_folder(here, path, shop))


def load_demo_once(here: Services, folder: Path) -> None:
    """Loads every demo shop into books that have no goods yet, and prints what happened."""
    for loaded in loading.load_demo_once(here, folder):
        _tell_loaded(loaded)


def _tell_loaded(loaded: loading.Loaded) -> bool:
    typer.echo(f"{loaded.shop}: {loaded.report}", err=loaded.refused)
    if loaded.told:
        typer.echo(f"{loaded.shop}: {loaded.told} shoppers hear that what they waited for is back")
    return not loaded.refused


@approvals.command("list")
def list_approvals(status: Annotated[str, typer.Option(help="open, answered or told")] = "open") -> None:
    """Approvals of a status."""
    with services().uow() as uow:
        _print(uow.approvals.find(status=status), ("id", "shop", "product_no", "quantity", "list_price_fen",
               "floor_price_fen", "target_fen", "due_at", "answer", "answered_by"))  # fmt: skip


@approvals.command("answer")
def answer(
    approval_id: int,
    kind: Annotated[AnswerKind, typer.Argument(help="gift, price, coupon or refuse")],
    yuan: Annotated[str | None, typer.Argument(help="for price: a piece; for coupon: off the order")] = None,
    by: By = "supervisor",
    gift: Annotated[str | None, typer.Option(help="gift id; by default the supervisor's")] = None,
) -> None:
    """Answer an open approval; the shopper is told at once."""
    here = services()
    with here.uow() as uow:
        fen = parse_yuan(yuan) if yuan else 0
        give_answer(uow, here.desk().profile, approval_id, kind, fen, gift, by, here.clock.now())
        uow.commit()
    typer.echo(f"approval {approval_id}: {kind}{' ' + format_yuan(fen) + '元' if fen else ''}, by {by}")


@handoffs.command("list")
def list_handoffs(
    status: Annotated[str, typer.Option(help="requested, accepted, returned or closed")] = "requested",
) -> None:
    """Handoffs of a status, with what the person needs to know."""
    with services().uow() as uow:
        _print(uow.handoffs.find(status=status), ("id", "shop", "reason", "created_at", "agent", "summary"))


@handoffs.command("accept")
def accept(handoff_id: int, by: By) -> None:
    """Take a conversation; the bot falls silent."""
    _step(handoff_id, "accept", by)


@handoffs.command("return")
def return_(handoff_id: int, by: By) -> None:
    """Give the conversation back to the bot."""
    _step(handoff_id, "return", by)


@handoffs.command("close")
def close(handoff_id: int, by: By) -> None:
    """End it; the bot answers again, silently."""
    _step(handoff_id, "close", by)


def _step(handoff_id: int, step: str, agent: str) -> None:
    here = services()
    with here.uow() as uow:
        handoff = move_handoff(uow, handoff_id, step, agent, here.clock.now())
        uow.commit()
    typer.echo(f"handoff {handoff_id}: {handoff.status}, {handoff.agent}")


def promises(status: Annotated[str, typer.Option(help="open, kept or released")] = "open") -> None:
    """承诺: what was promised, who owes it, until when."""
    with services().uow() as uow:
        _print(uow.promises.find(status=status), ("id", "shop", "kind", "text", "owner", "order_no", "due_at"))


@slips.command("list")
def list_slips() -> None:
    """Slips that the printing desk has not seen."""
    with services().uow() as uow:
        _print(uow.notices.find(desk="printing", seen_at=None), ("id", "shop", "order_no", "text", "created_at"))


@slips.command("seen")
def seen(notice_id: int) -> None:
    """Mark a slip as seen."""
    here = services()
    with here.uow() as uow:
        mark_seen(uow, notice_id, here.clock.now())
        uow.commit()
    typer.echo(f"slip {notice_id}: seen")


def _print(rows: list[Any], columns: tuple[str, ...]) -> None:
    """A table of the rows; times in the shop's zone."""
    table = Table(*columns)
    shops = services().library().shops
    for row in rows:
        zone = shops[row.shop].zone if row.shop in shops else None
        table.add_row(*(_cell(getattr(row, name), zone) for name in columns))
    Console().print(table if rows else "nothing")


def _cell(value: Any, zone: Any) -> str:
    if hasattr(value, "astimezone"):
        return f"{value.astimezone(zone):%m-%d %H:%M:%S}"
    return "" if value is None else mask_in(str(value))
