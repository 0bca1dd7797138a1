"""What is sent to the widget's addresses by who means no good."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.integration.product_making import SHOP
from tests.integration.shopper.conftest import Live

JSON = {"content-type": "application/json"}


@pytest.mark.parametrize("path", [f"/widget/{SHOP}/session", "/api/tokens"])
def test_a_body_that_is_too_large_is_refused_before_it_is_kept(live: Live, path: str) -> None:
    def body() -> Iterator[bytes]:
        yield from (b"x" * 100_000 for _ in range(200))

    with live.http(Origin=live.page) as http:
        assert http.post(path, content=body(), headers=JSON).status_code == 413


@pytest.mark.parametrize(
    "body", [b'{"token":"\\ud800"}', b'{"user":{"id":"\\ud800","expires":1,"signature":"x"}}', b"[" * 10_000, b"1", b""]
)
def test_an_odd_body_is_refused_and_not_repeated(live: Live, body: bytes) -> None:
    with live.http(Origin=live.page) as http:
        answer = http.post(f"/widget/{SHOP}/session", content=body, headers=JSON)
    assert answer.status_code in (400, 422) and "ud800" not in answer.text


def test_nothing_is_read_of_who_may_not_send_a_picture(live: Live) -> None:
    with live.http(Origin=live.page) as http:
        assert http.post(f"/widget/{SHOP}/pictures", content=b"x" * 9_000_000).status_code == 401
    with live.http(Origin=live.page, Authorization=f"Bearer {live.token()}") as http:
        assert http.post(f"/widget/{SHOP}/pictures", content=b"x" * 9_000_000).status_code == 413
