"""Rasa's command line without the noise of its frozen libraries: ``python -m huashu.engine.serve run …``.

Its dependencies of 2023 warn a hundred times at start (deprecations, escapes) and reset Python's own filters; what Rasa
itself has to say is logged as always.
"""

from __future__ import annotations

import sys
import warnings
from typing import Any


def _say_nothing(*_: Any, **__: Any) -> None:
    return None


def hush_warnings() -> None:
    """No Python warning of this process is told from now on, whoever resets the filters."""
    warnings.showwarning = _say_nothing


def main() -> None:
    """Rasa's ``main`` with this process's arguments."""
    hush_warnings()
    from rasa.__main__ import main as rasa

    sys.argv[0] = "rasa"
    rasa()


if __name__ == "__main__":
    main()
