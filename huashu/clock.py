"""Clocks. Everything is handed one and never looks at the time itself."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone


class SystemClock:
    """Aware UTC now; ``scale`` 60 makes every wait 60 times shorter (``HUASHU_TIME_SCALE``)."""

    def __init__(self, scale: float = 1.0) -> None:
        self.scale = scale

    def now(self) -> datetime:
        return datetime.now(timezone.utc)

    def after(self, seconds: float) -> datetime:
        return self.now() + timedelta(seconds=seconds / self.scale)


class StandingClock(SystemClock):
    """Stands at one moment: the moment of a turn, so that everything said in it agrees; tests move it."""

    def __init__(self, at: datetime, scale: float = 1.0) -> None:
        super().__init__(scale)
        self.at = at

    def now(self) -> datetime:
        return self.at

    def advance(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
