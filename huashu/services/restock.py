"""到货通知 (P5): who wants to hear when a variant is back, and telling them once it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from huashu.domain.goods import Product, Sku
from huashu.services.catalogue import product_of
from huashu.services.ports import UnitOfWork
from huashu.services.records import Conversation, RestockRequest
from huashu.services.turns import post_event


@dataclass(frozen=True)
class Restocked:
    product: Product
    sku: Sku


def note_restock(uow: UnitOfWork, conversation: Conversation, sku_no: str, now: datetime) -> RestockRequest:
    """One open request per shopper and variant; the caller commits."""
    assert conversation.id is not None
    known = uow.restock_requests.one(conversation_id=conversation.id, sku_no=sku_no, told_at=None)
    return known or uow.restock_requests.add(
        RestockRequest(conversation.id, conversation.shop, conversation.sender, sku_no, now)
    )


def tell_restocked(uow: UnitOfWork, shop: str, now: datetime) -> int:
    """After stock came in: an event for every shopper who waits for a variant that is there now, and the promise is
    kept. Returns how many; the caller commits."""
    waiting = uow.restock_requests.find(shop=shop, told_at=None)
    back = [each for each in waiting if restocked_item(uow, shop, each.sku_no)]
    for request in back:
        conversation = uow.conversations.get(request.conversation_id)
        assert conversation is not None
        post_event(uow, conversation, "restocked", {"sku_no": request.sku_no}, now)
        uow.restock_requests.change(replace(request, told_at=now))
        for promise in uow.promises.find(conversation_id=request.conversation_id, kind="restock", status="open"):
            uow.promises.change(replace(promise, status="kept", closed_at=now))
    return len(back)


def restocked_item(uow: UnitOfWork, shop: str, sku_no: str) -> Restocked | None:
    """The variant, if it can be bought now."""
    row = uow.skus.one(shop=shop, sku_no=sku_no)
    product = product_of(uow, shop, row.product_no) if row and row.stock > 0 else None
    sku = next((each for each in product.skus if each.sku_no == sku_no), None) if product else None
    return Restocked(product, sku) if product and sku else None
