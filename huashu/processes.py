"""What the product is run with: its model, trained when what it is made of changed, and its processes' commands."""

from __future__ import annotations

import hashlib
import os
import socket
import subprocess
import sys
from pathlib import Path

import typer

from huashu.scripts import load_library
from huashu.settings import PROJECT, Settings

BOT_PYTHON = PROJECT / ".venv" / "bot" / "bin" / "python"
TRAINED_ON = ("config.yml", "domain.yml", "data", "huashu/engine", "requirements/bot.lock")
MODEL = "huashu.tar.gz"


def train_if_changed(settings: Settings) -> bool:
    """Trains into ``$HUASHU_HOME/models`` unless the model there was made of the same things. False when it failed."""
    models = settings.home / "models"
    mark = models / "trained-on.txt"
    fingerprint = training_fingerprint(settings)
    if (models / MODEL).exists() and mark.exists() and mark.read_text() == fingerprint:
        return True
    typer.echo("training the model, about half a minute …")
    command = [str(BOT_PYTHON), "-m", "huashu.engine.serve", "train", "--out", str(models),
               "--fixed-model-name", "huashu", "--quiet"]  # fmt: skip
    done = subprocess.run(
        command, cwd=PROJECT, env=bot_environment(settings), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    if done.returncode or not (models / MODEL).exists():
        typer.echo(done.stdout[-4000:] + "\ntraining failed; the messages above say where", err=True)
        return False
    mark.write_text(fingerprint)
    return True


def training_fingerprint(settings: Settings) -> str:
    """SHA-256 over everything a model is made of; script ids count, their wording does not."""
    digest = hashlib.sha256()
    for name in TRAINED_ON:
        root = PROJECT / name
        for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if path.is_file() and path.suffix != ".pyc":
                digest.update(str(path.relative_to(PROJECT)).encode() + b"\0" + path.read_bytes())
    digest.update("\n".join(sorted(load_library(settings.scripts).scripts)).encode())
    return digest.hexdigest()


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
    bot = [str(BOT_PYTHON), "-m", "huashu.engine.serve", "run", "--model", str(settings.home / "models" / MODEL),
           "--endpoints", str(endpoints), "--credentials", str(PROJECT / "credentials.yml"),
           "--interface", "127.0.0.1", "--port", str(settings.bot_port)]  # fmt: skip
    own = {**os.environ, **settings.environment(), "PYTHONPATH": str(PROJECT)}
    return {
        "bot": (bot, bot_environment(settings)),
        "actions": ([python, "-W", "ignore", "-m", "huashu", "serve", "actions"], own),
        "timers": ([python, "-m", "huashu", "serve", "timers"], own),
        "app": ([python, "-m", "huashu", "serve", "app"], own),
    }


def bot_environment(settings: Settings) -> dict[str, str]:
    """Quiet TensorFlow and no telemetry; the project's folder is where Rasa looks for classes."""
    quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
             "PYTHONWARNINGS": "ignore", "PYTHONPATH": str(PROJECT)}  # fmt: skip
    return {**os.environ, **settings.environment(), **quiet}


def free_port() -> int:
    """A port of loopback that nobody listens on now."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])
