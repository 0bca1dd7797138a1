"""The one root of expected failures. ``str(error)`` is for developers and never reaches a shopper."""

from __future__ import annotations

from datetime import datetime


class HuashuError(Exception):
    """Root of every failure that the project expects. ``code`` is stable; subclasses set it."""

    code = "HUASHU"


class NaiveTimeError(HuashuError):
    """A time without a zone came in."""

    code = "NAIVE_TIME"


def require_aware(at: datetime) -> datetime:
    """Hand ``at`` back, or refuse it. Raises NaiveTimeError."""
    if at.tzinfo is None or at.utcoffset() is None:
        raise NaiveTimeError(f"got the naive time {at.isoformat()}, expected an aware one")
    return at
