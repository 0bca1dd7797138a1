"""The classifier alone, trained on a part of the lines."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from huashu.engine import learning
from huashu.engine.questions import is_question_intent

LINES = [Message.build(text=text, intent=intent) for text, intent in (
    ("在吗", "greet"), ("你好", "greet"), ("谢谢", "thank"), ("多谢啦", "thank"), ("能便宜点吗", "bargain_price"),
)]  # fmt: skip


def test_texts_are_ranked_by_what_was_learnt() -> None:
    found = learning.rankings(LINES, ["谢谢啦", "/在吗", "能便宜点"])
    assert [each[0]["name"] for each in found] == ["thank", "greet", "bargain_price"]
    assert sum(each["confidence"] for each in found[0]) == pytest.approx(1)
    assert {each["name"] for each in learning.rankings(LINES[:4], ["便宜"])[0]} == {"greet", "thank"}


def test_the_training_lines_are_all_that_the_classifier_learns_always_in_one_order() -> None:
    lines, again = learning.training_lines(), learning.training_lines()
    assert [each.as_dict() for each in lines] == [each.as_dict() for each in again]
    assert len(lines) > 1000
    assert len({each.get(INTENT) for each in lines[: len(lines) // 16]}) > 20, "shuffled, not intent by intent"
    assert not any(is_question_intent(each.get(INTENT)) for each in lines)
