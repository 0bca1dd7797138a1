"""The bot's memory of the dialogue, kept where the shop's books are.

SQLite: ``$HUASHU_HOME/tracker.db`` beside the books (a file of its own, so that the bot never waits for their lock);
PostgreSQL: the same database, Rasa's ``events`` table.
"""

from __future__ import annotations

import os
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from huashu.engine.failures import turn_failed
from huashu.settings import read_settings


def tracker_url() -> sa.engine.URL:
    """The tracker database's URL: ``HUASHU_DATABASE_URL`` where it is PostgreSQL, else a file in ``HUASHU_HOME``."""
    books = os.environ.get("HUASHU_DATABASE_URL", "")
    if books.startswith("postgresql"):
        return sa.engine.make_url(books).set(drivername="postgresql+psycopg2")
    home = read_settings().home
    home.mkdir(parents=True, exist_ok=True)
    return sa.engine.URL.create("sqlite", database=str(home / "tracker.db"))


class ShopTrackerStore(SQLTrackerStore):
    """Rasa's SQL tracker store at :func:`tracker_url`."""

    def __init__(self, domain: Domain | None = None, event_broker: EventBroker | None = None, **kwargs: Any) -> None:
        url = tracker_url()
        super().__init__(
            domain,
            dialect=url.drivername,
            host=url.host,
            port=url.port,
            db=url.database or "",
            username=url.username,
            password=url.password,
            event_broker=event_broker,
            query=dict(url.query) or None,
        )
        if url.drivername == "sqlite":
            sa.event.listen(self.engine, "connect", _write_ahead)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Saves the turn's events, unless the turn failed: see :mod:`huashu.engine.failures`."""
        if not turn_failed():
            await super().save(tracker)


def _write_ahead(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
