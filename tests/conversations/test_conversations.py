"""Every conversation file, on the real model, the real actions and a real database."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conversations.runner import World, play_file

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*/*.yml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_conversation(world: World, path: Path) -> None:
    play_file(world, path)
