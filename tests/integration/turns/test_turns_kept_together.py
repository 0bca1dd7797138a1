"""What a line promises is written with it or the line is not said; what breaks does not block what comes behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from huashu.services.bot import BotBroke, BotReply
from huashu.services.records import Offer
from huashu.services.turns import MOST_TRIES, PUT_OFF_SECONDS, post_event, take_turns, take_up_stale
from huashu.timers.due import do_due
from tests.integration.product_making import NOW, SENDER, SHOP, Product, ask_supervisor, later, line, said, talking

GIFT = {"product_name": "高腰阔腿裤", "gift_name": "手缝香囊", "gift_value": "15"}
DUE = later(7200).isoformat()
ACCEPTED = "utter_bargain_gift_accepted"  # promises the gift and leaves a red remark
TROUBLE = "utter_smalltalk_trouble"


def offer_gift(product: Product, turn_id: int | None = None, status: str = "reserved") -> int:
    with product.services.uow() as uow:
        mine = talking(uow).id
        assert mine is not None
        offer = uow.offers.add(
            Offer(mine, SHOP, "QM1001", "gift", status, "王主管", NOW, turn_id=turn_id, gift_id="sachet", cost_fen=600)
        )
        uow.commit()
        assert offer.id is not None
        return offer.id


def test_a_line_its_promise_its_remark_and_its_offer_are_one(product: Product) -> None:
    offer_id = offer_gift(product)
    asked = product.receive("可以")
    gift = line("好嘞，送您手缝香囊一份。", ACCEPTED, offer_id=offer_id, offer_due_at=DUE, **GIFT)
    product.bot.plan = [BotReply([gift], [])]
    take_turns(product.desk(), asked.conversation_id)
    [answer] = product.rows("messages", author="bot")
    [promise], [remark], [offer] = (product.rows(table) for table in ("promises", "remarks", "offers"))
    assert (promise.kind, promise.due_at, promise.message_id) == ("gift", later(7200), answer.id)
    assert (remark.flag, remark.message_id, "手缝香囊" in remark.text) == ("red", answer.id, True)
    assert (offer.status, answer.turn_id, answer.pushed) == ("offered", asked.id, False)


BAD_FACTS: list[dict[str, Any]] = [
    {**GIFT},  # when it is due is missing
    {**GIFT, "offer_due_at": "tomorrow"},
    {**GIFT, "offer_due_at": "2026-11-23T18:00:00"},  # no time zone
    {"offer_due_at": DUE},  # what the gift is, is missing
    {**GIFT, "offer_due_at": DUE, "offer_id": "seven"},
]


@pytest.mark.parametrize("facts", BAD_FACTS)
def test_nothing_is_visible_when_a_promise_cannot_be_written(product: Product, facts: dict[str, Any]) -> None:
    asked = product.receive("可以")
    reserved = offer_gift(product, turn_id=asked.id)
    product.receive("发什么快递")
    product.bot.plan = [BotReply([line("先说一句。"), line("送您一份。", ACCEPTED, **facts)], [])]
    take_turns(product.desk(), asked.conversation_id)
    assert product.scripts_said() == [TROUBLE, "utter_smalltalk_ok"]
    assert product.rows("promises") == product.rows("remarks") == product.rows("notices") == []
    assert [(each.id, each.status) for each in product.rows("offers")] == [(reserved, "released")]
    assert product.waiting() == []


POISON: list[BotReply | Exception] = [
    BotBroke("the turn broke"),
    BotReply([], [{"intent": "greet"}]),
    KeyError("nobody thought of this"),
    BotReply([replace(line("坏"), facts={"not": object()})], []),
]


@pytest.mark.parametrize("poison", POISON, ids=repr)
def test_a_poisonous_message_gets_an_apology_and_blocks_nobody(product: Product, poison: BotReply | Exception) -> None:
    asked = product.receive("毒")
    product.receive("发什么快递")
    product.bot.plan = [poison]
    assert take_turns(product.desk(), asked.conversation_id)
    assert product.scripts_said() == [TROUBLE, "utter_smalltalk_ok"]
    assert product.heard_by()[1] == "答：发什么快递"
    assert product.waiting() == []


def test_every_apology_is_another_one(product: Product) -> None:
    product.bot.plan = [BotBroke("again") for _ in range(3)]
    for text in ("一", "二", "三"):
        take_turns(product.desk(), product.receive(text).conversation_id)
    assert len(set(product.heard_by())) == 3


def test_an_event_that_breaks_is_put_off_and_said_later_without_blocking(product: Product) -> None:
    approval_id = ask_supervisor(product)
    with product.services.uow() as uow:
        posted = post_event(uow, talking(uow), "supervisor_answered", {"approval_id": approval_id}, NOW)
        uow.commit()
    product.receive("在吗")
    product.bot.plan = [BotBroke("script without a fact"), said("在的"), said("批了一份赠品")]
    take_turns(product.desk(), posted.conversation_id)
    assert product.heard_by() == ["在的"]
    product.clock.advance(PUT_OFF_SECONDS - 1)
    assert do_due(product.services, "t1") == 0
    product.clock.advance(1)
    assert do_due(product.services, "t1") == 1
    assert take_up_stale(product.desk(), 0) == 1
    assert product.heard_by() == ["在的", "批了一份赠品"]
    assert [heard[1:3] for heard in product.bot.heard] == [
        ("/supervisor_answered", True), ("在吗", False), ("/supervisor_answered", True),
    ]  # fmt: skip
    assert product.bot.heard[2][3]["approval_id"] == approval_id


def test_an_event_that_always_breaks_is_given_up_in_the_end(product: Product) -> None:
    with product.services.uow() as uow:
        post_event(uow, talking(uow), "handoff_returned", {}, NOW)
        uow.commit()
    product.bot.plan = [BotBroke("for ever") for _ in range(MOST_TRIES + 1)]
    rounds = 0
    while product.waiting():
        take_up_stale(product.desk(), 0)
        product.clock.advance(PUT_OFF_SECONDS * 2**rounds)
        do_due(product.services, "t1")
        rounds += 1
        assert rounds < 20
    assert len(product.bot.heard) == MOST_TRIES
    assert product.rows("reminders", done_at=None) == product.rows("messages", author="bot") == []


def test_a_silent_event_is_no_trouble(product: Product) -> None:
    with product.services.uow() as uow:
        posted = post_event(uow, talking(uow), "supervisor_answered", {"approval_id": 1}, NOW)
        uow.commit()
    product.bot.plan = [BotReply([], [])]
    take_turns(product.desk(), posted.conversation_id)
    assert (product.waiting(), product.rows("messages", author="bot"), product.rows("reminders")) == ([], [], [])


def test_what_answers_an_event_is_pushed(product: Product) -> None:
    with product.services.uow() as uow:
        posted = post_event(uow, talking(uow), "handoff_returned", {}, NOW)
        uow.commit()
    take_turns(product.desk(), posted.conversation_id)
    [answer] = product.rows("messages", author="bot")
    assert (answer.pushed, answer.turn_id) == (True, posted.id)


def test_the_bot_is_silent_while_a_person_has_the_conversation(product: Product) -> None:
    with product.services.uow() as uow:
        uow.conversations.change(replace(talking(uow), holder="agent", owner="小周"))
        uow.commit()
    for text in ("在吗", "", "https://example.com"):
        take_turns(product.desk(), product.receive(text).conversation_id)
    assert (product.bot.heard, product.heard_by(), product.waiting()) == ([], [], [])
    with product.services.uow() as uow:
        uow.conversations.change(replace(talking(uow), holder="bot"))
        uow.commit()
    take_turns(product.desk(), product.receive("人呢").conversation_id)
    assert product.heard_by() == ["答：人呢"]
    assert {each.sender for each in product.rows("conversations")} == {SENDER}
