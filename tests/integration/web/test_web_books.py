"""The mall, the supervisor and the staff over HTTP."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from starlette.testclient import TestClient

from huashu.services.handoffs import request_handoff
from huashu.services.notices import tell_printing
from huashu.services.records import Handoff, Promise, Remark
from tests.integration.product_making import NOW, SENDER, SHOP, Product, ask_supervisor, later, talking

ORDER = "TB20261123001"
LINES = [
    {
        "sku_no": "QM1001-BK-L",
        "name": "高腰阔腿裤",
        "colour": "黑色",
        "size": "L",
        "quantity": 2,
        "unit_price_fen": 12900,
    }
]


def push(client: TestClient, event: str, order_no: str = ORDER, shopper: str = SENDER, **more: Any) -> Any:
    body = {"shop": SHOP, "order_no": order_no, "shopper": shopper, "event": event, **more}
    return client.post("/api/orders", json=body)


def test_an_order_is_stored_as_the_mall_tells_it(product: Product, client: TestClient) -> None:
    answer = push(client, "created", lines=LINES, total_fen=25800, phone="13800138000", at="2026-11-23T14:00:00+08:00")
    assert (answer.status_code, answer.json()) == (200, {"order_no": ORDER, "status": "placed"})
    [order], [unpaid] = product.rows("orders"), product.rows("unpaid_orders")
    assert (order.lines, order.total_fen, order.phone, order.source, order.created_at) == (
        LINES, 25800, "13800138000", "api", NOW,
    )  # fmt: skip
    assert (unpaid.status, unpaid.amount_fen) == ("open", 25800)


def test_the_same_event_again_changes_nothing(product: Product, client: TestClient) -> None:
    for event in ("created", "paid"):
        push(client, event, total_fen=25800, lines=LINES, at="2026-11-23T14:00:00+08:00")
    before = [product.rows(table) for table in ("orders", "unpaid_orders", "notices")]
    for event in ("created", "paid", "paid"):
        assert push(client, event, at="2026-11-23T15:00:00+08:00").json()["status"] == "paid"
    assert [product.rows(table) for table in ("orders", "unpaid_orders", "notices")] == before


STEPS = ("created", "paid", "shipped", "completed")


@pytest.mark.parametrize("events", list(permutations(STEPS)), ids="-".join)
def test_events_in_any_order_lead_to_the_same_order(
    product: Product, client: TestClient, events: tuple[str, ...]
) -> None:
    for event in events:
        at = f"2026-11-23T{14 + STEPS.index(event)}:00:00+08:00"
        assert push(client, event, at=at, total_fen=12900).status_code == 200
    [order] = product.rows("orders")
    assert (order.status, order.paid_at, order.shipped_at, order.completed_at) == (
        "completed", later(3600), later(7200), later(10800),
    )  # fmt: skip
    assert len(product.rows("members")) == 1
    assert [each.status for each in product.rows("unpaid_orders")] in ([], ["paid"])


def test_a_cancelled_order_stays_cancelled(product: Product, client: TestClient) -> None:
    for event in ("created", "cancelled", "paid", "completed"):
        push(client, event)
    assert [each.status for each in product.rows("orders")] == ["cancelled"]
    assert [each.status for each in product.rows("unpaid_orders")] == ["cancelled"]
    assert product.rows("members") == []


def test_an_order_of_another_shopper_is_refused(product: Product, client: TestClient) -> None:
    push(client, "created", address="原来的地址")
    answer = push(client, "paid", shopper="someone", address="别处")
    assert (answer.status_code, answer.json()["code"]) == (422, "ORDER_OWNER")
    [order] = product.rows("orders")
    assert (order.status, order.address) == ("placed", "原来的地址")
    other_shop = client.post(
        "/api/orders", json={"shop": "mobi", "order_no": ORDER, "shopper": "someone", "event": "paid"}
    )
    assert other_shop.status_code == 200


BAD_ORDERS: list[dict[str, Any]] = [
    {"event": "lost"},
    {"at": "2026-11-23T14:00:00"},
    {"at": "yesterday"},
    {"order_no": "abc"},
    {"shopper": ""},
    {"total_fen": -1},
    {"total_fen": 10**13},
    {"total_fen": 1.5},
    {"lines": [{"sku_no": "x", "name": "y", "quantity": 0, "unit_price_fen": 1}]},
    {"lines": [{"sku_no": "x", "name": "y", "quantity": 1}]},
    {"unknown": 1},
]


@pytest.mark.parametrize("bad", BAD_ORDERS, ids=str)
def test_an_order_of_the_wrong_shape_is_refused(product: Product, client: TestClient, bad: dict[str, Any]) -> None:
    good = {"shop": SHOP, "order_no": ORDER, "shopper": SENDER, "event": "created"}
    assert client.post("/api/orders", json={**good, **bad}).status_code == 422
    assert product.rows("orders") == []


def test_an_order_for_an_unknown_shop_is_404(client: TestClient) -> None:
    answer = client.post("/api/orders", json={"shop": "x", "order_no": ORDER, "shopper": "a", "event": "paid"})
    assert (answer.status_code, answer.json()["code"]) == (404, "SHOP")


def test_what_was_promised_before_goes_on_the_order_and_to_the_printing_desk(
    product: Product, client: TestClient
) -> None:
    with product.services.uow() as uow:
        mine = talking(uow).id
        assert mine is not None
        uow.promises.add(Promise(mine, SHOP, "gift", "送手缝香囊一份", "打单", later(60), NOW))
        uow.remarks.add(Remark(mine, SHOP, "red", "承诺", "小满送手缝香囊一份", NOW))
        uow.commit()
    assert client.get("/api/notices").json() == []
    for event in ("created", "paid"):
        push(client, event)
    assert [each["order_no"] for each in client.get("/api/promises").json()] == [ORDER]
    [slip] = client.get("/api/notices").json()
    assert (slip["order_no"], slip["text"]) == (ORDER, "小满送手缝香囊一份")
    seen = client.post(f"/api/notices/{slip['id']}/seen").json()
    assert seen["seen_at"] is not None
    assert client.get("/api/notices").json() == []
    assert client.get("/api/promises", params={"shop": "mobi"}).json() == []


def test_a_slip_that_is_not_there_is_refused(client: TestClient) -> None:
    assert client.post("/api/notices/7/seen").json()["code"] == "NO_NOTICE"
    assert client.post(f"/api/notices/{2**63}/seen").status_code == 422


def test_a_slip_is_seen_once(product: Product, client: TestClient) -> None:
    with product.services.uow() as uow:
        tell_printing(uow, SHOP, "k", "一张", None, NOW)
        uow.commit()
    [slip] = client.get("/api/notices").json()
    first = client.post(f"/api/notices/{slip['id']}/seen").json()
    product.clock.advance(60)
    assert client.post(f"/api/notices/{slip['id']}/seen").json() == first


def test_open_approvals_are_listed_with_what_the_supervisor_needs(product: Product, client: TestClient) -> None:
    approval_id = ask_supervisor(product)
    [open_one] = client.get("/api/approvals").json()
    assert (open_one["id"], open_one["product_no"], open_one["list_price_fen"], open_one["floor_price_fen"]) == (
        approval_id, "QM1001", 12900, 9900,
    )  # fmt: skip
    assert client.get("/api/approvals", params={"status": "answered"}).json() == []


# What is answered; the offer's kind, price a piece, amount and cost. 129 yuan a piece, floor 99.
ANSWERS = [
    ({"answer": "gift"}, ("gift", "sachet", None, 0, 400)),
    ({"answer": "price", "fen": 9900}, ("price", None, 9900, 0, 3000)),
    ({"answer": "coupon", "fen": 3000}, ("coupon", None, None, 3000, 3000)),
]


@pytest.mark.parametrize(("answer", "offered"), ANSWERS, ids=["gift", "price", "coupon"])
def test_an_answer_makes_an_offer_and_an_event(
    product: Product, client: TestClient, answer: dict[str, Any], offered: tuple[Any, ...]
) -> None:
    approval_id = ask_supervisor(product)
    told = client.post(f"/api/approvals/{approval_id}", json={**answer, "by": "王主管"})
    assert (told.status_code, told.json()["status"], told.json()["answered_by"]) == (200, "answered", "王主管")
    [offer] = product.rows("offers")
    assert (offer.kind, offer.gift_id, offer.unit_price_fen, offer.amount_fen, offer.cost_fen) == offered
    assert (offer.status, offer.approver, offer.approval_id) == ("reserved", "王主管", approval_id)
    assert product.waiting() == ["/supervisor_answered"]


def test_a_refusal_makes_no_offer_but_is_told(product: Product, client: TestClient) -> None:
    approval_id = ask_supervisor(product)
    assert client.post(f"/api/approvals/{approval_id}", json={"answer": "refuse", "by": "王主管"}).status_code == 200
    assert (product.rows("offers"), product.waiting()) == ([], ["/supervisor_answered"])


REFUSED = [
    {"answer": "price", "fen": 9899},
    {"answer": "price", "fen": 12900},
    {"answer": "price"},
    {"answer": "coupon", "fen": 3001},
    {"answer": "coupon"},
    {"answer": "gift", "gift_id": "car"},
]


@pytest.mark.parametrize("answer", REFUSED, ids=str)
def test_what_the_books_do_not_allow_is_422_and_the_question_stays_open(
    product: Product, client: TestClient, answer: dict[str, Any]
) -> None:
    approval_id = ask_supervisor(product)
    told = client.post(f"/api/approvals/{approval_id}", json={**answer, "by": "王主管"})
    assert (told.status_code, told.json()["code"]) == (422, "ANSWER_REFUSED")
    assert [each["id"] for each in client.get("/api/approvals").json()] == [approval_id]
    assert product.rows("offers") == product.waiting() == []


def test_the_second_answer_is_422_and_the_first_stands(product: Product, client: TestClient) -> None:
    approval_id = ask_supervisor(product)
    client.post(f"/api/approvals/{approval_id}", json={"answer": "coupon", "fen": 500, "by": "王主管"})
    again = client.post(f"/api/approvals/{approval_id}", json={"answer": "gift", "by": "李主管"})
    assert (again.status_code, again.json()["code"]) == (422, "ANSWERED")
    assert "王主管" in again.json()["message"]
    assert [each.kind for each in product.rows("offers")] == ["coupon"]
    assert len(product.waiting()) == 1


@pytest.mark.parametrize(
    "body",
    [
        {"answer": "maybe", "by": "x"},
        {"answer": "gift"},
        {"answer": "gift", "by": ""},
        {"answer": "price", "fen": 0, "by": "x"},
        {"answer": "price", "fen": -5, "by": "x"},
        {"answer": "price", "fen": 99.5, "by": "x"},
        {"answer": "gift", "by": "x", "more": 1},
    ],
    ids=str,
)
def test_an_answer_of_the_wrong_shape_is_422(product: Product, client: TestClient, body: dict[str, Any]) -> None:
    assert client.post(f"/api/approvals/{ask_supervisor(product)}", json=body).status_code == 422
    assert product.rows("offers") == []


@pytest.mark.parametrize("approval_id", [99, 0, -1, 2**63])
def test_an_approval_that_is_not_there_is_refused(client: TestClient, approval_id: int) -> None:
    assert client.post(f"/api/approvals/{approval_id}", json={"answer": "refuse", "by": "x"}).status_code == 422


@pytest.fixture
def handoff(product: Product) -> Handoff:
    product.receive("我要投诉")
    with product.services.uow() as uow:
        requested, _ = request_handoff(uow, talking(uow), "complaint", NOW)
        uow.commit()
        return requested


def step(client: TestClient, handoff: Handoff, name: str, agent: str = "小周") -> Any:
    return client.post(f"/api/handoffs/{handoff.id}", json={"step": name, "agent": agent})


def test_a_handoff_is_taken_by_one_person_and_given_back(
    product: Product, client: TestClient, handoff: Handoff
) -> None:
    [asked] = client.get("/api/handoffs").json()
    assert (asked["reason"], asked["summary"]["last_lines"]) == ("complaint", ["我要投诉"])
    assert step(client, handoff, "accept").json()["status"] == "accepted"
    assert step(client, handoff, "accept", "小李").status_code == 422
    assert step(client, handoff, "return", "小李").json()["code"] == "HANDOFF"
    assert product.rows("conversations")[0].holder == "agent"
    assert step(client, handoff, "return").json()["status"] == "returned"
    assert product.rows("conversations")[0].holder == "bot"
    assert product.waiting() == ["我要投诉", "/handoff_returned"]
    assert step(client, handoff, "close").status_code == 422


def test_a_closed_handoff_says_nothing(product: Product, client: TestClient, handoff: Handoff) -> None:
    step(client, handoff, "accept")
    assert step(client, handoff, "close").json()["status"] == "closed"
    assert product.waiting() == ["我要投诉"]


def test_an_answer_given_while_a_person_has_the_conversation_is_told_when_it_comes_back(
    product: Product, client: TestClient, handoff: Handoff
) -> None:
    approval_id = ask_supervisor(product)
    step(client, handoff, "accept")
    client.post(f"/api/approvals/{approval_id}", json={"answer": "gift", "by": "王主管"})
    from huashu.services.turns import take_up_stale

    take_up_stale(product.desk(), 0)
    assert (product.heard_by(), product.waiting()) == ([], [])
    step(client, handoff, "return")
    assert product.waiting() == ["/handoff_returned", "/supervisor_answered"]


@pytest.mark.parametrize(
    "body", [{"step": "eat", "agent": "x"}, {"step": "accept"}, {"step": "accept", "agent": ""}], ids=str
)
def test_a_handoff_step_of_the_wrong_shape_is_422(client: TestClient, handoff: Handoff, body: dict[str, str]) -> None:
    assert client.post(f"/api/handoffs/{handoff.id}", json=body).status_code == 422
    assert client.post("/api/handoffs/99", json={"step": "accept", "agent": "x"}).json()["code"] == "HANDOFF"


def test_promises_are_listed_by_status(product: Product, client: TestClient) -> None:
    with product.services.uow() as uow:
        mine = talking(uow).id
        assert mine is not None
        promise = uow.promises.add(Promise(mine, SHOP, "human", "人工接待", "客服", later(60), NOW))
        uow.commit()
    [told] = client.get("/api/promises").json()
    assert (told["kind"], told["owner"], told["due_at"]) == ("human", "客服", "2026-11-23T06:01:00Z")
    with product.services.uow() as uow:
        uow.promises.change(replace(promise, status="kept", closed_at=NOW))
        uow.commit()
    assert client.get("/api/promises").json() == []
    assert len(client.get("/api/promises", params={"status": "kept"}).json()) == 1
