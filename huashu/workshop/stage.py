"""The stage: a whole product of its own, with demo goods, an empty database and a clock that is moved by hand.

The bot and the action server are processes on free ports; the app runs in this process.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

import structlog
from starlette.testclient import TestClient

from huashu.bootstrap import Services, build
from huashu.clock import StandingClock
from huashu.domain.errors import HuashuError
from huashu.loading import load_demo_once
from huashu.loopback import LoopbackBot
from huashu.processes import commands, free_port, train_if_changed, write_endpoints
from huashu.settings import PROJECT, Settings
from huashu.storage import migrate
from huashu.tether import die_with_parent
from huashu.timers.loop import run_once
from huashu.training.shelf import Shelf
from huashu.web.app import create_app

READY_SECONDS, STOP_SECONDS, LOOK_SECONDS = 240.0, 10.0, 0.1
BEGINS_AT = datetime(2026, 11, 23, 6, 0, tzinfo=timezone.utc)
LOG = "workshop.log"


class StageBroken(HuashuError):
    """The product could not be started; the text says what its log says."""

    code = "STAGE"


@dataclass(frozen=True)
class Stage:
    """The running product. ``client`` speaks to the app; ``clock`` stands until somebody moves it."""

    services: Services
    clock: StandingClock
    client: TestClient

    def settle(self) -> None:
        """Does what is due and answers what waits, until nothing is left."""
        while run_once(self.services, stale_seconds=0):
            pass


@contextmanager
def open_stage(settings: Settings) -> Iterator[Stage]:
    """A stage with the model and the scripts of ``settings``, everything else its own; gone at the end.

    Its processes write to ``$HUASHU_HOME/workshop.log``. Raises StageBroken.
    """
    if not train_if_changed(settings):
        raise StageBroken("the model could not be trained")
    with TemporaryDirectory(prefix="huashu-") as folder:
        own = own_settings(settings, Path(folder))
        clock = StandingClock(BEGINS_AT)
        services = build(own, clock=clock)
        _furnish(services, Shelf.of(settings))
        with (
            _processes(own, settings.home / LOG),
            TestClient(create_app(services), client=("127.0.0.1", 50000)) as client,
        ):
            yield Stage(services, clock, client)


def own_settings(settings: Settings, home: Path) -> Settings:
    """The same scripts, but a home, a database and ports of its own, real waits and no key."""
    return replace(
        settings, home=home, database_url=f"sqlite:///{home / 'huashu.db'}", host="127.0.0.1", port=free_port(),
        bot_port=free_port(), actions_port=free_port(), api_key="", time_scale=1.0, pictures=str(home / "pictures"),
    )  # fmt: skip


def _furnish(services: Services, models: Shelf) -> None:
    """Database, goods of the demo shops, model."""
    migrate(services.settings.database_url)
    for loaded in load_demo_once(services, PROJECT / "demo"):
        if loaded.refused:
            raise StageBroken(f"demo/{loaded.shop}: {loaded.report}")
    models.lend(Shelf.of(services.settings))


@contextmanager
def _processes(settings: Settings, log_path: Path) -> Iterator[None]:
    """The bot and the action server, ready; they end with this block, and with this process even by kill -9."""
    parts = commands(settings, write_endpoints(settings))
    started: list[subprocess.Popen[bytes]] = []
    with log_path.open("wb") as log:
        try:
            for command, environment in (parts["actions"], parts["bot"]):
                started.append(_start(command, environment, log))
            _wait_until_ready(settings, started, log_path)
            yield
        finally:
            _stop(started)


def _start(command: list[str], environment: dict[str, str], log: IO[bytes]) -> subprocess.Popen[bytes]:
    """In a session of its own: Ctrl-C is for us, who stop it. It dies with us from its first moment on."""
    return subprocess.Popen(
        command, env=environment, cwd=PROJECT, stdout=log, stderr=log, start_new_session=True,
        preexec_fn=die_with_parent,
    )  # fmt: skip


def _wait_until_ready(settings: Settings, started: list[subprocess.Popen[bytes]], log_path: Path) -> None:
    bot, give_up = LoopbackBot(settings.bot_url), time.monotonic() + READY_SECONDS
    try:
        while not bot.ready():
            if time.monotonic() > give_up or any(each.poll() is not None for each in started):
                raise StageBroken(f"the bot did not start:\n{log_path.read_text(errors='replace')[-3000:]}")
            time.sleep(LOOK_SECONDS)
    finally:
        bot.close()


def _stop(started: list[subprocess.Popen[bytes]]) -> None:
    for process in started:
        process.terminate()
    for process in started:
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def quiet(settings: Settings) -> Iterator[None]:
    """The log lines of this process go to the stage's log instead of the terminal."""
    before: dict[str, Any] = structlog.get_config()
    settings.home.mkdir(parents=True, exist_ok=True)
    with (settings.home / LOG).open("a", encoding="utf-8") as log:
        structlog.configure(logger_factory=structlog.PrintLoggerFactory(log))
        try:
            yield
        finally:
            structlog.configure(**before)
