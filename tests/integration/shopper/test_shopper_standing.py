"""How things stand in a conversation, as a shopper's window shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from huashu.services.handoffs import move_handoff, request_handoff
from huashu.services.records import Conversation, Message, ReadMark
from huashu.services.shopper import RatingRefused, arrive, has_read, rate
from huashu.services.standing import Asking, Marks, Person, Standing, marks_of, standing_of
from huashu.services.turns import receive, take_turns
from tests.integration.product_making import (
    NOW,
    SENDER,
    SHOP,
    WAIT_SECONDS,
    Product,
    ask_supervisor,
    later,
    line,
    said,
    talking,
)

NOTHING = Standing(None, None, None)


def standing(product: Product, sender: str = SENDER) -> Standing:
    with product.services.reads() as uow:
        return standing_of(uow, talk(product, sender))


def talk(product: Product, sender: str = SENDER) -> Conversation:
    with product.services.uow() as uow:
        found = talking(uow, sender)
        uow.commit()
        return found


def marks(product: Product) -> Marks:
    with product.services.reads() as uow:
        return marks_of(uow, talk(product).id or 0)


def request(product: Product, sender: str) -> int:
    with product.services.uow() as uow:
        handoff, _ = request_handoff(uow, talking(uow, sender), "request", product.clock.now())
        uow.commit()
        return handoff.id or 0


def move(product: Product, handoff_id: int, step: str) -> None:
    with product.services.uow() as uow:
        move_handoff(uow, handoff_id, step, "小周", product.clock.now())
        uow.commit()


def say(product: Product, text: str, script_id: str = "utter_smalltalk_ok") -> Message:
    asked = product.receive(text)
    product.bot.plan = [replace(said(), lines=[line(f"答：{text}", script_id)])]
    take_turns(product.desk(), asked.conversation_id)
    return asked


def test_nothing_stands_in_a_new_conversation(product: Product) -> None:
    assert standing(product) == NOTHING
    assert marks(product) == Marks(0, 0, 0)
    assert not NOTHING.going_on


def test_the_supervisor_is_being_asked_until_the_shopper_has_heard(product: Product) -> None:
    approval_id = ask_supervisor(product)
    asking = Asking(NOW, later(WAIT_SECONDS))
    assert standing(product) == replace(NOTHING, asking=asking)
    for status, expected in (("answered", asking), ("told", None)):
        with product.services.uow() as uow:
            approval = uow.approvals.get(approval_id)
            assert approval is not None
            uow.approvals.change(replace(approval, status=status))
            uow.commit()
        assert standing(product).asking == expected


def test_the_place_in_the_queue_moves_up_as_others_are_taken(product: Product) -> None:
    others = [request(product, f"shopper-{n}") for n in range(3)]
    mine = request(product, SENDER)
    request(product, "behind me")
    assert standing(product).person == Person("requested", "", 3)
    move(product, others[1], "accept")
    assert standing(product).person == Person("requested", "", 2)
    move(product, mine, "accept")
    assert standing(product).person == Person("accepted", "小周", 0)
    move(product, mine, "return")
    assert standing(product).person is None


def test_another_shops_queue_is_not_ours(product: Product) -> None:
    with product.services.uow() as uow:
        request_handoff(uow, uow.lock_conversation("mobi", SENDER, NOW), "request", NOW)
        uow.commit()
    request(product, SENDER)
    assert standing(product).person == Person("requested", "", 0)


def test_a_message_is_delivered_and_read_when_the_bot_has_answered_it(product: Product) -> None:
    waiting = product.receive("在吗")
    assert marks(product) == Marks(0, 0, 0)
    take_turns(product.desk(), waiting.conversation_id)
    assert marks(product) == Marks(waiting.id or 0, waiting.id or 0, 0)


def test_a_message_to_a_person_is_delivered_and_read_when_they_have_seen_it(product: Product) -> None:
    move(product, request(product, SENDER), "accept")
    asked = product.receive("人呢")
    take_turns(product.desk(), asked.conversation_id)
    assert marks(product) == Marks(asked.id or 0, 0, 0)
    with product.services.uow() as uow:
        uow.read_marks.add(ReadMark(asked.conversation_id, shop_id=asked.id or 0))
        uow.commit()
    assert marks(product) == Marks(asked.id or 0, asked.id or 0, 0)


def test_what_a_shopper_has_seen_only_grows_and_never_passes_what_was_said(product: Product) -> None:
    asked = say(product, "在吗")
    newest = product.rows("messages")[-1].id

    def seen(up_to: int) -> int:
        with product.services.uow() as uow:
            has_read(uow, asked.conversation_id, up_to)
            uow.commit()
        return marks(product).seen

    assert [seen(each) for each in (asked.id or 0, newest, 1, newest + 1000)] == [asked.id, newest, newest, newest]


def test_the_shop_greets_once_and_only_who_has_not_spoken(product: Product) -> None:
    def opened(sender: str) -> bool:
        with product.services.uow() as uow:
            greeted = arrive(uow, SHOP, sender, NOW)
            uow.commit()
            return greeted is not None

    assert [opened("new") for _ in range(2)] == [True, False]
    receive(product.desk(), SHOP, "old", "在吗")
    assert not opened("old")


@pytest.mark.parametrize("goodbye", ["utter_order_farewell", "utter_smalltalk_goodbye"])
def test_a_talk_is_rated_when_it_is_over_and_once(product: Product, goodbye: str) -> None:
    say(product, "在吗")
    assert standing(product).rated is None
    product.clock.advance(1)
    say(product, "再见", goodbye)
    assert standing(product).rated == 0
    product.clock.advance(1)
    with product.services.uow() as uow:
        rated = rate(uow, talk(product), 4, " 挺快的\0 ", product.clock.now())
        uow.commit()
    assert (rated.stars, rated.text, rated.agent) == (4, "挺快的", None)
    assert standing(product).rated == 4
    with product.services.uow() as uow, pytest.raises(RatingRefused):
        rate(uow, talk(product), 5, "", product.clock.now())


def test_who_writes_again_is_not_asked_to_rate(product: Product) -> None:
    say(product, "再见", "utter_smalltalk_goodbye")
    product.clock.advance(1)
    product.receive("等等")
    assert standing(product).rated is None
    with product.services.uow() as uow, pytest.raises(RatingRefused):
        rate(uow, talk(product), 5, "", product.clock.now())


def test_a_talk_that_a_person_closed_is_rated_and_the_rating_is_theirs(product: Product) -> None:
    mine = request(product, SENDER)
    move(product, mine, "accept")
    product.clock.advance(timedelta(minutes=5).total_seconds())
    move(product, mine, "close")
    assert standing(product) == replace(NOTHING, rated=0)
    with product.services.uow() as uow:
        assert rate(uow, talk(product), 5, "", product.clock.now()).agent == "小周"
        uow.commit()


@pytest.mark.parametrize("stars", [0, 6, -1])
def test_stars_are_one_to_five(product: Product, stars: int) -> None:
    say(product, "再见", "utter_smalltalk_goodbye")
    with product.services.uow() as uow, pytest.raises(RatingRefused):
        rate(uow, talk(product), stars, "", product.clock.now())
