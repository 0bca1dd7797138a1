"""Databases to test on: a fresh SQLite file, and a fresh PostgreSQL database on this machine when one answers.

``HUASHU_REQUIRE_SERVICES=1`` turns the skip without PostgreSQL into a failure.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import Engine

from huashu.services.ports import UnitOfWork
from huashu.storage import SqlUnitOfWork, make_engine, migrate
from huashu.storage.tables import metadata

POSTGRES = [f"postgresql://{user}@127.0.0.1:5432/postgres" for user in ("postgres", "root")]


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """URL of the maintenance database of a server where databases can be made."""
    for url in POSTGRES:
        try:
            psycopg.connect(url, connect_timeout=2).close()
            return url
        except psycopg.OperationalError as error:
            trouble = error
    missing = pytest.fail if os.environ.get("HUASHU_REQUIRE_SERVICES") == "1" else pytest.skip
    missing(f"no PostgreSQL on 127.0.0.1:5432: {trouble}")


@contextmanager
def new_postgres_database(server_url: str) -> Iterator[str]:
    """A new database, dropped afterwards with whoever is still connected."""
    name = f"huashu_test_{uuid4().hex}"
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}".encode())
        try:
            yield server_url.rpartition("/")[0] + f"/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """A PostgreSQL database of this test's own, without tables."""
    with new_postgres_database(postgres_server) as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'huashu.db'}"


@pytest.fixture(scope="session")
def shared_postgres_url(postgres_server: str) -> Iterator[str]:
    """A migrated database for many tests, one after another: migrating takes 200 ms, deleting rows takes 2."""
    with new_postgres_database(postgres_server) as url:
        migrate(url)
        yield url


@pytest.fixture
def emptied_postgres_url(shared_postgres_url: str) -> str:
    with psycopg.connect(shared_postgres_url, autocommit=True) as database:
        database.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        for table in reversed(metadata.sorted_tables):
            database.execute(f"DELETE FROM {table.name}".encode())
    return shared_postgres_url


@pytest.fixture
def migrated_sqlite_url(sqlite_url: str) -> str:
    migrate(sqlite_url)
    return sqlite_url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database without rows; the test runs once on each kind. Ids may start anywhere."""
    name = {"sqlite": "migrated_sqlite_url", "postgresql": "emptied_postgres_url"}[request.param]
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest) -> str:
    """A database without tables; the test runs once on each kind."""
    url: str = request.getfixturevalue({"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param])
    return url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def uow_factory(engine: Engine) -> Callable[[], UnitOfWork]:
    """Makes units of work on a migrated database without rows; each call is a new one, for one ``with``."""
    return lambda: SqlUnitOfWork(engine)
