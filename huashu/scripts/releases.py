"""Versions of the scripts that were good, kept as they were.

So a turn ends with the version it began with, a broken file never takes the last good one away, and every process on
the machine speaks from the same version.
"""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
from pathlib import Path

from huashu.scripts.load import Files, library_of
from huashu.scripts.model import Library

MOST = 50
LIVE = "live"


class Releases:
    """A folder with one ``<revision>.zip`` a version, and ``live``, which names the newest. Each file is written whole
    or not at all; the newest 50 versions are kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, name: str, files: Files, revision: str) -> None:
        """Keeps a version that was found good, as the one that is live. ``name`` is how its folder is called."""
        self._folder.mkdir(parents=True, exist_ok=True)
        if not self.has(revision):
            self._write(self._path(revision), _packed(name, files))
            self._forget_old()
        self._write(self._folder / LIVE, revision.encode())

    def live(self) -> str | None:
        """The revision that was live last; None when none ever was."""
        try:
            return (self._folder / LIVE).read_text().strip()
        except OSError:
            return None

    def has(self, revision: str) -> bool:
        return self._path(revision).exists()

    def load(self, revision: str) -> Library | None:
        """A kept version; None when it is not there (any more). It was checked when it was kept."""
        try:
            with zipfile.ZipFile(self._path(revision)) as packed:
                files = {each: packed.read(each) for each in packed.namelist()}
                return library_of(packed.comment.decode(), files, checked=True)
        except (OSError, zipfile.BadZipFile):
            return None

    def _path(self, revision: str) -> Path:
        return self._folder / f"{Path(revision).name}.zip"

    def _write(self, path: Path, content: bytes) -> None:
        number, aside = tempfile.mkstemp(dir=self._folder)
        with os.fdopen(number, "wb") as opened:
            opened.write(content)
        os.replace(aside, path)

    def _forget_old(self) -> None:
        kept = sorted(self._folder.glob("*.zip"), key=_age)
        for path in kept[:-MOST]:
            path.unlink(missing_ok=True)


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _packed(name: str, files: Files) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = name.encode()
        for path, content in sorted(files.items()):
            archive.writestr(path, content)
    return packed.getvalue()
