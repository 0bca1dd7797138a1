"""What a reminder does when its time has come: one small function per kind, its effect in one unit of work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

import structlog

from huashu.bootstrap import Services
from huashu.services.approvals import apply_standing_rule
from huashu.services.offers import expire_offer
from huashu.services.ports import StorageUnavailable, UnitOfWork
from huashu.services.records import Reminder
from huashu.services.turns import post_event

log = structlog.get_logger()

LEASE_SECONDS = 30.0
RETRY_SECONDS = 15.0
AT_ONCE = 20


def _approval_due(services: Services, uow: UnitOfWork, reminder: Reminder) -> None:
    approval = uow.approvals.get(reminder.payload["approval_id"])
    if approval is not None:
        apply_standing_rule(uow, services.library().shops[approval.shop], approval.id or 0, services.clock.now())


def _offer_expiry(services: Services, uow: UnitOfWork, reminder: Reminder) -> None:
    expire_offer(uow, reminder.payload["offer_id"], services.clock.now())


def _event_again(services: Services, uow: UnitOfWork, reminder: Reminder) -> None:
    conversation = uow.conversations.get(reminder.conversation_id or 0)
    if conversation is not None:
        post_event(uow, conversation, reminder.payload["event"], reminder.payload["facts"], services.clock.now())


KINDS: Mapping[str, Callable[[Services, UnitOfWork, Reminder], None]] = {
    "approval_due": _approval_due,
    "offer_expiry": _offer_expiry,
    "event_again": _event_again,
}


def do_due(services: Services, worker: str) -> int:
    """Claims what is due and does it, each once; returns how many were done. A failing one is tried again later."""
    with services.uow() as uow:
        claimed = uow.claim_reminders(worker, services.clock.now(), LEASE_SECONDS, AT_ONCE)
        uow.commit()
    return sum(do_one(services, worker, reminder) for reminder in claimed)


def do_one(services: Services, worker: str, reminder: Reminder) -> bool:
    """Does what this worker claimed. False, and nothing kept, when it failed or the claim is another's now."""
    assert reminder.id is not None
    try:
        with services.uow() as uow:
            KINDS[reminder.kind](services, uow, reminder)
            if uow.finish_reminder(reminder.id, worker, services.clock.now()):
                uow.commit()
                return True
            return False
    except StorageUnavailable:
        raise
    except Exception as problem:  # One bad reminder must not stop the others, nor the process.
        log.exception("reminder failed", reminder=reminder.key)
        with services.uow() as uow:
            again_at = services.clock.now() + timedelta(seconds=RETRY_SECONDS)
            uow.retry_reminder(reminder.id, worker, repr(problem)[:500], again_at)
            uow.commit()
        return False
