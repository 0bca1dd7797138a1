"""The library of a running process: changed files are live within a second, a broken version never is.

Files count as changed once two looks in a row find them alike: an editor that is still writing is waited for, so half a
file, which may well be good YAML, is never live.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from huashu.scripts.load import library_of, read_files, revision_of, script_files
from huashu.scripts.model import Library
from huashu.scripts.problems import ScriptErrors
from huashu.scripts.project import Project
from huashu.scripts.releases import Releases

LOOK_EVERY_SECONDS = 0.25
MOST_IN_MEMORY = 8
_log = logging.getLogger(__name__)
_Stamp = tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True)
class Refused:
    """A version that is not live because of its problems. ``at`` is aware UTC."""

    revision: str
    at: datetime
    errors: ScriptErrors


class LiveLibrary:
    """Holds the last good version. Threads share one object; while one reads, the others go on with what there is."""

    def __init__(
        self,
        root: Path,
        clock: Callable[[], float] = time.monotonic,
        project: Callable[[], Project] | None = None,
        kept: Path | None = None,
    ) -> None:
        """``clock`` gives seconds that only grow. ``project``: what the scripts are checked against. ``kept``: where
        good versions are kept; without it only those in memory are known.

        Raises ScriptErrors when the files are broken and no good version is kept: nothing could be said.
        """
        self._root, self._clock, self._lock, self._project = root, clock, threading.Lock(), project
        self._releases = Releases(kept) if kept else None
        self._known: OrderedDict[str, Library] = OrderedDict()
        self._refused: Refused | None = None
        self._stamp = self._seen = _stamp(root)
        self._looked_at = clock()
        self._library = self._first()

    @property
    def refused(self) -> Refused | None:
        """Why the files as they are now are not live; None when they are."""
        return self._refused

    def current(self) -> Library:
        """The newest good version, after a look at the files if the last one was a quarter of a second ago."""
        if self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._lock.release()
        return self._library

    def at(self, revision: str | None) -> Library:
        """The version with this revision; the newest good one when it is None or not known any more."""
        if revision is None or revision == self._library.revision:
            return self._library if revision else self.current()
        known = self._known.get(revision)
        if known is None and self._releases is not None:
            known = self._releases.load(revision)
            if known is not None:
                self._remember(known)
        return known or self.current()

    def _first(self) -> Library:
        """The files as they are, or else the version that was live before this process began."""
        try:
            return self._read()
        except ScriptErrors as errors:
            last = self._releases.live() if self._releases else None
            library = self._releases.load(last) if self._releases and last else None
            if library is None:
                raise
            self._refuse(errors)
            return library

    def _look(self) -> None:
        now = self._clock()
        if now - self._looked_at < LOOK_EVERY_SECONDS:
            return
        before, self._seen = self._seen, _stamp(self._root)
        self._looked_at = now
        if self._seen != self._stamp and self._seen == before:
            self._stamp = self._seen
            self._reload()

    def _reload(self) -> None:
        try:
            self._library = self._read(known=True)
        except ScriptErrors as errors:
            self._refuse(errors)
        else:
            self._refused = None
            _log.info("scripts live: revision %s", self._library.revision)

    def _read(self, known: bool = False) -> Library:
        """``known``: a version that another process of this release has checked and kept is not checked again."""
        files, problems = read_files(self._root)
        name = self._root.resolve().name
        checked = known and self._releases is not None and self._releases.has(revision_of(files))
        library = library_of(name, files, self._project() if self._project else None, problems, checked)
        self._remember(library)
        if self._releases is not None:
            self._releases.keep(name, files, library.revision)
        return library

    def _remember(self, library: Library) -> None:
        self._known[library.revision] = library
        while len(self._known) > MOST_IN_MEMORY:
            self._known.popitem(last=False)

    def _refuse(self, errors: ScriptErrors) -> None:
        self._refused = Refused(revision_of(read_files(self._root)[0]), datetime.now(timezone.utc), errors)
        _log.error("scripts changed but are not live, %d problems:\n%s", len(errors.problems), errors)


def _stamp(root: Path) -> _Stamp:
    """Taken before the files are read, so a change during the reading is seen at the next look."""
    return tuple(stamp for file in script_files(root) for stamp in _file_stamp(file))


def _file_stamp(file: Path) -> _Stamp:
    try:
        found = file.stat()
    except OSError:
        return ()
    return ((str(file), found.st_mtime_ns, found.st_size, found.st_ino),)
