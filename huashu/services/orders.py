"""Orders: pushed by the mall, or placed in the chat; read back, corrected field by field, confirmed (P8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from huashu.domain.dispatch import Dispatch, promise_dispatch
from huashu.domain.errors import HuashuError
from huashu.domain.goods import Product, Sku
from huashu.domain.shop import ShopProfile
from huashu.services.catalogue import product_of
from huashu.services.inquiries import close_inquiry
from huashu.services.offers import bind_offers, granted_prices, unbind_offers
from huashu.services.ports import UnitOfWork
from huashu.services.records import Conversation, Member, Order, UnpaidOrder
from huashu.services.saying import slip

STATUS_AFTER = {"created": "placed", "paid": "paid", "printed": "", "shipped": "",
                "completed": "completed", "cancelled": "cancelled"}  # fmt: skip
RANK = {"draft": 0, "placed": 1, "paid": 2, "completed": 3, "cancelled": 4}
TIME_OF = {"paid": "paid_at", "printed": "printed_at", "shipped": "shipped_at",
           "completed": "completed_at", "cancelled": "cancelled_at"}  # fmt: skip
KEPT_WHEN = {"paid_at": ("price", "coupon"), "shipped_at": ("dispatch", "carrier", "gift", "change", "card")}
CARRIER_SCRIPTS = "utter_carrier_agreed"
CONFIRMED = ("receiver", "phone", "address")
DELIVERY = ("receiver", "phone", "address", "carrier")
DETAILS = ("receiver", "phone", "address", "carrier", "waybill_no")


class OrderOfAnother(HuashuError):
    """The order number belongs to another shopper's order."""

    code = "ORDER_OWNER"


@dataclass(frozen=True)
class OrderEvent:
    """What the mall tells of an order; empty details change nothing."""

    event: str
    at: datetime
    order_no: str
    shopper: str
    lines: list[dict[str, Any]] = field(default_factory=list)
    total_fen: int | None = None
    receiver: str = ""
    phone: str = ""
    address: str = ""
    carrier: str = ""
    waybill_no: str = ""


def record_order(uow: UnitOfWork, profile: ShopProfile, event: OrderEvent) -> Order:
    """Stores an order event; the caller commits. Idempotent by order number, and events may come in any order: a
    status never goes back.

    Raises:
        OrderOfAnother: the number is known with another shopper.
    """
    known = uow.orders.one(shop=profile.shop_id, order_no=event.order_no)
    if known is not None and known.shopper != event.shopper:
        raise OrderOfAnother(f"order {event.order_no} belongs to another shopper")
    order = known or uow.orders.add(
        Order(profile.shop_id, event.order_no, event.shopper, "placed", event.lines, event.total_fen or 0, event.at,
              source="api")
    )  # fmt: skip
    stored = uow.orders.change(_merged(order, event))
    _follow(uow, stored, event.at)
    return stored


def _merged(order: Order, event: OrderEvent) -> Order:
    status = STATUS_AFTER[event.event] or order.status
    later = RANK[status] > RANK[order.status] and order.status != "cancelled"
    changes: dict[str, Any] = {name: getattr(event, name) for name in DETAILS if getattr(event, name)}
    if order.confirmed_at is not None:  # What the shopper has said yes to is not overwritten by the mall's older copy.
        changes = {name: value for name, value in changes.items() if name not in CONFIRMED or not getattr(order, name)}
    if event.event in TIME_OF and getattr(order, TIME_OF[event.event]) is None:
        changes[TIME_OF[event.event]] = event.at
    if event.lines:
        changes["lines"] = event.lines
    if event.total_fen is not None:
        changes["total_fen"] = event.total_fen
    return replace(order, status=status if later else order.status, **changes)


def _follow(uow: UnitOfWork, order: Order, now: datetime) -> None:
    """What an order's status means for the other books: unpaid orders, inquiries, membership, waiting remarks."""
    unpaid = uow.unpaid_orders.one(shop=order.shop, order_no=order.order_no)
    conversation = uow.conversations.one(shop=order.shop, sender=order.shopper)
    if order.status == "placed" and unpaid is None:
        uow.unpaid_orders.add(
            UnpaidOrder(order.shop, order.order_no, order.shopper, order.total_fen, "open", now,
                        conversation_id=conversation.id if conversation else None,
                        asked=_asked(uow, conversation))
        )  # fmt: skip
    elif order.status != "placed" and unpaid is not None and unpaid.status == "open":
        status = "cancelled" if order.status == "cancelled" else "paid"
        uow.unpaid_orders.change(replace(unpaid, status=status, closed_at=now))
    _close_promises(uow, order, now)
    if order.status == "completed":
        uow.members.add_if_absent(Member(order.shop, order.shopper, now, name=order.receiver))
    if conversation is not None and conversation.id is not None and order.status in ("placed", "paid"):
        bind_offers(uow, conversation.id, order)
        uow.attach_remarks(conversation.id, order.order_no)
        for remark in uow.remarks.find(conversation_id=conversation.id, order_no=order.order_no, status="open"):
            slip(uow, remark, now)
        close_inquiry(uow, conversation.id, now)
    if conversation is not None and conversation.id is not None and order.status == "cancelled":
        unbind_offers(uow, conversation.id, order)


