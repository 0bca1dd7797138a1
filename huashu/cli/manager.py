"""Runs the product's processes together under honcho: their output with a name in front, all stopped with one Ctrl-C."""

from __future__ import annotations

import shlex
import threading
import time

import httpx2 as httpx
import typer
from honcho.manager import Manager

from huashu.settings import Settings

READY_WITHIN_SECONDS = 300.0


def run_all(settings: Settings, commands: dict[str, tuple[list[str], dict[str, str]]]) -> int:
    """Starts the commands and stays until Ctrl-C or until one of them ends; returns the exit code."""
    manager = Manager()
    for name, (command, environment) in commands.items():
        # exec: the shell that honcho starts becomes the process, so that its end is seen and its signals reach it
        manager.add_process(name, f"exec {shlex.join(command)}", env=environment)
    threading.Thread(target=_say_when_ready, args=(settings,), daemon=True).start()
    manager.loop()
    return int(manager.returncode or 0)


def _say_when_ready(settings: Settings) -> None:
    """Prints the address once a message would be answered."""
    url = f"http://{settings.host}:{settings.port}"
    typer.echo("starting; the bot needs about half a minute to load …")
    give_up = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < give_up:
        try:
            if httpx.get(f"{url}/healthz", timeout=3.0, trust_env=False).status_code == 200:
                typer.echo(f"\n  ready: {url}   chat in another terminal: make chat\n")
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.5)
    typer.echo(f"not ready after {READY_WITHIN_SECONDS:.0f} s; the lines above say why", err=True)
