"""Messages that are never asked about again: ``$HUASHU_HOME/nlu/never.txt``, one a line."""

from __future__ import annotations

from pathlib import Path

from huashu.disk import replace_bytes
from huashu.nlu.parsing import NotText


class Never:
    """The file. What is added is on the disk at once."""

    def __init__(self, home: Path) -> None:
        self._path = home / "nlu" / "never.txt"

    def texts(self) -> list[str]:
        """The messages, in the order in which they were put there. Raises huashu.nlu.parsing.NotText."""
        if not self._path.exists():
            return []
        try:
            return [each for each in self._path.read_text(encoding="utf-8").split("\n") if each]
        except UnicodeDecodeError as problem:
            raise NotText(f"{self._path} is not UTF-8: {problem}") from problem

    def add(self, text: str) -> None:
        self._write([*self.texts(), text])

    def take_back(self, text: str) -> None:
        """Takes out the last entry of this text, if there is one."""
        kept = self.texts()[::-1]
        if text in kept:
            kept.remove(text)
        self._write(kept[::-1])

    def _write(self, texts: list[str]) -> None:
        replace_bytes(self._path, "".join(f"{each}\n" for each in texts).encode("utf-8"))
