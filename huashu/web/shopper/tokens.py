"""Shoppers' tokens: signed, for one shopper, one shop and one origin, for half a day."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_hex
from typing import Any

import jwt

from huashu.domain.errors import HuashuError

ALGORITHM = "HS256"
LASTS = timedelta(hours=12)
RENEWED_FOR = timedelta(days=180)
ANONYMOUS = "web-"
LONGEST_USER = 100


class TokenRefused(HuashuError):
    """Not ours, changed, over, or for another shop or origin."""

    code = "TOKEN"


@dataclass(frozen=True)
class Claims:
    """Who a token is for. ``sender`` is the shopper's id in the shop; ``origin`` "" is for a client that has none, such
    as a shop's own app. ``until``: when the token that said so is over, as a timestamp."""

    shop: str
    sender: str
    origin: str
    until: float = field(default=0.0, compare=False)


def new_shopper(shop: str, origin: str) -> Claims:
    """An anonymous shopper; 128 bits, so nobody meets another's."""
    return Claims(shop, f"{ANONYMOUS}{token_hex(16)}", origin)


def sign(secret: bytes, claims: Claims, now: datetime) -> tuple[str, datetime]:
    """The token and when it is over."""
    until = now + LASTS
    content = {"shop": claims.shop, "sub": claims.sender, "org": claims.origin, "iat": now, "exp": until}
    return jwt.encode(content, _key(secret, "token"), ALGORITHM), until


def read(secret: bytes, token: str, shop: str | None, origin: str, now: datetime) -> Claims:
    """Who a token is for.

    Raises:
        TokenRefused.
    """
    return _read(secret, token, shop, origin, now, timedelta())


def read_to_renew(secret: bytes, token: str, shop: str, origin: str, now: datetime) -> Claims:
    """As :func:`read`, of a token that may be over: an anonymous conversation outlives it. A shop's own user has to be
    signed by the shop again: whose account it was yesterday need not be at this browser today.

    Raises:
        TokenRefused.
    """
    return _read(secret, token, shop, origin, now, RENEWED_FOR)


def _read(secret: bytes, token: str, shop: str | None, origin: str, now: datetime, grace: timedelta) -> Claims:
    try:
        # The times are compared with the clock that the product runs by, not with the library's.
        unchecked = {"verify_exp": False, "verify_iat": False, "require": ["shop", "sub", "org", "exp"]}
        content: dict[str, Any] = jwt.decode(token, _key(secret, "token"), [ALGORITHM], options=unchecked)  # type: ignore[arg-type]
    except (jwt.InvalidTokenError, UnicodeError) as problem:
        raise TokenRefused(f"not a token of ours: {problem}") from None
    claims = Claims(content["shop"], content["sub"], content["org"], content["exp"])
    if now.timestamp() >= claims.until + (grace.total_seconds() if claims.sender.startswith(ANONYMOUS) else 0):
        raise TokenRefused("the token is over")
    if claims.origin != origin:
        raise TokenRefused(f"a token for {claims.origin} came from {origin}")
    if shop is not None and claims.shop != shop:
        raise TokenRefused(f"a token for {claims.shop} came to {shop}")
    return claims


def talk_name(secret: bytes, claims: Claims) -> str:
    """Tells a client whether two tokens are of the same talk, and nothing else."""
    return hmac.new(_key(secret, "talk"), f"{claims.shop}\n{claims.sender}".encode(), sha256).hexdigest()[:16]


def user_key(secret: bytes, shop: str) -> str:
    """What a shop signs its users with, 64 hex digits; docs/howto/embed.md shows how."""
    return _key(secret, f"user:{shop}").hex()


def user_of(secret: bytes, shop: str, user: str, expires: int, signature: str, now: datetime) -> str:
    """The shopper's id of a user whom the shop's own system signed.

    Raises:
        TokenRefused.
    """
    signed = f"{shop}\n{user}\n{expires}".encode()
    right = hmac.new(user_key(secret, shop).encode(), signed, sha256).hexdigest()
    if not hmac.compare_digest(right.encode(), signature.encode("utf-8", "replace")):
        raise TokenRefused("the user is not signed by the shop")
    if now.timestamp() >= expires:
        raise TokenRefused("the user's signature is over")
    if not 0 < len(user) <= LONGEST_USER or user.startswith(ANONYMOUS):
        raise TokenRefused(f"a user's id has 1 to {LONGEST_USER} characters and does not begin with {ANONYMOUS}")
    return user


def _key(secret: bytes, purpose: str) -> bytes:
    return hmac.new(secret, purpose.encode(), sha256).digest()
