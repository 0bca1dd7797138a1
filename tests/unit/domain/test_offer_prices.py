"""What standing offers do to the price."""

from __future__ import annotations

import pytest

from huashu.domain.offers import Offered, keeps_floor, payable_fen, unit_price_fen

TIER = Offered("tier_price", unit_price_fen=4500, quantity=10, status="offered")
COUPON = Offered("coupon", amount_fen=3000, quantity=6, status="accepted")


@pytest.mark.parametrize(("quantity", "unit", "total"), [
    (5, 5000, 25000),  # neither holds yet
    (6, 5000, 27000),  # 6 * 50 - 30
    (10, 4500, 42000),  # 10 * 45 - 30
])
def test_payable_uses_what_holds_at_the_quantity(quantity: int, unit: int, total: int) -> None:
    assert unit_price_fen(5000, (TIER, COUPON), quantity) == unit
    assert payable_fen(5000, (TIER, COUPON), quantity) == total


@pytest.mark.parametrize(("floor", "keeps"), [
    (4200, True),  # 6 pieces: 270 >= 252; 10 pieces: 420 >= 420
    (4201, False),  # 10 pieces: 420 < 420.10
    (4501, False),
])
def test_keeps_floor_at_every_threshold(floor: int, keeps: bool) -> None:
    assert keeps_floor(5000, floor, (TIER, COUPON)) is keeps


@pytest.mark.parametrize("status", ["declined", "released"])
def test_an_offer_given_up_changes_nothing(status: str) -> None:
    gone = Offered("price", unit_price_fen=1, status=status)
    assert payable_fen(5000, (gone,), 1) == 5000
    assert keeps_floor(5000, 4000, (gone,))


def test_same_as_looks_at_the_worth_only() -> None:
    assert Offered("price", unit_price_fen=45).same_as(Offered("member_price", unit_price_fen=45, quantity=3))
    assert not Offered("coupon", amount_fen=45).same_as(Offered("price", unit_price_fen=45))
    assert not Offered("gift", gift_id="a").same_as(Offered("gift", gift_id="b"))
