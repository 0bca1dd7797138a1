"""The timers' loop: what is due, then what waits unanswered. Several may run; leases keep them apart."""

from __future__ import annotations

import threading

import structlog

from huashu.bootstrap import Services, worker_name
from huashu.services.ports import StorageUnavailable
from huashu.services.turns import take_up_stale
from huashu.timers.due import do_due

log = structlog.get_logger()

EVERY_SECONDS = 0.5
STALE_SECONDS = 5.0  # longer than a shopper who types on is waited for, see huashu.web.shopper.answering


def run_once(services: Services, stale_seconds: float = STALE_SECONDS) -> int:
    """One round: due reminders, then events of ours and messages left waiting. Returns how much was done."""
    services.library()  # Scripts that changed are looked at, and refused aloud, also while nobody writes.
    done = do_due(services, worker_name())
    return done + take_up_stale(services.desk(), stale_seconds)


def run(services: Services, stop: threading.Event) -> None:
    """Rounds until ``stop``; a database that is away is waited for."""
    log.info("timers started", worker=worker_name())
    while not stop.is_set():
        try:
            run_once(services)
        except StorageUnavailable as problem:
            log.error("database unavailable", problem=str(problem))
        except Exception:  # A mistake of ours: said loudly, but other shoppers' turns go on.
            log.exception("a round of the timers failed")
        stop.wait(EVERY_SECONDS)
