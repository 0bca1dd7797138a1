"""What offers cost, and what was promised before there was an order (``huashu.services.ports.Concessions``)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zlib import crc32

from sqlalchemy import ColumnElement, Select, Table, Update, func, select, update

from huashu.storage.runner import Runner
from huashu.storage.tables import offers, promises, remarks

COUNTED = ("reserved", "offered", "accepted")
PRICE_LIST = ("member_price", "tier_price", "campaign")
BUDGET_LOCKS = 0x6875


class SqlConcessions:
    runner: Runner

    def spent_fen(self, shop: str, since: datetime) -> int:
        self._hold_budget(shop)
        granted = (offers.c.created_at >= since) & offers.c.kind.not_in(PRICE_LIST)
        return self._number(counted(func.coalesce(func.sum(offers.c.cost_fen), 0), shop, granted))

    def gift_used(self, shop: str, gift_id: str) -> int:
        self._hold_budget(shop)
        return self._number(counted(func.count(), shop, offers.c.gift_id == gift_id))

    def release_reserved(self, turn_id: int) -> int:
        unsaid = update(offers).where(offers.c.turn_id == turn_id, offers.c.status == "reserved")
        return self.runner.run(unsaid.values(status="released")).rowcount

    def attach_remarks(self, conversation_id: int, order_no: str) -> int:
        self.runner.run(without_order(promises, conversation_id).values(order_no=order_no))
        return self.runner.run(without_order(remarks, conversation_id).values(order_no=order_no)).rowcount

    def _hold_budget(self, shop: str) -> None:
        if self.runner.dialect == "postgresql":
            self.runner.run(select(func.pg_advisory_xact_lock(BUDGET_LOCKS, crc32(shop.encode()) - 2**31)))

    def _number(self, statement: Select[Any]) -> int:
        return int(self.runner.run(statement).scalar_one())


def counted(what: ColumnElement[Any], shop: str, which: ColumnElement[bool]) -> Select[Any]:
    return select(what).select_from(offers).where(offers.c.shop == shop, offers.c.status.in_(COUNTED), which)


def without_order(table: Table, conversation_id: int) -> Update:
    mine = table.c.conversation_id == conversation_id
    return update(table).where(mine, table.c.order_no.is_(None), table.c.status == "open")
