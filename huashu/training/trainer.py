"""The trainer: sees that what a model is made of changed, trains beside the running shop, has the bot swap."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import structlog

from huashu.disk import Stamp
from huashu.scripts import ScriptErrors
from huashu.settings import Settings
from huashu.training.bot import BotAway, ModelDoor, SwapRefused
from huashu.training.fingerprint import inputs_stamp, training_fingerprint
from huashu.training.shelf import Shelf
from huashu.training.status import State, write_status
from huashu.training.train import Trained, TrainingFailed, is_trained, train

log = structlog.get_logger()

EVERY_SECONDS = 1.0
Train = Callable[[Settings, str], Trained]


class Trainer:
    """``look`` is one round. What failed is not tried again before one of the files changes."""

    def __init__(self, settings: Settings, bot: ModelDoor, train: Train = train) -> None:
        self._settings, self._bot, self._train = settings, bot, train
        self._stamp: Stamp | None = None
        self._wanted = ""
        self._given_up = False

    def look(self) -> None:
        """Trains if the files changed, then sees to it that the bot has the current model."""
        self._read()
        if not self._wanted or self._given_up:
            return
        try:
            if self._is_ready():
                self._tell(State.READY)
        except TrainingFailed as problem:
            self._give_up("training failed", str(problem))
        except SwapRefused as problem:
            self._give_up("the bot refused the model", str(problem))
        except ScriptErrors:
            return  # They broke meanwhile: their new stamp is read in the next round.

    def _read(self) -> None:
        """The files' fingerprint, taken anew when their stamp changed. Broken scripts are waited for."""
        stamp = inputs_stamp(self._settings)
        if stamp == self._stamp:
            return
        self._stamp, self._given_up = stamp, False
        try:
            self._wanted = training_fingerprint(self._settings)
        except ScriptErrors as problems:
            self._wanted = ""
            log.warning("scripts cannot be used: the model stays", problems=len(problems.problems))

    def _is_ready(self) -> bool:
        if not is_trained(self._settings, self._wanted) and not self._is_made():
            return False
        return self._bot_is_up_to_date()

    def _is_made(self) -> bool:
        log.info("training", fingerprint=self._wanted[:12])
        self._tell(State.TRAINING)
        began = time.monotonic()
        outcome = self._train(self._settings, self._wanted)
        log.info("training ended", outcome=outcome.value, seconds=round(time.monotonic() - began, 1))
        return outcome is not Trained.OUTDATED

    def _bot_is_up_to_date(self) -> bool:
        """A bot that is away starts with the current model; until it answers nobody can say that it has it."""
        current = Shelf.of(self._settings).current()
        try:
            loaded = self._bot.loaded()
            if current is not None and loaded != current.name:
                self._swap(current, loaded)
        except BotAway as problem:
            log.debug("the bot is away", problem=str(problem))
            return False
        return True

    def _swap(self, model: Path, loaded: str) -> None:
        self._tell(State.TRAINING)
        began = time.monotonic()
        try:
            self._bot.swap(model)
        except SwapRefused:
            Shelf.of(self._settings).take_back(model, loaded)
            raise
        log.info("the bot has a new model", model=model.name, seconds=round(time.monotonic() - began, 1))

    def _give_up(self, what: str, problem: str) -> None:
        self._given_up = True
        self._tell(State.FAILED, problem)
        log.error(f"{what}; tried again when a file changes\n{problem}", fingerprint=self._wanted[:12])

    def _tell(self, state: State, problem: str = "") -> None:
        write_status(self._settings, state, self._wanted, problem)


def run(settings: Settings, bot: ModelDoor, pause: Callable[[float], object] = time.sleep) -> None:
    """Looks every second, for ever."""
    trainer = Trainer(settings, bot)
    log.info("trainer started", home=str(settings.home))
    while True:
        try:
            trainer.look()
        except Exception:  # A mistake of ours: said loudly; the shop goes on with the model it has.
            log.exception("a round of the trainer failed")
        pause(EVERY_SECONDS)
