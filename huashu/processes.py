"""What the product is run with: its model, trained when what it is made of changed, and its processes' commands."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import typer

from huashu.settings import PROJECT, Settings
from huashu.training.fingerprint import training_fingerprint
from huashu.training.shelf import Shelf
from huashu.training.train import BOT_PYTHON, Trained, TrainingFailed, bot_environment, is_trained
from huashu.training.train import train as train_model


def train_if_changed(settings: Settings) -> bool:
    """Trains into ``$HUASHU_HOME/models`` unless the current model is made of the same things. False: it failed."""
    fingerprint = training_fingerprint(settings)
    while not is_trained(settings, fingerprint):
        typer.echo("training the model, about half a minute …")
        try:
            outcome = train_model(settings, fingerprint)
        except TrainingFailed as problem:
            typer.echo(f"{problem}\ntraining failed; the messages above say where", err=True)
            return False
        if outcome is Trained.OUTDATED:
            fingerprint = training_fingerprint(settings)
    return True


def write_endpoints(settings: Settings) -> Path:
    """``endpoints.yml`` with this run's action server; returns where it was written."""
    text = (PROJECT / "endpoints.yml").read_text().replace("http://127.0.0.1:5055/webhook", settings.actions_url)
    path = settings.home / "endpoints.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def commands(settings: Settings, endpoints: Path) -> dict[str, tuple[list[str], dict[str, str]]]:
    """Process name -> command and environment."""
    python = sys.executable
    shelf = Shelf.of(settings)
    bot = [str(BOT_PYTHON), "-m", "huashu.engine.serve", "run", "--model", str(shelf.current() or shelf.folder),
           "--endpoints", str(endpoints), "--credentials", str(PROJECT / "credentials.yml"),
           "--interface", "127.0.0.1", "--port", str(settings.bot_port)]  # fmt: skip
    own = {**os.environ, **settings.environment(), "PYTHONPATH": str(PROJECT)}
    return {
        "bot": (bot, bot_environment(settings)),
        "actions": ([python, "-W", "ignore", "-m", "huashu", "serve", "actions"], own),
        "timers": ([python, "-m", "huashu", "serve", "timers"], own),
        "app": ([python, "-m", "huashu", "serve", "app"], own),
        "trainer": ([python, "-m", "huashu", "serve", "trainer"], own),
    }


def free_port() -> int:
    """A port of loopback that nobody listens on now."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])
