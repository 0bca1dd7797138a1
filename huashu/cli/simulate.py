"""``huashu nlu simulate``: what asking would bring, on labelled messages."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from math import inf
from pathlib import Path
from typing import Annotated

import typer

from huashu.nlu.labelled import read_labelled
from huashu.nlu.suggest.simulating import STEPS, Plan, means, simulate
from huashu.nlu.taxonomy import read_taxonomy
from huashu.scripts import ScriptErrors
from huashu.settings import read_settings

WEIGHTS = "1,4"


def add_to(nlu: typer.Typer) -> None:
    nlu.command("simulate")(simulate_)


def _numbers(text: str) -> list[float]:
    try:
        found = [float(each) for each in text.split(",")]
    except ValueError:
        found = []
    if not found or not all(0 < each < inf for each in found):
        raise typer.BadParameter(f"要写成用逗号隔开的正数，比如 {WEIGHTS}：{text}", param_hint="--weights")
    return found


def simulate_(
    file: Annotated[Path, typer.Argument(help="text<TAB>intents joined by |, the best first")],
    seeds: Annotated[int, typer.Option(min=1, help="random halves, one after another")] = 3,
    weight: Annotated[float, typer.Option(help="of a chosen line, where a training line weighs 1")] = 1.0,
    weights: Annotated[str, typer.Option(help="of the lines of a whole half, one model each")] = WEIGHTS,
    share: Annotated[int, typer.Option(min=1, help="start from one training line in so many")] = 1,
    workers: Annotated[int, typer.Option(min=1, help="processes at a time")] = os.cpu_count() or 1,
) -> None:
    """试算问了会好多少: learns a half of labelled messages in several orders, measures on the other; JSON lines."""
    each_weight = _numbers(weights)
    try:
        taxonomy = read_taxonomy()
        labelled = read_labelled(file, taxonomy)
    except ScriptErrors as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(2) from problem
    half = len(labelled) // 2
    if half < 1:
        typer.echo(f"{file}：只有一句，分不成两半", err=True)
        raise typer.Exit(2)
    if half < STEPS[-1]:
        typer.echo(f"# 一半只有 {half} 句：试到 {half} 句为止", err=True)
    found = []
    plan = Plan(range(seeds), weight, each_weight, share, workers)
    for each in simulate(labelled, plan, taxonomy, read_settings()):
        found.append(each)
        typer.echo(f"# {json.dumps(asdict(each))}", err=True)
    for row in means(found):
        typer.echo(json.dumps(row))
