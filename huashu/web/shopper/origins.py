"""Whose pages may carry the chat window of a shop: its own sites, and the app's own pages."""

from __future__ import annotations

from urllib.parse import urlsplit

from huashu.domain.shop import ShopProfile
from huashu.settings import Settings
from huashu.web.guard import is_local_url

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def may_carry(settings: Settings, profile: ShopProfile, origin: str) -> bool:
    """``origin`` as a browser sends it: scheme, host and port."""
    return origin in profile.origins or origin in own_origins(settings)


def own_origins(settings: Settings) -> set[str]:
    """Where the app's own pages come from. On this machine it has more than one name."""
    url = urlsplit(settings.public_url)
    if not is_local_url(settings.public_url):
        return {settings.public_url}
    port = f":{url.port}" if url.port else ""
    return {f"{url.scheme}://{host}{port}" for host in LOOPBACK}


def origin_of(settings: Settings, origin: str, fetch_site: str, host: str) -> str:
    """Where a request came from. A browser names no origin where a page of the app's own only reads from the app."""
    own = f"{urlsplit(settings.public_url).scheme}://{host}"
    return own if not origin and fetch_site == "same-origin" and own in own_origins(settings) else origin
