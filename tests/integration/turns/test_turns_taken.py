"""Written first, then said: what is received is answered once, whoever dies in between."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from huashu.services.bot import BotReply, BotUnavailable
from huashu.services.ports import StorageUnavailable
from huashu.services.turns import LEASE_SECONDS, UnknownShop, receive, take_turns, take_up_stale
from tests.integration.product_making import SENDER, SHOP, Product, said, talking


def test_a_message_is_in_the_books_before_the_bot_hears_it(product: Product) -> None:
    asked = product.receive("在吗")
    assert product.transcript() == [("shopper", "在吗")]
    assert product.bot.heard == []
    assert take_turns(product.desk(), asked.conversation_id)
    assert product.transcript() == [("shopper", "在吗"), ("bot", "答：在吗")]
    assert [(heard[0], heard[1], heard[2]) for heard in product.bot.heard] == [(asked.id, "在吗", False)]
    assert product.waiting() == []


def test_nothing_is_stored_for_an_unknown_shop(product: Product) -> None:
    with pytest.raises(UnknownShop, match="dengyu"):
        receive(product.desk(), "nowhere", SENDER, "在吗")
    assert product.rows("conversations") == product.rows("messages") == []


def test_messages_are_answered_in_order_and_ids_grow(product: Product) -> None:
    asked = [product.receive(text) for text in ("一", "二", "三")]
    assert take_turns(product.desk(), asked[0].conversation_id)
    assert product.heard_by() == ["答：一", "答：二", "答：三"]
    ids = [each.id for each in product.rows("messages")]
    assert ids == sorted(set(ids))


@pytest.mark.parametrize("problem", [BotUnavailable("dead"), StorageUnavailable("away")])
def test_a_message_waits_while_nobody_can_answer(product: Product, problem: Exception) -> None:
    asked = product.receive("在吗")
    product.receive("还在吗")
    product.bot.plan = [problem]
    with pytest.raises(type(problem)):
        take_turns(product.desk(), asked.conversation_id)
    assert product.waiting() == ["在吗", "还在吗"]
    assert product.heard_by() == []
    assert take_turns(product.desk("w2"), asked.conversation_id)  # the turn was given back
    assert product.heard_by() == ["答：在吗", "答：还在吗"]


def test_a_message_is_answered_once_when_the_worker_died_before_storing_the_answer(product: Product) -> None:
    asked = product.receive("在吗")

    def die() -> BotReply:
        raise SystemExit  # as kill -9 leaves it: the bot has answered, nothing is stored

    product.bot.plan = [die]
    with pytest.raises(SystemExit):
        take_turns(product.desk(), asked.conversation_id)
    product.clock.advance(10)
    assert take_up_stale(product.desk("w2"), 5) == 1
    assert take_up_stale(product.desk("w2"), 5) == 0
    assert product.heard_by() == ["答：在吗"]
    assert [heard[0] for heard in product.bot.heard] == [asked.id, asked.id]


def test_a_turn_of_a_dead_worker_is_free_after_its_lease_not_before(product: Product) -> None:
    asked = product.receive("在吗")
    with product.services.uow() as uow:
        assert uow.claim_turn(asked.conversation_id, "dead", product.clock.now(), LEASE_SECONDS)
        uow.commit()
    product.clock.advance(LEASE_SECONDS - 1)
    assert not take_turns(product.desk(), asked.conversation_id)
    assert take_up_stale(product.desk(), 0) == 0
    product.clock.advance(1)
    assert take_up_stale(product.desk(), 0) == 1
    assert product.heard_by() == ["答：在吗"]


def test_two_workers_answer_once(product: Product) -> None:
    asked, thinking, go_on = product.receive("在吗"), Event(), Event()

    def think() -> BotReply:
        thinking.set()
        assert go_on.wait(20)
        return said("在的")

    product.bot.plan = [think]
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(take_turns, product.desk(), asked.conversation_id)
        assert thinking.wait(20)
        assert not take_turns(product.desk("w2"), asked.conversation_id)
        assert not take_turns(product.desk(), asked.conversation_id)  # nor another thread of the same process
        go_on.set()
        assert first.result(20)
    assert product.heard_by() == ["在的"]


def test_a_late_worker_does_not_answer_again_nor_end_the_others_turn(product: Product) -> None:
    asked, thinking, go_on = product.receive("在吗"), Event(), Event()

    def think() -> BotReply:
        thinking.set()
        assert go_on.wait(20)
        return said("晚了")

    product.bot.plan = [think, said("在的")]
    with ThreadPoolExecutor(1) as threads:
        late = threads.submit(take_turns, product.desk(), asked.conversation_id)
        assert thinking.wait(20)
        product.clock.advance(LEASE_SECONDS)
        assert take_turns(product.desk(), asked.conversation_id)  # same process, its lease was over
        with product.services.uow() as uow:
            assert uow.claim_turn(asked.conversation_id, "w3", product.clock.now(), LEASE_SECONDS)
            uow.commit()
        go_on.set()
        assert late.result(20)
    assert product.heard_by() == ["在的"]
    with product.services.uow() as uow:
        assert talking(uow).lease_by == "w3"


def test_many_workers_answer_many_messages_once_each(product: Product) -> None:
    asked = [product.receive(f"第{number}句") for number in range(6)]
    desks = [product.desk(f"w{number}") for number in range(6)]

    def work(number: int) -> None:
        while product.waiting():
            take_turns(desks[number], asked[0].conversation_id)

    with ThreadPoolExecutor(6) as threads:
        for done in [threads.submit(work, number) for number in range(6)]:
            done.result(60)
    assert product.heard_by() == [f"答：第{number}句" for number in range(6)]


def test_a_resent_message_is_stored_and_answered_once(product: Product) -> None:
    asked = product.receive("在吗", client_id="c1")
    take_turns(product.desk(), asked.conversation_id)
    again = product.receive("在吗", client_id="c1")
    take_turns(product.desk(), again.conversation_id)
    assert again.id == asked.id
    assert product.transcript() == [("shopper", "在吗"), ("bot", "答：在吗")]
    other = product.receive("在吗", sender="别人", client_id="c1")
    assert other.id != asked.id


def test_the_bot_hears_what_the_books_know(product: Product) -> None:
    asked = product.receive("在吗", metadata={"product": "QM1001"})
    product.receive("贵不贵")
    take_turns(product.desk(), asked.conversation_id)
    told = [heard[3] for heard in product.bot.heard]
    assert told[0] == {
        "product": "QM1001", "shop": SHOP, "conversation_id": asked.conversation_id, "member": False, "seen": {},
        "now": product.clock.now().isoformat(), "revision": product.services.library().revision,
    }  # fmt: skip
    assert told[1]["seen"] == {"utter_smalltalk_ok": {"0": 1}}


def test_stale_conversations_behind_an_unavailable_one_are_still_answered_when_the_bot_lives(product: Product) -> None:
    product.receive("慢", sender="甲")
    product.receive("快", sender="乙")
    product.bot.plan = [BotUnavailable("this one takes too long")]
    assert take_up_stale(product.desk(), 0) == 1
    assert (product.heard_by("甲"), product.heard_by("乙")) == ([], ["答：快"])


def test_a_bot_that_is_away_is_asked_once_a_round(product: Product) -> None:
    product.receive("一", sender="甲")
    product.receive("二", sender="乙")
    product.bot.awake = False
    product.bot.plan = [BotUnavailable("dead"), BotUnavailable("dead")]
    assert take_up_stale(product.desk(), 0) == 0
    assert len(product.bot.heard) == 1
