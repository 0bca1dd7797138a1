"""What becomes of an offer once it was made: taken, declined, or run out of time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from huashu.domain.money import format_yuan
from huashu.domain.offers import Offered, payable_fen, unit_price_fen
from huashu.domain.shop import ShopProfile
from huashu.scripts.locale_zh import concession_text
from huashu.services.ports import UnitOfWork
from huashu.services.records import Offer, Order

EVERY = 1_000_000


def pending_offer(uow: UnitOfWork, conversation_id: int) -> Offer | None:
    """The newest offer the shopper has heard and not answered, of those that ask for an answer."""
    offers = uow.offers.find(conversation_id=conversation_id, status="offered")
    asked = [each for each in offers if each.approval_id is not None]
    return asked[-1] if asked else None


def offer_text(profile: ShopProfile, offer: Offer) -> str:
    """What is offered, in a few words: 手缝香囊, 每件150元."""
    gift = profile.gifts.get(offer.gift_id or "")
    yuan = format_yuan(offer.amount_fen if offer.kind == "coupon" else offer.unit_price_fen or 0)
    return concession_text(offer.kind, yuan, gift.name if gift else "")


def accept_offer(uow: UnitOfWork, offer_id: int) -> Offer:
    """The shopper takes it: stock and budget stay used. Taking it twice changes nothing."""
    return _settle(uow, offer_id, "accepted")


def decline_offer(uow: UnitOfWork, offer_id: int) -> Offer:
    """The shopper does not want it: stock and budget come back."""
    return _settle(uow, offer_id, "declined")


def expire_offer(uow: UnitOfWork, offer_id: int, now: datetime) -> Offer | None:
    """Ends an offer whose time is over and that no order uses; what was promised with it is released. None when it
    was declined, is on an order, or still has time."""
    offer = uow.offers.lock(offer_id)
    if offer is None or offer.status not in ("reserved", "offered", "accepted") or (offer.expires_at or now) > now:
        return None
    if offer.order_no is not None:
        return None
    _release_debts(uow, offer, now)
    return uow.offers.change(replace(offer, status="released" if offer.status == "reserved" else "expired"))


def supersede_tiers(uow: UnitOfWork, conversation_id: int, product_no: str, now: datetime) -> None:
    """A new tier price takes the place of the one for fewer pieces, and of what was promised with it."""
    for offer in uow.offers.find(conversation_id=conversation_id, product_no=product_no, kind="tier_price"):
        if offer.status == "offered":
            _release_debts(uow, offer, now)
            uow.offers.change(replace(offer, status="expired"))


def _release_debts(uow: UnitOfWork, offer: Offer, now: datetime) -> None:
    """Nobody owes what was promised with this offer any more: open promises and remarks that never got an order."""
    said = {each.id for each in uow.messages.find(conversation_id=offer.conversation_id, author="bot", limit=EVERY)
            if each.facts.get("offer_id") == offer.id}  # fmt: skip
    for promise in uow.promises.find(conversation_id=offer.conversation_id, status="open", order_no=None):
        if promise.message_id in said:
            uow.promises.change(replace(promise, status="released", closed_at=now))
    for remark in uow.remarks.find(conversation_id=offer.conversation_id, status="open", order_no=None):
        if remark.message_id in said:
            uow.remarks.change(replace(remark, status="released"))


def _settle(uow: UnitOfWork, offer_id: int, status: str) -> Offer:
    offer = uow.offers.lock(offer_id)
    assert offer is not None
    return uow.offers.change(replace(offer, status=status)) if offer.status in ("reserved", "offered") else offer


def bind_offers(uow: UnitOfWork, conversation_id: int, order: Order) -> None:
    """An order is placed: the offers that hold for its goods are used by it and by no other."""
    mine = products_in(uow, order)
    for offer in _holding(uow, conversation_id, order.order_no):
        if offer.product_no in mine:
            uow.offers.change(replace(offer, order_no=order.order_no))


def unbind_offers(uow: UnitOfWork, conversation_id: int, order: Order) -> None:
    """An order is cancelled: what it used is over; stock and budget come back."""
    for offer in _holding(uow, conversation_id, order.order_no):
        if offer.order_no == order.order_no:
            uow.offers.change(replace(offer, status="expired"))


def products_in(uow: UnitOfWork, order: Order) -> set[str]:
    """The products of an order; the mall's lines only have the variant's number."""
    skus = {str(line["sku_no"]) for line in order.lines if not line.get("product_no")}
    found = (uow.skus.one(shop=order.shop, sku_no=each) for each in skus)
    named = {str(line["product_no"]) for line in order.lines if line.get("product_no")}
    return named | {each.product_no for each in found if each}


def granted_prices(
    uow: UnitOfWork, conversation_id: int, product_no: str, price_fen: int, quantity: int, order_no: str | None = None
) -> tuple[int, int]:
    """What one piece costs this shopper, and what ``quantity`` pieces cost with the coupons taken, in fen. Offers
    that another order than ``order_no`` uses do not count."""
    held = _holding(uow, conversation_id, order_no)
    granted = [as_offered(each) for each in held if each.product_no == product_no]
    return unit_price_fen(price_fen, granted, quantity), payable_fen(price_fen, granted, quantity)


def _holding(uow: UnitOfWork, conversation_id: int, order_no: str | None) -> list[Offer]:
    """Offers that hold and are free for this order: taken ones, and prices of the price list, which need no answer."""
    return [
        each
        for each in uow.offers.find(conversation_id=conversation_id)
        if each.order_no in (None, order_no)
        and (each.status == "accepted" or (each.status == "offered" and not each.approval_id))
    ]


def as_offered(offer: Offer) -> Offered:
    """The stored offer as the ladder sees it."""
    return Offered(offer.kind, offer.unit_price_fen, offer.amount_fen, offer.gift_id, offer.quantity, offer.status)
