"""Pictures of goods over HTTP, and nothing else of the store."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from huashu.web.app import create_app
from tests.integration.product_making import UowFactory, make_product

NAME = f"{'0a' * 16}.svg"


@pytest.fixture
def client(uow_factory: UowFactory, tmp_path: Path) -> TestClient:
    product = make_product(uow_factory, pictures=str(tmp_path / "pictures"))
    product.services.pictures.put(f"goods/{NAME}", b"<svg/>")
    product.services.pictures.put(f"{'0b' * 16}.jpg", b"a shopper's own")
    (tmp_path / NAME).write_bytes(b"outside")
    return TestClient(create_app(product.services), client=("192.0.2.1", 50000))


def test_picture_is_given_to_anybody_as_what_it_is_and_no_more(client: TestClient) -> None:
    answer = client.get(f"/goods/{NAME}")
    assert (answer.status_code, answer.content) == (200, b"<svg/>")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["content-security-policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("name", [
    f"{'0c' * 16}.svg",
    f"{'0b' * 16}.jpg",
    f"..%2f{'0b' * 16}.jpg",
    f"../../{NAME}",
    f"..%2f..%2f{NAME}",
    f"%2e%2e/{NAME}",
    f"{NAME}%00",
    f"{NAME}%0a",
    "",
])  # fmt: skip
def test_nothing_is_given_when_the_name_is_not_of_a_goods_picture(client: TestClient, name: str) -> None:
    assert client.get(f"/goods/{name}", follow_redirects=False).status_code == 404
