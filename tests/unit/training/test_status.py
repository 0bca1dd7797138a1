"""The status of the training, as the trainer writes it and others read it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from huashu.settings import Settings, read_settings
from huashu.training.status import FILE, State, read_status, write_status


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"HUASHU_HOME": str(tmp_path)})


def test_there_is_no_status_before_a_trainer_ran(settings: Settings) -> None:
    assert read_status(settings) is None


def test_what_is_written_is_read(settings: Settings) -> None:
    write_status(settings, State.FAILED, "f1", "第 3 行：不对")
    status = read_status(settings)
    assert status is not None
    assert (status.state, status.fingerprint, status.problem) == (State.FAILED, "f1", "第 3 行：不对")
    assert datetime.fromisoformat(status.since).utcoffset() == timedelta(0)


def test_since_is_when_the_state_began(settings: Settings) -> None:
    write_status(settings, State.READY, "f1")
    began = read_status(settings)
    write_status(settings, State.READY, "f1")
    assert read_status(settings) == began
    write_status(settings, State.READY, "f2")
    assert began is not None and read_status(settings) != began


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"state": "asleep", "fingerprint": "", "since": "", "problem": ""}'])
def test_a_status_of_another_shape_is_none(settings: Settings, text: str) -> None:
    folder = settings.home / "models"
    folder.mkdir()
    (folder / FILE).write_text(text)
    assert read_status(settings) is None
