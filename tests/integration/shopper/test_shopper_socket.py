"""The shoppers' socket, over the network: said once, answered, delivered to every tab in order, and to nobody else."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from typing import Any

import pytest
import redis
import socketio

from huashu.services.bot import BotReply, BotUnavailable
from huashu.services.records import Picture
from huashu.services.turns import post_event, receive, take_turns
from huashu.web.shopper import hearing
from huashu.web.shopper.delivery import Delivery
from huashu.web.shopper.talks import Talks
from huashu.web.shopper.tokens import LASTS
from tests.integration.product_making import NOW, SENDER, SHOP, Product, UowFactory, line, make_product, said, talking
from tests.integration.shopper.conftest import PAUSE, Live, served
from tests.support import free_port, wait_until

EVIL = "https://evil.example"


def ids(client: Any) -> list[int]:
    return [each["id"] for each in client.lines]


def test_a_message_is_stored_answered_and_shown_in_order(live: Live) -> None:
    client, hello = live.greeted()
    assert hello["ok"] and hello["messages"] == [] and not hello["earlier"] and not hello["reset"]
    ack = client.say("在吗", "message-1")
    assert ack["ok"] and ack["at"] == NOW.isoformat()
    client.wait(lambda: client.texts() == ["答：在吗"])
    assert [(each["author"], each["text"], each.get("client_id")) for each in client.lines] == [
        ("shopper", "在吗", "message-1"),
        ("bot", "答：在吗", None),
    ]
    assert ids(client) == sorted(set(ids(client))) and ids(client)[0] == ack["message"]
    marks = {"delivered": ack["message"], "read": ack["message"], "seen": 0}
    client.wait(lambda: client.told("marks")[-1]["marks"] == marks)


def test_somebody_writes_from_the_turn_to_its_answer(live: Live) -> None:
    client, _ = live.greeted()
    client.say("在吗", "message-1")
    client.wait(lambda: len(client.told("typing")) == 2)
    kinds = [frame["kind"] for frame in client.downs]
    on, off = (at for at, kind in enumerate(kinds) if kind == "typing")
    authors = [frame.get("messages", [{}])[0].get("author") for frame in client.downs]
    answered = authors.index("bot")
    assert on < answered < off
    assert [frame["on"] for frame in client.told("typing")] == [True, False]


def test_several_messages_in_a_row_are_answered_together(live: Live) -> None:
    client, _ = live.greeted()
    for number, text in enumerate(("在吗", "阔腿裤", "有货吗")):
        assert client.say(text, f"message-{number}")["ok"]
    client.wait(lambda: client.texts() == ["答：在吗\n阔腿裤\n有货吗"])
    assert client.texts("shopper") == ["在吗", "阔腿裤", "有货吗"]


def test_who_goes_on_typing_is_waited_for(live: Live) -> None:
    """The sign of typing lasts longer than the pause: the second half still belongs to the first."""
    client, _ = live.greeted()
    client.say("寄到", "message-1")
    client.up("typing")
    heard = threading.Event()
    live.product.bot.plan = [lambda: heard.set() or said("好")]  # type: ignore[func-returns-value]
    assert not heard.wait(3 * PAUSE)
    client.say("杭州", "message-2")
    client.wait(lambda: client.texts() == ["好"])
    assert [text for _, text, _, _ in live.product.bot.heard] == ["寄到\n杭州"]


def test_a_pressed_button_is_answered_without_a_pause(uow_factory: UowFactory) -> None:
    port = free_port()
    slow = make_product(uow_factory, public_url=f"http://127.0.0.1:{port}", pause_seconds=3600.0)
    offer = replace(line("可以吗"), buttons=[{"title": "可以", "payload": "好的"}])
    slow.bot.plan = [BotReply([offer], [])]
    take_turns(slow.desk(), slow.receive("便宜点").conversation_id)
    with served(slow, port) as live:
        client, hello = live.greeted()
        assert hello["messages"][-1]["buttons"] == offer.buttons
        client.say("好的", "message-1")
        client.wait(lambda: client.texts() == ["答：好的"])


def test_the_same_message_sent_again_is_stored_and_answered_once(live: Live) -> None:
    client, _ = live.greeted()
    first = client.say("在吗", "message-1")
    client.wait(lambda: client.texts() == ["答：在吗"])
    assert client.say("在吗", "message-1") == first
    assert client.say("还在吗", "message-2")["message"] > first["message"]
    client.wait(lambda: client.texts() == ["答：在吗", "答：还在吗"])
    assert len(live.product.bot.heard) == 2


def test_two_tabs_are_told_the_same(live: Live) -> None:
    one, _ = live.greeted()
    two, _ = live.greeted()
    one.say("在吗", "message-1")
    two.say("有货吗", "message-2")
    for each in (one, two):
        each.wait(lambda each=each: len(each.texts("shopper")) == 2)
    one.wait(lambda: len(ids(one)) == len(ids(two)) >= 3)
    assert ids(one) == ids(two)


def test_what_was_missed_is_fetched_by_the_last_id(live: Live) -> None:
    client, _ = live.greeted()
    client.say("在吗", "message-1")
    client.wait(lambda: client.texts() == ["答：在吗"])
    last = ids(client)[-1]
    client.socket.disconnect()
    asked = live.product.receive("不在吗")
    take_turns(live.product.desk(), asked.conversation_id)
    back, hello = live.greeted(after=last)
    assert [each["text"] for each in hello["messages"]] == ["不在吗", "答：不在吗"] and not hello["reset"]
    assert back.lines == []


def test_a_push_and_what_another_worker_wrote_are_delivered(live: Live) -> None:
    client, _ = live.greeted()
    with live.product.services.uow() as uow:
        post_event(uow, talking(uow), "supervisor_answered", {}, NOW)
        uow.commit()
    live.product.bot.plan = [said("主管回话了")]
    take_turns(live.product.desk("timers"), talking_id(live.product))
    client.wait(lambda: client.texts() == ["主管回话了"])
    assert not any("supervisor" in each["text"] for each in client.lines)


def talking_id(product: Product) -> int:
    with product.services.uow() as uow:
        return talking(uow).id or 0


def test_a_long_transcript_comes_in_pieces(live: Live) -> None:
    for number in range(120):
        receive(live.product.desk(), SHOP, SENDER, f"第{number}句", f"m-{number:03}")
    client, hello = live.greeted()
    shown = [each["text"] for each in hello["messages"]]
    assert shown == [f"第{number}句" for number in range(70, 120)] and hello["earlier"]
    first = client.up("earlier", before=hello["messages"][0]["id"])
    assert [each["text"] for each in first["messages"]] == [f"第{number}句" for number in range(20, 70)]
    assert first["earlier"]
    rest = client.up("earlier", before=first["messages"][0]["id"])
    assert len(rest["messages"]) == 20 and not rest["earlier"]


@pytest.mark.parametrize("after", ["another's", "far ahead"])
def test_a_transcript_that_is_not_this_ones_is_forgotten(live: Live, after: str) -> None:
    foreign = receive(live.product.desk(), SHOP, "another", "我的地址是文三路", "m-1")
    own = live.product.receive("在吗")
    _, hello = live.greeted(after=(foreign.id or 0) if after == "another's" else 10**6)
    assert hello["reset"] and [each["id"] for each in hello["messages"]] == [own.id]


@pytest.mark.parametrize(
    "who", ["nobody", "forged", "another site", "no site", "another page of ours", "over", "unlisted"]
)
def test_a_token_that_is_not_this_pages_opens_nothing(live: Live, who: str) -> None:
    other_site = "https://qingmian.example"
    token, origin = {
        "nobody": ("", live.page),
        "forged": (live.token()[:-3] + "abc", live.page),
        "another site": (live.token(), other_site),
        "no site": (live.token(), ""),
        "another page of ours": (live.token(origin=other_site), live.page),
        "over": (live.token(), live.page),
        "unlisted": (live.token(origin=EVIL), EVIL),
    }[who]
    if who == "over":
        live.product.clock.advance(LASTS.total_seconds())
    with pytest.raises(socketio.exceptions.ConnectionError):
        live.connect(token, origin)


def test_a_connection_ends_with_its_token(live: Live) -> None:
    client, _ = live.greeted()
    live.product.clock.advance(LASTS.total_seconds() + 1)
    client.wait(lambda: not client.socket.connected)


def test_a_connection_with_an_old_token_ends_when_the_token_does(live: Live) -> None:
    token = live.token()
    live.product.clock.advance(LASTS.total_seconds() - 60)
    client, _ = live.greeted(token=token)
    live.product.clock.advance(61)
    client.wait(lambda: not client.socket.connected)


def test_half_a_character_for_a_token_is_refused(live: Live) -> None:
    with pytest.raises(socketio.exceptions.ConnectionError):
        live.connect("\ud800")


def test_who_leaves_while_connecting_is_forgotten(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """python-socketio calls no handler then; eight of them would have taken all the places of a shopper."""
    begin, joined, left = hearing.begin, [], []
    join, leave = Talks.join, Talks.leave
    gone, begun = threading.Event(), threading.Event()

    def slowly(*given: Any) -> int:
        begun.set()
        gone.wait(10)
        return begin(*given)

    monkeypatch.setattr(hearing, "begin", slowly)
    monkeypatch.setattr(Talks, "join", lambda self, *given: joined.append(given[2].sid) or join(self, *given))
    monkeypatch.setattr(Talks, "leave", lambda self, sid: left.append(sid) or leave(self, sid))
    path = "/socket.io/?EIO=4&transport=polling"
    with live.http(Origin=live.page) as http, live.http(Origin=live.page) as other:
        path += "&sid=" + json.loads(http.get(path).text[1:])["sid"]
        connect = "40" + json.dumps({"token": live.token()})
        connecting = threading.Thread(target=lambda: http.post(path, content=connect))
        connecting.start()
        assert begun.wait(10)
        other.post(path, content="1")
        gone.set()
        connecting.join()
    wait_until(lambda: joined and joined[0] in left, 10)


def test_nobody_hears_or_writes_anothers_conversation(live: Live) -> None:
    mine, _ = live.greeted()
    theirs, _ = live.greeted(token=live.token("another"))
    elsewhere, _ = live.greeted(token=live.token(shop="mobi"))
    mine.say("我的电话13800138000", "message-1")
    mine.wait(lambda: mine.texts())
    for each in (theirs, elsewhere):
        assert each.up("earlier", before=10**6)["messages"] == []
        each.up("read", read=10**6)
        each.say("你好", "message-1")
        each.wait(lambda each=each: each.texts())
        assert each.texts() == ["答：你好"] and each.texts("shopper") == ["你好"]
    assert mine.texts("shopper") == ["我的电话13800138000"]
    assert live.product.rows("read_marks", conversation_id=talking_id(live.product)) == []


def test_a_picture_of_another_shopper_cannot_be_said(live: Live) -> None:
    with live.product.services.uow() as uow:
        other = uow.lock_conversation(SHOP, "another", NOW)
        uow.pictures.add(Picture(other.id or 0, "0123456789abcdef.jpg", 1, 1, 1, NOW))
        uow.commit()
    client, _ = live.greeted()
    assert client.say("", "message-1", picture="0123456789abcdef.jpg") == {"ok": False, "code": "bad"}


@pytest.mark.parametrize(
    "frame",
    [None, 1, "up", [], {}, {"kind": "drop"}, {"kind": "say"}, {"kind": "say", "id": "short", "text": "在吗"},
     {"kind": "say", "id": "message-1", "text": ""}, {"kind": "say", "id": "message-1", "text": " \n"},
     {"kind": "say", "id": "message-1", "text": "长" * 5001}, {"kind": "say", "id": "../../etc/passwd", "text": "在吗"},
     {"kind": "say", "id": "message-1", "text": "", "picture": "no-such.jpg"}, {"kind": "hello", "after": -1},
     {"kind": "hello", "after": "1; DROP TABLE"}, {"kind": "read", "read": 2**70}, {"kind": "rate", "stars": 6},
     {"kind": "rate", "stars": 5}],
)  # fmt: skip
def test_what_no_client_of_ours_sends_is_refused_and_changes_nothing(live: Live, frame: Any) -> None:
    client, _ = live.greeted()
    assert client.socket.call("up", frame, timeout=10) == {"ok": False, "code": "bad"}
    assert live.product.rows("messages") == [] and live.product.rows("ratings") == []
    assert client.up("typing") == {"ok": True}


def test_a_flood_is_slowed_down_and_nothing_of_it_is_lost(live: Live) -> None:
    client, _ = live.greeted()
    acks = [client.say(f"第{number}句", f"message-{number}") for number in range(14)]
    refused = [ack for ack in acks if not ack["ok"]]
    assert refused and all(ack["code"] == "too_fast" and 0 < ack["retry_seconds"] <= 2 for ack in refused)
    assert len(live.product.rows("messages", author="shopper")) == len(acks) - len(refused)


def test_messages_wait_while_the_bot_is_away(live: Live) -> None:
    live.product.bot.plan = [BotUnavailable("away")]
    client, _ = live.greeted()
    assert client.say("在吗", "message-1")["ok"]
    client.wait(lambda: client.told("typing") and not client.told("typing")[-1]["on"])
    assert live.product.waiting() == ["在吗"]
    take_turns(live.product.desk("timers"), talking_id(live.product))
    client.wait(lambda: client.texts() == ["答：在吗"])


def test_opening_the_window_greets_once(live: Live) -> None:
    one, _ = live.greeted()
    two, _ = live.greeted()
    live.product.bot.plan = [said("欢迎")]
    for each in (one, two, one):
        assert each.up("open") == {"ok": True}
    for each in (one, two):
        each.wait(lambda each=each: each.texts() == ["欢迎"])
    assert [text for _, text, _, _ in live.product.bot.heard] == ["/shopper_arrived"]


def test_what_one_tab_has_read_is_read_in_the_other(live: Live) -> None:
    one, _ = live.greeted()
    two, _ = live.greeted()
    one.say("在吗", "message-1")
    two.wait(lambda: two.texts())
    newest = ids(two)[-1]
    one.up("read", read=newest)
    two.wait(lambda: two.told("marks")[-1]["marks"]["seen"] == newest)


def test_a_talk_is_rated_over_the_socket(live: Live) -> None:
    live.product.bot.plan = [BotReply([line("再见", "utter_smalltalk_goodbye")], [])]
    client, _ = live.greeted()
    client.say("我先下了", "message-1")
    client.wait(lambda: client.told("standing") and client.told("standing")[-1]["standing"]["rated"] == 0)
    assert client.up("rate", stars=5, text="挺好") == {"ok": True}
    client.wait(lambda: client.told("standing")[-1]["standing"]["rated"] == 5)
    assert client.up("rate", stars=1) == {"ok": False, "code": "bad"}


def test_clients_of_rasas_own_channel_work_with_the_same_tokens(live: Live) -> None:
    client = live.connect(live.token(origin=""), origin="")
    confirmed: list[str] = []
    client.socket.on("session_confirm", confirmed.append)
    client.socket.emit("session_request", {"session_id": "another"})
    client.wait(lambda: confirmed == [SENDER])
    offer = replace(line("可以吗"), buttons=[{"title": "可以", "payload": "好的"}])
    live.product.bot.plan = [BotReply([offer], [])]
    client.socket.emit("user_uttered", {"message": "便宜点", "session_id": "another"})
    client.wait(lambda: client.rasa)
    reply = {"content_type": "text", "title": "可以", "payload": "好的"}
    assert client.rasa == [{"text": "可以吗", "quick_replies": [reply]}] and client.lines == []
    assert live.product.transcript()[0] == ("shopper", "便宜点")


def test_a_server_that_was_restarted_goes_on_where_it_was(product: Product, port: int) -> None:
    with served(product, port) as live:
        client, _ = live.greeted()
        client.say("在吗", "message-1")
        client.wait(lambda: client.texts() == ["答：在吗"])
        last = ids(client)[-1]
    with served(product, port) as live:
        client, hello = live.greeted(after=last)
        assert hello["messages"] == [] and not hello["reset"]
        client.say("还在吗", "message-2")
        client.wait(lambda: client.texts() == ["答：还在吗"])


def test_one_shopper_has_so_many_windows_and_no_more(live: Live) -> None:
    clients = [live.connect() for _ in range(9)]
    clients[0].wait(lambda: not clients[0].socket.connected)
    assert all(each.socket.connected for each in clients[1:])


@pytest.mark.services
def test_two_workers_over_redis_tell_every_tab(uow_factory: UowFactory) -> None:
    """One shopper, two tabs, each at another worker: lines come from the books, the sign of typing over Redis."""
    first, second = free_port(), free_port()
    url = f"http://127.0.0.1:{first}"
    product = make_product(uow_factory, public_url=url, pause_seconds=PAUSE, redis_url="redis://127.0.0.1:6379/0")
    with served(product, first) as one, served(product, second) as two:
        here, _ = one.greeted()
        there, _ = two.greeted(token=one.token(), origin=one.page)
        here.say("在吗", "message-1")
        there.wait(lambda: there.texts() == ["答：在吗"] and there.texts("shopper") == ["在吗"])
        there.wait(lambda: [frame["on"] for frame in there.told("typing")] == [True, False])


@pytest.mark.services
def test_what_is_said_does_not_go_through_redis(uow_factory: UowFactory) -> None:
    port, url = free_port(), "redis://127.0.0.1:6379/0"
    product = make_product(
        uow_factory, public_url=f"http://127.0.0.1:{port}", pause_seconds=PAUSE, redis_url=url
    )
    with redis.Redis.from_url(url) as looking, looking.pubsub(ignore_subscribe_messages=True) as queue:
        queue.subscribe("huashu")
        with served(product, port) as live:
            client, _ = live.greeted()
            client.say("我的电话13800138000", "message-1")
            client.wait(lambda: client.texts())
        heard = [each["data"] for each in (queue.get_message(timeout=0.1) for _ in range(20)) if each]
    assert any(b"typing" in each for each in heard)
    assert not any(b"13800138000" in each or b"messages" in each for each in heard)


@pytest.mark.parametrize("event", ["connect", "disconnect"])
def test_a_client_does_not_reach_the_handlers_of_connecting(live: Live, event: str) -> None:
    """python-socketio would call them, with whatever origin the client says it has."""
    site = "https://qingmian.example"
    client, _ = live.greeted()
    client.socket.emit(event, ({"HTTP_ORIGIN": site}, {"token": live.token("another", origin=site)}))
    assert client.up("typing") == {"ok": True}
    client.say("在吗", "message-1")
    assert live.product.transcript()[0] == ("shopper", "在吗")
    assert [each.sender for each in live.product.rows("conversations")] == [SENDER]


@pytest.mark.parametrize(
    "packet", ['459-["up",1]', '5999999999-["up",{"_placeholder":true,"num":0}]', '61-1["up"]', "4", "42", "42{}",
               "42[{}]", '42["up"', "44{}", '43["up"]', "42" + "[" * 60_000, b"\x01\x02"]
)  # fmt: skip
def test_packets_that_no_client_of_ours_sends_are_nothing(live: Live, packet: str | bytes) -> None:
    client, _ = live.greeted()
    raw = client.socket.eio.ws
    raw.send_binary(packet) if isinstance(packet, bytes) else raw.send(packet)
    for _ in range(3):
        raw.send_binary(b"x" * 1000)
    assert client.up("typing") == {"ok": True}


def test_what_is_sent_without_waiting_is_stored_in_the_order_it_was_sent(live: Live) -> None:
    sent = [f"第{number}句" for number in range(10)]
    client, _ = live.greeted()
    for number, text in enumerate(sent):
        client.socket.emit("up", {"kind": "say", "id": f"message-{number}", "text": text})
    client.wait(lambda: len(client.texts("shopper")) == len(sent))
    assert client.texts("shopper") == sent


def test_what_a_rasa_client_sends_is_stored_in_the_order_it_was_sent(live: Live) -> None:
    sent = [f"第{number}句" for number in range(10)]
    client = live.connect(live.token(origin=""), origin="")
    for text in sent:
        client.socket.emit("user_uttered", {"message": text})
    client.wait(lambda: len(live.product.rows("messages", author="shopper")) == len(sent))
    assert [each.text for each in live.product.rows("messages", author="shopper")] == sent


def test_a_talk_that_cannot_be_shown_keeps_nothing_from_others(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    live.greeted(token=live.token("broken"))
    other, _ = live.greeted(token=live.token("other"))
    framer = Delivery._framer

    def breaks(self: Delivery, uow: Any, talk: Any) -> Any:
        if talk.claims.sender == "broken":
            raise KeyError("gift_name")
        return framer(self, uow, talk)

    monkeypatch.setattr(Delivery, "_framer", breaks)
    for sender in ("broken", "other"):
        receive(live.product.desk(), SHOP, sender, "在吗", "message-1")
    other.wait(lambda: other.texts("shopper") == ["在吗"])


def test_events_of_ours_do_not_hide_what_was_said_before_them(live: Live) -> None:
    receive(live.product.desk(), SHOP, SENDER, "在吗", "message-0")
    with live.product.services.uow() as uow:
        for _ in range(3):
            post_event(uow, talking(uow), "supervisor_answered", {}, NOW)
        uow.commit()
    for number in range(50):
        receive(live.product.desk(), SHOP, SENDER, f"第{number}句", f"m-{number:03}")
    _, hello = live.greeted()
    assert hello["earlier"]
