"""A question of the shop becomes intent, lines and rule by itself, and a form steps aside for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActionExecutionRejected, ActiveLoop, Event, SlotSet, UserUttered
from rasa.shared.core.generator import TrainingDataGenerator
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import INTENT, TEXT

from huashu.engine import importer as ours

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Entry:
    intent: str
    phrasings: tuple[str, ...]


WASH = Entry("ask_faq_care_wash", ("怎么洗", "可以机洗吗", "洗的时候要注意什么"))
INSTALL = Entry("ask_faq_lamp_install", ("包安装吗", "怎么安装", "可以上门安装吗"))


def importer_with(*entries: Entry) -> Iterator[TrainingDataImporter]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(PROJECT)
        patch.setattr(ours, "questions_of", lambda library: entries)
        yield TrainingDataImporter.load_from_config("config.yml", "domain.yml", ["data"])


@pytest.fixture(scope="module")
def importer() -> Iterator[TrainingDataImporter]:
    yield from importer_with(WASH, INSTALL)


@pytest.fixture
def plain() -> Iterator[TrainingDataImporter]:
    yield from importer_with()


def test_a_question_is_an_intent_with_its_lines(importer: TrainingDataImporter) -> None:
    domain, data = importer.get_domain(), importer.get_nlu_data()
    assert {WASH.intent, INSTALL.intent} <= set(domain.intents)
    assert "action_answer_question" in domain.action_names_or_texts
    for entry in (WASH, INSTALL):
        lines = [each.get(TEXT) for each in data.intent_examples if each.get(INTENT) == entry.intent]
        assert tuple(lines) == entry.phrasings


def test_a_line_that_the_question_answers_has_no_other_intent(importer: TrainingDataImporter) -> None:
    lines = importer.get_nlu_data().intent_examples
    intents = {each.get(INTENT) for each in lines if each.get(TEXT) in ("包安装吗", "怎么洗")}
    assert intents == {WASH.intent, INSTALL.intent}


def test_nothing_is_added_when_the_shop_asks_nothing(plain: TrainingDataImporter) -> None:
    assert not [each for each in plain.get_domain().intents if each.startswith("ask_faq_")]
    assert not [step for step in plain.get_stories().story_steps if "ask_faq_" in str(step.block_name)]


def predicted(policy: RulePolicy, domain: Domain, *events: Event) -> str:
    tracker = DialogueStateTracker.from_events("qingmian/a", [ActionExecuted("action_listen"), *events], domain.slots)
    chances = policy.predict_action_probabilities(tracker, domain).probabilities
    return str(domain.action_names_or_texts[chances.index(max(chances))])


def asks(intent: str) -> UserUttered:
    return UserUttered("…", {"name": intent, "confidence": 1.0})


def trained_policy(importer: TrainingDataImporter, domain: Domain, folder: Path) -> RulePolicy:
    trackers = TrainingDataGenerator(importer.get_stories(), domain).generate()
    config = {**RulePolicy.get_default_config(), "core_fallback_action_name": "action_listen"}
    context = ExecutionContext(GraphSchema({}))
    policy = RulePolicy.create(config, LocalModelStorage.create(folder), Resource("rules"), context)
    policy.train(trackers, domain)
    return policy


IN_A_FORM = (asks("place_order"), ActionExecuted("action_start_order"), ActiveLoop("order_form"),
             ActionExecuted("order_form"), SlotSet("requested_slot", "order_phone"),
             ActionExecuted("action_listen"))  # fmt: skip
SUPERVISOR_OFFERED = (asks("supervisor_answered"), ActionExecuted("action_tell_supervisor_answer"),
                      SlotSet("pending_question", "offer"), ActionExecuted("action_listen"))  # fmt: skip
CONFIRMING = (SlotSet("pending_question", "order_confirm"), ActionExecuted("action_listen"))


def test_a_question_is_answered_wherever_it_is_asked(importer: TrainingDataImporter, tmp_path: Path) -> None:
    domain = importer.get_domain()
    policy = trained_policy(importer, domain, tmp_path)
    for intent in (WASH.intent, INSTALL.intent, "ask_carrier"):
        answer = {"ask_carrier": "action_answer_carrier"}.get(intent, "action_answer_question")
        for before in ((), SUPERVISOR_OFFERED, CONFIRMING):
            assert predicted(policy, domain, *before, asks(intent)) == answer
        refused = (*IN_A_FORM, asks(intent), ActionExecutionRejected("order_form"))
        assert predicted(policy, domain, *refused) == answer
        assert predicted(policy, domain, *refused, ActionExecuted(answer)) == "order_form"
