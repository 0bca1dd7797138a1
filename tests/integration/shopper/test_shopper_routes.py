"""What a page fetches: the window's words, a session, pictures; from the pages that the shop names and no others."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from starlette.testclient import TestClient

from huashu.services.bot import BotReply
from huashu.services.pictures import LARGEST_BYTES
from huashu.services.ports import StorageUnavailable
from huashu.services.records import CatalogueSku
from huashu.services.turns import profile_in, take_turns
from huashu.web.app import create_app
from huashu.web.shopper import routes, uploads
from huashu.web.shopper.frames import Framer
from huashu.web.shopper.tokens import LASTS, Claims, read
from tests.integration.product_making import NOW, PRODUCT, SHOP, Product, UowFactory, line, make_product, talking
from tests.unit.shopper.test_shopper_tokens import signed_user

SITE, EVIL, OWN = "https://qingmian.example", "https://evil.example", "http://127.0.0.1:8000"


@pytest.fixture
def product(uow_factory: UowFactory, tmp_path: Path) -> Product:
    return make_product(uow_factory, pictures=str(tmp_path / "pictures"))


@pytest.fixture
def client(product: Product) -> Iterator[TestClient]:
    """A browser on another machine."""
    for limit in (routes.sessions, uploads.uploads, uploads.uploads_from):
        limit.forget()
    with TestClient(create_app(product.services), client=("192.0.2.7", 50000)) as client:
        yield client


def site_of(product: Product, shop: str = SHOP) -> str:
    return product.services.library().shops[shop].origins[0]


def begin(client: TestClient, origin: str = OWN, shop: str = SHOP, **given: Any) -> Any:
    return client.post(f"/widget/{shop}/session", json=given, headers={"origin": origin})


def test_a_page_of_the_shop_gets_what_the_window_shows(client: TestClient, product: Product) -> None:
    site = site_of(product)
    answer = client.get(f"/widget/{SHOP}", headers={"origin": site})
    shown = answer.json()
    assert answer.headers["access-control-allow-origin"] == site and "origin" in answer.headers["vary"].lower()
    assert (shown["shop"], shown["name"], shown["assistant"]) == (SHOP, "青棉记旗舰店", "小满")
    assert shown["hours"] == "8:30–22:00"
    assert shown["open"] and shown["back"] == "" and shown["campaign"] is None
    assert shown["words"]["send"] and shown["hot"] and shown["colour"].startswith("#")


def test_off_hours_it_says_when_people_are_back(client: TestClient, product: Product) -> None:
    product.clock.advance(10 * 3600)  # 14:00 and ten hours: midnight
    shown = client.get(f"/widget/{SHOP}", headers={"origin": OWN}).json()
    assert not shown["open"] and shown["back"].endswith("8:30")


@pytest.mark.parametrize(
    "origin", [EVIL, "null", SITE + ".evil.example", "https://mobi.example", "http://127.0.0.1:8001"]
)
def test_a_page_that_the_shop_does_not_name_gets_nothing(client: TestClient, origin: str) -> None:
    answers = [
        client.get(f"/widget/{SHOP}", headers={"origin": origin}),
        begin(client, origin),
        client.post(f"/widget/{SHOP}/pictures", content=b"x", headers={"origin": origin}),
        client.options(f"/widget/{SHOP}/session", headers={"origin": origin, "access-control-request-method": "POST"}),
    ]
    assert [each.status_code for each in answers] == [403] * 4
    assert not any("access-control-allow-origin" in each.headers for each in answers)


def test_a_database_that_is_away_is_told_so_that_the_page_may_read_it(
    client: TestClient, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = begin(client).json()["token"]

    def away(*given: Any) -> None:
        raise StorageUnavailable("away")

    monkeypatch.setattr(uploads, "store_picture", away)
    answer = upload(client, token, picture())
    assert answer.status_code == 503 and answer.headers["access-control-allow-origin"] == OWN
    assert int(answer.headers["retry-after"]) >= 1


def test_a_shop_that_is_none_is_not_found(client: TestClient) -> None:
    assert client.get("/widget/nowhere", headers={"origin": OWN}).status_code == 404
    assert begin(client, shop="nowhere").status_code == 404


def test_a_browser_may_ask_beforehand(client: TestClient, product: Product) -> None:
    answer = client.options(f"/widget/{SHOP}/pictures", headers={"origin": site_of(product)})
    assert answer.status_code == 204
    assert "authorization" in answer.headers["access-control-allow-headers"]


def test_a_new_shopper_gets_a_token_and_keeps_the_conversation(client: TestClient, product: Product) -> None:
    site = site_of(product)
    first = begin(client, site).json()
    claims = read(product.services.secret, first["token"], SHOP, site, NOW)
    assert claims.sender.startswith("web-") and datetime.fromisoformat(first["expires_at"]) == NOW + LASTS
    product.clock.advance(LASTS.total_seconds() + 1)
    again = begin(client, site, token=first["token"]).json()
    assert again["conversation"] == first["conversation"] and again["token"] != first["token"]
    assert begin(client, site).json()["conversation"] != first["conversation"]


def test_a_token_from_elsewhere_is_not_renewed(client: TestClient, product: Product) -> None:
    token = begin(client, site_of(product)).json()["token"]
    assert begin(client, OWN, token=token).status_code == 403
    assert begin(client, OWN, shop="mobi", token=begin(client, OWN).json()["token"]).status_code == 403
    assert begin(client, OWN, token="x.y.z").status_code == 403


def test_a_user_whom_the_shop_signed_is_that_user(client: TestClient, product: Product) -> None:
    user = signed_user(product.services.secret, SHOP, "user-1")
    product.clock.at = datetime.fromtimestamp(int(str(user["expires"])) - 60, NOW.tzinfo)
    one, two = begin(client, user=user).json(), begin(client, user=user).json()
    assert one["conversation"] == two["conversation"]
    assert read(product.services.secret, one["token"], SHOP, OWN, product.clock.now()).sender == "user-1"
    assert begin(client, user={**user, "id": "user-2"}).status_code == 403
    assert begin(client, shop="mobi", user=user).status_code == 403


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"token": 1}', b'{"user": {}}', b'{"token": "' + b"x" * 3000 + b'"}']
)
def test_a_session_asked_for_in_another_shape_is_refused(client: TestClient, body: bytes) -> None:
    headers = {"origin": OWN, "content-type": "application/json"}
    assert client.post(f"/widget/{SHOP}/session", content=body, headers=headers).status_code == 422


def test_who_asks_for_sessions_without_end_has_to_wait(client: TestClient) -> None:
    answers = [begin(client) for _ in range(70)]
    refused = [each for each in answers if each.status_code == 429]
    assert refused and int(refused[0].headers["retry-after"]) >= 1


def picture(size: tuple[int, int] = (40, 20)) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", size, (10, 200, 10)).save(drawn, "PNG")
    return drawn.getvalue()


def upload(client: TestClient, token: str, content: bytes, origin: str = OWN, shop: str = SHOP) -> Any:
    headers = {"origin": origin, "authorization": f"Bearer {token}", "content-type": "image/png"}
    return client.post(f"/widget/{shop}/pictures", content=content, headers=headers)


def test_a_picture_is_kept_and_seen_by_its_link_only(client: TestClient) -> None:
    token = begin(client).json()["token"]
    stored = upload(client, token, picture()).json()
    assert (stored["width"], stored["height"]) == (40, 20)
    shown = client.get(stored["url"])
    assert shown.status_code == 200 and shown.headers["content-type"] == "image/jpeg"
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in shown.headers["content-security-policy"]
    for wrong in (stored["url"] + "0", stored["url"].split("?")[0], stored["url"].replace("until=", "until=1")):
        assert client.get(wrong).status_code == 404


@pytest.mark.parametrize(
    "content, status",
    [(b"", 415), (b"<svg/>", 415), (b"x" * (LARGEST_BYTES + 1), 413), (picture()[:40], 415)],
)
def test_no_picture_or_too_large_a_one_is_refused(
    client: TestClient, product: Product, content: bytes, status: int
) -> None:
    token = begin(client).json()["token"]
    assert upload(client, token, content).status_code == status
    assert product.rows("pictures") == []


def test_nobody_sends_pictures_in_anothers_name(client: TestClient, product: Product) -> None:
    token = begin(client).json()["token"]
    assert upload(client, token, picture(), origin=site_of(product)).status_code == 401
    assert upload(client, token, picture(), shop="mobi").status_code == 401
    assert upload(client, token + "x", picture()).status_code == 401
    product.clock.advance(LASTS.total_seconds())
    assert upload(client, token, picture()).status_code == 401


def test_pictures_come_slowly(client: TestClient) -> None:
    token = begin(client).json()["token"]
    assert [upload(client, token, picture()).status_code for _ in range(7)] == [200] * 6 + [429]


def test_a_token_for_a_client_without_a_page_needs_the_key(uow_factory: UowFactory) -> None:
    product = make_product(uow_factory, api_key="k1")
    with TestClient(create_app(product.services)) as client:
        wanted = {"shop": SHOP, "shopper": "user-1"}
        given = client.post("/api/tokens", json=wanted, headers={"authorization": "Bearer k1"})
        claims = read(product.services.secret, given.json()["token"], SHOP, "", NOW)
        assert claims == Claims(SHOP, "user-1", "") and given.json()["shopper"] == "user-1"
        anonymous = client.post("/api/tokens", json={"shop": SHOP}, headers={"authorization": "Bearer k1"}).json()
        assert anonymous["shopper"].startswith("web-")
        assert client.post("/api/tokens", json={"shop": SHOP}).status_code == 401


def test_the_widget_is_served_to_every_page(client: TestClient) -> None:
    answer = client.get("/widget.js")
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "max-age" in answer.headers["cache-control"]


def test_a_card_shows_what_is_true_now(product: Product) -> None:
    """A line of yesterday does not promise yesterday's stock."""
    with product.services.uow() as uow:
        uow.products.add(replace(PRODUCT, picture="/goods/a.svg"))
        sku = uow.skus.add(CatalogueSku(SHOP, "QM1001", "QM1001-BK-L", 12900, 7))
        uow.commit()
    facts = {"product_name": "高腰阔腿裤", "price": "129"}
    product.bot.plan = [BotReply([replace(line("还有", "utter_product_stock_in"), facts=facts)], [])]
    take_turns(product.desk(), product.receive("有货吗").conversation_id)
    profile = profile_in(product.services.library(), SHOP)

    def card() -> Any:
        with product.services.reads() as uow:
            said = uow.messages.find(author="bot")
            return Framer(product.services, uow, talking(uow), profile, NOW).messages(said)[0].get("card")

    expected = {"kind": "product", "product_no": "QM1001", "name": "高腰阔腿裤", "price_fen": 12900}
    expected["picture"] = "/goods/a.svg"
    assert card() == {**expected, "stock": 7}
    with product.services.uow() as uow:
        uow.skus.change(replace(sku, stock=0))
        uow.commit()
    assert card() == {**expected, "stock": 0}
