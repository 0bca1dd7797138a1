"""A message that is nothing but data (「38码」「两件」「杭州市西湖区文三路1号」) is ``inform``, whatever a classifier thinks.

The dialogue's state then decides what the data is for. Runs after the entities are known.
"""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

INFORM = "inform"
# Words around data that carry no wish of their own.
FILLER = re.compile(r"[\s，,。.、；;:：!！~～/\-]|我的|我|要|就|那|吧|的|是|嗯|了|呢|哈|啊|个|选|身高|体重|腰围|平时|穿|大概|左右|发")
QUESTION = re.compile(r"[吗么嘛?？]|多少|怎么|什么|哪|几|能不能|可不可以|有没有|行不")
MONEY = "money"
COVERED = 0.8


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class FragmentClassifier(GraphComponent, IntentClassifier):
    """Overrides the intent with ``inform`` where entities cover the message and nothing is asked."""

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> FragmentClassifier:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if is_bare_data(message.get(TEXT) or "", message.get(ENTITIES) or []):
                message.set(INTENT, {"name": INFORM, "confidence": 1.0}, add_to_output=True)
        return messages


def is_bare_data(text: str, entities: list[dict[str, Any]]) -> bool:
    """True where entities other than money make up the message and it asks nothing."""
    data = [each for each in entities if each["entity"] != MONEY]
    if not data or QUESTION.search(text):
        return False
    covered = [False] * len(text)
    for each in data:
        covered[each["start"] : each["end"]] = [True] * (each["end"] - each["start"])
    open_text = "".join(char for char, is_covered in zip(text, covered) if not is_covered)
    rest = len(FILLER.sub("", open_text))
    held = sum(covered)
    return held / (held + rest) >= COVERED
