"""How the processes write their logs."""

from __future__ import annotations

import structlog
from structlog.dev import ConsoleRenderer, plain_traceback


def write_logs_plainly() -> None:
    """One line an event; a traceback without the values in it, which are shoppers' messages and addresses."""
    keep = [each for each in structlog.get_config()["processors"] if not isinstance(each, ConsoleRenderer)]
    structlog.configure(processors=[*keep, ConsoleRenderer(colors=False, exception_formatter=plain_traceback)])