def _close_promises(uow: UnitOfWork, order: Order, now: datetime) -> None:
    """What a step of the order fulfils is kept; nothing is owed on a cancelled order."""
    kept = {kind for step, kinds in KEPT_WHEN.items() if getattr(order, step) is not None for kind in kinds}
    for promise in uow.promises.find(shop=order.shop, order_no=order.order_no, status="open"):
        if order.status == "cancelled" and promise.kind != "cancel":
            uow.promises.change(replace(promise, status="released", closed_at=now))
        elif promise.kind in kept:
            uow.promises.change(replace(promise, status="kept", closed_at=now))


def _asked(uow: UnitOfWork, conversation: Conversation | None) -> list[str]:
    inquiry = uow.inquiries.one(conversation_id=conversation.id) if conversation else None
    return [question["intent"] for question in inquiry.questions] if inquiry else []


def draft_order(
    uow: UnitOfWork,
    profile: ShopProfile,
    conversation: Conversation,
    turn_id: int,
    line: dict[str, Any],
    delivery: Mapping[str, str],
    now: datetime,
) -> Order:
    """The chat's order before the shopper has said yes; once per turn. ``line`` as :func:`order_line` makes it;
    ``delivery``: receiver, phone, address, carrier."""
    local = now.astimezone(profile.zone)
    order_no = f"{profile.shop_id[:2].upper()}{local:%Y%m%d}{conversation.id:04d}{turn_id:06d}"
    known = uow.orders.one(shop=profile.shop_id, order_no=order_no)
    if known is not None:
        return known
    for old in uow.orders.find(shop=profile.shop_id, shopper=conversation.sender, status="draft"):
        uow.orders.change(replace(old, status="cancelled", cancelled_at=now))
    drafted = Order(profile.shop_id, order_no, conversation.sender, "draft", [line], 0, now)
    drafted = uow.orders.add(replace(drafted, **_delivery(delivery)))
    return reprice(uow, profile, conversation.id or 0, drafted)


def _delivery(delivery: Mapping[str, str]) -> dict[str, Any]:
    return {name: delivery[name] for name in DELIVERY}


def order_line(product: Product, sku: Sku, quantity: int) -> dict[str, Any]:
    """A position of an order, at the price on the shelf."""
    return {
        "product_no": product.product_no, "sku_no": sku.sku_no, "name": product.name, "colour": sku.colour,
        "size": sku.size, "quantity": quantity, "unit_price_fen": sku.price_fen, "shelf_price_fen": sku.price_fen,
    }  # fmt: skip


def reprice(uow: UnitOfWork, profile: ShopProfile, conversation_id: int, order: Order) -> Order:
    """Puts granted prices and coupons, postage and the carrier's difference into a chat order that is not paid yet.
    An order of the mall is repriced there, by a person who reads its remark."""
    if order.status == "placed":
        bind_offers(uow, conversation_id, order)
    if order.source != "chat" or order.status not in ("draft", "placed"):
        return order
    priced = [_priced(uow, profile, conversation_id, order.order_no, line) for line in order.lines]
    goods = sum(payable for _, payable in priced)
    fee = shipping_fee_fen(profile, goods) + carrier_fee_fen(profile, order.carrier)
    unpaid = uow.unpaid_orders.one(shop=order.shop, order_no=order.order_no)
    if unpaid is not None and unpaid.status == "open":
        uow.unpaid_orders.change(replace(unpaid, amount_fen=goods + fee))
    return uow.orders.change(replace(order, lines=[line for line, _ in priced], total_fen=goods + fee))


