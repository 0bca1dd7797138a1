"""Every conversation file, on the real model, the real actions and a real database."""

from __future__ import annotations

from pathlib import Path

import pytest

from huashu.workshop.play.playing import play
from huashu.workshop.play.reading import read_conversations
from huashu.workshop.play.telling import as_text
from huashu.workshop.stage import Stage

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*/*.yml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_conversation(stage: Stage, path: Path) -> None:
    [conversation] = read_conversations([path], stage.services.library())
    played = play(stage, conversation)
    assert played.failure is None, as_text(played)
