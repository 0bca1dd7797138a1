"""The running bot and action server, started once for all tests that need them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import datetime, timezone

import pytest
from starlette.testclient import TestClient

from huashu.bootstrap import build
from huashu.cli.books import load_demo_once
from huashu.cli.processes import commands, train_if_changed, write_endpoints
from huashu.clock import StandingClock
from huashu.loopback import LoopbackBot
from huashu.settings import PROJECT, Settings, read_settings
from huashu.storage import migrate
from huashu.training.shelf import Shelf
from huashu.web.app import create_app
from tests.conversations.runner import World
from tests.support import free_port, wait_until

READY_SECONDS = 240.0


def product_settings(home: str, **more: str) -> Settings:
    """Settings of a product of its own: its home, free ports."""
    ports = {name: str(free_port()) for name in ("HUASHU_PORT", "HUASHU_BOT_PORT", "HUASHU_ACTIONS_PORT")}
    return read_settings({"HUASHU_HOME": home, **ports, **more})


@pytest.fixture(scope="session")
def model() -> None:
    """The model of this checkout, trained if need be into var/, as ``make train`` does."""
    assert train_if_changed(read_settings({}))


@pytest.fixture(scope="session")
def running(model: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A bot and an action server over the demo shops' books, SQLite."""
    settings = product_settings(str(tmp_path_factory.mktemp("home")))
    prepare(settings)
    parts = commands(settings, write_endpoints(settings))
    log_path = settings.home / "log.txt"
    with log_path.open("w") as log:
        started = [
            subprocess.Popen(parts[name][0], env=parts[name][1], cwd=PROJECT, stdout=log, stderr=log)
            for name in ("actions", "bot")
        ]
        try:
            bot = LoopbackBot(settings.bot_url)
            wait_until(bot.ready, READY_SECONDS, lambda: log_path.read_text()[-3000:])
            bot.close()
            yield settings
        finally:
            for process in started:
                process.terminate()
            for process in started:
                process.wait(20)


def prepare(settings: Settings) -> None:
    """Database, demo shops, and the checkout's model."""
    migrate(settings.database_url)
    load_demo_once(build(settings), PROJECT / "demo")
    Shelf.of(read_settings({})).lend(Shelf.of(settings))


@pytest.fixture(scope="session")
def world(running: Settings) -> Iterator[World]:
    """The app over the running bot, with a clock that tests move."""
    clock = StandingClock(datetime(2026, 11, 23, 6, 0, tzinfo=timezone.utc))
    services = build(running, clock=clock)
    with TestClient(create_app(services), client=("127.0.0.1", 50000)) as client:
        yield World(services, clock, client)
