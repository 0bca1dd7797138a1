"""Runs the product's processes together under honcho: their output with a name in front, all stopped with one Ctrl-C.

When one of them ends by itself, all are stopped: half a product would take messages that nobody answers.
"""

from __future__ import annotations

import os
import shlex
import sys
import threading
import time

import httpx2 as httpx
import typer
from honcho.manager import Manager

from huashu.settings import Settings
from huashu.tether import die_with_parent

READY_WITHIN_SECONDS = 300.0
BY_HAND = (130, 143)  # Ctrl-C, SIGTERM

Commands = dict[str, tuple[list[str], dict[str, str]]]


def run_all(settings: Settings, commands: Commands) -> int:
    """Starts the commands and stays until Ctrl-C or until one of them ends; returns the exit code, 0 never."""
    manager = Manager()
    for name, (command, environment) in commands.items():
        # exec: the shell that honcho starts becomes the process, so that its end is seen and its signals reach it
        tethered = [sys.executable, "-m", "huashu.tether", *command]
        manager.add_process(name, f"exec {shlex.join(tethered)}", env=environment)
    os.register_at_fork(after_in_child=die_with_parent)  # honcho keeps a process of its own beside each command
    threading.Thread(target=_say_when_ready, args=(settings,), daemon=True).start()
    manager.loop()
    if manager.returncode in BY_HAND:
        return int(manager.returncode)
    status = _status(manager.returncode)
    typer.echo(f"one part ended by itself ({status}), so everything was stopped; the lines above say which", err=True)
    return 1


def _status(returncode: int | None) -> str:
    return f"killed by signal {-returncode}" if returncode and returncode < 0 else f"exit code {returncode}"


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
