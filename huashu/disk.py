"""Cheap looks at files and writes in one step, for whoever watches or keeps files. Standard library only."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

READABLE = 0o644  # the bot may run as another user
Stamp = frozenset[tuple[str, int, int, int]]


def stamp_of(paths: Iterable[Path]) -> Stamp:
    """Names, times (ns), sizes and inodes: unless it changes, the files did not. What is not there is left out."""
    return frozenset(mark for path in paths for mark in _mark(path))


def newest_change(paths: Iterable[Path]) -> float:
    """When the last of the files or folders was changed, in seconds as time.time() counts; 0 for none."""
    return max((mark[1] for path in paths for mark in _mark(path)), default=0) / 1e9


def replace_bytes(path: Path, content: bytes) -> None:
    """Writes the whole file or nothing; its folder is made if need be. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, aside = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(number, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
            os.fchmod(opened.fileno(), READABLE)
        os.replace(aside, path)
    except BaseException:
        os.unlink(aside)
        raise


def _mark(path: Path) -> Iterable[tuple[str, int, int, int]]:
    try:
        found = path.stat()
    except OSError:
        return
    yield (str(path), found.st_mtime_ns, found.st_size, found.st_ino)
