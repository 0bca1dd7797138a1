"""What the widget's addresses share: which page asks, who calls, and a refusal that the page may read."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from huashu.bootstrap import Services
from huashu.domain.shop import ShopProfile
from huashu.services.ports import StorageUnavailable
from huashu.web.guard import services_of
from huashu.web.shopper.origins import may_carry

ANYWHERE = {"Cross-Origin-Resource-Policy": "cross-origin"}
Work = Callable[[Services, ShopProfile], dict[str, Any]]


class Refused(Exception):
    """An answer that is no: status, and seconds to wait where waiting helps."""

    def __init__(self, status: int, code: str, retry_seconds: float = 0) -> None:
        super().__init__(code)
        self.status, self.code, self.retry_seconds = status, code, retry_seconds


AWAY = Refused(503, "unavailable", 2)


def answer(request: Request, shop: str, work: Work) -> Response:
    """The work's result for a page that may carry the shop's window, or the refusal."""
    headers: dict[str, str] = {"Vary": "Origin"}
    try:
        headers |= allowed_on(request, shop)
        services = services_of(request)
        return JSONResponse(work(services, services.library().shops[shop]), headers=headers)
    except Refused as refused:
        return refusal(refused, headers)
    except StorageUnavailable:
        return refusal(AWAY, headers)


def refusal(refused: Refused, headers: dict[str, str]) -> Response:
    if refused.retry_seconds:
        headers["Retry-After"] = str(max(1, round(refused.retry_seconds)))
    return JSONResponse({"code": refused.code}, refused.status, headers)


def allowed_on(request: Request, shop: str) -> dict[str, str]:
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


def page_of(request: Request, services: Services) -> str:
    """Browsers send none where a page fetches from its own site."""
    return request.headers.get("origin", "") or services.settings.public_url


def caller(request: Request) -> str:
    """The address; of IPv6 the network, since whoever has one address has 2**64."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return host if address.version == 4 else str(ipaddress.IPv6Network((address.packed, 64), strict=False))
