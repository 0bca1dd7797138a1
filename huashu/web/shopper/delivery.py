"""From the transcript to the sockets: each connection is sent every line once, in order, and never one twice.

The transcript is the outbox, so it does not matter who wrote a line: this process, another worker, the timers or a
person. What this process wrote is delivered at once; for the rest it looks a few times a second.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Any

import structlog
from socketio import AsyncServer
from starlette.concurrency import run_in_threadpool

from huashu.bootstrap import Services
from huashu.services.ports import StorageUnavailable, UnitOfWork
from huashu.services.records import Conversation, Message
from huashu.services.standing import marks_of, standing_of
from huashu.services.turns import profile_in
from huashu.web.shopper.frames import Frame, Framer, marks_frame
from huashu.web.shopper.talks import Connection, Talk, Talks

log = structlog.get_logger()

LOOK_SECONDS = 0.2
LOOK_AROUND_SECONDS = 1.0
NEWEST = 50  # messages shown to who knows none
MOST_MISSED = 200


@dataclass(frozen=True)
class News:
    """What is behind a message, read in one go: frames with their ids, standing and marks as they are now."""

    newest: int
    messages: list[Frame]
    standing: Frame
    marks: Frame
    going_on: bool
    has_earlier: bool = False
    reset: bool = False


class Delivery:
    """Sends what is new to whoever is connected here."""

    def __init__(self, services: Services, server: AsyncServer, talks: Talks) -> None:
        self.services, self.server, self.talks = services, server, talks

    async def hello(self, talk: Talk, connection: Connection, after: int) -> News:
        """Where a connection takes up the transcript; from here on it is sent what is new."""
        async with talk.lock:
            news = await run_in_threadpool(self._since, talk, after)
            connection.sent = news.newest
            self._remember(talk, news)
            return news

    async def deliver(self, talk: Talk) -> None:
        """Everything that is new to any connection of the talk, then how things stand if that changed."""
        async with talk.lock:
            listening = [each for each in talk.connections.values() if each.sent is not None]
            if not listening:
                return
            after = min(each.sent or 0 for each in listening)
            news = await run_in_threadpool(self._news, talk, after)
            for each in listening:
                await self._send(each, news)
            await self._tell(talk, news)

    async def _send(self, connection: Connection, news: News) -> None:
        fresh = [each for each in news.messages if each["id"] > (connection.sent or 0)]
        connection.sent = max(connection.sent or 0, news.newest)
        if connection.rasa:
            for each in fresh:
                await self._send_to_rasa_client(connection, each)
        elif fresh:
            await self._emit(connection.sid, {"kind": "messages", "messages": fresh})

    async def _send_to_rasa_client(self, connection: Connection, frame: Frame) -> None:
        if frame["author"] == "shopper":
            return
        said: dict[str, Any] = {"text": frame["text"]}
        if frame.get("buttons"):
            said["quick_replies"] = [{"content_type": "text", **each} for each in frame["buttons"]]
        await self.server.emit("bot_uttered", said, to=connection.sid, ignore_queue=True)

    async def _tell(self, talk: Talk, news: News) -> None:
        before = dict(talk.told)
        self._remember(talk, news)
        for kind in ("standing", "marks"):
            if before.get(kind) != talk.told[kind]:
                frame = {"kind": kind, kind: getattr(news, kind)}
                for each in list(talk.connections.values()):
                    if each.sent is not None and not each.rasa:
                        await self._emit(each.sid, frame)

    def _remember(self, talk: Talk, news: News) -> None:
        talk.newest, talk.going_on = max(talk.newest, news.newest), news.going_on
        timeless = {key: value for key, value in news.standing.items() if key != "now"}
        talk.told = {"standing": timeless, "marks": news.marks}

    async def _emit(self, sid: str, frame: Frame) -> None:
        """To a connection of this process: what is said goes through no queue, to no other worker."""
        await self.server.emit("down", frame, to=sid, ignore_queue=True)

    async def typing(self, talk: Talk, on: bool) -> None:
        """To every tab, at whichever worker."""
        await self.server.emit("down", {"kind": "typing", "on": on, "author": "bot"}, room=talk.room)

    async def earlier(self, talk: Talk, before: int) -> tuple[list[Frame], bool]:
        return await run_in_threadpool(self._earlier, talk, before)

    # In threads from here on.

    def _since(self, talk: Talk, after: int) -> News:
        with self.services.reads() as uow:
            known = uow.messages.get(after) if after else None
            if known is not None and known.conversation_id == talk.conversation_id:
                missed = uow.messages_after(talk.conversation_id, after)
                if len(missed) <= MOST_MISSED:
                    return self._read(uow, talk, missed, after)
            shown = uow.messages_before(talk.conversation_id, None, NEWEST)
            return self._read(uow, talk, shown, 0, has_earlier=_has_before(uow, shown), reset=after > 0)

    def _news(self, talk: Talk, after: int) -> News:
        with self.services.reads() as uow:
            return self._read(uow, talk, uow.messages_after(talk.conversation_id, after), after)

    def _earlier(self, talk: Talk, before: int) -> tuple[list[Frame], bool]:
        with self.services.reads() as uow:
            shown = uow.messages_before(talk.conversation_id, before, NEWEST)
            return self._framer(uow, talk).messages(shown), _has_before(uow, shown)

    def _read(
        self, uow: UnitOfWork, talk: Talk, messages: list[Message], after: int, has_earlier: bool = False,
        reset: bool = False,
    ) -> News:  # fmt: skip
        framer = self._framer(uow, talk)
        standing = standing_of(uow, framer.conversation)
        return News(
            newest=max((each.id or 0 for each in messages), default=after),
            messages=framer.messages(messages),
            standing=framer.standing(standing),
            marks=marks_frame(marks_of(uow, talk.conversation_id)),
            going_on=standing.going_on,
            has_earlier=has_earlier,
            reset=reset,
        )

    def _framer(self, uow: UnitOfWork, talk: Talk) -> Framer:
        conversation: Conversation | None = uow.conversations.get(talk.conversation_id)
        assert conversation is not None
        profile = profile_in(self.services.library(), conversation.shop)
        return Framer(self.services, uow, conversation, profile, self.services.clock.now())

    # What others write.

    async def run(self) -> None:
        """Looks for news until it is cancelled; a database that is away is waited for."""
        looked_around = 0.0
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            around = time.monotonic() - looked_around >= LOOK_AROUND_SECONDS
            try:
                await self._look(around)
            except StorageUnavailable as problem:
                log.error("database unavailable, news wait", problem=str(problem))
            except Exception:
                log.exception("news could not be delivered")
            if around:
                looked_around = time.monotonic()

    async def _look(self, around: bool) -> None:
        """``around``: also for what changes without a line, such as a place in the queue or the shop's opening."""
        if not self.talks.by_id:
            return
        newest = await run_in_threadpool(self._newest, list(self.talks.by_id))
        for talk in list(self.talks.by_id.values()):
            try:
                if newest.get(talk.conversation_id, 0) > talk.newest or (around and self._may_have_changed(talk)):
                    await self.deliver(talk)
            except StorageUnavailable:
                raise
            except Exception:  # it must not keep their news from those behind it
                log.exception("news could not be delivered", conversation_id=talk.conversation_id)
                talk.newest = max(talk.newest, newest.get(talk.conversation_id, 0))  # not again until there is more
        if around:
            await self._end_connections()

    def _newest(self, conversation_ids: list[int]) -> dict[int, int]:
        with self.services.reads() as uow:
            return uow.newest_ids(conversation_ids)

    def _may_have_changed(self, talk: Talk) -> bool:
        return talk.going_on or self._turned(talk)

    def _turned(self, talk: Talk) -> bool:
        """The shop has opened or closed since we told."""
        told = talk.told.get("standing")
        profile = self.services.library().shops.get(talk.claims.shop)
        if told is None or profile is None:
            return False
        return bool(told["open"] != profile.hours.is_open(self.services.clock.now().astimezone(profile.zone)))

    async def _end_connections(self) -> None:
        """Those whose token is over, and those that were given up while we connected them: of these python-socketio
        tells nobody."""
        now = self.services.clock.now().timestamp()
        connections = [each for talk in self.talks.by_id.values() for each in talk.connections.values()]
        for each in connections:
            if each.until <= now or self.server.manager.eio_sid_from_sid(each.sid, "/") not in self.server.eio.sockets:
                await self.server.disconnect(each.sid)
                self.talks.leave(each.sid)


def _has_before(uow: UnitOfWork, shown: list[Message]) -> bool:
    if not shown:
        return False
    conversation_id, before = shown[0].conversation_id, shown[0].id or 0
    while events := uow.messages_before(conversation_id, before, NEWEST):
        if any(each.author != "system" for each in events):
            return True
        before = events[0].id or 0
    return False
