"""What the mall pushes later does not undo what the shopper confirmed in the chat (P8)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path

from huashu.scripts import load_library
from huashu.services.orders import OrderEvent, confirm_order, correct_order, record_order
from huashu.services.ports import UnitOfWork

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=timezone.utc)
LINE = {"sku_no": "S1", "name": "笔", "colour": "", "size": "", "quantity": 1, "unit_price_fen": 100}


def event(kind: str, **more: str) -> OrderEvent:
    return OrderEvent(kind, NOW, "QM1001", "shopper", [LINE], 100, receiver="张三", phone="13800001234", **more)


def test_the_mall_s_older_address_does_not_undo_a_confirmed_one(uow_factory: Callable[[], UnitOfWork]) -> None:
    profile = load_library(Path("scripts_zh")).shops["qingmian"]
    with uow_factory() as uow:
        uow.lock_conversation("qingmian", "shopper", NOW)
        order = record_order(uow, profile, event("created", address="旧地址", carrier="圆通"))
        order = confirm_order(uow, correct_order(uow, profile, 1, order, {"address": "新地址"}), NOW)
        paid = record_order(uow, profile, event("paid", address="旧地址"))
        shipped = record_order(uow, profile, event("shipped", address="旧地址", carrier="申通", waybill_no="YT1"))
        assert (paid.status, paid.address) == ("paid", "新地址")
        assert (shipped.address, shipped.carrier, shipped.waybill_no) == ("新地址", "申通", "YT1")
