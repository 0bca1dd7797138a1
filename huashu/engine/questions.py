"""``QuestionMatcher``: is the message one of the shop's own questions (``scripts_zh/faq``)?

An entry has three to eight phrasings, the other intents have hundreds of lines: a classifier that learns both together
hears an entry in its very words only. So the entries have a small model of their own (single characters, every entry
weighing the same), whose finding counts where a phrasing of the entry is also near in meaning, so that 礼盒装还是袋装
is no 安装. It refines the classifier's answer: easily where that is one of the broad intents or unsure, otherwise only
where it is all but certain. What the other intents learn does not depend on the entries. How well that works is
measured in docs/nlu.md.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.special import expit
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from huashu.engine.learnt import Learnt
from huashu.engine.normalise import glued
from huashu.engine.vectors import Vectors, sentence_vector, sentence_vectors
from huashu.scripts.model import QUESTION_INTENT

WORD_FOR_WORD = 1.0  # how likely a phrasing itself is the question it was written for
OTHER = ""  # the class of every line that is no question of the shop
ENTRY_WEIGHT = 100.0  # what the phrasings of one entry weigh together, where a line of another intent weighs 1
Intent = dict[str, Any]


def is_question_intent(intent: str | None) -> bool:
    """Whether the intent was made of an entry of ``scripts_zh/faq``."""
    return (intent or "").startswith(QUESTION_INTENT)


@dataclass
class QuestionModel:
    """``phrasings``: text as the matcher compares it -> intent; ``meanings``: intent -> vectors of its phrasings."""

    phrasings: dict[str, str]
    regression: LogisticRegression
    meanings: dict[str, Vectors] = field(default_factory=dict)
    characters: TfidfVectorizer = field(
        default_factory=lambda: TfidfVectorizer(analyzer="char", lowercase=False, sublinear_tf=True)
    )

    def fit(self, others: list[str]) -> None:
        """Learn to tell the phrasings from each other and from the texts of the other intents."""
        lines = [text for text in others if text not in self.phrasings]
        sizes = Counter(self.phrasings.values())
        weights = [ENTRY_WEIGHT / sizes[intent] for intent in self.phrasings.values()]
        self.regression.fit(
            self.characters.fit_transform([*self.phrasings, *lines]),
            [*self.phrasings.values(), *[OTHER] * len(lines)],
            sample_weight=[*weights, *[1.0] * len(lines)],
        )
        for intent in sizes:
            self.meanings[intent] = sentence_vectors([text for text, of in self.phrasings.items() if of == intent])

    def likeness(self, text: str, intent: str) -> float:
        """Cosine of the text and the phrasing of this intent that is nearest in meaning."""
        return float(np.max(self.meanings[intent] @ sentence_vector(text)))

    def best(self, text: str) -> tuple[str, float]:
        """The likeliest question and how likely it is, from 0 to 1; a phrasing itself is certain."""
        if text in self.phrasings:
            return self.phrasings[text], WORD_FOR_WORD
        chances = self._chances(text)
        intent = max(chances, key=lambda each: chances[each])
        return intent, chances[intent]

    def _chances(self, text: str) -> dict[str, float]:
        scores = self.regression.decision_function(self.characters.transform([text]))[0]
        if len(self.regression.classes_) == 2:  # one entry only: one score, that of the second class
            return {str(self.regression.classes_[1]): float(expit(scores))}
        chances = {str(name): float(expit(score)) for name, score in zip(self.regression.classes_, scores, strict=True)}
        return {name: chance for name, chance in chances.items() if name != OTHER}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class QuestionMatcher(Learnt[QuestionModel], IntentClassifier):
    """Overrides the intent with a question of the shop. Runs right after the classifier.

    Config: ``broad`` = intents that a question refines; ``short`` = intents that no unsure question replaces;
    ``near`` = chance from which it does so, also where the classifier is less sure than ``unsure``; ``certain`` =
    chance from which it replaces any intent; ``alike`` = cosine that a phrasing has at least in either case;
    ``least``, ``most`` = confidence it has at least, and at most unless it is a phrasing. Without entries it does
    nothing.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "broad": ["ask_product_info", "ask_quality", "out_of_scope"],
            "short": ["affirm", "deny", "inform", "thank", "greet", "goodbye"],
            "near": 0.03,
            "certain": 0.3,
            "alike": 0.6,
            "unsure": 0.5,
            "least": 0.5,
            "most": 0.99,
            "C": 1.0,
            "random_state": 0,
        }

    @staticmethod
    def required_packages() -> list[str]:
        return ["sklearn", "joblib"]

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the phrasings against all other lines, and persist."""
        lines = [(glued(each.get(TEXT)), each.get(INTENT)) for each in training_data.intent_examples if each.get(TEXT)]
        phrasings = {text: intent for text, intent in lines if is_question_intent(intent)}
        self._model = self._fitted(phrasings, [text for text, intent in lines if not is_question_intent(intent)])
        return self._persist()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = glued(message.get(TEXT) or "")
            if self._model is not None and text:
                self._refine(message, *self._model.best(text))
        return messages

    def _fitted(self, phrasings: dict[str, str], others: list[str]) -> QuestionModel | None:
        if not phrasings or not others:
            return None
        seed = self._config["random_state"]
        model = QuestionModel(
            phrasings, LogisticRegression(C=self._config["C"], solver="liblinear", random_state=seed)
        )
        model.fit(others)
        return model

    def _refine(self, message: Message, question: str, chance: float) -> None:
        """A question that refines a broad intent is as sure as that was, so that a message is cut as before."""
        known: Intent = message.get(INTENT) or {"name": None, "confidence": 0.0}
        if chance < self._needed(known) or not self._is_alike(message.get(TEXT), question):
            return
        likely = min(max(self._config["least"], known["confidence"]), self._config["most"])
        confidence = max(chance, likely)
        rest = [{**each, "confidence": each["confidence"] * (1 - confidence)}
                for each in message.get(INTENT_RANKING_KEY) or []]  # fmt: skip
        found = {"name": question, "confidence": confidence}
        message.set(INTENT, found, add_to_output=True)
        message.set(INTENT_RANKING_KEY, [found, *rest], add_to_output=True)

    def _is_alike(self, text: str, question: str) -> bool:
        assert self._model is not None
        return self._model.likeness(text, question) >= self._config["alike"]

    def _needed(self, known: Intent) -> float:
        unsure = known["confidence"] < self._config["unsure"] and known["name"] not in self._config["short"]
        is_broad = known["name"] in self._config["broad"]
        if known["confidence"] >= WORD_FOR_WORD and not is_broad:
            return WORD_FOR_WORD  # a training line of that intent, word for word
        refines = is_broad or unsure
        return float(self._config["near"] if refines else self._config["certain"])
