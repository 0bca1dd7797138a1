"""The unit of work over SQL: one connection, one transaction, every table."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from sqlalchemy import Engine

from huashu.services import records
from huashu.storage import tables
from huashu.storage.concessions import SqlConcessions
from huashu.storage.due import SqlDue
from huashu.storage.repository import MessageRepo, SqlRepo
from huashu.storage.runner import Runner
from huashu.storage.turns import SqlTurns
from huashu.storage.usage import SqlUsage

CONVERSATION_LEASE = ("lease_by", "lease_until")
REMINDER_CLAIM = ("claimed_by", "lease_until", "attempts")


class SqlUnitOfWork(SqlTurns, SqlDue, SqlConcessions, SqlUsage):
    """``huashu.services.ports.UnitOfWork``. Use it in one thread, keep it short: on SQLite writers wait for it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __enter__(self) -> Self:
        self.runner = Runner(self._engine)
        self._open_books(self.runner)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.runner.close()

    def commit(self) -> None:
        self.runner.commit()

    def _open_books(self, runner: Runner) -> None:
        self.conversations = SqlRepo(runner, records.Conversation, tables.conversations, kept=CONVERSATION_LEASE)
        self.messages = MessageRepo(runner)
        self.read_marks = SqlRepo(runner, records.ReadMark, tables.read_marks)
        self.pictures = SqlRepo(runner, records.Picture, tables.pictures)
        self.ratings = SqlRepo(runner, records.Rating, tables.ratings)
        self.orders = SqlRepo(runner, records.Order, tables.orders)
        self.remarks = SqlRepo(runner, records.Remark, tables.remarks)
        self.promises = SqlRepo(runner, records.Promise, tables.promises)
        self.offers = SqlRepo(runner, records.Offer, tables.offers)
        self.bargain_moves = SqlRepo(runner, records.BargainMove, tables.bargain_moves)
        self.approvals = SqlRepo(runner, records.Approval, tables.approvals)
        self.reminders = SqlRepo(runner, records.Reminder, tables.reminders, kept=REMINDER_CLAIM)
        self.handoffs = SqlRepo(runner, records.Handoff, tables.handoffs)
        self.inquiries = SqlRepo(runner, records.Inquiry, tables.inquiries)
        self.unpaid_orders = SqlRepo(runner, records.UnpaidOrder, tables.unpaid_orders)
        self.members = SqlRepo(runner, records.Member, tables.members)
        self.restock_requests = SqlRepo(runner, records.RestockRequest, tables.restock_requests)
        self.leads = SqlRepo(runner, records.Lead, tables.leads)
        self.notices = SqlRepo(runner, records.Notice, tables.notices)
        self.products = SqlRepo(runner, records.CatalogueProduct, tables.products)
        self.skus = SqlRepo(runner, records.CatalogueSku, tables.skus)
