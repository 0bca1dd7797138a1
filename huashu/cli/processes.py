"""Starting things: all of it (``run``), one part of it (``serve``), training, migration."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import threading
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from huashu.bootstrap import services
from huashu.cli.books import load_demo_once
from huashu.cli.manager import run_all
from huashu.scripts import load_library
from huashu.settings import PROJECT, Settings, read_settings
from huashu.storage import migrate as migrate_database

BOT_PYTHON = PROJECT / ".venv" / "bot" / "bin" / "python"
TRAINED_ON = ("config.yml", "domain.yml", "data", "huashu/engine", "requirements/bot.lock")
MODEL = "huashu.tar.gz"
STOP_SECONDS = 3  # a client that waits for pushes does not hold up the end


def add_to(app: typer.Typer) -> None:
    app.command()(run)
    app.command()(train)
    app.command()(migrate)
    app.command()(serve)


def run() -> None:
    """Start everything: database, demo shops, training if needed, bot, actions, app, timers. Ctrl-C stops it all."""
    settings = read_settings()
    train()
    migrate()
    load_demo_once(services(), PROJECT / "demo")
    endpoints = write_endpoints(settings)
    raise typer.Exit(run_all(settings, commands(settings, endpoints)))


def train() -> None:
    """Train the model if its data, configuration or components changed."""
    if not train_if_changed(read_settings()):
        raise typer.Exit(1)


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


def migrate() -> None:
    """Bring the database to the newest version."""
    settings = read_settings()
    settings.home.mkdir(parents=True, exist_ok=True)
    migrate_database(settings.database_url)


class Part(str, Enum):
    APP = "app"
    TIMERS = "timers"
    ACTIONS = "actions"


def serve(part: Annotated[Part, typer.Argument(help="app, timers or actions")]) -> None:
    """Start one part only: app, timers or actions. For running more workers on the same database."""
    {Part.APP: _serve_app, Part.TIMERS: _serve_timers, Part.ACTIONS: _serve_actions}[part]()


def _serve_app() -> None:
    import uvicorn

    from huashu.web.app import create_app

    here = services()
    uvicorn.run(
        create_app(here), host=here.settings.host, port=here.settings.port, log_level="warning",
        timeout_graceful_shutdown=STOP_SECONDS,
    )  # fmt: skip


def _serve_timers() -> None:
    from huashu.timers.loop import run as run_timers

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    run_timers(services(), stop)


def _serve_actions() -> None:
    """rasa-sdk's server in one process: its own command starts a worker that outlives a kill -9 and keeps the port."""
    from rasa_sdk.endpoint import create_app_for_serve
    from rasa_sdk.executor import ActionExecutor

    executor = ActionExecutor()
    executor.register_package("actions")
    server = create_app_for_serve(executor)
    server.run(host="127.0.0.1", port=read_settings().actions_port, single_process=True, access_log=False, motd=False)


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
