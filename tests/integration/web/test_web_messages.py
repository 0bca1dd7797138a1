"""A shopper's client: Rasa's REST protocol, and the transcript with what is pushed."""

from __future__ import annotations

import json
import threading
import time
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from huashu.services.bot import BotBroke, BotReply, BotUnavailable, Line
from huashu.services.turns import post_event, take_up_stale
from tests.integration.product_making import NOW, SENDER, SHOP, Product, said, talking

WEBHOOK = "/webhooks/rest/webhook"
MESSAGES = f"/api/conversations/{SENDER}/messages"


def say(client: TestClient, text: str, sender: str = SENDER, **metadata: Any) -> Any:
    return client.post(WEBHOOK, json={"sender": sender, "message": text, "metadata": {"shop": SHOP, **metadata}})


def push(product: Product, text: str) -> None:
    """An event of ours, answered as the timers do."""
    with product.services.uow() as uow:
        post_event(uow, talking(uow), "handoff_returned", {}, NOW)
        uow.commit()
    product.bot.plan = [said(text)]
    assert take_up_stale(product.desk("timers"), 0) == 1


def test_a_message_is_answered_in_rasa_s_shape(product: Product, client: TestClient) -> None:
    buttons = [{"title": "可以", "payload": "好的"}]
    product.bot.plan = [
        BotReply(
            [Line("在的", "utter_greeting_again", 1, "r"), Line("行吗", "utter_greeting_busy", 0, "r", buttons)], []
        )
    ]
    answer = say(client, "在吗")
    assert answer.status_code == 200
    first, second = answer.json()
    ids = [each.id for each in product.rows("messages", author="bot")]
    assert first == {"recipient_id": SENDER, "text": "在的", "id": ids[0], "script_id": "utter_greeting_again"}
    assert second == {
        "recipient_id": SENDER,
        "text": "行吗",
        "id": ids[1],
        "script_id": "utter_greeting_busy",
        "buttons": buttons,
    }


def test_a_message_without_a_shop_is_for_the_first_one(product: Product, client: TestClient) -> None:
    assert client.post(WEBHOOK, json={"sender": SENDER, "message": "在吗"}).status_code == 200
    assert [each.shop for each in product.rows("conversations")] == [min(product.services.library().shops)]


def test_the_product_of_the_page_reaches_the_bot(product: Product, client: TestClient) -> None:
    say(client, "有货吗", product="QM1001", secret="not ours")
    metadata = product.bot.heard[0][3]
    assert (metadata["product"], "secret" in metadata) == ("QM1001", False)


def test_a_resent_message_gets_the_same_answer(product: Product, client: TestClient) -> None:
    first, other, again = (
        say(client, text, client_id=key).json() for text, key in (("一", "a"), ("二", "b"), ("一", "a"))
    )
    assert again == first
    assert [each["text"] for each in first + other] == ["答：一", "答：二"]
    assert len(product.bot.heard) == 2


