"""Tells Rasa what ``scripts_zh/`` holds, so that nobody edits the domain for it.

Every script id becomes a response; its text stays out of the model (:mod:`huashu.engine.nlg` renders it when it is
said), so wording changes need no training. Every question of the shop becomes an intent, its phrasings the intent's
lines, and one rule answers it: those are new with the next training.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from huashu.engine.answered import Line, without_answered
from huashu.engine.lines import TrainingLine
from huashu.scripts import Library, load_library
from huashu.scripts.model import Wish
from huashu.settings import read_settings
from huashu.training.questions import Asked, questions_of

ANSWER = "action_answer_question"


class ScriptImporter(RasaFileImporter):
    """Rasa's own file importer plus a response for every script and intent, lines and rule for every question; the
    name of a wish (``wishes.yml``) is a line of it.

    Raises:
        huashu.scripts.ScriptErrors: with every problem of every file, so a broken script never gets into a model.
    """

    @cached_property
    def library(self) -> Library:
        """Read once, so that domain, lines and rules are of one version of the files."""
        return load_library(read_settings().scripts)

    def get_domain(self) -> Domain:
        responses: dict[str, Any] = {script_id: [{"text": script_id}] for script_id in self.library.scripts}
        added = {"responses": responses, **added_domain(questions_of(self.library))}
        return super().get_domain().merge(Domain.from_dict(added))

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        written = super().get_stories(exclusion_percentage)
        rules = added_rules(questions_of(self.library))
        return written.merge(StoryGraph(YAMLStoryReader(self.get_domain()).read_from_parsed_yaml(rules)))

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        written, questions = self._written(language), questions_of(self.library)
        lines = [(each.get(TEXT) or "", each.get(INTENT) or "") for each in written.training_examples]
        kept = set(without_answered(lines, [text for each in questions for text in each.phrasings]))
        written.training_examples = [
            each for each, line in zip(written.training_examples, lines, strict=True) if line in kept
        ]
        added = [*added_examples(questions), *named_examples(self.library.wishes.values(), kept)]
        return written.merge(TrainingData(added))

    def _written(self, language: str | None) -> TrainingData:
        """As Rasa reads the files, in lines that are cheap to merge."""
        files = [load_data(path, language) for path in self._nlu_files]
        for each in files:
            each.training_examples = [TrainingLine.of(line) for line in each.training_examples]
        return TrainingData().merge(*files)


def added_domain(questions: Sequence[Asked]) -> dict[str, Any]:
    """Domain keys for the questions: one intent each, and the action that answers them all."""
    if not questions:
        return {}
    return {"intents": [each.intent for each in questions], "actions": [ANSWER]}


def added_rules(questions: Sequence[Asked]) -> dict[str, Any]:
    """Rasa's rules format, one rule each. A form steps aside for them as for every intent ``ask_…``: ``is_question`` in
    actions/fields.py."""
    return {
        "version": "3.1",
        "rules": [
            {"rule": f"asks {each.intent}", "steps": [{"intent": each.intent}, {"action": ANSWER}]}
            for each in questions
        ],
    }


def added_examples(questions: Sequence[Asked]) -> list[Message]:
    """The phrasings as training lines."""
    return [Message.build(text=text, intent=each.intent) for each in questions for text in each.phrasings]


def named_examples(wishes: Iterable[Wish], written: Collection[Line]) -> list[Message]:
    """What a wish is called where we ask which one is meant, as a training line: a button sends it. Not twice: a line
    that is ``written`` already would weigh double."""
    return [
        Message.build(text=each.phrase, intent=each.intent)
        for each in wishes
        if (each.phrase, each.intent) not in written
    ]
