"""The folder of the models: ``$HUASHU_HOME/models/huashu-<first 12 of the fingerprint>.tar.gz``, and ``current``, a
text file with the name of the one to use. A model is on the shelf whole or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from huashu.disk import replace_bytes
from huashu.settings import Settings

KEPT = 3
CURRENT = "current"


def model_name(fingerprint: str) -> str:
    """File name of the model that is made of these things."""
    return f"huashu-{fingerprint[:12]}.tar.gz"


class Shelf:
    """The models of one home."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def of(cls, settings: Settings) -> Shelf:
        return cls(settings.home / "models")

    def current(self) -> Path | None:
        """The model to use; None before the first training, or when it was taken away."""
        try:
            path = self.folder / (self.folder / CURRENT).read_text().strip()
        except FileNotFoundError:
            return None
        return path if path.is_file() else None

    def put(self, made: Path, fingerprint: str) -> None:
        """Takes a freshly trained file in, makes it current, and drops all but the newest three."""
        path = self.folder / model_name(fingerprint)
        os.replace(made, path)
        os.utime(path)
        self.use(path)

    def use(self, path: Path) -> None:
        """Makes a model of this shelf current, in one step."""
        replace_bytes(self.folder / CURRENT, f"{path.name}\n".encode())
        newest = sorted(self.folder.glob("huashu-*.tar.gz"), key=lambda each: each.stat().st_mtime, reverse=True)
        for old in [each for each in newest if each != path][KEPT - 1 :]:
            old.unlink(missing_ok=True)

    def take_back(self, refused: Path, loaded: str) -> None:
        """The bot would not load it: put aside, and what the bot has is current again, for the next start."""
        if (self.folder / loaded).is_file():
            self.use(self.folder / loaded)
        os.replace(refused, refused.with_suffix(".refused"))

    def lend(self, to: Shelf) -> None:
        """Gives another home this one's current model, without copying it."""
        current = self.current()
        assert current is not None, f"no model in {self.folder}"
        to.folder.mkdir(parents=True, exist_ok=True)
        (to.folder / current.name).symlink_to(current)
        to.use(to.folder / current.name)


def empty_folder(path: Path) -> Path:
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    return path
