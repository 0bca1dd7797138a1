"""What the widget fetches beside its socket: itself, what a shop's window shows, a session, pictures."""

from __future__ import annotations

import asyncio
import ipaddress
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import FileResponse, JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from huashu.bootstrap import Services
from huashu.domain.oddities import LONGEST
from huashu.domain.shop import ShopProfile
from huashu.scripts.facts import clock_text
from huashu.scripts.locale_zh import moment_text, next_opening
from huashu.services.picture_links import opens, sign
from huashu.services.pictures import (
    LARGEST_BYTES,
    PICTURE_TYPE,
    NotAPicture,
    PictureTooLarge,
    TooManyPictures,
    store_picture,
)
from huashu.services.turns import profile_in
from huashu.settings import PROJECT
from huashu.web.guard import services_of
from huashu.web.shopper import tokens
from huashu.web.shopper.limits import Limit
from huashu.web.shopper.origins import may_carry

router = APIRouter()

SCRIPT = PROJECT / "web" / "dist" / "widget.js"
ANYWHERE = {"Cross-Origin-Resource-Policy": "cross-origin"}
KEPT = "public, max-age=300, stale-while-revalidate=86400"
sessions = Limit(burst=60, per_second=1, now=time.monotonic)
uploads = Limit(burst=6, per_second=0.2, now=time.monotonic)
uploads_from = Limit(burst=30, per_second=0.5, now=time.monotonic)  # shoppers are free to be had, so also by caller
BODY_SECONDS = 60.0
LARGEST_SESSION = 16 * 1024
MOST_DRAWN = 32
drawing: set[asyncio.Future[Any]] = set()
painters = ThreadPoolExecutor(2, "picture")  # of their own: a picture takes long and much memory


class Refused(Exception):
    """An answer that is no: status, and seconds to wait where waiting helps."""

    def __init__(self, status: int, code: str, retry_seconds: float = 0) -> None:
        super().__init__(code)
        self.status, self.code, self.retry_seconds = status, code, retry_seconds


class User(BaseModel):
    """Whom the shop's own system signed, see docs/howto/embed.md."""

    model_config = ConfigDict(extra="ignore")

    id: str = Field(max_length=200)
    expires: int
    signature: str = Field(max_length=128)


class Begin(BaseModel):
    """``token``: the last one, if there was one."""

    model_config = ConfigDict(extra="ignore")

    token: str = Field(default="", max_length=2_000)
    user: User | None = None


@router.get("/widget.js")
def script() -> Response:
    if not SCRIPT.exists():
        return JSONResponse({"code": "NO_WIDGET", "message": "the widget is not built; run: make setup"}, 503)
    return FileResponse(SCRIPT, media_type="text/javascript", headers={"Cache-Control": KEPT, **ANYWHERE})


@router.get("/widget/pictures/{name}")
def picture(name: str, request: Request, until: int = 0, mark: Annotated[str, Query(max_length=128)] = "") -> Response:
    """A picture that a shopper sent, for who was given its link."""
    services = services_of(request)
    if not opens(services.secret, name, until, mark, services.clock.now()):
        return Response(status_code=404)
    content = services.pictures.get(name)
    if content is None:
        return Response(status_code=404)
    headers = {"Cache-Control": "private, max-age=3600", "X-Content-Type-Options": "nosniff",
               "Content-Security-Policy": "default-src 'none'; sandbox", **ANYWHERE}  # fmt: skip
    return Response(content, media_type=PICTURE_TYPE, headers=headers)


@router.options("/widget/{path:path}")
def preflight(path: str, request: Request) -> Response:
    """Which page may do what is said by the shop in the path."""
    try:
        headers = _allowed(request, path.split("/")[0])
    except Refused as refused:
        return Response(status_code=refused.status)
    headers |= {"Access-Control-Allow-Methods": "GET, POST", "Access-Control-Max-Age": "600",
                "Access-Control-Allow-Headers": "authorization, content-type"}  # fmt: skip
    return Response(status_code=204, headers=headers)


@router.get("/widget/{shop}")
def window(shop: str, request: Request) -> Response:
    """``Shop`` of web/protocol/messages.ts."""
    return _answer(request, shop, lambda services, profile: _shop(services, profile))


@router.post("/widget/{shop}/session", max_body_size=LARGEST_SESSION)
def session(shop: str, begin: Begin, request: Request) -> Response:
    """``Session`` of web/protocol/messages.ts. A token that is over still says whose conversation it was."""
    return _answer(request, shop, lambda services, profile: _session(services, profile, begin, request))


@router.post("/widget/{shop}/pictures", max_body_size=8 * LARGEST_BYTES)  # so that ours is the answer
async def upload(shop: str, request: Request) -> Response:
    """Takes the bytes of a picture; ``say`` then names its id. Nothing is read of who may not send one."""
    headers: dict[str, str] = {"Vary": "Origin"}
    try:
        headers |= _allowed(request, shop)
        services = services_of(request)
        claims = _sender(services, profile_in(services.library(), shop), request)
        content = await _body(request)
        if len(drawing) >= MOST_DRAWN:
            raise Refused(429, "too_fast", 5)
        drawn = asyncio.get_running_loop().run_in_executor(painters, _upload, services, claims, content)
        drawing.add(drawn)
        drawn.add_done_callback(drawing.discard)
        return JSONResponse(await asyncio.shield(drawn), headers=headers)
    except Refused as refused:
        return _refusal(refused, headers)


