"""Who may call, and what is said when something is away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from huashu.storage import SqlUnitOfWork, make_engine
from huashu.web.app import create_app
from tests.integration.product_making import Product, UowFactory, make_product

ELSEWHERE, HERE, HERE6 = ("192.0.2.7", 50000), ("127.0.0.1", 50000), ("::1", 50000)
KEY = "钥匙-k1"

# Where the key is asked for: every call but the health check.
CALLS = [
    ("POST", "/webhooks/rest/webhook"),
    ("GET", "/api/conversations/a/messages"),
    ("POST", "/api/orders"),
    ("GET", "/api/approvals"),
    ("POST", "/api/approvals/1"),
    ("GET", "/api/handoffs"),
    ("POST", "/api/handoffs/1"),
    ("GET", "/api/promises"),
    ("GET", "/api/notices"),
    ("POST", "/api/notices/1/seen"),
    ("GET", "/api/scripts/status"),
    ("POST", "/api/tokens"),
]
# For shoppers' browsers, which have no key: guarded by their page's origin and their token, or open to everybody.
OPEN = {
    ("GET", "/healthz"),
    ("GET", "/widget.js"),
    ("GET", "/widget/{shop}"),
    ("OPTIONS", "/widget/{path}"),
    ("POST", "/widget/{shop}/session"),
    ("POST", "/widget/{shop}/pictures"),
    ("GET", "/widget/pictures/{name}"),
    ("GET", "/goods/{name}"),
}


def status(product: Product, caller: tuple[str, int], call: tuple[str, str], key: str | None = None) -> int:
    headers = {b"authorization": f"Bearer {key}".encode()} if key is not None else {}
    client = TestClient(create_app(product.services), client=caller, raise_server_exceptions=False)
    return client.request(*call, headers=headers, content=b"{").status_code


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_every_call_is_guarded(uow_factory: UowFactory, call: tuple[str, str]) -> None:
    open_here, locked = make_product(uow_factory), make_product(uow_factory, api_key=KEY)
    assert status(open_here, ELSEWHERE, call) == 403
    assert status(open_here, HERE, call) not in (401, 403, 500)
    assert status(open_here, HERE6, call) not in (401, 403, 500)
    assert status(locked, ELSEWHERE, call, KEY) not in (401, 403, 500)
    for wrong in (None, "", "k1", KEY + " ", KEY[:-1]):
        assert status(locked, HERE, call, wrong) == 401, wrong


@pytest.mark.parametrize("url, expected", [("https://chat.example.com", 403), ("http://localhost:9000", 200)])
def test_behind_a_proxy_a_key_is_needed(uow_factory: UowFactory, url: str, expected: int) -> None:
    """There everybody seems to call from this machine."""
    assert status(make_product(uow_factory, public_url=url), HERE, ("GET", "/api/approvals")) == expected
    locked = make_product(uow_factory, public_url=url, api_key=KEY)
    assert status(locked, HERE, ("GET", "/api/approvals"), KEY) == 200


def test_every_route_is_in_the_list_above(client: TestClient) -> None:
    described = client.get("/openapi.json").json()["paths"]
    told = {(method.upper(), path) for path, methods in described.items() for method in methods}
    written = {(method, path.replace("/a/", "/{sender}/").replace("/1", "/{}")) for method, path in CALLS}
    assert {(method, _plain(path)) for method, path in told} == written | OPEN


def _plain(path: str) -> str:
    for name in ("approval_id", "handoff_id", "notice_id"):
        path = path.replace(f"{{{name}}}", "{}")
    return path


def test_it_is_ready_when_a_message_would_be_answered(product: Product, client: TestClient) -> None:
    product.bot.awake = False
    loading = client.get("/healthz")
    product.bot.awake = True
    ready = client.get("/healthz")
    assert (loading.status_code, loading.json()) == (503, {"status": "loading"})
    assert (ready.status_code, ready.json()) == (200, {"status": "ready"})


LOST = "postgresql://nobody@127.0.0.1:1/none"


@pytest.mark.parametrize(
    "call",
    [
        ("POST", "/webhooks/rest/webhook", {"sender": "a", "message": "x"}),
        ("GET", "/api/conversations/a/messages", None),
        ("POST", "/api/orders", {"shop": "mobi", "order_no": "T1001", "shopper": "a", "event": "created"}),
        ("GET", "/api/approvals", None),
        ("GET", "/healthz", None),
    ],
    ids=lambda call: call[1],
)
def test_a_database_that_is_away_is_503_and_tells_nothing_else(
    product: Product, call: tuple[str, str, dict[str, str] | None]
) -> None:
    away = make_engine(LOST)
    lost = replace(product.services, uow=lambda: SqlUnitOfWork(away))
    client = TestClient(create_app(lost), client=HERE, raise_server_exceptions=False)
    answer = client.request(call[0], call[1], json=call[2])
    assert (answer.status_code, answer.json()["code"]) == (503, "STORAGE_UNAVAILABLE")
    assert "Traceback" not in answer.text
    away.dispose()


def test_a_mistake_of_ours_shows_no_traceback(product: Product) -> None:
    def broken() -> SqlUnitOfWork:
        raise RuntimeError("inside knowledge")

    client = TestClient(create_app(replace(product.services, uow=broken)), client=HERE, raise_server_exceptions=False)
    answer = client.get("/api/approvals")
    assert (answer.status_code, "inside knowledge" in answer.text) == (500, False)
