"""Pictures that shoppers send: taken from who may send one, drawn anew beside everything else, shown by their link."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from huashu.bootstrap import Services
from huashu.domain.shop import ShopProfile
from huashu.services.picture_links import opens, sign
from huashu.services.pictures import (
    LARGEST_BYTES,
    PICTURE_TYPE,
    NotAPicture,
    PictureTooLarge,
    TooManyPictures,
    store_picture,
)
from huashu.services.ports import StorageUnavailable
from huashu.web.guard import services_of
from huashu.web.shopper import tokens
from huashu.web.shopper.limits import Limit
from huashu.web.shopper.pages import ANYWHERE, AWAY, Refused, allowed_on, caller, page_of, refusal

router = APIRouter()

uploads = Limit(burst=6, per_second=0.2, now=time.monotonic)
uploads_from = Limit(burst=30, per_second=0.5, now=time.monotonic)  # shoppers are free to be had, so also by caller
BODY_SECONDS = 60.0
MOST_DRAWN = 32
drawing: set[asyncio.Future[Any]] = set()
painters = ThreadPoolExecutor(2, "picture")  # of their own: a picture takes long and much memory


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


@router.post("/widget/{shop}/pictures", max_body_size=8 * LARGEST_BYTES)  # so that ours is the answer
async def upload(shop: str, request: Request) -> Response:
    """Takes the bytes of a picture; ``say`` then names its id. Nothing is read of who may not send one."""
    headers: dict[str, str] = {"Vary": "Origin"}
    try:
        headers |= allowed_on(request, shop)
        services = services_of(request)
        claims = _sender(services, services.library().shops[shop], request)
        content = await _body(request)
        if len(drawing) >= MOST_DRAWN:
            raise Refused(429, "too_fast", 5)
        drawn = asyncio.get_running_loop().run_in_executor(painters, _upload, services, claims, content)
        drawing.add(drawn)
        drawn.add_done_callback(drawing.discard)
        return JSONResponse(await asyncio.shield(drawn), headers=headers)
    except Refused as refused:
        return refusal(refused, headers)
    except StorageUnavailable:
        return refusal(AWAY, headers)


def _sender(services: Services, profile: ShopProfile, request: Request) -> tokens.Claims:
    """Who sends a picture."""
    bearer, origin = request.headers.get("authorization", "").removeprefix("Bearer "), page_of(request, services)
    try:
        claims = tokens.read(services.secret, bearer, profile.shop_id, origin, services.clock.now())
    except tokens.TokenRefused:
        raise Refused(401, "token") from None
    wait = uploads.wait_seconds(f"{claims.shop}/{claims.sender}") or uploads_from.wait_seconds(caller(request))
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
