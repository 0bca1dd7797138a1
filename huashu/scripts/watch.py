"""The library of a running process: changed files are live within a second, a broken version never is.

Changed files are read once they have been quiet for a quarter of a second: an editor that is still writing is waited
for, so half a file, which may well be good YAML, is never live.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from huashu.disk import Stamp, newest_change, stamp_of
from huashu.scripts.checks.sc024_nothing_to_read import check_broke
from huashu.scripts.load import library_of, read_files, revision_of, watched_files
from huashu.scripts.model import Library
from huashu.scripts.problems import ScriptErrors
from huashu.scripts.project import Project
from huashu.scripts.releases import Releases

LOOK_EVERY_SECONDS = 0.25
_log = logging.getLogger(__name__)


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
        self._refused: Refused | None = None
        self._stamp = self._seen = self._look_at_files()
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
        live = self._library
        if revision is not None and revision == live.revision:
            return live
        known = self._releases.load(revision) if revision and self._releases else None
        return known or self.current()

    def _first(self) -> Library:
        """The files as they are, or else the version that was live before this process began."""
        try:
            library = self._read()
        except ScriptErrors as errors:
            last = self._releases.live() if self._releases else None
            library_before = self._releases.load(last) if self._releases and last else None
            if library_before is None:
                raise
            self._refuse(errors)
            return library_before
        return library

    def _look(self) -> None:
        now = self._clock()
        if now - self._looked_at < LOOK_EVERY_SECONDS:
            return
        before, self._seen = self._seen, self._look_at_files()
        self._looked_at = now
        if self._seen != self._stamp and (self._seen == before or self._is_quiet()):
            self._reload(self._seen)

    def _is_quiet(self) -> bool:
        """Nobody may have looked for hours: then the first look finds files that were saved long ago."""
        files = watched_files(self._root)
        return newest_change({self._root, *files, *(each.parent for each in files)}) <= time.time() - LOOK_EVERY_SECONDS

    def _reload(self, stamp: Stamp) -> None:
        """Whatever goes wrong, what was live stays live; what is no problem of the files is tried again."""
        try:
            library = self._read()
        except ScriptErrors as errors:
            if self._look_at_files() == stamp:
                self._refuse(errors)
                self._stamp = stamp
            return
        except OSError:
            _log.exception("scripts changed but could not be read; trying again")
            return
        except Exception:
            # A mistake of ours in a check: reading the same files again would only repeat it.
            _log.exception("scripts changed but could not be checked")
            self._refuse(ScriptErrors([check_broke(self._root.resolve().name)], {}))
            self._stamp = stamp
            return
        if self._look_at_files() != stamp:
            return  # They changed while they were read: this may be half of one version and half of the next.
        self._library, self._refused, self._stamp = library, None, stamp
        _log.info("scripts live: revision %s", library.revision)

    def _read(self) -> Library:
        stamp = self._look_at_files()
        files, problems = read_files(self._root)
        name = self._root.resolve().name
        library = library_of(name, files, self._project() if self._project else None, problems)
        if self._releases is not None and self._look_at_files() == stamp:
            try:
                self._releases.keep(name, files, library)
            except OSError:
                _log.exception("scripts %s are live but could not be kept", library.revision)
        return library

    def _refuse(self, errors: ScriptErrors) -> None:
        self._refused = Refused(revision_of(read_files(self._root)[0]), datetime.now(timezone.utc), errors)
        _log.error("scripts changed but are not live, %d problems:\n%s", len(errors.problems), errors)

    def _look_at_files(self) -> Stamp:
        return stamp_of(watched_files(self._root))


class ToldLibrary:
    """For a process that checks nothing, the bot: the version it is told, else the one that is live, never one that
    nobody has checked. Only where none was ever kept (stock ``rasa shell``) it reads the folder itself."""

    def __init__(self, root: Path, kept: Path) -> None:
        self._root, self._releases = root, Releases(kept)
        self._folder: LiveLibrary | None = None

    def at(self, revision: str | None) -> Library:
        """Raises ScriptErrors: nothing was ever kept, and the folder is broken."""
        for each in (revision, self._releases.live()):
            known = self._releases.load(each) if each else None
            if known is not None:
                return known
        self._folder = self._folder or LiveLibrary(self._root)
        return self._folder.current()
