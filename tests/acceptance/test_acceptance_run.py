"""``huashu run``: starts everything, says when it is ready, and leaves nothing behind however it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from huashu.settings import PROJECT, Settings, read_settings
from huashu.training.shelf import Shelf
from tests.acceptance.running import READY_SECONDS, alive, descendants, settings_in
from tests.support import wait_until

PARTS = ("bot", "actions", "timers", "app", "trainer")
STOP_SECONDS = 20.0


@dataclass
class Started:
    """``huashu run`` in a terminal of its own, and what it has printed."""

    process: subprocess.Popen[bytes]
    settings: Settings
    output: Path
    below: set[int] = field(default_factory=set)

    def printed(self) -> str:
        return self.output.read_text(errors="replace")

    def wait_printed(self, words: str, seconds: float = READY_SECONDS) -> None:
        def seen() -> bool:
            assert self.process.poll() is None or words in self.printed(), self.printed()
            return words in self.printed()

        wait_until(seen, seconds, self.printed)

    def wait_started(self) -> set[int]:
        """Every part was started; the ids of all processes below."""
        for part in PARTS:
            self.wait_printed(f"{part} started")
        return self.look_below()

    def look_below(self) -> set[int]:
        self.below |= descendants(self.process.pid)
        return self.below

    def pid_of(self, part: str) -> int:
        return int(self.printed().partition(f"{part} started (pid=")[2].partition(")")[0])

    def ports_are_free(self) -> bool:
        ports = (self.settings.port, self.settings.bot_port, self.settings.actions_port)
        return not any(_answers(port) for port in ports)


def _answers(port: int) -> bool:
    with socket.socket() as sock:
        return sock.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def started(model: None, tmp_path: Path) -> Iterator[Started]:
    with run_in(tmp_path) as started:
        yield started


@contextmanager
def run_in(home: Path, project: Path = PROJECT) -> Iterator[Started]:
    settings = settings_in(home)
    Shelf.of(read_settings({})).lend(Shelf.of(settings))
    environment = {**os.environ, **settings.environment(), "PYTHONPATH": str(project), "PYTHONUNBUFFERED": "1"}
    output = home / "output.txt"
    with output.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "huashu", "run"], env=environment, cwd=project, stdout=out, stderr=out,
            start_new_session=True,
        )  # fmt: skip
    started = Started(process, settings, output)
    try:
        yield started
    finally:
        for pid in alive({process.pid, *started.look_below()}):
            os.kill(pid, signal.SIGKILL)
        process.wait(20)


def test_ctrl_c_stops_everything_once_it_was_ready(started: Started) -> None:
    started.wait_printed(f"ready: http://127.0.0.1:{started.settings.port}")
    below = started.look_below()
    assert not started.ports_are_free()
    assert len(below) >= len(PARTS)
    started.process.send_signal(signal.SIGINT)
    assert started.process.wait(STOP_SECONDS) == 130
    wait_until(lambda: not alive(below), STOP_SECONDS, lambda: f"{alive(below)}\n{started.printed()}")
    wait_until(started.ports_are_free, STOP_SECONDS)  # the last thread of a process closes them
    assert "Traceback" not in started.printed()


@pytest.mark.parametrize("part", PARTS)
def test_all_is_stopped_and_said_when_one_part_is_killed(started: Started, part: str) -> None:
    below = started.wait_started()
    os.kill(started.pid_of(part), signal.SIGKILL)
    assert started.process.wait(STOP_SECONDS) == 1
    wait_until(lambda: not alive(below), STOP_SECONDS, lambda: f"{alive(below)}\n{started.printed()}")
    assert f"{part} stopped (rc=-9)" in started.printed()
    assert "one part ended by itself (killed by signal 9), so everything was stopped" in started.printed()
    wait_until(started.ports_are_free, STOP_SECONDS)  # the last thread of a process closes them


def test_nothing_keeps_a_port_when_the_manager_itself_is_killed(started: Started) -> None:
    below = started.wait_started()
    wait_until(lambda: _answers(started.settings.port) and _answers(started.settings.actions_port), READY_SECONDS)
    os.kill(started.process.pid, signal.SIGKILL)
    started.process.wait(STOP_SECONDS)
    wait_until(lambda: not alive(below), STOP_SECONDS, lambda: f"{alive(below)}\n{started.printed()}")
    wait_until(started.ports_are_free, STOP_SECONDS)  # the last thread of a process closes them
