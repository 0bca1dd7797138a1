"""The trainer's rounds: what makes it train, swap, give up and try again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from huashu.settings import PROJECT, Settings, read_settings
from huashu.training import fingerprint as prints
from huashu.training.bot import BotAway, SwapRefused
from huashu.training.fingerprint import training_fingerprint
from huashu.training.shelf import Shelf, model_name
from huashu.training.status import State, TrainingStatus, read_status
from huashu.training.train import Trained, TrainingFailed
from huashu.training.trainer import Trainer


class Door:
    """A bot that has a model, or is away while it has none."""

    def __init__(self) -> None:
        self.model: str | None = None
        self.refuses = ""

    def loaded(self) -> str:
        if self.model is None:
            raise BotAway("loading")
        return self.model

    def swap(self, path: Path) -> None:
        if self.refuses:
            raise SwapRefused(self.refuses)
        self.model = path.name


class Scene:
    """A project of one training file and the scripts, its home, a bot, and a training that takes no time."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.lines, self.scripts = folder / "data.yml", folder / "scripts_zh"
        self.lines.write_text("one")
        shutil.copytree(PROJECT / "scripts_zh", self.scripts)
        patch.setattr(prints, "PROJECT", folder)
        patch.setattr(prints, "TRAINED_ON", ("data.yml",))
        self.settings: Settings = read_settings({"HUASHU_HOME": str(folder), "HUASHU_SCRIPTS": str(self.scripts)})
        self.shelf, self.door = Shelf.of(self.settings), Door()
        self.door.model = "huashu-before.tar.gz"
        self.trained: list[str] = []
        self.fails = ""
        self.trainer = Trainer(self.settings, self.door, self.train)

    def train(self, settings: Settings, fingerprint: str) -> Trained:
        self.trained.append(fingerprint)
        if self.fails:
            raise TrainingFailed(self.fails)
        made = self.shelf.folder / "made"
        made.write_text("model")
        self.shelf.put(made, fingerprint)
        return Trained.NOW

    def wanted(self) -> str:
        return training_fingerprint(self.settings)

    def status(self) -> TrainingStatus:
        status = read_status(self.settings)
        assert status is not None
        return status


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scene:
    return Scene(tmp_path, monkeypatch)


def test_nothing_is_trained_while_nothing_changes(scene: Scene) -> None:
    for _ in range(3):
        scene.trainer.look()
    assert scene.trained == [scene.wanted()]
    assert (scene.status().state, scene.status().fingerprint) == (State.READY, scene.wanted())


def test_the_bot_gets_the_model_when_a_line_was_added(scene: Scene) -> None:
    scene.trainer.look()
    scene.door.model = model_name(scene.wanted())
    scene.lines.write_text("one\ntwo")
    scene.trainer.look()
    assert len(scene.trained) == 2
    assert scene.door.model == model_name(scene.wanted())
    assert scene.status().state is State.READY


def test_a_changed_wording_needs_no_training(scene: Scene) -> None:
    scene.trainer.look()
    file = next(scene.scripts.glob("greeting.yml"))
    file.write_text(file.read_text(encoding="utf-8").replace("亲", "亲亲", 1), encoding="utf-8")
    scene.trainer.look()
    assert len(scene.trained) == 1


def test_what_failed_is_tried_again_only_when_a_file_changes(scene: Scene) -> None:
    scene.fails = "line 3: a duplicate rule"
    for _ in range(3):
        scene.trainer.look()
    assert len(scene.trained) == 1
    assert (scene.status().state, scene.status().problem) == (State.FAILED, "line 3: a duplicate rule")
    scene.fails = ""
    scene.trainer.look()
    assert len(scene.trained) == 1
    scene.lines.write_text("mended")
    scene.trainer.look()
    assert (scene.status().state, scene.status().problem) == (State.READY, "")


def test_a_model_that_the_bot_refuses_is_not_offered_again(scene: Scene) -> None:
    old = scene.shelf.folder / "huashu-old.tar.gz"
    old.parent.mkdir(parents=True)
    old.write_text("model")
    scene.shelf.use(old)
    scene.door.model, scene.door.refuses = old.name, "does not load"
    scene.trainer.look()
    assert (scene.status().state, scene.status().problem) == (State.FAILED, "does not load")
    assert scene.shelf.current() == old  # what the next start begins with
    scene.door.refuses = ""
    scene.trainer.look()
    assert scene.door.model == old.name
    scene.lines.write_text("mended")
    scene.trainer.look()
    assert scene.door.model == model_name(scene.wanted())


def test_a_bot_that_came_back_with_an_older_model_is_brought_up_to_date(scene: Scene) -> None:
    scene.trainer.look()
    scene.door.model = "huashu-older.tar.gz"
    scene.trainer.look()
    assert scene.door.model == model_name(scene.wanted())
    assert len(scene.trained) == 1


def test_broken_scripts_are_waited_for(scene: Scene) -> None:
    scene.trainer.look()
    file = next(scene.scripts.glob("greeting.yml"))
    good = file.read_text(encoding="utf-8")
    file.write_text("场景: [", encoding="utf-8")
    scene.lines.write_text("one\ntwo")
    scene.trainer.look()
    assert len(scene.trained) == 1
    file.write_text(good, encoding="utf-8")
    scene.trainer.look()
    assert len(scene.trained) == 2
    assert scene.status().state is State.READY


def test_the_fingerprint_knows_the_phrasings_and_not_the_wording(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = {scene.wanted()}
    for phrasings in (("怎么洗",), ("怎么洗", "可以机洗吗")):
        asked = type("Entry", (), {"intent": "ask_faq_care_wash", "phrasings": phrasings})
        monkeypatch.setattr(prints, "questions_of", lambda library, asked=asked: (asked,))
        seen.add(scene.wanted())
    assert len(seen) == 3