def test_two_at_the_same_time_with_one_client_id_are_one_message(product: Product, client: TestClient) -> None:
    answers: list[Any] = []
    threads = [
        threading.Thread(target=lambda: answers.append(say(client, "一", client_id="a").json())) for _ in range(4)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    assert len(answers) == 4
    assert all(each == answers[0] for each in answers)
    assert len(product.bot.heard) == 1


def test_a_message_is_kept_while_the_bot_is_away(product: Product, client: TestClient) -> None:
    product.bot.plan = [BotUnavailable("dead")]
    answer = say(client, "在吗", client_id="a")
    assert (answer.status_code, answer.json()) == (200, [])
    assert product.waiting() == ["在吗"]
    assert [each["text"] for each in say(client, "在吗", client_id="a").json()] == ["答：在吗"]


def test_a_shopper_never_sees_what_broke(product: Product, client: TestClient) -> None:
    product.bot.plan = [BotBroke("KeyError: 'secret'")]
    [bubble] = say(client, "在吗").json()
    assert bubble["script_id"] == "utter_smalltalk_trouble"
    assert "secret" not in bubble["text"]


BAD_BODIES = [
    b"",
    b"{",
    b"[]",
    b"null",
    b'"text"',
    b"\xff\xfe",
    b'{"message": "no sender"}',
    b'{"sender": ""}',
    b'{"sender": "\\u0000"}',
    b'{"sender": 7, "message": "x"}',
    b'{"sender": "a", "message": 7}',
    b'{"sender": "a", "message": null}',
    b'{"sender": "a", "metadata": []}',
    json.dumps({"sender": "a" * 121}).encode(),
    json.dumps({"sender": "a", "message": "a" * 100_001}).encode(),
]


@pytest.mark.parametrize("body", BAD_BODIES, ids=lambda body: body[:30].decode("utf-8", "replace"))
def test_a_body_of_the_wrong_shape_is_refused_and_stores_nothing(
    product: Product, client: TestClient, body: bytes
) -> None:
    answer = client.post(WEBHOOK, content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert "Traceback" not in answer.text
    assert product.rows("conversations") == []


def test_what_no_database_holds_is_left_out(product: Product, client: TestClient) -> None:
    metadata = b'{"client_id": "\\ud83dc", "product": "\\u0000p"}'
    body = b'{"sender": "\\u0000x\\ud83d", "message": "a\\u0000b\\udc00", "metadata": ' + metadata + b"}"
    for _ in range(2):
        answer = client.post(WEBHOOK, content=body, headers={"content-type": "application/json"})
        assert (answer.status_code, [each["text"] for each in answer.json()]) == (200, ["答：ab"])
    [asked] = product.rows("messages", author="shopper")
    assert (asked.text, asked.client_id, asked.metadata) == ("ab", "c", {"product": "p"})


def test_an_unknown_shop_is_404(client: TestClient) -> None:
    answer = client.post(WEBHOOK, json={"sender": "a", "message": "x", "metadata": {"shop": "nowhere"}})
    assert (answer.status_code, answer.json()["code"]) == (404, "SHOP")


def test_the_transcript_shows_everything_said_and_no_event(product: Product, client: TestClient) -> None:
    say(client, "在吗")
    push(product, "主管回话了")
    told = client.get(MESSAGES, params={"shop": SHOP}).json()
    assert [(each["author"], each["text"], each["pushed"]) for each in told] == [
        ("shopper", "在吗", False), ("bot", "答：在吗", False), ("bot", "主管回话了", True),
    ]  # fmt: skip
    ids = [each["id"] for each in told]
    assert ids == sorted(set(ids))
    assert told[1]["answers"] == told[0]["id"]
    assert [each["text"] for each in client.get(MESSAGES, params={"after": ids[1]}).json()] == ["主管回话了"]
    assert client.get(MESSAGES, params={"after": ids[2]}).json() == []


def test_a_sender_may_be_anything_a_mall_has(client: TestClient) -> None:
    for sender in ("tb/小满 1", "a?b#c", "100%"):
        say(client, "在吗", sender=sender)
        answer = client.get(f"/api/conversations/{quote(sender, safe='')}/messages", params={"shop": SHOP})
        assert [each["text"] for each in answer.json()] == ["在吗", "答：在吗"], sender


def test_each_shop_has_its_own_transcript(client: TestClient) -> None:
    say(client, "一")
    client.post(WEBHOOK, json={"sender": SENDER, "message": "二", "metadata": {"shop": "mobi"}})
    for params, texts in (
        ({"shop": SHOP}, ["一", "答：一"]),
        ({"shop": "mobi"}, ["二", "答：二"]),
        ({}, ["二", "答：二"]),
    ):
        assert [each["text"] for each in client.get(MESSAGES, params=params).json()] == texts
    assert client.get(MESSAGES, params={"shop": "dengyu"}).status_code == 404
    assert client.get("/api/conversations/nobody/messages").status_code == 404


@pytest.mark.parametrize("params", [{"after": -1}, {"after": 2**63}, {"after": "x"}, {"wait": 31}, {"wait": -1}])
def test_a_question_that_makes_no_sense_is_422(client: TestClient, params: dict[str, Any]) -> None:
    assert client.get(MESSAGES, params=params).status_code == 422


def test_waiting_ends_when_something_is_said(product: Product, client: TestClient) -> None:
    say(client, "在吗")
    last = client.get(MESSAGES).json()[-1]["id"]
    heard: list[Any] = []
    listener = threading.Thread(
        target=lambda: heard.extend(client.get(MESSAGES, params={"after": last, "wait": 30}).json())
    )
    began = time.monotonic()
    listener.start()
    push(product, "主管回话了")
    listener.join(20)
    assert [each["text"] for each in heard] == ["主管回话了"]
    assert time.monotonic() - began < 20


def test_waiting_ends_empty_when_nothing_is_said(client: TestClient) -> None:
    say(client, "在吗")
    last = client.get(MESSAGES).json()[-1]["id"]
    assert client.get(MESSAGES, params={"after": last, "wait": 0.2}).json() == []


def test_many_who_wait_hold_up_nobody_who_speaks(product: Product, client: TestClient) -> None:
    say(client, "在吗")
    last = client.get(MESSAGES).json()[-1]["id"]
    heard: list[Any] = []

    def listen() -> None:
        heard.append(client.get(MESSAGES, params={"after": last, "wait": 30}).json())

    listeners = [threading.Thread(target=listen) for _ in range(60)]  # the server has 40 threads for requests
    for each in listeners:
        each.start()
    began = time.monotonic()
    assert [each["text"] for each in say(client, "还在吗").json()] == ["答：还在吗"]
    assert time.monotonic() - began < 15
    for each in listeners:
        each.join(30)
    assert len(heard) == 60
    assert all(each for each in heard)
