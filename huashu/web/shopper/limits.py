"""How much one caller may ask for: a bucket that fills again with time, kept in this process."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

MOST_KEPT = 50_000


class Limit:
    """``burst`` at once, then ``per_second``; ``now`` counts seconds. Who was silent longest is forgotten."""

    def __init__(self, burst: float, per_second: float, now: Callable[[], float]) -> None:
        self.burst, self.per_second, self.now = burst, per_second, now
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait_seconds(self, who: str) -> float:
        """0 when the caller may go on, which is counted; else how long until he may."""
        now = self.now()
        left, at = self._left.pop(who, (self.burst, now))
        left = min(self.burst, left + (now - at) * self.per_second)
        allowed = left >= 1
        self._left[who] = (left - 1 if allowed else left, now)
        if len(self._left) > MOST_KEPT:
            self._left.popitem(last=False)
        return 0.0 if allowed else (1 - left) / self.per_second

    def forget(self) -> None:
        """Everybody begins anew."""
        self._left.clear()
