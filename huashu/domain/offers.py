"""Concessions and what they do to the price (P3). Money is integer fen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

GIVEN_UP = ("declined", "released", "expired")
REAL = ("offered", "accepted")
CONCESSIONS = ("gift", "price", "coupon", "member_price", "tier_price")


@dataclass(frozen=True)
class Offered:
    """A concession as the ladder sees it.

    ``kind``: gift | price | coupon | member_price | tier_price | campaign. ``quantity``: it holds from so many pieces
    on (a tier's own threshold, not what was asked). ``unit_price_fen`` is the new price of one piece, ``amount_fen`` a
    coupon on the whole order. ``status``: reserved | offered | accepted | declined | released | expired.
    """

    kind: str
    unit_price_fen: int | None = None
    amount_fen: int = 0
    gift_id: str | None = None
    quantity: int = 1
    status: str = "reserved"

    @property
    def stands(self) -> bool:
        """True while the shop is bound by it, or is about to be."""
        return self.status not in GIVEN_UP

    @property
    def conceded(self) -> bool:
        """True for a concession that was really made: it was said, and not turned down."""
        return self.kind in CONCESSIONS and self.status in REAL

    def same_as(self, other: Offered) -> bool:
        """The same to the shopper: one gift, one unit price whatever it is called, one coupon. Status is no matter."""
        return self._worth() == other._worth()

    def _worth(self) -> tuple[int | None, int, str | None]:
        return self.unit_price_fen, self.amount_fen, self.gift_id


def unit_price_fen(price_fen: int, offers: Iterable[Offered], quantity: int) -> int:
    """The lowest price of one piece at ``quantity`` pieces under the standing offers; ``price_fen`` is without any."""
    prices = [each.unit_price_fen for each in _holding(offers, quantity) if each.unit_price_fen is not None]
    return min([price_fen, *prices])


def payable_fen(price_fen: int, offers: Iterable[Offered], quantity: int) -> int:
    """What ``quantity`` pieces cost when every standing offer is used at once: best unit price less all coupons."""
    offers = tuple(offers)
    coupons = sum(each.amount_fen for each in _holding(offers, quantity))
    return unit_price_fen(price_fen, offers, quantity) * quantity - coupons


def keeps_floor(price_fen: int, floor_fen: int, offers: Iterable[Offered]) -> bool:
    """True if no number of pieces goes below ``floor_fen`` a piece, all standing offers used at once.

    Between two thresholds (unit price - floor) * quantity - coupons only grows with the quantity, so the thresholds
    themselves are enough.
    """
    offers = tuple(each for each in offers if each.stands)
    steps = {each.quantity for each in offers if each.unit_price_fen is not None or each.amount_fen}
    return all(payable_fen(price_fen, offers, step) >= floor_fen * step for step in steps)


def _holding(offers: Iterable[Offered], quantity: int) -> list[Offered]:
    return [each for each in offers if each.stands and each.quantity <= quantity]
