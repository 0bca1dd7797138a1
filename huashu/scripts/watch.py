"""The library of a running process: changed files are live within a second, a broken version never is."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from huashu.scripts.load import load_library, script_files
from huashu.scripts.model import Library
from huashu.scripts.problems import ScriptErrors

LOOK_EVERY_SECONDS = 0.5
_log = logging.getLogger(__name__)
_Stamp = tuple[tuple[str, int, int, int], ...]


class LiveLibrary:
    """Holds the last good version. Threads share one object; while one reads, the others go on with what there is."""

    def __init__(self, root: Path, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` gives seconds that only grow. Raises ScriptErrors: without a good version nothing can be said."""
        self._root, self._clock, self._lock = root, clock, threading.Lock()
        self._stamp, self._looked_at = _stamp(root), clock()
        self._library = load_library(root)
        self._errors: ScriptErrors | None = None

    @property
    def errors(self) -> ScriptErrors | None:
        """Why the files as they are now are not live; None when they are."""
        return self._errors

    def current(self) -> Library:
        """The newest good version, after a look at the files if the last one was half a second ago."""
        if self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._lock.release()
        return self._library

    def _look(self) -> None:
        now = self._clock()
        if now - self._looked_at < LOOK_EVERY_SECONDS:
            return
        self._looked_at, stamp = now, _stamp(self._root)
        if stamp != self._stamp:
            self._stamp = stamp
            self._reload()

    def _reload(self) -> None:
        try:
            self._library = load_library(self._root)
        except ScriptErrors as errors:
            self._errors = errors
            _log.error("scripts changed but are not live, %d problems:\n%s", len(errors.problems), errors)
        else:
            self._errors = None
            _log.info("scripts live: revision %s", self._library.revision)


def _stamp(root: Path) -> _Stamp:
    """Taken before the files are read, so a change during the reading is seen at the next look."""
    shops, scenes = script_files(root)
    return tuple(stamp for file in (*shops, *scenes) for stamp in _file_stamp(file))


def _file_stamp(file: Path) -> _Stamp:
    try:
        found = file.stat()
    except OSError:
        return ()
    return ((str(file), found.st_mtime_ns, found.st_size, found.st_ino),)
