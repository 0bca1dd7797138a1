"""The intent classifier in Rasa's own storage: trained, kept, loaded, asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from huashu.engine.classifier import ShopperIntentClassifier
from huashu.engine.normalise import glued, normalise
from huashu.engine.vectors import sentence_vector

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


def trained(
    storage: LocalModelStorage, lines: list[tuple[str, str]] = LINES, **config: float
) -> ShopperIntentClassifier:
    classifier = ShopperIntentClassifier.create(config, storage, RESOURCE, CONTEXT)
    classifier.train(TrainingData([a_message(text, intent=intent) for text, intent in lines]))
    return classifier


def loaded(storage: LocalModelStorage) -> ShopperIntentClassifier:
    return ShopperIntentClassifier.load({}, storage, RESOURCE, CONTEXT)


def ranking_of(classifier: ShopperIntentClassifier, text: str, **data: Any) -> list[dict[str, Any]]:
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


def rounded(ranking: list[dict[str, Any]]) -> list[tuple[str, float]]:
    """To twelve digits: with several threads sums are added up in another order each time."""
    return [(each["name"], round(each["confidence"], 12)) for each in ranking]


def test_ranking_is_the_same_when_loaded_again(storage: LocalModelStorage) -> None:
    before = ranking_of(trained(storage), "能便宜不")
    assert rounded(ranking_of(loaded(storage), "能便宜不")) == rounded(before)


def test_training_twice_gives_the_same_ranking_when_the_lines_are_the_same(storage: LocalModelStorage) -> None:
    assert rounded(ranking_of(trained(storage), "少十块")) == rounded(ranking_of(trained(storage), "少十块"))


def test_training_line_is_certain_however_it_is_punctuated(storage: LocalModelStorage) -> None:
    message = trained(storage).process([a_message("便宜 点呗！！")])[0]
    assert message.get(INTENT) == {"name": "bargain_price", "confidence": 1.0}


def test_line_of_two_intents_is_not_certain(storage: LocalModelStorage) -> None:
    ranking = ranking_of(trained(storage, [*LINES, ("在吗", "bargain_price")]), "在吗")
    assert ranking[0]["confidence"] < 1


def test_meaning_decides_where_no_character_is_shared(storage: LocalModelStorage) -> None:
    text = "什么时候送达"
    assert ranking_of(trained(storage), text)[0]["name"] == "ask_arrival_time"
    assert ranking_of(trained(storage, meaning_share=0.0), text)[0]["name"] != "ask_arrival_time"


def test_sentence_vector_is_not_asked_where_the_wording_is_sure(storage: LocalModelStorage) -> None:
    classifier = trained(storage, sure=0.0)
    sentence_vector.cache_clear()
    ranking_of(classifier, "老板便宜点")
    assert sentence_vector.cache_info().misses == 0


def test_numbers_are_one_when_only_they_differ(storage: LocalModelStorage) -> None:
    lines = [*LINES, ("买3盒", "place_order"), ("拍3盒", "place_order")]
    classifier = trained(storage, lines)
    assert classifier._model is not None
    wording = classifier._model.wording
    assert (wording.chances("给我来9盒") == wording.chances("给我来27盒")).all()


@pytest.mark.parametrize("text", ["", "   ", "？？？", "😀😀", "<b>hi</b>", "啊" * 5000])
def test_odd_text_gets_a_ranking_or_none_without_an_error(storage: LocalModelStorage, text: str) -> None:
    message = trained(storage).process([a_message(text)])[0]
    ranking = message.get(INTENT_RANKING_KEY)
    assert message.get(INTENT) == (ranking[0] if ranking else {"name": None, "confidence": 0.0})
    assert bool(ranking) == bool(glued(text))


@pytest.mark.parametrize("lines", [[], [("在吗", "greet")]])
def test_no_intent_is_claimed_when_there_was_nothing_to_tell_apart(
    storage: LocalModelStorage, lines: list[tuple[str, str]]
) -> None:
    trained(storage, lines)
    assert ranking_of(loaded(storage), "在吗") == []


def test_rasa_knows_the_component_as_a_trainable_intent_classifier() -> None:
    known = DefaultV1Recipe._registered_components[ShopperIntentClassifier.__name__]
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
        ("這個發順豐嗎", "这个发顺丰吗"),
        ("https://item.example.com/x?id=1 这个有货吗", "这个有货吗"),
        ("[链接x]有红色吗", "有红色吗"),
        ("好的[微笑]谢谢/:^_^", "好的 谢谢"),
        ("[链接x]", ""),
    ],
)
def test_normalise_when_spelling_differs(text: str, same: str) -> None:
    assert normalise(text) == same
