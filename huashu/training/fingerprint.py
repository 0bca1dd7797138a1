"""What a model is made of: two models of the same things are the same model."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from huashu.disk import Stamp, stamp_of
from huashu.scripts import Library, load_library
from huashu.scripts.load import watched_files
from huashu.scripts.project import read_project
from huashu.settings import PROJECT, Settings
from huashu.training.questions import questions_of

TRAINED_ON = ("config.yml", "domain.yml", "data", "huashu/engine", "requirements/bot.lock")


def training_fingerprint(settings: Settings) -> str:
    """SHA-256 over everything a model is made of; script ids and the shop's questions count, wording does not.

    Raises:
        huashu.scripts.ScriptErrors: the scripts are refused, so nothing is trained on them.
    """
    digest = hashlib.sha256()
    for path in _project_files():
        digest.update(str(path.relative_to(PROJECT)).encode() + b"\0" + path.read_bytes())
    digest.update("\n".join(_trained_of_scripts(load_library(settings.scripts, read_project(PROJECT)))).encode())
    return digest.hexdigest()


def inputs_stamp(settings: Settings) -> Stamp:
    """A cheap look at the same files, names and times only: unless it changes, the fingerprint does not."""
    return stamp_of((*_project_files(), *watched_files(settings.scripts)))


def _trained_of_scripts(library: Library) -> Iterator[str]:
    yield from sorted(library.scripts)
    for question in questions_of(library):
        yield "\t".join((question.intent, *question.phrasings))
    for wish in library.wishes.values():
        yield "\t".join((wish.intent, wish.phrase))


def _project_files() -> Iterator[Path]:
    for name in TRAINED_ON:
        root = PROJECT / name
        for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if path.is_file() and path.suffix != ".pyc":
                yield path

