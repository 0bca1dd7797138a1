"""Whose turn it is, and the transcript (``huashu.services.ports.Turns``)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select, update

from huashu.services.records import Conversation, Message
from huashu.storage.repository import SqlRepo
from huashu.storage.runner import Runner
from huashu.storage.tables import WAITING, conversations, messages


class SqlTurns:
    runner: Runner
    conversations: SqlRepo[Conversation]
    messages: SqlRepo[Message]

    def lock_conversation(self, shop: str, sender: str, now: datetime) -> Conversation:
        found = self._held(shop, sender)
        if found is None:
            self.conversations.add_if_absent(Conversation(shop, sender, created_at=now))
            found = self._held(shop, sender)
        assert found is not None and found.id is not None
        self.runner.held.add(found.id)
        return found

    def _held(self, shop: str, sender: str) -> Conversation | None:
        mine = select(conversations).where(conversations.c.shop == shop, conversations.c.sender == sender)
        return self.conversations.first(mine.with_for_update(key_share=True))

    def claim_turn(self, conversation_id: int, worker: str, now: datetime, lease_seconds: float) -> bool:
        taken = (
            update(conversations)
            .where(conversations.c.id == conversation_id, is_free(now))
            .values(lease_by=worker, lease_until=now + timedelta(seconds=lease_seconds))
        )
        return self.runner.run(taken).rowcount == 1

    def release_turn(self, conversation_id: int, worker: str) -> None:
        mine = update(conversations).where(conversations.c.id == conversation_id, conversations.c.lease_by == worker)
        self.runner.run(mine.values(lease_by=None, lease_until=None))

    def pending_messages(self, conversation_id: int) -> list[Message]:
        waiting = select(messages).where(messages.c.conversation_id == conversation_id, WAITING)
        return self.messages.all(waiting.order_by(messages.c.id))

    def stale_conversations(self, now: datetime, older_than: datetime) -> list[int]:
        long_enough = or_(messages.c.author == "system", messages.c.created_at <= older_than)
        waiting = select(messages.c.conversation_id).where(WAITING, long_enough)
        stale = select(conversations.c.id).where(conversations.c.id.in_(waiting), is_free(now))
        return list(self.runner.run(stale.order_by(conversations.c.id)).scalars())

    def messages_after(self, conversation_id: int, after_id: int) -> list[Message]:
        later = select(messages).where(messages.c.conversation_id == conversation_id, messages.c.id > after_id)
        return self.messages.all(later.order_by(messages.c.id))

    def messages_before(self, conversation_id: int, before_id: int | None, limit: int) -> list[Message]:
        earlier = select(messages).where(messages.c.conversation_id == conversation_id)
        if before_id is not None:
            earlier = earlier.where(messages.c.id < before_id)
        return self.messages.all(earlier.order_by(messages.c.id.desc()).limit(limit))[::-1]

    def newest_ids(self, conversation_ids: Sequence[int]) -> dict[int, int]:
        newest = select(messages.c.conversation_id, func.max(messages.c.id).label("newest"))
        wanted = newest.where(messages.c.conversation_id.in_(conversation_ids)).group_by(messages.c.conversation_id)
        return {row.conversation_id: row.newest for row in self.runner.run(wanted)}

    def message_by_client_id(self, conversation_id: int, client_id: str) -> Message | None:
        return self.messages.one(conversation_id=conversation_id, client_id=client_id)

    def seen_variants(self, conversation_id: int) -> dict[str, dict[int, int]]:
        script, variant = messages.c.script_id, messages.c.variant
        said = select(script, variant, func.count().label("times")).group_by(script, variant)
        here = messages.c.conversation_id == conversation_id
        seen: dict[str, dict[int, int]] = {}
        for row in self.runner.run(said.where(here, script.is_not(None), variant.is_not(None))):
            seen.setdefault(row.script_id, {})[row.variant] = row.times
        return seen


def is_free(now: datetime) -> ColumnElement[bool]:
    return or_(conversations.c.lease_until.is_(None), conversations.c.lease_until <= now)
