"""The shoppers' socket: python-socketio's events on one side, hearing, answering and delivery on the other."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import structlog
from socketio import ASGIApp, AsyncServer
from socketio.exceptions import ConnectionRefusedError
from starlette.concurrency import run_in_threadpool

from huashu.bootstrap import Services
from huashu.services.ports import StorageUnavailable
from huashu.services.shopper import RatingRefused
from huashu.services.turns import UnknownShop, profile_in
from huashu.web.shopper import asked, hearing
from huashu.web.shopper.answering import Answering
from huashu.web.shopper.delivery import Delivery
from huashu.web.shopper.limits import Limit
from huashu.web.shopper.origins import may_carry, origin_of, own_origins
from huashu.web.shopper.packets import ShopperPacket
from huashu.web.shopper.rooms import RedisRooms
from huashu.web.shopper.talks import Connection, Talk, Talks
from huashu.web.shopper.tokens import Claims, TokenRefused, read

log = structlog.get_logger()

LARGEST_PACKET = 64 * 1024
OK: dict[str, Any] = {"ok": True}
BAD = {"ok": False, "code": "bad"}
NO_TOKEN = {"ok": False, "code": "token"}
UNAVAILABLE = {"ok": False, "code": "unavailable"}


class ShopperSocket:
    """``asgi`` is to be mounted; ``run`` is to run beside it."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.rooms = RedisRooms(services.settings.redis_url) if services.settings.redis_url else None
        self.server = AsyncServer(
            async_mode="asgi",
            client_manager=self.rooms,
            serializer=ShopperPacket,
            cors_allowed_origins=self._is_known_origin,
            max_http_buffer_size=LARGEST_PACKET,
        )
        self.asgi = ASGIApp(self.server, socketio_path=None)
        self.talks = Talks()
        self.delivery = Delivery(services, self.server, self.talks)
        self.answering = Answering(services, self.delivery)
        self.says = Limit(burst=12, per_second=1, now=time.monotonic)
        self.events = Limit(burst=60, per_second=10, now=time.monotonic)
        self.server.on("connect", self._connect)
        self.server.on("disconnect", self._disconnect)
        self.server.on("up", self._up)
        self.server.on("session_request", self._session_request)
        self.server.on("user_uttered", self._user_uttered)

    def _is_known_origin(self, origin: str | None, environ: dict[str, Any]) -> bool:
        shops = self.services.library().shops.values()
        own = own_origins(self.services.settings)
        return bool(origin) and (origin in own or any(origin in each.origins for each in shops))

    async def _connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        """A connection is of one talk from its beginning: nothing a client sends later can change which."""
        token = auth.get("token") if isinstance(auth, dict) else auth
        given = (environ.get(f"HTTP_{name}", "") for name in ("ORIGIN", "SEC_FETCH_SITE", "HOST"))
        origin = origin_of(self.services.settings, *given)
        try:
            claims = self._claims(str(token or "").removeprefix("Bearer "), origin)
            conversation_id = await run_in_threadpool(hearing.begin, self.services, claims)
        except (TokenRefused, UnknownShop) as problem:
            log.info("connection refused", origin=origin, problem=str(problem))
            raise ConnectionRefusedError("token") from None
        except StorageUnavailable:
            raise ConnectionRefusedError("unavailable") from None
        except Exception:
            log.exception("a connection failed", origin=origin)
            raise ConnectionRefusedError("unavailable") from None
        talk, oldest = self.talks.join(claims, conversation_id, Connection(sid, claims.until))
        await self.server.enter_room(sid, talk.room)
        if oldest is not None:
            await self.server.disconnect(oldest.sid)

    def _claims(self, token: str, origin: str) -> Claims:
        claims = read(self.services.secret, token, None, origin, self.services.clock.now())
        profile = profile_in(self.services.library(), claims.shop)
        if claims.origin and not may_carry(self.services.settings, profile, claims.origin):
            raise TokenRefused(f"{claims.origin} is no page of {claims.shop} any more")
        return claims

    async def _disconnect(self, sid: str, reason: Any = None) -> None:
        self.talks.leave(sid)

    async def _up(self, sid: str, given: Any = None) -> dict[str, Any]:
        talk, ask = self.talks.by_sid.get(sid), asked.asked_of(given)
        if talk is None:
            return NO_TOKEN
        if wait := self.events.wait_seconds(sid):
            return {"ok": False, "code": "too_fast", "retry_seconds": wait}
        if ask is None:
            return BAD
        connection = talk.connections[sid]
        try:
            async with connection.lock:
                return await self._do(talk, connection, ask)
        except StorageUnavailable:
            return UNAVAILABLE
        except Exception:
            log.exception("a shopper's request failed", kind=ask.kind, conversation_id=talk.conversation_id)
            return UNAVAILABLE

    async def _do(self, talk: Talk, connection: Connection, ask: asked.Up) -> dict[str, Any]:
        match ask:
            case asked.Hello():
                return await self._hello(talk, connection, ask.after)
            case asked.Say():
                return await self._say(talk, ask)
            case asked.Open():
                return await self._open(talk)
            case asked.Typing():
                self.answering.typing(talk)
                return OK
            case asked.Read():
                await run_in_threadpool(hearing.read_up_to, self.services, talk, ask.read)
                await self.delivery.deliver(talk)
                return OK
            case asked.Earlier():
                messages, earlier = await self.delivery.earlier(talk, ask.before)
                return {"ok": True, "messages": messages, "earlier": earlier}
            case asked.Rate():
                return await self._rate(talk, ask)

    async def _hello(self, talk: Talk, connection: Connection, after: int) -> dict[str, Any]:
        news = await self.delivery.hello(talk, connection, after)
        return {
            "ok": True,
            "messages": news.messages,
            "reset": news.reset,
            "earlier": news.has_earlier,
            "standing": news.standing,
            "marks": news.marks,
        }

    async def _say(self, talk: Talk, said: asked.Say) -> dict[str, Any]:
        if not said.text.strip() and not said.picture:
            return BAD
        if wait := self.says.wait_seconds(talk.room):
            return {"ok": False, "code": "too_fast", "retry_seconds": round(wait, 1)}
        heard = await run_in_threadpool(hearing.hear, self.services, talk, said)
        if heard is None:
            return BAD
        message, pause = heard
        if message.answered_at is None:
            self.answering.wake(talk, pause)
        await self.delivery.deliver(talk)
        return {"ok": True, "message": message.id, "at": message.created_at.isoformat()}

    async def _open(self, talk: Talk) -> dict[str, Any]:
        if await run_in_threadpool(hearing.opened, self.services, talk):
            self.answering.wake(talk, 0.0)
        return OK

    async def _rate(self, talk: Talk, given: asked.Rate) -> dict[str, Any]:
        try:
            await run_in_threadpool(hearing.rated, self.services, talk, given.stars, given.text)
        except RatingRefused:
            return BAD
        await self.delivery.deliver(talk)
        return OK

    # Rasa's own socket.io clients, such as the ones made for its channel.

    async def _session_request(self, sid: str, given: Any = None) -> None:
        """They may name a session; which one it is, their token says."""
        talk = self.talks.by_sid.get(sid)
        if talk is not None and not self.events.wait_seconds(sid):
            connection = talk.connections[sid]
            async with connection.lock:
                await self._as_rasa_client(talk, connection)
            await self.server.emit("session_confirm", talk.claims.sender, to=sid, ignore_queue=True)

    async def _user_uttered(self, sid: str, given: Any = None) -> None:
        talk = self.talks.by_sid.get(sid)
        try:
            said = asked.RasaMessage.model_validate(given)
        except ValueError:
            return
        if talk is None or not said.message.strip() or self.events.wait_seconds(sid):
            return
        connection = talk.connections[sid]
        try:
            async with connection.lock:
                while wait := self.says.wait_seconds(talk.room):  # such a client knows no refusal
                    await asyncio.sleep(wait)
                await self._as_rasa_client(talk, connection)
                _, pause = await run_in_threadpool(hearing.hear_rasa_client, self.services, talk, said.message)
        except StorageUnavailable as problem:
            log.error("database unavailable, a message is lost", problem=str(problem))
            return
        self.answering.wake(talk, pause)

    async def _as_rasa_client(self, talk: Talk, connection: Connection) -> None:
        if not connection.rasa:
            connection.rasa = True
            await self.delivery.hello(talk, connection, 0)

    async def run(self) -> None:
        await self.delivery.run()

    async def close(self) -> None:
        await self.answering.close()
        await self.server.shutdown()
        if self.rooms is not None:
            await self.rooms.close()
