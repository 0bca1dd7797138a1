"""A message that is nothing but data (「38码」「两件」「明天」「杭州市西湖区文三路1号」) is ``inform``, whatever a
classifier thinks, one that is nothing but a yes or a no (「要」「随便」「都不要」) ``affirm`` or ``deny``, and one that
is nothing but a price and a question (「15元行不行」) is bargaining.

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
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from huashu.domain.replies import is_any

INFORM, BARGAIN, AFFIRM, DENY = "inform", "bargain_price", "affirm", "deny"
TAIL = re.compile(r"[\s，,。.!！~～吧呗啊呀哈哒滴的啦了哦噢嘛呐呢]+$")
YES = re.compile(
    "要+|想要|嗯+|恩+|好+|行+|中|得|成|妥|对+|是|可以+|ok+|没问题|来|整|说说|讲讲|说|你说|您说|听听|安排|就这样|登记|记上"
)
# Idioms that begin like a yes: 得了吧 is a no, 你说呢 asks back, 对了 changes the subject.
NO_YES = re.compile(r"(?:得|来|对|好)了.*|(?:你|您)?说呢.*|(?:得|对)吧?得?了吧.*")
NO = re.compile("不|不要|不用|不必|不需要|别|都不要|算|先不")
WHEN = re.compile(
    r"(?:就|要|大概)?(?:今天|明天|后天|大后天|今晚|明晚|明早|这两天|过两天|周末|(?:这|下)?(?:周|星期|礼拜)[一二三四五六日天末]?|"
    r"(?:这|下)?个?月[初中底]?|(?:今年|明年)?[0-9一二三四五六七八九十]{1,2}月份?[初中底]?|年[前底]|[0-9]{1,2}[号日])(?:上午|下午|晚上|早上|中午)?(?:前|之前|左右|就行|都行|以前)?"
)
SIZE_STEP = re.compile("(?:要|换|拿)?[大小](?:[一1]?[号码]|[一1]个)")
COUNT = re.compile(r"(?:就|要)?(?:[0-9]{1,4}|[一二两三四五六七八九十]{1,3})")
# Words around data that carry no wish of their own.
FILLER = re.compile(
    r"[\s，,。.、；;:：!！~～/\-]|我的|我|要|就|那|吧|的|是|嗯|了|呢|哈|啊|个|选|身高|体重|腰围|平时|穿|大概|左右|发"
)
QUESTION = re.compile(r"[吗么嘛?？]|多少|怎么|什么|哪|几|能不能|可不可以|有没有|行不")
DEAL = re.compile(
    r"行不行|行不|行吗|卖吗|卖不|卖不卖|可以吗|可以不|成不|成吗|好不好|好吗|能卖吗|怎么样|包邮|给我|一件|一个|拿走|出吗|吗|么|\?|？"
)
MONEY = "money"
COVERED = 0.8


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class FragmentClassifier(GraphComponent, IntentClassifier):
    """Overrides the intent with ``inform`` where entities cover the message and nothing is asked."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FragmentClassifier:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text, entities = message.get(TEXT) or "", message.get(ENTITIES) or []
            is_line = (message.get(INTENT) or {}).get("confidence") == 1.0
            intent = fragment_intent(text, entities, is_line)
            if intent is not None:
                _decide(message, intent)
        return messages


def _decide(message: Message, intent: str) -> None:
    """Certain in the ranking too: the fallback looks there for a second one that is nearly as likely."""
    found = {"name": intent, "confidence": 1.0}
    ranked = message.get(INTENT_RANKING_KEY) or []
    rest = [{**each, "confidence": 0.0} for each in ranked if each["name"] != intent]
    message.set(INTENT, found, add_to_output=True)
    message.set(INTENT_RANKING_KEY, [found, *rest], add_to_output=True)


def fragment_intent(text: str, entities: list[dict[str, Any]], is_line: bool = False) -> str | None:
    """The intent of a message that is a fragment; None where it is a sentence, and the classifier's.

    ``is_line``: it is a training line, which knows better what a bare word means: 88 says goodbye.
    """
    if is_bare_data(text, entities):
        return INFORM
    if is_price_question(text, entities):
        return BARGAIN
    bare = TAIL.sub("", text.strip().lower()) or text.strip()
    if entities or is_line:
        return None
    if (YES.fullmatch(bare) and not NO_YES.fullmatch(text.strip())) or is_any(text):
        return AFFIRM
    if NO.fullmatch(bare):
        return DENY
    return INFORM if any(each.fullmatch(bare) for each in (WHEN, COUNT, SIZE_STEP)) else None


def is_bare_data(text: str, entities: list[dict[str, Any]]) -> bool:
    """True where entities other than money make up the message and it asks nothing."""
    data = [each for each in entities if each["entity"] != MONEY]
    return bool(data) and not QUESTION.search(text) and _covers(text, data)


def is_price_question(text: str, entities: list[dict[str, Any]]) -> bool:
    """True where a price is named and all the rest asks for it: 15元行不行, 50卖吗, 打9折可以不."""
    prices = [each for each in entities if each["entity"] == MONEY]
    return bool(prices) and bool(DEAL.search(text)) and _covers(DEAL.sub("", text), _shifted(text, prices))


def _shifted(text: str, entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entities where they stand once the deal words are cut out."""
    return [
        {**each, "start": len(DEAL.sub("", text[: each["start"]])), "end": len(DEAL.sub("", text[: each["end"]]))}
        for each in entities
    ]


def _covers(text: str, data: list[dict[str, Any]]) -> bool:
    """The entities make up the text, but for words that carry no wish of their own."""
    covered = [False] * len(text)
    for each in data:
        covered[each["start"] : each["end"]] = [True] * (each["end"] - each["start"])
    open_text = "".join(char for char, is_covered in zip(text, covered, strict=True) if not is_covered)
    rest = len(FILLER.sub("", open_text))
    held = sum(covered)
    return held > 0 and held / (held + rest) >= COVERED
