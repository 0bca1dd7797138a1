"""Tells that the current model is not made of the files as they are."""

from __future__ import annotations

import typer

from huashu.settings import Settings
from huashu.training.fingerprint import training_fingerprint
from huashu.training.shelf import Shelf
from huashu.training.train import is_trained


def tell_if_outdated(settings: Settings) -> None:
    """On stderr. Says nothing where there is no model at all: that is an error of its own."""
    if Shelf.of(settings).current() is not None and not is_trained(settings, training_fingerprint(settings)):
        typer.echo("# 模型不是用现在的文件训练的，看的是旧模型。要看新的，先运行：huashu train", err=True)
