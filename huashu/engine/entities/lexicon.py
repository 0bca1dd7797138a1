"""Words of the catalogue, exported by the app to ``$HUASHU_HOME/lexicon.json``, read again when the file changes.

Keys: ``product`` {alias or name: name}, ``colour`` [..], ``size`` [..].
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class CatalogueWords:
    products: Mapping[str, str] = field(default_factory=dict)
    colours: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.products, *self.colours, *self.sizes)


class LexiconFile:
    """Looks at the file at most once in ``every_seconds``; ``clock`` counts seconds."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.monotonic, every_seconds: float = 1.0) -> None:
        self._path = path
        self._clock = clock
        self._every_seconds = every_seconds
        self._looked_at: float | None = None
        self._seen: tuple[int, int] | None = None

    def changed(self) -> CatalogueWords | None:
        """The words, when the file is new since the last call; None when it is the same, absent or broken."""
        now = self._clock()
        if self._looked_at is not None and now - self._looked_at < self._every_seconds:
            return None
        self._looked_at = now
        stamp = _stamp(self._path)
        if stamp is None or stamp == self._seen:
            return None
        self._seen = stamp
        return _read(self._path)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _read(path: Path) -> CatalogueWords | None:
    try:
        return _parsed(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, AttributeError) as error:
        logger.warning("The lexicon %s cannot be read, the last good one stays: %s", path, error)
        return None


def _parsed(data: Any) -> CatalogueWords:
    products = {_word(alias): _word(name) for alias, name in data.get("product", {}).items()}
    return CatalogueWords(
        {alias: name for alias, name in products.items() if len(alias) > 1},
        tuple(_word(each) for each in data.get("colour", []) if each),
        tuple(_word(each) for each in data.get("size", []) if each),
    )


def _word(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a word must be text, got {value!r}")
    return value.strip()
