"""Who is connected to this process: talks, and the connections of each."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from huashu.web.shopper.tokens import Claims

MOST_CONNECTIONS = 8  # of one shopper: tabs and devices


@dataclass
class Connection:
    """``sent``: the newest message that it was sent; None until it has said where it stands. ``rasa``: it speaks Rasa's
    own events instead of ours. ``lock``: what it asks for is done one after the other, in the order it was sent, and
    keeps no more than one thread from others."""

    sid: str
    until: float
    sent: int | None = None
    rasa: bool = False
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass
class Talk:
    """One conversation with somebody connected. ``told``: the newest standing and marks that were sent to all."""

    claims: Claims
    conversation_id: int
    connections: dict[str, Connection] = field(default_factory=dict)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    newest: int = 0
    going_on: bool = False
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def room(self) -> str:
        return f"talk:{self.conversation_id}"


class Talks:
    """By conversation and by connection."""

    def __init__(self) -> None:
        self.by_id: dict[int, Talk] = {}
        self.by_sid: dict[str, Talk] = {}

    def join(self, claims: Claims, conversation_id: int, connection: Connection) -> tuple[Talk, Connection | None]:
        """The talk, and the oldest connection if it is one too many now."""
        talk = self.by_id.setdefault(conversation_id, Talk(claims, conversation_id))
        talk.connections[connection.sid] = connection
        self.by_sid[connection.sid] = talk
        too_many = len(talk.connections) > MOST_CONNECTIONS
        return talk, next(iter(talk.connections.values())) if too_many else None

    def leave(self, sid: str) -> None:
        talk = self.by_sid.pop(sid, None)
        if talk is None:
            return
        talk.connections.pop(sid, None)
        if not talk.connections:
            self.by_id.pop(talk.conversation_id, None)
