"""The training lines as the files have them now, whatever the current model was trained on."""

from __future__ import annotations

from huashu.scripts import load_library
from huashu.scripts.project import training_lines
from huashu.settings import PROJECT, Settings
from huashu.training.questions import questions_of

Line = tuple[str, str]


def known_lines(settings: Settings) -> list[Line]:
    """(text, intent) of every line of ``data/nlu`` and of every 问法. Raises huashu.scripts.ScriptErrors."""
    questions = questions_of(load_library(settings.scripts))
    return [*written_lines(), *((text, each.intent) for each in questions for text in each.phrasings)]


def written_lines() -> list[Line]:
    files = sorted((PROJECT / "data" / "nlu").glob("*.yml"))
    return [(text, intent) for path in files for text, (intent, _) in training_lines(path.name, path.read_bytes())]
