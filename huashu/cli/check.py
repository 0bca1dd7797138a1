"""The scripts' correctness: ``huashu check``, ``huashu explain``, ``huashu schema``. Needs no database and no bot."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from huashu.domain.names import Name
from huashu.scripts import Library, ScriptErrors, load_library
from huashu.scripts.checking import all_checks
from huashu.scripts.json_schema import FOLDER, schemas
from huashu.scripts.problems import did_you_mean
from huashu.scripts.project import read_project
from huashu.scripts.report import as_github, as_json, as_text
from huashu.settings import PROJECT, read_settings

PAGES = PROJECT / "docs" / "problems"


class Format(Name):
    TEXT = "text"
    GITHUB = "github"
    JSON = "json"


def add_to(app: typer.Typer) -> None:
    app.command()(check)
    app.command()(explain)
    app.command()(schema)


def check(
    path: Annotated[Path | None, typer.Argument(help="the scripts' folder (HUASHU_SCRIPTS) or a part of it")] = None,
    format: Annotated[Format, typer.Option(help="text, github (annotations) or json")] = Format.TEXT,
) -> None:
    """检查话术：所有文件的所有问题。 Exit 0: none, 1: problems, 2: nothing to check."""
    wanted = (path or read_settings().scripts).resolve()
    root = _root_of(wanted)
    if not wanted.exists():
        typer.echo(f"没有这个文件或文件夹：{wanted}", err=True)
        raise typer.Exit(2)
    try:
        with _no_garbage():
            library = load_library(root, read_project(PROJECT))
    except ScriptErrors as errors:
        _tell(errors, wanted.relative_to(root.parent).as_posix(), format)
        return
    typer.echo({Format.TEXT: _all_well(library), Format.JSON: "[]", Format.GITHUB: ""}[format])


def _root_of(wanted: Path) -> Path:
    """The whole folder that a file or a part of it belongs to: most checks look beyond one file."""
    inside = (wanted, *wanted.parents)
    return next((each for each in inside if (each / "shops").is_dir()), wanted)


def _tell(errors: ScriptErrors, part: str, format: Format) -> None:
    """Only what concerns the part that was asked for; exit 1 when that is anything."""
    concerned = [each for each in errors.problems if each.span.path == part or each.span.path.startswith(f"{part}/")]
    outside = [each for each in errors.problems if "/" not in part and each not in concerned]
    if concerned or outside:
        typer.echo(_report(ScriptErrors([*concerned, *outside], errors.sources), format))
        raise typer.Exit(1)
    others = f"这里没有问题；别的文件里有 {len(errors.problems)} 个"
    typer.echo({Format.TEXT: others, Format.JSON: "[]", Format.GITHUB: ""}[format])


@contextmanager
def _no_garbage() -> Iterator[None]:
    """A short process that keeps what it reads: looking for garbage meanwhile would be a seventh of its time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _report(errors: ScriptErrors, format: Format) -> str:
    if format is Format.TEXT:
        return as_text(errors)
    return as_json(errors.problems) if format is Format.JSON else as_github(errors.problems)


def _all_well(library: Library) -> str:
    variants = sum(len(each.variants) + sum(map(len, each.shop_variants.values())) for each in library.scripts.values())
    return (
        f"没有问题：{len(library.shops)} 家店，{len(library.scripts)} 条话术，{variants} 个说法，"
        f"{len(library.questions)} 条问答（版本 {library.revision}）"
    )


def explain(
    code: Annotated[str, typer.Argument(help="a code such as SC012; none lists them all")] = "",
) -> None:
    """讲一项检查：为什么，坏例，好例，怎么改。"""
    wanted, known = code.upper(), all_checks()
    if not wanted:
        typer.echo("\n".join(f"{each.code}  {each.title}" for each in known.values()))
    elif wanted in known:
        typer.echo((PAGES / f"{wanted}.md").read_text(encoding="utf-8"))
    else:
        typer.echo(f"没有这个代号：{code}。{did_you_mean(wanted, known)}huashu explain 会列出全部", err=True)
        raise typer.Exit(2)


def schema() -> None:
    """Write the JSON Schema of every kind of script file, for editors, into scripts_zh/.schema."""
    folder = PROJECT / "scripts_zh" / FOLDER
    folder.mkdir(exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")
        typer.echo(folder / name)
