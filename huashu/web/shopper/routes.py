"""What the widget fetches beside its socket: itself, what a shop's window shows, a session."""

from __future__ import annotations

import time
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from huashu.bootstrap import Services
from huashu.domain.oddities import LONGEST
from huashu.domain.shop import ShopProfile
from huashu.scripts.facts import clock_text
from huashu.scripts.locale_zh import moment_text, next_opening
from huashu.services.pictures import LARGEST_BYTES
from huashu.settings import PROJECT
from huashu.web.shopper import tokens
from huashu.web.shopper.limits import Limit
from huashu.web.shopper.pages import ANYWHERE, Refused, allowed_on, answer, caller, page_of

router = APIRouter()

SCRIPT = PROJECT / "web" / "dist" / "widget.js"
KEPT = "public, max-age=300, stale-while-revalidate=86400"
sessions = Limit(burst=60, per_second=1, now=time.monotonic)
LARGEST_SESSION = 16 * 1024


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


@router.options("/widget/{path:path}")
def preflight(path: str, request: Request) -> Response:
    """Which page may do what is said by the shop in the path."""
    try:
        headers = allowed_on(request, path.split("/")[0])
    except Refused as refused:
        return Response(status_code=refused.status)
    headers |= {"Access-Control-Allow-Methods": "GET, POST", "Access-Control-Max-Age": "600",
                "Access-Control-Allow-Headers": "authorization, content-type"}  # fmt: skip
    return Response(status_code=204, headers=headers)


@router.get("/widget/{shop}")
def window(shop: str, request: Request) -> Response:
    """``Shop`` of web/protocol/messages.ts."""
    return answer(request, shop, lambda services, profile: _shop(services, profile))


@router.post("/widget/{shop}/session", max_body_size=LARGEST_SESSION)
def session(shop: str, begin: Begin, request: Request) -> Response:
    """``Session`` of web/protocol/messages.ts. A token that is over still says whose conversation it was."""
    return answer(request, shop, lambda services, profile: _session(services, profile, begin, request))


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
    if wait := sessions.wait_seconds(caller(request)):
        raise Refused(429, "too_fast", wait)
    claims = _claims(services, profile, begin, page_of(request, services))
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
