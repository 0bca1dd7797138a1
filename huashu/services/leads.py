"""Leads: what the bulk intake collected (P14)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from huashu.services.ports import UnitOfWork
from huashu.services.records import Conversation, Lead

# When people say they can be called: from and until which hour.
PARTS_OF_DAY = {"上午": (9, 12), "早上": (9, 12), "中午": (12, 14), "下午": (14, 18), "晚": (19, 21)}
HOUR = re.compile(r"([0-9]{1,2})\s*(?:点|:|：|时)")

FIELDS = ("company", "contact", "position", "phone", "email", "time", "goods", "quantity", "date", "budget")


def record_lead(uow: UnitOfWork, conversation: Conversation, intake: dict[str, str], now: datetime) -> Lead:
    """One lead per intake; the same answers again are the same lead. The caller commits."""
    assert conversation.id is not None
    known = [each for each in uow.leads.find(conversation_id=conversation.id) if each.intake == intake]
    return known[0] if known else uow.leads.add(Lead(conversation.id, conversation.shop, "consult", now, intake=intake))


def callback_at(said: str, earliest: datetime) -> datetime:
    """When to call back: as early as we can, within the time the shopper named (下午, 3点以后). ``earliest`` is in the
    shop's zone; a time that is over today is tomorrow's."""
    part = next((hours for word, hours in PARTS_OF_DAY.items() if word in said), None)
    named = HOUR.search(said)
    if named is not None and int(named[1]) < 24:
        hour = int(named[1])
        hour += 12 if hour < 12 and part is not None and part[0] >= 12 else 0
        part = (hour, max(hour + 1, part[1]) if part else hour + 3)
    if part is None:
        return earliest
    start = earliest.replace(hour=part[0] % 24, minute=0, second=0, microsecond=0)
    if earliest.hour >= part[1]:
        return start + timedelta(days=1)
    return max(start, earliest)
