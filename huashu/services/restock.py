"""到货通知 (P5): who wants to hear when a variant is back."""

from __future__ import annotations

from datetime import datetime

from huashu.services.ports import UnitOfWork
from huashu.services.records import Conversation, RestockRequest


def note_restock(uow: UnitOfWork, conversation: Conversation, sku_no: str, now: datetime) -> RestockRequest:
    """One open request per shopper and variant; the caller commits."""
    assert conversation.id is not None
    known = uow.restock_requests.one(conversation_id=conversation.id, sku_no=sku_no, told_at=None)
    return known or uow.restock_requests.add(
        RestockRequest(conversation.id, conversation.shop, conversation.sender, sku_no, now)
    )
