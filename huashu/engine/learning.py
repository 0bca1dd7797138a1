"""``python -m huashu.engine.learning``: what the intent classifier would know with fewer training lines.

Reads JSON lines ``{"text"}`` from stdin until it ends, trains the classifier alone (without the pipeline's other steps)
on a sixteenth, an eighth, a quarter, half and all of the training lines, the smaller ones parts of the larger, and
writes a line for each: ``{"lines", "rankings"}``, of each text the whole ranking as ``{"name", "confidence"}``.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from huashu.engine.reading import as_typed, own_stdout
from huashu.engine.serve import hush_warnings
from huashu.settings import PROJECT

SHARES = (16, 8, 4, 2, 1)
SEED = 0
CLASSIFIER = "huashu.engine.classifier.ShopperIntentClassifier"


def training_lines() -> list[Any]:
    """What the classifier learns (no question of the shop's own), in an order that is random but always the same."""
    from rasa.shared.importers.importer import TrainingDataImporter
    from rasa.shared.nlu.constants import INTENT, TEXT

    from huashu.engine.questions import is_question_intent

    files = [str(PROJECT / name) for name in ("config.yml", "domain.yml", "data")]
    found = TrainingDataImporter.load_from_config(files[0], files[1], [files[2]]).get_nlu_data()
    lines = [each for each in found.intent_examples if each.get(TEXT) and not is_question_intent(each.get(INTENT))]
    random.Random(SEED).shuffle(lines)
    return lines


def shipped_config() -> dict[str, Any]:
    """The classifier's settings in ``config.yml``."""
    pipeline = yaml.safe_load((PROJECT / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    return next(each for each in pipeline if each["name"] == CLASSIFIER)


def rankings(lines: list[Any], texts: list[str]) -> list[list[dict[str, Any]]]:
    """What a classifier that learnt these messages makes of the texts. It is only spoken to as Rasa does."""
    from rasa.engine.storage.local_model_storage import LocalModelStorage
    from rasa.engine.storage.resource import Resource
    from rasa.shared.nlu.constants import INTENT_RANKING_KEY, TEXT
    from rasa.shared.nlu.training_data.message import Message
    from rasa.shared.nlu.training_data.training_data import TrainingData

    from huashu.engine.classifier import ShopperIntentClassifier

    with TemporaryDirectory() as folder:
        storage = LocalModelStorage.create(Path(folder))
        classifier = ShopperIntentClassifier(shipped_config(), storage, Resource("learning"))
        classifier.train(TrainingData(lines))
    asked = classifier.process([Message({TEXT: as_typed(each)}) for each in texts])
    return [each.get(INTENT_RANKING_KEY) for each in asked]


def main() -> None:
    hush_warnings()
    out = own_stdout()
    texts = [json.loads(line)["text"] for line in sys.stdin.buffer]
    lines = training_lines()
    for share in SHARES:
        count = len(lines) // share
        found = rankings(lines[:count], texts)
        out.write(json.dumps({"lines": count, "rankings": found}) + "\n")


if __name__ == "__main__":
    main()
