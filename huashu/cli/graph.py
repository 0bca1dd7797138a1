"""``huashu graph``: draws the flow of a scene, or the part of it around one script."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from huashu.domain.names import Name
from huashu.scripts import load_library
from huashu.scripts.uses import read_uses
from huashu.settings import PROJECT, read_settings
from huashu.workshop.graph.flow import Flow
from huashu.workshop.graph.mermaid import mermaid, page
from huashu.workshop.graph.scene import NoFlow, flow_of
from huashu.workshop.graph.svg import svg


class Format(Name):
    MERMAID = "mermaid"
    SVG = "svg"


def add_to(app: typer.Typer) -> None:
    app.command()(graph)


def graph(
    name: Annotated[str, typer.Argument(help="a scene (议价 or bargaining) or a script id")],
    shop: Annotated[str, typer.Option(help="shop id, see scripts_zh/shops")] = "qingmian",
    format: Annotated[Format, typer.Option(help="Mermaid text or an SVG picture")] = Format.MERMAID,
    out: Annotated[Path | None, typer.Option(help="write here instead; .md gets a page around the text")] = None,
) -> None:
    """Draw the flow of a scene, or the part of it around one script."""
    library = load_library(read_settings().scripts)
    profile = library.shops.get(shop)
    if profile is None:
        raise NoFlow(f"没有这个店铺：{shop}；有：{'、'.join(library.shops)}")
    text = drawn(flow_of(name, PROJECT, read_uses(PROJECT), library, profile), name, shop, format, out)
    if out is None:
        typer.echo(text, nl=False)
    else:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text, encoding="utf-8")
        typer.echo(f"{out}")


def drawn(flow: Flow, name: str, shop: str, format: Format, out: Path | None) -> str:
    """The file's text."""
    if format is Format.SVG:
        return svg(flow)
    if out is not None and out.suffix == ".md":
        return page(flow, f"huashu graph {name} --shop {shop} --out {out.as_posix()}")
    return mermaid(flow)
