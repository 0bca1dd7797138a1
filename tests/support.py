"""Small things that several tests need."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def wait_until(true: Callable[[], object], seconds: float, why: Callable[[], str] = lambda: "") -> None:
    """Looks until it is true; fails with ``why`` after ``seconds``. For other processes' doings only."""
    give_up = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < give_up, f"not within {seconds} s\n{why()}"
        time.sleep(0.05)
