"""Whose pages may carry the chat window of a shop: its own sites, and the app's own pages."""

from __future__ import annotations

from urllib.parse import urlsplit

from huashu.domain.shop import ShopProfile
from huashu.settings import Settings

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def may_carry(settings: Settings, profile: ShopProfile, origin: str) -> bool:
    """``origin`` as a browser sends it: scheme, host and port."""
    return origin in profile.origins or origin in own_origins(settings)


def own_origins(settings: Settings) -> set[str]:
    """Where the app's own pages come from. On this machine it has more than one name."""
    url = urlsplit(settings.public_url)
    if url.hostname not in ("127.0.0.1", "localhost", "::1"):
        return {settings.public_url}
    port = f":{url.port}" if url.port else ""
    return {f"{url.scheme}://{host}{port}" for host in LOOPBACK}
