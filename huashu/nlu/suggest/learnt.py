"""``data/nlu/learnt.yml``: the lines that a shop took from its own transcripts.

A file of its own, which the product never ships: an upgrade replaces ``data/nlu/<skill>.yml`` and leaves it alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from huashu.disk import replace_bytes
from huashu.domain.errors import HuashuError
from huashu.nlu.suggest.lines import LineRefused, with_line
from huashu.settings import PROJECT

FILE = PROJECT / "data" / "nlu" / "learnt.yml"


class Changed(HuashuError):
    """Somebody else wrote the file meanwhile, so that what was written cannot be taken back."""

    code = "CHANGED"


@dataclass(frozen=True)
class Written:
    """One line written: the file's bytes before (None: there was no file) and after."""

    before: bytes | None
    after: bytes


class Learnt:
    """The file. Each line is on the disk when ``add`` returns, the whole file or the old one."""

    def __init__(self, path: Path = FILE) -> None:
        self._path = path

    def add(self, text: str, intent: str) -> Written:
        """Raises huashu.nlu.suggest.lines.LineRefused, OSError."""
        before = self._path.read_bytes() if self._path.exists() else None
        after = with_line(_decoded(before or b""), intent, text).encode("utf-8")
        replace_bytes(self._path, after)
        return Written(before, after)

    def take_back(self, written: Written) -> None:
        """The file as it was before this line, which must be the last one written. Raises Changed, OSError."""
        if not self._path.exists() or self._path.read_bytes() != written.after:
            raise Changed(f"{self._path.name} 刚才被别人改过，撤不回来：请自己删掉那一句")
        if written.before is None:
            self._path.unlink()
        else:
            replace_bytes(self._path, written.before)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise LineRefused(f"{FILE.name} 不是 UTF-8 编码") from None
