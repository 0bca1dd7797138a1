"""Rows for the tests of the books: small, true to their types, everything else as the records have it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

from huashu.services.ports import UnitOfWork
from huashu.services.records import Message, Offer, Reminder

UowFactory = Callable[[], UnitOfWork]

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=timezone.utc)


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def conversation_id(uow: UnitOfWork, sender: str = "小满", shop: str = "qingmian") -> int:
    found = uow.lock_conversation(shop, sender, NOW).id
    assert found is not None
    return found


def line(conversation: int, text: str = "在吗", author: str = "shopper", **more: Any) -> Message:
    return Message(conversation, author, text, more.pop("created_at", NOW), **more)


def offer(conversation: int, status: str = "reserved", **more: Any) -> Offer:
    created_at = more.pop("created_at", NOW)
    return Offer(conversation, more.pop("shop", "qingmian"), "T100", "gift", status, "rule", created_at, **more)


def reminder(key: str, due_at: datetime = NOW) -> Reminder:
    return Reminder("approval", key, due_at, NOW)
