"""What was said and which rungs answered lately (``huashu.services.ports.Usage``)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from huashu.storage.runner import Runner
from huashu.storage.tables import bargain_moves, conversations, messages


class SqlUsage:
    runner: Runner

    def said_since(self, since: datetime) -> set[tuple[str, str, int]]:
        said = select(conversations.c.shop, messages.c.script_id, messages.c.variant).join(
            conversations, conversations.c.id == messages.c.conversation_id
        )
        lately = said.where(messages.c.author == "bot", messages.c.created_at >= since).distinct()
        scripted = lately.where(messages.c.script_id.is_not(None), messages.c.variant.is_not(None))
        return {(row.shop, row.script_id, row.variant) for row in self.runner.run(scripted)}

    def rungs_since(self, since: datetime) -> set[tuple[str, str]]:
        moves = select(conversations.c.shop, bargain_moves.c.rung).join(
            conversations, conversations.c.id == bargain_moves.c.conversation_id
        )
        lately = moves.where(bargain_moves.c.created_at >= since).distinct()
        return {(row.shop, row.rung) for row in self.runner.run(lately)}
