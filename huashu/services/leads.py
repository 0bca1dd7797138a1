"""Leads: what the bulk intake collected (P14)."""

from __future__ import annotations

from datetime import datetime

from huashu.services.ports import UnitOfWork
from huashu.services.records import Conversation, Lead

FIELDS = ("company", "contact", "position", "phone", "email", "time", "goods", "quantity", "date", "budget")


def record_lead(uow: UnitOfWork, conversation: Conversation, intake: dict[str, str], now: datetime) -> Lead:
    """One lead per intake; the same answers again are the same lead. The caller commits."""
    assert conversation.id is not None
    known = [each for each in uow.leads.find(conversation_id=conversation.id) if each.intake == intake]
    return known[0] if known else uow.leads.add(Lead(conversation.id, conversation.shop, "consult", now, intake=intake))
