"""The running Huashu that is measured: the one of the settings, or one of our own for as long as it is needed."""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator

import httpx2 as httpx

from huashu.bootstrap import build
from huashu.cli.books import load_demo_once
from huashu.processes import commands, train_if_changed, write_endpoints
from huashu.settings import PROJECT, Settings, read_settings
from huashu.storage import migrate
from huashu.training.shelf import Shelf
from tests.support import free_port

READY_SECONDS, STOP_SECONDS = 240.0, 20.0


class Unusable(Exception):
    """The measurement makes no sense; the text says why."""


@contextlib.contextmanager
def product(**own: str) -> Iterator[Settings]:
    """The running Huashu of the settings, or one of our own, with ``own`` settings, for as long as it is needed."""
    settings = read_settings()
    if answers(settings) is not None:
        wait_until_ready(settings, [])
        yield settings
        return
    with tempfile.TemporaryDirectory(prefix="huashu-bench-") as home, started(own_settings(home, own)) as settings:
        yield settings


def own_settings(home: str, own: dict[str, str]) -> Settings:
    ports = {name: str(free_port()) for name in ("HUASHU_PORT", "HUASHU_BOT_PORT", "HUASHU_ACTIONS_PORT")}
    kept = {name: os.environ[name] for name in ("HUASHU_SCRIPTS",) if name in os.environ}
    return read_settings({"HUASHU_HOME": home, **ports, **kept, **own})


@contextlib.contextmanager
def started(settings: Settings) -> Iterator[Settings]:
    """Bot, action server and app over the demo shops, with this checkout's model."""
    usual = read_settings()
    if not train_if_changed(usual):
        raise Unusable("no model")
    Shelf.of(usual).lend(Shelf.of(settings))
    migrate(settings.database_url)
    load_demo_once(build(settings), PROJECT / "demo")
    parts = commands(settings, write_endpoints(settings))
    running: list[subprocess.Popen[bytes]] = []
    try:
        with (settings.home / "log.txt").open("w") as log:
            for name in ("actions", "bot", "app"):
                command, environment = parts[name]
                running.append(subprocess.Popen(command, env=environment, cwd=PROJECT, stdout=log, stderr=log))
        wait_until_ready(settings, running)
        yield settings
    finally:
        stop(running)


def stop(running: list[subprocess.Popen[bytes]]) -> None:
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def answers(settings: Settings) -> bool | None:
    """True: ready; False: still loading; None: nobody there, or somebody else."""
    try:
        answer = httpx.get(f"http://{settings.host}:{settings.port}/healthz", timeout=3.0, trust_env=False)
    except httpx.HTTPError:
        return None
    return {200: True, 503: False}.get(answer.status_code)


def wait_until_ready(settings: Settings, running: list[subprocess.Popen[bytes]]) -> None:
    give_up = time.monotonic() + READY_SECONDS
    while not answers(settings):
        if time.monotonic() > give_up or any(process.poll() is not None for process in running):
            log = settings.home / "log.txt"
            raise Unusable("Huashu did not become ready" + (":\n" + log.read_text()[-2000:] if log.exists() else ""))
        time.sleep(0.25)
