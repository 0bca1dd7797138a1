"""So many at once, then so many a second."""

from __future__ import annotations

from huashu.web.shopper import limits
from huashu.web.shopper.limits import Limit


class Seconds:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_allowed_then_one_must_wait() -> None:
    clock = Seconds()
    limit = Limit(burst=3, per_second=0.5, now=clock)
    assert [limit.wait_seconds("a") for _ in range(4)] == [0, 0, 0, 2]  # one more takes 1 / 0.5 s
    assert limit.wait_seconds("b") == 0
    clock.now += 1
    assert limit.wait_seconds("a") == 1
    clock.now += 1
    assert [limit.wait_seconds("a") for _ in range(2)] == [0, 2]


def test_a_long_silence_fills_no_more_than_the_burst() -> None:
    clock = Seconds()
    limit = Limit(burst=2, per_second=1, now=clock)
    limit.wait_seconds("a")
    clock.now += 3600
    assert [limit.wait_seconds("a") for _ in range(3)] == [0, 0, 1]


def test_the_longest_silent_is_forgotten() -> None:
    clock = Seconds()
    limit = Limit(burst=1, per_second=0.001, now=clock)
    for number in range(limits.MOST_KEPT + 1):
        limit.wait_seconds(str(number))
    assert limit.wait_seconds("0") == 0
    assert limit.wait_seconds(str(limits.MOST_KEPT)) > 0