def _priced(
    uow: UnitOfWork, profile: ShopProfile, conversation_id: int, order_no: str, line: dict[str, Any]
) -> tuple[dict[str, Any], int]:
    """The line at its granted price or the price list's for so many, and what it costs: never below the floor."""
    product, quantity = product_of(uow, profile.shop_id, line["product_no"]), line["quantity"]
    reached = [tier.unit_price_fen for tier in product.tiers if tier.min_quantity <= quantity] if product else []
    listed = min([line["shelf_price_fen"], *reached])
    unit_price, payable = granted_prices(
        uow, conversation_id, line["product_no"], listed, quantity, order_no
    )
    floor = product.floor_price_fen * quantity if product else 0
    return {**line, "unit_price_fen": unit_price}, max(payable, floor)


def shipping_fee_fen(profile: ShopProfile, goods_fen: int) -> int:
    """The shop's postage for goods of this value; 0 when free from a sum that is reached, or always free."""
    free_from = profile.free_shipping_from_fen
    return 0 if free_from is None or goods_fen >= free_from else profile.shipping_fee_fen


def carrier_fee_fen(profile: ShopProfile, carrier: str) -> int:
    """The difference a dearer carrier costs the shopper (P6)."""
    return profile.carriers[carrier].extra_fee_fen if carrier in profile.carriers else 0


def correct_order(
    uow: UnitOfWork, profile: ShopProfile, conversation_id: int, order: Order, changes: Mapping[str, Any]
) -> Order:
    """Writes corrected fields (receiver, phone, address, carrier, lines) and what they change in the total."""
    return reprice(uow, profile, conversation_id, uow.orders.change(replace(order, **changes)))


def change_carrier(
    uow: UnitOfWork, profile: ShopProfile, conversation_id: int, order: Order | None, carrier: str, now: datetime
) -> Order | None:
    """Another carrier for the order at hand, or for the one to come. Nobody owes the carrier agreed on before, and a
    dispatch already promised moves to the day the new one leaves (P6, P7)."""
    _release_carrier(uow, conversation_id, order, now)
    if order is None:
        return None
    changed = correct_order(uow, profile, conversation_id, order, {"carrier": carrier})
    due_at = dispatch_of(profile, changed, now).due_at
    for promise in uow.promises.find(shop=order.shop, order_no=order.order_no, kind="dispatch", status="open"):
        text = promise.text.replace(order.carrier or carrier, carrier)
        uow.promises.change(replace(promise, due_at=due_at, text=text))
    return changed


def release_dispatch(uow: UnitOfWork, order: Order, now: datetime) -> None:
    """The order is confirmed anew after a correction: its dispatch is promised afresh."""
    for promise in uow.promises.find(shop=order.shop, order_no=order.order_no, kind="dispatch", status="open"):
        uow.promises.change(replace(promise, status="released", closed_at=now))


def _release_carrier(uow: UnitOfWork, conversation_id: int, order: Order | None, now: datetime) -> None:
    mine = (None, order.order_no if order else None)
    for promise in uow.promises.find(conversation_id=conversation_id, kind="carrier", status="open"):
        if promise.order_no in mine:
            uow.promises.change(replace(promise, status="released", closed_at=now))
    for remark in uow.remarks.find(conversation_id=conversation_id, status="open"):
        if remark.order_no in mine and str(remark.script_id).startswith(CARRIER_SCRIPTS):
            uow.remarks.change(replace(remark, status="released"))


def confirm_order(uow: UnitOfWork, order: Order, now: datetime) -> Order:
    """P8's first yes: a draft becomes a placed order, and the books that follow from it are written."""
    status = "placed" if order.status == "draft" else order.status
    confirmed = uow.orders.change(replace(order, status=status, confirmed_at=order.confirmed_at or now))
    _follow(uow, confirmed, now)
    return confirmed


def cancel_order(uow: UnitOfWork, order: Order, now: datetime) -> Order:
    """Voids an order that is not printed yet (P9)."""
    cancelled = uow.orders.change(replace(order, status="cancelled", cancelled_at=now))
    _follow(uow, cancelled, now)
    return cancelled


def dispatch_of(profile: ShopProfile, order: Order | None, now: datetime) -> Dispatch:
    """When the order leaves, counted from its payment or, unpaid or not there yet, from now (P7)."""
    start = order.paid_at if order and order.paid_at else now
    carrier = (order.carrier if order else "") or profile.default_carrier
    return promise_dispatch(start, profile, carrier)


def is_overdue(profile: ShopProfile, order: Order, now: datetime) -> bool:
    """Paid, not shipped, and its dispatch promise has passed."""
    return order.paid_at is not None and order.shipped_at is None and dispatch_of(profile, order, now).due_at < now
