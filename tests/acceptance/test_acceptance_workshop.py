"""``huashu test`` leaves nothing behind however it ends: Ctrl-C, kill -9, or a reader of its output that goes away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from huashu.settings import PROJECT, read_settings
from tests.acceptance.running import READY_SECONDS, alive, descendants
from tests.support import wait_until

STOP_SECONDS = 30.0
FILE = PROJECT / "tests" / "conversations" / "bargaining" / "cheaper_elsewhere.yml"


@pytest.fixture
def home(model: None, tmp_path: Path) -> Path:
    (tmp_path / "models").symlink_to(read_settings({}).home / "models")
    return tmp_path


@pytest.fixture
def testing(home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """``huashu test`` while its bot is still loading."""
    process = start(home, subprocess.DEVNULL)
    try:
        wait_until(lambda: len(descendants(process.pid)) >= 2, READY_SECONDS)
        yield process
    finally:
        process.kill()
        process.wait(STOP_SECONDS)


def start(home: Path, output: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "huashu", "test", str(FILE)]
    environment = {**os.environ, "HUASHU_HOME": str(home), "PYTHONPATH": str(PROJECT), "TMPDIR": str(home)}
    return subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=output, stderr=subprocess.DEVNULL)


def test_ctrl_c_stops_bot_and_actions_and_removes_what_was_written(
    testing: subprocess.Popen[bytes], home: Path
) -> None:
    below = descendants(testing.pid)
    testing.send_signal(signal.SIGINT)
    assert testing.wait(STOP_SECONDS) == 130
    wait_until(lambda: not alive(below), STOP_SECONDS)
    assert not list(home.glob("huashu-*"))


def test_kill_9_takes_bot_and_actions_along(testing: subprocess.Popen[bytes]) -> None:
    below = descendants(testing.pid)
    testing.kill()
    testing.wait(STOP_SECONDS)
    wait_until(lambda: not alive(below), STOP_SECONDS)


def test_a_reader_that_goes_away_ends_it(home: Path) -> None:
    process = start(home, subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    wait_until(lambda: len(descendants(process.pid)) >= 2, READY_SECONDS)
    below = descendants(process.pid)
    process.stdout.close()
    assert process.wait(READY_SECONDS) == 1
    wait_until(lambda: not alive(below), STOP_SECONDS)
