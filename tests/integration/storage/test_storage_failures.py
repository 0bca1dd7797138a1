"""A database that is away has a name, and the books are there again when it is back."""

from __future__ import annotations

import socket
from pathlib import Path

import psycopg
import pytest
from book_rows import NOW, UowFactory
from sqlalchemy import Engine

from huashu.domain.errors import HuashuError
from huashu.services.ports import StorageUnavailable, UnitOfWork
from huashu.storage import SqlUnitOfWork, make_engine, migrate


@pytest.fixture(params=["sqlite", "postgresql"])
def dead_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'no such folder' / 'huashu.db'}"
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        return f"postgresql://postgres@127.0.0.1:{nobody.getsockname()[1]}/huashu"


def test_a_dead_database_is_named_by_the_unit_of_work_and_by_migrate(dead_url: str) -> None:
    engine = make_engine(dead_url)
    with pytest.raises(StorageUnavailable) as caught, SqlUnitOfWork(engine):
        pass
    engine.dispose()
    assert isinstance(caught.value, HuashuError)
    assert caught.value.code == "STORAGE_UNAVAILABLE"
    with pytest.raises(StorageUnavailable):
        migrate(dead_url)


def test_a_database_without_our_tables_is_named_or_shown_as_a_mistake(empty_database_url: str) -> None:
    engine = make_engine(empty_database_url)
    with SqlUnitOfWork(engine) as uow, pytest.raises(Exception, match=r"no such table|does not exist"):
        uow.reminders.find()
    engine.dispose()


def test_a_connection_that_breaks_is_named_and_the_next_unit_of_work_has_a_new_one(
    postgres_url: str, postgres_server: str
) -> None:
    migrate(postgres_url)
    engine = make_engine(postgres_url)
    with pytest.raises(StorageUnavailable), SqlUnitOfWork(engine) as uow:
        uow.lock_conversation("mobi", "甲", NOW)
        hang_up(postgres_server, postgres_url)
        uow.commit()
    with SqlUnitOfWork(engine) as uow:
        assert uow.conversations.find() == []
    hang_up(postgres_server, postgres_url)
    with SqlUnitOfWork(engine) as uow:
        assert uow.conversations.find() == []
    engine.dispose()


def hang_up(server: str, url: str) -> None:
    everybody = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s"
    with psycopg.connect(server) as connection:
        connection.execute(everybody, [url.rpartition("/")[2]])


def test_the_unit_of_work_is_what_the_services_ask_for(uow_factory: UowFactory) -> None:
    uow: UnitOfWork = uow_factory()
    with uow:
        assert uow.orders.find() == []


def test_sqlite_is_set_up_for_several_writers(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)
    with engine.connect() as connection:
        values = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        }
    engine.dispose()
    assert values == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 15_000}


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_postgresql_is_reached_through_psycopg_3(scheme: str) -> None:
    engine: Engine = make_engine(f"{scheme}://me@127.0.0.1/books")
    assert engine.dialect.driver == "psycopg"
