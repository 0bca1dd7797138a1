"""The intent classifier in Rasa's own storage: trained, kept, loaded, asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from huashu.engine.classifier import TfidfIntentClassifier
from huashu.engine.normalise import normalise

LINES = [
    ("在吗", "greet"),
    ("老板在不", "greet"),
    ("便宜点呗", "bargain_price"),
    ("能少十块不", "bargain_price"),
    ("几天能到北京", "ask_arrival_time"),
    ("多久到啊", "ask_arrival_time"),
]
RESOURCE = Resource("classifier")
CONTEXT = ExecutionContext(GraphSchema({}))


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    return LocalModelStorage.create(tmp_path)


def a_message(text: str, **data: Any) -> Message:
    return Message({TEXT: text, **data})


def trained(storage: LocalModelStorage, lines: list[tuple[str, str]] = LINES) -> TfidfIntentClassifier:
    classifier = TfidfIntentClassifier.create({}, storage, RESOURCE, CONTEXT)
    classifier.train(TrainingData([a_message(text, intent=intent) for text, intent in lines]))
    return classifier


def loaded(storage: LocalModelStorage) -> TfidfIntentClassifier:
    return TfidfIntentClassifier.load({}, storage, RESOURCE, CONTEXT)


def ranking_of(classifier: TfidfIntentClassifier, text: str, **data: Any) -> list[dict[str, Any]]:
    return classifier.process([a_message(text, **data)])[0].get(INTENT_RANKING_KEY)


@pytest.mark.parametrize(
    ("text", "intent"),
    [("老板便宜点", "bargain_price"), ("到北京要几天", "ask_arrival_time"), ("在不在", "greet")],
)
def test_intent_is_the_one_its_words_speak_for(storage: LocalModelStorage, text: str, intent: str) -> None:
    message = trained(storage).process([a_message(text)])[0]
    assert message.get(INTENT)["name"] == intent
    assert message.get(INTENT) == message.get(INTENT_RANKING_KEY)[0]


def test_ranking_names_every_intent_and_sums_to_one_when_asked(storage: LocalModelStorage) -> None:
    ranking = ranking_of(trained(storage), "便宜点几天到")
    confidences = [each["confidence"] for each in ranking]
    assert {each["name"] for each in ranking} == {"greet", "bargain_price", "ask_arrival_time"}
    assert sum(confidences) == pytest.approx(1)
    assert confidences == sorted(confidences, reverse=True)


def test_ranking_is_the_same_when_loaded_again(storage: LocalModelStorage) -> None:
    before = ranking_of(trained(storage), "能便宜不")
    assert ranking_of(loaded(storage), "能便宜不") == before


def test_training_twice_gives_the_same_ranking_when_the_lines_are_the_same(storage: LocalModelStorage) -> None:
    assert ranking_of(trained(storage), "少十块") == ranking_of(trained(storage), "少十块")


def test_tokens_of_the_pipeline_are_used_when_present(storage: LocalModelStorage) -> None:
    classifier = trained(storage)
    split_otherwise = {TOKENS_NAMES[TEXT]: [Token("便", 0), Token("宜点呗", 1)]}
    assert ranking_of(classifier, "便宜点呗", **split_otherwise) != ranking_of(classifier, "便宜点呗")


@pytest.mark.parametrize("text", ["", "   ", "？？？", "😀😀", "<b>hi</b>", "啊" * 5000])
def test_odd_text_gets_a_ranking_or_none_without_an_error(storage: LocalModelStorage, text: str) -> None:
    message = trained(storage).process([a_message(text)])[0]
    ranking = message.get(INTENT_RANKING_KEY)
    assert message.get(INTENT) == (ranking[0] if ranking else {"name": None, "confidence": 0.0})
    assert bool(ranking) == bool(text.strip())


@pytest.mark.parametrize("lines", [[], [("在吗", "greet")]])
def test_no_intent_is_claimed_when_there_was_nothing_to_tell_apart(
    storage: LocalModelStorage, lines: list[tuple[str, str]]
) -> None:
    trained(storage, lines)
    assert ranking_of(loaded(storage), "在吗") == []


def test_rasa_knows_the_component_as_a_trainable_intent_classifier() -> None:
    known = DefaultV1Recipe._registered_components[TfidfIntentClassifier.__name__]
    assert known.is_trainable
    assert known.types == {DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER}


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("ＯＫ！！", "ok"),
        ("３８码。", "38码"),
        ("急急急急急", "急急"),
        ("在吗吗", "在吗"),
        ("好的好的", "好的好的"),
        ("13800000000", "13800000000"),
        ("~~包邮吗~", "包邮吗"),
        ("红色，L码", "红色 l码"),
        ("？？？", "??"),
        ("  ", ""),
    ],
)
def test_normalise_when_spelling_differs(text: str, same: str) -> None:
    assert normalise(text) == same
