"""The system's clock. Everything else is handed a clock and never looks at the time itself."""

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
