"""The demo shops' pages: there while wanted, strict about scripts, silent about what only the shop knows."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from huashu.loading import load_demo_once
from huashu.settings import PROJECT
from huashu.web.app import create_app
from huashu.web.demo import PAGES, TYPES
from tests.integration.product_making import Product, UowFactory, make_product

SHOPS = ["dengyu", "mobi", "qingmian"]
PATHS = ["/", "/demo/shops.json", "/demo/qingmian", "/demo/qingmian/QM1001", "/demo/qingmian/goods.json",
         "/demo/pages/demo.css"]  # fmt: skip


@pytest.fixture
def product(uow_factory: UowFactory, tmp_path: Path) -> Product:
    """The product with the demo shops' goods."""
    product = make_product(uow_factory, home=tmp_path, pictures=str(tmp_path / "pictures"))
    assert not any(each.refused for each in load_demo_once(product.services, PROJECT / "demo"))
    return product


def browsing(product: Product, **settings: Any) -> TestClient:
    """From another machine, without a key."""
    services = replace(product.services, settings=replace(product.services.settings, **settings))
    return TestClient(create_app(services), client=("192.0.2.1", 50000))


def test_pages_are_there_while_the_demo_is_on(product: Product) -> None:
    on, off = browsing(product, api_key="k" * 20), browsing(product, demo=False)
    assert [on.get(path).status_code for path in PATHS] == [200] * len(PATHS)
    assert [off.get(path).status_code for path in PATHS] == [404] * len(PATHS)


def test_pages_run_nothing_that_is_not_ours(product: Product) -> None:
    client = browsing(product)
    for path in ("/", "/demo/qingmian", "/demo/qingmian/QM1001"):
        policy = client.get(path).headers["content-security-policy"].split("; ")
        assert policy[:3] == ["default-src 'none'", "script-src 'self'", "style-src 'self'"]
        page = client.get(path).text
        assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\s(style|on\w+)=", page)


def test_pages_have_every_part_that_they_name(product: Product) -> None:
    client = browsing(product)
    pages = client.get("/").text + client.get("/demo/mobi").text
    named = set(re.findall(r'"(/demo/pages/[^"]+)"', pages))
    assert named == {f"/demo/pages/{name}" for name in TYPES}
    for part in named:
        answer = client.get(part)
        assert (answer.status_code, answer.content) == (200, (PAGES / Path(part).name).read_bytes())


def test_shop_page_carries_the_window_of_its_shop(product: Product) -> None:
    page = browsing(product).get("/demo/mobi/MB2001").text
    assert '<script src="/widget.js" data-shop="mobi" async></script>' in page
    assert "<title>墨笔坊文具旗舰店</title>" in page and "$" not in page


@pytest.mark.parametrize("path", [
    "/demo/nowhere", "/demo/nowhere/QM1001", "/demo/nowhere/goods.json", "/demo/pages/shop.html",
    "/demo/pages/..%2f..%2fREADME.md", "/demo/pages/%2e%2e/qingmian/products.csv",
])  # fmt: skip
def test_what_is_not_part_of_the_demo_is_not_found(product: Product, path: str) -> None:
    assert browsing(product).get(path).status_code == 404


def test_goods_are_shown_as_a_shopper_may_know_them(product: Product) -> None:
    goods = browsing(product).get("/demo/qingmian/goods.json").json()
    assert (goods["name"], goods["trade"], goods["campaign"]) == ("青棉记旗舰店", "服装", None)
    trousers = goods["products"][0]
    assert trousers.keys() == {
        "no", "name", "price_fen", "picture", "features", "quality", "colours", "sizes", "in_stock",
    }  # fmt: skip
    assert (trousers["no"], trousers["name"], trousers["price_fen"]) == ("QM1001", "高腰阔腿裤", 12900)
    assert (trousers["colours"], trousers["sizes"]) == (["黑色", "燕麦色", "雾蓝色"], ["S", "M", "L", "XL", "2XL"])
    dress = next(each for each in goods["products"] if each["no"] == "QM1008")
    assert ["黑色", "M"] in trousers["in_stock"] and dress["in_stock"] == []


def test_campaign_is_shown_while_it_runs(product: Product) -> None:
    product.clock.at = datetime(2026, 11, 11, 6, tzinfo=timezone.utc)
    campaign = browsing(product).get("/demo/qingmian/goods.json").json()["campaign"]
    assert campaign["name"] == "双十一回馈" and campaign["how"]


def test_each_product_has_a_small_drawing_of_its_own(product: Product) -> None:
    client = browsing(product)
    assert [each["shop"] for each in client.get("/demo/shops.json").json()] == SHOPS
    addresses = [picture for each in client.get("/demo/shops.json").json() for picture in each["pictures"]]
    assert len(set(addresses)) == len(addresses) == len(product.rows("products")) == 23
    for address in addresses:
        drawing = client.get(address)
        assert drawing.headers["content-type"] == "image/svg+xml" and len(drawing.content) <= 3000
        assert b"<text" not in drawing.content and b"<script" not in drawing.content
