"""Links to pictures that shoppers sent: signed, for who was given one, for half a day or so.

An ``<img>`` cannot send a token. The end is a full hour, so the link of a picture stays the same long enough for a
browser to keep it.
"""

from __future__ import annotations

import hmac
from datetime import datetime
from hashlib import sha256

LASTS_HOURS = 12


def sign(secret: bytes, name: str, now: datetime) -> str:
    """The path that shows the picture for 12 to 13 hours."""
    until = (int(now.timestamp()) // 3600 + 1 + LASTS_HOURS) * 3600
    return f"/widget/pictures/{name}?until={until}&mark={_mark(secret, name, until)}"


def opens(secret: bytes, name: str, until: int, mark: str, now: datetime) -> bool:
    return hmac.compare_digest(mark.encode(), _mark(secret, name, until).encode()) and now.timestamp() < until


def _mark(secret: bytes, name: str, until: int) -> str:
    return hmac.new(secret, f"picture\n{name}\n{until}".encode(), sha256).hexdigest()
