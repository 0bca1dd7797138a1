"""The database behind a URL: SQLite in a file, or PostgreSQL through psycopg 3."""

from __future__ import annotations

import sqlite3
import time
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url

BUSY_SECONDS = 15
CONNECT_SECONDS = 5


def make_engine(url: str, *, foreign_keys: bool = True, only_reads: bool = False) -> Engine:
    """A synchronous engine; it connects when first used. The caller disposes of it.

    Both wait up to BUSY_SECONDS for somebody else's lock. SQLite: WAL, and every transaction takes the write lock when
    it begins, unless the engine ``only_reads``. PostgreSQL: pooled connections are tried before use.
    ``foreign_keys=False`` is for migrations of SQLite. Errors do not repeat what was to be stored: they end in the log.
    """
    parsed = with_driver(make_url(url))
    if parsed.get_backend_name() == "sqlite":
        return sqlite_engine(parsed, foreign_keys, "BEGIN" if only_reads else "BEGIN IMMEDIATE")
    return postgresql_engine(parsed)


def with_driver(url: URL) -> URL:
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgresql", "postgres") else url


def postgresql_engine(url: URL) -> Engine:
    options = {"connect_timeout": CONNECT_SECONDS, "application_name": "huashu"}
    engine = create_engine(url, pool_pre_ping=True, connect_args=options, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _: object) -> None:
        connection.execute(f"SET lock_timeout = '{BUSY_SECONDS}s'")
        connection.commit()

    return engine


def use_wal(connection: Any) -> None:
    """A file becomes WAL once, and SQLite does not wait for others who make it so at the same moment."""
    give_up = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.01)


def sqlite_engine(url: URL, foreign_keys: bool, begin_with: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _: object) -> None:
        # The driver would begin transactions by itself, and only at the first write: it is told not to.
        connection.isolation_level = None
        use_wal(connection)
        connection.execute(f"PRAGMA foreign_keys = {int(foreign_keys)}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin_with)

    return engine
