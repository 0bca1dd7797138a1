"""Who may call: holders of ``HUASHU_API_KEY``, or, when none is set, callers on this machine only."""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from fastapi import HTTPException, Request

from huashu.bootstrap import Services
from huashu.hosts import is_local, is_loopback


def services_of(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


def allowed(request: Request) -> None:
    """A FastAPI dependency.

    Raises:
        HTTPException: 401 without the right bearer token, 403 from another machine when no key is set.
    """
    key = services_of(request).settings.api_key
    if key:
        given = request.headers.get("authorization", "")
        if not hmac.compare_digest(given.encode("latin-1"), f"Bearer {key}".encode()):
            raise HTTPException(401, "send Authorization: Bearer <HUASHU_API_KEY>")
    elif not is_loopback(request.client.host if request.client else ""):
        raise HTTPException(403, "set HUASHU_API_KEY to allow callers from other machines")
    elif not is_local_url(services_of(request).settings.public_url):
        # Behind a proxy everybody seems to call from this machine.
        raise HTTPException(403, "HUASHU_PUBLIC_URL is not this machine's: set HUASHU_API_KEY")


def is_local_url(url: str) -> bool:
    """True for an address that only this machine reaches."""
    return is_local(urlsplit(url).hostname or "")
