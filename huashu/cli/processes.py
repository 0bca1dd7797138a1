"""Starting things: all of it (``run``), one part of it (``serve``), training, migration."""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import Annotated

import typer

from huashu.bootstrap import services
from huashu.cli.books import load_demo_once
from huashu.cli.manager import run_all
from huashu.domain.names import Name
from huashu.processes import commands, train_if_changed, write_endpoints
from huashu.scripts import ScriptErrors
from huashu.scripts.report import as_text
from huashu.settings import PROJECT, Settings, read_settings
from huashu.storage import migrate as migrate_database
from huashu.training.bot import LoopbackModelDoor
from huashu.training.shelf import Shelf
from huashu.training.trainer import run as run_trainer

NICE = 10  # training beside the running shop takes what the shop leaves
STOP_SECONDS = 3  # a client that waits for pushes does not hold up the end


def add_to(app: typer.Typer) -> None:
    app.command()(run)
    app.command()(train)
    app.command()(migrate)
    app.command()(serve)


def run() -> None:
    """Start everything: database, demo shops, training if needed, then all processes. Ctrl-C stops it all."""
    settings = read_settings()
    _train_or_go_on(settings)
    migrate()
    load_demo_once(services(), PROJECT / "demo")
    endpoints = write_endpoints(settings)
    raise typer.Exit(run_all(settings, commands(settings, endpoints)))


def _train_or_go_on(settings: Settings) -> None:
    """What is broken now does not close a shop that was open before: it starts with its last good model and scripts."""
    try:
        trained = train_if_changed(settings)
    except ScriptErrors as problems:
        typer.echo(as_text(problems), err=True)
        trained = False
    if not trained and Shelf.of(settings).current() is None:
        raise typer.Exit(1)
    if not trained:
        typer.echo("starting with the last good model and scripts; what is above is not live", err=True)


def train() -> None:
    """Train the model if its data, configuration or components changed."""
    if not train_if_changed(read_settings()):
        raise typer.Exit(1)


def migrate() -> None:
    """Bring the database to the newest version."""
    settings = read_settings()
    settings.home.mkdir(parents=True, exist_ok=True)
    migrate_database(settings.database_url)


class Part(Name):
    APP = "app"
    TIMERS = "timers"
    ACTIONS = "actions"
    TRAINER = "trainer"


def serve(part: Annotated[Part, typer.Argument(help="app, timers, actions or trainer")]) -> None:
    """Start one part only: app, timers, actions or trainer. For running more workers on the same database."""
    {
        Part.APP: _serve_app,
        Part.TIMERS: _serve_timers,
        Part.ACTIONS: _serve_actions,
        Part.TRAINER: _serve_trainer,
    }[part]()


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


def _serve_trainer() -> None:
    """Ends at once; a training that runs ends with it."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda signal_number, _: sys.exit(128 + signal_number))
    os.nice(NICE)
    settings = read_settings()
    run_trainer(settings, LoopbackModelDoor(settings.bot_url))
