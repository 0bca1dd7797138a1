"""What shoppers said, out of the books: theirs alone, the newest first, no older than asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from huashu.nlu.suggest.said import Said, said_in_books
from huashu.services.ports import UnitOfWork
from huashu.services.records import Message

NOW = datetime(2026, 11, 1, 12, tzinfo=timezone.utc)
SENT = [("shopper", "旧的", 50), ("shopper", "多久到", 3), ("bot", "亲，三天", 3), ("shopper", "😀", 2),
        ("shopper", "能到不", 1), ("system", "/restocked", 1)]  # author, text, hours ago  # fmt: skip


def test_shoppers_wishes_come_the_newest_first(uow_factory: Callable[[], UnitOfWork]) -> None:
    with uow_factory() as uow:
        conversation = uow.lock_conversation("mobi", "lily", NOW).id
        assert conversation is not None
        for author, text, hours in SENT:
            uow.messages.add(Message(conversation, author, text, NOW - timedelta(hours=hours)))
        confused = uow.messages.find(author="shopper", newest_first=True, limit=1)[0]
        parts = [{"text": "能到不", "actions": [["action_admit_confusion", "RulePolicy"]]}]
        uow.messages.change(replace(confused, answered_at=NOW, understood={"parts": parts}))
        uow.commit()
    with uow_factory() as uow:
        since = NOW - timedelta(days=1)
        assert said_in_books(uow, since, 10) == [Said("能到不", troubled=True), Said("多久到")]
        assert said_in_books(uow, since, 1) == [Said("能到不", troubled=True)]
