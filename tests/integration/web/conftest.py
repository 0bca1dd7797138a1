from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from huashu.web.app import create_app
from tests.integration.product_making import Product, UowFactory, make_product

HERE = ("127.0.0.1", 50000)


@pytest.fixture
def product(uow_factory: UowFactory) -> Product:
    """The product without Rasa, once on SQLite and once on PostgreSQL."""
    return make_product(uow_factory)


@pytest.fixture
def client(product: Product) -> Iterator[TestClient]:
    """A client on this machine, over the product."""
    with TestClient(create_app(product.services), client=HERE, raise_server_exceptions=False) as client:
        yield client
