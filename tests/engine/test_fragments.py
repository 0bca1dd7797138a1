"""Which short replies are decided without the classifier."""

from __future__ import annotations

from typing import Any

import pytest

from huashu.engine.fragments import fragment_intent


def an_entity(entity: str, start: int, end: int) -> dict[str, Any]:
    return {"entity": entity, "start": start, "end": end}


@pytest.mark.parametrize(
    ("text", "intent"),
    [("要", "affirm"), ("妥妥", None), ("嗯嗯", "affirm"), ("好的呀", "affirm"), ("随便", "affirm"), ("先不", "deny"),
     ("明天", "inform"), ("明年3月", "inform"), ("三", "inform"), ("大一号的", "inform")],
)  # fmt: skip
def test_a_bare_reply_is_a_yes_a_no_or_a_fact(text: str, intent: str | None) -> None:
    assert fragment_intent(text, []) == intent


@pytest.mark.parametrize("text", ["得了", "得了吧", "你说呢", "对了", "来了", "大个子", "几天能到"])
def test_what_only_begins_like_a_yes_is_left_to_the_classifier(text: str) -> None:
    assert fragment_intent(text, []) is None


def test_a_training_line_is_what_it_was_written_for() -> None:
    assert fragment_intent("88", []) == "inform"
    assert fragment_intent("88", [], is_line=True) is None


def test_entities_that_make_up_the_message_are_data_and_a_price_with_a_question_is_bargaining() -> None:
    assert fragment_intent("圆通吧", [an_entity("carrier", 0, 2)]) == "inform"
    assert fragment_intent("15元行不行", [an_entity("money", 0, 3)]) == "bargain_price"
    assert fragment_intent("圆通到得了吗", [an_entity("carrier", 0, 2)]) is None
