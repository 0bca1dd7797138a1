"""Versions of the scripts that were good, kept as they were.

So a turn ends with the version it began with, a broken file never takes the last good one away, and every process on
the machine speaks from the same version.
"""

from __future__ import annotations

import io
import logging
import os
import threading
import zipfile
import zlib
from collections import OrderedDict
from pathlib import Path

from huashu.disk import replace_bytes
from huashu.scripts.load import Files, library_of
from huashu.scripts.model import Library
from huashu.scripts.problems import ScriptErrors

MOST, MOST_IN_MEMORY = 50, 8
LIVE = "live"
UNREADABLE = (OSError, zipfile.BadZipFile, zlib.error, ValueError, ScriptErrors)
_log = logging.getLogger(__name__)


class Releases:
    """A folder with one ``<revision>.zip`` a version, and ``live``, which names the newest. Each file is written whole
    or not at all; the newest 50 versions are kept. Only who has checked a version keeps it. Thread-safe."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._lock = folder, threading.Lock()
        self._known: OrderedDict[str, Library] = OrderedDict()

    def keep(self, name: str, files: Files, library: Library) -> None:
        """Keeps a version that was found good, as the one that is live. ``name`` is how its folder is called.

        Raises OSError: the disk is full, say.
        """
        self.remember(library)
        path = self._path(library.revision)
        if path.exists():
            os.utime(path)  # Live again: it is not the oldest any more.
        else:
            replace_bytes(path, _packed(name, files))
            self._forget_old()
        replace_bytes(self._folder / LIVE, library.revision.encode())

    def remember(self, library: Library) -> None:
        """Keeps it at hand in this process."""
        with self._lock:
            self._known[library.revision] = library
            self._known.move_to_end(library.revision)
            while len(self._known) > MOST_IN_MEMORY:
                self._known.popitem(last=False)

    def live(self) -> str | None:
        """The revision that was live last; None when none ever was."""
        try:
            return (self._folder / LIVE).read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            return None

    def load(self, revision: str) -> Library | None:
        """A version known here or kept; None when it is not there any more, or was kept by a Huashu whose format this
        one cannot read. It was checked when it was kept."""
        with self._lock:
            known = self._known.get(revision)
        if known is not None:
            return known
        try:
            with zipfile.ZipFile(self._path(revision)) as packed:
                files = {each: packed.read(each) for each in packed.namelist()}
                library = library_of(packed.comment.decode(), files, checked=True)
        except FileNotFoundError:
            return None
        except UNREADABLE:
            _log.exception("kept scripts %s cannot be read", revision)
            return None
        self.remember(library)
        return library

    def _path(self, revision: str) -> Path:
        return self._folder / f"{Path(revision).name}.zip"

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
