"""A concession is used by one order and by no other (P3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from huashu.domain.goods import Product, Sku
from huashu.domain.shop import ShopProfile
from huashu.scripts import load_library
from huashu.services.offers import expire_offer
from huashu.services.orders import cancel_order, confirm_order, draft_order, order_line
from huashu.services.ports import UnitOfWork
from huashu.services.records import CatalogueProduct, Conversation, Offer, Order

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=timezone.utc)
PEN = Product("P1", "笔", (), 10_000, 8_000, None, (), (), "", (), 0, (Sku("P1-A", "", "", 10_000, 9),))
DELIVERY = {"receiver": "张三", "phone": "13800001234", "address": "浙江省杭州市文三路1号", "carrier": "圆通"}

UowFactory = Callable[[], UnitOfWork]


@pytest.fixture(scope="module")
def profile() -> ShopProfile:
    return load_library(Path("scripts_zh")).shops["qingmian"]


def conversation_with_coupon(uow: UnitOfWork) -> tuple[Conversation, Offer]:
    """A shopper who took a coupon of 8 yuan for the pen."""
    uow.products.add(CatalogueProduct("qingmian", "P1", "笔", 10_000, 8_000))
    conversation = uow.lock_conversation("qingmian", "shopper", NOW)
    offer = Offer(conversation.id or 0, "qingmian", "P1", "coupon", "accepted", "supervisor", NOW, amount_fen=800,
                  cost_fen=800, expires_at=NOW + timedelta(hours=24))  # fmt: skip
    return conversation, uow.offers.add(offer)


def draft(uow: UnitOfWork, profile: ShopProfile, conversation: Conversation, turn_id: int) -> Order:
    return draft_order(uow, profile, conversation, turn_id, order_line(PEN, PEN.skus[0], 1), DELIVERY, NOW)


def test_a_coupon_is_used_by_one_order_only(uow_factory: UowFactory, profile: ShopProfile) -> None:
    with uow_factory() as uow:
        conversation, _ = conversation_with_coupon(uow)
        first = confirm_order(uow, draft(uow, profile, conversation, 1), NOW)
        assert first.total_fen == 9_200  # 10,000 - 800
        assert draft(uow, profile, conversation, 2).total_fen == 10_000


def test_an_offer_on_an_order_does_not_expire_and_ends_with_it(uow_factory: UowFactory, profile: ShopProfile) -> None:
    with uow_factory() as uow:
        conversation, offer = conversation_with_coupon(uow)
        order = confirm_order(uow, draft(uow, profile, conversation, 1), NOW)
        assert expire_offer(uow, offer.id or 0, NOW + timedelta(hours=25)) is None
        cancel_order(uow, order, NOW)
        assert [each.status for each in uow.offers.find()] == ["expired"]
        assert uow.spent_fen("qingmian", NOW - timedelta(hours=1)) == 0
        assert draft(uow, profile, conversation, 2).total_fen == 10_000


def test_an_offer_no_order_uses_expires(uow_factory: UowFactory, profile: ShopProfile) -> None:
    with uow_factory() as uow:
        _, offer = conversation_with_coupon(uow)
        ended = expire_offer(uow, offer.id or 0, NOW + timedelta(hours=25))
        assert ended is not None and ended.status == "expired"
