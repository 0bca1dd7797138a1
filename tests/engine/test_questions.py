"""The shop's own questions are heard in other words too, and take nothing from the other intents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.fallback_classifier import FallbackClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from huashu.engine.classifier import ShopperIntentClassifier
from huashu.engine.questions import QuestionMatcher

PROJECT = Path(__file__).resolve().parents[2]
CONTEXT = ExecutionContext(GraphSchema({}))
REFILL, REMOTE = "ask_faq_pen_refill", "ask_faq_lamp_remote"
PHRASINGS = {
    REFILL: ["笔芯能换吗", "可以换笔芯吗", "有替换笔芯吗", "笔芯单独卖吗", "用完了能换芯吗"],
    REMOTE: ["有遥控吗", "能用遥控器控制吗", "支持手机控制吗", "遥控器送吗", "可以接天猫精灵吗"],
}


def product_lines() -> list[tuple[str, str]]:
    """What the product is trained on, without any question of a shop."""
    blocks = [block for path in sorted((PROJECT / "data" / "nlu").glob("*.yml"))
              for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]]  # fmt: skip
    return [(line.strip()[2:], block["intent"]) for block in blocks for line in block["examples"].splitlines()
            if line.strip().startswith("- ")]  # fmt: skip


def examples(lines: list[tuple[str, str]]) -> TrainingData:
    return TrainingData([Message.build(text=text, intent=intent) for text, intent in lines])


LINES = product_lines()
QUESTIONS = [(text, intent) for intent, texts in PHRASINGS.items() for text in texts]


class Understanding:
    """Classifier and matcher, trained, kept and loaded again."""

    def __init__(self, folder: Path, questions: list[tuple[str, str]]) -> None:
        storage = LocalModelStorage.create(folder)
        self.parts: list[Any] = []
        for each in (ShopperIntentClassifier, QuestionMatcher):
            resource = Resource(each.__name__)
            each.create({}, storage, resource, CONTEXT).train(examples([*LINES, *questions]))
            self.parts.append(each.load({}, storage, resource, CONTEXT))

    def read(self, text: str) -> Message:
        message = Message({TEXT: text})
        for each in self.parts:
            each.process([message])
        return message

    def intent(self, text: str) -> str:
        return str(self.read(text).get(INTENT)["name"])


@pytest.fixture(scope="module")
def with_questions(tmp_path_factory: pytest.TempPathFactory) -> Understanding:
    return Understanding(tmp_path_factory.mktemp("with"), QUESTIONS)


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Understanding:
    return Understanding(tmp_path_factory.mktemp("without"), [])


@pytest.mark.parametrize(("text", "intent"), QUESTIONS, ids=[text for text, _ in QUESTIONS])
def test_a_phrasing_is_its_question_for_certain(with_questions: Understanding, text: str, intent: str) -> None:
    for written in (text, f"{text}？", f" {text} "):
        assert with_questions.read(written).get(INTENT) == {"name": intent, "confidence": 1.0}


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("这个笔的芯可以换不", REFILL),
        ("笔芯怎么换", REFILL),
        ("你家卖不卖替换的笔芯", REFILL),
        ("带不带遥控", REMOTE),
        ("手机能不能控制", REMOTE),
        ("天猫精灵能控制不", REMOTE),
    ],
)
def test_a_question_is_heard_in_other_words(with_questions: Understanding, text: str, intent: str) -> None:
    assert with_questions.intent(text) == intent


@pytest.mark.parametrize(
    "text",
    ["便宜点呗", "发什么快递", "能换货吗", "可以换个颜色吗", "可以", "好的", "有货吗", "送什么", "用完不满意能退吗"],
)
def test_what_is_none_of_the_shop_s_questions_is_read_as_before(
    with_questions: Understanding, without: Understanding, text: str
) -> None:
    assert with_questions.read(text).get(INTENT_RANKING_KEY) == without.read(text).get(INTENT_RANKING_KEY)


def test_few_of_the_product_s_lines_become_a_question(with_questions: Understanding, without: Understanding) -> None:
    sample = [(text, intent) for text, intent in LINES[::20] if text not in {each for each, _ in QUESTIONS}]
    taken = [text for text, _ in sample if with_questions.intent(text) in PHRASINGS]
    assert len(taken) <= len(sample) / 100, taken  # at most one in a hundred


def test_the_answer_is_clear_enough_for_the_fallback(with_questions: Understanding) -> None:
    fallback = FallbackClassifier({"threshold": 0.35, "ambiguity_threshold": 0.02})
    for text in ("带不带遥控", "笔芯怎么换"):
        message = with_questions.read(text)
        ranking = message.get(INTENT_RANKING_KEY)
        assert ranking[0] == message.get(INTENT)
        assert sum(each["confidence"] for each in ranking) == pytest.approx(1)
        assert fallback.process([message])[0].get(INTENT)["name"] in PHRASINGS


def test_one_question_alone_can_be_told_from_all_else(tmp_path: Path) -> None:
    alone = Understanding(tmp_path, [each for each in QUESTIONS if each[1] == REMOTE])
    assert alone.intent("带不带遥控") == REMOTE
    assert alone.intent("发什么快递") == "ask_carrier"


def test_something_is_kept_when_there_is_no_question(tmp_path: Path) -> None:
    storage, resource = LocalModelStorage.create(tmp_path), Resource("matcher")
    QuestionMatcher.create({}, storage, resource, CONTEXT).train(examples(LINES[:50]))
    with storage.read_from(resource) as kept:
        assert list(kept.iterdir())  # an empty folder would be lost in Rasa's cache, and the model would not load


@pytest.mark.parametrize("text", ["", "   ", "？？？", "😀😀", "啊" * 5000])
def test_odd_text_is_no_error(with_questions: Understanding, text: str) -> None:
    assert with_questions.intent(text) not in PHRASINGS
