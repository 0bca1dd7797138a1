"""Small things that several tests need."""

from __future__ import annotations

import time
from collections.abc import Callable

from huashu.processes import free_port

__all__ = ["free_port", "wait_until"]


def wait_until(true: Callable[[], object], seconds: float, why: Callable[[], str] = lambda: "") -> None:
    """Looks until it is true; fails with ``why`` after ``seconds``. For other processes' doings only."""
    give_up = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < give_up, f"not within {seconds} s\n{why()}"
        time.sleep(0.05)
