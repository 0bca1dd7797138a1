"""The candidates that ``bench/nlu.py`` compares: what each is called, and its pipeline as in a Rasa configuration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from huashu.settings import PROJECT
from huashu.training.train import BOT_PYTHON

OURS = "huashu.engine.classifier.ShopperIntentClassifier"
STOCK = "lib/python*/site-packages/rasa/engine/recipes/config_files/default_config.yml"
NEVER_SURE = 1.1  # no chance is above 1
Pipeline = list[dict[str, Any]]


@dataclass(frozen=True)
class Candidate:
    """``pipeline`` is asked when it is needed: it reads files of this checkout and of the installed Rasa."""

    title: str
    pipeline: Callable[[], Pipeline]


def read_pipeline(path: Path) -> Pipeline:
    """The pipeline of a Rasa configuration."""
    found: Pipeline = yaml.safe_load(path.read_text(encoding="utf-8"))["pipeline"]
    return found


def shipped() -> Pipeline:
    """All steps of ``config.yml``."""
    return read_pipeline(PROJECT / "config.yml")


def ours(**changed: float) -> Pipeline:
    """The classifier alone, with the settings of ``config.yml`` but for the changed ones."""
    return [{**each, **changed} for each in shipped() if each["name"] == OURS]


def rasas(*classifier: dict[str, Any], syntax: bool = False) -> Pipeline:
    """What Rasa's documentation suggests for Chinese: jieba's words, and characters 1-4 across them."""
    lexical = [{"name": "LexicalSyntacticFeaturizer"}] if syntax else []
    characters = {"name": "CountVectorsFeaturizer", "analyzer": "char", "min_ngram": 1, "max_ngram": 4}
    return [{"name": "JiebaTokenizer"}, *lexical, {"name": "CountVectorsFeaturizer"}, characters, *classifier]


def linear() -> Pipeline:
    return rasas({"name": "LogisticRegressionClassifier"})


def diet() -> Pipeline:
    """The intents alone; epochs and similarities as in Rasa's own default configuration."""
    settings = {"epochs": 100, "constrain_similarities": True, "entity_recognition": False, "random_seed": 0}
    return rasas({"name": "DIETClassifier", **settings}, syntax=True)


def stock() -> Pipeline:
    """What a new Rasa project has, read from the installed Rasa, with the one change that Chinese needs."""
    steps = read_pipeline(next(BOT_PYTHON.parents[1].glob(STOCK)))
    return [{"name": "JiebaTokenizer"} if each["name"] == "WhitespaceTokenizer" else each for each in steps]


CANDIDATES: Mapping[str, Candidate] = {
    "ours": Candidate("`ShopperIntentClassifier` as shipped", ours),
    "wording": Candidate("… the wording only", lambda: ours(meaning_share=0.0, sure=0.0)),
    "meaning": Candidate("… the meaning only", lambda: ours(meaning_share=1.0, sure=NEVER_SURE)),
    "both": Candidate("… both for every message", lambda: ours(sure=NEVER_SURE)),
    "shipped": Candidate("the whole pipeline of `config.yml`", shipped),
    "linear": Candidate("Rasa's `LogisticRegressionClassifier`", linear),
    "diet": Candidate("Rasa's `DIETClassifier`, intents only", diet),
    "stock": Candidate("the whole pipeline of `rasa init`, with jieba", stock),
}
