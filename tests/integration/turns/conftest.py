from __future__ import annotations

import pytest

from tests.integration.product_making import Product, UowFactory, make_product


@pytest.fixture
def product(uow_factory: UowFactory) -> Product:
    """The product without Rasa, once on SQLite and once on PostgreSQL."""
    return make_product(uow_factory)
