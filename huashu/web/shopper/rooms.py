"""Rooms over Redis, for tabs of one shopper at several workers; closed with the app."""

from __future__ import annotations

import asyncio

from socketio import AsyncRedisManager


class RedisRooms(AsyncRedisManager):
    """python-socketio's own, which leaves its connections open when the server shuts down."""

    def __init__(self, url: str) -> None:
        super().__init__(url, channel="huashu")

    async def close(self) -> None:
        listening = getattr(self, "thread", None)
        if listening is not None:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
        if self.redis is not None:
            await self.pubsub.aclose()
            await self.redis.aclose()