def _answer(request: Request, shop: str, work: Any) -> Response:
    """The work's result for a page that may carry the shop's window, or the refusal."""
    headers: dict[str, str] = {"Vary": "Origin"}
    try:
        headers |= _allowed(request, shop)
        services = services_of(request)
        return JSONResponse(work(services, profile_in(services.library(), shop)), headers=headers)
    except Refused as refused:
        return _refusal(refused, headers)


def _refusal(refused: Refused, headers: dict[str, str]) -> Response:
    if refused.retry_seconds:
        headers["Retry-After"] = str(max(1, round(refused.retry_seconds)))
    return JSONResponse({"code": refused.code}, refused.status, headers)


def _allowed(request: Request, shop: str) -> dict[str, str]:
    """Headers for a page of the shop's. Without an origin it is no page of another site."""
    services, origin = services_of(request), request.headers.get("origin", "")
    profile = services.library().shops.get(shop)
    if profile is None:
        raise Refused(404, "shop")
    if not origin:
        return {}
    if not may_carry(services.settings, profile, origin):
        raise Refused(403, "origin")
    return {"Access-Control-Allow-Origin": origin, "Vary": "Origin"}


def _shop(services: Services, profile: ShopProfile) -> dict[str, Any]:
    now = services.clock.now()
    opening, campaign = next_opening(now, profile), profile.campaign_at(now)
    return {
        "shop": profile.shop_id,
        "name": profile.name,
        "assistant": profile.assistant,
        "colour": profile.window.colour,
        "words": services.library().words_of(profile.shop_id),
        "hot": list(profile.window.hot),
        "open": opening <= now,
        "back": moment_text(opening, now, profile) if opening > now else "",
        "hours": f"{clock_text(profile.hours.opens)}–{clock_text(profile.hours.closes)}",
        "campaign": {"name": campaign.name, "how": campaign.how} if campaign else None,
        "longest_text": LONGEST,
        "largest_picture": LARGEST_BYTES,
    }


def _session(services: Services, profile: ShopProfile, begin: Begin, request: Request) -> dict[str, Any]:
    if wait := sessions.wait_seconds(_caller(request)):
        raise Refused(429, "too_fast", wait)
    claims = _claims(services, profile, begin, _origin_of(request, services))
    token, until = tokens.sign(services.secret, claims, services.clock.now())
    return {"token": token, "expires_at": until.isoformat(), "conversation": tokens.talk_name(services.secret, claims)}


def _claims(services: Services, profile: ShopProfile, begin: Begin, origin: str) -> tokens.Claims:
    shop, now, user = profile.shop_id, services.clock.now(), begin.user
    try:
        if user is not None:
            sender = tokens.user_of(services.secret, shop, user.id, user.expires, user.signature, now)
            return tokens.Claims(shop, sender, origin)
        if begin.token:
            return tokens.read_to_renew(services.secret, begin.token, shop, origin, now)
    except tokens.TokenRefused:
        raise Refused(403, "token") from None
    return tokens.new_shopper(shop, origin)


def _origin_of(request: Request, services: Services) -> str:
    """Browsers send none where a page fetches from its own site."""
    return request.headers.get("origin", "") or services.settings.public_url


def _sender(services: Services, profile: ShopProfile, request: Request) -> tokens.Claims:
    """Who sends a picture."""
    bearer, origin = request.headers.get("authorization", "").removeprefix("Bearer "), _origin_of(request, services)
    try:
        claims = tokens.read(services.secret, bearer, profile.shop_id, origin, services.clock.now())
    except tokens.TokenRefused:
        raise Refused(401, "token") from None
    wait = uploads.wait_seconds(f"{claims.shop}/{claims.sender}") or uploads_from.wait_seconds(_caller(request))
    if wait:
        raise Refused(429, "too_fast", wait)
    return claims


def _upload(services: Services, claims: tokens.Claims, content: bytes) -> dict[str, Any]:
    now = services.clock.now()
    try:
        stored = store_picture(services.uow, services.pictures, claims.shop, claims.sender, content, now)
    except PictureTooLarge:
        raise Refused(413, "too_large") from None
    except NotAPicture:
        raise Refused(415, "type") from None
    except TooManyPictures:
        raise Refused(429, "too_many", 3600) from None
    link = sign(services.secret, stored.name, now)
    return {"id": stored.name, "url": link, "width": stored.width, "height": stored.height}


async def _body(request: Request) -> bytes:
    """At most one byte more than is taken, so that nobody fills the memory."""
    content = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                content += chunk
                if len(content) > LARGEST_BYTES:
                    break
    except TimeoutError:
        raise Refused(408, "too_slow") from None
    return bytes(content[: LARGEST_BYTES + 1])


def _caller(request: Request) -> str:
    """The address; of IPv6 the network, since whoever has one address has 2**64."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return host if address.version == 4 else str(ipaddress.IPv6Network((address.packed, 64), strict=False))
