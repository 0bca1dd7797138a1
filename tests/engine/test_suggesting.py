"""Which messages are asked about, with a bot that knows what it is told to."""

from __future__ import annotations

from typing import Any

import pytest

from huashu.engine.suggesting import Sieve, by_text, is_personal, suggestions, unsureness

Read = dict[str, Any]


def read(decided: str, sure: float, *ranking: tuple[str, float], entities: tuple[str, ...] = ()) -> Read:
    return {
        "intent": {"name": decided, "confidence": sure},
        "intent_ranking": [{"name": name, "confidence": confidence} for name, confidence in ranking],
        "entities": [{"entity": each} for each in entities],
    }


def sieve(*never: str, entities: tuple[str, ...] = ()) -> Sieve:
    def understand(text: str, _: str | None) -> Read:
        return read("greet", 0.5, ("greet", 0.5), ("thank", 0.2), entities=entities)

    return Sieve(understand, by_text([("在吗", "greet"), ("在 吗？", "thank")]), frozenset(never))


def test_unsure_is_what_the_first_guess_lacks_over_the_second() -> None:
    assert unsureness(read("greet", 0.5, ("greet", 0.5), ("thank", 0.2))) == pytest.approx(0.7)  # 1 - (0.5 - 0.2)
    fallen_back = read("nlu_fallback", 0.3, ("nlu_fallback", 0.3), ("greet", 0.3), ("thank", 0.1))
    assert unsureness(fallen_back) == pytest.approx(0.8)  # 1 - (0.3 - 0.1)
    assert unsureness(read("inform", 1.0, ("greet", 0.4), ("thank", 0.3))) == 0  # a later step is certain
    assert unsureness(read("nlu_fallback", 0.0)) == 1


def test_a_message_that_is_the_same_once_glued_is_counted() -> None:
    here = sieve()
    assert here.take(0, "多久到", False) is None
    assert here.take(1, "多久 到？？", True) == {"line": 1, "why": "repeated", "of": 0}
    (only,) = here.candidates.values()
    assert (only.times, only.troubled, here.looked_at) == (2, True, 2)


def test_training_lines_and_unwanted_messages_are_not_asked_about() -> None:
    here = sieve("烦")
    assert here.take(0, "在吗!", False) == {"line": 0, "why": "known", "intents": ["greet", "thank"]}
    assert here.take(1, "烦", False) == {"line": 1, "why": "never"}
    assert here.take(2, "[微笑][微笑]", False) == {"line": 2, "why": "empty"}
    assert (here.candidates, here.looked_at) == ({}, 1)


@pytest.mark.parametrize("entity", ["phone", "address", "person", "order_no", "email", "invoice_title", "card_text"])
def test_personal_data_are_not_even_looked_at(entity: str) -> None:
    here = sieve(entities=(entity,))
    assert here.take(0, "我是谁谁", False) == {"line": 0, "why": "personal"}
    assert (here.candidates, here.looked_at) == ({}, 0)


def test_a_long_number_is_personal_whatever_it_is() -> None:
    assert is_personal("单号 ７３１２ 0045 88", [])
    assert not is_personal("180 75 XL 两件100", [])


@pytest.mark.parametrize("text", [
    "加我微信lily_2020", "微信号 abc12345", "QQ 123456", "我的VX是：wxid-12", "ｑｑ号码为１２３４５", "旺旺号tb_12345",
])  # fmt: skip
def test_an_account_is_personal(text: str) -> None:
    assert is_personal(text, [])


@pytest.mark.parametrize("text", ["能用微信付100吗", "微信支付12345元", "旺旺上的89元那款", "微信号多少"])
def test_the_name_of_a_messenger_is_not_personal(text: str) -> None:
    assert not is_personal(text, [])


def test_trouble_makes_a_sure_message_worth_a_question() -> None:
    here = sieve()
    here.understand = lambda text, shop: read("greet", 1.0, ("greet", 1.0), ("thank", 0.0))
    here.take(0, "多久到", False)
    here.take(1, "怎么付", True)
    assert [each["line"] for each in suggestions(here.candidates.values(), 5)] == [1, 0]


def test_nothing_to_ask_about() -> None:
    assert list(suggestions([], 5)) == []
