"""One training: into a folder of its own, then onto the shelf. A training that fails changes nothing."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from huashu.domain.errors import HuashuError
from huashu.settings import PROJECT, Settings
from huashu.training.fingerprint import training_fingerprint
from huashu.training.shelf import Shelf, empty_folder, model_name

BOT_PYTHON = PROJECT / ".venv" / "bot" / "bin" / "python"
LOG_END = 4000  # characters


class TrainingFailed(HuashuError):
    """The text is the end of the training's output."""

    code = "TRAINING"


class Trained(Enum):
    """What became of a training: the model was there, is new, or its files changed meanwhile (train again)."""

    BEFORE = "before"
    NOW = "now"
    OUTDATED = "outdated"


def is_trained(settings: Settings, fingerprint: str) -> bool:
    """The current model is made of these things."""
    current = Shelf.of(settings).current()
    return current is not None and current.name == model_name(fingerprint)


def train(settings: Settings, fingerprint: str) -> Trained:
    """Trains unless the model of these things is on the shelf; waits while another process trains into the same home.

    Raises:
        TrainingFailed: with the end of the output; the current model stays.
        huashu.scripts.ScriptErrors: the scripts broke meanwhile.
    """
    shelf = Shelf.of(settings)
    with _alone(shelf.folder):
        if is_trained(settings, fingerprint):
            return Trained.BEFORE
        known = shelf.folder / model_name(fingerprint)
        if known.is_file():
            os.utime(known)
            shelf.use(known)
            return Trained.BEFORE
        made = _rasa_train(settings, empty_folder(shelf.folder / ".training"))
        if training_fingerprint(settings) != fingerprint:
            made.unlink()
            return Trained.OUTDATED
        shelf.put(made, fingerprint)
        return Trained.NOW


def bot_environment(settings: Settings) -> dict[str, str]:
    """Quiet TensorFlow and no telemetry; the project's folder is where Rasa looks for classes."""
    quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
             "PYTHONWARNINGS": "ignore", "PYTHONPATH": str(PROJECT)}  # fmt: skip
    return {**os.environ, **settings.environment(), **quiet}


def _rasa_train(settings: Settings, out: Path) -> Path:
    """Dies with this process, so that a killed trainer leaves no training behind."""
    command = [sys.executable, "-m", "huashu.tether", str(BOT_PYTHON), "-m", "huashu.engine.serve", "train",
               "--out", str(out), "--fixed-model-name", "huashu", "--quiet"]  # fmt: skip
    done = subprocess.run(
        command, cwd=PROJECT, env=bot_environment(settings), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    made = out / "huashu.tar.gz"
    if done.returncode or not made.is_file():
        raise TrainingFailed(done.stdout[-LOG_END:].strip() or f"exit code {done.returncode}")
    return made


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One training at a time; the kernel lets go of the lock when the process ends, however it ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "training.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
