"""Reminders claimed under a lease (``huashu.services.ports.Due``)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, Update, or_, select, update

from huashu.services.records import Reminder
from huashu.storage.repository import SqlRepo
from huashu.storage.runner import Runner
from huashu.storage.tables import NOT_DONE, reminders


class SqlDue:
    runner: Runner
    reminders: SqlRepo[Reminder]

    def claim_reminders(self, worker: str, now: datetime, lease_seconds: float, limit: int) -> list[Reminder]:
        # As a CTE the locking query runs once; as a plain subquery PostgreSQL may run it again and pass the limit.
        due = due_ids(now, limit).cte("due")
        claim = (
            update(reminders)
            .where(reminders.c.id.in_(select(due.c.id)))
            .values(
                claimed_by=worker,
                lease_until=now + timedelta(seconds=lease_seconds),
                attempts=reminders.c.attempts + 1,
            )
        )
        claimed = self.reminders.all(claim.returning(reminders))
        return sorted(claimed, key=lambda each: (each.due_at, each.id or 0))

    def finish_reminder(self, reminder_id: int, worker: str, now: datetime) -> bool:
        return self._let_go(claimed(reminder_id, worker), done_at=now, last_error="")

    def retry_reminder(self, reminder_id: int, worker: str, error: str, due_at: datetime) -> bool:
        return self._let_go(claimed(reminder_id, worker), due_at=due_at, last_error=error)

    def _let_go(self, mine: Update, **values: object) -> bool:
        return self.runner.run(mine.values(claimed_by=None, lease_until=None, **values)).rowcount == 1


def due_ids(now: datetime, limit: int) -> Select[Any]:
    free = or_(reminders.c.lease_until.is_(None), reminders.c.lease_until <= now)
    due = select(reminders.c.id).where(NOT_DONE, reminders.c.due_at <= now, free)
    return due.order_by(reminders.c.due_at, reminders.c.id).limit(limit).with_for_update(skip_locked=True)


def claimed(reminder_id: int, worker: str) -> Update:
    return update(reminders).where(reminders.c.id == reminder_id, reminders.c.claimed_by == worker, NOT_DONE)
