"""One training: the pointer moves only when it succeeded, and two never run at once. Rasa is a stand-in here."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from huashu.settings import Settings, read_settings
from huashu.training import train as training
from huashu.training.shelf import Shelf, model_name
from huashu.training.train import Trained, TrainingFailed, is_trained, train

FIRST, SECOND = "1" * 64, "2" * 64
# As much of Rasa's command line as a training uses: writes the model where --out says, and what it was called with.
STAND_IN = """#!/bin/sh
while [ "$1" != --out ]; do shift; done
echo run >> "{log}"
{then}
"""
MAKES_A_MODEL = 'sleep 0.2; echo model > "$2/huashu.tar.gz"'
FAILS = "echo a duplicate rule; exit 1"


class Workshop:
    """A home whose bot environment is the stand-in."""

    def __init__(self, home: Path, patch: pytest.MonkeyPatch) -> None:
        self.settings: Settings = read_settings({"HUASHU_HOME": str(home)})
        self.shelf = Shelf.of(self.settings)
        self.python, self.log = home / "python", home / "log"
        patch.setattr(training, "BOT_PYTHON", self.python)
        self.patch = patch
        self.files_are(FIRST)
        self.rasa(MAKES_A_MODEL)

    def files_are(self, fingerprint: str) -> None:
        self.patch.setattr(training, "training_fingerprint", lambda settings: fingerprint)

    def rasa(self, then: str) -> None:
        self.python.write_text(STAND_IN.format(log=self.log, then=then))
        self.python.chmod(self.python.stat().st_mode | stat.S_IXUSR)

    def runs(self) -> int:
        return self.log.read_text().count("run") if self.log.exists() else 0


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    return Workshop(tmp_path, monkeypatch)


def test_the_trained_model_is_current(workshop: Workshop) -> None:
    assert train(workshop.settings, FIRST) is Trained.NOW
    assert workshop.shelf.current() == workshop.shelf.folder / model_name(FIRST)
    assert is_trained(workshop.settings, FIRST)
    assert train(workshop.settings, FIRST) is Trained.BEFORE
    assert workshop.runs() == 1


def test_the_pointer_stays_when_a_training_fails(workshop: Workshop) -> None:
    train(workshop.settings, FIRST)
    workshop.files_are(SECOND)
    workshop.rasa(FAILS)
    with pytest.raises(TrainingFailed, match="a duplicate rule"):
        train(workshop.settings, SECOND)
    assert is_trained(workshop.settings, FIRST)
    assert not (workshop.shelf.folder / model_name(SECOND)).exists()


def test_a_training_that_makes_no_model_has_failed(workshop: Workshop) -> None:
    workshop.rasa("exit 0")
    with pytest.raises(TrainingFailed, match="exit code 0"):
        train(workshop.settings, FIRST)
    assert workshop.shelf.current() is None


def test_what_was_trained_of_files_that_changed_meanwhile_is_thrown_away(workshop: Workshop) -> None:
    workshop.files_are(SECOND)
    assert train(workshop.settings, FIRST) is Trained.OUTDATED
    assert workshop.shelf.current() is None


def test_a_model_that_is_on_the_shelf_is_taken_up_again_without_training(workshop: Workshop) -> None:
    train(workshop.settings, FIRST)
    workshop.files_are(SECOND)
    train(workshop.settings, SECOND)
    workshop.files_are(FIRST)
    assert train(workshop.settings, FIRST) is Trained.BEFORE
    assert is_trained(workshop.settings, FIRST)
    assert workshop.runs() == 2


def test_the_second_waits_and_finds_the_model_when_two_train_at_once(workshop: Workshop) -> None:
    with ThreadPoolExecutor(2) as threads:
        outcomes = list(threads.map(lambda _: train(workshop.settings, FIRST), range(2)))
    assert set(outcomes) == {Trained.NOW, Trained.BEFORE}
    assert workshop.runs() == 1
