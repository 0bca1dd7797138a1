"""Several short messages typed in a row in the chat window are one thing to say, whoever dies in between."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from huashu.services.bot import BotReply, BotUnavailable
from huashu.services.joining import LONGEST, MOST
from huashu.services.records import Message
from huashu.services.turns import LEASE_SECONDS, post_event, take_next, take_turns
from tests.integration.product_making import NOW, Product, talking

WEB = {"channel": "web"}


def typed(into: Product, /, *texts: str, **metadata: Any) -> list[Message]:
    return [into.receive(text, metadata={**WEB, **metadata}) for text in texts]


def heard(product: Product) -> list[str]:
    return [text for _, text, _, _ in product.bot.heard]


def test_messages_in_a_row_are_answered_together(product: Product) -> None:
    asked = typed(product, "在吗", "阔腿裤", "有货吗")
    assert take_next(product.desk(), asked[0].conversation_id)
    assert heard(product) == ["在吗\n阔腿裤\n有货吗"]
    assert product.bot.heard[0][0] == asked[2].id
    assert product.waiting() == []
    assert [each.turn_id for each in product.rows("messages", author="bot")] == [asked[2].id]
    assert not take_next(product.desk(), asked[0].conversation_id)


def test_what_other_clients_send_is_answered_one_by_one(product: Product) -> None:
    first, _ = product.receive("在吗"), product.receive("有货吗")
    take_turns(product.desk(), first.conversation_id)
    assert heard(product) == ["在吗", "有货吗"]


def test_an_event_of_ours_stands_between_messages(product: Product) -> None:
    first, _ = typed(product, "一", "二")
    with product.services.uow() as uow:
        post_event(uow, talking(uow), "supervisor_answered", {}, NOW)
        uow.commit()
    typed(product, "三")
    take_turns(product.desk(), first.conversation_id)
    assert heard(product) == ["一\n二", "/supervisor_answered", "三"]


def test_a_message_left_for_people_is_a_turn_of_its_own_and_never_read_by_the_bot(product: Product) -> None:
    first = typed(product, "在吗")[0]
    typed(product, "请回电", leave={"contact": "13800138000"})
    typed(product, "谢谢")
    take_turns(product.desk(), first.conversation_id)
    assert heard(product) == ["在吗", "/message_left", "谢谢"]
    assert [trusted for _, _, trusted, _ in product.bot.heard] == [False, True, False]
    assert product.bot.heard[1][3]["leave"] == {"contact": "13800138000"}


@pytest.mark.parametrize(
    "texts, turns",
    [
        (["短"] * (MOST + 2), [MOST, 2]),
        (["长" * (LONGEST - 1), "一", "二"], [2, 1]),
        (["长" * (LONGEST + 1), "一"], [1, 1]),
    ],
)
def test_what_is_answered_together_has_a_limit(product: Product, texts: list[str], turns: list[int]) -> None:
    first, *_ = typed(product, *texts)
    take_turns(product.desk(), first.conversation_id)
    assert [text.count("\n") + 1 for text in heard(product)] == turns
    assert product.waiting() == []


def test_a_turn_taken_up_again_is_about_the_same_messages(product: Product) -> None:
    """The bot may have done its work for the first two: what came in meanwhile must not get into that turn."""
    asked = typed(product, "一", "二")

    def die() -> BotReply:
        raise SystemExit  # as kill -9 leaves it

    product.bot.plan = [die]
    with pytest.raises(SystemExit):
        take_next(product.desk(), asked[0].conversation_id)
    typed(product, "三")
    product.clock.advance(LEASE_SECONDS + 1)
    take_turns(product.desk("w2"), asked[0].conversation_id)
    assert heard(product) == ["一\n二", "一\n二", "三"]
    assert [each[0] for each in product.bot.heard[:2]] == [asked[1].id, asked[1].id]
    assert product.heard_by() == ["答：一\n二", "答：三"]


def test_a_picture_without_words_is_answered_without_the_bot_and_one_with_words_by_it(product: Product) -> None:
    first = typed(product, "", picture="a.jpg")[0]
    take_turns(product.desk(), first.conversation_id)
    assert heard(product) == [] and product.scripts_said() == ["utter_smalltalk_picture"]
    second = typed(product, "", picture="b.jpg")[0]
    typed(product, "这条还有吗")
    take_turns(product.desk(), second.conversation_id)
    assert heard(product) == ["这条还有吗"]


def test_what_was_said_to_a_person_is_kept_as_not_read_by_the_bot(product: Product) -> None:
    with product.services.uow() as uow:
        conversation = talking(uow)
        uow.conversations.change(replace(conversation, holder="agent"))
        uow.commit()
    first = typed(product, "在吗", "人呢")[0]
    take_turns(product.desk(), first.conversation_id)
    shopper = product.rows("messages", author="shopper")
    assert [each.understood.get("held", False) for each in shopper] == [False, True]
    assert all(each.answered_at for each in shopper)


def test_what_was_said_with_any_of_them_is_told_with_all_of_them(product: Product) -> None:
    """The page's product and a picture are not forgotten because something was typed behind them."""
    first = typed(product, "这个有货吗", product="QM1001", picture="0123456789abcdef.jpg")[0]
    typed(product, "急")
    product.bot.plan = [BotUnavailable("away")]
    with pytest.raises(BotUnavailable):
        take_next(product.desk(), first.conversation_id)
    take_next(product.desk("w2"), first.conversation_id)
    for _, _, _, told in product.bot.heard:
        assert (told["product"], told["picture"]) == ("QM1001", "0123456789abcdef.jpg")
