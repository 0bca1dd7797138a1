"""Whose pages may carry a shop's window, and where a request came from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from huashu.settings import Settings, read_settings
from huashu.web.shopper.origins import may_carry, origin_of, own_origins
from tests.integration.product_making import scripts

PROFILE = replace(scripts().current().shops["qingmian"], origins=("https://qingmian.example",))


def settings(url: str = "http://127.0.0.1:8000") -> Settings:
    return read_settings({"HUASHU_PUBLIC_URL": url})


@pytest.mark.parametrize(
    "origin, expected",
    [
        ("https://qingmian.example", True), ("http://qingmian.example", False),
        ("https://qingmian.example:8443", False), ("https://www.qingmian.example", False),
        ("https://qingmian.example.evil.example", False), ("null", False),
        ("", False), ("http://127.0.0.1:8000", True), ("http://localhost:8000", True), ("http://127.0.0.1:8001", False),
    ],
)  # fmt: skip
def test_the_shops_sites_and_our_own_pages_may(origin: str, expected: bool) -> None:
    assert may_carry(settings(), PROFILE, origin) is expected


def test_a_public_address_is_the_only_one_of_ours() -> None:
    assert own_origins(settings("https://chat.example.com")) == {"https://chat.example.com"}


@pytest.mark.parametrize(
    "origin, fetch_site, host, expected",
    [
        ("https://a.example", "cross-site", "127.0.0.1:8000", "https://a.example"),
        ("", "same-origin", "127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("", "same-origin", "evil.example", ""), ("", "cross-site", "127.0.0.1:8000", ""),
        ("", "", "127.0.0.1:8000", ""),
    ],
)  # fmt: skip
def test_a_page_of_our_own_that_only_reads_is_known_by_what_the_browser_adds(
    origin: str, fetch_site: str, host: str, expected: str
) -> None:
    assert origin_of(settings(), origin, fetch_site, host) == expected
