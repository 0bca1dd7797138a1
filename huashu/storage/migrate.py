"""Bring a database to the newest tables."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, func, select

from huashu.storage.engine import make_engine
from huashu.storage.failures import named_failures

MIGRATIONS = Path(__file__).parent / "migrations"
MIGRATION_LOCK = 0x68756173


def migrate(url: str) -> None:
    """Upgrade to head, all or nothing; a second process that starts at the same time waits and finds it done.

    StorageUnavailable when the database does not answer.
    """
    engine = make_engine(url, foreign_keys=False)
    try:
        with named_failures(), engine.begin() as connection:
            exclude_others(connection)
            command.upgrade(config_for(connection), "head")
    finally:
        engine.dispose()


def exclude_others(connection: Connection) -> None:
    """SQLite's BEGIN IMMEDIATE already did it."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(MIGRATION_LOCK)))


def config_for(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
