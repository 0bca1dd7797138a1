"""The running products of these tests. A start of the bot costs half a minute of CPU, so they are shared."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.acceptance.running import Running, settings_in
from tests.integration.conftest import new_postgres_database, postgres_server

__all__ = ["postgres_server"]  # a fixture


@pytest.fixture(scope="session")
def running(model: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Everything once, on SQLite."""
    product = Running(settings_in(tmp_path_factory.mktemp("product")))
    try:
        product.start("actions", "bot", "app", "timers")
        product.wait_ready()
        yield product
    finally:
        product.close()


@pytest.fixture(scope="module")
def running_twice(model: None, postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Two apps and two timers over one bot, books and the bot's memory in one PostgreSQL database."""
    with new_postgres_database(postgres_server) as url:
        product = Running(settings_in(tmp_path_factory.mktemp("product"), HUASHU_DATABASE_URL=url))
        try:
            product.start("actions", "bot", "app", "app2", "timers", "timers2")
            for name in ("app", "app2"):
                product.wait_ready(name)
            yield product
        finally:
            product.close()
